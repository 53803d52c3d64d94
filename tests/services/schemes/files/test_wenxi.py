"""A5: two unified tests a term, three lines, organisers, ratings in the yearly score, certificates."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.results import State
from tests.services.schemes.making import AFTER, EAST_ONLY, MID, OURS, SPRING, activity, figures

from .making import by, having, held, judge, scores, sheet

JUDGE = judge("wenxi")
TESTS = (
    *held(1, "midterm-test", starts_on=date(2025, 11, 5)),
    *held(1, "final-test", starts_on=date(2026, 1, 14)),
)


@pytest.mark.parametrize(
    ("records", "value", "state"),
    [
        ((), 0, State.MISSED),
        (TESTS[:1], 1, State.MISSED),
        (TESTS, 2, State.MET),
        (held(2, "midterm-test"), 1, State.MISSED),  # two at mid-term are not the final one
    ],
)
def test_a_mid_term_and_a_final_test(records, value, state):
    assert figures(JUDGE("unified-tests", having(EAST_ONLY, records))) == (value, 2, state)


def test_a_test_of_the_holiday_belongs_to_the_term_before_and_none_of_the_next_term():
    late = [TESTS[0], replace(TESTS[1], starts_on=date(2026, 1, 30))]
    assert JUDGE("unified-tests", having(EAST_ONLY, late), today=date(2026, 2, 10)).value == 2
    assert JUDGE("unified-tests", having(EAST_ONLY, late), term=SPRING, today=date(2026, 7, 20)).value == 0
    planned = [TESTS[0], replace(TESTS[1], state="planned")]
    found = JUDGE("unified-tests", having(EAST_ONLY, planned), today=MID)
    assert (int(found.value), int(found.planned), found.state) == (1, 2, State.ON_TRACK)
    assert JUDGE("unified-tests", having(EAST_ONLY, [replace(one, deleted=True) for one in TESTS])).value == 0


def lined(*lines: str):
    return [activity(f"l-{line}", lines=(line,)) for line in lines]


def test_the_three_lines_remind():
    facts = having(EAST_ONLY, lined("management", "teachers"))
    found = JUDGE("three-lines", facts)
    assert (figures(found), found.warning) == ((2, 3, State.MISSED), True)
    whole = having(facts, lined("pupils"))
    assert JUDGE("three-lines", whole).state is State.MET
    assert JUDGE("three-lines", whole, {"line-activities": 2}).value == 0
    assert JUDGE("three-lines", whole, {"line-activities": 0}).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("rule", "setting", "kind", "people", "other"),
    [
        ("master-rounds", "rounds", "inspection", by("p-backbone"), by("p-teacher")),
        (
            "lesson-study",
            "lesson-study",
            "lesson-study",
            by("p-dean", role="guide"),
            by("p-dean", role="listener"),
        ),
    ],
)
def test_rounds_and_lesson_study_ask_once_a_number_is_set(rule, setting, kind, people, other):
    facts = having(EAST_ONLY, held(2, kind, people=people))
    assert JUDGE(rule, facts).state is State.NOT_APPLICABLE
    for asked, state in ((1, State.EXCEEDED), (2, State.MET), (3, State.MISSED)):
        assert JUDGE(rule, facts, {setting: asked}).state is state
    assert JUDGE(rule, having(EAST_ONLY, held(2, kind, people=other)), {setting: 1}).value == 0
    if rule == "master-rounds":
        plain = having(EAST_ONLY, held(2, kind, people=other))
        assert JUDGE(rule, plain, {setting: 1, "master": "any"}).value == 2


@pytest.mark.parametrize(
    ("rule", "setting", "kind"),
    [("festivals", "festivals", "festival"), ("ceremonies", "ceremonies", "ceremony")],
)
def test_four_festivals_and_four_ceremonies_a_school_year(rule, setting, kind):
    for count, state in ((3, State.MISSED), (4, State.MET), (5, State.EXCEEDED)):
        facts = having(EAST_ONLY, held(count, kind, every=60))  # into the spring term
        assert JUDGE(rule, facts, term=SPRING, today=date(2026, 9, 10)).state is state
    assert JUDGE(rule, EAST_ONLY, {setting: 0}).state is State.NOT_APPLICABLE


def test_every_activity_has_an_organiser():
    led, not_led = held(1, "guidance", people=by("p-dean", role="host")), held(1, "lecture")
    assert figures(JUDGE("organisers", having(EAST_ONLY, led))) == (100, 100, State.MET)
    assert figures(JUDGE("organisers", having(EAST_ONLY, led, not_led))) == (50, 100, State.MISSED)
    assert JUDGE("organisers", EAST_ONLY).state is State.NOT_APPLICABLE


def test_papers_before_during_and_after_and_a_rating():
    kinds = frozenset({"programme", "supervision", "summary", "link", "rating"})
    whole, lacking = held(2, "guidance", evidence_kinds=kinds)
    facts = having(EAST_ONLY, [whole, replace(lacking, evidence_kinds=kinds - {"link", "rating"})])
    assert (int(JUDGE("activity-papers", facts).value), JUDGE("activity-papers", facts).gaps[0].kinds) == (
        1,
        ("link",),
    )
    assert int(JUDGE("ratings", facts).value) == 1
    analysed = having(EAST_ONLY, [TESTS[0], replace(TESTS[1], evidence_kinds=frozenset({"report"}))])
    assert (int(JUDGE("test-analysis", analysed).value), int(JUDGE("test-analysis", analysed).target)) == (
        1,
        2,
    )


def rated(*grades: str):
    return [activity(f"r{number}", rating=grade) for number, grade in enumerate(grades)]


def test_the_ratings_are_a_share_of_those_that_were_rated():
    facts = having(EAST_ONLY, rated("excellent", "good", "pass", ""))
    assert int(JUDGE("rated-well", facts).value) == 66  # two of three; the fourth was not rated
    assert JUDGE("rated-well", facts, {"rated-well": 60}, today=date(2026, 9, 10), term=SPRING).state in {
        State.MET,
        State.EXCEEDED,
    }


def test_the_yearly_score_adds_what_was_entered_and_the_ratings():
    # 18 + 17 + 16 + 19 entered; ratings: 3 of 4 good or better, 75 of 100 asked: 20 × 0.75 = 15. Sum 85.
    facts = having(
        EAST_ONLY,
        rated("excellent", "good", "good", "pass"),
        [sheet("yearly", {"features": 18, "teachers": 17, "pupils": 16, "teaching": 19})],
    )
    assert scores("wenxi", "yearly", facts)[OURS] == 85
    # With the ratings left out of the table (0 points) the other four make 80: 70 of them.
    assert scores("wenxi", "yearly", facts, {"points-ratings": 0})[OURS] == 70
    # 18 of at most 10 are 10, and so on: eight, seven, six and nine points less.
    for part, score in {"features": 77, "teachers": 78, "pupils": 79, "teaching": 76}.items():
        assert scores("wenxi", "yearly", facts, {f"points-{part}": 10})[OURS] == score
    # Something is still missing: no score, not 0.
    lacking = having(EAST_ONLY, [sheet("yearly", {"features": 18})])
    assert scores("wenxi", "yearly", lacking)[OURS] is None


@pytest.mark.parametrize(
    ("kind", "role", "named"),
    [
        ("open-lesson", "teacher", True),
        ("lecture", "lecturer", True),
        ("open-lesson", "listener", False),
        ("training", "lecturer", False),
    ],
)
def test_who_taught_or_lectured_gets_a_certificate(kind, role, named):
    facts = having(EAST_ONLY, held(1, kind, people=by("p-teacher", role=role)))
    found = JUDGE("certificate", facts, today=AFTER)
    assert bool(found.parts) == named
    assert (found.state is State.MET) == named
