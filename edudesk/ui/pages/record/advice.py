"""What deserves a look before saving; it points out and stops nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from edudesk.models.contents import Content
from edudesk.services.schemes.results import State
from edudesk.services.standing.words import say_day
from edudesk.texts import Texts
from edudesk.ui.pages.record.telling import Told
from edudesk.ui.papers.paper import Paper


@dataclass(frozen=True)
class Advice:
    """One notice; ``links`` are pairs of what they do ("look", "fine", "plan", "hold") and their words."""

    code: str
    words: str
    links: tuple[tuple[str, str], ...]
    state: State = State.AT_RISK


@dataclass(frozen=True)
class Standpoint:
    """What the notices are seen from: today, from when an entry is late, what the record said before."""

    today: date
    late_after: int
    base: Content
    holiday_of: str = ""


def listed(texts: Texts, words: Sequence[str]) -> str:
    """Return words one behind the other, as a sentence lists them."""
    whole = ""
    for one in words:
        whole = texts.say("record.and", first=whole, second=one) if whole else one
    return whole


def advise(
    texts: Texts, told: Told, papers: Sequence[Paper], seen_from: Standpoint, settled: Collection[str]
) -> tuple[Advice, ...]:
    """Return the notices, the weightiest first; ``settled`` are the codes that were answered 没问题."""
    found = (
        *_of_state(texts, told, seen_from),
        *_of_days(texts, told, papers),
        *_of_twins(texts, papers),
        *_of_term(texts, told, seen_from),
    )
    return tuple(one for one in found if one.code not in settled)


def _of_state(texts: Texts, told: Told, seen_from: Standpoint) -> Iterator[Advice]:
    if told.day is None:
        return
    day = say_day(texts, told.day)
    is_known = seen_from.base.get("state") == "planned"  # who plans for today has not held it yet
    if told.state == "planned" and (told.day < seen_from.today or (told.day == seen_from.today and is_known)):
        links = (("hold", texts.say("record.to-held")), _fine(texts))
        yield Advice("held-now", texts.say("record.held-now", day=day), links, State.ON_TRACK)
    elif told.state == "held" and told.day > seen_from.today:
        links = (("plan", texts.say("record.to-planned")), _fine(texts))
        yield Advice("future", texts.say("record.future-held", day=day), links)


def _of_days(texts: Texts, told: Told, papers: Sequence[Paper]) -> Iterator[Advice]:
    last: Any = told.more.get("ends_on")
    others = [one for one in papers if one.is_of_another_day(told.day, last)]
    if not others:
        return
    days = {one.taken_at.date() for one in others if one.taken_at}
    code = "other-day" if len(days) == 1 else "other-days"
    words = texts.say(f"record.{code}", count=len(others), day=say_day(texts, min(days)))
    yield Advice("other-day", words, (_look(texts, others[0]), _fine(texts)))


def _of_twins(texts: Texts, papers: Sequence[Paper]) -> Iterator[Advice]:
    twins = [one for one in papers if one.twin]
    if not twins:
        return
    code = "twin" if len(twins) == 1 else "twins"
    words = texts.say(f"record.{code}", count=len(twins), name=twins[0].name, title=twins[0].twin)
    yield Advice("twin", words, (_look(texts, twins[0]), _fine(texts)))


def _of_term(texts: Texts, told: Told, seen_from: Standpoint) -> Iterator[Advice]:
    if told.day is None:
        return
    if seen_from.holiday_of:
        day = say_day(texts, told.day)
        words = texts.say("record.holiday", day=day, term=seen_from.holiday_of)
        yield Advice("holiday", words, (_fine(texts),), State.ON_TRACK)
    ago = (seen_from.today - (told.more.get("ends_on") or told.day)).days
    is_entry = told.state == "held" and seen_from.base.get("state") != "held"
    if is_entry and ago > seen_from.late_after:
        yield Advice("late", texts.say("record.late", count=ago), (_fine(texts),), State.ON_TRACK)


def _look(texts: Texts, paper: Paper) -> tuple[str, str]:
    return f"look {paper.id}", texts.say("record.look")


def _fine(texts: Texts) -> tuple[str, str]:
    return "fine", texts.say("record.fine")
