"""A11: study inside one school: sessions each month and term, trips, and a file for every member."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import CommunityFacts, DomainEntry
from edudesk.services.schemes.results import State
from tests.services.schemes.making import FACTS, MID, OURS, SPRING, activity, figures

from .making import achieved, at, by, having, held, judge, paper

JUDGE = judge("yuhai-study")
MONTHS = [date(2025, 9, 16), date(2025, 10, 21), date(2025, 11, 18), date(2025, 12, 16), date(2026, 1, 13)]
MEMBERS = ("p-teacher", "p-backbone")
# One school, two members; the study began on 1 October 2025.
SCHOOL = replace(
    FACTS,
    community=CommunityFacts("c", "语文研修共同体", since=date(2025, 9, 1)),
    schools=FACTS.schools[:1],
    members=FACTS.members[:1],
    agreements=(),
    domains=tuple(DomainEntry("person", one) for one in MEMBERS),
)


def met(day: date, *people: str, kind: str = "study-session", **changes: Any):
    return activity(
        f"{kind}-{day}",
        starts_on=day,
        kinds=(kind,),
        host_id=OURS,
        schools=at(OURS),
        people=by(*(people or MEMBERS)),
        **changes,
    )


# The term by hand: sessions in four of five months, one of them without the backbone teacher;
# one case discussion; one trip.
TERM = having(
    SCHOOL,
    [met(day) for day in MONTHS[:3]],
    [met(MONTHS[3], "p-teacher")],
    [met(date(2025, 10, 28), kind="case-discussion"), met(date(2025, 11, 25), kind="study-trip")],
)


@pytest.mark.parametrize(
    ("rule", "value", "target", "state"),
    [
        ("monthly-session", 4, 5, State.MISSED),
        ("term-sessions", 4, 4, State.MET),
        ("case-discussions", 1, 2, State.MISSED),
        ("study-trips", 1, 1, State.MET),
        ("projects", 0, 2, State.ON_TRACK),  # the cycle goes on
    ],
)
def test_a_term_as_a_person_counts_it(rule, value, target, state):
    assert figures(JUDGE(rule, TERM)) == (value, target, state)


@pytest.mark.parametrize(
    ("rule", "kind", "least"),
    [
        ("term-sessions", "study-session", 4),
        ("case-discussions", "case-discussion", 2),
        ("study-trips", "study-trip", 1),
    ],
)
def test_one_less_exact_and_one_more(rule, kind, least):
    for count, state in ((least - 1, State.MISSED), (least, State.MET), (least + 1, State.EXCEEDED)):
        assert JUDGE(rule, having(SCHOOL, held(count, kind))).state is state
    assert JUDGE(rule, having(SCHOOL, held(least, kind)), term=SPRING, today=date(2026, 8, 1)).value == 0
    assert JUDGE(rule, having(SCHOOL, held(least, kind, state="planned"))).value == 0
    assert JUDGE(rule, having(SCHOOL, held(least, kind, deleted=True))).value == 0


@pytest.mark.parametrize(
    ("unit", "amount", "value"), [("half-day", 1, 1), ("half-day", 0.5, 0), ("day", 0.5, 1)]
)
def test_a_session_may_have_to_make_half_a_day(unit, amount, value):
    facts = having(SCHOOL, [met(MONTHS[0], units={unit: Decimal(str(amount))})])
    found = JUDGE("monthly-session", facts, {"session-length": "half-day"}).parts[0]
    assert (found.state is not State.MISSED) == bool(value)
    assert JUDGE("monthly-session", facts).parts[0].state is State.MET


@pytest.mark.parametrize(
    ("day", "met_then"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_the_summer_is_a_window(day, met_then):
    facts = having(SCHOOL, [met(day, kind="summer-study")])
    found = JUDGE("summer-study", facts, term=SPRING, today=date(2026, 9, 10))
    assert (found.state is State.MET) == met_then
    moved = {"summer-first": "06-25", "summer-last": "09-05"}
    assert JUDGE("summer-study", facts, moved, term=SPRING, today=date(2026, 9, 10)).state is State.MET


@pytest.mark.parametrize(
    "record",
    [
        achieved("project", "school", MID, "p-teacher"),
        met(MID, "p-teacher", kind="project"),
        paper("research", MID, handed=False, person_id="p-teacher"),
    ],
)
def test_each_member_leads_or_joins_a_project(record):
    found = JUDGE("projects", having(SCHOOL, [record]))
    assert {part.basis.id: int(part.value) for part in found.parts} == {"p-teacher": 1, "p-backbone": 0}


def test_the_cycle_runs_from_october():
    for months, last in ((21, date(2027, 6, 30)), (18, date(2027, 3, 31))):
        period = JUDGE("projects", TERM, {"cycle-months": months}).period
        assert (period.first, period.last) == (date(2025, 10, 1), last)


def test_attendance_is_listed_for_everyone_and_owed_by_nobody():
    found = JUDGE("attendance", TERM)
    assert {part.basis.id: int(part.value) for part in found.parts} == {"p-teacher": 6, "p-backbone": 5}
    assert not found.owed
    signed = met(MONTHS[4], evidence_kinds=frozenset({"sign-in"}))
    assert (int(JUDGE("sign-in", having(SCHOOL, [signed, met(MONTHS[0])])).value)) == 1


@pytest.mark.parametrize(
    ("rule", "kind", "setting", "due"),
    [
        ("growth-plan", "growth-plan", "growth-days", date(2025, 11, 30)),  # 1 October and sixty days
        ("reading-notes", "reading-notes", "term-days", date(2026, 1, 23)),
        ("case-studies", "case-study", "term-days", date(2026, 1, 23)),
    ],
)
def test_the_file_of_each_member(rule, kind, setting, due):
    def of(day: date, *people: str):
        return having(SCHOOL, [paper(kind, day, f"d-{one}", handed=False, person_id=one) for one in people])

    after = date.fromordinal(due.toordinal() + 1)
    assert figures(JUDGE(rule, of(due, *MEMBERS), today=date(2026, 2, 10))) == (2, 2, State.MET)
    assert figures(JUDGE(rule, of(due, "p-teacher"), today=date(2026, 2, 10))) == (1, 2, State.MISSED)
    assert JUDGE(rule, of(after, *MEMBERS), today=date(2026, 2, 10)).state is State.MISSED
    days = 61 if setting == "growth-days" else 1
    assert JUDGE(rule, of(after, *MEMBERS), {setting: days}, today=date(2026, 2, 10)).state is State.MET


@pytest.mark.parametrize(
    ("rule", "setting", "kind"),
    [("reading-notes", "notes", "reading-notes"), ("case-studies", "cases", "case-study")],
)
def test_more_notes_may_be_asked(rule, setting, kind):
    one_each = having(SCHOOL, [paper(kind, MID, f"d-{one}", handed=False, person_id=one) for one in MEMBERS])
    assert JUDGE(rule, one_each).state is State.MET
    assert figures(JUDGE(rule, one_each, {setting: 2}))[:2] == (2, 4)


def test_papers_of_the_school_year():
    made = [paper("paper", date(2026, 5, 5), f"d-{one}", handed=False, person_id=one) for one in MEMBERS]
    summer = {"today": date(2026, 9, 10), "term": SPRING}
    assert JUDGE("papers", having(SCHOOL, made), **summer).state is State.MET
    assert JUDGE("papers", having(SCHOOL, made), {"papers": 2}, **summer).state is State.MISSED


def test_the_check_midway_and_the_bound_volumes_at_the_end():
    # 1 October 2025 and 320 days: 17 August 2026. The 21 months end on 30 June 2027, thirty days on: 30 July.
    check = having(SCHOOL, [paper("midway-check", date(2026, 8, 17), handed=False)])
    found = JUDGE("midway-check", check, term=SPRING, today=date(2026, 9, 1))
    assert (found.period.last, found.state) == (date(2026, 8, 17), State.MET)
    early = JUDGE("midway-check", check, {"midway-days": 319}, term=SPRING, today=date(2026, 9, 1))
    assert early.state is State.MISSED
    last = {"term": TermCode(2026, 2), "today": date(2027, 8, 10)}
    bound = [
        paper("bound-volume", date(2027, 7, 30), f"v-{one}", handed=False, person_id=one) for one in MEMBERS
    ]
    assert JUDGE("bound-volume", having(SCHOOL, bound), **last).state is State.MET
    assert JUDGE("bound-volume", having(SCHOOL, bound), {"bound-days": 29}, **last).state is State.MISSED
    assert JUDGE("bound-volume", having(SCHOOL, bound[:1]), **last).value == 1
