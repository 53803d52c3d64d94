"""Unions, among and except, and fields that a record has not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.schemes.facts import ActivityFacts, Facts, Participant
from edudesk.services.schemes.judging.index import Index
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.scheme import Select

from .making import AFTER, EAST, FACTS, MID, OURS, WEST, activity, stay
from .own import own
from .selecting import reasons, refused, selected, taken
from .test_properties import LISTS

LECTURE = activity("lecture", kinds=("lecture",), people=(Participant("p-dean", role="lecturer"),))
LESSON = activity("lesson", kinds=("open-lesson",), people=(Participant("p-teacher", role="teacher"),))
BOTH = replace(FACTS, activities=(LECTURE, LESSON))
AWAY = stay("e", "p-teacher", date(2025, 10, 1), date(2025, 10, 31))


def measured(select: str, facts: Facts, measure: str) -> int:
    return int(selected(f"{select}, measure = {measure}", facts).value)


# -- unions


def test_a_list_takes_what_one_of_its_selections_takes_once():
    union = '[{ kinds = ["lecture"] }, { kinds = ["open-lesson"] }, { forms = ["onsite"] }]'
    assert taken(union, BOTH) == {"lecture", "lesson"}
    assert selected(union, BOTH).value == 2


def test_each_selection_of_a_list_names_its_own_people():
    union = """[
        { kinds = ["lecture"], people = [{ roles = ["lecturer"] }] },
        { kinds = ["open-lesson"], people = [{ roles = ["teacher"] }] },
    ]"""
    mixed = replace(LECTURE, people=(*LECTURE.people, Participant("p-vice", role="teacher")))
    facts = replace(FACTS, activities=(mixed, LESSON))
    assert measured(union, facts, '{ sort = "distinct", of = "person" }') == 2


def test_what_no_selection_of_a_list_takes_is_near_by_one_of_them():
    union = '[{ kinds = ["lecture"], forms = ["online"] }, { kinds = ["open-lesson"] }]'
    assert reasons(union, BOTH) == {"lecture": "not-online"}


# -- among


def test_people_among_those_of_other_records():
    select = '{ record = "person", among = { record = "exchange" } }'
    facts = replace(FACTS, exchanges=(AWAY,))
    assert taken(select, facts) == {"p-teacher"}
    assert reasons(select, facts)["p-dean"] == "not-among"


def test_among_records_only_those_people_count_who_pass_their_test():
    select = '{ record = "person", among = { kinds = ["lecture"], people = [{ roles = ["lecturer"] }] } }'
    both = replace(LECTURE, people=(*LECTURE.people, Participant("p-east", role="listener")))
    assert taken(select, replace(FACTS, activities=(both,))) == {"p-dean"}


def test_whoever_is_only_planned_to_be_among_them_is_planned():
    planned = replace(AWAY, state="planned", planned_from=date(2025, 12, 1), planned_to=date(2025, 12, 31))
    select = '{ record = "person", among = { record = "exchange" } }'
    found = selected(select, replace(FACTS, exchanges=(planned,)), today=MID)
    assert (int(found.value), int(found.planned)) == (0, 1)


def test_schools_among_those_that_take_part():
    select = '{ record = "school", among = { kinds = ["lecture"] } }'
    assert taken(select, BOTH) == {OURS, EAST}
    assert WEST in reasons(select, BOTH)


def test_activities_in_which_people_of_other_records_take_part():
    select = '{ kinds = ["open-lesson", "lecture"], among = { record = "exchange" } }'
    facts = replace(BOTH, exchanges=(AWAY,))
    assert taken(select, facts) == {"lesson"}
    assert reasons(select, facts) == {"lecture": "not-among"}


def test_a_short_stay_puts_nobody_among_the_long_ones():
    select = '{ record = "person", among = { record = "exchange", least_days = 32 } }'
    assert taken(select, replace(FACTS, exchanges=(AWAY,))) == set()
    long = replace(AWAY, real_to=date(2025, 11, 1))
    assert taken(select, replace(FACTS, exchanges=(long,))) == {"p-teacher"}


# -- except


def test_what_an_exception_takes_does_not_count():
    select = '{ except = [{ kinds = ["lecture"] }] }'
    assert taken(select, BOTH) == {"lesson"}
    assert reasons(select, BOTH) == {"lecture": "excepted"}


def test_people_who_were_on_an_exchange_can_be_left_out():
    select = '{ record = "person", except = [{ record = "person", among = { record = "exchange" } }] }'
    facts = replace(FACTS, exchanges=(AWAY,))
    assert "p-teacher" not in taken(select, facts)
    planned = replace(AWAY, state="planned", planned_from=date(2025, 12, 1), planned_to=date(2025, 12, 31))
    assert "p-teacher" in taken(select, replace(FACTS, exchanges=(planned,)), today=MID)


SELECTS = st.sampled_from(
    [
        '{ kinds = ["guidance", "lecture"] }',
        '{ forms = ["onsite"] }',
        '{ record = "stay", kinds = ["secondment", "guidance"] }',
        '{ record = "person", people = [{ side = "helper" }] }',
        '{ record = "school", schools = { side = "helped" } }',
        '[{ kinds = ["guidance"] }, { subjects = ["maths"] }]',
    ]
)


@given(LISTS, SELECTS, st.dates(date(2025, 9, 1), date(2026, 2, 1)))
@settings(max_examples=60, deadline=None)
def test_except_everything_leaves_nothing_and_among_never_adds(
    found: list[ActivityFacts], select: str, today: date
) -> None:
    facts = replace(FACTS, activities=tuple(found))
    whole = selected(select, facts, today=today)
    if select.startswith("{"):
        record = select.split('"')[1] if "record" in select else "activity"
        kinds = ', kinds = ["secondment", "guidance"]' if record == "stay" else ""
        nothing = f'{select[:-1]}, except = [{{ record = "{record}"{kinds} }}] }}'
        assert selected(nothing, facts, today=today).planned == 0
        among = f'{select[:-1]}, among = {{ kinds = ["guidance"] }} }}'
        fewer = selected(among, facts, today=today)
        assert {each.id for each in fewer.counted} <= {each.id for each in whole.counted}
        assert fewer.planned <= whole.planned


# -- what cannot be asked


@pytest.mark.parametrize(
    ("select", "problem"),
    [
        ('{ record = "donation", host = "helped" }', ("scheme.not-of-record", "host")),
        ('{ completions = ["passed"] }', ("scheme.not-of-record", "completions")),
        ("{ least_days = 3 }", ("scheme.not-of-record", "least_days")),
        ('{ record = "school", types = ["inner"] }', ("scheme.not-of-record", "types")),
        ('{ record = "exchange", kinds = ["secondment"] }', ("scheme.not-of-record", "kinds")),
        ('{ record = "donation", among = { record = "person" } }', ("scheme.not-of-record", "among")),
        ('{ record = "pair", kinds = ["lecture"] }', ("scheme.unknown-word", "kinds")),
        ('{ record = "exchange", least_months = 5, most_months = 3 }', ("scheme.impossible", "least_months")),
        ('[{ kinds = ["lecture"] }, { record = "pair" }]', ("scheme.other-record", "select")),
        ('{ except = [{ record = "pair" }] }', ("scheme.other-record", "except")),
        ("[]", ("scheme.missing", "select")),
        ("{ except = [" * 8 + "{}" + "] }" * 8, ("scheme.select-too-deep", "")),
    ],
)
def test_a_field_that_is_never_asked_of_a_record_is_refused(select, problem):
    assert problem in refused(select)


def test_the_problem_names_field_and_record():
    text = own(
        "quotas",
        'period = "term"\ncondition = { select = { record = "pair", host = "helped" }, at_least = 1 }',
    )
    (problem,) = check_scheme(text)
    assert (problem.parameters["field"], problem.parameters["record"]) == ("host", "pair")


def test_schemes_over_the_same_snapshot_share_its_arrangement():
    assert Index.of(FACTS, AFTER) is Index.of(FACTS, AFTER)
    assert Index.of(FACTS, MID) is not Index.of(replace(FACTS), MID)


def test_a_selection_depends_on_those_inside_it():
    inner = Select("exchange")
    union = Select(either=(Select(kinds=("lecture",), among=inner), Select(excluded=(Select(among=inner),))))
    assert [one.record for one in union.all_looked_at()].count("exchange") == 2
    assert [one.kinds for one in union.alternatives] == [("lecture",), ()]
    assert Select().alternatives == (Select(),)
