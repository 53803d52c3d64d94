"""B1–B4: a term of each scheme without numbers, counted by hand, one less, exact, one more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.facts import Facts, MemberFacts
from tests.services.schemes.making import (
    EAST,
    EAST_ONLY,
    FACTS,
    SPRING,
    activity,
    figures,
    person,
)

from .making import (
    away,
    both_sides_lead,
    by,
    duties,
    given,
    having,
    held,
    judge,
    of_stage,
    on_line,
    pair,
    paper,
)
from .making import sheet as filled
from .whole import YEAR_END, score, spoilt, standing

HEADS = (person("p-head", post="principal"), person("p-east-head", EAST, post="principal"))
BOTH = replace(EAST_ONLY, people=(*EAST_ONLY.people, *HEADS))
PAPERS = (paper("plan", date(2025, 9, 10)), paper("term-summary", date(2026, 1, 20)))
GROUP = both_sides_lead()


# ---- B1: a provincial demonstration kindergarten

B1 = "provincial-demo-kindergarten"
KINDERGARTENS = of_stage(BOTH, "preschool")


def met_by(*people: str, **changes: Any):
    return activity("heads", kinds=("seminar",), people=by(*people), **changes)


def test_a_term_of_one_kindergarten_with_one():
    # Principals met once; two visits by teachers, who are asked once; steps 1 and 2 of four; both papers.
    facts = having(
        KINDERGARTENS,
        [met_by("p-head", "p-east-head"), on_line("conditions"), on_line("ideas", date(2025, 11, 12))],
        [pair("m", "p-backbone", "p-east")],
        PAPERS,
    )
    found = standing(B1, facts)
    assert found["one-kindergarten"] == (1, 1, "met")
    assert found["one-teacher"][2] == "met"
    assert found["principal-exchange"] == (1, 1, "met")
    assert found["teacher-help"] == (2, 1, "exceeded")
    assert found["four-steps"] == (2, 4, "on-track")  # the pairing runs until August
    assert found["plan"] == (1, 1, "met")
    assert found["term-summary"] == (1, 1, "met")


@pytest.mark.parametrize(
    ("people", "value"),
    [
        (("p-head", "p-east-head"), 1),
        (("p-head",), 0),
        (("p-east-head", "p-dean"), 0),
        (("p-dean", "p-east"), 0),
    ],
)
def test_principals_of_both_sides_meet(people, value):
    assert judge(B1)("principal-exchange", having(KINDERGARTENS, [met_by(*people)])).value == value


def test_an_exchange_of_principals_may_be_a_stay():
    stay = away("s", "p-head", date(2025, 10, 13), date(2025, 10, 17), "post")
    facts = having(KINDERGARTENS, [stay, met_by("p-head", "p-east-head")])
    assert judge(B1)("principal-exchange", facts, {"principals": "stay"}).value == 1
    teacher = having(KINDERGARTENS, [replace(stay, person_id="p-teacher")])
    assert judge(B1)("principal-exchange", teacher, {"principals": "stay"}).value == 0


@pytest.mark.parametrize(("count", "state"), [(1, "missed"), (2, "met"), (3, "exceeded")])
def test_teachers_help_as_often_as_is_set(count, state):
    facts = having(KINDERGARTENS, held(count, "guidance"))
    assert figures(judge(B1)("teacher-help", facts, {"teacher-help": 2})) == (count, 2, state)
    assert judge(B1)("teacher-help", facts, {"teacher-help": 0}).state.value == "not-applicable"


def test_what_is_no_help_of_a_term():
    for record in spoilt(activity()):
        assert judge(B1)("teacher-help", having(KINDERGARTENS, [record])).value == 0


def test_one_to_one_reminds_and_may_be_widened():
    two = of_stage(FACTS, "preschool")
    assert figures(judge(B1)("one-kindergarten", two)) == (2, 1, "missed")
    assert judge(B1)("one-kindergarten", two).warning
    assert judge(B1)("one-kindergarten", two, {"kindergartens": 2}).state.value == "met"
    twice = having(two, [pair("m", "p-backbone", "p-east"), pair("n", "p-backbone", "p-east-plain")])
    assert judge(B1)("one-teacher", twice).state.value == "missed"
    assert judge(B1)("one-teacher", twice, {"apprentices": 2}).state.value == "met"


def test_the_last_step_closes_the_pairing():
    # The pairing began on 1 September 2025 and takes a year.
    steps = [on_line(line) for line in ("conditions", "ideas", "habits", "research")]
    assert figures(judge(B1)("four-steps", having(KINDERGARTENS, steps))) == (4, 4, "met")
    late = having(KINDERGARTENS, steps[:3], [on_line("research", date(2026, 9, 1))])
    assert judge(B1)("four-steps", late, today=YEAR_END, term=SPRING).value == 3


# ---- B2: a school group in two forms

B2 = "school-group-two-forms"


def group(branches: int, members: int, form: str) -> Facts:
    joined = [MemberFacts(f"b{number}", "branch") for number in range(branches)]
    joined += [MemberFacts(f"m{number}", "member") for number in range(members)]
    schools = tuple(replace(EAST_ONLY.schools[1], id=one.school_id) for one in joined)
    return replace(
        EAST_ONLY,
        schools=(EAST_ONLY.schools[0], *schools),
        members=(EAST_ONLY.members[0], *joined),
        agreements=(),
        community=replace(EAST_ONLY.community, type=form),
    )


@pytest.mark.parametrize(("branches", "state"), [(0, "missed"), (1, "met"), (2, "met"), (3, "missed")])
def test_a_core_takes_one_or_two_schools_into_trust(branches, state):
    assert judge(B2)("branches", group(branches, 1, "close")).state.value == state
    assert judge(B2)("branches", group(branches, 1, "both")).state.value == state
    assert judge(B2)("branches", group(branches, 1, "cooperative")).state.value == "not-applicable"


@pytest.mark.parametrize(
    ("members", "least", "state"), [(2, 3, "missed"), (3, 3, "met"), (4, 3, "met exceeded")]
)
def test_ordinary_members_are_as_many_as_the_group_sets(members, least, state):
    facts = group(1, members, "cooperative")
    assert judge(B2)("members", facts, {"members": least}).state.value in state
    assert judge(B2)("members", group(1, members, "close")).state.value == "not-applicable"
    assert judge(B2)("members", facts, {"members": 0}).state.value == "met"


def test_a_branch_files_its_agreement_and_its_new_name():
    # The group begins on 1 September: ninety days later is 30 November.
    facts = group(1, 0, "close")
    facts = replace(facts, schools=tuple(replace(one, ours=one.id == "b0") for one in facts.schools))
    for day, state in ((date(2025, 11, 30), "met"), (date(2025, 12, 1), "missed")):
        named = having(facts, [paper("renaming", day, handed=False, school_id="b0")])
        assert judge(B2)("renaming", named).state.value == state
    assert figures(judge(B2)("trust-agreement", facts)) == (0, 1, "missed")
    assert judge(B2)("renaming", group(0, 2, "cooperative")).state.value == "not-applicable"


# ---- B3: a primary school bundled with a central school

B3 = "primary-central-bundle"
SHARE = {"training-points": 30, "sharing-points": 10}


def test_a_term_of_a_bundled_school():
    facts = having(
        BOTH,
        [activity("t", kinds=("training",)), activity("p", kinds=("pupil-exchange",))],
        [activity("r", kinds=("joint-research",)), activity("r2", kinds=("collective-planning",))],
        GROUP,
        PAPERS[:1],
    )
    facts = replace(facts, donations=(given("d", 800, date(2025, 10, 9)),))
    assert standing(B3, facts) == {
        "leading-group": (3, 3, "met"),
        "teacher-training": (1, 1, "met"),
        "shared-equipment": (1, 1, "met"),
        "pupil-exchange": (1, 1, "met"),
        "joint-research": (2, 1, "exceeded"),
        "parents-community": (0, 1, "missed"),
        "activity-papers": (4, 4, "met"),
        "plan": (1, 1, "met"),
        "term-summary": (0, 1, "missed"),
    }


@pytest.mark.parametrize(
    ("people", "value"),
    [(GROUP, 3), (GROUP[:1], 2), (GROUP[1:], 1), ((), 0), (duties(EAST, leader="p-east"), 2)],
)
def test_the_leading_group_is_of_both_sides(people, value):
    assert judge(B3)("leading-group", having(BOTH, people)).value == value


def test_shared_equipment_is_an_activity_or_a_donation():
    shared = having(BOTH, [activity(kinds=("shared-equipment",))])
    assert judge(B3)("shared-equipment", shared, {"sharings": 2}).value == 1
    both = replace(shared, donations=(given("d", 5, date(2025, 10, 9)), given("e", 5, date(2026, 3, 9))))
    assert figures(judge(B3)("shared-equipment", both, {"sharings": 2})) == (2, 2, "met")


def test_the_effect_is_entered_part_by_part():
    parts = {"training-effect": 18, "sharing-effect": 20, "pupil-effect": 15, "research-effect": 20}
    open_yet = having(BOTH, [filled("effect", parts, None)])
    assert score(B3, "effect", open_yet) is None
    # 18 + 20 + 15 + 20 + 17 = 90; with other points sharing has at most 10: 18 + 10 + 15 + 20 + 17 = 80.
    whole = having(BOTH, [filled("effect", {**parts, "parents-effect": 17}, None)])
    assert score(B3, "effect", whole) == 90
    assert score(B3, "effect", whole, SHARE) == 80


# ---- B4: a county's alliance

B4 = "county-alliance"
STAYS = (
    away("a", "p-teacher", date(2025, 9, 8), date(2025, 9, 19), "secondment"),
    away("b", "p-teacher", date(2025, 11, 3), date(2025, 11, 14), "short"),
    away("c", "p-teacher", date(2026, 3, 2), date(2026, 3, 6), "shadowing"),
    away("d", "p-backbone", date(2025, 10, 8), date(2025, 10, 10), "visiting"),
)


def test_exchange_is_stated_by_teachers_and_by_times():
    facts = having(BOTH, STAYS)
    for rule, value in (
        ("exchange-teachers", 2),
        ("exchange-times", 4),
    ):  # the year's stays, the short one too
        found = judge(B4)(rule, facts, today=YEAR_END, term=SPRING)
        assert (found.value, found.state.value) == (value, "not-applicable")


@pytest.mark.parametrize(
    ("asked", "state"), [(1, "exceeded"), (2, "met"), (3, "missed"), (0, "not-applicable")]
)
def test_teachers_are_exchanged_as_many_as_is_set(asked, state):
    found = judge(B4)("exchange", having(BOTH, STAYS), {"exchanged": asked}, today=YEAR_END, term=SPRING)
    assert found.state.value == state


def test_the_charter_lies_in_the_archive_within_sixty_days():
    # The alliance begins with its agreement, on 1 September: the sixtieth day after it is 31 October.
    for day, state in ((date(2025, 10, 31), "met"), (date(2025, 11, 1), "missed")):
        facts = having(BOTH, [paper("charter", day, handed=False)])
        assert judge(B4)("charter", facts).state.value == state
    assert figures(judge(B4)("charter", BOTH)) == (0, 1, "missed")


def test_four_fields_make_the_effect():
    parts = {"quality-effect": 20, "training-effect": 25, "exchange-effect": 12.5, "research-effect": 30}
    # Research has 25 points at most: 20 + 25 + 12.5 + 25 = 82.5.
    assert score(B4, "effect", having(BOTH, [filled("effect", parts, None)])) == Decimal("82.5")


def test_sharing_and_training_are_counted_for_the_alliance():
    facts = having(BOTH, held(2, "platform-sharing"), held(1, "training"))
    found = standing(B4, facts)
    assert (found["platform"], found["training"]) == ((2, 1, "exceeded"), (1, 1, "met"))
