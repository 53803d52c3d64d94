from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import (
    ActivityFacts,
    DocumentFacts,
    DonationFacts,
    Facts,
    Participant,
    SchoolPart,
    SettingValue,
)
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleResult, State

from .making import (
    AFTER,
    AUTUMN,
    EAST,
    EAST_ONLY,
    END,
    FACTS,
    MID,
    OURS,
    PEOPLE,
    SPRING,
    WEST,
    activity,
    figures,
    person,
    scheme_text,
    stay,
    visits,
)

SCHEME = read_scheme(scheme_text("qinnan"))


def result(
    rule: str,
    facts: Facts,
    today: date = AFTER,
    settings: Mapping[str, SettingValue] | None = None,
    term=AUTUMN,
) -> RuleResult:
    return evaluate(SCHEME, facts, term, today, settings).result(rule)


def guidance(*activities: ActivityFacts, today: date = AFTER, term=AUTUMN) -> RuleResult:
    return result("guidance-visits", replace(EAST_ONLY, activities=activities), today, term=term)


@pytest.mark.parametrize(
    ("count", "state"), [(0, State.MISSED), (2, State.MISSED), (3, State.MET), (4, State.EXCEEDED)]
)
def test_three_guidance_visits_are_asked_for(count, state):
    found = guidance(*visits(count))
    assert figures(found) == (count, 3, state)
    assert len(found.counted) == count


def test_each_partner_needs_its_own_visits_and_the_figure_adds_what_counts():
    west = visits(5, host_id=WEST, schools=(SchoolPart(OURS), SchoolPart(WEST)))
    west = tuple(replace(each, id=f"w{each.id}") for each in west)
    found = result("guidance-visits", replace(FACTS, activities=(*visits(2), *west)))
    assert figures(found) == (5, 6, State.MISSED)
    assert [int(part.value) for part in found.parts] == [2, 5]
    assert {near.reason for near in found.parts[0].near} == {"other-partner"}
    assert not found.near


def test_partners_can_be_counted_together_by_a_setting():
    found = result("guidance-visits", replace(FACTS, activities=visits(3)), settings={"basis": "community"})
    assert figures(found) == (3, 3, State.MET)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts_on": date(2025, 8, 20)}, "other-period"),
        ({"form": "online"}, "not-on-site"),
        ({"host_id": OURS}, "not-at-partner"),
        ({"people": (Participant("p-teacher"),)}, "person-experience"),
        ({"people": (Participant(name="来宾"),)}, "no-qualified-person"),
        ({"people": ()}, "nobody-entered"),
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "planned", "starts_on": date(2026, 1, 5)}, "planned-past"),
        ({"term": SPRING}, "moved-to-other-term"),
    ],
)
def test_a_visit_that_does_not_count_says_why(changes, reason):
    found = guidance(*visits(2), activity("odd", **changes))
    assert found.value == 2
    assert [(near.id, near.reason) for near in found.near] == [("odd", reason)]


def test_an_activity_of_another_kind_is_not_even_near():
    assert guidance(activity(kinds=("lecture",))).near == ()


def test_a_deleted_activity_does_not_exist():
    found = guidance(activity(deleted=True))
    assert (int(found.value), found.near) == (0, ())


def test_a_planned_visit_is_a_second_tally():
    planned = activity("plan", state="planned", starts_on=date(2025, 12, 1))
    found = guidance(*visits(2), planned, today=MID)
    assert (int(found.value), int(found.planned), found.state) == (2, 3, State.ON_TRACK)
    assert found.near[0].reason == "planned"


def test_a_held_visit_after_the_day_asked_has_not_happened_yet():
    found = guidance(*visits(2), activity("later", starts_on=date(2025, 12, 1)), today=MID)
    assert (int(found.value), int(found.planned)) == (2, 3)


def test_two_records_of_one_event_count_once_and_both_are_shown():
    found = guidance(activity("mine", event="e"), activity("theirs", event="e"))
    assert found.value == 1
    assert [near.reason for near in found.near] == ["same-event"]


def test_a_holiday_visit_counts_in_the_term_before_unless_it_is_moved():
    holiday = activity(starts_on=date(2026, 2, 1))
    assert guidance(holiday, today=date(2026, 2, 2)).value == 1
    moved = replace(holiday, term=SPRING)
    assert guidance(moved, today=date(2026, 2, 2)).value == 0
    assert guidance(moved, today=date(2026, 3, 2), term=SPRING).value == 1


def test_a_post_held_in_earlier_years_is_experience_and_a_later_one_is_not():
    old = person("p-old")
    earlier = replace(PEOPLE[0].facts[1], fact="post", value="class-teacher", until=date(2020, 7, 1))
    later = replace(earlier, since=date(2025, 11, 1), until=None)
    for fact, expected in ((earlier, 1), (later, 0)):
        facts = replace(EAST_ONLY, people=(replace(old, facts=(*old.facts, fact)),))
        visit = activity(people=(Participant("p-old"),))
        assert result("guidance-visits", replace(facts, activities=(visit,))).value == expected


def test_what_is_owed_early_is_on_track_and_late_is_at_risk():
    assert guidance(today=date(2025, 9, 10)).state is State.ON_TRACK
    assert guidance(today=date(2026, 1, 10)).state is State.AT_RISK
    assert guidance(today=END).state is State.AT_RISK
    assert guidance(today=AFTER).state is State.MISSED


@pytest.mark.parametrize(("count", "state"), [(1, State.MISSED), (2, State.MET), (3, State.EXCEEDED)])
def test_two_joint_activities_at_the_partner(count, state):
    facts = replace(EAST_ONLY, activities=visits(count, kinds=("lecture",)))
    assert result("joint-activities", facts).state is state


def test_one_culture_activity():
    facts = replace(EAST_ONLY, activities=(activity(kinds=("campus-culture",), host_id=OURS),))
    assert result("campus-culture", facts).state is State.MET
    assert result("campus-culture", EAST_ONLY).state is State.MISSED


def exchanges(*, days: int = 5, back: bool = True) -> Facts:
    last = date(2025, 10, 12 + days)
    stays = [
        stay("x1", "p-backbone", date(2025, 10, 13), last),
        stay("x2", "p-east", date(2025, 10, 13), last, back=True),
    ]
    return replace(EAST_ONLY, exchanges=tuple(stays if back else stays[:1]))


@pytest.mark.parametrize(("days", "state"), [(4, State.MISSED), (5, State.MET), (6, State.EXCEEDED)])
def test_days_of_all_exchanged_teachers_add_up_to_ten(days, state):
    found = result("exchange-days", exchanges(days=days))
    assert figures(found) == (2 * days, 10, state)


@pytest.mark.parametrize(("days", "state"), [(9, State.MISSED), (10, State.MET), (11, State.MET)])
def test_each_exchanged_teacher_stays_ten_days_by_a_setting(days, state):
    found = result("exchange-days", exchanges(days=days), settings={"exchange-count": "person"})
    assert found.state is state
    assert found.target == 2


def test_days_are_split_at_the_edge_of_the_term_and_only_served_days_count():
    early = stay("x", "p-backbone", date(2025, 8, 28), date(2025, 9, 5))
    facts = replace(EAST_ONLY, exchanges=(early,))
    assert result("exchange-days", facts).value == 5
    assert result("exchange-days", facts, date(2025, 9, 3)).value == 3
    assert result("exchange-days", facts, date(2025, 9, 3)).planned == 5


def test_an_activity_inside_an_exchange_adds_no_days():
    inside = activity(
        "in",
        kinds=("secondment",),
        starts_on=date(2025, 10, 14),
        ends_on=date(2025, 10, 16),
        people=(Participant("p-backbone"),),
        exchange_id="x1",
    )
    facts = exchanges(back=False)
    found = result("exchange-days", replace(facts, activities=(inside,)))
    assert found.value == 5
    assert [near.reason for near in found.near] == ["inside-exchange"]
    outside = replace(inside, exchange_id=None, starts_on=date(2025, 11, 4), ends_on=date(2025, 11, 6))
    assert result("exchange-days", replace(facts, activities=(outside,))).value == 8


def test_a_day_of_one_person_counts_once_and_two_people_serve_two():
    overlapping = (
        stay("x1", "p-backbone", date(2025, 10, 13), date(2025, 10, 17)),
        stay("x2", "p-backbone", date(2025, 10, 16), date(2025, 10, 20)),
        stay("x3", "p-backbone", date(2025, 10, 14), date(2025, 10, 15)),
    )
    found = result("exchange-days", replace(EAST_ONLY, exchanges=overlapping))
    assert found.value == 8
    assert [(near.id, near.reason) for near in found.near] == [("x3", "same-days")]
    two = activity(
        kinds=("visiting-teaching",),
        ends_on=date(2025, 10, 17),
        people=(Participant("p-backbone"), Participant("p-backbone-2"), Participant("p-east")),
    )
    both = result("exchange-days", replace(EAST_ONLY, activities=(two,)))
    assert (int(both.value), [int(one.amount) for one in both.counted]) == (6, [6])


def test_the_host_schools_own_teachers_are_not_exchanged():
    visit = activity(kinds=("visiting-teaching",), people=(Participant("p-backbone"), Participant("p-east")))
    ways = result("exchange-both-ways", replace(EAST_ONLY, activities=(visit,)))
    assert figures(ways) == (1, 2, State.MISSED)
    home = replace(visit, people=(Participant("p-east"),))
    found = result("exchange-days", replace(EAST_ONLY, activities=(home,)))
    assert [near.reason for near in found.near] == ["nobody-travelled"]


def test_a_stay_without_a_real_end_counts_to_its_planned_end():
    open_stay = replace(stay("x", "p-backbone", date(2025, 10, 13), END), real_to=None)
    planned = replace(open_stay, planned_to=date(2025, 10, 17))
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(planned,)), MID).value == 5
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(open_stay,)), MID).value == 29


def test_a_stay_that_has_not_reached_the_term_is_hoped_for_only():
    early = stay("x", "p-backbone", date(2025, 8, 20), date(2025, 9, 5))
    found = result("exchange-both-ways", replace(EAST_ONLY, exchanges=(early,)), date(2025, 8, 28))
    assert (int(found.value), int(found.planned)) == (0, 1)


def test_days_of_a_stay_moved_to_the_next_term_count_there():
    visit = activity(
        kinds=("visiting-teaching",),
        starts_on=date(2026, 2, 9),
        ends_on=date(2026, 2, 10),
        people=(Participant("p-backbone"),),
        term=SPRING,
    )
    facts = replace(EAST_ONLY, activities=(visit,))
    assert result("exchange-days", facts).value == 0
    assert result("exchange-days", facts, date(2026, 3, 1), term=SPRING).value == 2


def test_a_school_that_joins_later_is_counted_by_the_side_it_has_in_the_community():
    members = (replace(EAST_ONLY.members[0], since=date(2025, 9, 20)), EAST_ONLY.members[1])
    facts = replace(EAST_ONLY, members=members, activities=visits(3, starts_on=date(2025, 9, 10)))
    assert result("guidance-visits", facts).state is State.MET


def test_who_joins_in_the_holiday_after_a_term_owes_nothing_for_it():
    later = replace(FACTS.members[2], since=date(2026, 2, 1))
    facts = replace(FACTS, members=(*FACTS.members[:2], later))
    assert result("guidance-visits", facts).target == 3
    assert result("guidance-visits", facts, date(2026, 3, 1), term=SPRING).target == 6


def test_the_latest_role_holds_whatever_the_order_of_the_rows():
    left = replace(FACTS.members[1], since=date(2025, 11, 1))
    before = replace(left, role="village", since=None, until=date(2025, 10, 31))
    for rows in ((left, before), (before, left)):
        assert result("guidance-visits", replace(FACTS, members=(FACTS.members[0], *rows))).target == 3


def test_a_teacher_without_the_honour_counts_only_by_a_setting():
    facts = replace(
        EAST_ONLY, exchanges=(stay("x", "p-east-plain", date(2025, 10, 1), date(2025, 10, 20), back=True),)
    )
    assert result("exchange-days", facts).value == 0
    assert result("exchange-days", facts).near[0].reason == "person-honour"
    assert result("exchange-days", facts, settings={"backbone": "any"}).value == 20


def test_exchange_goes_both_ways():
    assert result("exchange-both-ways", exchanges()).state is State.MET
    one_way = result("exchange-both-ways", exchanges(back=False))
    assert figures(one_way) == (1, 2, State.MISSED)


def test_every_subject_of_the_list_is_covered():
    assert result("exchange-subjects", exchanges()).value == 2
    one = result("exchange-subjects", exchanges(back=False))
    assert figures(one)[:2] == (1, 2)
    assert one.owed[0].code == "scheme.owed.items-overdue"
    each_way = result("exchange-subjects", exchanges(), settings={"exchange-subjects": "each-way"})
    assert each_way.state is State.MISSED


def test_without_a_list_of_subjects_the_rule_asks_for_one():
    found = result("exchange-subjects", replace(exchanges(), domains=()))
    assert found.state is State.NOT_APPLICABLE
    assert found.note is not None
    assert found.note.code == "scheme.note.no-list"


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


def test_limits_block_or_warn():
    found = result("partners", FACTS)
    assert (*figures(found), found.warning) == (2, 2, State.MET, False)
    third = replace(FACTS.members[2], school_id="s-north")
    assert result("partners", replace(FACTS, members=(*FACTS.members, third))).state is State.MISSED
    village = result("village-schools", EAST_ONLY)
    assert (village.state, village.warning) == (State.MISSED, True)


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


def test_a_helped_school_sees_the_same_pairing_from_its_side():
    schools = tuple(replace(one, ours=one.id == EAST) for one in FACTS.schools)
    found = result("guidance-visits", replace(FACTS, schools=schools, activities=visits(3)))
    assert figures(found)[:2] == (3, 3)
    assert found.parts[0].basis.label.zh == "青禾"


def test_a_partner_that_left_before_the_term_is_asked_for_nothing():
    gone = replace(FACTS.members[2], until=date(2025, 8, 31))
    found = result("guidance-visits", replace(FACTS, members=(*FACTS.members[:2], gone)))
    assert found.target == 3


def test_a_stay_without_its_formal_document_counts_and_is_a_gap():
    found = result("exchange-days", exchanges())
    assert found.value == 10
    assert {gap.kinds for gap in found.gaps} == {("formal-document",)}


def test_part_of_a_week_counts_its_days_a_week():
    part = replace(stay("x", "p-backbone", date(2025, 10, 13), date(2025, 10, 24)), days_per_week=Decimal(3))
    assert result("exchange-days", replace(EAST_ONLY, exchanges=(part,))).value == 6


def test_the_subject_of_a_companion_who_does_not_count_is_not_covered():
    visit = activity(
        kinds=("visiting-teaching",), people=(Participant("p-backbone"), Participant("p-teacher"))
    )
    assert result("exchange-subjects", replace(EAST_ONLY, activities=(visit,))).value == 1


def test_the_pairing_tells_the_direction_even_when_the_record_names_odd_sides():
    visit = activity(
        kinds=("visiting-teaching",),
        schools=(SchoolPart(OURS, "helped"), SchoolPart(EAST, "helped")),
        people=(Participant("p-backbone"),),
    )
    assert result("exchange-both-ways", replace(EAST_ONLY, activities=(visit,))).value == 1


def test_days_of_exchange_can_be_working_days_by_a_setting():
    facts = replace(EAST_ONLY, exchanges=(stay("x", "p-backbone", date(2025, 10, 13), date(2025, 10, 26)),))
    assert result("exchange-days", facts).value == 14
    assert result("exchange-days", facts, settings={"exchange-day": "working"}).value == 10


def test_a_stay_of_few_days_takes_nothing_from_a_longer_one_on_the_same_days():
    few = activity(
        kinds=("visiting-teaching",),
        starts_on=date(2025, 10, 13),
        ends_on=date(2025, 10, 17),
        people=(Participant("p-backbone"),),
        units={"day": Decimal(2)},
    )
    full = stay("y", "p-backbone", date(2025, 10, 13), date(2025, 10, 17))
    assert result("exchange-days", replace(EAST_ONLY, activities=(few,))).value == 2
    assert result("exchange-days", replace(EAST_ONLY, activities=(few,), exchanges=(full,))).value == 5
