"""活动."""

from typing import Any

from edudesk.services.listing.column_words import ColumnWords
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage

_DRAWER = 1093
"""A window of 1366 at 125 %: too narrow for list and detail side by side."""


def _activity(stage: Stage) -> None:
    stage.go("home", count="")
    stage.go("activity")


def _activity_counted(stage: Stage) -> None:
    """Show the activity that counts in the most rules."""

    def of_most_rules(opened: Any) -> tuple[str, str]:
        from edudesk.services.records import get
        from edudesk.services.standing.counted import counted_in

        found = counted_in(opened.standing.at(None, opened.clock.today()), stage.session.texts).standings
        most = max(sorted(found), key=lambda one: len(found[one].rules))
        return most, get(opened.archive, most).title

    stage.close_overlays()
    chosen, topic = stage.ask(of_most_rules)
    stage.go("activity", ids=(chosen,), title=topic)


def _activity_ticked(stage: Stage) -> None:
    stage.go("activity")
    table = stage.page.table
    table.model.set_checked([table.model.row(number).id for number in range(3)])
    stage.settle()


def _activity_drawer(stage: Stage) -> None:
    stage.page.table.model.set_checked(())
    stage.resize(min(stage.mode.room[0], _DRAWER), stage.mode.room[1])
    stage.settle()
    stage.page.split.open_detail()
    stage.settle()


def _activity_none(stage: Stage) -> None:
    stage.resize(*stage.mode.room)
    stage.page.filters.text.setText("没有这个")
    stage.settle()


def _activity_question(stage: Stage) -> None:
    stage.page.filters.clear()
    stage.settle()
    stage.page.deeds.ask_delete((stage.page.table.model.row(0).id,))
    stage.settle()


def _activity_calendar(stage: Stage) -> None:
    stage.go("home", count="")
    stage.go("activity", view="calendar")


def _activity_narrowed(stage: Stage) -> None:
    stage.page.table.model.narrow(ColumnWords("evidence", picked=("1–5",)))
    stage.settle()


def _activity_photos(stage: Stage) -> None:
    stage.go("activity", view="photos")
    stage.settle()
    stage.page.photos.wall.setFocus()
    stage.settle()


def _activity_photo(stage: Stage) -> None:
    wall = stage.page.photos.wall
    wall.enlarged.emit(wall.current)
    stage.settle()


def _activity_sheet(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("activity", view="list")
    stage.page.deeds.take_sheet(stage.page.table.model.row(0).id)
    stage.settle()


def _activity_batch(stage: Stage) -> None:
    stage.close_overlays()
    stage.go("activity", batch=True)


SCENES = (
    Scene("activity", _activity, fresh=True),
    Scene("activity-ticked", _activity_ticked),
    Scene("activity-drawer", _activity_drawer),
    Scene("activity-no-hit", _activity_none),
    Scene("activity-question", _activity_question),
    Scene("activity-counted", _activity_counted),
    Scene("activity-calendar", _activity_calendar, fresh=True),
    Scene("activity-narrowed", _activity_narrowed),
    Scene("activity-photos", _activity_photos),
    Scene("activity-photo", _activity_photo),
    Scene("activity-sheet", _activity_sheet),
    Scene("activity-batch", _activity_batch),
)
