"""上报与交接."""

from typing import Any

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.merging import receive
from edudesk.services.packages.sealing import seal
from tests.pictures.scenes.scene import Scene, scroll
from tests.pictures.stage import Stage
from tests.services.receiving.packing import NOW, TODAY, helper, send

_SECOND = "01999999-0000-7000-8000-000000000001"
"""A second machine of the school, and what it said."""


def show_check(stage: Stage) -> None:
    stage.go("handing", tab="make")


def _mail(stage: Stage) -> None:
    """Choose the e-mail edition, and type a password that is weak."""
    from edudesk.ui.pages.handing.packing import Packing

    Packing.of(stage.session).reset()
    stage.go("handing", tab="make")
    edition = stage.page._check._side.edition
    edition.segment.set_value("email")
    edition.segment.edited.emit()
    edition.sealing.tick.setChecked(True)
    edition.sealing.first.setText("12345678")
    stage.settle()
    scroll(stage)


def _naming(stage: Stage) -> None:
    scroll(stage, down=False)
    stage.page._check._side.naming.click()
    stage.settle()


def _faces(stage: Stage) -> None:
    stage.close_overlays()
    stage.page._check._side.faces.click()
    stage.wait(stage.overlays)
    stage.settle()


def _making(stage: Stage) -> None:
    from threading import Event

    from edudesk.ui.desk import Work
    from edudesk.ui.pages.handing.packing import WRITING, Packing

    stage.go("handing", tab="make")
    packing = Packing.of(stage.session)
    packing.stage = WRITING
    packing.work = Work(stage.session.say("handing.making"), packing, "files", packing, Event())
    packing.work.started -= 40  # seconds
    packing.work.latest = (96, 143, "")
    packing.changed.emit()
    stage.settle()


def _making_failed(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import FAILED, Packing

    packing = Packing.of(stage.session)
    packing.stage, packing.work = FAILED, None
    packing.error = EnvironmentProblem("package.disk_full", place="U 盘")
    packing.changed.emit()
    stage.settle()


def _made(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import CHECK, DONE, Packing

    packing = Packing.of(stage.session)
    packing.stage, packing.error = CHECK, None
    packing.changed.emit()
    stage.settle()
    stage.page._make.click()
    stage.wait(lambda: packing.stage == DONE)
    stage.settle()
    packing.seconds = dict.fromkeys(packing.seconds, 3.0)  # not what this machine took
    packing.changed.emit()
    stage.settle()


def _sent(stage: Stage) -> None:
    stage.go("handing", tab="sent")


def _signed(stage: Stage) -> None:
    stage.page._sent._signed.click()
    stage.settle()


def _roll(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("handing", tab="roll")


def _look(stage: Stage) -> None:
    stage.go("handing", tab="look")


def _looked(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import Packing

    stage.go("handing", package=Packing.of(stage.session).handed[0].path)
    stage.settle()


def _come(stage: Stage) -> None:
    """Let two packages of another school lie there; it has changed its key between them."""
    place = stage.folder / "来包"
    helper(place / "school")
    with open_archive(place / "school", NOW) as school:
        send(school, place / "秋季上报包.zip")
        school.set_fact("signing-key", "5a" * 32)
        send(school, place / "春季上报包.zip")


def _previewed(stage: Stage) -> None:
    _come(stage)
    stage.go("handing", package=stage.folder / "来包" / "秋季上报包.zip")


def _taken(stage: Stage) -> None:
    stage.page._look.take.click()
    stage.settle()


def _changed_key(stage: Stage) -> None:
    stage.go("handing", package=stage.folder / "来包" / "春季上报包.zip")


def _traffic(stage: Stage) -> None:
    stage.go("handing", tab="sent")


def _locked(stage: Stage) -> None:
    package = stage.folder / "来包" / "春季上报包.zip"
    stage.go("handing", package=seal(package, "Shiliu-2026-wan", package.with_name("加密.zip"), TODAY))


def _beside(stage: Stage) -> None:
    """Let a second machine of the school have changed an activity that was changed here too."""
    from edudesk.ui.pages.handing.looking import Looking

    def meet(opened: Any) -> None:
        archive, now = opened.archive, opened.clock.now()
        (activity, *_others) = records.all_of(archive, "activity")
        *_earlier, before = records.history(archive, activity.id)
        with change(archive, "activity.edit", now) as writing:
            writing.edit(activity.id, {"result": "没有这个", "process": "评课"})
        there: dict[str, Any] = {
            "id": _SECOND,
            "writer_id": _SECOND,
            "counter": 1,
            "parents": [before["id"]],
            "author": "周敏",
            "vector": before["vector"] | {_SECOND: 1},
            "content": before["content"] | {"result": "讲座"},
        }
        told = {name: value for name, value in (dict(before) | there).items() if name != "sequence"}
        with archive.write() as connection:
            receive(connection, [told])

    stage.ask(meet)
    Looking.of(stage.session).reset()
    stage.go("handing", tab="look")
    stage.wait(stage.page._look.conflicts.isVisible)
    stage.settle()


def _several(stage: Stage) -> None:
    from edudesk.ui.pages.handing.batching import Batching

    stage.go("handing", tab="look")
    batching = Batching.of(stage.session)
    (stage.folder / "来包" / "不完整的包.zip").write_bytes(b"PK")
    batching.start([stage.folder / "来包"])
    stage.wait(lambda: batching.batch is not None)
    stage.settle()


SCENES = (
    Scene("handing-1-check", show_check, fresh=True),
    Scene("handing-2-making", _making),
    Scene("handing-2-failed", _making_failed),
    Scene("handing-4-done", _made),
    Scene("handing-sent", _sent),
    Scene("handing-signed", _signed),
    Scene("handing-roll", _roll),
    Scene("handing-look", _look),
    Scene("handing-looked", _looked),
    Scene("handing-mail", _mail),
    Scene("handing-naming", _naming),
    Scene("handing-faces", _faces),
    Scene("handing-come-1-preview", _previewed, fresh=True),
    Scene("handing-come-2-taken", _taken),
    Scene("handing-come-3-changed-key", _changed_key),
    Scene("handing-come-4-traffic", _traffic),
    Scene("handing-come-5-beside", _beside),
    Scene("handing-come-6-locked", _locked),
    Scene("handing-come-7-several", _several),
)
