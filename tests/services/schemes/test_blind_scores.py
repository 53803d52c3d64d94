# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Scores of a scheme written from the document alone: papers of one school, and what a score waits for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import ActivityFacts, SchoolPart

from .making import EAST, FACTS, OURS, WEST, activity
from .scoring import TWO, figure, formula, missing, part, parts, scored, sheet, table, value, with_

NEED = """
[[evidence]]
id = "papers"
name = { zh = "材料", en = "Papers" }
sentence = "联合教研有记录。"
kinds = ["joint-research"]
needs = ["record"]
"""
DEDUCT = (
    table(
        parts(
            part("plan", "points = 85, entered = true"),
            part("kept", 'points = 15, deduct = { each = 1.5, owed = "papers" }'),
        ),
        of="school",
    )
    + NEED
)


def research(day: int, school: str, *, papers: bool) -> ActivityFacts:
    return activity(
        f"r-{school}-{day}",
        kinds=("joint-research",),
        starts_on=date(2025, 10, day),
        host_id=school,
        schools=(SchoolPart(OURS, "helper"), SchoolPart(school, "helped")),
        evidence_kinds=frozenset({"record"} if papers else ()),
    )


@pytest.mark.parametrize(("school", "points"), [(OURS, 92), (EAST, Decimal("93.5")), (WEST, Decimal("93.5"))])
def test_papers_are_missing_only_for_the_schools_that_took_part(school, points):
    # Two for ours (15 − 1.5 × 2 = 12), one for each partner (13.5), and 80 of 85 for the plan.
    held = (research(1, EAST, papers=False), research(2, EAST, papers=True), research(3, WEST, papers=False))
    facts = replace(with_(TWO, sheet({"plan": 80}, school)), activities=held)
    assert value(DEDUCT, facts, school=school) == points


def test_who_took_part_in_nothing_is_not_asked_for_papers():
    facts = replace(with_(TWO, sheet({"plan": 85}, WEST)), activities=(research(1, EAST, papers=False),))
    (_, kept) = scored(DEDUCT, facts, school=WEST).node.inputs
    assert kept.left_out


def typed(share: int, kind: str) -> list[str]:
    applies = f'applies = {{ types = ["{kind}"] }}'
    return [
        part(f"own-{kind}", f'weight = {share}, score = {{ id = "own" }}, {applies}'),
        part(f"mean-{kind}", f'weight = {100 - share}, score = {{ id = "own", of = "members" }}, {applies}'),
    ]


BETTER = (
    table(
        'better = { of = ["own", "bundled"], else = "bundled", when = { rise = { figure = "rank", places = 3 }, of = "any-member" } }\n'
    )
    + """
[[assessments.steps]]
id = "own"
name = { zh = "自身", en = "Own" }
figure = "mark"

[[assessments.steps]]
id = "bundled"
name = { zh = "捆绑", en = "Bundled" }
"""
    + parts(*typed(60, "fused"), *typed(80, "loose"))
)
RANKS = [figure("rank", school, 5, year) for school in (EAST, WEST) for year in (2024, 2025)]


def of_type(name: str):
    return replace(TWO, community=replace(FACTS.community, type=name))


def marks(*each: int):
    return [figure("mark", school, mark) for school, mark in zip((OURS, EAST, WEST), each, strict=False)]


@pytest.mark.parametrize(("name", "points"), [("fused", 82), ("loose", 86)])
def test_each_type_has_its_own_weights(name, points):
    # 90 × 60 % + 70 × 40 % = 82; 90 × 80 % + 70 × 20 % = 86
    assert value(BETTER, with_(of_type(name), *RANKS, *marks(90, 80, 60))) == points


def test_a_better_one_that_waits_for_the_type_says_so():
    node = scored(BETTER, with_(of_type(""), *RANKS, *marks(90, 80, 60))).node
    assert node.value is None
    assert missing(node) == ["这一条看共同体的类型，还没有选：融合型、协作型。选好就会算。"]


def test_a_better_one_that_waits_for_a_figure_does_not_say_that_nothing_is_entered():
    node = scored(BETTER, with_(of_type("fused"), *RANKS, *marks(90, 80))).node
    assert (node.value, formula(node)) == (None, "—（还有没填的，暂不合计）")
    assert len(missing(node)) == 1
