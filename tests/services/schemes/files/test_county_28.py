"""A8: the principal at every member, meetings, lessons, exchanges of a year, and the 2:8 score."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.schemes.facts import MemberFacts, SchoolFacts
from edudesk.services.schemes.results import State
from tests.services.schemes.making import (
    AUTUMN,
    EAST,
    FACTS,
    MID,
    OURS,
    PEOPLE,
    SPRING,
    WEST,
    activity,
    figures,
    person,
)

from .making import at, away, by, entered, having, held, judge, paper, scores

JUDGE = judge("county-28")
SUMMER = date(2026, 9, 10)
COUNTY = replace(FACTS, people=(*PEOPLE, person("p-head", post="principal")))
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 8)


def guided(place: str, count: int, **changes: Any):
    usual: dict[str, Any] = {"host_id": place, "schools": at(OURS, place), "people": by("p-head"), **changes}
    return held(count, "guidance", f"head-{place}", **usual)


def sent(place: str, subject: str | None = "english", **changes: Any):
    return activity(
        f"sent-{place}",
        kinds=("sent-lesson",),
        host_id=place,
        schools=at(OURS, place),
        people=by("p-backbone", role="teacher"),
        subjects=(subject,) if subject else (),
        **changes,
    )


# The term by hand: the principal was at East three times and at West once; two meetings; English was sent
# to East alone; that lesson is the term's teaching exchange; one collective planning is its research.
TERM = having(
    COUNTY,
    guided(EAST, 3),
    guided(WEST, 1),
    held(2, "seminar", people=()),
    [sent(EAST)],
    held(1, "collective-planning"),
)


@pytest.mark.parametrize(
    ("rule", "settings", "value", "target", "state"),
    [
        ("principal-guides", {}, 3, 4, State.MISSED),  # 2 of 3 at East, 1 at West
        ("principal-guides", {"guidance-basis": "sum"}, 4, 2, State.EXCEEDED),
        ("meetings", {}, 2, 2, State.MET),
        ("teaching-exchange", {}, 1, 1, State.MET),
        ("weak-subject", {}, 1, 2, State.MISSED),
        ("weak-subject", {"lesson-basis": "community"}, 1, 1, State.MET),
        ("research", {}, 1, 1, State.MET),
    ],
)
def test_a_term_as_a_person_counts_it(rule, settings, value, target, state):
    assert figures(JUDGE(rule, TERM, settings)) == (value, target, state)


def test_nothing_of_it_counts_in_the_next_term():
    for rule in ("principal-guides", "meetings", "teaching-exchange", "weak-subject", "research"):
        assert JUDGE(rule, TERM, term=SPRING, today=SUMMER).value == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"people": by("p-vice")},
        {"state": "planned"},
        {"deleted": True},
        {"host_id": OURS},
        {"starts_on": date(2025, 8, 20)},
    ],
)
def test_it_is_the_principal_at_the_member_in_the_term(changes):
    changes = {"every": 1, **changes}
    assert JUDGE("principal-guides", having(COUNTY, guided(EAST, 2, **changes))).value == 0


@pytest.mark.parametrize(
    ("rule", "kinds", "least"),
    [
        ("meetings", ("seminar", "forum"), 2),
        ("teaching-exchange", ("demonstration-lesson", "open-lesson", "same-lesson", "contest-lesson"), 1),
        ("research", ("joint-research", "collective-planning", "project", "same-lesson"), 1),
    ],
)
def test_one_less_exact_and_one_more(rule, kinds, least):
    for kind in kinds:
        for count, state in ((least - 1, State.MISSED), (least, State.MET), (least + 1, State.EXCEEDED)):
            assert figures(JUDGE(rule, having(COUNTY, held(count, kind)))) == (count, least, state)


def test_a_sent_lesson_names_its_subject_or_visiting_teaching_stands_in():
    assert JUDGE("weak-subject", having(COUNTY, [sent(EAST, None)])).value == 0
    walking = having(COUNTY, [away("v", "p-backbone", date(2025, 9, 8), date(2026, 1, 16), "visiting")])
    assert figures(JUDGE("weak-subject", walking)) == (1, 2, State.MISSED)
    assert JUDGE("weak-subject", walking, {"visiting-counts": False}).value == 0
    assert JUDGE("weak-subject", having(walking, [sent(WEST)])).state is State.MET


def stay(who: str, last: date = LAST, **changes: Any):
    return away(f"x-{who}", who, FIRST, last, "rotation", **changes)


@pytest.mark.parametrize(
    ("last", "months", "state"),
    [
        (date(2026, 6, 29), 10, State.MISSED),  # 1 September to 29 June: nine whole months
        (date(2026, 6, 30), 10, State.MET),
        (LAST, 10, State.MET),
        (LAST, 12, State.MISSED),
    ],
)
def test_an_exchange_lasts_a_school_year(last, months, state):
    facts = having(COUNTY, [stay("p-teacher", last)])
    assert (
        JUDGE("exchange-year", facts, {"exchange-months": months}, today=SUMMER, term=SPRING).state is state
    )
    mixed = having(facts, [stay("p-backbone", date(2026, 1, 16))])
    value = 50 if state is State.MET else 0
    assert (
        JUDGE("exchange-year", mixed, {"exchange-months": months}, today=SUMMER, term=SPRING).value == value
    )


def test_the_full_load_is_checked_when_the_school_asks_for_it():
    facts = having(COUNTY, [stay("p-teacher", weekly_periods=12), stay("p-dean", weekly_periods=2)])
    assert JUDGE("full-load", facts, today=SUMMER, term=SPRING).state is State.NOT_APPLICABLE
    asked = {"full-load-asked": True}
    # The dean is a leader: the ordinary teacher alone is asked.
    assert figures(JUDGE("full-load", facts, asked, today=SUMMER, term=SPRING)) == (100, 100, State.MET)
    more = {**asked, "full-load": 13}
    assert figures(JUDGE("full-load", facts, more, today=SUMMER, term=SPRING)) == (0, 100, State.MISSED)
    # Leaders teach some: one period is enough, none is not.
    assert JUDGE("leaders-teach", facts, today=SUMMER, term=SPRING).state is State.MET
    idle = having(COUNTY, [stay("p-dean", weekly_periods=0)])
    assert JUDGE("leaders-teach", idle, today=SUMMER, term=SPRING).state is State.MISSED


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("exchange-application", "application"),
        ("exchange-recommendation", "recommendation"),
        ("exchange-decision", "approval"),
    ],
)
def test_an_exchange_is_applied_for_recommended_and_decided(rule, kind):
    facts = having(COUNTY, [stay("p-teacher")])
    assert JUDGE(rule, facts).state is State.MISSED
    filed = having(facts, [paper(kind, date(2025, 8, 25), handed=False, about_id="x-p-teacher")])
    assert JUDGE(rule, filed).state is State.MET
    assert JUDGE(rule, COUNTY).state is State.NOT_APPLICABLE


def test_the_subsidy_is_paid_by_the_month_once_it_is_set():
    facts = having(COUNTY, [stay("p-teacher", date(2025, 12, 31))])
    assert JUDGE("transport", facts).value == 0
    # September to December: four months of 200 yuan.
    assert JUDGE("transport", facts, {"transport": 200}, today=SUMMER, term=SPRING).value == 800


def test_who_was_away_a_year_comes_first():
    facts = having(COUNTY, [stay("p-teacher"), stay("p-backbone", date(2025, 12, 31))])
    found = JUDGE("priority", facts, today=SUMMER, term=SPRING)
    assert {part.basis.id: part.state is State.MET for part in found.parts} == {
        "p-teacher": True,
        "p-backbone": False,
    }


@pytest.mark.parametrize(
    ("count", "state"), [(0, State.MISSED), (1, State.MET), (3, State.MET), (4, State.MISSED)]
)
def test_one_main_school_with_one_to_three_members(count, state):
    schools = tuple(SchoolFacts(f"k{n}", f"k{n}") for n in range(count))
    facts = replace(
        COUNTY,
        schools=(COUNTY.schools[0], *schools),
        members=(COUNTY.members[0], *(MemberFacts(one.id, "member") for one in schools)),
        agreements=(),
    )
    assert JUDGE("members", facts).state is state
    assert JUDGE("main-schools", facts).state is State.MET
    for form, wanted in (("one-one", 1), ("one-two", 2), ("one-three", 3)):
        rule = {"one-one": "form-one", "one-two": "form-two", "one-three": "form-three"}[form]
        typed = replace(facts, community=replace(facts.community, type=form))
        assert (JUDGE(rule, typed).state is State.MET) == (count == wanted)
        assert JUDGE(rule, facts).state is State.NOT_APPLICABLE  # the form is not entered


def test_the_share_of_rural_schools_in_a_community_is_an_aim():
    assert figures(JUDGE("coverage", COUNTY, today=SUMMER, term=SPRING)) == (100, 100, State.MET)
    left_out = replace(
        COUNTY, schools=(*COUNTY.schools, SchoolFacts("s-far", "远山小学", location="village"))
    )
    found = JUDGE("coverage", left_out, today=SUMMER, term=SPRING)
    assert (int(found.value), found.warning) == (66, True)  # two of three


@pytest.mark.parametrize(
    ("rule", "kind", "due", "term", "changes"),
    [
        ("development-plan", "development-plan", date(2025, 10, 31), AUTUMN, {"school_id": EAST}),
        ("programme", "programme", date(2025, 9, 1), AUTUMN, {}),
        ("year-summary", "year-summary", date(2026, 7, 31), SPRING, {}),
    ],
)
def test_what_is_handed_in_by_its_day(rule, kind, due, term, changes):
    for days, in_time in ((0, True), (1, False)):
        handed = date.fromordinal(due.toordinal() + days)
        found = JUDGE(
            rule, having(COUNTY, [paper(kind, due, handed_on=handed, **changes)]), term=term, today=SUMMER
        )
        part = found.parts[0] if found.parts else found
        assert (part.state is State.MET) == in_time
    assert JUDGE("programme", COUNTY, term=SPRING, today=SUMMER).state is State.NOT_APPLICABLE
    late = having(COUNTY, [paper("development-plan", date(2025, 11, 1), school_id=EAST)])
    assert JUDGE("development-plan", late, {"plan-days": 61}, today=SUMMER).parts[0].state is State.MET


def ranked(east: tuple[int, int], west: tuple[int, int]):
    """Return the two members' ranks: of the year before and of this year."""
    ranks = {EAST: east, WEST: west}
    return [
        entered("rank", rank, school, year)
        for school, both in ranks.items()
        for rank, year in zip(both, (2024, 2025), strict=True)
    ]


SCORES = [entered("own-score", 90), entered("own-score", 80, EAST), entered("own-score", 70, WEST)]
# 90 × 80 % + (80 + 70) ÷ 2 × 20 % = 72 + 15 = 87; own score alone: 90.


@pytest.mark.parametrize(
    ("east", "west", "of", "score"),
    [
        ((20, 16), (20, 20), "any-member", 87),  # four places are too few
        ((20, 15), (20, 20), "any-member", 90),  # five are enough, of one
        ((20, 14), (20, 20), "all-members", 87),
        ((20, 15), (20, 15), "all-members", 90),
        ((15, 20), (15, 20), "any-member", 87),  # worse, not better
    ],
)
def test_the_main_school_may_take_its_own_score_when_members_rise(east, west, of, score):
    facts = having(COUNTY, SCORES, ranked(east, west))
    assert scores("county-28", "main-school", facts, {"rise-of": of}) == {OURS: score}
    assert scores("county-28", "community-school", facts) == {EAST: 80, WEST: 70}


def test_the_rise_is_a_setting_and_a_better_bundled_score_is_kept():
    facts = having(COUNTY, SCORES, ranked((20, 16), (20, 20)))
    assert scores("county-28", "main-school", facts, {"rise-places": 4}) == {OURS: 90}
    poor = [entered("own-score", 60), *SCORES[1:]]  # 48 + 15 = 63, more than the 60 of its own
    assert scores("county-28", "main-school", having(COUNTY, poor, ranked((20, 10), (20, 10)))) == {OURS: 63}


def test_one_and_three_members_share_the_fifth():
    one = replace(COUNTY, members=COUNTY.members[:2])
    rank = ranked((20, 20), (20, 20))
    assert scores("county-28", "main-school", having(one, SCORES, rank)) == {OURS: 88}  # 72 + 80 × 20 %
    third = replace(
        COUNTY,
        schools=(*COUNTY.schools, SchoolFacts("s-3", "南坡小学")),
        members=(*COUNTY.members, MemberFacts("s-3", "member")),
    )
    more = [
        *SCORES,
        entered("own-score", 60, "s-3"),
        *rank,
        *(entered("rank", 9, "s-3", y) for y in (2024, 2025)),
    ]
    assert scores("county-28", "main-school", having(third, more)) == {OURS: 86}  # 72 + 70 × 20 %


def test_a_score_is_open_while_a_figure_is_missing():
    lacking = having(COUNTY, SCORES[:2], ranked((20, 20), (20, 20)))
    assert scores("county-28", "main-school", lacking) == {OURS: None}
    assert JUDGE("meetings", COUNTY, today=MID).state is not State.MISSED
