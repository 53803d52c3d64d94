"""交流教师: the bars, the list, a week with typed numbers, monthly notes, the host's words."""

from PySide6.QtTest import QTest

from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage


def show_exchanges(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("exchanges")
    stage.wait(lambda: stage.page.year is not None and stage.page.pane.shown)
    stage.settle()


def _list(stage: Stage) -> None:
    stage.page.segment.set_value("list")
    stage.page._turn_view()
    stage.settle()


def _week(stage: Stage) -> None:
    page = stage.page
    stay = next(one for one in page.year.stays if one.starts_on and not one.ends_on)
    page.open_stay(stay)
    stage.wait(lambda: page.panel.stay_id == stay.id)
    stage.settle()
    grid = page.panel.week.grid
    for row, digits in enumerate(("343", "22", "", "1", "11")):
        for column, digit in enumerate(digits):
            grid.go_to(row, 1 + column)
            QTest.keyClicks(grid, digit)
    stage.settle()


def _saved(stage: Stage) -> None:
    stage.page.panel.save()
    stage.wait(lambda: not stage.page.panel.typed.values)
    stage.settle()
    stage.close_overlays()


def _months(stage: Stage) -> None:
    stage.page.panel.open_tab("months")
    stage.settle()


def _host(stage: Stage) -> None:
    page = stage.page
    stay = next(one for one in page.year.stays if one.confirmed)
    page.open_stay(stay, "host")
    stage.wait(lambda: page.panel.stay_id == stay.id)
    stage.settle()


SCENES = (
    Scene("exchanges", show_exchanges, fresh=True),
    Scene("exchanges-list", _list),
    Scene("exchanges-week", _week),
    Scene("exchanges-week-saved", _saved),
    Scene("exchanges-months", _months),
    Scene("exchanges-host", _host),
)
