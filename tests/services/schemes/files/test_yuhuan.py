"""Yuhuan's assessment by hand: routine work of two terms at 30 %, 40 points for project and feature."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.services.schemes.making import AUTUMN, EAST, EAST_ONLY, FACTS, OURS, SPRING, WEST

from .making import having, judge, paper, sheet
from .whole import YEAR_END, score, standing

NAME = "yuhuan"
judged = judge(NAME)


def of_type(code: str, facts=EAST_ONLY):
    return replace(facts, community=replace(facts.community, type=code))


def points(school: str, first: float, second: float, **rest: float):
    """Return the sheets of a school: routine work of both terms, then project and feature of the year."""
    return (
        sheet("own", {"routine-1": first}, school, term=AUTUMN),
        sheet("own", {"routine-2": second}, school, term=SPRING),
        sheet("own", rest, school),
    )


# Core: 90 and 80, project 95, feature 60. Member: 70 and 60, project 85, feature 90.
SCORED = (
    *points(OURS, 90, 80, project=95, feature=60),
    *points(EAST, 70, 60, project=85, feature=90),
)
BUILT = having(of_type("built"), SCORED)


def test_a_year_of_a_jointly_built_community_as_a_person_adds_it_up():
    # Routine work 1:1: (90 + 70) / 2 = 80 and (80 + 60) / 2 = 70; 30 % of each: 24 and 21.
    # Project 7:3: (95 × 7 + 85 × 3) / 10 = 92; feature 3:7: (60 × 3 + 90 × 7) / 10 = 81.
    # They share the 40 points in halves: 92 × 20 % + 81 × 20 % = 18.4 + 16.2 = 34.6. Together 79.6.
    assert score(NAME, "bundled", BUILT) == Decimal("79.6")
    # Each school by itself: 90 × 0.3 + 80 × 0.3 + 95 × 0.2 + 60 × 0.2 = 27 + 24 + 19 + 12 = 82;
    # 70 × 0.3 + 60 × 0.3 + 85 × 0.2 + 90 × 0.2 = 21 + 18 + 17 + 18 = 74.
    assert score(NAME, "own", BUILT, school=OURS) == 82
    assert score(NAME, "own", BUILT, school=EAST) == 74
    assert score(NAME, "into-school", BUILT, school=EAST) == Decimal("79.6")


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("even", "79.6"),
        ("p24", "80.04"),  # 92 × 24 % + 81 × 16 % = 22.08 + 12.96 = 35.04
        ("p28", "80.48"),  # 92 × 28 % + 81 × 12 % = 25.76 + 9.72 = 35.48
        ("p16", "79.16"),  # 92 × 16 % + 81 × 24 % = 14.72 + 19.44 = 34.16
        ("p12", "78.72"),  # 92 × 12 % + 81 × 28 % = 11.04 + 22.68 = 33.72
        ("project", "81.8"),  # 92 × 40 % = 36.8
        ("feature", "77.4"),  # 81 × 40 % = 32.4
    ],
)
def test_how_project_and_feature_share_the_forty_points(setting, expected):
    assert score(NAME, "bundled", BUILT, {"forty": setting}) == Decimal(expected)
    # Assessed as one, the same ratios hold.
    fused = having(of_type("fused"), SCORED)
    assert score(NAME, "one", fused, {"forty": setting}) == Decimal(expected)


def test_two_members_enter_by_their_mean():
    # A third school has 50 and 40, project 65, feature 70: the members' means are 60, 50, 75 and 80.
    facts = having(of_type("built", FACTS), SCORED, points(WEST, 50, 40, project=65, feature=70))
    # (90 + 60) / 2 = 75 and (80 + 50) / 2 = 65: 22.5 + 19.5 = 42. Project (95 × 7 + 75 × 3) / 10 = 89;
    # feature (60 × 3 + 80 × 7) / 10 = 74: 17.8 + 14.8 = 32.6. Together 74.6.
    assert score(NAME, "bundled", facts) == Decimal("74.6")


@pytest.mark.parametrize("kind", ["fused", "built-central"])
def test_a_community_assessed_as_one_may_have_one_sheet(kind):
    one = having(
        of_type(kind),
        [
            sheet("one", {"one-routine-1": 88}, None, term=AUTUMN),
            sheet("one", {"one-routine-2": 92}, None, term=SPRING),
            sheet("one", {"one-project": 80, "one-feature": 90}, None),
        ],
    )
    # 88 × 0.3 + 92 × 0.3 + 80 × 0.2 + 90 × 0.2 = 26.4 + 27.6 + 16 + 18 = 88.
    assert score(NAME, "one", one, {"as-one": "sheet"}) == 88
    assert score(NAME, "one", one) is None  # by the ratio each school has its own sheet


def test_in_the_cooperative_type_both_count_alike_and_there_is_no_feature():
    sheets = [
        sheet("own-cooperative", {"cooperative-routine-1": first}, school, term=AUTUMN)
        for school, first in ((OURS, 90), (EAST, 70))
    ]
    sheets += [
        sheet("own-cooperative", {"cooperative-routine-2": second}, school, term=SPRING)
        for school, second in ((OURS, 80), (EAST, 60))
    ]
    sheets += [
        sheet("own-cooperative", {"cooperative-project": project}, school)
        for school, project in ((OURS, 95), (EAST, 85))
    ]
    facts = having(of_type("cooperative"), sheets)
    # 80 × 0.3 + 70 × 0.3 + 90 × 0.4 = 24 + 21 + 36 = 81.
    assert score(NAME, "cooperative", facts) == 81
    # The core by itself: 90 × 0.3 + 80 × 0.3 + 95 × 0.4 = 27 + 24 + 38 = 89.
    assert score(NAME, "own-cooperative", facts, school=OURS) == 89
    assert score(NAME, "into-school", facts, school=OURS) == 81


@pytest.mark.parametrize(
    ("share", "expected"),
    [("p100", "79.6"), ("p50", "39.8"), ("p10", "7.96"), ("p5", "3.98"), ("p0", "0")],
)
def test_a_share_enters_the_schools_own_yearly_score(share, expected):
    assert score(NAME, "into-school", BUILT, {"own-share": share}, school=OURS) == Decimal(expected)


def test_a_missing_score_leaves_the_whole_open():
    for left_out in range(len(SCORED)):
        rest = [one for number, one in enumerate(SCORED) if number != left_out]
        assert score(NAME, "bundled", having(of_type("built"), rest)) is None


def test_the_reviewer_goes_before_the_schools_own_score():
    own = [replace(one, id=f"{one.id}-self", part="self") for one in SCORED]
    assert score(NAME, "bundled", having(of_type("built"), own)) == Decimal("79.6")
    lower = [replace(one, lines=tuple(replace(line, score=Decimal(0)) for line in one.lines)) for one in own]
    assert score(NAME, "bundled", having(BUILT, lower)) == Decimal("79.6")


def test_a_score_of_another_year_or_term_is_not_this_ones():
    last_year = [replace(one, school_year=2024, term=None) for one in SCORED]
    assert score(NAME, "bundled", having(of_type("built"), last_year)) is None
    swapped = points(OURS, 80, 90, project=95, feature=60)
    # The two terms weigh the same, so the sum stays; each stands in its own term all the same.
    facts = having(of_type("built"), swapped, points(EAST, 70, 60, project=85, feature=90))
    assert score(NAME, "bundled", facts) == Decimal("79.6")


# ---- papers


def test_a_term_of_papers_as_a_person_adds_it_up():
    facts = having(
        of_type("built"),
        [
            paper("programme", date(2025, 9, 25)),
            paper("project-application", date(2025, 9, 25), school_id=OURS),
            paper("routine-assessment-1", date(2025, 11, 10), school_id=OURS),
        ],
    )
    # The lead's own archive: its programme, its application, its self-assessment. The feature is the
    # member's.
    assert standing(NAME, facts) == {
        "programme": (1, 1, "met"),
        "project-application": (1, 1, "met"),
        "routine-assessment-1": (1, 1, "met"),
    }


@pytest.mark.parametrize(
    ("rule", "day", "state", "term"),
    [
        ("programme", date(2025, 10, 1), "met", AUTUMN),  # the thirtieth day
        ("programme", date(2025, 10, 2), "missed", AUTUMN),
        ("project-application", date(2025, 10, 1), "met", AUTUMN),
        ("project-application", date(2025, 10, 2), "missed", AUTUMN),
        ("routine-assessment-1", date(2025, 11, 10), "met", AUTUMN),
        ("routine-assessment-1", date(2025, 11, 11), "missed", AUTUMN),
        ("project-assessment", date(2026, 5, 30), "met", SPRING),
        ("project-assessment", date(2026, 5, 31), "missed", SPRING),
        ("routine-assessment-2", date(2026, 6, 10), "met", SPRING),
        ("routine-assessment-2", date(2026, 6, 11), "missed", SPRING),
    ],
)
def test_each_paper_has_its_day(rule, day, state, term):
    facts = having(of_type("built"), [paper(rule, day, school_id=OURS)])
    assert judged(rule, facts, today=YEAR_END, term=term).state == state
    others = having(of_type("built"), [paper(rule, day, school_id=EAST)])
    if rule != "programme":
        assert judged(rule, others, today=YEAR_END, term=term).state == "missed"


def test_the_days_at_the_start_of_the_year_may_be_set():
    facts = having(of_type("built"), [paper("programme", date(2025, 10, 2))])
    assert judged("programme", facts, {"programme-days": 31}).state == "met"


def test_the_member_hands_in_its_feature_except_in_the_cooperative_type():
    ours = tuple(replace(one, ours=one.id == EAST) for one in EAST_ONLY.schools)
    member = replace(of_type("built"), schools=ours)
    assert judged("feature-application", member).state == "missed"
    facts = having(member, [paper("feature-application", date(2025, 9, 20), school_id=EAST)])
    assert judged("feature-application", facts).state == "met"
    assert judged("project-application", member).state == "not-applicable"
    cooperative = replace(of_type("cooperative"), schools=ours)
    assert judged("feature-application", cooperative).state == "not-applicable"
