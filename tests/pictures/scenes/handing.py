"""上报与交接."""

from edudesk.errors import EnvironmentProblem
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_check(stage: Stage) -> None:
    stage.go("handing", tab="make")


def _making(stage: Stage) -> None:
    from edudesk.ui.desk import Work
    from edudesk.ui.pages.handing.packing import WRITING, Packing

    stage.go("handing", tab="make")
    packing = Packing.of(stage.session)
    packing.stage = WRITING
    packing.work = Work(stage.session.say("handing.making"), packing, "files", packing)
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


def _look(stage: Stage) -> None:
    stage.go("handing", tab="look")


def _looked(stage: Stage) -> None:
    from edudesk.ui.pages.handing.packing import Packing

    stage.go("handing", package=Packing.of(stage.session).handed[0].path)
    stage.settle()


SCENES = (
    Scene("handing-1-check", show_check, fresh=True),
    Scene("handing-2-making", _making),
    Scene("handing-2-failed", _making_failed),
    Scene("handing-4-done", _made),
    Scene("handing-sent", _sent),
    Scene("handing-look", _look),
    Scene("handing-looked", _looked),
)
