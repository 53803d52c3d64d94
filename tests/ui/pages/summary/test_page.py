"""总结: words are one's own and never lost; figures come from the records and follow them."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
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

LONG = 20_000
AUTUMN = TermCode(2025, 1)


def told(qtbot: QtBot, session: Session, question: Any) -> Any:
    found: list[Any] = []
    session.desk.ask(session, question, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def write(field: QWidget, words: str) -> None:
    """Compose and commit words as an input method does."""
    QApplication.sendEvent(field, QInputMethodEvent("pinyin", []))
    composed = QInputMethodEvent()
    composed.setCommitString(words)
    QApplication.sendEvent(field, composed)


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
def went(session: Session) -> list[tuple[str, dict[str, Any]]]:
    """Return which pages are asked for."""
    found: list[tuple[str, dict[str, Any]]] = []
    session.wanted.connect(lambda page, place: found.append((page, place)))
    return found


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
    qtbot: QtBot, session: Session, page: SummaryPage, went: list[tuple[str, dict[str, Any]]]
):
    # A month's report is chosen and begun: five empty sections.
    slots = page.frame.slots
    month = next(row for row in range(slots.count()) if "10月月报" in slots.itemText(row))
    slots.setFocus()
    for _ in range(month):
        qtbot.keyClick(slots, Qt.Key.Key_Down)
    qtbot.waitUntil(page.frame.empty.isVisible)
    qtbot.mouseClick(page.frame.empty.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.open is not None and page.open.span.level == "month", timeout=LONG)
    sheet = page.frame.sheet
    assert [box.row() for box in sheet.boxes] == [
        {"heading": name} for name in ("组织领导", "主要做法", "取得成效", "存在问题", "下步打算")
    ]

    # Words by input method and keys, a figure by Enter, by mouse, and dragged as words.
    editor = sheet.boxes[1].editor
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

    # A section is renamed and moved with the keys; the draft is there within the second.
    box = sheet.boxes[1]
    box.heading.setFocus()
    box.heading.selectAll()
    write(box.heading, "这个月做了什么")
    qtbot.keyClick(box.heading, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sheet.boxes[0] is box
    qtbot.waitUntil(lambda: "留草稿" in page.frame.kept.text(), timeout=LONG)
    (kept,) = told(qtbot, session, lambda opened: waiting(opened.archive).drafts)
    assert kept.content["sections"][0] == {"heading": "这个月做了什么", "body": body(page, 0)}

    # Copying keeps chips; from outside only words come; half a mark is words; undo and redo.
    before = body(page, 0)
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    target = sheet.boxes[2].editor
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert body(page, 2) == before
    foreign = QMimeData()
    foreign.setHtml("<b>粗</b><img src='x.png'>")
    foreign.setText("粗[[figure:")
    QApplication.clipboard().setMimeData(foreign)
    qtbot.keyClick(target, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert body(page, 2) == f"{before}粗[[figure:"
    qtbot.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert body(page, 2) == ""
    qtbot.keyClick(target, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert body(page, 2) == before
    QApplication.clipboard().clear()

    # Saved as one change; what is typed meanwhile stays unsaved.
    said: list[tuple[str, str]] = []
    session.said.connect(lambda words, back: said.append((words, back)))
    qtbot.keyClick(target, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    write(target, "还有")
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    qtbot.waitUntil(lambda: page.open is not None and bool(page.open.saved), timeout=LONG)
    assert dirty(page)
    assert body(page, 2) == f"{before}还有"
    qtbot.keyClick(target, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(said) > 1 and not page.is_dirty, timeout=LONG)
    assert not told(qtbot, session, lambda opened: waiting(opened.archive).drafts)

    # A record goes: the chip and the page say so, the words stay.
    assert page.open is not None
    records_of = page.open.sources.figures["held"].records

    def delete(opened: Opened) -> str:
        with change(opened.archive, "activity.delete", opened.clock.now()) as writing:
            writing.delete(records_of[0][1])
        return writing.change_id

    session.desk.change(page, delete)
    changed = f"活动 {held} → {int(held) - 1} 次"
    qtbot.waitUntil(lambda: any(changed in one for one in page.frame.notices()), timeout=LONG)
    assert body(page, 2) == f"{before}还有"
    assert first is not None
    assert page.sayings.look(first)[1] == f"{int(held) - 1} 次（原 {held}）"

    # A chip opens its records: by Enter when it is chosen, by a click, and from the list.
    target.setFocus()
    target.moveCursor(QTextCursor.MoveOperation.End)
    for _ in "还有":
        qtbot.keyClick(target, Qt.Key.Key_Left)
    qtbot.keyClick(target, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(target, Qt.Key.Key_Return)
    assert went.pop()[0] in {"activity", "records"}
    cursor = target.textCursor()
    cursor.setPosition(len("本月开展活动"))
    spot = target.cursorRect(cursor).center() + QPoint(12, 0)
    qtbot.mouseClick(target.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    page_code, place = went.pop()
    assert (page_code, len(place["ids"])) == ("activity", len(records_of) - 1)
    choose_offer(qtbot, page, 1, Qt.KeyboardModifier.ControlModifier)
    assert went.pop()[1]["ids"] == place["ids"]

    # A section that is left out can be put back; undoing the change of the archive brings back the saved one.
    sheet.boxes[0].dropped.emit()
    assert len(sheet.boxes) == 4
    page.frame.back.chosen.emit(0)
    assert body(page, 0) == before
    assert not dirty(page)
    session.desk.change(page, lambda opened: undo(opened.archive, said[-1][1], opened.clock.now()))
    qtbot.waitUntil(lambda: body(page, 2) == before, timeout=LONG)


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
