"""N+2: how many may be sent, 80 periods a year, 60 taught, 30 in each term, papers, recognition."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import AgreementFacts
from tests.services.schemes.making import AUTUMN, EAST, EAST_ONLY, OURS, SPRING, activity, figures

from .making import away, by, entered, having, judge, paper
from .whole import IN_HOLIDAY, IN_SPRING, YEAR_END, spoilt, standing

NAME = "n-plus-2"
judged = judge(NAME)
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 8)
WHO = "p-backbone"


def sent(person: str = WHO, last: date = LAST, **changes):
    return away(f"stay-{person}", person, FIRST, last, "secondment", **changes)


def work(kind: str, amount: int, day: date = date(2025, 10, 15), who: str = WHO, unit: str = "period"):
    return activity(
        f"{kind}-{day}-{who}", kinds=(kind,), people=by(who), units={unit: Decimal(amount)}, starts_on=day
    )


def year(autumn: int = 31, spring: int = 31, heard: int = 2, talks: int = 1, half_days: int = 5):
    """31 + 31 taught, 2 heard, 1 talk and 5 half days at three periods: 62 + 3 + 15 = 80."""
    return (
        work("taught", autumn),
        work("taught", spring, IN_SPRING),
        work("observation", heard),
        work("talk", talks),
        work("joint-research", half_days, unit="half-day"),
    )


BASE = having(EAST_ONLY, [sent(host_confirmed=True)])


def spring(rule: str, facts, settings=None):
    return judged(rule, facts, settings, today=YEAR_END, term=SPRING)


def test_a_year_as_a_person_adds_it_up():
    facts = having(BASE, year(), [entered("senior-quota", 1)])
    # One teacher for two terms. 62 taught, 80 in all; the host has confirmed. N = 1: three may go, one went.
    # Evidence: the spring term has one record, the taught lessons, with a picture but no lesson plan: 0 of 1.
    found = standing(NAME, facts, today=YEAR_END, term=SPRING)
    assert found["sent-teachers"] == (1, 3, "met")
    assert found["one-year"] == (2, 2, "met")
    assert found["workload"] == (80, 80, "met")
    assert found["taught-in-year"] == (62, 60, "exceeded")
    assert found["taught-in-term"] == (31, 30, "exceeded")
    assert found["host-confirmed"] == (1, 1, "met")
    assert found["lesson-papers"][:2] == (0, 1)
    assert found["workload-sheet"] == (0, 1, "missed")
    assert "observation-papers" not in found


@pytest.mark.parametrize(
    ("count", "quota", "state"),
    [(2, 1, "met"), (3, 1, "met"), (4, 1, "missed"), (4, 2, "met"), (3, 0, "missed")],
)
def test_a_school_sends_at_most_two_more_than_its_quota_of_senior_titles(count, quota, state):
    people = ("p-backbone", "p-teacher", "p-dean", "p-vice")[:count]
    facts = having(EAST_ONLY, [sent(one) for one in people], [entered("senior-quota", quota)])
    found = spring("sent-teachers", facts)
    assert figures(found) == (count, quota + 2, state)


def test_without_the_quota_nothing_is_asked_and_the_note_says_so():
    found = spring("sent-teachers", BASE)
    assert found.state == "not-applicable"
    assert found.note is not None
    # The quota of another school or year is not ours.
    for other in (entered("senior-quota", 1, EAST), entered("senior-quota", 1, OURS, 2024)):
        assert spring("sent-teachers", having(BASE, [other])).state == "not-applicable"


@pytest.mark.parametrize(
    ("last", "setting", "met"),
    [
        (LAST, "terms", True),
        (date(2026, 2, 23), "terms", True),  # the spring term's first day
        (date(2026, 1, 23), "terms", False),
        (date(2026, 6, 30), "months", True),  # ten whole months
        (date(2026, 6, 29), "months", False),
    ],
)
def test_one_year_is_two_terms_or_ten_months(last, setting, met):
    facts = having(EAST_ONLY, [sent(last=last)])
    assert (spring("one-year", facts, {"year": setting}).state in ("met", "exceeded")) is met


def test_the_months_of_a_year_may_be_set():
    facts = having(EAST_ONLY, [sent(last=date(2026, 6, 29))])
    assert spring("one-year", facts, {"year": "months", "year-months": 9}).state == "met"


@pytest.mark.parametrize(
    ("heard", "value", "state"), [(1, 79, "missed"), (2, 80, "met"), (3, 81, "exceeded")]
)
def test_eighty_periods_with_three_for_half_a_day_of_research(heard, value, state):
    assert figures(spring("workload", having(BASE, year(heard=heard)))) == (value, 80, state)


@pytest.mark.parametrize(("taught", "state"), [(28, "missed"), (29, "met"), (30, "exceeded")])
def test_sixty_of_them_are_taught(taught, state):
    found = spring("taught-in-year", having(BASE, year(spring=taught)))
    assert figures(found) == (31 + taught, 60, state)


@pytest.mark.parametrize(("taught", "state"), [(29, "missed"), (30, "met"), (31, "exceeded")])
def test_thirty_are_taught_in_each_term(taught, state):
    facts = having(BASE, year(autumn=taught))
    assert figures(judged("taught-in-term", facts)) == (taught, 30, state)
    assert figures(spring("taught-in-term", facts)) == (31, 30, "exceeded")


def test_what_does_not_count_as_taught_in_the_term():
    lessons = work("taught", 30)
    listened = replace(lessons, people=by(WHO, role="listener"))
    others = (
        listened,
        replace(lessons, people=by("p-teacher")),
        replace(lessons, units={}),
        work("observation", 30),
    )
    for record in (*spoilt(lessons), *others):
        assert figures(judged("taught-in-term", having(BASE, [record]))) == (0, 30, "missed"), record
    holiday = replace(lessons, starts_on=IN_HOLIDAY)
    assert judged("taught-in-term", having(BASE, [holiday]), today=YEAR_END).state == "met"


def test_lessons_may_be_entered_as_lessons():
    lessons = [work("taught", 30, unit="lesson"), work("observation", 5, unit="lesson")]
    research = [work("joint-research", 1, unit="half-day")]
    facts = having(BASE, lessons, research)
    assert judged("taught-in-term", facts).value == 0
    by_lesson = {"lesson-unit": "lesson"}
    assert judged("taught-in-term", facts, by_lesson).state == "met"
    # 30 taught, 5 heard, half a day of research for three.
    assert spring("workload", facts, by_lesson).value == 38


def test_everyone_who_was_sent_owes_the_work():
    facts = having(BASE, [sent("p-teacher")], year())
    found = spring("workload", facts)
    assert [(part.basis.id, int(part.value)) for part in found.parts] == [
        ("p-backbone", 80),
        ("p-teacher", 0),
    ]
    assert figures(found) == (80, 160, "missed")


def test_somebody_on_shadowing_or_coming_the_other_way_owes_nothing():
    for stay in (
        away("s", WHO, FIRST, LAST, "shadowing"),
        away("s", "p-east", FIRST, LAST, "secondment", from_id=EAST, to_id=OURS),
    ):
        assert spring("workload", having(EAST_ONLY, [stay])).state == "not-applicable"


def test_the_host_confirms():
    assert spring("host-confirmed", having(EAST_ONLY, [sent()])).state == "missed"
    assert spring("host-confirmed", BASE).state == "met"


@pytest.mark.parametrize(
    ("kind", "rule", "needed"),
    [
        ("taught", "lesson-papers", {"lesson-plan", "photo"}),
        ("observation", "observation-papers", {"transcript", "photo"}),
        ("talk", "talk-papers", {"talk-script", "photo"}),
        ("joint-research", "research-papers", {"research-notes", "photo"}),
    ],
)
def test_each_sort_of_work_has_its_paper_and_a_picture(kind, rule, needed):
    full = replace(work(kind, 1), evidence_kinds=frozenset(needed))
    assert figures(judged(rule, having(BASE, [full]))) == (1, 1, "met")
    for missing in needed:
        less = replace(full, evidence_kinds=frozenset(needed - {missing}))
        assert judged(rule, having(BASE, [less])).value == 0


@pytest.mark.parametrize(("day", "days", "state"), [(6, 14, "met"), (7, 14, "missed"), (7, 15, "met")])
def test_the_sheet_is_at_the_bureau_two_weeks_after_the_term(day, days, state):
    # The autumn term ends on 23 January: the fourteenth day after it is 6 February.
    handed = date(2026, 2, day)
    facts = having(BASE, [paper("workload-sheet", handed, person_id=WHO, term=AUTUMN)])
    found = judged("workload-sheet", facts, {"sheet-days": days}, today=date(2026, 2, 20))
    assert found.state == state
    other = having(BASE, [paper("workload-sheet", date(2026, 2, 1), person_id="p-teacher", term=AUTUMN)])
    assert judged("workload-sheet", other, today=date(2026, 2, 20)).value == 0


@pytest.mark.parametrize(("day", "days", "state"), [(15, 14, "met"), (16, 14, "missed"), (16, 15, "met")])
def test_the_list_of_names_is_filed_two_weeks_after_the_year_began(day, days, state):
    facts = having(BASE, [paper("list", date(2025, 9, day))])
    assert judged("name-list", facts, {"list-days": days}).state == state


def test_the_hosts_are_named_in_an_agreement_and_lie_in_the_country():
    assert judged("host-schools", EAST_ONLY).state == "met"
    in_town = tuple(replace(one, location="urban") for one in EAST_ONLY.schools)
    found = judged("host-schools", replace(EAST_ONLY, schools=in_town))
    assert (found.state, found.warning) == ("missed", True)
    signed = AgreementFacts("a", date(2025, 9, 1), date(2025, 9, 1), date(2026, 8, 31), parties=(OURS, EAST))
    assert judged("agreement", replace(EAST_ONLY, agreements=(signed,))).state == "met"
    assert judged("agreement", replace(EAST_ONLY, agreements=())).state == "missed"


def recognised(*records):
    return spring("experience", having(BASE, *records))


SHEET = paper("workload-sheet", date(2026, 7, 15), person_id=WHO, term=SPRING)


def test_a_year_of_experience_is_recognised_when_all_of_it_is_done_and_confirmed():
    assert recognised(year(), [SHEET]).state == "met"
    assert recognised(year()).state != "met"  # the sheet is not there
    # 79 periods; 59 taught (with more heard, so that there are 80); 29 in the autumn (with more in spring).
    for less in (year(heard=1), year(30, 29, heard=10), year(29, 33)):
        assert recognised(less, [SHEET]).state not in ("met", "exceeded", "missed", "at-risk")
