"""When papers are due, and what is said once the day has passed."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.calendar import SpecialDays, SpecialRange
from edudesk.services.schemes import explain
from edudesk.services.schemes.facts import DocumentFacts
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .making import AFTER, AUTUMN, EAST_ONLY, SPRING, activity, stay
from .own import judged, own

ZH, EN = Texts("zh"), Texts("en")


def document(due: str, kinds: str = '["plan"]', more: str = "") -> str:
    return own("documents", f"kinds = {kinds}\ndue = {due}\n{more}")


def last_day(due: str, facts=EAST_ONLY, term=AUTUMN) -> date:
    period = judged(document(due), facts, date(2025, 9, 1), term).period
    assert period is not None
    return period.last


def test_days_are_natural_unless_the_scheme_says_working():
    assert last_day('{ sort = "term-start", days = 5 }') == date(2025, 9, 6)
    assert last_day('{ sort = "term-start", days = { number = 5, working = true } }') == date(2025, 9, 8)
    assert last_day('{ sort = "term-start", days = { number = 5 } }') == date(2025, 9, 6)


def test_holidays_and_worked_weekends_move_a_working_day():
    special = SpecialDays(
        (
            SpecialRange(date(2025, 9, 3), date(2025, 9, 4), works=False),
            SpecialRange(date(2025, 9, 6), date(2025, 9, 6), works=True),
        )
    )
    facts = replace(EAST_ONLY, special_days=special)
    assert last_day('{ sort = "term-start", days = { number = 5, working = true } }', facts) == date(
        2025, 9, 9
    )


def test_working_days_before_an_agreement_ends():
    facts = replace(EAST_ONLY, agreements=(replace(EAST_ONLY.agreements[0], ends_on=date(2025, 11, 10)),))
    due = '{ sort = "agreement-end", days = { number = 5, working = true } }'
    assert last_day(due, facts) == date(2025, 11, 3)


def test_a_paper_may_be_due_before_an_activity_that_is_still_planned():
    visit = activity("v", state="planned", starts_on=date(2025, 11, 20))
    text = document('{ sort = "activity", days = 7, before = true, kinds = ["guidance"] }')
    facts = replace(EAST_ONLY, activities=(visit,))
    found = judged(text, facts, date(2025, 11, 10))
    assert found.parts[0].period.last == date(2025, 11, 13)
    assert found.state is State.AT_RISK
    paper = DocumentFacts("d", "plan", date(2025, 11, 9), date(2025, 11, 10), about_id="v")
    assert judged(text, replace(facts, documents=(paper,)), date(2025, 11, 10)).state is State.MET


def test_everyone_on_a_stay_may_owe_a_paper_after_it():
    text = document('{ sort = "exchange", days = 10, exchange_forms = ["short"] }')
    stays = (
        stay("x", "p-backbone", date(2025, 10, 1), date(2025, 10, 20)),
        stay("y", "p-east", date(2025, 12, 1), date(2026, 3, 1), back=True),
    )
    facts = replace(EAST_ONLY, exchanges=stays)
    found = judged(text, facts)
    assert [(part.basis.label.zh, part.period.last) for part in found.parts] == [
        ("p-backbone", date(2025, 10, 30))
    ]
    paper = DocumentFacts("d", "plan", date(2025, 10, 25), date(2025, 10, 26), about_id="x")
    assert judged(text, replace(facts, documents=(paper,))).state is State.MET


def test_the_first_years_papers_are_asked_for_anew_in_every_cycle():
    text = document('{ sort = "first-year", day = "11-15" }')
    old = DocumentFacts("d", "plan", date(2025, 10, 1), date(2025, 10, 2))
    facts = replace(EAST_ONLY, documents=(old,))
    assert judged(text, facts).state is State.MET
    between = replace(AUTUMN, start_year=2026)
    assert judged(text, facts, date(2026, 12, 1), between).state is State.NOT_APPLICABLE
    second = replace(AUTUMN, start_year=2027)
    found = judged(text, facts, date(2027, 12, 1), second)
    assert found.state is State.MISSED
    new = replace(old, id="n", dated=date(2027, 10, 1), handed_on=date(2027, 11, 15))
    assert judged(text, replace(facts, documents=(old, new)), date(2027, 12, 1), second).state is State.MET


@pytest.mark.parametrize(
    ("more", "day", "zh", "en"),
    [
        (
            'to = { zh = "教育股", en = "the bureau" }',
            date(2025, 9, 10),
            "尚未形成，请于 9月15日 前报教育股",
            "To be written and handed to the bureau by 2025-09-15",
        ),
        (
            'to = { zh = "教育股", en = "the bureau" }',
            date(2025, 9, 16),
            "尚未形成，原定 9月15日 前报教育股，现已过期，请尽快补报",
            "Not written; the bureau expected it by 2025-09-15. Please hand it in as soon as you can",
        ),
        (
            "handed = false",
            date(2025, 9, 16),
            "原定 9月15日 前归档，现已过期，请尽快补齐",
            "It was to be filed by 2025-09-15. Please file it as soon as you can",
        ),
    ],
)
def test_a_paper_that_is_late_is_said_to_be_late(more, day, zh, en):
    found = judged(document('{ sort = "term-start", days = 14 }', more=more), EAST_ONLY, day)
    assert [explain.say_owed(texts, found.owed[0]) for texts in (ZH, EN)] == [zh, en]


def test_what_is_owed_after_the_term_can_still_be_entered():
    quota = own("quotas", 'period = "term"\ncondition = { select = { kinds = ["guidance"] }, at_least = 3 }')
    facts = replace(EAST_ONLY, activities=(activity(),))
    (owed,) = judged(quota, facts, AFTER).owed
    assert explain.say_owed(ZH, owed) == "到 1月23日 还差 2 次，已经开展的可以补录"
    assert explain.say_owed(EN, owed) == (
        "By 2026-01-23 2 times were missing. What took place can still be entered"
    )
    assert judged(quota, facts, date(2026, 3, 1), SPRING).owed[0].code == "scheme.owed.short"
