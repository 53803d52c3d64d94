"""What the calendar and the photo wall ask of the archive; run in the desk's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.activity.questions import Wanted, chosen_of
from edudesk.ui.papers.paper import Paper
from edudesk.ui.papers.tiles import turned
from edudesk.ui.widgets.month_grid import DayEntry

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.jobs import Job
    from edudesk.services.listing.activities import ActivityRow
    from edudesk.services.listing.photos import PhotoRow

_ONE_DAY = timedelta(days=1)
_BESIDE = 40
"""So many photos before and behind can be leafed through in the large view."""

Days = dict[date, list[DayEntry]]


@dataclass(frozen=True)
class WallTile:
    """One photo of the wall in words; ``warning`` where it was taken on another day."""

    id: str
    about: str
    sha256: str
    turned: int
    words: str
    """Its caption, or else what the activity was about."""
    day: str
    warning: str
    spoken: str
    ours: bool


@dataclass(frozen=True)
class WallGroup:
    """The head above the photos of one month."""

    name: str
    count: str


@dataclass(frozen=True)
class Wall:
    """Heads and photos in their order, and what they come to in words."""

    rows: tuple[WallGroup | WallTile, ...] = ()
    words: str = ""


def month(
    opened: Opened, wanted: Wanted, term: TermCode | None, days: tuple[date, date], texts: Texts
) -> Days:
    """Return what stands on these days; the days bound it and not the term."""
    from edudesk.services.listing.activities import ActivitySort, ids, rows

    chosen = replace(chosen_of(opened, wanted, term, texts), days=days, month="", term=None)
    found = ids(opened.archive, chosen, ActivitySort(descending=False))
    today, entries = opened.clock.today(), Days()
    for one in rows(opened.archive, found):
        if one.starts_on is None:
            continue
        entry = _entry(one, today, texts)
        day, last = max(days[0], one.starts_on), min(days[1], one.ends_on or one.starts_on)
        while day <= last:
            entries.setdefault(day, []).append(entry)
            day += _ONE_DAY
    return entries


def _entry(one: "ActivityRow", today: date, texts: Texts) -> DayEntry:
    from edudesk.services.standing.words import listed, short_labels

    last = one.ends_on or one.starts_on
    is_late = one.state == "planned" and last is not None and last < today
    state = "late" if is_late else one.state
    parts = (one.topic, listed(texts, short_labels(one.partners)), texts.say(f"month.state.{state}"))
    return DayEntry(one.id, one.topic, state, texts.phrase(parts))


def wall(opened: Opened, wanted: Wanted, term: TermCode | None, texts: Texts) -> Wall:
    """Return the photos of the activities that the filters leave."""
    from edudesk.services.listing.photos import photos

    found = photos(opened.archive, chosen_of(opened, wanted, term, texts))
    rows: list[WallGroup | WallTile] = []
    for _month, grouped in groupby(found, lambda one: one.starts_on and one.starts_on.replace(day=1)):
        of_one = tuple(grouped)
        rows.append(_group(of_one, texts))
        rows += (_tile(one, texts) for one in of_one)
    groups = len({one.about_id for one in found})
    another = sum(1 for one in found if one.is_of_another_day)
    words = texts.say("activities.wall-count", count=len(found), activities=groups)
    if another:
        words += texts.say("activities.wall-another", count=another)
    return Wall(tuple(rows), words)


def _group(found: Sequence["PhotoRow"], texts: Texts) -> WallGroup:
    day = found[0].starts_on
    said = texts.say(f"month.month.{day.month}") if day else ""
    name = texts.say("month.name", year=day.year, month=said) if day else "—"
    return WallGroup(name, texts.say("activities.photos", count=len(found)))


def _tile(one: "PhotoRow", texts: Texts) -> WallTile:
    from edudesk.services.standing.words import say_day

    taken = one.taken_at.date() if one.taken_at else one.starts_on
    day = say_day(texts, taken) if taken else ""
    warning = texts.say("activities.taken-on", day=day) if one.is_of_another_day else ""
    parts = (one.caption or one.name, one.topic, warning or day)
    spoken = texts.phrase(parts)
    return WallTile(
        one.id, one.about_id, one.sha256, one.turned, one.caption or one.topic, day, warning, spoken, one.ours
    )


def kept_pictures(opened: Opened, tiles: Sequence[WallTile], size: QSize) -> dict[str, QImage | None]:
    """Return the small pictures of photos, filling ``size``; None where none is kept."""
    from edudesk.services.listing.thumbnails import thumbnail

    return {one.id: _filling(thumbnail(opened.archive, one.sha256), one.turned, size) for one in tiles}


def made_pictures(
    archive: "Archive", job: "Job", tiles: Sequence[WallTile], size: QSize
) -> dict[str, QImage]:
    """Return small pictures that are made anew from the originals: this takes up to seconds."""
    from edudesk.services.evidence import Decoder
    from edudesk.services.listing.thumbnails import thumbnail

    found: dict[str, QImage] = {}
    with Decoder() as decoder:
        for done, one in enumerate(tiles):
            job.step(done, len(tiles), "")
            found[one.id] = _filling(thumbnail(archive, one.sha256, decoder), one.turned, size) or QImage()
    return found


def _filling(jpeg: bytes | None, degrees: int, size: QSize) -> QImage | None:
    whole = QImage.fromData(jpeg) if jpeg else QImage()
    if whole.isNull():
        return None
    mode, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = turned(whole, degrees).scaled(size, mode, smooth)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())


def around(tiles: Sequence[WallTile], photo_id: str) -> tuple[WallTile, ...]:
    """Return the photos before and behind one: of ours only ours, which may be changed."""
    at = next((at for at, one in enumerate(tiles) if one.id == photo_id), 0)
    return tuple(one for one in tiles[max(0, at - _BESIDE) : at + _BESIDE + 1] if one.ours is tiles[at].ours)


def papers_of(opened: Opened, near: Sequence[WallTile]) -> tuple[Paper, ...]:
    """Return photos with their small pictures, to be leafed through."""
    from edudesk.services.listing.thumbnails import thumbnail
    from edudesk.services.records import get_many

    found = get_many(opened.archive, [one.id for one in near])
    return tuple(
        Paper(
            one.id,
            found[one.id].content["name"],
            found[one.id].content["kind"],
            one.sha256,
            found[one.id].content.get("taken_at"),
            thumbnail(opened.archive, one.sha256) or b"",
            saved=True,
            caption=found[one.id].content.get("caption") or "",
            turned=found[one.id].content.get("turned") or 0,
        )
        for one in near
        if one.id in found
    )


def keep_said(opened: Opened, evidence_id: str, said: dict[str, object]) -> str:
    """Write caption, turn or kind of a photo; return the change."""
    from edudesk.services.changes import change
    from edudesk.services.records import get

    name = get(opened.archive, evidence_id).title
    with change(opened.archive, "evidence.edit", opened.clock.now(), subject=name) as writing:
        writing.edit(evidence_id, said)
    return writing.change_id
