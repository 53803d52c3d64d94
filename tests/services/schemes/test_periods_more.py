"""Weeks, quarters, phases, the days before a term, the last years, everything so far; cycles of months."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.explain import say_period
from edudesk.services.schemes.facts import DocumentFacts
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .making import AFTER, AUTUMN, EAST_ONLY, FACTS, MID, SPRING, activity
from .own import HEAD, RULE, own, shown

DAY = timedelta(days=1)
LONG_AGO = replace(EAST_ONLY, community=replace(EAST_ONLY.community, since=date(2020, 9, 1)))


def rule(period: str, more: str = "", head: str = HEAD) -> str:
    return (
        f"{head}[[quotas]]{RULE}period = {period}\n{more}\n"
        'condition = { select = { kinds = ["guidance"] }, at_least = 1 }\n'
    )


def on(*days: date, **more: Any):
    return tuple(activity(f"v{day}", starts_on=day, **more) for day in days)


def value(text, *days, term=AUTUMN, today=date(2026, 8, 31), facts=LONG_AGO, **more):
    found = shown(text, replace(facts, activities=on(*days, **more)), today, term)
    return int(found.value)


def edges(text, first, last, **more):
    """Return the values of the day before, the first and last, and the day after."""
    return [value(text, day, **more) for day in (first - DAY, first, last, last + DAY)]


def test_each_week_of_the_term_is_a_period():
    found = shown(rule('"week"'), replace(LONG_AGO, activities=on(date(2025, 9, 7), date(2026, 1, 24))))
    assert len(found.parts) == 21
    assert [int(part.value) for part in found.parts] == [1] + [0] * 19 + [
        1
    ]  # the last Saturday belongs to it
    assert found.parts[0].period.label.zh.startswith("第1周（9月1日—9月7日）")
    assert len(shown(rule('{ sort = "week", least_days = 6 }'), LONG_AGO).parts) == 20


def test_the_quarters_that_end_in_a_term():
    found = shown(rule('"quarter"'), replace(LONG_AGO, activities=on(date(2025, 8, 1), date(2025, 10, 1))))
    assert [(part.period.last, int(part.value)) for part in found.parts] == [
        (date(2025, 9, 30), 1),
        (date(2025, 12, 31), 1),
    ]


PHASES = """
[[phases]]
id = "check"
name = { zh = "中期检查", en = "Check" }
first = "12-01"
last = "01-15"
[[phases]]
id = "once"
name = { zh = "启动", en = "Start" }
on_first = 2025-09-10
on_last = 2025-10-09
[[phases]]
id = "shown"
name = { zh = "宣传", en = "News" }
"""


def test_a_phase_of_every_year_and_one_of_a_single_year():
    yearly = rule('{ sort = "phase", phase = "check" }') + PHASES
    assert edges(yearly, date(2025, 12, 1), date(2026, 1, 15)) == [0, 1, 1, 0]
    assert shown(yearly, LONG_AGO).period.label.zh == "中期检查"
    once = rule('{ sort = "phase", phase = "once" }') + PHASES
    assert edges(once, date(2025, 9, 10), date(2025, 10, 9)) == [0, 1, 1, 0]
    assert shown(once, LONG_AGO, AFTER, SPRING).note.code == "scheme.note.no-period"
    assert "scheme.phase-without-days" in {
        one.code for one in check_scheme(rule('{ sort = "phase", phase = "shown" }') + PHASES)
    }


def test_the_days_before_a_term_go_back_to_the_term_before_at_most():
    text = rule('{ sort = "before-term", days = 10 }')
    assert edges(text, date(2026, 2, 13), date(2026, 2, 22), term=SPRING) == [0, 1, 1, 0]
    far = rule('{ sort = "before-term", days = 300 }')
    assert edges(far, date(2026, 1, 24), date(2026, 2, 22), term=SPRING) == [0, 1, 1, 0]


def test_the_last_years_end_with_the_terms_school_year():
    text = rule('{ sort = "last-years", years = 3 }')
    assert edges(text, date(2023, 9, 1), date(2026, 8, 31)) == [0, 1, 1, 0]
    assert value(rule('{ sort = "last-years", years = 100 }'), date(1990, 1, 1)) == 1


def test_everything_so_far_reaches_to_the_terms_end_with_its_holiday():
    text = rule('"ever"')
    assert [value(text, day) for day in (date(1999, 1, 1), date(2026, 2, 22), date(2026, 2, 23))] == [1, 1, 0]
    found = shown(text, LONG_AGO)
    assert found.state is State.MISSED
    assert say_period(Texts("zh"), found.period) == "至今（到2026年1月23日）"
    assert shown(text, LONG_AGO, MID).state is State.ON_TRACK  # pace goes by the term
    assert shown(text, LONG_AGO, date(2026, 1, 20)).state is State.AT_RISK


def test_of_a_long_period_only_records_of_the_term_are_told_as_near():
    text = rule('"ever"').replace('["guidance"]', '["guidance"], forms = ["online"]')
    records = on(date(2025, 10, 1), date(2021, 10, 1))
    near = shown(text, replace(LONG_AGO, activities=records)).near
    assert [one.id for one in near] == ["v2025-10-01"]


@pytest.mark.parametrize(
    ("cycle", "first", "last"),
    [
        ('{ months = 21, starts = "10-01" }', date(2025, 10, 1), date(2027, 6, 30)),
        ("{ first = 2025-03-01, last = 2026-02-10 }", date(2025, 3, 1), date(2026, 2, 10)),
        ("{ months = 6 }", date(2025, 9, 1), date(2026, 2, 28)),
    ],
)
def test_a_cycle_may_be_of_months_or_fixed(cycle, first, last):
    head = HEAD.replace("{ years = 2 }", cycle)
    text = rule('"cycle"', head=head)
    assert check_scheme(text) == ()
    period = shown(text, EAST_ONLY).period
    assert (period.first, period.last) == (first, last)
    assert edges(text, first, last, today=date(2027, 9, 1)) == [0, 1, 1, 0]


def test_a_fixed_cycle_that_is_over_asks_for_nothing():
    head = HEAD.replace("{ years = 2 }", "{ first = 2023-09-01, last = 2025-08-31 }")
    assert shown(rule('"cycle"', head=head), EAST_ONLY).note.code == "scheme.note.no-period"
    before = shown(rule('"cycle"', head=head), LONG_AGO, date(2025, 6, 1), TermCode(2024, 2))
    assert before.period.last == date(2025, 8, 31)


def test_a_rule_may_be_of_one_term_of_the_year():
    text = rule('"term"', "in_terms = [2]")
    found = shown(text, EAST_ONLY)
    assert (found.state, found.note.code) == (State.NOT_APPLICABLE, "scheme.note.other-term")
    assert shown(text, EAST_ONLY, AFTER, SPRING).target == 1


def paper(**more: Any) -> DocumentFacts:
    usual = DocumentFacts("d", "exemption", date(2025, 10, 1), author="县教育局")
    return replace(usual, **more)


@pytest.mark.parametrize(
    ("more", "free"),
    [
        ({}, True),
        ({"dated": date(2025, 8, 31)}, False),
        ({"dated": date(2025, 8, 31), "term": AUTUMN}, True),
        ({"term": SPRING}, False),
        ({"school_year": 2025, "dated": None}, True),
        ({"school_year": 2024}, False),
        ({"school_id": "s-ours"}, True),
        ({"school_id": "s-west"}, False),
        ({"person_id": "p-dean"}, False),
        ({"kind": "report"}, False),
    ],
)
def test_a_paper_may_free_from_a_rule_for_a_period(more, free):
    text = rule('"term"', 'exempt = ["exemption"]')
    found = shown(text, replace(EAST_ONLY, documents=(paper(**more),)))
    assert (found.state is State.NOT_APPLICABLE) == free
    if free:
        assert (found.note.code, found.note.parameters["author"]) == ("scheme.note.exempt", "县教育局")


def test_a_paper_of_one_partner_frees_that_one():
    text = rule('"term"', 'per = "partner"\nexempt = ["exemption"]')
    found = shown(text, replace(FACTS, documents=(paper(school_id="s-west", author=""),)))
    assert [part.state for part in found.parts] == [State.MISSED, State.NOT_APPLICABLE]
    assert (found.target, found.note.code) == (1, "scheme.note.exempt-unnamed")


# -- the head


def codes(text):
    return {(problem.code, problem.field) for problem in check_scheme(text)}


@pytest.mark.parametrize(
    ("head", "code", "field"),
    [
        ("{ first = 2025-09-01 }", "scheme.missing", "last"),
        ("{ first = 2025-09-01, last = 2024-09-01 }", "scheme.impossible", "first"),
        ("{ months = 0 }", "scheme.too-small", "months"),
        ("{ years = 101 }", "scheme.too-large", "years"),
        ('{ first = 2025-09-01, last = 2026-09-01, starts = "09-01" }', "scheme.unknown-field", "starts"),
    ],
)
def test_a_cycle_that_means_nothing_is_refused(head, code, field):
    found = codes(rule('"term"', head=HEAD.replace("{ years = 2 }", head)))
    assert any(one.startswith(code) and at == field for one, at in found), found


def test_what_the_head_says_is_read():
    text = (
        rule('"term"')
        + PHASES
        + (
            '[[figures]]\nid = "f"\nname = { zh = "数", en = "F" }\n'
            'unit = { zh = "个", en = "f" }\nof = "community"\n'
        )
    )
    scheme = read_scheme(text)
    assert [phase.id for phase in scheme.phases] == ["check", "once", "shown"]
    assert (scheme.figures[0].of, scheme.figures[0].period) == ("community", "school-year")


BOTH = """
[[phases]]
id = "a"
name = { zh = "甲", en = "A" }
first = "01-01"
last = "02-01"
on_first = 2025-01-01
on_last = 2025-02-01
"""


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('[[phases]]\nid = "a"\nname = { zh = "甲", en = "A" }\nfirst = "01-01"\n', "scheme.missing"),
        (PHASES + PHASES, "scheme.twice"),
        ('[[figures]]\nid = "a"\nname = { zh = "甲", en = "A" }\n', "scheme.missing"),
        (BOTH, "scheme.two-bounds"),
    ],
)
def test_a_head_that_means_nothing_is_refused(more, code):
    assert code in {one for one, _ in codes(rule('"term"') + more)}


SETTINGS = """
[[settings]]
id = "from"
name = { zh = "开始", en = "From" }
type = "date"
default = "2025-10-01"
[[settings]]
id = "strict"
name = { zh = "严格", en = "Strict" }
type = "flag"
default = false
"""


def test_a_setting_may_be_a_date_and_a_flag_may_choose():
    text = (
        HEAD
        + SETTINGS
        + (
            f'[[quotas]]{RULE}period = {{ sort = "until", on = "@from" }}\n'
            'condition = { select = { kinds = ["guidance"] }, '
            "at_least = { choose = 'strict', when = { true = 3, false = 1 } } }\n"
        )
    )
    assert check_scheme(text) == ()
    assert shown(text, EAST_ONLY).period.last == date(2025, 10, 1)
    strict = read_scheme(text, {"strict": True, "from": "2025-11-02"})
    condition: Any = strict.rules[0].condition
    assert condition.bound.at_least == 3
    assert strict.rules[0].period.on == date(2025, 11, 2)
    assert "scheme.bad-default" in {
        one.code for one in check_scheme(text.replace("2025-10-01", "2025-13-01"))
    }
    assert "scheme.bad-choose" in {one.code for one in check_scheme(text.replace("true = 3, ", ""))}


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ('{ sort = "before-term" }', "scheme.missing"),
        ('{ sort = "last-years" }', "scheme.missing"),
        ('{ sort = "phase" }', "scheme.missing"),
        ('{ sort = "last-years", years = 101 }', "scheme.too-large"),
        ("{ }", "scheme.missing"),
    ],
)
def test_a_period_that_means_nothing_is_refused(period, code):
    assert code in {one for one, _ in codes(rule(period))}


def test_a_rule_of_too_many_leaves_or_levels_is_refused():
    leaf = '{ select = { kinds = ["guidance"] }, at_least = 1 }'
    many = own("quotas", f'period = "term"\ncondition = {{ all = [{", ".join([leaf] * 61)}] }}')
    assert ("scheme.too-many", "condition") in codes(many)
    deep = leaf
    for _ in range(8):
        deep = f"{{ all = [{deep}] }}"
    assert ("scheme.too-deep", "condition") in codes(own("quotas", f'period = "term"\ncondition = {deep}'))


@pytest.mark.parametrize(
    ("period", "part", "refused"),
    [
        ('"ever"', "week", True),
        ('"ever"', "month", False),
        ('{ sort = "last-years", years = 8 }', "week", True),
        ('{ sort = "last-years", years = 7 }', "week", False),
        ('"cycle"', "week", False),
        ('"term"', "week", False),
    ],
)
def test_a_period_of_too_many_parts_is_refused(period, part, refused):
    leaf = '{ select = { kinds = ["guidance"] }, at_least = 1 }'
    text = own("quotas", f'period = {period}\ncondition = {{ in_every = "{part}", condition = {leaf} }}')
    assert (("scheme.too-many", "condition") in codes(text)) == refused
