"""方案: every rule in words, with its sentence, its result, and the records behind it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.scheme import SchemePage
from edudesk.ui.session import Session
from edudesk.ui.widgets.words import Link

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
