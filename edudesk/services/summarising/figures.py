"""The figures of a term, year or month, each with the records it counts: pure, from the facts.

What both sides recorded of one event counts once (decision 8); of several records the larger amount stands.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.facts import ActivityFacts, Facts
from edudesk.services.schemes.results import Counted, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.standing.live import in_term
from edudesk.services.status import TermStatus
from edudesk.services.summarising.spans import MONTH, YEAR, Span
from edudesk.texts import Label

Group = Literal["totals", "rules", "kinds"]
RecordKey = tuple[str, RecordId]
TYPES = {"pair": "mentor-pair", "stay": "exchange"}
"""Record types by the word that rules have for them, where it is another."""

_TIMES, _ATTENDANCE = "time", "attendance"
_ALL_YEAR = 200
"""Days of a period from which on a rule is one of the whole year."""
_UNSHOWN = frozenset({RuleKind.EVIDENCE, RuleKind.LIMIT, RuleKind.ELIGIBILITY, RuleKind.DOCUMENT})
_PLACES = Label("所", "schools")
_PAIRS = Label("对", "pairs")
_PEOPLE = Label("人", "people")
_PUPILS = Label("人", "pupils")
_YUAN = Label("元", "yuan")
_ITEMS = Label("项", "items")


@dataclass(frozen=True)
class Headcount:
    """What an activity says of heads: present grown-ups, and pupils."""

    actual: int | None = None
    pupils: int | None = None


@dataclass(frozen=True)
class Figure:
    """A figure: ``key`` names it in a mark, ``name`` for people, ``records`` are what it counts."""

    key: str
    group: Group
    name: Label
    number: Decimal
    unit: Label
    records: tuple[RecordKey, ...]


@dataclass(frozen=True)
class Counting:
    """What figures are counted from; without a ``status`` the community follows no scheme yet."""

    facts: Facts
    span: Span
    status: TermStatus | None
    heads: Mapping[RecordId, Headcount]

    def word(self, vocabulary: str, code: str) -> Label:
        """Return the word for a code, the scheme's own where it has one."""
        scheme: Scheme | None = self.status.scheme if self.status else None
        own = scheme.word(vocabulary, code) if scheme else None
        return own or VOCABULARIES[vocabulary].label(code)


def held_in(facts: Facts, span: Span) -> tuple[ActivityFacts, ...]:
    """Return the activities that were held in a span, oldest first."""
    held = (one for one in facts.activities if one.state == "held" and not one.deleted)
    if span.level == MONTH:
        found = [one for one in held if span.holds(one.starts_on)]
    else:
        found = [one for code in sorted(span.codes) for one in in_term(facts.activities, facts.terms, code)]
        found = [one for one in found if one.state == "held" and not one.deleted]
    return tuple(sorted(found, key=lambda one: (one.starts_on, one.id)))


def figures_of(counting: Counting) -> tuple[Figure, ...]:
    """Return every figure: totals, rules, kinds; one that counts nothing is left out, but never the first."""
    held = held_in(counting.facts, counting.span)
    totals = [one for one in _totals(counting, held) if one.records or one.key == "held"]
    return (*totals, *_rules(counting), *_kinds(counting, held))


@dataclass(frozen=True)
class _Sort:
    """What a figure is, before it is counted."""

    key: str
    name: Label
    unit: Label
    group: Group = "totals"

    def of(self, number: Decimal | int, records: Sequence[RecordKey]) -> Figure:
        """Return the figure with its number."""
        return Figure(self.key, self.group, self.name, Decimal(number), self.unit, tuple(records))

    def events(self, held: Sequence[ActivityFacts]) -> Figure:
        """Count activities."""
        return self.of(len(_by_event(held)), _activities(held))

    def summed(self, held: Sequence[ActivityFacts], amount: Callable[[ActivityFacts], Decimal]) -> Figure:
        """Add up what activities say."""
        having = [one for one in held if amount(one)]
        total = sum((max(map(amount, event)) for event in _by_event(having).values()), Decimal(0))
        return self.of(total, _activities(having))


# -- totals


def _totals(counting: Counting, held: Sequence[ActivityFacts]) -> Iterator[Figure]:
    yield _Sort("held", Label("活动", "Activities"), counting.word("unit", _TIMES)).events(held)
    yield from _units(counting, held)
    yield from _heads(counting, held)
    yield _reached(counting, held)
    yield from _lasting(counting)
    yield from _given(counting)


_UNIT_NAMES = {
    "lesson": Label("上课听课", "Lessons"),
    "period": Label("课时", "Periods"),
    "lecture": Label("讲座", "Lectures"),
    "day": Label("天数", "Days"),
    "week": Label("周数", "Weeks"),
    "half-day": Label("半天", "Half days"),
}


def _units(counting: Counting, held: Sequence[ActivityFacts]) -> Iterator[Figure]:
    used = dict.fromkeys(code for one in held for code in one.units)
    order = [choice.code for choice in VOCABULARIES["unit"].choices]
    for code in sorted(used, key=lambda one: order.index(one) if one in order else len(order)):
        if code not in {_TIMES, _ATTENDANCE}:
            unit = counting.word("unit", code)
            yield _Sort(f"unit/{code}", _UNIT_NAMES.get(code, unit), unit).summed(held, _amount_of(code))


def _heads(counting: Counting, held: Sequence[ActivityFacts]) -> Iterator[Figure]:
    heads = counting.heads

    def present(one: ActivityFacts) -> Decimal:
        # Who only said how many were there is counted with them, as in the ledger.
        actual = heads[one.id].actual if one.id in heads else None
        return one.units.get(_ATTENDANCE) or Decimal(actual or 0)

    def pupils(one: ActivityFacts) -> Decimal:
        count = heads[one.id].pupils if one.id in heads else None
        return Decimal(count or 0)

    attended = counting.word("unit", _ATTENDANCE)
    yield _Sort("attendance", Label("参加人次", "Attendance"), attended).summed(held, present)
    yield _Sort("pupils", Label("受益学生", "Pupils reached"), _PUPILS).summed(held, pupils)


def _reached(counting: Counting, held: Sequence[ActivityFacts]) -> Figure:
    ours = {school.id for school in counting.facts.schools if school.ours}
    others = {one.id: {part.school_id for part in one.schools} - ours for one in held}
    shown = [one for one in held if others[one.id]]
    number = len(set().union(*others.values()))
    return _Sort("schools", Label("覆盖对方学校", "Partner schools"), _PLACES).of(number, _activities(shown))


def _lasting(counting: Counting) -> Iterator[Figure]:
    facts, span = counting.facts, counting.span
    pairs = [one for one in facts.pairs if span.overlaps(one.starts_on, one.ends_on)]
    keys = [("mentor-pair", one.id) for one in pairs]
    yield _Sort("pairs", Label("师徒结对", "Mentor pairs"), _PAIRS).of(len(pairs), keys)
    taught = {one for pair in pairs for one in pair.apprentices}
    yield _Sort("apprentices", Label("徒弟", "Apprentices"), _PEOPLE).of(len(taught), keys)
    stays = [
        one
        for one in facts.exchanges
        if one.state == "held" and one.real_from and span.overlaps(one.real_from, one.real_to)
    ]
    keys = [("exchange", one.id) for one in stays]
    people = {one.person_id or one.name or one.id for one in stays}
    yield _Sort("exchanges", Label("交流教师", "Exchanged teachers"), _PEOPLE).of(len(people), keys)


def _given(counting: Counting) -> Iterator[Figure]:
    facts, span = counting.facts, counting.span
    given = [one for one in facts.donations if span.holds(one.dated)]
    keys = [("donation", one.id) for one in given]
    times = counting.word("unit", _TIMES)
    yield _Sort("donations", Label("捐赠", "Donations"), times).of(len(given), keys)
    value = sum((one.value for one in given), Decimal(0))
    yield _Sort("donated", Label("捐赠金额", "Value of donations"), _YUAN).of(value, keys)
    won = [("achievement", one.id) for one in facts.achievements if span.holds(one.dated)]
    yield _Sort("achievements", Label("成果", "Achievements"), _ITEMS).of(len(won), won)


# -- what the scheme asks for


def _rules(counting: Counting) -> Iterator[Figure]:
    if counting.status is None or counting.span.level == MONTH:
        return
    for result in counting.status.evaluation.results:
        if result.kind in _UNSHOWN or result.state is State.NOT_APPLICABLE:
            continue
        if counting.span.level == YEAR and not _of_year(result):
            continue
        key, keys = f"rule/{result.rule_id}", _keys(result.counted)
        yield _Sort(key, result.name, result.unit, "rules").of(result.counted_once, keys)
        if result.target:
            name = Label(f"{result.name.zh}（要求）", f"{result.name.en} (asked for)")
            yield _Sort(f"{key}/target", name, result.unit, "rules").of(result.target, keys)


def _of_year(result: RuleResult) -> bool:
    return result.period is not None and (result.period.last - result.period.first).days >= _ALL_YEAR


def _keys(counted: Sequence[Counted]) -> tuple[RecordKey, ...]:
    return tuple(dict.fromkeys((TYPES.get(one.record, one.record), one.id) for one in counted))


# -- kinds of activities


def _kinds(counting: Counting, held: Sequence[ActivityFacts]) -> Iterator[Figure]:
    used = {code for one in held for code in one.kinds}
    known = [choice.code for choice in VOCABULARIES["activity-kind"].choices]
    for code in [code for code in known if code in used] + sorted(used - set(known)):
        of_kind = [one for one in held if code in one.kinds]
        name = counting.word("activity-kind", code)
        yield _Sort(f"kind/{code}", name, counting.word("unit", _TIMES), "kinds").events(of_kind)
        for unit in dict.fromkeys(unit for one in of_kind for unit in one.units if unit != _TIMES):
            sort = _Sort(f"kind/{code}/{unit}", name, counting.word("unit", unit), "kinds")
            yield sort.summed(of_kind, _amount_of(unit))


# -- counting


def _amount_of(unit: str) -> Callable[[ActivityFacts], Decimal]:
    return lambda one: one.units.get(unit, Decimal(0))


def _by_event(held: Iterable[ActivityFacts]) -> Mapping[str, list[ActivityFacts]]:
    found: dict[str, list[ActivityFacts]] = defaultdict(list)
    for one in held:
        found[one.event or one.id].append(one)
    return found


def _activities(held: Iterable[ActivityFacts]) -> tuple[RecordKey, ...]:
    return tuple(("activity", one.id) for one in held)
