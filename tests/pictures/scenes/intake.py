"""收照片, and the same picture in two records."""

from datetime import datetime
from pathlib import Path
from typing import Any

from edudesk.services.demonstration.pictures.photos import draw_photo
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage

_TAKEN = (
    ("classroom", datetime(2026, 5, 13, 10, 20)),
    ("pupils", datetime(2026, 5, 13, 10, 41)),
    ("seminar", datetime(2026, 5, 13, 11, 5)),
    ("meeting", datetime(2026, 5, 13, 11, 30)),
    ("library", datetime(2026, 5, 13, 14, 12)),
    ("stage", datetime(2026, 5, 13, 15, 2)),
    ("flag", datetime(2026, 5, 18, 7, 50)),
    ("garden", datetime(2026, 5, 18, 16, 30)),
    ("corridor", datetime(2026, 4, 28, 9, 10)),
)


def _intake(stage: Stage) -> None:
    stage.go("intake")


def _looked(stage: Stage) -> None:
    stage.go("intake", folder=_card(stage.folder))
    page = stage.page
    stage.wait(lambda: page.days.rows.days != ())
    page.days.setCurrentIndex(page.days.rows.index(1))
    stage.wait(lambda: all(photo.thumbnail is not None for photo in page.grid.photos()))
    page.grid.tick(lambda photo: photo.time < "12", on=True)
    stage.settle()


def _captions(stage: Stage) -> None:
    def with_photos(opened: Any) -> str:
        from edudesk.services.records import all_of

        photos = [str(one.content["about_id"]) for one in all_of(opened.archive, "evidence", kind="photo")]
        return max(dict.fromkeys(photos), key=photos.count)

    stage.go("record", activity=stage.ask(with_photos))
    shelf = stage.page.shelf
    shelf.caption(shelf.papers[0].id, "课后评议")
    shelf.turn(shelf.papers[-1].id)
    stage.page.frame.scroller.reveal(stage.page.form.strip)
    stage.settle()


def _large(stage: Stage) -> None:
    shelf = stage.page.shelf
    shelf.open(shelf.papers[0].id)
    stage.settle()


def _twins(stage: Stage) -> None:
    stage.go("intake", view="twins")
    stage.wait(lambda: bool(stage.page.twins.cards))
    stage.settle()


def _card(folder: Path) -> Path:
    card = folder / "DCIM"
    card.mkdir(exist_ok=True)
    for scene, at in _TAKEN:
        path = card / f"IMG_{at:%Y%m%d_%H%M%S}.jpg"
        path.write_bytes(draw_photo(scene, "收照片", at, f"{at}"))
    return card


SCENES = (
    Scene("intake", _intake, fresh=True),
    Scene("intake-looked", _looked),
    Scene("intake-twins", _twins),
    Scene("papers-captions", _captions),
    Scene("papers-large", _large),
)
