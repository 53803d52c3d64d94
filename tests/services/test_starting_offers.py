"""What the first start guesses, and which schemes it offers first."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.adopting import shipped_scheme
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.reading.editing import set_head, set_value
from edudesk.services.starting.answers import Answers, days_of, guess_kind, guess_term, offered_terms
from edudesk.services.starting.imagining import facts_of
from edudesk.services.starting.offering import asks, nearness, offers
from tests.services.first_start import ANSWERS, TEXTS, TODAY


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("大番坡镇中心幼儿园", "kindergarten"),
        ("石榴湾镇中心小学", "primary"),
        ("临海市第三初级中学", "junior"),
        ("临海市实验九年一贯制学校", "nine-year"),
        ("临海市特殊教育学校", "special"),
        ("白鹭岭教学点", "teaching-point"),
        ("明德书院", ""),
    ],
)
def test_a_name_tells_the_kind_of_school(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("day", "term", "offered"),
    [
        (date(2025, 12, 16), "2025-1", "2024-2 2025-1 2025-2"),
        (date(2026, 5, 20), "2025-2", "2025-1 2025-2 2026-1"),
        (date(2026, 8, 20), "2025-2", "2025-1 2025-2 2026-1"),
    ],
)
def test_the_term_is_guessed_from_the_day(day: date, term: str, offered: str) -> None:
    assert str(guess_term(day)) == term
    assert " ".join(map(str, offered_terms(day))) == offered


def test_days_that_cannot_be_read_are_the_usual_ones() -> None:
    days = days_of(replace(ANSWERS, first="9月", last="", since=""), TODAY)
    assert (days.first, days.last, days.since) == (date(2025, 9, 1), date(2026, 1, 31), date(2025, 9, 1))


def test_the_nearest_scheme_comes_first() -> None:
    def order(name: str, kind: str) -> list[str]:
        return [offer.id for offer in offers(facts_of(Answers(name=name, kind=kind), TODAY).schools, TEXTS)]

    kindergarten, primary = order("临海市中心幼儿园", "kindergarten"), order("临海市实验小学", "primary")
    assert read_scheme(shipped_scheme(kindergarten[0])).stages == ("preschool",)
    assert kindergarten.index("taihe-kindergarten") < kindergarten.index("qinnan")
    assert primary.index("qinnan") < primary.index("taihe-kindergarten")
    assert order("钦南区第一幼儿园", "kindergarten")[0] == "qinnan"


def test_a_scheme_is_near_by_its_place_and_by_few_other_stages() -> None:
    text = shipped_scheme("qinnan")
    plain = text.replace('stages = ["preschool", "primary", "junior"]', "")
    here = read_scheme(text)
    assert nearness(here, ["钦南区第三小学"], ["primary"]) > nearness(here, ["某某小学"], ["primary"])
    alone = read_scheme(text.replace('["preschool", "primary", "junior"]', '["primary"]'))
    assert (
        nearness(alone, [], ["primary"])
        > nearness(here, [], ["primary"])
        > nearness(read_scheme(plain), [], [])
    )
    assert nearness(here, [], ["senior"]) == 0
    assert nearness(read_scheme(plain), [], ["senior"]) > 0


def test_a_scheme_of_ones_own_is_offered_and_asked_for() -> None:
    facts = facts_of(ANSWERS, TODAY)
    own = {
        "own": set_value(
            set_head(shipped_scheme("qinnan"), id="own"), "guidance-visits", "condition.at_least", 7
        )
    }
    assert {"own", "qinnan"} <= {offer.id for offer in offers(facts.schools, TEXTS, own)}
    assert asks("own", {}, facts, guess_term(TODAY), TEXTS, own=own).rules[0].amount == "每所 7 次"


def test_a_scheme_shows_its_empty_cells_for_every_partner() -> None:
    facts = facts_of(ANSWERS, TODAY)
    found = asks("qinnan", {}, facts, guess_term(TODAY), TEXTS)
    visits = found.rules[0]
    assert (visits.name, visits.amount) == ("到结对学校指导", "每所 3 次")
    assert [int(tally.target) for tally in visits.tallies] == [3, 3]
    assert all(not tally.value and not tally.planned for ask in found.rules for tally in ask.tallies)
    assert found.partners == len(ANSWERS.partners)
    assert "学期帮扶工作总结" in found.papers


def test_a_setting_changes_what_is_asked() -> None:
    facts = facts_of(ANSWERS, TODAY)

    def visits(**settings: str) -> tuple[str, int]:
        ask = asks("qinnan", settings, facts, guess_term(TODAY), TEXTS).rules[0]
        return ask.amount, len(ask.tallies)

    assert visits() == ("每所 3 次", 2)
    assert visits(basis="community") == ("共 3 次", 1)


def test_without_partners_one_stands_for_all() -> None:
    facts = facts_of(replace(ANSWERS, partners=()), TODAY)
    assert len(asks("qinnan", {}, facts, guess_term(TODAY), TEXTS).rules[0].tallies) == 1
