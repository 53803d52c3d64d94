"""A1: secondments a year, posts held, units, lists, papers, two assessments, three ways to a year of 支教."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import (
    AgreementFacts,
    CommunityFacts,
    MemberFacts,
    OtherCommunity,
    SchoolFacts,
)
from edudesk.services.schemes.results import State
from tests.services.schemes.making import (
    AUTUMN,
    EAST,
    FACTS,
    OURS,
    PEOPLE,
    SPRING,
    WEST,
    figures,
    person,
)

from .making import away, by, having, held, judge, paper, scores, sheet

JUDGE = judge("liuzhou")
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 8)
TYPES = ("senior-high", "district", "within-county")
BACKBONE = ("p-backbone", "p-backbone-2", "p-backbone-3", "p-backbone-4")
MORE = (
    *PEOPLE,
    person("p-backbone-3", honour="backbone"),
    person("p-backbone-4", honour="backbone"),
    person("p-leader-east", EAST, post="research-leader"),
)
CITY = replace(FACTS, people=MORE, agreements=(replace(FACTS.agreements[0], ends_on=date(2028, 8, 31)),))


def typed(kind: str):
    return replace(CITY, community=replace(CITY.community, type=kind))


def sent(who: str, post: str = "class-teacher", place: str = EAST, **changes: Any):
    return away(f"x-{who}", who, FIRST, LAST, "secondment", to_id=place, post=post, **changes)


# The calendar year 2025 by hand, in a district: the vice principal at East as vice principal; two backbone
# teachers at East (one a class teacher, one without a post) and one at West who leads a planning group.
YEAR = having(
    typed("district"),
    [
        sent("p-vice", "vice-principal"),
        sent("p-backbone"),
        sent("p-backbone-2", "teacher"),
        sent("p-backbone-3", "planning-leader", WEST),
    ],
)


@pytest.mark.parametrize(
    ("rule", "settings", "value", "target", "state"),
    [
        ("leader-seconded", {}, 1, 1, State.MET),
        ("backbone-seconded", {}, 3, 3, State.MET),
        ("backbone-seconded", {"backbone-basis": "joint"}, 3, 6, State.MISSED),  # 2 of 3 at East, 1 at West
        ("backbone-seconded", {"backbone-count": 4}, 3, 4, State.MISSED),
        ("backbone-seconded", {"backbone-count": 2}, 2, 2, State.EXCEEDED),
    ],
)
def test_a_year_as_a_person_counts_it(rule, settings, value, target, state):
    found = JUDGE(rule, YEAR, settings)
    assert (found.target, found.state) == (target, state)
    assert min(found.value, found.target) == value


def test_two_of_three_seconded_teachers_hold_a_post():
    found = JUDGE("posts-held", YEAR)
    assert (int(found.value), found.state) == (66, State.MISSED)  # the vice principal is no teacher on 支教
    whole = having(typed("district"), [sent("p-backbone"), sent("p-backbone-3", "grade-leader")])
    assert JUDGE("posts-held", whole).state is State.MET
    assert JUDGE("posts-held", CITY).state is State.NOT_APPLICABLE


@pytest.mark.parametrize("kind", TYPES)
def test_a_leader_is_seconded_in_the_first_two_types(kind):
    found = JUDGE("leader-seconded", typed(kind))
    wanted = State.NOT_APPLICABLE if kind == "within-county" else State.MISSED
    assert found.state is wanted
    assert JUDGE("backbone-seconded", typed(kind)).state is State.MISSED  # in all types


@pytest.mark.parametrize(
    "changes",
    [
        {"post": "class-teacher"},
        {"person_id": "p-teacher"},
        {"state": "cancelled"},
        {"state": "planned", "planned_from": FIRST, "real_from": None},
        {"from_id": EAST, "to_id": OURS},
        {"real_from": date(2024, 2, 1), "real_to": date(2024, 7, 1), "planned_to": None},
    ],
)
def test_a_leader_is_a_leader_there_and_here_in_the_year(changes):
    facts = having(typed("district"), [replace(sent("p-vice", "vice-principal"), **changes)])
    assert JUDGE("leader-seconded", facts).value == 0


def test_the_year_is_the_calendar_year_or_the_school_year():
    assert JUDGE("backbone-seconded", YEAR).period.last == date(2025, 12, 31)
    school = JUDGE("backbone-seconded", YEAR, {"year": "school-year"}, term=SPRING, today=date(2026, 9, 10))
    assert (school.period.last, int(school.value)) == (date(2026, 8, 31), 3)


def test_who_counts_as_backbone_is_a_setting():
    facts = having(CITY, [sent("p-teacher")])
    assert JUDGE("backbone-seconded", facts).value == 0
    assert JUDGE("backbone-seconded", facts, {"backbone": "any"}).value == 1


@pytest.mark.parametrize(
    ("rule", "guest", "other"),
    [("joint-training", "p-east", "p-dean"), ("leader-training", "p-leader-east", "p-east")],
)
def test_the_leads_training_reaches_the_joint_units(rule, guest, other):
    facts = having(CITY, held(1, "training", host_id=OURS, people=by(guest)))
    assert [int(part.value) for part in JUDGE(rule, facts).parts] == [1, 0]
    assert JUDGE(rule, having(CITY, held(1, "training", host_id=OURS, people=by(other)))).value == 0
    assert JUDGE(rule, facts, {rule: 2}).parts[0].state is State.MISSED
    assert JUDGE(rule, facts, {rule: 0}).state is State.NOT_APPLICABLE


# ---- a district with the two bureaus


BUREAUS = replace(
    typed("district"),
    schools=(SchoolFacts("b-city", "城区教育局", ours=True), SchoolFacts("b-county", "县教育局")),
    members=(MemberFacts("b-city", "lead-bureau"), MemberFacts("b-county", "joint-bureau")),
    agreements=(),
)


def elsewhere(number: int, stage: str, kind: str = "district"):
    """Return another community of the archive, with two schools of a stage."""
    community = CommunityFacts(f"o{number}", f"学校教共体{number}", kind, since=date(2025, 9, 1))
    return OtherCommunity(community, ("liuzhou",), (MemberFacts(f"k-{stage}", "lead"),))


STAGES = ("preschool", "primary", "junior", "senior")
WITH_SCHOOLS = replace(
    BUREAUS, schools=(*BUREAUS.schools, *(SchoolFacts(f"k-{one}", one, stage=one) for one in STAGES))
)


@pytest.mark.parametrize(
    ("count", "four", "two"),
    [(4, State.MET, State.MET), (3, State.MISSED, State.MET), (2, State.MISSED, State.MISSED)],
)
def test_a_school_community_in_every_stage(count, four, two):
    others = tuple(elsewhere(number, stage) for number, stage in enumerate(STAGES[:count]))
    facts = replace(WITH_SCHOOLS, others=others)
    found = JUDGE("stage-communities", facts)
    assert (int(found.value), found.state) == (count, four)
    assert JUDGE("stage-communities", facts, {"stages": "two"}).state is two
    assert JUDGE("stage-communities", facts, {"stages": "three"}).state is four
    assert JUDGE("stage-communities", typed("district")).state is State.NOT_APPLICABLE  # a pair of schools


def cadre(identity: str, origin: str, host: str, last: date, post: str = "deputy-research-head"):
    return replace(away(identity, identity, FIRST, last, "post"), from_id=origin, to_id=host, post=post)


@pytest.mark.parametrize(
    ("last", "post", "value"),
    [
        (date(2026, 8, 31), "deputy-research-head", 2),  # a whole year
        (date(2026, 8, 30), "deputy-research-head", 0),  # a day short
        (date(2027, 8, 31), "deputy-research-head", 2),
        (date(2027, 9, 30), "deputy-research-head", 0),  # 25 months
        (date(2026, 8, 31), "director", 0),
    ],
)
def test_the_bureaus_exchange_cadres_for_one_or_two_years(last, post, value):
    stays = [cadre("c1", "b-city", "b-county", last, post), cadre("c2", "b-county", "b-city", last, post)]
    assert figures(JUDGE("cadres-exchanged", having(BUREAUS, stays)))[:2] == (value, 2)
    assert JUDGE("cadres-exchanged", having(BUREAUS, stays[:1])).value == min(value, 1)


# ---- units and agreements: in principle, so they warn


@pytest.mark.parametrize(
    ("joint", "leads", "rule", "state"),
    [
        (1, 1, "joint-units", State.MET),
        (2, 1, "joint-units", State.MET),
        (3, 1, "joint-units", State.MISSED),
        (2, 1, "lead-units", State.MET),
        (2, 2, "lead-units", State.MISSED),
        (5, 1, "units", State.MET),
        (4, 2, "units", State.MET),
        (6, 1, "units", State.MISSED),
    ],
)
def test_one_lead_two_joint_units_six_at_most(joint, leads, rule, state):
    members = [MemberFacts(f"l{n}", "lead") for n in range(leads)]
    members += [MemberFacts(f"j{n}", "member") for n in range(joint)]
    schools = tuple(SchoolFacts(one.school_id, one.school_id) for one in members)
    found = JUDGE(rule, replace(CITY, schools=schools, members=tuple(members), agreements=()))
    assert (found.state, found.warning) == (state, True)


@pytest.mark.parametrize(
    ("ends", "state"),
    [(date(2028, 8, 30), State.MISSED), (date(2028, 8, 31), State.MET), (date(2030, 8, 31), State.EXCEEDED)],
)
def test_an_agreement_lasts_three_years(ends, state):
    signed = AgreementFacts("a", date(2025, 9, 1), date(2025, 9, 1), ends)
    found = JUDGE("agreement-length", replace(CITY, agreements=(signed,)))
    assert (found.state in {State.MET, State.EXCEEDED}) == (state is not State.MISSED)
    assert found.warning
    longer = JUDGE("agreement-length", replace(CITY, agreements=(signed,)), {"agreement-years": 4})
    assert (longer.state is State.MISSED) == (ends < date(2029, 8, 31))


def test_senior_high_schools_lead_senior_high_schools():
    assert JUDGE("senior-lead", typed("senior-high")).state is State.MISSED  # primary schools
    senior = replace(
        typed("senior-high"), schools=tuple(replace(one, stage="senior") for one in CITY.schools)
    )
    for rule in ("senior-lead", "senior-joint"):
        assert JUDGE(rule, senior).state is State.MET
        assert JUDGE(rule, typed("district")).state is State.NOT_APPLICABLE


def test_another_stage_is_a_reminder_until_it_is_said_to_be_near():
    county = typed("within-county")
    assert JUDGE("same-stage", county).state is State.MET
    mixed = replace(county, schools=(*county.schools[:2], replace(county.schools[2], stage="junior")))
    assert JUDGE("same-stage", mixed).state is State.MISSED
    assert JUDGE("same-stage", mixed, {"other-stage": 1}).state is State.MET
    assert JUDGE("same-stage", typed("district")).state is State.NOT_APPLICABLE


# ---- papers


@pytest.mark.parametrize("kind", ["resource-list", "task-list", "duty-list"])
def test_three_lists_are_made_once(kind):
    # The agreement begins on 1 September 2025; thirty days later is 1 October.
    for day, state in ((date(2025, 10, 1), State.MET), (date(2025, 10, 2), State.MISSED)):
        assert JUDGE(kind, having(CITY, [paper(kind, day, handed=False)])).state is state
    later = having(CITY, [paper(kind, date(2025, 10, 2), handed=False)])
    assert JUDGE(kind, later, {"list-days": 31}).state is State.MET


@pytest.mark.parametrize(
    ("approved", "met"),
    [(date(2025, 8, 31), True), (date(2025, 9, 1), True), (date(2025, 9, 2), False), (None, False)],
)
def test_the_agreement_is_approved_before_it_begins(approved, met):
    facts = replace(CITY, agreements=(replace(CITY.agreements[0], approved_on=approved),))
    assert (JUDGE("approval", facts).state is State.MET) == met


@pytest.mark.parametrize(("filed", "met"), [(date(2025, 10, 1), True), (date(2025, 10, 2), False)])
def test_the_agreement_is_filed(filed, met):
    facts = replace(CITY, agreements=(replace(CITY.agreements[0], filed_on=filed),))
    assert (JUDGE("agreement", facts).state is State.MET) == met
    assert JUDGE("agreement", facts, {"agreement-days": 31}).state is State.MET


@pytest.mark.parametrize(
    ("rule", "kind", "due", "term", "changes"),
    [
        ("party-report", "party-report", date(2025, 12, 31), AUTUMN, {"school_id": OURS}),
        ("county-summary", "year-summary", date(2026, 1, 31), AUTUMN, {}),
        ("final-material", "self-assessment", date(2028, 8, 1), TermCode(2027, 2), {}),
    ],
)
def test_reports_have_their_day(rule, kind, due, term, changes):
    today = date(2028, 9, 10)
    for days, met in ((0, True), (1, False)):
        day = date.fromordinal(due.toordinal() + days)
        facts = having(CITY, [paper(kind, day, **changes)])
        assert (JUDGE(rule, facts, term=term, today=today).state is State.MET) == met


def test_the_countys_summary_can_be_left_to_the_county():
    assert (
        JUDGE("county-summary", CITY, {"county-summary": 0}, today=date(2026, 2, 10)).state
        is State.NOT_APPLICABLE
    )


# ---- assessments


def test_six_fields_make_the_yearly_score():
    given = {"running": 18, "division": 13, "sharing": 19, "radiating": 12, "sustaining": 9, "results": 17}
    facts = having(CITY, [sheet("yearly", given, None)])
    assert list(scores("liuzhou", "yearly", facts).values()) == [88]
    # Full scores can be set; what stands in the sheet is not more than them.
    for field, points in given.items():
        fewer = scores("liuzhou", "yearly", facts, {f"points-{field}": points - 2})
        assert list(fewer.values()) == [86]
    assert list(scores("liuzhou", "yearly", CITY).values()) == [None]


def test_the_final_score_belongs_to_the_whole_agreement():
    given = {
        f"final-{one}": 10 for one in ("running", "division", "sharing", "radiating", "sustaining", "results")
    }
    facts = having(CITY, [sheet("final", given, None, year=2027)])
    assert list(scores("liuzhou", "final", facts).values()) == [60]
