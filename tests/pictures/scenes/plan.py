"""计划: schedule, words, calendar, and an earlier plan taken over."""

from edudesk.services.calendar import TermCode
from tests.pictures.scenes.scene import DEMO, Scene, scroll
from tests.pictures.stage import Stage


def _schedule(stage: Stage) -> None:
    stage.go("plan", view="schedule")


def _line(stage: Stage) -> None:
    page = stage.page
    page.schedule.choose(next(row.id for row in page.known.rows if row.state == "planned"))
    stage.settle()
    page.schedule.edit.click()
    stage.settle()


def _text(stage: Stage) -> None:
    stage.go("plan", view="text")


def _text_end(stage: Stage) -> None:
    scroll(stage)


def _calendar(stage: Stage) -> None:
    stage.go("plan", view="calendar")
    stage.page.calendar.grid.setFocus()
    stage.settle()


def _copy(stage: Stage) -> None:
    stage.session.set_term(TermCode(2026, 1))
    stage.settle()
    stage.go("plan", view="schedule")
    stage.go("plan", copy="term")


def _none(stage: Stage) -> None:
    stage.page.copying.no.click()
    stage.settle()


SCENES = (
    Scene("plan", _schedule, DEMO, fresh=True),
    Scene("plan-line", _line, DEMO),
    Scene("plan-text", _text, DEMO),
    Scene("plan-text-end", _text_end, DEMO),
    Scene("plan-calendar", _calendar, DEMO),
    Scene("plan-copy", _copy, DEMO, fresh=True),
    Scene("plan-none", _none, DEMO),
)
