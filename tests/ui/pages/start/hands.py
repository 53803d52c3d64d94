"""The first start by keyboard: its steps reached and answered, its page found, a kill imitated."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.starting.answers import PARTNERS
from edudesk.ui.choosing.scheme import SchemeChoice
from edudesk.ui.pages.start import StartPage
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.shell.window import MainWindow
from tests.ui.widgets.composing import write

SLOW = 20_000  # milliseconds; a busy machine is no defect of ours

NEAREST = "banner-preschool"
"""The first of the schemes that are made for kindergartens alone, none of them for this place."""
Begin = Callable[..., StartPage]
Step = TypeVar("Step", bound=QWidget)


def window_of(page: StartPage) -> MainWindow:
    """Return the window that shows a first start."""
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def asked(page: StartPage, step: type[Step]) -> Step:
    """Return the question that is asked, which is this step's."""
    question = page.question
    assert isinstance(question, step)
    return question


def page_of(window: MainWindow) -> StartPage:
    """Return the first start that a window shows."""
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    return page


def killed(page: StartPage, tmp_path: Path) -> Path:
    """Return a copy of what lies on the disk a second after the last key, as a kill would leave it."""
    time.sleep(1)
    kept = tmp_path / f"killed{len(list(tmp_path.glob('killed*')))}"
    folder = page.draft.path.parent
    if folder.exists():
        shutil.copytree(folder, kept)
    else:
        kept.mkdir()
    return kept


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def type_in(qtbot: QtBot, words: str) -> None:
    """Type where the focus is: Chinese as an input method commits it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if words.isascii():
        qtbot.keyClicks(focused, words)
    else:
        write(focused, words)


def reach(qtbot: QtBot, page: StartPage, step: int) -> None:
    """Wait until a step is asked."""
    qtbot.waitUntil(lambda: page.answers.step == step, timeout=SLOW)


def tab_to(qtbot: QtBot, widget: QWidget) -> None:
    """Press Tab until the focus is in a widget."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and (focused is widget or widget.isAncestorOf(focused)):
            return
        press(qtbot, Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not lead to {widget.accessibleName()}")


def answer_school(qtbot: QtBot, page: StartPage) -> None:
    """Answer the first step by keyboard only."""
    question = asked(page, SchoolQuestion)
    qtbot.waitUntil(question.name.hasFocus, timeout=SLOW)
    type_in(qtbot, "临海市中心幼儿园")
    tab_to(qtbot, question.author)
    type_in(qtbot, "李园长")


def answer_partners(qtbot: QtBot, page: StartPage) -> None:
    """Answer the second step by keyboard only."""
    asked(page, PartnersQuestion)
    type_in(qtbot, "那丽镇中心幼儿园")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, "大番坡镇中心小学")
    press(qtbot, Qt.Key.Key_Return)


def answer_scheme(qtbot: QtBot, page: StartPage) -> None:
    """Answer the third step by keyboard only: the scheme, and one of its settings."""
    question = asked(page, SchemeQuestion)
    wait_for_cards(qtbot, question.choice)
    # None is of our place, so none is proposed; Tab leads to the nearest, the arrow on, the search to any.
    assert not question.choice.scheme_id
    cards = question.choice.cards
    qtbot.waitUntil(question.choice.search.hasFocus, timeout=SLOW)
    qtbot.waitUntil(cards[NEAREST].isVisible, timeout=SLOW)
    tab_to(qtbot, cards[NEAREST])
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(cards[list(cards)[1]].isChecked, timeout=SLOW)
    question.choice.search.setFocus()
    type_in(qtbot, "qinnan")
    qtbot.waitUntil(lambda: set(question.choice.cards) == {"qinnan"}, timeout=SLOW)
    qtbot.waitUntil(question.choice.cards["qinnan"].isVisible, timeout=SLOW)
    tab_to(qtbot, question.choice.cards["qinnan"])
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.answers.scheme == "qinnan", timeout=SLOW)
    asks = question.choice.asks
    qtbot.waitUntil(lambda: len(asks.rows) > 6 and asks.settings.isVisible(), timeout=SLOW)
    tab_to(qtbot, asks.settings)
    press(qtbot, Qt.Key.Key_Return)
    days = question.choice.settings.editors["exchange-days"]
    qtbot.waitUntil(days.isVisible, timeout=SLOW)
    tab_to(qtbot, days)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, "15")


def answer_term(qtbot: QtBot, page: StartPage) -> None:
    """Answer the fourth step by keyboard only: school ends on another day."""
    question = asked(page, TermQuestion)
    tab_to(qtbot, question.last)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, "2026-01-23")


ANSWERING = (answer_school, answer_partners, answer_scheme, answer_term)


def wait_for_cards(qtbot: QtBot, choice: SchemeChoice) -> None:
    """Wait until schemes are offered."""
    qtbot.waitUntil(lambda: bool(choice.cards), timeout=SLOW)


def to_partners(qtbot: QtBot, page: StartPage) -> None:
    """Answer the first step and go on to the second."""
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
