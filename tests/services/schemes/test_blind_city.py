# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""What a city written from the documentation alone brought to light, reckoned by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import AgreementFacts, DocumentFacts, Facts, PairFacts
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import State

from .making import FACTS, OURS, PEOPLE, activity, figures, person, stay
from .own import judged, own
from .scoring import figure, part, parts, sheet, table, value, with_

PAIR = PairFacts("p-1", date(2025, 9, 10), mentors=("p-mentor",), apprentices=("p-east",))
AGED = own(
    "eligibility",
    """select = { record = "pair" }
roles = ["mentor"]
who = [{ none = [{ sex = "male", age_at_least = 58 }, { sex = "female", age_at_least = 53 }] }]
""",
)


def mentored_by(**facts: object) -> Facts:
    mentor = replace(person("p-mentor", OURS), **facts)  # type: ignore[arg-type]
    return replace(FACTS, people=(*PEOPLE, mentor), pairs=(PAIR,))


@pytest.mark.parametrize(
    ("birth", "sex", "state"),
    [
        (date(1967, 10, 1), "male", State.MET),  # 57 years
        (date(1967, 9, 1), "male", State.MISSED),  # 58 on 10 September
        (date(1972, 9, 1), "female", State.MISSED),  # 53
        (date(1969, 1, 1), "male", State.MET),  # 56: too old for a woman only
        (None, "male", State.MET),
        (date(1969, 1, 1), "", State.MET),  # 56, and nobody knows
        (None, "", State.MET),
    ],
)
def test_what_nobody_entered_excludes_nobody_by_none_either(birth, sex, state):
    assert judged(AGED, mentored_by(birth=birth, sex=sex)).state is state


@pytest.mark.parametrize(
    "inner",
    [
        '{ subjects = ["pe"] }',
        "{ teaching_years_at_most = 5 }",
        "{ years_here_at_most = 5 }",
        '{ assessed = { grades = ["pass"], years = 1 } }',
        "{ none = [{ teaching_years_at_most = 5 }] }",
        "{ any = [{ age_at_least = 55 }] }",
        "{ mentored = { } }",
    ],
)
def test_each_unknown_fact_in_none(inner):
    body = f'select = {{ record = "pair" }}\nroles = ["mentor"]\nwho = [{{ none = [{inner}] }}]\n'
    assert judged(own("eligibility", body), mentored_by()).state is State.MET


def lasting(last: date) -> Facts:
    return replace(FACTS, agreements=(AgreementFacts("a", starts_on=date(2025, 9, 1), ends_on=last),))


@pytest.mark.parametrize(
    ("last", "shown", "state"),
    [
        (date(2028, 8, 30), "2", State.MISSED),
        (date(2028, 8, 31), "3", State.MET),
        (date(2030, 8, 31), "5", State.MET),
        (date(2030, 9, 1), "5", State.MET),  # its anniversary
        (date(2030, 9, 2), "5.1", State.MISSED),
        (date(2031, 8, 30), "6.0", State.MISSED),
    ],
)
def test_an_agreement_longer_than_allowed_by_days_is_too_long(last, shown, state):
    result = judged(own("limits", "agreement_years = true\nbetween = [3, 5]\n"), lasting(last))
    assert (str(result.value), result.state) == (shown, state)


MENTORING = """period = "term"
per = "pair"
exempt = ["exemption"]
condition = { select = { kinds = ["mentoring"] }, at_least = 8 }
"""


@pytest.mark.parametrize(
    ("whose", "state"),
    [
        ("p-east", State.NOT_APPLICABLE),
        ("p-mentor", State.NOT_APPLICABLE),
        ("p-dean", State.MISSED),
    ],
)
def test_a_paper_of_one_of_a_pair_frees_the_pair(whose, state):
    paper = DocumentFacts("d", "exemption", date(2025, 10, 1), person_id=whose)
    assert judged(own("quotas", MENTORING), replace(mentored_by(), documents=(paper,))).state is state


def test_days_away_a_person_on_average():
    body = 'period = "term"\ncondition = { select = { record = "exchange" }, '
    body += 'measure = { sort = "average", unit = "day", of = "person" } }\n'
    stays = (
        stay("e-1", "p-dean", date(2025, 9, 1), date(2025, 9, 30)),  # 30 days
        stay("e-2", "p-vice", date(2025, 10, 1), date(2025, 10, 10)),  # 10 days
        stay("e-3", "p-vice", date(2025, 11, 1), date(2025, 11, 1)),  # 1 more
    )
    result = judged(own("statistics", body), replace(FACTS, exchanges=stays))
    assert result.value == Decimal("20.5")


def test_no_average_of_other_amounts_of_stays():
    body = 'period = "term"\ncondition = { select = { record = "exchange" }, '
    body += 'measure = { sort = "average", unit = "period", of = "person" } }\n'
    assert [problem.code for problem in check_scheme(own("statistics", body))] == ["scheme.not-yet"]


def test_a_part_that_counts_up_to_a_share_is_said_without_a_needless_nought():
    body = """period = "term"
condition = { at_least = 60, add = [
    { select = { kinds = ["sync-lesson"] }, measure = { sort = "sum", unit = "lesson" } },
    { select = { kinds = ["online-study"] }, measure = { sort = "sum", unit = "lesson" }, most = { times = [60, 0.4] } },
] }
"""
    held = (
        activity("a", kinds=("sync-lesson",), units={"lesson": Decimal(36)}),
        activity("b", kinds=("online-study",), units={"lesson": Decimal(30)}),
    )
    result = judged(own("quotas", body), replace(FACTS, activities=held))
    assert (*map(str, figures(result)[:2]), result.state) == ("60", "60", State.MET)


# -- scores

CHOSEN = parts(
    part("best", 'points = 50, better = { of = ["a", "b"] }'), part("rest", "points = 50, entered = true")
)
STEPS = "".join(
    f'[[assessments.steps]]\nid = "{one}"\nname = {{ zh = "{one}", en = "{one}" }}\npoints = 50\nentered = true\n'
    for one in ("a", "b")
)


@pytest.mark.parametrize(
    ("entered", "total"),
    [
        ({"a": 40, "b": 45, "rest": 20}, 65),
        ({"a": 40, "b": 30, "rest": 20}, 60),
        ({"a": 40, "rest": 20}, None),
    ],
)
def test_the_better_of_two_without_any_condition(entered, total):
    assert value(table(CHOSEN + STEPS), with_(FACTS, sheet(entered))) == total


def test_better_needs_both_or_neither_of_its_exception():
    half = CHOSEN.replace('["a", "b"]', '["a", "b"], else = "a"')
    assert [problem.code for problem in check_scheme(table(half + STEPS))] == ["scheme.missing"]


ROSE = parts(
    part(
        "rise",
        'points = 100, levels = { of = { less = [{ figure = "mark" }, { figure = "mark", back = 1 }] }, '
        "table = [{ at_least = 5, points = 100 }, { at_least = 2, points = 50 }] }",
    )
)


@pytest.mark.parametrize(("now", "total"), [(85, 100), (84.9, 50), (82, 50), (81.9, 0), (70, 0)])
def test_levels_of_a_rise_from_the_year_before(now, total):
    facts = with_(FACTS, figure("mark", OURS, now), figure("mark", OURS, 80, 2024))
    assert value(table(ROSE), facts) == total


def test_a_rise_stays_open_without_the_year_before():
    assert value(table(ROSE), with_(FACTS, figure("mark", OURS, 85))) is None


def test_an_unknown_figure_in_a_number_is_said_once():
    wrong = table(ROSE.replace('{ figure = "mark" }', '{ figure = "marc" }'))
    assert [problem.code for problem in check_scheme(wrong)] == ["scheme.unknown-word-guess"]


def test_the_figures_of_schools_are_none_of_the_community():
    assert [problem.code for problem in check_scheme(table(ROSE, of="community"))] == [
        "scheme.school-figure"
    ] * 2
