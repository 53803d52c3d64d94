"""首页: the answer as its title, and every figure a way to its records."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.standing.view import HomeView, Words
from edudesk.ui.pages.home import HomePage
from edudesk.ui.pages.home.done import DoneLine
from edudesk.ui.pages.home.rule_name import RuleName
from edudesk.ui.pages.home.sentence import Sentence, whole_before
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.tally import TallyGroup
from edudesk.ui.widgets.words import Link
from edudesk.ui.widgets.words import Words as Label

Places = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def places(session: Session) -> Places:
    """Return the pages that were asked for."""
    asked: Places = []
    session.wanted.connect(lambda page, place: asked.append((page, place)))
    return asked


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> HomePage:
    """Return the page, filled."""
    shown = HomePage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.view is not None)
    return shown


def view_of(page: HomePage) -> HomeView:
    assert page.view is not None
    return page.view


def test_the_title_is_the_answer_and_counts_the_owed_rows(page):
    view = view_of(page)
    assert page.title == view.title
    assert str(len(view.owed)) in view.title


def test_neither_a_done_rule_nor_its_figure_is_cut(page):
    lines = page.findChildren(DoneLine)
    assert lines
    for line in lines:
        for part in (line.fact, line.name):
            assert part.width() >= part.sizeHint().width(), line.accessibleName()
        is_beside = line.name.geometry().right() < line.fact.geometry().left()
        assert is_beside or line.name.geometry().bottom() < line.fact.geometry().bottom()


def test_what_comes_next_and_whose_turn_it_is_are_said_whole(qtbot, page):
    def are_whole() -> bool:
        found = [one for one in page.findChildren(Label) if one.wordWrap() and one.isVisible()]
        return bool(found) and all(one.height() >= one.heightForWidth(one.width()) for one in found)

    qtbot.waitUntil(are_whole)


def test_what_is_owed_is_said_in_a_second_line_before_it_is_cut(qtbot):
    words = (Words("白鹭岭小学还差 1 次，"), Words("6月4日排的还不算：没有人到那所学校", warns=True))
    sentence = Sentence(words, "at-risk")
    qtbot.addWidget(sentence)
    sentence.resize(600, 22)
    sentence.show()
    one = sentence.height()
    sentence.resize(300, one)
    assert sentence.height() == 2 * one
    sentence.resize(150, one)
    assert sentence.height() == 3 * one
    sentence.resize(600, 2 * one)
    assert sentence.height() == one


def test_a_line_that_ends_at_a_space_is_written_whole(qtbot, monkeypatch):
    written: list[tuple[int, str]] = []
    monkeypatch.setattr(
        "edudesk.ui.pages.home.sentence.paint_words",
        lambda _painter, rect, words, *_: written.append((rect.width(), words)),
    )
    sentence = Sentence([Words("written, not handed in yet, was due on 16 March")], "missed")
    qtbot.addWidget(sentence)
    sentence.show()
    for width in range(110, 330, 7):
        sentence.resize(width, 66)
        written.clear()
        sentence.grab()
        for room, words in written[:-1]:
            assert QFontMetrics(theme().font("second")).horizontalAdvance(words) <= room, words


@pytest.mark.parametrize("whole", ["7月3日（周五）前完成", "2 次", "3 July", "by Friday, 3 July"])
def test_a_day_and_an_amount_are_not_broken_at_the_end_of_a_line(whole):
    words = f"石榴湾小学还差，{whole}，最近没有排"
    start = words.index(whole)
    for end in range(1, len(words)):
        inside = start < end < start + len(whole)
        assert whole_before(words, end) == (start if inside else end)


def test_a_row_is_as_high_as_its_sentence_needs(qtbot, page):
    def are_whole() -> bool:
        found = [(one, one.parentWidget()) for one in page.owed.findChildren(Sentence)]
        whole = all(box is not None and box.rect().contains(one.geometry()) for one, box in found)
        return whole and len({one.height() for one, _box in found}) > 1

    qtbot.waitUntil(are_whole)


def rules_shown(page: HomePage) -> int:
    return sum(name.isVisible() for name in page.owed.findChildren(RuleName))


def test_every_count_shows_exactly_its_rules(qtbot, page):
    for chip in page.chips.buttons:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        wanted = min(chip.count.number, 5) if chip.count.key in {"on-track", "at-risk"} else chip.count.number
        qtbot.waitUntil(lambda wanted=wanted: rules_shown(page) == wanted)
        for link in page.owed.findChildren(Link):
            if link.isVisible() and link.text().startswith("还有"):
                qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda chip=chip: rules_shown(page) == chip.count.number)
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_a_count_is_a_filter_that_is_taken_off_again(qtbot, page):
    before = page.owed.accessibleName()
    chip = page.chips.buttons[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.owed.accessibleName() == chip.count.label
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.owed.accessibleName() == before


def test_every_tally_opens_the_records_behind_it(qtbot, page, places):
    groups = [group for group in page.findChildren(TallyGroup) if group.isVisible() and group.isEnabled()]
    assert groups
    for group in groups:
        places.clear()
        qtbot.mouseClick(group, Qt.MouseButton.LeftButton)
        assert len(places) == 1
        code, place = places[0]
        assert code in {"activity", "records", "scheme"}
        assert place.get("ids") or place.get("records") or place.get("rule")


def test_a_tally_opens_as_many_records_as_it_says(qtbot, page, places):
    row = next(row for row in view_of(page).owed if row.tallies and row.tallies[0].value > 0)
    texts = {tally.text: tally for tally in row.tallies}
    for group in (one for one in page.findChildren(TallyGroup) if one.text() in texts):
        places.clear()
        tally = texts[group.text()]
        if not tally.records:
            continue
        qtbot.mouseClick(group, Qt.MouseButton.LeftButton)
        _code, place = places[0]
        assert len(place.get("ids") or place["records"]) == len(tally.records)


def test_each_row_has_one_next_step_and_it_leads_somewhere(qtbot, page, places):
    buttons = [button for button in page.owed.findChildren(Button) if button.isVisible()]
    assert len(buttons) == min(len(view_of(page).owed), 5)
    for button in buttons:
        places.clear()
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert len(places) == 1


def test_all_figures_of_the_page_lead_somewhere(qtbot, page, places):
    links = [link for link in page.findChildren(Link) if link.isVisible() and link.text()]
    for link in links:
        if "还有" in link.text() and link.text().endswith("项"):
            continue
        places.clear()
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(places), timeout=20_000)  # a pair is asked what its session knows


def test_a_change_is_shown_without_asking(qtbot, page, session):
    from edudesk.services.recycling import delete_records

    view = view_of(page)
    key = view.total.records[0][1]
    session.desk.change(page, lambda opened: delete_records(opened.archive, [key], opened.clock.now()))
    qtbot.waitUntil(lambda: view_of(page).total.number == view.total.number - 1)


def test_after_an_edit_only_the_lines_that_say_something_else_are_made_anew(qtbot, page, session):
    from edudesk.services.recycling import delete_records

    lines = {line: line.accessibleName() for line in page.owed.lines}
    row = next(row for row in view_of(page).owed[:5] if row.records and row.records[0][0] == "activity")
    key = row.records[0][1]
    before = view_of(page)
    session.desk.change(page, lambda opened: delete_records(opened.archive, [key], opened.clock.now()))
    qtbot.waitUntil(lambda: view_of(page) != before)
    shown = [row.spoken for row in view_of(page).owed[:5]]
    qtbot.waitUntil(lambda: [line.accessibleName() for line in page.owed.lines] == shown)
    qtbot.waitUntil(lambda: all(line.isVisible() for line in page.owed.lines))
    assert set(lines) != set(page.owed.lines)


def test_an_archive_with_nothing_in_it_says_what_to_do(qtbot, empty_session):
    asked: Places = []
    empty_session.wanted.connect(lambda page, place: asked.append((page, place)))
    shown = HomePage(empty_session)
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.view is not None)
    assert view_of(shown).blank is not None
    QApplication.processEvents()  # what was added is shown and laid out soon
    (blank,) = shown.findChildren(EmptyState)
    middle, title = blank.mapTo(shown, blank.rect().center()).y(), shown._scroll.title_bar
    below = title.mapTo(shown, title.rect().bottomLeft()).y()
    assert abs(middle - (below + shown.height()) / 2) < 20  # in the middle of what the title leaves
    button = next(button for button in shown.findChildren(Button) if button.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked


def test_a_score_leads_to_its_table(qtbot, page, session, places):
    from tests.pictures.assessed import add_assessed

    assert not page.scores.isVisible()
    session.desk.change(page, lambda opened: add_assessed(opened.archive))
    qtbot.waitUntil(page.scores.isVisible)
    row = next(one for one in view_of(page).scores if one.table == "bundled")
    link = next(one for one in page.scores.findChildren(Link) if one.text() == row.fact)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert places == [("assess", {"community": row.community_id, "table": "bundled", "school": None})]
