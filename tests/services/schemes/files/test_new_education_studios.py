"""Studios: a session a month for each member, a summary a term, model schools, a check, one score."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.facts import DomainEntry
from tests.services.schemes.making import (
    AUTUMN,
    EAST,
    EAST_ONLY,
    FACTS,
    OURS,
    SPRING,
    activity,
    figures,
)

from .making import at, by, having, judge, paper, sheet
from .whole import IN_SPRING, YEAR_END, score, spoilt, standing

NAME = "new-education-studios"
judged = judge(NAME)
MEMBERS = ("p-dean", "p-east")
BASE = replace(EAST_ONLY, domains=tuple(DomainEntry("person", one) for one in MEMBERS))
MONTHS = (date(2025, 9, 9), date(2025, 10, 10), date(2025, 11, 11), date(2025, 12, 12), date(2026, 1, 13))
SCHOOLS = {"members": "school"}


def session(day: date, *people: str, identity: str = ""):
    return activity(
        identity or f"s{day}",
        kinds=("studio-session",),
        starts_on=day,
        people=by(*(people or MEMBERS)),
        schools=at(OURS, EAST),
    )


def of(who: str, kind: str, day: date, term=AUTUMN):
    return paper(kind, day, f"{kind}-{who}", handed=False, person_id=who, term=term)


def test_a_term_as_a_person_adds_it_up():
    facts = having(
        BASE,
        [session(day) for day in MONTHS[:4]],
        [session(MONTHS[4], "p-dean")],
        [of("p-dean", "project-summary", date(2026, 1, 20))],
    )
    # Two members, five months: 5 + 4 sessions of 10. One of two summaries. The project has run for 146 of
    # 1096 days: neither a model school nor a check is late.
    found = standing(NAME, facts)
    assert found == {
        "monthly-session": (9, 10, "missed"),
        "model-schools": (0, 1, "on-track"),
        "midterm-check": (0, 1, "on-track"),
        "project-summary": (1, 2, "missed"),
    }
    record = judged("duty-record", facts)
    assert [(part.basis.id, int(part.value)) for part in record.parts] == [("p-dean", 5), ("p-east", 4)]
    assert record.owed == ()


def test_members_may_be_schools():
    facts = having(BASE, [session(day) for day in MONTHS])
    assert figures(judged("monthly-session", facts, SCHOOLS)) == (10, 10, "met")
    summaries = [
        paper("term-summary", date(2026, 1, 20), f"t-{one}", handed=False, school_id=one, term=AUTUMN)
        for one in (OURS, EAST)
    ]
    # A school's archive asks for the papers of its own.
    assert judged("project-summary", having(facts, summaries), SCHOOLS).state == "met"
    assert judged("project-summary", having(facts, summaries[1:]), SCHOOLS).state == "missed"


def test_what_is_no_session_of_september():
    others = [session(day) for day in MONTHS[1:]]
    for record in (*spoilt(session(MONTHS[0])), session(date(2025, 10, 20)), session(MONTHS[0], "p-vice")):
        assert judged("monthly-session", having(BASE, others, [record])).value == 8
    assert judged("monthly-session", having(BASE, others, [session(MONTHS[0])])).value == 10


@pytest.mark.parametrize(("models", "state"), [(0, "missed"), (1, "met"), (2, "exceeded")])
def test_a_group_builds_one_or_two_model_schools(models, state):
    roles = ["model" if number < models else "member" for number in range(2)]
    members = (
        FACTS.members[0],
        *(replace(one, role=role) for one, role in zip(FACTS.members[1:], roles, strict=True)),
    )
    facts = replace(FACTS, members=members)
    end = {"today": date(2028, 9, 1), "term": replace(SPRING, start_year=2027)}
    assert judged("model-schools", facts, **end).state == state
    assert judged("model-schools", facts, {"models-least": 2}, **end).value == models
    assert judged("model-schools", facts, {"models-least": 0}, **end).state == "not-applicable"


def test_a_check_in_the_middle_of_the_project():
    check = activity(kinds=("midterm-check",), starts_on=IN_SPRING)
    facts = having(BASE, [check])
    assert judged("midterm-check", facts, today=YEAR_END, term=SPRING).state == "met"
    one_year = {"cycle-years": 1}
    assert judged("midterm-check", BASE, one_year, today=YEAR_END, term=SPRING).state == "missed"
    assert judged("midterm-check", facts, one_year, today=YEAR_END, term=SPRING).state == "met"


@pytest.mark.parametrize(("day", "days", "state"), [(23, 0, "met"), (24, 0, "missed"), (24, 1, "met")])
def test_each_member_sums_up_its_project_every_term(day, days, state):
    papers = [of(one, "project-summary", date(2026, 1, day)) for one in MEMBERS]
    assert (
        judged("project-summary", having(BASE, papers), {"summary-days": days}, today=YEAR_END).state == state
    )


def test_material_is_bound_at_the_end_of_the_year_or_term():
    summer = [of(one, "bound-volume", date(2026, 7, 8), None) for one in MEMBERS]
    assert judged("bound-volume", having(BASE, summer), today=YEAR_END, term=SPRING).state == "met"
    assert judged("bound-volume", BASE, today=YEAR_END).state == "not-applicable"
    winter = [of(one, "bound-volume", date(2026, 1, 23)) for one in MEMBERS]
    by_term = {"volume": "term"}
    assert judged("bound-volume", having(BASE, winter), by_term, today=YEAR_END).state == "met"
    assert judged("bound-volume", BASE, by_term, today=YEAR_END).state == "missed"


def test_a_studio_is_scored_each_school_year():
    assert score(NAME, "studio", BASE) is None
    reviewed = having(BASE, [sheet("studio", {"studio": 88.5}, None)])
    assert float(score(NAME, "studio", reviewed)) == 88.5
    own = having(reviewed, [sheet("studio", {"studio": 95}, None, "self")])
    assert float(score(NAME, "studio", own)) == 88.5  # the reviewer's goes before one's own
