"""The tree of places: what does not fit on one line stands on several, and nothing of it is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from edudesk.ui.pages.files.nodes import Node
from edudesk.ui.pages.files.tree import ShelfTree
from edudesk.ui.session import Session
from edudesk.ui.theme import theme


@pytest.fixture
def tree(qtbot: QtBot, session: Session) -> ShelfTree:
    made = ShelfTree(session)
    qtbot.addWidget(made)
    made.resize(238, 400)
    below = Node("volume:a", "Organisation and agreements · 30 years", 12)
    short = Node("volume:b", "Plans and summaries · 10 years", 4)
    made.show_nodes((Node("year:2026", "2026", 16, children=(below, short)),), "year:2026")
    made.show()
    return made


def test_long_words_stand_on_several_lines_with_nothing_lost(qtbot: QtBot, tree: ShelfTree):
    year = tree.model().index(0, 0)
    place = tree.model().index(0, 0, year)
    lines = tree.lines_of(place)
    assert " ".join(lines).replace(" · ", " ") == "Organisation and agreements 30 years"
    assert len(lines) == 3
    room = tree.visualRect(place).width() - tree.room_of_count(Node("", "", 12))
    bold = QFontMetrics(theme().font("body", bold=True))
    assert all(bold.horizontalAdvance(line) <= room for line in lines)
    assert tree.visualRect(place).height() > tree.visualRect(year).height()
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "Organisation and agreements · 30 years"


def test_a_class_and_how_long_it_is_kept_stand_below_each_other(qtbot: QtBot, tree: ShelfTree):
    place = tree.model().index(1, 0, tree.model().index(0, 0))
    assert tree.lines_of(place) == ("Plans and summaries", "10 years")


def test_in_a_wider_tree_they_stand_on_one(qtbot: QtBot, tree: ShelfTree):
    year = tree.model().index(0, 0)
    place = tree.model().index(0, 0, year)
    tree.resize(500, 400)
    qtbot.waitUntil(lambda: tree.visualRect(place).height() == tree.visualRect(year).height())
    assert len(tree.lines_of(place)) == 1
