"""Papers: every sort of day they are due, for whom, how many, how long, and those that need none."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import AgreementFacts, DocumentFacts, PairFacts
from edudesk.services.schemes.results import State

from .making import AFTER, AUTUMN, EAST, FACTS, OURS, SPRING, WEST, activity, figures, stay
from .own import judged, own

NEXT_AUTUMN = TermCode(2026, 1)
LATE_YEAR = date(2026, 8, 20)
KIND = 'kinds = ["report"]\n'


def paper(identity: str, dated: date | None, **changes) -> DocumentFacts:
    usual = DocumentFacts(identity, "report", dated, handed_on=dated)
    return replace(usual, **changes)


def asked(due: str, *papers: DocumentFacts, facts=FACTS, more: str = "", today=AFTER, term=AUTUMN):
    text = own("documents", f"{KIND}due = {{ {due} }}\n{more}")
    return judged(text, replace(facts, documents=papers), today, term)


def deadlines(result) -> list[date]:
    return [part.period.last for part in result.parts]


# -- on which day


@pytest.mark.parametrize(("term", "due"), [(AUTUMN, [date(2026, 1, 31)]), (SPRING, [])])
def test_a_day_in_january_belongs_to_the_autumn_term_that_reaches_into_it(term, due):
    assert deadlines(asked('sort = "every-year", day = "01-31"', term=term)) == due


@pytest.mark.parametrize(
    ("dated", "state"),
    [
        (date(2025, 3, 16), State.MISSED),  # still the paper of the year before
        (date(2025, 3, 17), State.MET),
        (date(2026, 1, 31), State.MET),
        (date(2026, 2, 1), State.MISSED),
    ],
)
def test_a_paper_due_in_january_is_about_the_calendar_year_before(dated, state):
    result = asked('sort = "every-year", day = "01-31"', paper("d", dated), today=date(2026, 2, 10))
    assert result.state is state
    assert result.period is not None
    assert result.period.label.zh == "2025年"


def test_a_day_in_december_and_one_in_june_fall_into_their_own_terms():
    december, june = 'sort = "every-year", day = "12-31"', 'sort = "every-year", day = "06-30"'
    assert deadlines(asked(december)) == [date(2025, 12, 31)]
    assert deadlines(asked(december, term=SPRING)) == []
    assert deadlines(asked(june)) == []
    assert deadlines(asked(june, term=SPRING)) == [date(2026, 6, 30)]


@pytest.mark.parametrize(("term", "count"), [(AUTUMN, 1), (SPRING, 0)])
def test_a_fixed_day_asks_once_in_its_term(term, count):
    assert len(asked('sort = "on", on = 2025-11-15', term=term).parts) == count


@pytest.mark.parametrize(("dated", "state"), [(15, State.MET), (16, State.MISSED)])
def test_what_is_due_on_a_fixed_day_may_be_handed_in_on_it_and_not_after(dated, state):
    assert asked('sort = "on", on = 2025-11-15', paper("d", date(2025, 11, dated))).state is state


def test_every_month_of_the_term_asks_for_a_paper_some_days_after_its_own_end():
    result = asked('sort = "month-end", days = 5')
    assert deadlines(result) == [
        date(2025, 10, 5),
        date(2025, 11, 5),
        date(2025, 12, 5),
        date(2026, 1, 5),
        date(2026, 2, 5),
    ]


def test_one_paper_answers_one_month_and_the_first_that_lacks_it():
    september, october = paper("a", date(2025, 10, 2)), paper("b", date(2025, 10, 31))
    assert figures(asked('sort = "month-end", days = 5', september, october))[:2] == (2, 5)
    alone = asked('sort = "month-end", days = 5', paper("a", date(2025, 10, 4)))
    assert [part.value for part in alone.parts] == [1, 0, 0, 0, 0]


def test_a_month_report_that_came_late_is_missed_and_nothing_more_is_owed():
    late = paper("a", date(2025, 9, 30), handed_on=date(2025, 10, 8))
    first = asked('sort = "month-end", days = 5', late).parts[0]
    assert (first.state, first.owed) == (State.MISSED, ())
    assert first.near[0].parameters == {"days": 3}


def test_quarters_ask_that_end_in_the_term_or_its_holiday():
    assert deadlines(asked('sort = "quarter-end", days = 10')) == [date(2025, 10, 10), date(2026, 1, 10)]
    spring = asked('sort = "quarter-end"', term=SPRING)
    assert deadlines(spring) == [date(2026, 3, 31), date(2026, 6, 30)]


@pytest.mark.parametrize(
    ("sort", "term", "due"),
    [
        ("school-year-start", AUTUMN, [date(2025, 9, 11)]),
        ("school-year-start", SPRING, []),
        ("school-year-end", AUTUMN, []),
        ("school-year-end", SPRING, [date(2026, 7, 18)]),
    ],
)
def test_a_school_year_begins_in_autumn_and_ends_after_the_last_school_day_of_spring(sort, term, due):
    assert deadlines(asked(f'sort = "{sort}", days = 10', term=term)) == due


def test_a_paper_that_names_its_school_year_answers_whatever_its_day():
    named = paper("d", date(2026, 7, 20), handed_on=date(2026, 7, 10), school_year=2025)
    end = 'sort = "school-year-end", days = 10'
    assert asked(end, named, term=SPRING, today=LATE_YEAR).state is State.MET
    other = replace(named, school_year=2024)
    assert asked(end, other, term=SPRING, today=LATE_YEAR).state is State.MISSED


@pytest.mark.parametrize(
    ("due", "term", "days"),
    [
        ('sort = "cycle-start", days = 30', AUTUMN, [date(2025, 10, 1)]),
        ('sort = "cycle-start", days = 30', SPRING, []),
        ('sort = "cycle-start", days = 20, before = true', TermCode(2026, 2), [date(2027, 8, 12)]),
        ('sort = "cycle-end", days = 10, before = true', TermCode(2026, 2), [date(2027, 8, 21)]),
        ('sort = "cycle-end", days = 10', TermCode(2027, 1), [date(2027, 9, 10)]),
    ],
)
def test_a_cycle_of_two_years_asks_at_its_ends(due, term, days):
    assert deadlines(asked(due, term=term)) == days


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ('sort = "agreement-start", days = 15', date(2025, 9, 16)),
        ('sort = "agreement-start", days = { number = 5, working = true }', date(2025, 9, 8)),
    ],
)
def test_an_agreement_asks_some_days_after_it_begins(due, day):
    assert deadlines(asked(due)) == [day]


def test_before_an_agreement_begins_the_bureau_approves_it():
    rule = own("documents", 'kinds = ["approval"]\ndue = { sort = "agreement-start", before = true }\n')
    agreed = AgreementFacts("a", starts_on=date(2025, 9, 10), approved_on=date(2025, 9, 10))
    assert judged(rule, replace(FACTS, agreements=(agreed,))).state is State.MET
    late = replace(agreed, approved_on=date(2025, 9, 11))
    assert judged(rule, replace(FACTS, agreements=(late,))).state is State.MISSED
    assert judged(rule, replace(FACTS, agreements=(replace(agreed, approved_on=None),))).value == 0


def test_each_partner_has_the_days_of_its_own_agreement():
    agreed = (
        AgreementFacts("a", starts_on=date(2025, 9, 1), parties=(OURS, EAST)),
        AgreementFacts("b", starts_on=date(2025, 10, 1), parties=(OURS, WEST)),
    )
    facts = replace(FACTS, agreements=agreed)
    result = asked('sort = "agreement-start", days = 10', facts=facts, more='per = "partner"')
    assert {part.basis.id: part.period.last for part in result.parts} == {
        EAST: date(2025, 9, 11),
        WEST: date(2025, 10, 11),
    }


# -- pairs, stays and activities


def test_a_mentor_pair_asks_after_it_begins_or_after_it_ends():
    pair = PairFacts("p", date(2025, 9, 10), date(2026, 6, 30), mentors=("p-dean",), apprentices=("p-east",))
    facts = replace(FACTS, pairs=(pair,))
    assert deadlines(asked('sort = "pair", days = 10', facts=facts)) == [date(2025, 9, 20)]
    at_end = 'sort = "pair", days = 10, at_end = true'
    assert deadlines(asked(at_end, facts=facts)) == []
    assert deadlines(asked(at_end, facts=facts, term=SPRING)) == [date(2026, 7, 10)]
    endless = replace(FACTS, pairs=(replace(pair, ends_on=None),))
    assert deadlines(asked(at_end, facts=endless, term=SPRING)) == []


def test_a_paper_of_a_pair_belongs_to_it():
    pair = PairFacts("p", date(2025, 9, 10), mentors=("p-dean",), apprentices=("p-east",))
    facts = replace(FACTS, pairs=(pair, replace(pair, id="q")))
    mine = paper("d", date(2025, 9, 12), about_id="p")
    result = asked('sort = "pair", days = 10', mine, facts=facts)
    assert [(part.basis.id, part.value) for part in result.parts] == [("p", 1), ("q", 0)]


def test_activities_may_be_named_more_closely_than_by_their_kind():
    online = activity("o", form="online")
    facts = replace(FACTS, activities=(activity("v"), online))
    rule = 'sort = "activity", days = 7, select = { kinds = ["guidance"], forms = ["online"] }'
    assert [part.basis.id for part in asked(rule, facts=facts).parts] == ["o"]


def test_a_planned_or_deleted_activity_asks_for_nothing_after_its_end():
    found = (activity("p", state="planned", starts_on=date(2026, 2, 1)), activity("d", deleted=True))
    result = asked('sort = "activity", days = 7', facts=replace(FACTS, activities=found))
    assert result.state is State.NOT_APPLICABLE


def test_each_person_on_a_stay_writes_a_paper_of_their_own():
    stays = (
        stay("s", "p-teacher", date(2025, 9, 8), date(2025, 11, 8)),
        stay("t", "p-dean", date(2025, 9, 8), date(2025, 11, 8)),
    )
    facts = replace(FACTS, exchanges=stays)
    theirs = paper("d", date(2025, 12, 1), person_id="p-teacher")
    nobody = paper("n", date(2025, 12, 1))
    result = asked('sort = "term-end"', theirs, nobody, facts=facts, more='per = "person"')
    assert {part.basis.id: part.value for part in result.parts} == {"p-teacher": 1, "p-dean": 0}


def test_a_pair_owes_a_paper_a_term():
    pair = PairFacts("p", date(2025, 9, 10), mentors=("p-dean",), apprentices=("p-east",))
    facts = replace(FACTS, pairs=(pair,))
    other = paper("o", date(2025, 12, 1), about_id="q")
    assert asked('sort = "term-end"', other, facts=facts, more='per = "pair"').value == 0
    own_paper = paper("d", date(2025, 12, 1), about_id="p")
    assert asked('sort = "term-end"', own_paper, facts=facts, more='per = "pair"').value == 1


# -- how many, how long, since when


@pytest.mark.parametrize(("count", "state"), [(2, State.MISSED), (3, State.MET), (4, State.MET)])
def test_so_many_papers_are_asked_for(count, state):
    papers = [paper(f"d{number}", date(2025, 10, number + 1)) for number in range(count)]
    result = asked('sort = "term-end"', *papers, more="number = 3")
    assert figures(result) == (min(count, 3), 3, state)
    assert [owed.parameters["missing"] for owed in result.owed] == [1] * (count == 2)


@pytest.mark.parametrize(("length", "value"), [(1999, 0), (2000, 1), (2001, 1), (None, 1)])
def test_a_paper_that_is_too_short_does_not_answer_one_of_unknown_length_is_pointed_out(length, value):
    result = asked(
        'sort = "term-end"', paper("d", date(2025, 12, 1), characters=length), more="least_characters = 2000"
    )
    assert result.value == value
    assert [near.reason for near in result.near] == ["too-short"] * (length == 1999)
    assert (result.note is not None) == (length is None)


def test_a_standing_paper_answers_in_every_term_of_its_cycle():
    charter = paper("d", date(2025, 9, 5))
    rule = 'sort = "term-start", days = 30'
    for term, day in ((AUTUMN, AFTER), (SPRING, LATE_YEAR)):
        assert asked(rule, charter, more="standing = true", term=term, today=day).state is State.MET
    assert asked(rule, charter, term=SPRING, today=LATE_YEAR).state is State.MISSED
    before = paper("d", date(2025, 6, 1))
    assert asked(rule, before, more="standing = true").state is State.MISSED


# -- where nothing is asked


def test_a_rule_of_one_term_asks_nothing_in_the_other():
    assert asked('sort = "term-end"', more="in_terms = [2]").note.code == "scheme.note.other-term"
    assert len(asked('sort = "term-end"', more="in_terms = [1]").parts) == 1


def test_a_paper_frees_the_one_it_is_about_and_names_who_approved():
    free = DocumentFacts("f", "approval", dated=date(2025, 9, 20), school_id=EAST, author="县教育局")
    rule = 'per = "partner"\nexempt = ["approval"]'
    result = asked('sort = "term-end"', free, more=rule)
    states = {part.basis.id: part.state for part in result.parts}
    assert states == {EAST: State.NOT_APPLICABLE, WEST: State.MISSED}
    assert result.note.parameters == {"author": "县教育局"}


PHASE = """
[[phases]]
id = "start"
name = { zh = "启动", en = "Start" }
first = "09-01"
last = "09-30"
"""


@pytest.mark.parametrize(("days", "term", "due"), [(0, AUTUMN, [date(2025, 9, 30)]), (0, SPRING, [])])
def test_a_phase_asks_after_its_last_day(days, term, due):
    rule = f'{KIND}due = {{ sort = "phase-end", phase = "start", days = {days} }}\n'
    assert deadlines(judged(own("documents", rule) + PHASE, FACTS, AFTER, term)) == due


def test_a_phase_that_ended_in_the_term_before_may_ask_in_this_one():
    phase = PHASE.replace("09-01", "01-05").replace("09-30", "02-20")
    rule = f'{KIND}due = {{ sort = "phase-end", phase = "start", days = 10 }}\n'
    text = own("documents", rule) + phase
    assert deadlines(judged(text, FACTS, AFTER, SPRING)) == [date(2026, 3, 2)]
    assert deadlines(judged(text, FACTS, AFTER, AUTUMN)) == []


def test_where_no_number_is_set_no_paper_is_asked_for():
    found = asked('sort = "term-end"', more="number = 0")
    assert (found.state, found.parts) == (State.NOT_APPLICABLE, ())
    assert found.note.code == "scheme.note.no-number"


def test_a_school_owes_no_paper_that_only_the_other_side_owes():
    helped, helper = (
        f'per = {{ each = "school", schools = {{ side = "{side}" }} }}\n' for side in ("helped", "helper")
    )
    due = 'sort = "every-year", day = "11-10"'
    assert [part.basis.id for part in asked(due, more=helper).parts] == [OURS]
    assert asked(due, more=helped).parts == ()
    theirs = replace(
        FACTS, schools=tuple(replace(school, ours=school.id == EAST) for school in FACTS.schools)
    )
    assert [part.basis.id for part in asked(due, more=helped, facts=theirs).parts] == [EAST]
    bureau = replace(FACTS, schools=tuple(replace(school, ours=False) for school in FACTS.schools))
    assert [part.basis.id for part in asked(due, more=helped, facts=bureau).parts] == [EAST, WEST]
