"""Words, links and buttons: their size, what they are called, and how they are reached."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.schemes.results import State
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.buttons import Button, CountButton, IconButton
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.menus import Entry, make_menu
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Link, Paragraph, Words


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize("size", list(Size))
def test_buttons_are_as_high_as_the_design_says(qtbot: QtBot, size: Size):
    theme().set(Shade.LIGHT, size)
    scale = theme().tokens.scale
    for widget, height in (
        (Button("保存"), 36),
        (Button("补照片", row=True), 32),
        (Link("看照片"), 28),
        (IconButton("x", "关闭"), 28),
        (CountButton("已完成", "4", "met"), 34),
    ):
        shown(qtbot, widget)
        assert widget.height() == round(height * scale)
        assert widget.width() >= round(28 * scale)


@pytest.mark.parametrize("made", [Button, Link])
def test_enter_presses_it_too_but_for_what_destroys(qtbot: QtBot, made: type[Button | Link]):
    pressed: list[str] = []
    for role in ("", "danger"):
        button = made("去安排", role) if made is Button else made("去安排")
        button.clicked.connect(lambda _on=False, role=role: pressed.append(role))
        shown(qtbot, button)
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ([""] if made is Button else ["", "danger"])


def test_a_button_is_pressed_with_the_space_bar(qtbot: QtBot):
    button = Button("保存", "primary", hint="Ctrl S")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert button.toolTip() == "Ctrl S"


def test_a_disabled_button_says_why_and_forgets_it_again(qtbot: QtBot):
    button = Button("删除", "danger")
    qtbot.addWidget(button)
    button.set_tip("放进回收站")
    button.why_not("还没有选中活动")
    assert not button.isEnabled()
    assert button.toolTip() == "还没有选中活动" == button.accessibleDescription()
    button.why_not("")
    assert button.isEnabled()
    assert button.toolTip() == "放进回收站"


def test_a_busy_button_shows_what_is_done_and_comes_back(qtbot: QtBot):
    button = Button("生成上报包", "primary")
    shown(qtbot, button)
    width = button.width()
    button.set_busy("正在生成")
    assert (button.text(), button.isEnabled()) == ("正在生成", False)
    assert button.width() >= width
    button.set_busy("")
    assert (button.text(), button.isEnabled()) == ("生成上报包", True)


@pytest.mark.parametrize("role", ["", "primary", "tonal", "quiet", "danger"])
def test_focus_can_be_seen_on_every_button(qtbot: QtBot, role: str):
    button, other = Button("保存", role), Button("别的")
    row = Line(other, button)
    qtbot.addWidget(row)
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    other.setFocus()
    before = picture(button)
    button.setFocus()
    assert button.hasFocus()
    assert picture(button) != before


def test_every_role_looks_different(qtbot: QtBot):
    pictures = []
    for role in ("", "primary", "tonal", "quiet", "danger"):
        button = Button("保存", role)
        shown(qtbot, button)
        pictures.append(picture(button))
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_a_role_can_be_changed_in_place(qtbot: QtBot):
    button, tonal = Button("记一次活动", "primary"), Button("记一次活动", "tonal")
    shown(qtbot, button)
    shown(qtbot, tonal)
    button.set_role("tonal")
    assert picture(button) == picture(tonal)


def test_an_icon_button_is_called_what_it_does(qtbot: QtBot):
    button = IconButton("trash-2", "删除 <第 1 张>")
    qtbot.addWidget(button)
    assert button.accessibleName() == "删除 <第 1 张>"
    assert button.toolTip() == "<span>删除 &lt;第 1 张&gt;</span>"


def test_words_that_do_not_fit_are_whole_under_the_mouse(qtbot: QtBot):
    words = Words("钦州市实验小学和大番坡学校结对帮扶", elide=True)
    shown(qtbot, words)
    words.resize(80, 24)
    assert words.toolTip() == words.text()
    words.resize(600, 24)
    assert not words.toolTip()
    assert words.minimumSizeHint().width() < 60


def test_a_paragraph_shows_markup_as_words(qtbot: QtBot):
    paragraph = Paragraph("<b>a</b> & b\n第二行")
    qtbot.addWidget(paragraph)
    assert "&lt;b&gt;a&lt;/b&gt; &amp; b<br/>第二行" in paragraph.text()
    assert paragraph.accessibleName() == "<b>a</b> & b\n第二行"


def test_a_cards_link_and_rows(qtbot: QtBot):
    card = Card("接下来", link="看日历")
    first, second = Words("一"), Words("二")
    card.add_row(first, "side-row")
    row = card.add_row(second, "side-row")
    shown(qtbot, card)
    assert row.height() == theme().tokens.px("side-row")
    link = card.findChild(Link)
    assert isinstance(link, Link)
    with qtbot.waitSignal(card.link_clicked):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    card.clear()
    qtbot.waitUntil(
        lambda: not card.findChildren(Words, options=Qt.FindChildOption.FindChildrenRecursively)[3:]
    )
    card.set_link("")
    assert not link.isVisible()


def test_a_notices_links_tell_their_place(qtbot: QtBot):
    notice = Notice(State.AT_RISK, "1 张照片是 12月9日拍的，请看一眼。", ["看照片", "没问题"])
    shown(qtbot, notice)
    with qtbot.waitSignal(notice.chosen) as chosen:
        qtbot.mouseClick(notice.findChildren(Link)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    assert notice.accessibleName().startswith("1 张照片")


def test_a_menus_entries_do_what_they_say(qtbot: QtBot):
    done: list[str] = []
    entries = [
        Entry("打印 A&B", lambda: done.append("print"), "printer", "Ctrl+P"),
        Entry(),
        Entry("删除", why_not="还没有选中活动"),
    ]
    menu = make_menu(entries)
    qtbot.addWidget(menu)
    first, between, last = menu.actions()
    first.trigger()
    assert done == ["print"]
    assert first.text() == "打印 A&&B\tCtrl+P"
    assert between.isSeparator()
    assert (last.isEnabled(), last.toolTip()) == (False, "还没有选中活动")


@pytest.mark.parametrize("size", list(Size))
def test_a_link_as_wide_as_its_words_has_one_line(qtbot: QtBot, size: Size):
    theme().set(Shade.LIGHT, size)
    for words in ("Add photo", "Record it", "Add programme, measures", "补活动议程、措施"):
        link = Link(words, "second", wrap=True)
        qtbot.addWidget(link)
        asked = link.sizeHint()
        assert link.heightForWidth(asked.width()) == asked.height()
        assert link.heightForWidth(asked.width() * 2 // 3) > asked.height()


def test_the_mouse_underlines_a_link(qtbot: QtBot):
    link = Link("看照片")
    shown(qtbot, link)
    before = picture(link)
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    link.update()
    assert picture(link) != before
