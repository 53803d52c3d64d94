"""方案: every rule in words, with its sentence, its result, and the records behind it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.scheme import SchemePage
from edudesk.ui.pages.scheme.rule_list import _rooms
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.words import Link, Words

Places = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SchemePage:
    """Return the page, filled."""
    shown = SchemePage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.card.view is not None)
    return shown


def test_the_first_rule_is_open_at_once(page):
    assert page.card.view.rule == page.rules.rule


def test_arrows_pass_over_the_titles_of_groups(qtbot, page):
    seen = [page.rules.rule]
    for _ in range(page.rules.model().rowCount()):
        qtbot.keyClick(page.rules, Qt.Key.Key_Down)
        if page.rules.rule != seen[-1]:
            seen.append(page.rules.rule)
    rows = [row for group in page.chosen.groups for row in group.rows]
    assert seen == [row.rule for row in rows]


def test_every_rule_can_be_read(qtbot, page):
    for row in (row for group in page.chosen.groups for row in group.rows):
        page.rules.choose(row.rule)
        qtbot.waitUntil(lambda row=row: page.card.view.rule == row.rule)
        view = page.card.view
        assert view.quote, view.name
        assert "".join(piece.text for piece in view.pieces).strip(), view.name


def test_the_records_that_counted_are_one_click_away(qtbot, page, session):
    asked: Places = []
    session.wanted.connect(lambda code, place: asked.append((code, place)))
    view = page.card.view
    head = next(link for link in page.card.findChildren(Link) if link.text() == view.counted_head)
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    assert len(asked[0][1]["ids"]) == len(view.counted)


def test_a_place_opens_a_rule_of_another_community(qtbot, page):
    other = page.schemes.following[-1]
    rule = other.groups[0].rows[-1].rule
    page.go_to(community=rule[0], rule=rule[1])
    qtbot.waitUntil(lambda: page.card.view.rule == rule)
    assert page.chosen == other


def test_a_change_elsewhere_is_counted_at_once(qtbot, page, session):
    from edudesk.services.recycling import delete_records

    before = len(page.card.view.counted)
    key = page.card.view.counted[0].record[1]
    session.desk.change(page, lambda opened: delete_records(opened.archive, [key], opened.clock.now()))
    qtbot.waitUntil(lambda: len(page.card.view.counted) == before - 1)


def test_without_partners_the_page_says_what_to_do_first(qtbot, empty_session):
    shown = SchemePage(empty_session)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(shown.empty.isVisible)
    assert not shown.card.isVisible()


def test_a_day_stands_level_with_the_words_and_the_link_of_its_line(qtbot, page):
    view = page.card.view
    for line in (*view.counted[:3], *view.near[:3]):
        words = [one for one in page.card.findChildren(Words) if one.isVisible() and one.text() == line.text]
        assert words, line.text
        row = words[0].parentWidget()
        while not any(one.text() == line.day_text for one in row.findChildren(Words)):
            row = row.parentWidget()
        day = next(one for one in row.findChildren(Words) if one.text() == line.day_text)
        link = row.findChild(Link)
        middles = [one.mapTo(row, one.rect().center()).y() for one in (day, words[0], link)]
        assert max(middles) - min(middles) <= 1, middles


def test_a_long_name_of_a_rule_is_read_whole(qtbot, page):
    long = "Guidance on the spot by experienced class teachers and heads of the helping school in every month"
    groups = page.chosen.groups
    first = groups[0].rows[0]
    named = replace(groups[0], rows=(replace(first, name=long), *groups[0].rows[1:]))
    page.rules.renew((named, *groups[1:]))
    row = page.rules.visualRect(page.rules.model().index(1, 0))  # below the title of its group
    metrics = QFontMetrics(theme().font("body", bold=True))
    lines = metrics.horizontalAdvance(long) / row.width()
    assert lines > 1
    assert row.height() > lines * metrics.lineSpacing()


def test_a_long_value_of_a_rule_is_read_whole(qtbot, page):
    groups = page.chosen.groups
    first = replace(groups[0].rows[0], name="到校指导", value="6/6 次")
    long = replace(first, value="handed in on 6 September 2025, taken back on 9 September")
    for row, lines in ((first, 1), (long, 3)):
        page.rules.renew((replace(groups[0], rows=(row, *groups[0].rows[1:])), *groups[1:]))
        name, value = _rooms(page.rules.visualRect(page.rules.model().index(1, 0)), row)
        whole = page.rules.visualRect(page.rules.model().index(1, 0))
        assert whole.contains(name)
        assert whole.contains(value)
        assert not name.intersects(value)
        needed = QFontMetrics(theme().font("second")).horizontalAdvance(row.value)
        assert value.width() * lines >= needed
        assert value.height() >= QFontMetrics(theme().font("second")).height() * (2 if lines > 1 else 1)


def test_rows_of_rules_stand_below_each_other_at_any_width(qtbot, page):
    groups = page.chosen.groups
    rows = tuple(replace(row, name=row.name * 3) for row in groups[0].rows)
    page.rules.show_groups((replace(groups[0], rows=rows), *groups[1:]), None)
    model, rules = page.rules.model(), page.rules
    for width in (420, 260, 336):
        rules.parentWidget().setFixedWidth(width)
        qtbot.waitUntil(lambda width=width: abs(rules.width() - width) <= 4)
        QApplication.processEvents()
        places = [rules.visualRect(model.index(at, 0)) for at in range(model.rowCount())]
        heights = [rules.sizeHintForIndex(model.index(at, 0)).height() for at in range(model.rowCount())]
        assert [place.height() for place in places] == heights
        assert all(one.bottom() + 1 == other.top() for one, other in pairwise(places))


def test_what_a_partner_lacks_is_read_whole(qtbot, page):
    open_still = next(part for part in page.card.view.parts if part.state.value == "on-track")
    said = "".join(words.text for words in open_still.sentence)
    (shown,) = (one for one in page.card.findChildren(Words) if one.text() == said and one.isVisible())
    for width in (1366, 1010):
        page.resize(width, 640)
        QApplication.processEvents()
        assert shown.wordWrap()
        assert shown.height() >= shown.heightForWidth(shown.width())
