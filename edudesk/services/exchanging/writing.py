"""What is typed into a week becomes activities of the stay: all of it in one change, one step of undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.exchanging.grid import Entry, Place, entries, topic_of
from edudesk.services.exchanging.kinds import WorkKind
from edudesk.services.exchanging.stay import Stay, read_stay

MOST = Decimal(24)
"""More than so many of anything a day is a slip of the finger."""


@dataclass(frozen=True)
class Saved:
    """What came of a week: the change to take back (empty where nothing was to do), and what it did.

    ``kept`` are places left as they are: something detailed stands there, or the day is not the stay's.
    """

    change_id: str
    made: int
    edited: int
    removed: int
    kept: tuple[Place, ...] = ()

    @property
    def count(self) -> int:
        """How many records were written."""
        return self.made + self.edited + self.removed


@dataclass(frozen=True)
class _Deed:
    there: Entry | None
    kind: WorkKind
    day: date
    amount: Decimal | None


def save_week(
    archive: Archive, stay_id: RecordId, typed: Mapping[Place, Decimal | None], now: datetime, today: date
) -> Saved:
    """Write what was typed: a number makes or changes an activity, None or 0 puts it into the recycle bin.

    An activity that somebody wrote in detail, or on several days, is never overwritten. Errors:
    ``record.none``, ``exchanges.stay-gone``.
    """
    with archive.read() as connection:
        stay = read_stay(connection, archive.holder_id, stay_id)
        if stay.record.deleted:
            raise UserError("exchanges.stay-gone")
        there = entries(connection, stay)
    deeds, kept = _deeds(stay, there, typed, today)
    if not deeds:
        return Saved("", 0, 0, 0, kept)
    with change(archive, "exchange.week", now, subject=stay.name) as writing:
        for deed in deeds:
            _do(writing, stay, deed)
    made = sum(deed.there is None for deed in deeds)
    removed = sum(deed.there is not None and not deed.amount for deed in deeds)
    return Saved(writing.change_id, made, len(deeds) - made - removed, removed, kept)


def _deeds(
    stay: Stay, there: tuple[Entry, ...], typed: Mapping[Place, Decimal | None], today: date
) -> tuple[list[_Deed], tuple[Place, ...]]:
    kinds = {one.code: one for one in stay.kinds}
    deeds: list[_Deed] = []
    kept: list[Place] = []
    for (code, day), amount in typed.items():
        near = [one for one in there if one.code == code and one.day <= day <= one.last]
        own = near[0] if len(near) == 1 and near[0].typed else None
        wanted = amount or None
        unfit = wanted is not None and _unfit(stay, day, wanted, today)
        if unfit or code not in kinds or (near and own is None):
            kept.append((code, day))
        elif (own.amount if own else None) != wanted:
            deeds.append(_Deed(own, kinds[code], day, wanted))
    return deeds, tuple(kept)


def _unfit(stay: Stay, day: date, amount: Decimal, today: date) -> bool:
    return not stay.covers(day) or day > today or not Decimal(0) < amount <= MOST


def _do(writing: Writing, stay: Stay, deed: _Deed) -> None:
    if deed.there is None:
        writing.create("activity", _content(stay, deed))
    elif deed.amount is None:
        writing.delete(deed.there.id)
    else:
        writing.edit(deed.there.id, {"units": _units(deed)})


def _units(deed: _Deed) -> tuple[Content, ...]:
    return ({"unit": deed.kind.unit, "amount": deed.amount},)


def _content(stay: Stay, deed: _Deed) -> Content:
    """Return the activity that a number in the grid is."""
    said, day = stay.record.content, deed.day
    home, host = said.get("from_id"), said.get("to_id")
    community = said.get("community_id")
    schools = tuple(
        {"school_id": school, "side": stay.sides.role_side(school, community, day)}
        for school in dict.fromkeys((home, host))
        if school
    )
    return {
        "topic": topic_of(stay, deed.kind),
        "state": "held",
        "kinds": (deed.kind.kind,),
        "starts_on": day,
        "community_id": community,
        "exchange_id": stay.id,
        "form": "onsite",
        "host_id": host,
        "subjects": tuple(said.get("subjects") or ()),
        "schools": schools,
        "people": (
            {
                "person_id": said.get("person_id"),
                "name": stay.name,
                "side": stay.sides.role_side(home, community, day),
                "role": deed.kind.role,
            },
        ),
        "units": _units(deed),
    }
