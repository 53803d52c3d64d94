"""Limits on who may pair with how many, and on how long an agreement lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import AgreementFacts
from edudesk.services.schemes.judging.membership import Membership
from edudesk.services.schemes.judging.periods import Span, spans, term_span
from edudesk.services.schemes.judging.sides import COMMUNITY
from edudesk.services.schemes.judging.states import worst
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Counted, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Bound, Limit, SchoolTest
from edudesk.texts import Label

ONE, NONE = Decimal(1), Decimal(0)
ONE_DAY = timedelta(days=1)
SCHOOLS, YEARS = Label("所", "schools"), Label("年", "years")


@dataclass(frozen=True)
class _Count:
    """What a limit bounds for one school, or for the community.

    ``schools`` are those counted here: what is counted travels, and partners elsewhere are nobody's business.
    """

    basis: Basis
    value: Decimal
    schools: tuple[str, ...] = ()


def judge_limit(world: World, limit: Limit, code: TermCode) -> RuleResult:
    """Return whether the pairing of a term keeps a limit; ``warning`` when the limit does not block."""
    span = next(iter(spans(limit.period, world.scheme.cycle, world.facts, code)), None)
    span = span or term_span(world.facts, code)
    counts = _years(world) if limit.count is None else _counts(world, limit, limit.count, span)
    parts = tuple(_part(limit, span, count) for count in counts)
    low, high = limit.bound.at_least, limit.bound.at_most
    value = max((part.value for part in parts), default=NONE)
    return RuleResult(
        limit.id,
        RuleKind.LIMIT,
        limit.name,
        limit.sentence,
        YEARS if limit.count is None else SCHOOLS,
        worst([part.state for part in parts]),
        value,
        value,
        (high if high is not None else low) or NONE,
        span.period,
        tuple(owed for part in parts for owed in part.owed),
        parts,
        tuple({one.id: one for part in parts for one in part.counted}.values()),
        note=None if parts else Owed("scheme.note.nobody"),
        warning=not limit.blocks,
    )


def _part(limit: Limit, span: Span, count: _Count) -> Part:
    low, high, value = limit.bound.at_least, limit.bound.at_most, count.value
    kept = (low is None or value >= low) and (high is None or value <= high)
    target = (high if high is not None and (low is None or value > high) else low) or NONE
    state = State.MET if kept else State.MISSED
    owed = () if kept else (_words(limit, count.basis, value),)
    counted = tuple(Counted("school", school, ONE) for school in count.schools)
    return Part(count.basis, span.period, state, value, value, target, owed, counted)


def _words(limit: Limit, basis: Basis, count: Decimal) -> Owed:
    years = limit.count is None
    parameters = {"count": count, "unit": YEARS if years else SCHOOLS}
    owed = Owed(f"scheme.owed.limit{_sort(limit.bound)}", {**parameters, **_ends(limit.bound)})
    return Owed("scheme.owed.for", {"basis": basis.label, "what": owed}) if basis.label.zh else owed


def _sort(bound: Bound) -> str:
    if bound.at_least is not None and bound.at_most is not None:
        return "-between"
    return "-most" if bound.at_least is None else "-least"


def _ends(bound: Bound) -> dict[str, object]:
    return {"low": bound.at_least, "high": bound.at_most}


def _counts(world: World, limit: Limit, test: SchoolTest, span: Span) -> list[_Count]:
    members = world.membership
    if limit.each is None:
        counted = members.members(span, test)
        return [_Count(COMMUNITY, Decimal(len(counted)), counted)] if members.members(span) else []
    found = []
    for school in members.members(span, limit.each):
        here = tuple(_partners(members, limit.each, test, school, span))
        # A school may have its partners in several communities, one a pairing.
        everywhere = {*here}.union(
            *(_partners(other, limit.each, test, school, span) for other in world.elsewhere)
        )
        if everywhere or limit.bound.at_least:
            found.append(
                _Count(Basis("school", school, world.label("member", school)), Decimal(len(everywhere)), here)
            )
    return found


def _partners(
    members: Membership, each: SchoolTest, test: SchoolTest, school: str, span: Span
) -> Iterable[str]:
    """Return the partners of a school in one community; agreements tell its own from those of others."""
    if school not in members.members(span, each):
        return
    side = members.side_in(school, span)
    alike = [one for one in members.members(span) if members.side_in(one, span) == side]
    for other in members.members(span, test):
        rivals = tuple(one for one in alike if one != other)
        if other != school and school in members.bound(other, rivals, span):
            yield other


def _years(world: World) -> list[_Count]:
    return [
        _Count(COMMUNITY, Decimal(years))
        for agreement in world.facts.agreements
        if (years := _whole_years(agreement)) is not None
    ]


def _whole_years(agreement: AgreementFacts) -> int | None:
    """Return the full years of an agreement; one that ends a day before its anniversary has them in full."""
    first, last = agreement.starts_on or agreement.signed_on, agreement.ends_on
    if first is None or last is None:
        return None
    end = last + ONE_DAY
    return end.year - first.year - ((end.month, end.day) < (first.month, first.day))
