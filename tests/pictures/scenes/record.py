"""记一次活动."""

from datetime import datetime
from pathlib import Path

from edudesk.services.demonstration.pictures.photos import draw_photo
from edudesk.ui.widgets.chips import Chip
from tests.pictures.scenes.scene import Scene, scroll, write
from tests.pictures.stage import Stage


def _record(stage: Stage) -> None:
    stage.go("record")


def _record_filled(stage: Stage) -> None:
    form = stage.page.form
    write(form.topic, "二年级口语交际同课异构，课后评议到六点")
    write(form.time.line, "9:20-11:30")
    for chip in form.kinds.findChildren(Chip)[:2]:
        chip.click()
    form.people.as_last.click()
    write(form.people.theirs.line, "班主任 10 人、")
    write(form.result, "约好下周三再听一节，由对方上。")
    form.result.setFocus()
    stage.settle()
    stage.page.shelf.take_files(_photos(stage.folder))
    stage.settle()


def _record_below(stage: Stage) -> None:
    scroll(stage)


def _record_saved(stage: Stage) -> None:
    stage.page.save()
    stage.settle()
    stage.wait(lambda: stage.page.code != "record")
    stage.go("home")


def _record_undated(stage: Stage) -> None:
    stage.go("record")
    stage.page.form.day.line.clear()
    write(stage.page.form.day.line, "三月初三")
    stage.page.save()
    stage.settle()


def _photos(folder: Path) -> list[Path]:
    made = []
    for number, (scene, minutes) in enumerate((("computers", 34), ("exhibition", 52), ("flag", 58))):
        at = datetime(2026, 5, 20 - (number == 2), 9 + number // 2, minutes)
        path = folder / f"IMG_{at:%Y%m%d_%H%M%S}.jpg"
        path.write_bytes(draw_photo(scene, "口语交际", at, "二年级口语交际"))
        made.append(path)
    return made


SCENES = (
    Scene("record", _record, fresh=True),
    Scene("record-filled", _record_filled),
    Scene("record-below", _record_below),
    Scene("record-saved", _record_saved),
    Scene("record-undated", _record_undated),
)
