"""Records of any type, their form, the recycle bin, 设置."""

from collections.abc import Callable
from typing import Any

from edudesk.services.listing.column_words import ColumnWords
from tests.pictures.scenes.scene import Scene, scroll
from tests.pictures.stage import Stage


def _settings(stage: Stage) -> None:
    stage.go("settings")


def _settings_below(stage: Stage) -> None:
    scroll(stage)


def _records(stage: Stage) -> None:
    def of_several_types(opened: Any) -> list[tuple[str, str]]:
        from edudesk.services.records import all_of

        types = ("mentor_pair", "mentor_session", "request", "achievement", "agreement", "exchange")
        found = [(kind, one.id) for kind in types for one in _all(opened.archive, kind, all_of)[:3]]
        return found or [("person", one.id) for one in all_of(opened.archive, "person")[:6]]

    stage.go("records", records=tuple(stage.ask(of_several_types)), title=stage.session.say("records.title"))
    stage.page.table.view.go_to_row(0)
    stage.settle()


def _narrowed(stage: Stage) -> None:
    _records(stage)
    table = stage.page.table
    table.model.narrow(ColumnWords("day", words="202"))
    stage.settle()
    table.ask_narrowing("type")
    stage.wait(lambda: bool(table.card.checks))
    table.card.checks[0].setChecked(True)
    stage.settle()


def _all(archive: Any, kind: str, all_of: Callable[..., Any]) -> list[Any]:
    from edudesk.models.registry import record_types

    return list(all_of(archive, kind)) if kind in record_types() else []


def _make(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("make", type="agreement", content={})


def _make_pair(stage: Stage) -> None:
    def kind(_opened: Any) -> str:
        from edudesk.models.registry import record_types

        return next(code for code in record_types() if "pair" in code)

    stage.go("make", type=stage.ask(kind), content={})


def _bin(stage: Stage) -> None:
    def delete(opened: Any) -> None:
        from edudesk.services.changes import change
        from edudesk.services.records import all_of

        for one in all_of(opened.archive, "activity")[2:5]:
            with change(opened.archive, "activity.delete", opened.clock.now()) as writing:
                writing.delete(one.id)

    stage.session.desk.change(stage.window, delete)
    stage.settle()
    stage.go("bin")


SCENES = (
    Scene("settings", _settings, fresh=True),
    Scene("settings-below", _settings_below),
    Scene("records", _records),
    Scene("records-narrowed", _narrowed),
    Scene("make-agreement", _make),
    Scene("make-pair", _make_pair),
    Scene("bin", _bin),
)
