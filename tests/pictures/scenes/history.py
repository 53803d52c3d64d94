"""The history of a record and of the archive."""

from typing import Any

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def _history(stage: Stage) -> None:
    def change_one(opened: Any) -> str:
        from edudesk.services.changes import change
        from edudesk.services.records import all_of

        record = all_of(opened.archive, "activity")[0]
        with change(opened.archive, "activity.edit", opened.clock.now(), subject=record.title) as writing:
            writing.edit(record.id, {"result": "没有这个", "actual": 12})
        return record.id

    stage.go("history", id=stage.ask(change_one))


def _history_all(stage: Stage) -> None:
    stage.go("history")


SCENES = (
    Scene("history", _history, fresh=True),
    Scene("history-all", _history_all),
)
