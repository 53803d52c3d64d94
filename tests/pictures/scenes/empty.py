"""Every page of an archive that holds nothing yet, and an archive that cannot be opened."""

from edudesk.errors import UserError
from tests.pictures.scenes import handing, home, others, people, scheme
from tests.pictures.scenes.scene import EMPTY, Scene
from tests.pictures.stage import Stage


def _opening(stage: Stage) -> None:
    folder = stage.session.desk.folder
    stage.window.show_error(folder, UserError("archive.newer", path=folder, version=9, known=1))
    stage.settle()


SCENES = (
    Scene("empty-home", home.show_home, EMPTY, fresh=True),
    Scene("empty-activity", lambda stage: stage.go("activity"), EMPTY),
    Scene("empty-exchanges", lambda stage: stage.go("exchanges"), EMPTY),
    Scene("empty-plan", lambda stage: stage.go("plan"), EMPTY),
    Scene("empty-pairs", lambda stage: stage.go("pairs"), EMPTY),
    Scene("empty-others", others.show_requests, EMPTY),
    Scene("empty-people", people.show_people, EMPTY),
    Scene("empty-schools", people.show_schools, EMPTY),
    Scene("empty-handing", handing.show_check, EMPTY),
    Scene("empty-scheme", scheme.show_scheme, EMPTY),
    Scene("empty-summary", lambda stage: stage.go("summary"), EMPTY),
    Scene("empty-assess", lambda stage: stage.go("assess"), EMPTY),
    Scene("empty-community", lambda stage: stage.go("community"), EMPTY),
    Scene("empty-files", lambda stage: stage.go("files"), EMPTY),
    Scene("empty-bin", lambda stage: stage.go("bin"), EMPTY),
    Scene("empty-intake", lambda stage: stage.go("intake", view="twins"), EMPTY),
    Scene("opening-newer", _opening, EMPTY, fresh=True),
)
