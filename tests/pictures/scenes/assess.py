"""考核自查, and 首页 of several communities."""

from tests.pictures.scenes import home
from tests.pictures.scenes.scene import ASSESSED, MARKED, Scene, write
from tests.pictures.stage import Stage


def _assess(stage: Stage) -> None:
    stage.go("assess")


def _assess_indicator(stage: Stage) -> None:
    tree = stage.page.tree
    tree.choose(next(row.key for row in tree.indicators.rows() if row.id == "project"))
    stage.settle()


def _assess_typed(stage: Stage) -> None:
    tree = stage.page.tree
    tree.fill_in(tree.indicators.typed_places()[1])
    editor = stage.window.focusWidget()
    write(editor, "九十")
    stage.settle()


def _assess_bundled(stage: Stage) -> None:
    table = next(one for one in stage.page.known.tables if one.id == "bundled")
    stage.go("assess", community=table.community_id, table=table.id)


SCENES = (
    Scene("home-marked", home.show_home, MARKED, fresh=True),
    Scene("assess", _assess, ASSESSED, fresh=True),
    Scene("assess-indicator", _assess_indicator, ASSESSED),
    Scene("assess-typed", _assess_typed, ASSESSED),
    Scene("assess-bundled", _assess_bundled, ASSESSED),
    Scene("home-several", home.show_home, ASSESSED),
    Scene("assess-none", lambda stage: stage.go("assess"), MARKED, fresh=True),
)
