"""师徒结对: cards, list, a new pair, the reviews of a term."""

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_pairs(stage: Stage) -> None:
    stage.go("pairs", filter="running")
    stage.wait(lambda: stage.page.shown and stage.page.pane.shown)
    stage.page._show_view("cards")
    stage.settle()


def _list(stage: Stage) -> None:
    stage.page._show_view("list")
    stage.settle()


def _new(stage: Stage) -> None:
    stage.go("pairs", new={})
    stage.wait(lambda: stage.page.form.is_ready)
    stage.settle()


def _reviews(stage: Stage) -> None:
    pair = stage.page.pane.shown
    stage.page.form.cancel()
    stage.go("pairs", id=pair, review="2025-1")
    stage.wait(lambda: stage.page.reviews.cards)
    stage.settle()


SCENES = (
    Scene("pairs", show_pairs, fresh=True),
    Scene("pairs-list", _list),
    Scene("pairs-new", _new),
    Scene("pairs-reviews", _reviews),
)
