"""The side of 首页: the next dates, what is missing with activities, mentor pairs without a session."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from heapq import nsmallest

from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.facts import ActivityFacts, ExchangeFacts, Facts, PairFacts
from edudesk.services.schemes.results import RuleKind
from edudesk.services.standing.live import Standing, in_term
from edudesk.services.standing.owing import unmet
from edudesk.services.standing.rows import OWED, rule_key, shown
from edudesk.services.standing.steps import gap_step, pair_step
from edudesk.services.standing.tallies import TYPES
from edudesk.services.standing.view import DateRow, Figure, GapRow, PairRow, RecordKey, RuleKey
from edudesk.services.standing.words import (
    amid,
    listed,
    say_day,
    say_month,
    say_near,
    say_run,
    spaced,
    word,
)
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

DATES = 8
"""So many of the next dates are given."""
_SOON = timedelta(days=90)
"""An agreement's end is told so long ahead, or longer where it says so itself."""


class Dates:
    """Gathers the next dates of all communities."""

    def __init__(self, texts: Texts, standing: Standing, today: date) -> None:
        self._texts = texts
        self._standing = standing
        self._today = today

    def rows(self, statuses: Sequence[TermStatus]) -> tuple[DateRow, ...]:
        """Return the next dates, the nearest first."""
        found = [*self._activities(self._standing.loose)]
        for status in statuses:
            found += self._activities(status.facts.activities)
            found += (self._exchange(status.facts, one) for one in status.facts.exchanges if self._comes(one))
            found += self._papers(status)
            found += self._agreements(status)
        found += self._ends(statuses)
        return tuple(sorted(found, key=lambda row: row.day)[:DATES])

    def _row(
        self, kind: str, day: date, text: str, record: RecordKey | None, rule: RuleKey | None = None
    ) -> DateRow:
        day_text = say_day(self._texts, day)
        return DateRow(kind, day, day_text, text, say_near(self._texts, day, self._today), record, rule)

    def _activities(self, activities: Sequence[ActivityFacts]) -> Iterator[DateRow]:
        """Give the next; a long plan of others is not put into words only to be left out."""
        for one in nsmallest(DATES, self._coming(activities), key=self._first_day):
            topic = self._standing.topic(one.id)
            yield self._row("activity", self._first_day(one), topic, ("activity", one.id))

    def _coming(self, activities: Sequence[ActivityFacts]) -> Iterator[ActivityFacts]:
        events = set()
        for one in activities:
            ahead = one.state == "planned" and one.last_day >= self._today
            ahead = ahead or (one.state == "held" and one.starts_on > self._today)
            if not ahead or one.event in events:
                continue
            if one.event:
                events.add(one.event)
            yield one

    def _first_day(self, one: ActivityFacts) -> date:
        return max(one.starts_on, self._today)

    def _comes(self, stay: ExchangeFacts) -> bool:
        return stay.state == "planned" and stay.planned_from is not None and stay.planned_from >= self._today

    def _exchange(self, facts: Facts, stay: ExchangeFacts) -> DateRow:
        first = stay.planned_from
        assert first is not None
        days = Decimal(((stay.planned_to or first) - first).days + 1)
        to = next((school.called for school in facts.schools if school.id == stay.to_id), "")
        code = "home.date.exchange" if to else "home.date.exchange-somewhere"
        text = self._texts.say(code, name=stay.name, to=to, days=plain(days))
        return self._row("exchange", first, text, ("exchange", stay.id))

    def _papers(self, status: TermStatus) -> Iterator[DateRow]:
        for result in shown(status, OWED):
            if result.kind is not RuleKind.DOCUMENT:
                continue
            rule = next(rule for rule in status.scheme.documents if rule.id == result.rule_id)
            code = "home.date.write" if not rule.handed else "home.date.hand-in"
            code += "-to" if rule.handed and rule.to else ""
            text = self._texts.say(code, name=rule.name, to=rule.to)
            for day in sorted({part.period.last for part in unmet(result)}):
                if day >= self._today:
                    yield self._row("document", day, text, None, rule_key(status, result))

    def _agreements(self, status: TermStatus) -> Iterator[DateRow]:
        for one in status.facts.agreements:
            soon = max(_SOON, timedelta(days=one.warn_days or 0))
            if one.ends_on and self._today <= one.ends_on <= self._today + soon:
                text = self._texts.say("home.date.agreement", community=status.community.title)
                yield self._row("agreement", one.ends_on, text, ("agreement", one.id))

    def _ends(self, statuses: Sequence[TermStatus]) -> Iterator[DateRow]:
        for day in sorted({status.term.ends_on for status in statuses}):
            if day >= self._today:
                yield self._row("term-end", day, self._texts.say("home.date.term-end"), None)


def gap_rows(
    texts: Texts, standing: Standing, statuses: Sequence[TermStatus], *, of_term: bool = False
) -> tuple[GapRow, ...]:
    """Return what is missing with records that were held, the newest first.

    ``of_term`` leaves out other terms, whose records are looked at where a scheme counts by the year.
    """
    found: list[GapRow] = []
    for status in statuses:
        ids = {one.id for one in in_term(status.facts.activities, status.facts.terms, status.evaluation.term)}
        merged: dict[tuple[str, str], dict[str, None]] = {}
        for result in status.evaluation.results:
            for gap in result.gaps:
                merged.setdefault((TYPES.get(gap.record, gap.record), gap.id), {}).update(
                    dict.fromkeys(gap.kinds)
                )
        days = _days(status.facts)
        for record, kinds in merged.items():
            held = status.facts.activity.get(record[1])
            day = held.starts_on if held else days.get(record[1])
            is_other = record[1] not in ids if held else day is not None and day > status.term.ends_on
            if of_term and is_other:
                continue
            names = listed(
                texts, (amid(texts, word(status.scheme, "evidence-kind", kind, texts)) for kind in kinds)
            )
            text = standing.topic(record[1]) or _named_record(texts, status.facts, record)
            day_text = say_day(texts, day) if day else ""
            step = gap_step(texts, record, tuple(kinds), names)
            found.append(GapRow(day, day_text, text, record, tuple(kinds), step))
    return tuple(sorted(found, key=lambda row: row.day or date.min, reverse=True))


def _days(facts: Facts) -> Mapping[str, date | None]:
    """Return the days of what else files may be missing with."""
    days: dict[str, date | None]
    days = {one.id: one.real_from or one.planned_from for one in facts.exchanges}
    days |= {one.id: one.starts_on for one in facts.pairs}
    return days | {one.id: one.dated for one in facts.donations}


def _named_record(texts: Texts, facts: Facts, record: RecordKey) -> str:
    """Return how a stay, mentor pair or donation is spoken of."""
    if record[0] == "donation":
        return texts.say("home.gap.donation")
    if record[0] == "mentor-pair":
        names = {person.id: person.name for person in facts.people}
        pair = next((one for one in facts.pairs if one.id == record[1]), None)
        people = (*pair.mentors, *pair.apprentices) if pair else ()
        return texts.say("home.gap.pair", names=listed(texts, (names.get(one, one) for one in people)))
    name = next((one.name for one in facts.exchanges if one.id == record[1]), "")
    return texts.say("home.gap.exchange", name=name)


def pair_rows(
    texts: Texts, statuses: Sequence[TermStatus], today: date
) -> tuple[tuple[PairRow, ...], Figure | None]:
    """Return the pairs without a session this month, and of how many pairs there was one."""
    first = today.replace(day=1)
    met: list[RecordKey] = []
    idle: list[PairRow] = []
    for status in statuses:
        names = {person.id: person.name for person in status.facts.people}
        for pair in status.facts.pairs:
            if not _in_month(pair, first, today):
                continue
            sessions = [one for one in status.facts.activities if one.pair_id == pair.id]
            if any(_held(one, first, today) for one in sessions):
                met.append(("mentor-pair", pair.id))
                continue
            said = [texts.say("home.pair.idle", pair=_named(texts, pair, names))]
            ahead = sorted(one.starts_on for one in sessions if _ahead(one, today))
            if ahead:
                said.append(
                    texts.say("home.plan.one", when=spaced(texts, say_run(texts, ahead[0], ahead[0], today)))
                )
            step = pair_step(texts, status, pair.id, today)
            idle.append(PairRow(texts.phrase(said), ("mentor-pair", pair.id), step))
    total = len(met) + len(idle)
    if not total:
        return (), None
    text = texts.say("home.pair.head", month=say_month(texts, today), met=len(met), total=total)
    return tuple(idle), Figure(text, Decimal(len(met)), (*met, *(row.record for row in idle)))


def _in_month(pair: PairFacts, first: date, today: date) -> bool:
    begun = pair.starts_on is not None and pair.starts_on <= today
    return begun and (pair.ends_on is None or pair.ends_on >= first)


def _held(one: ActivityFacts, first: date, today: date) -> bool:
    return one.state == "held" and one.starts_on <= today and one.last_day >= first


def _ahead(one: ActivityFacts, today: date) -> bool:
    month = (today.year, today.month)
    return (
        one.state == "planned"
        and one.starts_on >= today
        and (one.starts_on.year, one.starts_on.month) == month
    )


def _named(texts: Texts, pair: PairFacts, names: Mapping[str, str]) -> str:
    mentors, apprentices = (
        listed(texts, (names.get(one, one) for one in people)) for people in (pair.mentors, pair.apprentices)
    )
    return texts.say("home.pair.named", mentor=mentors, apprentice=apprentices)
