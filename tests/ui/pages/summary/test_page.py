"""总结: words are one's own and never lost; figures come from the records and follow them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from edudesk.models.archive import RecordHead
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.drafts import waiting
from edudesk.services.records import all_of
from edudesk.services.undo import undo
from edudesk.ui.desk import Opened
from edudesk.ui.pages.summary import SummaryPage
from edudesk.ui.session import Session
from tests.ui.asking import LONG, Said, Went, told
from tests.ui.widgets.composing import write

AUTUMN = TermCode(2025, 1)


def body(page: SummaryPage, place: int) -> str:
    return page.frame.sheet.boxes[place].editor.words()


def dirty(page: SummaryPage) -> bool:
    return page.is_dirty


def number(page: SummaryPage, key: str) -> str:
    assert page.open is not None
    return str(page.open.sources.figures[key].number)


def choose_offer(
    qtbot: QtBot, page: SummaryPage, row: int, modifier: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    shown = page.frame.side.list
    shown.setFocus()
    shown.setCurrentIndex(shown.offers.index(row))
    qtbot.keyClick(shown, Qt.Key.Key_Return, modifier)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[SummaryPage]:
    session.set_term(AUTUMN)
    made = SummaryPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.open is not None, timeout=LONG)
    yield made
    made.leave()


def test_a_summary_is_written_with_figures_kept_saved_and_follows_the_records(
    qtbot: QtBot, session: Session, page: SummaryPage, went: Went, said: Said
):
    writing = Writing(qtbot, session, page, went, said)
    writing.begin_the_report_of_october()
    held = writing.write_words_and_figures()
    writing.rename_and_move_a_section()
    written = body(page, 0)
    writing.copy_undo_and_redo()
    writing.save_and_write_on()
    assert body(page, 2) == f"{written}还有"
    left = writing.lose_a_record(held)
    assert body(page, 2) == f"{written}还有"
    writing.open_the_records_of_a_figure(left)
    writing.leave_a_section_out_and_put_it_back(written)
    writing.take_back_the_last_saving()
    qtbot.waitUntil(lambda: body(page, 2) == written, timeout=LONG)


@dataclass(frozen=True)
class Writing:
    """A month's report being written, step by step, by keys, input method and mouse."""

    qtbot: QtBot
    session: Session
    page: SummaryPage
    went: Went
    said: Said

    @property
    def sheet(self) -> Any:
        """Return the sheet with its sections."""
        return self.page.frame.sheet

    def editor(self, place: int) -> Any:
        """Return the field of a section."""
        return self.sheet.boxes[place].editor

    def press(self, place: int, key: Qt.Key, *, control: bool = False) -> None:
        """Press a key in the field of a section."""
        modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(self.editor(place), key, modifier)

    def begin_the_report_of_october(self) -> None:
        """A month's report is chosen and begun: five empty sections."""
        page, qtbot = self.page, self.qtbot
        slots = page.frame.slots
        month = next(row for row in range(slots.count()) if "10月月报" in slots.itemText(row))
        slots.setFocus()
        for _ in range(month):
            qtbot.keyClick(slots, Qt.Key.Key_Down)
        qtbot.waitUntil(page.frame.empty.isVisible)
        qtbot.mouseClick(page.frame.empty.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.open is not None and page.open.span.level == "month", timeout=LONG)
        assert [box.row() for box in self.sheet.boxes] == [
            {"heading": name} for name in ("组织领导", "主要做法", "取得成效", "存在问题", "下步打算")
        ]

    def write_words_and_figures(self) -> Any:
        """Words by input method and keys, a figure by Enter and one by mouse; return the first one's mark."""
        page, qtbot = self.page, self.qtbot
        editor = self.editor(1)
        editor.setFocus()
        write(editor, "本月开展活动")
        held = number(page, "held")
        choose_offer(qtbot, page, 1)
        editor.setFocus()
        write(editor, "，")
        qtbot.keyClicks(editor, "OK")
        shown = page.frame.side.list
        area = shown.visualRect(shown.offers.index(2))
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(40, 10))
        first, second = (shown.offers.offers()[row].mark for row in (1, 2))
        assert body(page, 1) == f"本月开展活动{first},OK{second}".replace(",", "，")
        assert str(first) == f"[[figure:held|{held}]]"
        assert page.title_shown == "写好 1 节，还有 4 节"
        return first

    def rename_and_move_a_section(self) -> None:
        """A section is renamed and moved with the keys; the draft is there within the second."""
        page, qtbot = self.page, self.qtbot
        box = self.sheet.boxes[1]
        box.heading.setFocus()
        box.heading.selectAll()
        write(box.heading, "这个月做了什么")
        qtbot.keyClick(box.heading, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert self.sheet.boxes[0] is box
        qtbot.waitUntil(lambda: "留草稿" in page.frame.kept.text(), timeout=LONG)
        (kept,) = told(qtbot, self.session, lambda opened: waiting(opened.archive).drafts)
        assert kept.content["sections"][0] == {"heading": "这个月做了什么", "body": body(page, 0)}

    def copy_undo_and_redo(self) -> None:
        """Copying keeps chips; from outside only words come, and half a mark is words; undo and redo."""
        page = self.page
        before = body(page, 0)
        self.editor(0).setFocus()
        self.press(0, Qt.Key.Key_A, control=True)
        self.press(0, Qt.Key.Key_C, control=True)
        self.editor(2).setFocus()
        self.press(2, Qt.Key.Key_V, control=True)
        assert body(page, 2) == before
        foreign = QMimeData()
        foreign.setHtml("<b>粗</b><img src='x.png'>")
        foreign.setText("粗[[figure:")
        QApplication.clipboard().setMimeData(foreign)
        self.press(2, Qt.Key.Key_V, control=True)
        assert body(page, 2) == f"{before}粗[[figure:"
        self.press(2, Qt.Key.Key_Z, control=True)
        self.press(2, Qt.Key.Key_Z, control=True)
        assert body(page, 2) == ""
        self.press(2, Qt.Key.Key_Y, control=True)
        assert body(page, 2) == before
        QApplication.clipboard().clear()

    def save_and_write_on(self) -> None:
        """What is written is saved as one change; what is typed meanwhile stays unsaved."""
        page, qtbot = self.page, self.qtbot
        before = body(page, 2)
        self.said.clear()
        self.press(2, Qt.Key.Key_S, control=True)
        write(self.editor(2), "还有")
        qtbot.waitUntil(lambda: bool(self.said), timeout=LONG)
        qtbot.waitUntil(lambda: page.open is not None and bool(page.open.saved), timeout=LONG)
        assert dirty(page)
        assert body(page, 2) == f"{before}还有"
        self.press(2, Qt.Key.Key_S, control=True)
        qtbot.waitUntil(lambda: len(self.said) > 1 and not page.is_dirty, timeout=LONG)
        assert not told(qtbot, self.session, lambda opened: waiting(opened.archive).drafts)

    def lose_a_record(self, mark: Any) -> int:
        """A record goes: the chip and the page say so, the words stay; return how many are left."""
        page = self.page
        assert page.open is not None
        held = page.open.sources.figures["held"]
        left = len(held.records) - 1

        def delete(opened: Opened) -> str:
            with change(opened.archive, "activity.delete", opened.clock.now()) as writing:
                writing.delete(held.records[0][1])
            return writing.change_id

        self.session.desk.change(page, delete)
        changed = f"活动 {held.number} → {int(held.number) - 1} 次"
        self.qtbot.waitUntil(lambda: any(changed in one for one in page.frame.notices()), timeout=LONG)
        assert page.sayings.look(mark)[1] == f"{int(held.number) - 1} 次（原 {held.number}）"
        return left

    def open_the_records_of_a_figure(self, left: int) -> None:
        """A chip opens its records: by Enter when it is chosen, by a click, and from the list."""
        target = self.editor(2)
        target.setFocus()
        target.moveCursor(QTextCursor.MoveOperation.End)
        for _ in "还有":
            self.press(2, Qt.Key.Key_Left)
        self.qtbot.keyClick(target, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        self.press(2, Qt.Key.Key_Return)
        assert self.went.pop()[0] in {"activity", "records"}
        cursor = target.textCursor()
        cursor.setPosition(len("本月开展活动"))
        spot = target.cursorRect(cursor).center() + QPoint(12, 0)
        self.qtbot.mouseClick(target.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        page_code, place = self.went.pop()
        assert (page_code, len(place["ids"])) == ("activity", left)
        choose_offer(self.qtbot, self.page, 1, Qt.KeyboardModifier.ControlModifier)
        assert self.went.pop()[1]["ids"] == place["ids"]

    def leave_a_section_out_and_put_it_back(self, words: str) -> None:
        """A section that is left out can be put back, with its words."""
        self.sheet.boxes[0].dropped.emit()
        assert len(self.sheet.boxes) == 4
        self.page.frame.back.chosen.emit(0)
        assert body(self.page, 0) == words
        assert not dirty(self.page)

    def take_back_the_last_saving(self) -> None:
        """Undoing the change of the archive brings back what was saved before."""
        saving = self.said[-1][1]
        self.session.desk.change(self.page, lambda opened: undo(opened.archive, saving, opened.clock.now()))


def test_another_sides_summary_is_only_read_and_a_lost_draft_comes_back(
    qtbot: QtBot, session: Session, page: SummaryPage
):
    # Written, the page goes away without saving; the next one goes on.
    editor = page.frame.sheet.boxes[0].editor
    editor.setFocus()
    write(editor, "又及，")
    whole = body(page, 0)
    page.leave()
    other = SummaryPage(session)
    qtbot.addWidget(other)
    other.resize(1182, 640)
    other.show()
    qtbot.waitUntil(lambda: other.open is not None, timeout=LONG)
    assert body(other, 0) == whole
    assert other.is_dirty
    assert any("接着" in one for one in other.frame.notices())

    def give_away(opened: Opened) -> None:
        (ours,) = [
            one
            for one in all_of(opened.archive, "summary")
            if one.content["community_id"] == other.open.slot.community  # type: ignore[union-attr]
        ]
        partner = next(one for one in all_of(opened.archive, "school") if one.id != opened.archive.holder_id)
        with opened.archive.write() as connection:
            connection.execute(update(RecordHead).where(RecordHead.id == ours.id).values(owner_id=partner.id))

    session.desk.change(page, give_away)
    other.go_to(summary=records_id(other))
    qtbot.waitUntil(lambda: other.open is not None and not other.open.slot.ours, timeout=LONG)
    field = other.frame.sheet.boxes[0].editor
    assert field.isReadOnly()
    before = body(other, 0)
    qtbot.keyClicks(field, "x")
    assert body(other, 0) == before
    assert not other.frame.save.isVisible()
    assert not other.frame.side.isEnabled()


def records_id(page: SummaryPage) -> str:
    assert page.open is not None
    return page.open.slot.record


def test_a_photo_names_its_activity_once(qtbot: QtBot, page: SummaryPage):
    page.frame.side.parts.set_value("pieces")
    page.frame.side.parts.edited.emit()
    assert page.open is not None
    captions = {one.caption for one in page.open.photos if one.caption == one.about.title}
    offers = [one for one in page.frame.side.list.offers.offers() if one.picture and one.name in captions]
    assert offers
    assert not any(one.name in one.second for one in offers)
    assert all(one.second for one in offers)
