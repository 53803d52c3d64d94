"""Qinnan: material, the agreement, plans, summaries, and papers that are missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import DocumentFacts, DonationFacts
from edudesk.services.schemes.results import State

from .making import AFTER, AUTUMN, EAST, EAST_ONLY, END, MID, OURS, SPRING, activity, figures, visits
from .qinnan import guidance, result


def test_material_is_asked_of_urban_primary_schools_and_kindergartens_only():
    given = replace(EAST_ONLY, donations=(DonationFacts("d", date(2025, 10, 1), OURS, EAST, Decimal(900)),))
    assert result("material", given, MID).state is State.MET
    junior = replace(EAST_ONLY, schools=tuple(replace(one, stage="junior") for one in EAST_ONLY.schools))
    assert result("material", junior, MID).state is State.NOT_APPLICABLE
    yearly = result("material", given, MID)
    assert yearly.period is not None
    assert yearly.period.first == date(2025, 9, 1)


def test_pupils_hand_in_hand_have_a_number_of_your_own():
    facts = replace(EAST_ONLY, activities=(activity(kinds=("pupil-exchange",)),))
    assert result("pupils-hand-in-hand", facts).state is State.MET
    none = result("pupils-hand-in-hand", facts, settings={"pupil-activities": 0})
    assert none.state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("filed", "today", "state"),
    [
        (None, date(2025, 10, 1), State.ON_TRACK),
        (None, MID, State.AT_RISK),
        (date(2025, 11, 15), MID, State.AT_RISK),
        (date(2025, 11, 15), AFTER, State.MET),
        (date(2025, 11, 16), AFTER, State.MISSED),
        (None, AFTER, State.MISSED),
    ],
)
def test_the_agreement_is_filed_by_the_fifteenth_of_november(filed, today, state):
    agreement = replace(EAST_ONLY.agreements[0], filed_on=filed)
    found = result("agreement", replace(EAST_ONLY, agreements=(agreement,)), today)
    assert found.state is state
    if filed and state is State.MISSED:
        assert found.near[0].reason == "handed-late"
        assert not found.owed


def test_the_first_years_papers_are_not_asked_for_again():
    assert result("agreement", EAST_ONLY, date(2026, 3, 1), term=SPRING).state is State.NOT_APPLICABLE


def test_a_terms_plan_written_in_the_holiday_answers_for_the_term_it_names_or_precedes():
    plan = DocumentFacts("d", "activity-plan", date(2026, 2, 20), date(2026, 2, 26))
    facts = replace(EAST_ONLY, documents=(plan,))
    assert result("activity-plan", facts, date(2026, 3, 1), term=SPRING).state is State.MET
    named = replace(plan, term=AUTUMN)
    facts = replace(EAST_ONLY, documents=(named,))
    assert result("activity-plan", facts, date(2026, 3, 1), term=SPRING).state is not State.MET


def test_the_summary_is_due_with_the_term_or_some_days_after():
    summary = DocumentFacts("d", "term-summary", END, date(2026, 1, 25), AUTUMN)
    facts = replace(EAST_ONLY, documents=(summary,))
    assert result("term-summary", facts, date(2026, 1, 30)).state is State.MISSED
    assert result("term-summary", facts, date(2026, 1, 30), {"summary-days": 5}).state is State.MET


@pytest.mark.parametrize(
    ("last", "state"), [(date(2030, 8, 30), State.MISSED), (date(2030, 8, 31), State.MET)]
)
def test_an_agreement_of_five_years_has_all_its_days(last, state):
    agreement = replace(EAST_ONLY.agreements[0], ends_on=last)
    assert result("agreement-years", replace(EAST_ONLY, agreements=(agreement,))).state is state


def test_a_missing_paper_lowers_no_value_but_is_a_gap():
    found = guidance(*visits(3, evidence_kinds=frozenset({"photo"})))
    assert found.state is State.MET
    assert {gap.kinds for gap in found.gaps} == {("record",)}
    papers = result("activity-papers", replace(EAST_ONLY, activities=visits(3, evidence_kinds=frozenset())))
    assert (*figures(papers), papers.warning) == (0, 3, State.MISSED, True)
