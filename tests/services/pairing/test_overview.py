"""Pairs as cards: months by what the scheme asks, the edges of the term, one and several apprentices."""

from datetime import date

from edudesk.services.calendar import TermCode
from edudesk.services.pairing.overview import couple, overview, schools_of
from edudesk.services.pairing.session import session_content
from edudesk.services.schemes.results import State
from edudesk.texts import Texts

from .conftest import Village

DECEMBER = date(2025, 12, 16)
ZH = Texts("zh")


def test_every_month_shows_what_was_held_what_is_planned_and_what_is_owed(village: Village):
    pair = village.pair()
    for day in (date(2025, 9, 10), date(2025, 9, 24), date(2025, 10, 15)):
        village.session(pair, day)
    village.session(pair, date(2025, 12, 20), "planned")
    village.session(pair, date(2025, 11, 5), "cancelled")
    card = village.card(pair, DECEMBER)
    assert [month.label for month in card.months] == ["9月", "10月", "11月", "12月", "1月"]
    cells = [(month.held, month.planned, month.owed) for month in card.months]
    assert cells == [(2, 0, 0), (1, 0, 1), (0, 0, 2), (0, 1, 1), (0, 0, 0)]  # January has not begun
    assert (card.months[0].state, card.months[1].state) == (State.MET, State.MISSED)
    assert card.months[1].spoken == "10月 1 次，还差 1 次"
    assert (card.held, card.planned, card.last) == (3, 1, date(2025, 10, 15))
    assert card.idle
    assert card.state == "running"


def test_a_pair_without_rules_owes_nothing(village: Village):
    pair = village.pair(community_id=None)
    village.session(pair, date(2025, 9, 10), community_id=None)
    card = village.card(pair, DECEMBER)
    assert [(month.held, month.owed) for month in card.months][:2] == [(1, 0), (0, 0)]
    assert card.months[1].spoken == "10月 没有活动"


def test_the_holiday_belongs_to_the_term_and_has_its_own_place(village: Village):
    pair = village.pair()
    village.session(pair, date(2026, 2, 2))
    village.session(pair, date(2025, 12, 30), term="2025-2")
    card = village.card(pair, date(2026, 2, 3))
    assert (card.months[-1].label, card.months[-1].held) == ("假期", 1)
    assert card.held == sum(month.held for month in card.months) == 1
    spring = village.card(pair, date(2026, 3, 3), TermCode(2025, 2))
    assert spring.held == sum(month.held for month in spring.months) == 1


def test_a_pair_shows_only_the_months_in_which_it_runs(village: Village):
    pair = village.pair(starts_on=date(2025, 11, 3), ends_on=date(2026, 7, 10))
    card = village.card(pair, DECEMBER)
    assert [month.applies for month in card.months] == [False, False, True, True, True]
    assert card.months[0].spoken == "9月 不在结对期内"
    later = village.pair(starts_on=date(2026, 3, 1))
    assert village.card(later, DECEMBER).state == "coming"
    assert not village.card(later, DECEMBER).in_term


def test_one_mentor_leads_several(village: Village):
    pair = village.pair("韦志航", "黎小蝶")
    card = village.card(pair, DECEMBER)
    assert couple(ZH, card) == "方若兰 → 莫春燕、韦志航、黎小蝶"
    assert schools_of(ZH, card) == "明德实验小学 → 石榴湾"
    content = session_content(village.archive, pair, DECEMBER)
    assert [(row["name"], row["role"], row.get("side")) for row in content["people"]] == [
        ("方若兰", "mentor", "helper"),
        ("莫春燕", "apprentice", "helped"),
        ("韦志航", "apprentice", "helped"),
        ("黎小蝶", "apprentice", "helped"),
    ]
    sides = {row["school_id"]: row["side"] for row in content["schools"]}
    assert sides == {village.archive.holder_id: "helper", village.partner: "helped"}
    assert (content["kinds"], content["pair_id"]) == (["mentoring"], pair)


def test_an_event_that_both_sides_recorded_counts_once(village: Village):
    pair = village.pair()
    first, second = (village.session(pair, date(2025, 9, 10)) for _ in range(2))
    assert village.card(pair, DECEMBER).held == 2
    village.create("same-event", first_id=first, second_id=second)
    assert village.card(pair, DECEMBER).held == 1


def test_a_past_term_is_seen_from_its_end(village: Village):
    pair = village.pair(ends_on=date(2026, 7, 10))
    village.session(pair, date(2026, 1, 8))
    seen = village.view(date(2026, 12, 1))
    assert not seen.present
    assert next(card for card in seen.pairs if card.id == pair).state == "running"
    assert village.card(pair, date(2026, 12, 1), TermCode(2026, 1)).state == "over"
    assert not village.card(pair, date(2026, 12, 1), TermCode(2026, 1)).in_term


def test_english_months_are_short_on_a_card_and_whole_where_they_are_spoken(village: Village):
    pair = village.pair()
    found = overview(village.standing, TermCode(2025, 1), DECEMBER, Texts("en"))
    months = next(card for card in found.pairs if card.id == pair).months
    assert [month.label for month in months] == ["Sep", "Oct", "Nov", "Dec", "Jan"]
    assert months[0].spoken.startswith("September ")
