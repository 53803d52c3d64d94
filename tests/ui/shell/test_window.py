"""The window as a person meets it: pages, keys, terms, look."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.shell.keys import KeyList, unused_keys
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.order import reading_order
from edudesk.ui.widgets.words import Words
from tests.ui.asking import LONG
from tests.ui.shell.hands import page, press, settled


def test_it_opens_on_the_first_page_with_the_school_and_the_term(window):
    assert page(window) == "home"
    assert "云杉" in window.frame.bar.school.words
    assert window.session.term == TermCode(2025, 2)
    assert window.frame.bar.terms.words() == "2025—2026学年第二学期"
    assert window.preferences.archive == window.session.desk.folder


def test_every_page_of_the_navigation_opens_by_its_number(active, qtbot):
    codes = [row.code for row in active.frame.navigation.rows if row.code]
    assert codes[:2] == ["home", "activity"]
    for number, code in reversed(list(enumerate(codes[:9], start=1))):
        press(qtbot, active, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert page(active) == code
        assert active.frame.navigation.page == code


def test_arrows_pass_over_the_headings_and_enter_opens(active, qtbot):
    navigation = active.frame.navigation
    codes = [row.code for row in navigation.rows if row.code]
    for _ in range(codes.index("assess")):
        press(qtbot, active, Qt.Key.Key_Down)
    assert page(active) == "home"
    assert navigation.rows[navigation.currentIndex().row()].code == "assess"
    press(qtbot, active, Qt.Key.Key_Return)
    assert page(active) == "assess"


def test_a_click_opens_a_page_and_a_heading_is_none(active, qtbot):
    navigation = active.frame.navigation
    for row, expected in ((1, "home"), (2, "activity")):
        middle = navigation.visualRect(navigation.model().index(row, 0)).center()
        qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert page(active) == expected


def test_record_is_one_key_away_and_escape_leads_back(active, qtbot):
    press(qtbot, active, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page(active) == "record"
    assert active.frame.bar.record.role == "tonal"
    qtbot.keyClick(active, Qt.Key.Key_Escape)
    assert page(active) == "home"
    assert active.frame.bar.record.role == "primary"


def test_the_way_back_and_forward(active, qtbot):
    for code in ("activity", "people"):
        active.go(code)
    press(qtbot, active, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(qtbot, active, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page(active) == "home"
    press(qtbot, active, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page(active) == "activity"


def test_a_page_left_long_ago_is_made_anew_with_what_was_typed(active, qtbot):
    def shown() -> Any:
        return active.frame.stack.page()

    active.go("activity")
    activities = shown()
    active.go("record")
    left = shown()
    qtbot.waitUntil(lambda: left.is_ready, timeout=LONG)
    qtbot.keyClicks(left.form.topic, "Reading together")
    for code in ("people", "plan", "files", "settings"):
        active.go(code)
    qtbot.waitUntil(lambda: not isValid(left))
    active.go("record")
    qtbot.waitUntil(
        lambda: shown().is_ready and shown().form.topic.text() == "Reading together", timeout=LONG
    )
    active.go("activity")
    assert shown() is activities


@pytest.mark.parametrize("deed", [QPushButton.hide, QPushButton.setDisabled])
def test_the_focus_stays_in_the_page_when_what_had_it_goes(active, qtbot, deed):
    settled(qtbot, active)
    shown = active.frame.stack.page()
    button = QPushButton("Cancel", shown)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    deed(button, *([True] if deed is QPushButton.setDisabled else []))
    focused = QApplication.focusWidget()
    assert focused is shown or shown.isAncestorOf(focused)


def test_the_panes_are_walked_through(active, qtbot):
    seen: list[Any] = []
    settled(qtbot, active)
    for _ in range(3):
        press(qtbot, active, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        panes = (active.frame.bar, active.frame.navigation, active.frame.stack)
        seen.append([pane is focused or pane.isAncestorOf(focused) for pane in panes].index(True))
    assert sorted(seen) == [0, 1, 2]


def test_f1_lists_the_keys_and_closes_again(active, qtbot):
    press(qtbot, active, Qt.Key.Key_F1)
    shown = active.findChild(KeyList)
    listed = [words.text() for words in shown.findChildren(Words)]
    assert "Ctrl+N" in listed
    assert "Ctrl+S" not in listed  # nothing is saved on 首页
    qtbot.keyClick(shown, Qt.Key.Key_F1)
    assert not shown.isVisible()


def test_keys_of_a_form_are_listed_where_it_is_shown(active, qtbot):
    assert {"save", "next", "delete", "tick"} <= unused_keys(active.frame.stack.page())
    active.go("record")
    qtbot.waitUntil(lambda: not {"save", "next"} & unused_keys(active.frame.stack.page()), timeout=LONG)


def test_another_term_is_looked_at_and_said_so(window, qtbot):
    switch, past = window.frame.bar.terms, window.frame.past
    assert past.isHidden()
    menu = switch.menu_of_terms()
    listed = [(action.text(), action.isChecked()) for action in menu.actions()]
    assert ("2025—2026学年第二学期（现在）", True) in listed
    earlier = next(action for action in menu.actions() if action.data() == TermCode(2025, 1))
    earlier.trigger()
    assert window.session.term == TermCode(2025, 1)
    assert past.isVisible()
    settled(qtbot, window)
    assert window.session.term == TermCode(2025, 1)
    qtbot.mouseClick(past.findChild(type(past.link)), Qt.MouseButton.LeftButton)
    assert window.session.term == TermCode(2025, 2)
    assert past.isHidden()
    window.session.set_term(TermCode(2026, 1))  # such as that of a summary begun early
    settled(qtbot, window)
    assert past.words() == "正在看以后的学期：2026—2027学年第一学期"
    assert switch.words() == "2026—2027学年第一学期"


def test_another_shade_is_worn_at_once_and_kept(window):
    window.session.set_shade("dark")
    assert theme().tokens.shade is Shade.DARK
    assert window.preferences.shade == "dark"
    assert page(window) == "home"


def test_larger_type_by_key_makes_the_pages_anew_at_the_same_place(active, qtbot):
    active.go("activity")
    before = active.frame
    press(qtbot, active, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert theme().tokens.size is Size.LARGE
    assert active.frame is not before
    assert page(active) == "activity"
    assert active.preferences.size == "large"
    for _ in range(3):
        qtbot.keyClick(active, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert theme().tokens.size is Size.STANDARD
    active.frame.stack.back()
    assert page(active) == "home"


def test_another_language_is_spoken_at_once(window, qtbot):
    window.go("settings")
    qtbot.waitUntil(lambda: "备份" in window.frame.foot.accessibleName())
    window.session.set_language("en")
    assert window.frame.bar.record.text() == "Record an activity"
    assert "备份" not in window.frame.foot.accessibleName()
    assert page(window) == "settings"
    window.session.set_language("zh")
    assert window.frame.bar.record.text() == "记一次活动"


def test_tab_goes_on_in_the_page_after_another_one_or_another_language(active, qtbot):
    def is_inside() -> bool:
        shown, focused = active.frame.stack.page(), QApplication.focusWidget()
        return focused is shown or shown.isAncestorOf(focused)

    settled(qtbot, active)
    active.frame.stack.page().setFocus()
    for code in ("settings", "people"):
        active.go(code)
        assert is_inside()
        active.frame.stack.page().setFocus()
        press(qtbot, active, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is reading_order(active.frame.stack.page())[0]
    active.session.set_language("en")
    qtbot.waitUntil(is_inside)
    active.frame.navigation.setFocus()
    active.go("settings")
    assert active.frame.navigation.hasFocus()


@pytest.mark.parametrize(("width", "compact"), [(1366, False), (1093, False), (911, True)])
def test_the_frame_follows_the_width(window, qtbot, width, compact):
    window.resize(width, 600)
    qtbot.waitUntil(lambda: window.width() == width)
    assert window.frame.navigation.compact is compact
    assert window.frame.bar.search.isHidden() is compact
    assert window.frame.bar.minimumSizeHint().width() <= width


def test_the_narrow_navigation_has_air_beside_its_longest_entry_in_english(window, qtbot):
    window.session.set_language("en")
    window.resize(911, 560)
    navigation, px = window.frame.navigation, theme().tokens.px
    qtbot.waitUntil(lambda: navigation.compact and navigation.verticalScrollBar().isVisible())
    metrics = QFontMetrics(theme().font("body", bold=True))
    longest = max(metrics.horizontalAdvance(row.words) for row in navigation.rows)
    assert longest + px(3) <= navigation.viewport().width() - px(8 + 6) - px(8)
    assert window.frame.bar.minimumSizeHint().width() <= 911


@pytest.mark.parametrize("size", Size)
def test_every_page_of_the_navigation_is_in_sight_on_a_laptop(window, qtbot, size):
    theme().set(Shade.LIGHT, size)
    window.place.rebuild()
    navigation = window.frame.navigation
    last = navigation.model().index(len(navigation.rows) - 1, 0)
    qtbot.waitUntil(lambda: navigation.viewport().rect().contains(navigation.visualRect(last)))
    assert not navigation.verticalScrollBar().isVisible()
    for row, shown in enumerate(navigation.rows):
        line = QFontMetrics(theme().font("body" if shown.code else "second", bold=True)).height()
        assert navigation.height_of(row) >= line


def test_a_narrow_window_opens_the_search_when_it_is_wanted(window, qtbot):
    window.resize(911, 600)
    window.activateWindow()
    qtbot.waitUntil(window.frame.bar.search.isHidden)
    field = window.frame.bar.search
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        qtbot.mouseClick(window.frame.bar.find_button, Qt.MouseButton.LeftButton)
        assert field.isVisible()
        qtbot.keyClick(field, key)
        assert field.isHidden()
        assert window.frame.bar.terms.isVisible()


def test_size_and_place_are_remembered(window, preferences, clock, qtbot, demo_folder):
    window.resize(800, 520)  # no larger than the screen there is without one
    window.close()
    again = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (800, 520)


def test_filtering_and_printing_go_to_the_page_that_is_shown(active, qtbot, monkeypatch):
    press(qtbot, active, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    activities = active.frame.stack.page()
    press(qtbot, active, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert activities.filters.text.hasFocus()
    printed: list[bool] = []
    monkeypatch.setattr(activities, "print_page", lambda: printed.append(True))
    press(qtbot, active, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed


def test_a_window_never_seen_before_fits_the_screen(preferences, clock, qtbot):
    window = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() < room.height()  # its title is above it
