"""Rong'an: people sent and on 跟岗, mentors, lessons, planning, training, the month's 200 yuan."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.calendar import Term, TermCode
from edudesk.services.schemes.facts import PersonFact, PersonFacts
from tests.services.schemes.making import (
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    activity,
    figures,
    person,
)

from .making import achieved, away, by, having, judge, pair, paper
from .whole import IN_HOLIDAY, IN_SPRING, YEAR_END, spoilt, standing

NAME = "rongan"
judged = judge(NAME)
FIRST, LAST = date(2025, 9, 1), date(2027, 7, 10)
CYCLE = {"cycle-first": "2025-09-01", "cycle-last": "2027-08-31"}
ONE_YEAR_LEFT = date(2026, 9, 1)


def young(identity: str, birth: date | None = date(1995, 5, 1), **facts: str) -> PersonFacts:
    return replace(person(identity, EAST, **facts), birth=birth)


BASE = replace(
    EAST_ONLY,
    community=replace(EAST_ONLY.community, since=date(2025, 6, 1)),  # before its first training
    people=(
        person("p-head", post="principal"),
        person("p-vice", post="vice-principal"),
        person("p-dean", post="director"),
        person("p-b1", honour="backbone", title="first"),
        person("p-b2", honour="subject-leader", title="senior"),
        person("p-b3", honour="backbone", title="second"),
        person("p-plain", title="first"),
        person("e-vice", EAST, post="vice-principal"),
        person("e-dean", EAST, post="director"),
        young("e1"),
        young("e2"),
        young("e3"),
        young("e4"),
        young("e5"),
        young("e6"),
    ),
)


def sent(who: str, post: str, last: date = LAST, form: str = "secondment", **changes):
    return away(f"sent-{who}", who, FIRST, last, form, post=post, **changes)


def shadow(who: str, last: date = LAST, **changes):
    return away(f"shadow-{who}", who, FIRST, last, "shadowing", from_id=EAST, to_id=OURS, **changes)


TEAM = (
    sent("p-vice", "vice-principal", form="post"),
    sent("p-dean", "vice-principal"),
    sent("p-b1", "class-teacher"),
    sent("p-b2", "research-leader"),
)
SHADOWS = (shadow("e1"), shadow("e2"), shadow("e3"))
MENTORS = (pair("m1", "p-b1", "e1"), pair("m2", "p-b2", "e2"), pair("m3", "p-b1", "e3"))


def lesson(who: str, day: date = date(2025, 11, 5)):
    return activity(f"open-{who}", kinds=("open-lesson",), people=by(who), starts_on=day, host_id=OURS)


def subject(kind: str, code: str, day: date = date(2025, 10, 20), **changes):
    return activity(f"{kind}-{code}-{day}", kinds=(kind,), subjects=(code,), starts_on=day, **changes)


def ready(rule: str, facts, settings=None, *, today=YEAR_END, term=SPRING):
    return judged(rule, facts, {**CYCLE, **(settings or {})}, today=today, term=term)


def autumn(rule: str, facts, settings=None, **changes):
    return judged(rule, facts, {**CYCLE, **(settings or {})}, **changes)


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        TEAM,
        SHADOWS,
        MENTORS,
        [shadow("e-vice"), shadow("e-dean")],
        [activity("head", people=by("p-head"))],
        [lesson("e1"), lesson("e2")],
        [subject("collective-planning", "chinese"), subject("sent-lesson", "maths")],
        [activity("training", kinds=("training",), starts_on=date(2025, 8, 28), people=by("e1", "e2", "e3"))],
        [achieved("project-application", "county", date(2025, 12, 1), "e1")],
    )
    found = standing(NAME, facts, CYCLE)
    # The principal came once. One vice principal, one middle leader and two backbone teachers are there, all
    # with a post. Three of three to five are on 跟岗, each with a mentor of first grade or above; two of them
    # have given their lesson. One planning, of two subjects one in the year; one visit with a lesson, of two
    # subjects one. Before the term eight teachers of the east should have been trained, three were: 37.5 %.
    assert found["principal-visits"] == (1, 1, "met")
    assert found["sent-people"] == (3, 3, "met")
    assert found["leaders-posts"] == (100, 100, "met")
    assert found["teachers-posts"] == (100, 100, "met")
    assert found["leaders-shadowing"] == (2, 2, "met")
    assert found["teachers-shadowing"][::2] == (3, "met")
    assert found["shadowing-teachers"] == (3, 3, "met")
    assert found["shadowing-mentors"] == (3, 3, "met")
    assert found["shadowing-lessons"] == (2, 3, "missed")
    assert found["collective-planning"] == (1, 1, "met")
    assert found["planning-subjects"][:2] == (1, 2)
    assert found["sent-lessons"] == (1, 1, "met")
    assert found["sent-subjects"][:2] == (1, 2)
    assert found["term-training"] == (1, 1, "met")
    assert found["training-everybody"][:2] == (37.5, 100)
    assert found["projects"] == (1, 1, "met")


# ---- people sent


def test_the_principal_guides_on_site_once_a_term():
    visit = activity("head", people=by("p-head"))
    assert autumn("principal-visits", having(BASE, [visit])).state == "met"
    for record in (
        *spoilt(visit),
        replace(visit, people=by("p-vice")),
        replace(visit, form="online"),
        replace(visit, host_id=OURS),
        replace(visit, kinds=("lecture",)),
    ):
        assert autumn("principal-visits", having(BASE, [record])).state == "missed", record
    holiday = having(BASE, [replace(visit, starts_on=IN_HOLIDAY)])
    assert autumn("principal-visits", holiday, today=YEAR_END).state == "met"
    two = replace(FACTS, people=BASE.people)
    assert figures(autumn("principal-visits", having(two, [visit])))[:2] == (1, 2)


@pytest.mark.parametrize("left_out", range(4))
def test_a_team_of_four_is_sent(left_out):
    assert ready("sent-people", having(BASE, TEAM)).state == "met"
    fewer = [one for number, one in enumerate(TEAM) if number != left_out]
    found = ready("sent-people", having(BASE, fewer))
    assert figures(found) == (2, 3, "missed")


def test_backbone_teachers_are_told_by_their_honour_or_sent_all_the_same():
    team = (*TEAM[:3], sent("p-plain", "class-teacher"))
    assert ready("sent-people", having(BASE, team)).state == "missed"
    assert ready("sent-people", having(BASE, team), {"backbone": "any"}).state == "met"
    leaders = (*TEAM[:3], sent("p-head", "principal"))
    assert ready("sent-people", having(BASE, leaders), {"backbone": "any"}).state == "missed"


@pytest.mark.parametrize(
    ("last", "months", "met"),
    [
        (date(2026, 6, 30), 10, True),  # ten whole months: re-chosen after a year
        (date(2026, 6, 29), 10, False),
        (date(2026, 6, 29), 9, True),
        (date(2026, 8, 31), 12, True),
        (date(2026, 8, 30), 12, False),
    ],
)
def test_somebody_sent_stays_a_school_year_at_least(last, months, met):
    team = (*TEAM[:3], sent("p-b2", "research-leader", last))
    found = ready("sent-people", having(BASE, team), {"sent-months": months})
    assert (found.state == "met") is met


def test_those_sent_hold_a_post():
    team = (*TEAM[:3], sent("p-b2", ""))
    assert ready("teachers-posts", having(BASE, team)).value == 50
    for post in ("class-teacher", "planning-leader", "research-leader", "grade-leader"):
        team = (*TEAM[:3], sent("p-b2", post))
        assert ready("teachers-posts", having(BASE, team)).state == "met"
    leaders = (sent("p-vice", "principal"), sent("p-dean", "grade-leader"))
    assert ready("leaders-posts", having(BASE, leaders)).value == 50
    assert ready("leaders-posts", BASE).state == "not-applicable"
    assert ready("teachers-posts", BASE).state == "not-applicable"


# ---- 跟岗


@pytest.mark.parametrize(
    ("count", "least", "most", "state"),
    [
        (2, 3, 5, "missed"),
        (3, 3, 5, "met"),
        (5, 3, 5, "met exceeded"),
        (6, 3, 5, "missed"),
        (6, 3, 6, "met exceeded"),
        (3, 4, 5, "missed"),
    ],
)
def test_a_township_school_sends_three_to_five(count, least, most, state):
    facts = having(BASE, [shadow(f"e{number}") for number in range(1, count + 1)])
    found = ready("teachers-shadowing", facts, {"shadow-least": least, "shadow-most": most})
    assert found.value == count
    assert found.state in state


def test_leaders_on_shadowing_are_counted_apart():
    facts = having(BASE, SHADOWS[:2], [shadow("e-vice"), shadow("e-dean")])
    assert ready("teachers-shadowing", facts).value == 2
    assert ready("leaders-shadowing", facts).state == "met"
    assert figures(ready("leaders-shadowing", having(BASE, [shadow("e-dean")])))[:2] == (1, 2)
    each_year = {"leaders-shadow-period": "school-year"}
    assert ready("leaders-shadowing", having(BASE, [shadow("e-dean")]), each_year).state == "missed"
    other_way = [sent("p-vice", "", form="shadowing"), sent("p-dean", "", form="shadowing")]
    assert ready("leaders-shadowing", having(BASE, other_way), each_year).value == 0


@pytest.mark.parametrize(
    ("last", "months", "value"), [((2027, 4, 30), 20, 3), ((2027, 4, 29), 20, 2), ((2027, 4, 29), 19, 3)]
)
def test_shadowing_lasts_two_years(last, months, value):
    facts = having(BASE, SHADOWS[:2], [shadow("e3", date(*last))])
    assert ready("teachers-shadowing", facts, {"shadow-months": months}).value == value


# On 1 September 2025: born in September 1989 is 35 on the first of that month's eve, in August 1989 is 36.
@pytest.mark.parametrize(
    ("birth", "limit", "fits"),
    [
        (date(1990, 5, 1), 35, True),
        (date(1989, 10, 1), 35, True),
        (date(1989, 8, 1), 35, False),
        (date(1989, 8, 1), 36, True),
        (None, 35, True),
    ],
)
def test_shadowing_is_for_those_of_thirty_five_or_less(birth, limit, fits):
    facts = replace(BASE, people=(*BASE.people, young("e9", birth)), exchanges=(shadow("e9"),))
    found = ready("shadowing-teachers", facts, {"shadow-age": limit})
    assert (found.value, found.target) == (int(fits), 1)
    assert found.warning


def test_who_has_served_before_does_not_fit_unless_a_general_teacher_whose_service_ended():
    served = young("e9", service="2021年支教1年")
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, served), exchanges=(shadow("e9"),))
        ).value
        == 0
    )
    old = young("e9", date(1970, 1, 1))
    general = replace(old, facts=(*old.facts, PersonFact("honour", "general-served")))
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, old), exchanges=(shadow("e9"),))
        ).value
        == 0
    )
    assert (
        ready(
            "shadowing-teachers", replace(BASE, people=(*BASE.people, general), exchanges=(shadow("e9"),))
        ).value
        == 1
    )


def test_each_has_a_backbone_mentor_of_first_grade_or_above():
    base = having(BASE, SHADOWS[:1])
    assert ready("shadowing-mentors", having(base, [pair("m", "p-b1", "e1")])).state == "met"
    for mentor in ("p-b3", "p-plain", "e2"):  # second grade; no backbone; of the own school
        assert ready("shadowing-mentors", having(base, [pair("m", mentor, "e1")])).state == "missed", mentor
    plain = having(base, [pair("m", "p-plain", "e1")])
    assert ready("shadowing-mentors", plain, {"backbone": "any"}).state == "met"
    assert ready("shadowing-mentors", having(base, [pair("m", "p-b1", "e2")])).state == "missed"
    assert ready("shadowing-mentors", BASE).state == "not-applicable"


def test_each_on_shadowing_gives_an_open_lesson_a_term():
    base = having(BASE, SHADOWS)
    assert figures(autumn("shadowing-lessons", having(base, [lesson("e1")]))) == (1, 3, "missed")
    whole = having(base, [lesson("e1"), lesson("e2"), lesson("e3")])
    assert figures(autumn("shadowing-lessons", whole)) == (3, 3, "met")
    assert ready("shadowing-lessons", whole).value == 0  # those were in the autumn
    listened = replace(lesson("e3"), people=by("e3", role="listener"))
    for record in (*spoilt(lesson("e3")), listened, replace(lesson("e3"), kinds=("same-lesson",))):
        facts = having(base, [lesson("e1"), lesson("e2"), record])
        assert autumn("shadowing-lessons", facts).value == 2


# ---- planning, lessons, training, projects


@pytest.mark.parametrize(
    ("kind", "term_rule", "year_rule"),
    [
        ("collective-planning", "collective-planning", "planning-subjects"),
        ("sent-lesson", "sent-lessons", "sent-subjects"),
    ],
)
def test_once_a_term_and_every_subject_in_the_year(kind, term_rule, year_rule):
    chinese, maths = subject(kind, "chinese"), subject(kind, "maths", IN_SPRING)
    one = having(BASE, [chinese])
    assert autumn(term_rule, one).state == "met"
    assert ready(term_rule, one).state == "missed"
    assert figures(ready(year_rule, one)) == (1, 2, "missed")
    assert figures(ready(year_rule, having(BASE, [chinese, maths]))) == (2, 2, "met")
    for record in spoilt(chinese):
        assert autumn(term_rule, having(BASE, [record])).state == "missed"
    again = subject(kind, "chinese", date(2025, 11, 20))
    assert autumn(term_rule, having(BASE, [chinese, again])).state == "exceeded"


def test_an_online_lesson_stands_in_only_with_a_statement():
    online = subject("sent-lesson", "maths", form="online", host_id=None)
    assert autumn("sent-lessons", having(BASE, [online])).state == "missed"
    statement = paper("no-visit", date(2025, 10, 20), handed=False, about_id=online.id)
    facts = having(BASE, [online], [statement])
    assert autumn("sent-lessons", facts).state == "met"
    assert ready("sent-subjects", facts).value == 1
    other = paper("no-visit", date(2025, 10, 20), handed=False, about_id="something")
    assert autumn("sent-lessons", having(BASE, [online], [other])).state == "missed"
    at_home = subject("sent-lesson", "maths", host_id=OURS)
    assert autumn("sent-lessons", having(BASE, [at_home])).state == "missed"


# The autumn term begins on 1 September: the thirty days before it begin on 2 August.
@pytest.mark.parametrize(
    ("day", "days", "state"),
    [
        (date(2025, 8, 2), 30, "met"),
        (date(2025, 8, 1), 30, "missed"),
        (date(2025, 8, 1), 31, "met"),
        (date(2025, 8, 31), 30, "met"),
        (date(2025, 9, 1), 30, "missed"),
    ],
)
def test_training_comes_before_the_term(day, days, state):
    training = activity("t", kinds=("training",), starts_on=day)
    facts = having(
        BASE, [training], terms=(*BASE.terms, Term(TermCode(2024, 2), date(2025, 2, 17), date(2025, 7, 5)))
    )
    assert autumn("term-training", facts, {"training-days": days}).state == state


@pytest.mark.parametrize(
    ("came", "share", "asked", "state"),
    [(7, 87.5, 100, "missed"), (8, 100, 100, "met"), (7, 87.5, 87, "exceeded")],
)
def test_all_teachers_of_the_joint_school_are_trained(came, share, asked, state):
    everybody = ("e-vice", "e-dean", "e1", "e2", "e3", "e4", "e5", "e6")
    training = activity("t", kinds=("training",), starts_on=date(2025, 8, 28), people=by(*everybody[:came]))
    facts = having(BASE, [training])
    found = autumn("training-everybody", facts, {"training-share": asked})
    assert (float(found.value), found.state) == (share, state)
    assert autumn("training-everybody", facts, {"training-share": 0}).state == "not-applicable"


def test_one_teacher_applies_for_a_project_of_the_county_or_above():
    for kind, level, met in (
        ("project-application", "county", True),
        ("project", "province", True),
        ("project", "school", False),
        ("paper", "county", False),
    ):
        found = ready("projects", having(BASE, [achieved(kind, level, IN_SPRING, "e1")]))
        assert (found.state == "met", found.warning) == (met, True)
    assert (
        ready("projects", having(BASE, [achieved("project", "county", date(2024, 5, 1), "e1")])).state
        == "missed"
    )


# ---- recognition and money


def paid(rule: str, facts, settings=None):
    return ready(rule, facts, settings)


@pytest.mark.parametrize(
    ("first", "last", "yuan"),
    [
        (date(2025, 9, 1), date(2026, 8, 31), 2000),  # twelve months, of which ten are paid
        (date(2025, 9, 1), date(2026, 6, 30), 2000),  # ten
        (date(2025, 9, 1), date(2026, 5, 31), 1800),  # nine
        (date(2025, 9, 30), date(2025, 10, 1), 400),  # a day in each of two months
        (date(2025, 9, 1), date(2025, 9, 30), 200),
    ],
)
def test_two_hundred_yuan_a_month_for_ten_months_at_most(first, last, yuan):
    stay = away("s", "p-b1", first, last, "secondment")
    assert paid("monthly", having(BASE, [stay])).value == yuan


def test_the_monthly_money_is_for_those_whom_the_lead_sends():
    assert paid("monthly", having(BASE, SHADOWS)).value == 0
    planned = replace(TEAM[2], state="planned", real_from=None, real_to=None)
    for record in (planned, replace(TEAM[2], state="cancelled"), sent("p-b1", "", form="short")):
        assert paid("monthly", having(BASE, [record])).value == 0, record
    # Four people for the whole school year: 4 × 10 × 200.
    assert paid("monthly", having(BASE, TEAM)).value == 8000
    assert paid("monthly", having(BASE, TEAM), {"monthly-allowance": 300}).value == 12000


def test_a_month_may_need_more_days():
    stay = away("s", "p-b1", date(2025, 9, 16), date(2025, 10, 14), "secondment")
    assert paid("monthly", having(BASE, [stay])).value == 400
    assert paid("monthly", having(BASE, [stay]), {"allowance-days": 15}).value == 200


def test_each_lead_has_ten_thousand_a_year():
    assert paid("lead-money", BASE).value == 10000
    second = replace(
        FACTS, members=(FACTS.members[0], FACTS.members[1], replace(FACTS.members[2], role="lead"))
    )
    assert paid("lead-money", second).value == 20000
    assert paid("lead-money", BASE, {"lead-money": 12000}).value == 12000


def test_service_is_recognised_by_the_time_served():
    facts = having(BASE, [away("s", "p-b1", date(2025, 9, 1), date(2026, 6, 30), "secondment"), *SHADOWS])
    found = ready("experience", facts)
    assert found.state not in ("missed", "at-risk")
    assert {part.basis.id for part in found.parts} == {"p-b1"}


def test_a_cycle_lies_between_its_two_days():
    facts = having(BASE, [shadow("e-vice"), shadow("e-dean")])
    period = ready("leaders-shadowing", facts).period
    assert (period.first, period.last) == (date(2025, 9, 1), date(2027, 8, 31))
    # The document's own cycle was over in August 2024.
    assert judged("leaders-shadowing", facts, today=ONE_YEAR_LEFT, term=SPRING).state == "not-applicable"
