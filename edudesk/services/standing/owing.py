"""What a rule still asks for, said as one says it across a table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from edudesk.services.schemes.explain import plain, say_owed
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.results import UNOWED, Near, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Scheme, leaves_of
from edudesk.services.standing.tallies import NONE
from edudesk.services.standing.view import RecordKey, Words
from edudesk.services.standing.why import UNTELLING, say_why
from edudesk.services.standing.words import listed, say_amount, say_day, say_run, some, spaced, unit_of
from edudesk.services.status import TermStatus
from edudesk.texts import Label, Texts

UNMET = frozenset({State.ON_TRACK, State.AT_RISK, State.MISSED})
_PAPERS = frozenset({"document", "document-to", "hand-in", "hand-in-to", "write"})
_ONCE_WRITTEN = {"document": "hand-in", "document-to": "hand-in-to", "write": "enter"}
_UNPLANNED = frozenset({RuleKind.DOCUMENT, RuleKind.LIMIT})
_ENTERED = frozenset({"duty", "community", "school", "roster-school", "person", "document", "achievement"})
"""Records that are entered as they are and never planned for a day."""
_TOGETHER, _BY_NAME = ("home.owed.one", "home.owed.several"), ("home.gain.unfit", "home.gain.unfit")
"""How one, and several, are said to owe something; people are named before what they lack."""
_AHEAD, _PAST = frozenset({"planned", "not-yet"}), "planned-past"


@dataclass(frozen=True, order=True)
class Planned:
    """A record that is planned, or was planned for a day that has passed."""

    first: date
    last: date
    record: RecordKey


def unmet(result: RuleResult) -> tuple[Part, ...]:
    """Return the parts of which something is still owed."""
    if result.kind in UNOWED:
        return ()
    return tuple(part for part in result.parts if part.state in UNMET and part.owed)


def planned(parts: Sequence[Part], facts: Facts, *, past: bool = False) -> tuple[Planned, ...]:
    """Return what is planned for parts, the next first; ``past``: what was planned and is not recorded."""
    wanted = frozenset({_PAST}) if past else _AHEAD
    found = {
        (near.record, near.id)
        for part in parts
        if past or part.planned > part.value
        for near in part.near
        if near.reason in wanted
    }
    return tuple(sorted(_days(found, facts))) if found else ()


def misfits(parts: Sequence[Part], facts: Facts, today: date) -> tuple[tuple[Planned, Near], ...]:
    """Return what is planned and would not count as it is written now, the next first."""
    found = {
        near.id: (Planned(one.starts_on, one.last_day, ("activity", one.id)), near)
        for part in parts
        for near in part.near
        if near.reason not in UNTELLING
        and (one := facts.activity.get(near.id))
        and one.state == "planned"
        and one.last_day >= today
    }
    return tuple(sorted(found.values(), key=lambda pair: pair[0]))


def _days(found: set[tuple[str, str]], facts: Facts) -> Iterator[Planned]:
    ids = {record_id for _, record_id in found}
    for one in filter(None, map(facts.activity.get, ids)):
        yield Planned(one.starts_on, one.last_day, ("activity", one.id))
    for stay in facts.exchanges:
        first = stay.planned_from or stay.real_from
        if stay.id in ids and first:
            yield Planned(first, stay.planned_to or first, ("exchange", stay.id))


def say_owing(texts: Texts, status: TermStatus, result: RuleResult) -> tuple[Words, ...]:
    """Return what is owed and what is planned for it; what is not planned though it is late stands out."""
    planned = _is_planned(status.scheme, result)
    return say_debt(texts, result, status.facts, status.evaluation.today, is_planned=planned)


def _is_planned(scheme: Scheme, result: RuleResult) -> bool:
    """Return whether what a rule asks for can be planned for a day."""
    if result.kind in _UNPLANNED:
        return False
    rule = next((one for one in scheme.rules if one.id == result.rule_id), None)
    leaves = leaves_of(rule.condition) if rule else ()
    return not any(leaf.select.alternatives[0].record in _ENTERED for leaf in leaves)


def say_debt(
    texts: Texts, result: RuleResult, facts: Facts, today: date, *, is_planned: bool = True
) -> tuple[Words, ...]:
    """Return what a result owes, and what is planned for it where that can be."""
    parts = unmet(result)
    alone = len([part for part in result.parts if part.state is not State.NOT_APPLICABLE]) == 1
    if result.kind is RuleKind.ELIGIBILITY:  # the people are the point, even where there is only one
        return (Words(_grouped(texts, parts, codes=_BY_NAME)),)
    what = Words(_grouped(texts, parts, alone=alone))
    if not is_planned:
        return (what,)
    more = _say_planned(texts, result, parts, facts, today)
    return (Words(what.text + texts.say("home.comma")), more) if more else (what,)


def _grouped(
    texts: Texts, parts: Sequence[Part], *, alone: bool = False, codes: tuple[str, str] = _TOGETHER
) -> str:
    """Return who owes what; those who owe the same stand together."""
    of: dict[str, list[str]] = defaultdict(list)
    several = len({part.period for part in parts}) > 1  # the same school owes in more than one month
    for part in parts:
        labels = (part.basis.label, part.period.label) if several else (part.basis.label,)
        of[texts.phrase(say_short(texts, _without_name(part, owed)) for owed in part.owed)].append(
            " ".join(filter(None, dict.fromkeys(label(texts.language) for label in labels)))
        )
    said = []
    for phrase, names in of.items():
        named = [name for name in names if name]
        if alone or not named:
            said.append(phrase)
        elif len(named) == 1:
            said.append(texts.say(codes[0], who=named[0], what=phrase))
        else:
            said.append(texts.say(codes[1], who=some(texts, named), what=phrase))
    return texts.phrase(said)


def _without_name(part: Part, owed: Owed) -> Owed:
    """Return a debt without the name of who owes it, which the debts of limits bear already."""
    inner = owed.parameters.get("what")
    return inner if isinstance(inner, Owed) and owed.parameters.get("basis") == part.basis.label else owed


def _say_planned(
    texts: Texts, result: RuleResult, parts: Sequence[Part], facts: Facts, today: date
) -> Words | None:
    missing = sum((part.target - part.value for part in parts), NONE)
    hoped = sum((max(min(part.planned, part.target) - part.value, NONE) for part in parts), NONE)
    ahead = planned(parts, facts)
    if all(today > part.period.last for part in parts):
        return Words(texts.say("home.plan.over"))
    if not ahead or not hoped:
        forgotten = planned(parts, facts, past=True)
        if forgotten:
            return Words(texts.say("home.plan.past", day=say_day(texts, forgotten[0].first)), warns=True)
        unfit = misfits(parts, facts, today)
        if unfit:
            day, reason = say_day(texts, unfit[0][0].first), say_why(texts, unfit[0][1], facts)
            return Words(texts.say("home.plan.unfit", day=day, reason=reason), warns=True)
        late = result.state is State.AT_RISK
        return Words(texts.say("home.plan.none" if late else "home.plan.not-yet"), warns=late)
    if len(ahead) == 1:
        when = spaced(texts, say_run(texts, ahead[0].first, ahead[0].last, today))
        said = texts.say("home.plan.one", when=when)
    else:
        when = spaced(texts, say_run(texts, ahead[0].first, ahead[0].first, today))
        said = texts.say("home.plan.several", count=len(ahead), when=when)
    if hoped < missing:
        rest = say_amount(texts, missing - hoped, result.unit)
        said = texts.phrase((said, texts.say("home.plan.rest", rest=rest)))
    return Words(said, warns=hoped < missing and result.state is State.AT_RISK)


def say_short(texts: Texts, owed: Owed, *, written: bool = False) -> str:
    """Return what is owed without its deadline, which stands elsewhere; ``written``: the paper itself is."""
    code = owed.code.removeprefix("scheme.owed.").removesuffix("-overdue")
    if code in _PAPERS:
        return _say_paper(texts, owed, _ONCE_WRITTEN.get(code, code) if written else code)
    return _say_joined(texts, owed, written=written) or _say_missing(texts, owed, code)


def _say_joined(texts: Texts, owed: Owed, *, written: bool) -> str:
    """Return a debt that is made of others, empty for one that is not."""
    inner, ways = owed.parameters.get("what"), owed.parameters.get("ways")
    missing = owed.parameters.get("missing")
    if isinstance(inner, Owed) and isinstance(missing, Decimal):
        return texts.say(owed.code, missing=plain(missing), what=say_short(texts, inner, written=written))
    if isinstance(inner, Owed):
        named = owed.parameters.get("name") or owed.parameters.get("basis")
        code = "named" if "name" in owed.parameters else "one"
        return texts.say(f"home.owed.{code}", name=named, who=named, what=say_short(texts, inner))
    if isinstance(ways, tuple):
        said, missing = texts.say("home.or").join(say_short(texts, way) for way in ways), _missing(owed)
        return texts.say("home.owed.some-of" if missing else "home.owed.any", missing=missing, ways=said)
    return ""


def _missing(owed: Owed) -> str:
    missing = owed.parameters.get("missing")
    return plain(missing) if isinstance(missing, Decimal) else ""


def _say_missing(texts: Texts, owed: Owed, code: str) -> str:
    missing, of, items = (owed.parameters.get(name) for name in ("missing", "of", "items"))
    if code == "items" and isinstance(items, tuple):
        return texts.say("home.owed.items", items=_names(texts, items))
    if code == "more-items" and isinstance(missing, Decimal) and isinstance(of, Owed):
        return texts.say("home.owed.more-items", missing=plain(missing), of=texts.say(of.code))
    if code == "more-parts" and isinstance(missing, Decimal) and isinstance(of, Owed):
        return texts.say("home.owed.more-parts", missing=plain(missing), of=texts.say(of.code))
    if code in {"short", "short-planned"} and isinstance(missing, Decimal):
        unit = owed.parameters["unit"]
        assert isinstance(unit, Label)
        return texts.say("home.owed.short", missing=plain(missing), unit=unit_of(missing, unit))
    return say_owed(texts, owed)


def _say_paper(texts: Texts, owed: Owed, code: str) -> str:
    late = owed.code.endswith("-overdue")
    last = owed.parameters["until"]
    assert isinstance(last, date)
    said = texts.say(f"home.owed.{code}", to=owed.parameters.get("to", ""))
    return texts.phrase((said, texts.say("home.owed.due", day=say_day(texts, last)))) if late else said


def _names(texts: Texts, labels: tuple[object, ...]) -> str:
    names = [label(texts.language) if isinstance(label, Label) else str(label) for label in labels]
    return listed(texts, names)
