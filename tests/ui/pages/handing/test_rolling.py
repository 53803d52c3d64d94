"""各校情况: every member with its package, its gaps and its rules; every total opens its records."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from edudesk.services.archive import open_archive
from edudesk.services.calendar import TermCode
from edudesk.services.communities.answers import confirm, proposals
from edudesk.services.communities.proposals import Proposal
from edudesk.services.records import all_of
from edudesk.services.rollup.view import CommunityRoll
from edudesk.services.summarising.figures import Figure
from edudesk.texts import Label, Texts
from edudesk.ui import printing
from edudesk.ui.pages.handing.roll_view import RollView
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.words import Link
from tests.services.receiving.packing import NOW, TERM, helped, helper, receive, send
from tests.services.receiving.test_rolling import GAP, VISITS
from tests.ui.asking import LONG
from tests.ui.pages.handing.test_incoming import session_on


@pytest.fixture
def lead(qtbot, tmp_path, preferences):
    """Return a session on the lead school's archive, in which its member's package was taken in."""
    helper(tmp_path / "helper")
    helped(tmp_path / "helped")
    with open_archive(tmp_path / "helped", NOW) as member:
        package = send(member, tmp_path / "package.zip", results=[VISITS], gaps=[GAP])
        (stand_in,) = (one.id for one in all_of(member, "school") if one.title == "明德实验小学")
    with open_archive(tmp_path / "helper", NOW) as archive:
        receive(archive, package)
        confirm(archive, Proposal("school", archive.holder_id, stand_in, "code"), "一看就是", NOW)
    yield from session_on(qtbot, tmp_path / "helper", preferences)


def shown(view):
    QApplication.processEvents()
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_the_lead_sees_its_members_and_keeps_them_as_a_workbook(qtbot, lead, tmp_path, monkeypatch):
    lead.set_term(TermCode.parse(TERM))
    view = RollView(lead)
    qtbot.addWidget(view)
    view.resize(1180, 640)
    view.show()
    view.refresh()
    qtbot.waitUntil(lambda: "可能记了两遍" in shown(view), timeout=LONG)

    lead.desk.ask(view, _join, lambda _done: view.refresh())
    qtbot.waitUntil(lambda: "可能记了两遍" not in shown(view), timeout=LONG)
    qtbot.waitUntil(lambda: view.table.model.total == 2, timeout=LONG)
    view.refresh()
    qtbot.waitUntil(
        lambda: view.table.height() == view.table.maximumHeight() < view.height() / 2, timeout=LONG
    )
    view.table.view.setFocus()
    qtbot.keyClick(view.table.view, Qt.Key.Key_Down)
    wanted = {GAP, "到校指导", "1/2"}
    qtbot.waitUntil(lambda: wanted <= set(shown(view).splitlines()), timeout=LONG)

    gone = []
    lead.wanted.connect(lambda code, place: gone.append((code, place)))
    figure = next(one for one in view.findChildren(Link) if one.text() == "活动 2 次")
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    ((code, place),) = gone
    assert (code, len(place["ids"])) == ("activity", 3)  # one event was recorded by both

    path = tmp_path / "roll.xlsx"
    monkeypatch.setattr(dialogs, "save_as", lambda *_words: path)
    opened: list[Path] = []
    monkeypatch.setattr(printing, "open_path", opened.append)
    everywhere = [one.text() for one in view.findChildren(QAbstractButton) if one.isVisible()]
    assert [one for one in everywhere if "导出" in one or "打印" in one] == ["导出汇总表", "打印汇总表"]
    write = next(one for one in view.table.footer.findChildren(Link) if one.text() == "导出汇总表")
    qtbot.mouseClick(write, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened == [path], timeout=LONG)
    assert openpyxl.load_workbook(path).sheetnames == ["各校情况", "合计"]


def test_an_english_total_says_what_is_counted_once(qtbot, lead, monkeypatch):
    view = RollView(lead)
    qtbot.addWidget(view)
    english, roll = Texts("en"), cast("CommunityRoll", SimpleNamespace(community=""))
    monkeypatch.setattr(view, "_session", SimpleNamespace(texts=english, say=english.say))
    pairs = Figure("pairs", "totals", Label("师徒结对", "Mentor pairs"), Decimal(1), Label("对", "pairs"), ())
    assert view._figure(roll, pairs).text() == "Mentor pairs: 1"
    given = Figure(
        "donated", "totals", Label("捐赠金额", "Value of donations"), Decimal(6000), Label("元", "yuan"), ()
    )
    assert view._figure(roll, given).text() == "Value of donations: 6000 yuan"


def _join(opened):
    while found := proposals(opened.archive):
        confirm(opened.archive, found[0], "一看就是", NOW)
