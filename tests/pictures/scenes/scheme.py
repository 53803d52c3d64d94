"""方案 and taking a scheme."""

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_scheme(stage: Stage) -> None:
    stage.go("scheme")


def _scheme_own(stage: Stage) -> None:
    stage.go("scheme")
    stage.page.head.copy.click()
    stage.wait(lambda: stage.page.chosen.own and stage.page.card.view and stage.page.card.sentence.marks)
    stage.settle()


def _scheme_edit(stage: Stage) -> None:
    stage.page.card.edit("bound")
    stage.page.card.editor.fields[0].widget.line.setText("5")
    stage.page.card.editor.fields[0].edited.emit()
    stage.settle()


def _scheme_words(stage: Stage) -> None:
    stage.page.card.edit("what")
    stage.settle()


def _scheme_trial(stage: Stage) -> None:
    stage.page.card.edit("bound")
    stage.page.card.editor.fields[0].widget.line.setText("5")
    stage.page.card.editor.do.click()
    stage.settle()
    stage.page.strip.look.click()
    stage.settle()


def _scheme_text(stage: Stage) -> None:
    stage.page.acting.read(stage.page.chosen)
    stage.settle()


def _scheme_after(stage: Stage) -> None:
    stage.close_overlays()
    stage.page.card.edit("")
    stage.settle()


def _adopt_own(stage: Stage) -> None:
    stage.close_overlays()
    stage.page.strip.take.click()
    stage.settle()


def _adopt_other(stage: Stage) -> None:
    stage.page.choice.search.setFocus()
    stage.page.choice.search.setText("taihe")
    stage.settle()
    stage.page.choice.choose("taihe-kindergarten")
    stage.settle()


SCENES = (
    Scene("scheme", show_scheme, fresh=True),
    Scene("scheme-own", _scheme_own, fresh=True),
    Scene("scheme-edit", _scheme_edit),
    Scene("scheme-edit-words", _scheme_words),
    Scene("scheme-trial", _scheme_trial),
    Scene("scheme-text", _scheme_text),
    Scene("scheme-wording", _scheme_after),
    Scene("adopt-own", _adopt_own),
    Scene("adopt-other", _adopt_other),
)
