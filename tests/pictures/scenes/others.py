"""别的记录: requests, donations, achievements."""

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_requests(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("others", tab="requests")


def _donations(stage: Stage) -> None:
    stage.go("others", tab="donations")


def _achievements(stage: Stage) -> None:
    stage.go("others", tab="achievements")


SCENES = (
    Scene("others-requests", show_requests, fresh=True),
    Scene("others-donations", _donations),
    Scene("others-achievements", _achievements),
)
