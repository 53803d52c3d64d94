"""The rows of a plan in words of the table and of the calendar."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from edudesk.services.schemes.results import State
from edudesk.services.standing.words import listed, say_day, say_month, week_number
from edudesk.texts import Texts
from edudesk.ui.widgets.month_grid import DayEntry
from edudesk.ui.widgets.tables import Cell, Column, Row

if TYPE_CHECKING:
    from edudesk.services.planning import ScheduledRow

_WIDTHS = (
    ("week", 74),
    ("day", 118),
    ("topic", 0),
    ("kinds", 140),
    ("place", 124),
    ("who", 84),
    ("with", 104),
    ("done", 176),
)
_GIVE_WAY = ("place", "kinds", "who", "with", "week")
_LEAST_TOPIC = 190
_LONG_WEEK = 84
_STATES = {
    "held": State.MET,
    "planned": State.ON_TRACK,
    "late": State.AT_RISK,
    "cancelled": State.NOT_APPLICABLE,
}


def columns(texts: Texts) -> tuple[Column, ...]:
    """Return the columns of the schedule."""
    wider = {"week": _LONG_WEEK} if texts.language == "en" else {}
    return tuple(
        Column(code, texts.say(f"planpage.column-{code}"), wider.get(code, width), whole=code == "day")
        for code, width in _WIDTHS
    )


def fitting(room: float, texts: Texts) -> tuple[str, ...]:
    """Return the columns for which there is room, in a window of any width the activity's own words first."""
    known = columns(texts)
    codes = [one.code for one in known]
    for code in _GIVE_WAY:
        if sum(one.width for one in known if one.code in codes) + _LEAST_TOPIC <= room:
            break
        codes.remove(code)
    return tuple(codes)


def say_date(texts: Texts, day: date) -> str:
    """Return a day with its day of the week, short for a column: ``12月16日 周二``, ``Tue 16 Dec``."""
    weekday = texts.say(f"fields.weekday.{day.weekday()}")
    if texts.language == "zh":
        return f"{say_day(texts, day)} {weekday}"
    return f"{weekday} {day.day} {say_month(texts, day)[:3]}"


def say_week(texts: Texts, first: date, last: date, day: date | None) -> str:
    """Return the week of teaching that a day lies in, empty outside the term."""
    if day is None or not first <= day <= last:
        return ""
    return texts.say("planpage.week", week=week_number(first, day))


def row_of(texts: Texts, one: "ScheduledRow", first: date, last: date) -> Row:
    """Return a row of the schedule."""
    week = say_week(texts, first, last, one.day)
    day = say_date(texts, one.day) if one.day else "—"
    done = say_done(texts, one)
    kinds = listed(texts, (label(texts.language) for label in one.kinds))
    cells: dict[str, Cell | str] = {
        "week": Cell(week, faint=True),
        "day": day,
        "topic": Cell(one.topic, tag="" if one.ours else texts.say("planpage.foreign")),
        "kinds": Cell(kinds, hint=kinds),
        "place": Cell(one.place, hint=one.place),
        "who": one.responsible,
        "with": Cell(listed(texts, one.schools)),
        "done": Cell(done, state=_STATES[one.state], hint=done),
    }
    spoken = texts.phrase((week, day, one.topic, kinds, one.place, done))
    return Row(one.id, cells, spoken, one)


def say_done(texts: Texts, one: "ScheduledRow") -> str:
    """Return how a row stands: done or not, moved from which day, cancelled and why."""
    said = texts.say(f"planpage.done-{one.state}")
    if one.state == "cancelled" and one.because:
        return texts.say("planpage.done-because", done=said, because=one.because)
    if one.planned_on is not None:
        return texts.say("planpage.done-moved", done=said, day=say_day(texts, one.planned_on))
    return said


def entries(texts: Texts, rows: "Sequence[ScheduledRow]") -> dict[date, list[DayEntry]]:
    """Return what stands on the days of the calendar."""
    found: dict[date, list[DayEntry]] = {}
    for one in rows:
        if one.day is not None:
            parts = (one.topic, listed(texts, one.schools), say_done(texts, one))
            spoken = texts.phrase(parts)
            found.setdefault(one.day, []).append(DayEntry(one.id, one.topic, one.state, spoken))
    return found
