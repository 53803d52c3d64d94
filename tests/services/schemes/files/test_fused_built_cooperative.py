"""Three types with their duties; a timetable, a discussion after each 同步课堂; the city's targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import CommunityFacts, OtherCommunity
from tests.services.schemes.making import AUTUMN, EAST_ONLY, OURS, SPRING, activity, figures

from .making import entered, having, held, judge, paper, sheet
from .whole import IN_HOLIDAY, YEAR_END, score, spoilt, standing

NAME = "fused-built-cooperative"
judged = judge(NAME)
DUTIES = {
    "fused": ("staff", "teaching", "training", "culture"),
    "built": ("shared-resources", "joint-management", "joint-research", "joint-culture"),
    "cooperative": ("vision", "mechanism", "study", "lessons"),
}
LAST_PART = {"fused": "fused-assessment", "built": "built-assessment", "cooperative": "cooperative-project"}


def of_type(code: str, facts=EAST_ONLY):
    return replace(facts, community=replace(facts.community, type=code))


def lines(*codes: str):
    return [activity(f"line-{code}", kinds=("other",), lines=(code,)) for code in codes]


def synchronous(count: int):
    return held(count, "sync-lesson", lines=("lessons",))


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        of_type("cooperative"),
        synchronous(3),
        held(2, "joint-research", lines=("study",)),
        [paper("timetable", date(2025, 9, 10), handed=False, term=AUTUMN)],
        [entered("public-schools", 4, None)],
    )
    # Of the four duties teaching and study have activities: 2 of 4, and by this day (146 of 365) 1 would keep
    # pace. Three synchronous lessons, two discussions. The archive knows two schools of the city's four: 50
    # %. This community is cooperative, so 0 % are of the two close types.
    found = standing(NAME, facts)
    assert found["cooperative-duties"][:2] == (2, 4)
    assert found["discussions"] == (2, 3, "missed")
    assert found["timetable"] == (1, 1, "met")
    assert found["schools-joined"][:2] == (50, 100)
    assert found["close-types"][:2] == (0, 80)
    assert set(found) == {"cooperative-duties", "discussions", "timetable", "schools-joined", "close-types"}


@pytest.mark.parametrize("kind", list(DUTIES))
@pytest.mark.parametrize(("covered", "state"), [(3, "missed"), (4, "met")])
def test_a_community_has_the_duties_of_its_type(kind, covered, state):
    facts = having(of_type(kind), lines(*DUTIES[kind][:covered]))
    found = judged(f"{kind}-duties", facts, today=YEAR_END, term=SPRING)
    assert figures(found) == (covered, 4, state)
    for other in set(DUTIES) - {kind}:
        assert judged(f"{other}-duties", facts).state == "not-applicable"
    twice = {"line-activities": 2}
    assert judged(f"{kind}-duties", facts, twice, today=YEAR_END, term=SPRING).value == 0
    assert judged(f"{kind}-duties", facts, {"line-activities": 0}).state == "not-applicable"


@pytest.mark.parametrize(
    ("lessons", "discussions", "state"),
    [(3, 2, "missed"), (3, 3, "met"), (3, 4, "exceeded"), (0, 0, "not-applicable"), (0, 2, "not-applicable")],
)
def test_a_discussion_after_every_synchronous_lesson(lessons, discussions, state):
    facts = having(of_type("cooperative"), synchronous(lessons), held(discussions, "seminar"))
    found = judged("discussions", facts)
    assert found.state == state
    assert (
        judged("discussions", replace(facts, community=of_type("fused").community)).state == "not-applicable"
    )


def test_a_discussion_may_be_a_study_record_with_the_lesson():
    lessons = synchronous(2)
    noted = replace(lessons[0], evidence_kinds=frozenset({"review-record"}))
    by_record = {"discussion": "record"}
    assert figures(
        judged("discussions", having(of_type("cooperative"), [noted], lessons[1:]), by_record)
    ) == (
        1,
        2,
        "missed",
    )
    both = [replace(one, evidence_kinds=frozenset({"review-record"})) for one in lessons]
    assert judged("discussions", having(of_type("cooperative"), both), by_record).state == "met"


def test_what_is_no_discussion_of_the_term():
    lesson, talk = synchronous(1), held(1, "seminar")[0]
    for record in (*spoilt(talk), replace(talk, kinds=("lecture",))):
        assert judged("discussions", having(of_type("cooperative"), lesson, [record])).value == 0
    holiday = having(of_type("cooperative"), lesson, [replace(talk, starts_on=IN_HOLIDAY)])
    assert judged("discussions", holiday, today=YEAR_END).state == "met"


@pytest.mark.parametrize(
    ("rule", "day", "setting", "state", "term"),
    [
        ("timetable", date(2025, 9, 15), {}, "met", AUTUMN),
        ("timetable", date(2025, 9, 16), {}, "missed", AUTUMN),
        ("timetable", date(2025, 9, 16), {"timetable-days": 15}, "met", AUTUMN),
        ("project-evaluation", date(2026, 6, 30), {}, "met", SPRING),
        ("project-evaluation", date(2026, 7, 1), {}, "missed", SPRING),
        (
            "project-evaluation",
            date(2026, 7, 1),
            {"evaluation-day": "07-01"},
            "met",
            SPRING,
        ),
    ],
)
def test_the_cooperative_type_has_a_timetable_and_applies_for_its_project(rule, day, setting, state, term):
    facts = having(of_type("cooperative"), [paper(rule, day, school_id=OURS)])
    assert judged(rule, facts, setting, today=YEAR_END, term=term).state == state
    others = replace(facts, community=of_type("built").community)
    assert judged(rule, others, today=YEAR_END, term=term).state == "not-applicable"


@pytest.mark.parametrize(("all_schools", "share"), [(2, 100), (3, Decimal("66.7")), (4, 50)])
def test_every_public_school_joins(all_schools, share):
    facts = having(of_type("built"), [entered("public-schools", all_schools, None)])
    found = judged("schools-joined", facts, today=YEAR_END, term=SPRING)
    assert (found.value, found.warning) == (share, True)
    assert (found.state in ("met", "exceeded")) is (share == 100)
    assert judged("schools-joined", of_type("built")).state == "not-applicable"


@pytest.mark.parametrize(
    ("close", "loose", "share"), [(4, 1, 80), (3, 1, 75), (5, 1, Decimal("83.3")), (1, 0, 100), (0, 1, 0)]
)
def test_four_communities_of_five_are_fused_or_built(close, loose, share):
    kinds = ["fused", "built"] * close
    communities = [*kinds[:close], *["cooperative"] * loose]
    first, *rest = communities
    others = tuple(
        OtherCommunity(CommunityFacts(f"c{number}", f"共同体{number}", kind), (NAME,))
        for number, kind in enumerate(rest)
    )
    elsewhere = OtherCommunity(CommunityFacts("other", "别的方案", "cooperative"), ("qinnan",))
    facts = replace(of_type(first), others=(*others, elsewhere))
    found = judged("close-types", facts, today=YEAR_END, term=SPRING)
    assert found.value == share
    assert (found.state in ("met", "exceeded")) is (share >= 80)


@pytest.mark.parametrize("kind", list(DUTIES))
def test_a_community_is_scored_on_the_duties_of_its_type(kind):
    table = f"{kind}-score"
    parts = {
        "fused": ("fused-staff", "fused-teaching", "fused-training", "fused-culture"),
        "built": ("built-resources", "built-management", "built-research", "built-culture"),
        "cooperative": (
            "cooperative-vision",
            "cooperative-mechanism",
            "cooperative-study",
            "cooperative-lessons",
        ),
    }[kind]
    marks = dict(zip((*parts, LAST_PART[kind]), (20, 18, 15.5, 17, 19), strict=True))
    # 20 + 18 + 15.5 + 17 + 19 = 89.5
    assert score(NAME, table, having(of_type(kind), [sheet(table, marks, None)])) == Decimal("89.5")
    fewer = {name: mark for name, mark in marks.items() if name != LAST_PART[kind]}
    assert score(NAME, table, having(of_type(kind), [sheet(table, fewer, None)])) is None


def test_a_type_may_be_entered_by_its_name():
    facts = having(of_type("协作型"), synchronous(1))
    assert judged("discussions", facts).target == 1
    assert judged("fused-duties", facts).state == "not-applicable"
    assert judged("close-types", of_type("共建型"), today=YEAR_END, term=SPRING).value == 100
    marks = {f"fused-{duty}": 20 for duty in ("staff", "teaching", "training", "culture", "assessment")}
    assert score(NAME, "fused-score", having(of_type("融合型"), [sheet("fused-score", marks, None)])) == 100
