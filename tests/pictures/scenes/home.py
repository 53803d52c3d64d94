"""首页, the search, the keys, the frame's troubles."""

from edudesk.errors import EnvironmentProblem
from edudesk.services.calendar import TermCode
from edudesk.ui.desk import Opened
from tests.pictures.scenes.scene import Scene, scroll
from tests.pictures.stage import Stage


def show_home(stage: Stage) -> None:
    stage.go("home", count="")
    scroll(stage, down=False)


def _home_filtered(stage: Stage) -> None:
    stage.go("home", count=stage.page.view.counts[0].key)


def _home_below(stage: Stage) -> None:
    stage.go("home", count="")
    scroll(stage)


def _search(stage: Stage) -> None:
    show_home(stage)
    stage.window.place.search()
    stage.window.frame.bar.search.setText("阅读")
    stage.settle()


def _keys(stage: Stage) -> None:
    stage.window.place.searching.leave()
    stage.window.place.show_keys()
    stage.settle()


def _trouble(stage: Stage) -> None:
    stage.close_overlays()

    def fail(opened: Opened) -> None:
        raise EnvironmentProblem("archive.locked", path=opened.archive.folder)

    stage.session.desk.ask(stage.page, fail, lambda _none: None)
    stage.settle()


def _past_term(stage: Stage) -> None:
    stage.window.place.troubles.close()
    stage.session.set_term(TermCode.parse("2025-1"))
    show_home(stage)


SCENES = (
    Scene("home", show_home, fresh=True),
    Scene("home-filtered", _home_filtered),
    Scene("home-below", _home_below),
    Scene("search", _search),
    Scene("keys", _keys),
    Scene("trouble", _trouble),
    Scene("home-past-term", _past_term),
)
