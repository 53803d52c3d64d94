"""交接给接任的人, and the menu of who enters records."""

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_succession(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("succession")
    stage.wait(lambda: stage.page.lines)


def _author_menu(stage: Stage) -> None:
    stage.window.frame.author.open_menu()
    stage.settle()


SCENES = (
    Scene("succession", show_succession, fresh=True),
    Scene("author-menu", _author_menu),
)
