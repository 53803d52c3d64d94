"""A third community in a copy of the demonstration: its scheme has assessment tables, half filled in."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.assessing import Line, Part, Place, link, set_line, sign
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_NOW
from edudesk.services.schemes.results import Entry

if TYPE_CHECKING:
    from edudesk.models.base import RecordId

COMMUNITY = "云杉共建型教共体"
_SINCE = date(2025, 9, 1)
_SHEET = "own"
Given = tuple[str, int, str, str, str]
"""Indicator, the term of its sheet (0 for the year's), own score, reviewer's score, reason."""
_OURS: tuple[Given, ...] = (
    ("routine-1", 1, "92", "90", "两次联片教研没有评课记录"),
    ("project", 0, "88", "", "阅读课程包还差六年级一册"),
    ("feature", 0, "85.5", "", ""),
)
_THEIRS: tuple[Given, ...] = (("routine-1", 1, "86", "84", ""), ("project", 0, "81", "", ""))


def add_assessed(archive: Archive) -> "RecordId":
    """Write the community, its scheme and its sheets; return the community's id."""
    schools = {one.content["short_name"]: one.id for one in records.all_of(archive, "school")}
    ours, theirs = schools["云杉小学"], schools["石榴湾小学"]
    members = [
        {"school_id": ours, "role": "lead", "since": _SINCE},
        {"school_id": theirs, "role": "member", "since": _SINCE},
    ]
    content = {"name": COMMUNITY, "type": "built", "since": _SINCE, "members": members}
    with change(archive, "community.create", DEMO_NOW) as writing:
        community = writing.create("community", content)
    adopt(archive, community, shipped_scheme("yuhuan"), since=_SINCE, settings={}, now=DEMO_NOW)
    place = Place(archive, community, "各校得分（合成前）")
    for school, given in ((ours, _OURS), (theirs, _THEIRS)):
        for one in given:
            _give(place, school, one)
    shown = records.all_of(archive, "activity")[0]
    link(place, _entry("project", ours, 0), shown.id, now=DEMO_NOW)
    sign(place, [_entry("routine-1", ours, 1)], "教研室 江一帆", date(2026, 1, 22), now=DEMO_NOW)
    return community


def _entry(indicator: str, school: "RecordId", term: int) -> Entry:
    of = TermCode(2025, term) if term else None
    return Entry("score", _SHEET, indicator, school, 2025, of)


def _give(place: Place, school: "RecordId", given: Given) -> None:
    indicator, term, own, review, note = given
    sides: tuple[tuple[Part, str, str], ...] = (
        ("self", own, "" if review else note),
        ("review", review, note if review else ""),
    )
    for part, score, words in sides:
        if score:
            line = Line(Decimal(score), note=words or None)
            set_line(place, _entry(indicator, school, term), line, now=DEMO_NOW, part=part)
