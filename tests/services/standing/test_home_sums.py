"""首页: the numbers add up on any day and whatever was written, and every word is closed."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.demonstration import DEMO_DAY
from edudesk.services.schemes.results import State
from edudesk.services.standing.counted import counted_in
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.rules import rule_view
from edudesk.services.standing.words import amid
from edudesk.texts import Texts
from tests.services.standing.home import add_up, said
from tests.services.standing.writer import Writer

DAYS = [date(2025, 9, 1) + timedelta(days=7 * week) for week in range(0, 48, 5)]


def test_in_an_english_sentence_a_name_begins_small():
    assert amid(Texts("en"), "Sign-in sheet") == "sign-in sheet"
    assert amid(Texts("en"), "PPT") == "PPT"
    assert amid(Texts("zh"), "PPT") == "PPT"


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("code", [None, TermCode(2025, 1), TermCode(2025, 2)])
def test_all_numbers_add_up_on_any_day(look: Archive, day: date, code: TermCode | None) -> None:
    view = home_view(Standing(look), code, day, Texts("zh"))
    add_up(view)
    number = len(view.owed)
    assert (f" {number} 件事" in view.title) == bool(number)
    lost = re.search(r"另 (\d+) 件未达标", view.subtitle)
    open_or_missed = sum(chip.number for chip in view.counts if chip.key in {"on-track", "at-risk", "missed"})
    assert open_or_missed == number + (int(lost[1]) if lost else 0)
    order = [row.state for row in view.owed]
    ranks = (State.MISSED, State.AT_RISK, State.ON_TRACK)
    assert order == sorted(order, key=ranks.index)


@pytest.mark.parametrize("seed", range(3))
def test_all_numbers_add_up_whatever_was_written(demo: Archive, seed: int) -> None:
    standing, writer = Standing(demo), Writer(demo, seed)
    for language in ("zh", "en", "zh", "zh", "en", "zh"):
        for _ in range(3):
            writer.write()
        texts = Texts("zh" if language == "zh" else "en")
        view = home_view(standing, None, DEMO_DAY, texts)
        add_up(view)
        found = counted_in(standing.at(None, DEMO_DAY), texts, standing.others(None, DEMO_DAY))
        assert set(found.total.records) == set(view.total.records)
        for status in standing.at(None, DEMO_DAY):
            for result in status.evaluation.results:
                rule_view(status, result.rule_id, texts, standing.topic)


def test_an_earlier_term_asks_only_for_its_own_papers(look: Archive) -> None:
    view = home_view(Standing(look), TermCode(2025, 1), DEMO_DAY, Texts("zh"))
    ends = date(2026, 1, 23)
    assert [row.text for row in view.gaps if row.day and row.day > ends] == []


def test_every_record_behind_a_figure_is_there(look: Archive) -> None:
    view = home_view(Standing(look), None, DEMO_DAY, Texts("zh"))
    behind = {record for row in view.owed for record in row.records}
    behind |= {record for row in view.done for record in row.records}
    behind |= {
        *view.total.records,
        *view.gaps_head.records,
        *(row.record for row in view.dates if row.record),
    }
    assert view.pairs_head
    behind |= {*view.pairs_head.records}
    found = records.get_many(look, [record_id for _, record_id in behind])
    assert {(one.type, one.id) for one in found.values()} == behind
    held = [one.content for one in records.all_of(look, "activity", state="held")]
    first = date(2026, 3, 2)
    in_term = [one for one in held if (one["starts_on"] >= first) != (one.get("term") == "2025-2")]
    assert view.total.number == len(in_term)


def test_both_languages_say_the_same(look: Archive) -> None:
    standing = Standing(look)
    zh, en = (home_view(standing, None, DEMO_DAY, Texts(language)) for language in ("zh", "en"))
    assert [row.rule for row in zh.owed] == [row.rule for row in en.owed]
    own = {school.content["name"] for school in records.all_of(look, "school")}
    assert en.title == "8 things are still owed this term"
    assert "周" not in en.subtitle
    for row in en.owed:
        words = said(row) + row.step.label + row.name + row.deadline_text + row.state_text
        for name in (*own, "石榴湾小学", "白鹭岭小学", "石榴湾幼儿园"):
            words = words.replace(name, "")
        assert words.isascii(), words


def test_no_word_is_left_open(look: Archive) -> None:
    """No placeholder, no None and no number without its unit reaches the page."""

    def words(value: Any) -> list[str]:
        if is_dataclass(value):
            return [word for field in fields(value) for word in words(getattr(value, field.name))]
        if isinstance(value, tuple):
            return [word for one in value for word in words(one)]
        return [value] if isinstance(value, str) else []

    for language in ("zh", "en"):
        view = home_view(Standing(look), None, DEMO_DAY, Texts("zh" if language == "zh" else "en"))
        for word in words(replace(view, language="")):
            assert "{" not in word
            assert "None" not in word
            assert "  " not in word
