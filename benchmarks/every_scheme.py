"""Every scheme that comes with the program over ten years of one pairing, against a plain walk."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter

from benchmarks import ten_years
from benchmarks.measuring import Bench, Section, Timing, by_turns, slower, timed
from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.calendar import TermCode
from edudesk.services.facts import collect_facts
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import ActivityFacts, Facts
from edudesk.services.schemes.judging.order import Order
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.schemes.sections import entries

ACTIVITIES = 20_000
ROUNDS = 5
TERM, TODAY = TermCode(2025, 2), date(2026, 6, 30)
FIRST, LAST = date(2026, 2, 23), date(2026, 7, 8)
ALL_AIM, EDIT_AIM = 2.0, 0.05
_EDITED = "qinnan"


def measure(bench: Bench) -> Section:
    """Make twenty thousand activities of six thousand, and evaluate all schemes over them."""
    with ten_years.found(bench.place("schemes") / "archive") as archive:
        community = ten_years.write(archive, bench.sized(ten_years.ACTIVITIES))
        facts = _grown(collect_facts(archive, community), bench.sized(ACTIVITIES))
    schemes = [read_scheme(shipped_scheme(name)) for name in shipped_schemes()]
    rules = sum(1 for scheme in schemes for _ in entries(scheme))
    judged, scored, walked = by_turns(
        partial(_evaluate, schemes, facts),
        partial(_evaluate, schemes, facts, scores=True),
        partial(_walk, facts, rules),
        rounds=ROUNDS,
    )
    edits = Timing(_edits(next(one for one in schemes if one.id == _EDITED), facts))
    all_of_them, edited = slower("all schemes at once", judged, walked), slower("one edit", edits, walked)
    return Section(
        f"All {len(schemes)} schemes over ten years: {len(facts.activities):,} activities, {rules} rules",
        "The limit is one walk over all activities for every rule, in plain Python, that asks nothing but"
        f" whether the day lies in the term. {ROUNDS} rounds by turns after one that is not counted. Each"
        " begins with facts that nothing was made of; what several schemes share is made in it. After an edit"
        " one scheme is evaluated anew over facts of which one activity differs.",
        (
            replace(all_of_them, aim=f"≤ {ALL_AIM:g} s", reached=judged.median <= ALL_AIM),
            slower("the same with all scores", scored, walked),
            replace(edited, aim=f"≤ {EDIT_AIM * 1000:g} ms", reached=edits.median <= EDIT_AIM),
        ),
    )


def _grown(facts: Facts, count: int) -> Facts:
    """Return the facts with so many activities, the same ones again under other ids."""
    known = facts.activities
    again = (
        replace(known[number % len(known)], id=f"{known[number % len(known)].id}-{number // len(known)}")
        for number in range(count)
    )
    return replace(facts, activities=tuple(sorted(again, key=lambda each: each.id)))


def _evaluate(schemes: Sequence[Scheme], facts: Facts, *, scores: bool = False) -> None:
    fresh = replace(facts)
    for scheme in schemes:
        evaluation = evaluate(scheme, fresh, TERM, TODAY, {})
        if scores:
            _ = evaluation.scores


def _walk(facts: Facts, rules: int) -> int:
    return sum(sum(1 for each in facts.activities if FIRST <= each.starts_on <= LAST) for _ in range(rules))


def _edits(scheme: Scheme, facts: Facts) -> tuple[float, ...]:
    evaluate(scheme, facts, TERM, TODAY, {})
    taken = []
    for number in range(ROUNDS):
        before = facts.activities[-1 - number]
        after = replace(before, form="online" if before.form == "onsite" else "onsite")
        taken.append(timed(partial(_edit, scheme, facts, before, after)))
    return tuple(taken)


def _edit(scheme: Scheme, facts: Facts, before: ActivityFacts, after: ActivityFacts) -> None:
    kept = list(facts.activities)
    kept[bisect_left(kept, before.id, key=attrgetter("id"))] = after
    fresh = replace(facts, activities=tuple(kept))
    Order.carry(facts, fresh, (before,), (after,))
    evaluate(scheme, fresh, TERM, TODAY, {})
