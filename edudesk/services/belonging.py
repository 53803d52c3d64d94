"""What belongs to a term: by its day, by overlap, or because it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from edudesk.errors import UserError
from edudesk.models.contents import Content
from edudesk.services.calendar import Term, TermCode, term_of, term_reach

OF_COMMUNITY = (
    *("adoption", "term", "agreement", "plan", "mentor-pair", "exchange", "request", "activity"),
    *("donation", "achievement", "summary", "document", "figure", "assessment", "group"),
)
"""The record types that name their community; adoptions and terms belong to every term of it."""


@dataclass(frozen=True)
class TermDays:
    """What decides whether something belongs to a term: its days with the holiday after it, and all terms."""

    code: TermCode
    first: date
    last: date
    terms: tuple[Term, ...]


def term_days(term: Term, terms: Sequence[Term]) -> TermDays:
    """Return the days of ``term``, which need not be among the entered ``terms``."""
    return TermDays(term.code, *term_reach(term, terms), tuple(terms))


def belongs(type_code: str, content: Content, days: TermDays) -> bool:
    """Return whether a record of a community, by its content, belongs to the term."""
    match type_code:
        case "activity":
            belonging = _term(content.get("starts_on"), days, content.get("term")) == days.code
        case "donation" | "achievement":
            belonging = _term(content.get("dated"), days) == days.code
        case "request":
            belonging = _asked(content, days)
        case "agreement" | "mentor-pair" | "exchange":
            belonging = _overlaps(days, *lasting(content))
        case "plan" | "summary" | "document" | "assessment":
            belonging = _about(content, days)
        case "figure" | "group":
            # One without a time holds at all times.
            timeless = not content.get("term") and not content.get("school_year")
            belonging = timeless or _about(content, days)
        case _:
            belonging = type_code in ("adoption", "term")
    return belonging


def lasting(content: Content) -> tuple[date | None, date | None]:
    """Return the first and last day of an agreement, pair or exchange; None where it is open."""
    begun = (content.get(name) for name in ("starts_on", "planned_from", "signed_on"))
    ended = (content.get(name) for name in ("ended_early_on", "ends_on", "planned_until"))
    return next(filter(None, begun), None), next(filter(None, ended), None)


def _term(day: date | None, days: TermDays, override: str | None = None) -> TermCode | None:
    if override:
        return TermCode.parse(override)
    try:
        return term_of(day, days.terms) if day else None
    except UserError:  # a day that no calendar knows belongs to no term
        return None


def _overlaps(days: TermDays, first: date | None, last: date | None) -> bool:
    return (first is None or first <= days.last) and (last is None or last >= days.first)


def _asked(content: Content, days: TermDays) -> bool:
    asked = content.get("asked_on")
    waiting = content.get("state") in ("open", "accepted") and (asked is None or asked <= days.last)
    return waiting or _term(asked, days) == days.code


def _about(content: Content, days: TermDays) -> bool:
    """Return whether a paper is about the term, its school year, one of its months, or of its time."""
    if content.get("term"):
        return TermCode.parse(content["term"]) == days.code
    if content.get("month"):
        return bool(f"{days.first:%Y-%m}" <= content["month"] <= f"{days.last:%Y-%m}")
    if content.get("school_year"):
        return bool(content["school_year"] == days.code.start_year)
    if content.get("level") == "long-term":
        return content.get("dated") is None or bool(content["dated"] <= days.last)
    return _term(content.get("dated"), days) == days.code
