from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import AgreementFacts, DocumentFacts, Facts, Participant, SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleResult, State

from .making import AFTER, AUTUMN, EAST_ONLY, FACTS, MID, OURS, SPRING, activity, figures, scheme_text

SCHEME = read_scheme(scheme_text("taihe-kindergarten"))
LINES = ("management", "education", "care", "facilities")


def result(
    rule: str,
    facts: Facts,
    today: date = AFTER,
    settings: Mapping[str, SettingValue] | None = None,
    term=AUTUMN,
) -> RuleResult:
    return evaluate(SCHEME, facts, term, today, settings).result(rule)


def guided(*lines: str, **changes: object):
    backbone = (Participant("p-backbone"),)
    return tuple(activity(f"g-{line}", lines=(line,), people=backbone, **changes) for line in lines)


@pytest.mark.parametrize(("count", "state"), [(0, State.MISSED), (3, State.MISSED), (4, State.MET)])
def test_all_four_fields_are_guided_on_site(count, state):
    found = result("guidance-lines", replace(EAST_ONLY, activities=guided(*LINES[:count])))
    assert figures(found) == (count, 4, state)


def test_what_is_owed_names_the_fields():
    found = result("guidance-lines", replace(EAST_ONLY, activities=guided(*LINES[:3])), MID)
    assert [label.zh for label in found.owed[0].parameters["items"]] == ["硬件建设"]  # type: ignore[attr-defined]


def test_one_visit_may_cover_several_fields():
    visit = replace(guided("care")[0], lines=LINES)
    assert result("guidance-lines", replace(EAST_ONLY, activities=(visit,))).state is State.MET


def test_guidance_is_by_backbone_teachers_on_site():
    online = guided(*LINES, form="online")
    assert result("guidance-lines", replace(EAST_ONLY, activities=online)).value == 0
    plain = tuple(replace(each, people=(Participant("p-teacher"),)) for each in guided(*LINES))
    facts = replace(EAST_ONLY, activities=plain)
    assert result("guidance-lines", facts).value == 0
    assert result("guidance-lines", facts, settings={"backbone": "any"}).value == 4


def test_one_joint_activity_a_term():
    joint = replace(EAST_ONLY, activities=(activity(kinds=("works-exchange",), host_id=OURS),))
    assert result("joint-activities", joint).state is State.MET
    assert result("joint-activities", EAST_ONLY).state is State.MISSED


def test_the_team_has_a_vice_principal_and_several_backbone_teachers():
    people = (Participant("p-vice"), Participant("p-backbone"))
    facts = replace(EAST_ONLY, activities=(activity(kinds=("survey",), people=people),))
    assert result("team", facts).value == 1
    assert result("team", facts, settings={"team-size": 1}).value == 2
    assert result("survey", facts).state is State.MET


def test_other_forms_ask_for_nothing_until_a_number_is_set():
    assert result("other-forms", EAST_ONLY).state is State.NOT_APPLICABLE
    assert result("other-forms", EAST_ONLY, settings={"other-forms": 2}).target == 2


def test_a_cycle_is_two_years_from_the_march_the_agreement_was_made_for():
    for signed in (date(2024, 12, 20), date(2025, 2, 20), date(2025, 9, 1)):
        facts = replace(EAST_ONLY, agreements=(AgreementFacts("a", signed),))
        period = result("survey", facts).period
        assert period is not None
        assert (period.first, period.last) == (date(2025, 3, 1), date(2027, 2, 28))


def test_papers_of_the_first_year_are_due_in_february():
    agreement = AgreementFacts("a", date(2026, 2, 20), filed_on=date(2026, 2, 26))
    facts = replace(EAST_ONLY, agreements=(agreement,))
    found = result("agreement", facts, date(2026, 3, 1), term=SPRING)
    assert found.period is not None
    assert (found.period.last, found.state) == (date(2026, 2, 26), State.MET)
    late = replace(facts, agreements=(replace(agreement, filed_on=date(2026, 2, 27)),))
    assert result("agreement", late, date(2026, 3, 1), term=SPRING).state is State.MISSED
    assert result("pair-list", facts, date(2026, 3, 1), term=SPRING).state is State.MISSED


def test_one_kindergarten_helps_at_most_four():
    four = tuple(replace(FACTS.members[1], school_id=f"k{number}") for number in range(4))
    facts = replace(FACTS, members=(FACTS.members[0], *four))
    assert result("partners", facts).state is State.MET
    fifth = replace(FACTS.members[1], school_id="k5")
    assert result("partners", replace(facts, members=(*facts.members, fifth))).state is State.MISSED


def test_the_term_summary_is_our_own_and_need_not_be_handed_in():
    summary = DocumentFacts("d", "term-summary", date(2026, 1, 20), term=AUTUMN, school_id=OURS)
    found = result("term-summary", replace(EAST_ONLY, documents=(summary,)))
    assert (found.state, len(found.parts)) == (State.MET, 1)


def test_the_year_end_assessment_falls_into_the_autumn_term():
    assert result("year-assessment", EAST_ONLY).state is State.MISSED
    assert result("year-assessment", EAST_ONLY, term=SPRING).state is State.NOT_APPLICABLE


def test_four_papers_are_asked_for_with_every_activity():
    found = result("activity-papers", replace(EAST_ONLY, activities=guided("care")))
    assert found.gaps[0].kinds == ("plan", "programme", "measures")
    papers = tuple(
        DocumentFacts(f"d-{kind}", kind, about_id="g-care") for kind in ("plan", "programme", "measures")
    )
    facts = replace(EAST_ONLY, activities=guided("care"), documents=papers)
    assert result("activity-papers", facts).state is State.MET
