"""Limits on who may pair with how many, and on how long an agreement lasts."""

from datetime import timedelta
from decimal import Decimal

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import AgreementFacts
from edudesk.services.schemes.outcomes import worst
from edudesk.services.schemes.periods import Span, term_span
from edudesk.services.schemes.results import Basis, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Bound, Limit, SchoolTest
from edudesk.services.schemes.selection import COMMUNITY
from edudesk.services.schemes.world import World
from edudesk.texts import Label

NONE = Decimal(0)
ONE_DAY = timedelta(days=1)
SCHOOLS, YEARS = Label("所", "schools"), Label("年", "years")


def judge_limit(world: World, limit: Limit, code: TermCode) -> RuleResult:
    """Return whether the pairing of a term keeps a limit; ``warning`` when the limit does not block."""
    span = term_span(world.facts, code)
    counts = _years(world) if limit.count is None else _counts(world, limit, limit.count, span)
    parts = tuple(_part(limit, span, basis, count) for basis, count in counts)
    low, high = limit.bound.at_least, limit.bound.at_most
    return RuleResult(
        limit.id,
        RuleKind.LIMIT,
        limit.name,
        limit.sentence,
        YEARS if limit.count is None else SCHOOLS,
        worst([part.state for part in parts]),
        max((part.value for part in parts), default=NONE),
        max((part.value for part in parts), default=NONE),
        (high if high is not None else low) or NONE,
        span.period,
        tuple(owed for part in parts for owed in part.owed),
        parts,
        note=None if parts else Owed("scheme.note.nobody"),
        warning=not limit.blocks,
    )


def _part(limit: Limit, span: Span, basis: Basis, count: Decimal) -> Part:
    low, high = limit.bound.at_least, limit.bound.at_most
    kept = (low is None or count >= low) and (high is None or count <= high)
    target = (high if high is not None and (low is None or count > high) else low) or NONE
    state = State.MET if kept else State.MISSED
    owed = () if kept else (_words(limit, basis, count),)
    return Part(basis, span.period, state, count, count, target, owed)


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


def _counts(world: World, limit: Limit, test: SchoolTest, span: Span) -> list[tuple[Basis, Decimal]]:
    counted = world.members(span, test)
    if limit.each is None:
        return [(COMMUNITY, Decimal(len(counted)))] if world.members(span) else []
    found = []
    for school in world.members(span, limit.each):
        partners = [one for one in counted if one != school and _related(world, school, one, span)]
        label = Label(world.called(school), world.called(school))
        if partners or limit.bound.at_least:
            found.append((Basis("school", school, label), Decimal(len(partners))))
    return found


def _related(world: World, one: str, other: str, span: Span) -> bool:
    """Return whether two members are a pairing, or do not stand on the two sides at all."""
    sides = {world.side(one, span.first, span.reach), world.side(other, span.first, span.reach)}
    if sides != {"helper", "helped"}:
        return True
    return any({one, other} == {pairing.helper_id, pairing.helped_id} for pairing in world.pairings(span))


def _years(world: World) -> list[tuple[Basis, Decimal]]:
    return [
        (COMMUNITY, Decimal(years))
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
