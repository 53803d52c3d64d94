"""The first start."""

from typing import Any

from tests.pictures.scenes.scene import START, Scene, write
from tests.pictures.stage import Stage


def _start(stage: Stage) -> None:
    stage.settle()


def _start_partners(stage: Stage) -> None:
    page: Any = stage.shown_page()
    write(page.question.name, "青枫市云杉实验小学")
    write(page.question.author, "周敏仪")
    page.go_on()
    stage.settle()


def _start_partners_filled(stage: Stage) -> None:
    page: Any = stage.shown_page()
    write(page.question.lines[-1].name, "白鹭岭镇中心小学")
    page.question._add.click()
    write(page.question.lines[-1].name, "石榴湾镇中心小学")
    stage.settle()


def _start_next(stage: Stage) -> None:
    page: Any = stage.shown_page()
    step = page.answers.step
    page.go_on()
    stage.wait(lambda: page.answers.step > step)
    stage.settle()


def _start_term(stage: Stage) -> None:
    page: Any = stage.shown_page()
    page.question.choice.choose("qinnan")
    _start_next(stage)


SCENES = (
    Scene("start-1-school", _start, START, fresh=True),
    Scene("start-2-partners", _start_partners, START),
    Scene("start-2-filled", _start_partners_filled, START),
    Scene("start-3-scheme", _start_next, START),
    Scene("start-4-term", _start_term, START),
    Scene("start-5-people", _start_next, START),
)
