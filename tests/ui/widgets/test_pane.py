"""The pane beside a list."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets.pane import Pane, PaneWords
from edudesk.ui.widgets.words import Link, Words

WORDS = PaneWords("选一条看看", "修改", "删除", "更多", "对方学校记的")


def pane(qtbot: QtBot) -> Pane:
    shown = Pane(WORDS)
    qtbot.addWidget(shown)
    shown.resize(360, 500)
    shown.show()
    return shown


def test_nothing_chosen_is_said_and_offers_nothing(qtbot: QtBot):
    shown = pane(qtbot)
    shown.begin("a", "协议", "2026年", ours=True)
    shown.clear()
    assert shown.shown == ""
    assert shown.accessibleName() == "选一条看看"
    qtbot.waitUntil(
        lambda: any(one.text() == "选一条看看" and one.isVisible() for one in shown.findChildren(Words))
    )
    assert not shown.edit.isVisible()
    assert not shown.title.isVisible(), "a title without words leaves a gap above"


def test_what_is_ours_is_edited_and_deleted_by_its_id(qtbot: QtBot):
    shown = pane(qtbot)
    shown.begin("a", "协议", "", ours=True)
    with qtbot.waitSignal(shown.edited) as edited:
        qtbot.mouseClick(shown.edit, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(shown.deleted) as deleted:
        shown.remove.trigger()
    assert edited.args == deleted.args == ["a"]


def test_what_is_not_ours_says_why_it_is_left_alone(qtbot: QtBot):
    shown = pane(qtbot)
    shown.begin("a", "协议", "", ours=False)
    assert not shown.edit.isEnabled()
    assert "对方学校记的" in shown.edit.toolTip()
    assert not shown.remove.isEnabled()


def test_a_fact_that_leads_somewhere_is_a_link(qtbot: QtBot):
    shown = pane(qtbot)
    led: list[str] = []
    shown.begin("a", "协议", "", ours=True)
    shown.add_fact("签订", "2026-05-20")
    shown.add_fact("学校", "白鹭岭小学", second="2024 年起", then=lambda: led.append("白鹭岭小学"))
    link = shown.findChild(Link)
    assert isinstance(link, Link)
    assert link.accessibleName() == "学校 白鹭岭小学"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert led == ["白鹭岭小学"]


def test_a_long_label_and_a_long_link_are_read_whole_in_a_narrow_pane(qtbot: QtBot):
    shown = pane(qtbot)
    shown.begin("a", "捐赠", "", ours=True)
    name = "云杉小学结对帮扶（石榴湾、白鹭岭、松坡和柿子坪四所学校）"
    long = shown.add_link("Given by (school or other)", name)
    short = shown.add_link("学校", "白鹭岭小学")
    label = next(one for one in shown.findChildren(Words) if one.text().startswith("Given"))
    qtbot.waitUntil(lambda: long.height() > short.height())
    across = long.fontMetrics().horizontalAdvance(name)
    assert across > long.width(), "the words do need more than one line"
    lines = -(-across // long.width())
    assert long.height() >= short.height() + (lines - 1) * long.fontMetrics().height()
    assert label.height() >= label.heightForWidth(label.width()) > label.fontMetrics().height() * 2 - 1
