"""A month of lessons by keyboard, the host's words, undo: one story on the demonstration archive."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from edudesk.services.records import all_of
from edudesk.services.undo import undo
from edudesk.ui.pages.exchanges import printing, questions

PATIENCE = 20_000  # milliseconds
SONG = date(2025, 10, 13)
"""The first day of a stay of three weeks."""


def open_page(qtbot, session):
    from edudesk.ui.pages.exchanges import ExchangesPage

    page = ExchangesPage(session)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    qtbot.waitUntil(lambda: page.year is not None and bool(page.pane.shown), timeout=PATIENCE)
    return page


def press(qtbot, grid, keys):
    """Press keys as on a keyboard: digits as they are, and > v T for the arrows right, down and Tab."""
    named = {">": Qt.Key.Key_Right, "<": Qt.Key.Key_Left, "^": Qt.Key.Key_Up, "v": Qt.Key.Key_Return}
    for key in keys:
        if key in named:
            qtbot.keyClick(grid, named[key])
        elif key == "T":
            qtbot.keyClick(grid, Qt.Key.Key_Tab)
        else:
            qtbot.keyClicks(grid, key)


def turn(qtbot, page, key):
    before = page.panel.week.week.monday
    qtbot.keyClick(page.panel.week.grid, key)
    qtbot.waitUntil(lambda: page.panel.week.week.monday != before, timeout=PATIENCE)


def test_a_month_is_typed_by_keyboard_confirmed_and_taken_back(qtbot, session):
    said: list[tuple[str, str]] = []
    session.said.connect(lambda words, change: said.append((words, change)))
    page = open_page(qtbot, session)
    bars = page.bars
    assert page.title.title == "正在交流 1 人，待到岗 4 人"
    assert page.pane.title.text() == "蒙立夏"

    # By keys from the bars into the weeks of the stay that ended in October.
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    while bars.current is None or bars.current.stays[0].name != "宋晓棠":
        qtbot.keyClick(bars, Qt.Key.Key_Up)
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert bars.current.stay.starts_on == SONG
    spoken = bars.bars.data(bars.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("宋晓棠，派出，云杉小学 → 石榴湾小学，短期交流，计划 10月13日—10月31日")
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    panel, grid = page.panel, page.panel.week.grid
    qtbot.waitUntil(lambda: panel.stay_id == bars.current.stay.id, timeout=PATIENCE)
    assert page.has_primary

    # Three weeks, back from the last to the first; each is saved when the next one is asked for.
    press(qtbot, grid, "3T4T3T4T3")
    assert len(grid.week.typed) == 5
    assert grid.week.data(grid.week.index(0, 8)) == "17"
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    press(qtbot, grid, "12")
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.week.text(grid.currentIndex()) == "4"
    turn(qtbot, page, Qt.Key.Key_PageUp)
    assert grid.week.typed == {}
    qtbot.waitUntil(lambda: said and said[-1][0] == "宋晓棠：记好 5 格", timeout=PATIENCE)
    grid.go_to(0, 1)
    press(qtbot, grid, "4v2v1")
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.week.text(grid.currentIndex()) == ""
    turn(qtbot, page, Qt.Key.Key_PageDown)
    assert grid.week.headerData(9, Qt.Orientation.Horizontal) == "月计 10月"
    assert grid.week.data(grid.week.index(0, 9)) == "21"
    qtbot.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert grid.week.typed == {("observation", date(2025, 10, 27)): "2"}
    grid.go_to(0, 6)
    press(qtbot, grid, "5")
    assert panel.week.told.text() == "这天不在交流期间；要填先改起止日期"
    assert len(grid.week.typed) == 1

    # What is typed lies in a draft within the second, and no form offers it as one of its own.
    def drafts(opened):
        from edudesk.services.drafts import waiting

        return waiting(opened.archive).drafts

    kept: list[Any] = []
    qtbot.wait(400)
    session.desk.ask(page, drafts, kept.extend)
    qtbot.waitUntil(lambda: bool(kept), timeout=PATIENCE)
    (draft,) = kept
    assert draft.typed["week|observation|2025-10-27"] == "2"
    # After a crash the page finds it again.
    question = partial(questions.ask_stay, row=bars.current.stay, monday=None, texts=session.texts)
    seen: list[Any] = []
    session.desk.ask(page, question, seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE)
    assert seen[0].draft == draft
    qtbot.keyClick(grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said[-1][0] == "宋晓棠：记好 1 格", timeout=PATIENCE)
    taken_back = said[-1][1]

    # The month's note: the figures of the records stand beside, and are taken over by a click.
    panel.open_tab("months")
    (card,) = panel.months.cards.values()
    qtbot.waitUntil(lambda: panel.months.cards["2025-10"].note.counted.lessons == 21, timeout=PATIENCE)
    card = panel.months.cards["2025-10"]
    assert card.periods.text_typed() == ""
    assert [link.text() for link in card._said] == ["记录里 6", "记录里 21"]
    qtbot.mouseClick(card._said[1], Qt.MouseButton.LeftButton)
    assert panel.typed.of("month") == {"2025-10|periods": "21"}
    panel.save()
    qtbot.waitUntil(lambda: said[-1][0] == "月报已保存", timeout=PATIENCE)

    # The host's words are a record of their own.
    panel.open_tab("host")
    host = panel.host
    assert host.grade.value() == "excellent"
    qtbot.keyClick(host.grade, Qt.Key.Key_Down)
    assert host.typed() == {"grade": "good"}
    page.leave()
    qtbot.waitUntil(lambda: said[-1][0] == "鉴定已保存", timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.pane._view.row.grade == "good", timeout=PATIENCE)

    # Undo takes back one week and nothing else.
    found: list[object] = []

    def count(opened):
        undo(opened.archive, taken_back, opened.clock.now())
        return [
            one
            for one in all_of(opened.archive, "activity", exchange_id=panel.stay_id)
            if one.content["starts_on"].month == 10
        ]

    session.desk.change(page, count, found.extend)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    assert len(found) == 7
    panel.open_tab("week")
    qtbot.waitUntil(lambda: grid.week.text(grid.week.index(1, 1)) == "", timeout=PATIENCE)
    page.panel.setFocus()
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.is_typing, timeout=PATIENCE)


def test_a_planned_stay_arrives_in_one_step_and_shows_what_is_missing(qtbot, session):
    said: list[tuple[str, str]] = []
    session.said.connect(lambda words, change: said.append((words, change)))
    page = open_page(qtbot, session)
    stay = next(one for one in page.year.stays if one.name == "叶知秋" and one.state == "planned")
    page.go_to(id=stay.id)
    qtbot.waitUntil(lambda: page.pane.shown == stay.id, timeout=PATIENCE)
    assert page.pane.step.text() == "已到岗"
    qtbot.mouseClick(page.pane.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.pane.step.text() == "已返回", timeout=PATIENCE)
    assert said[-1][0] == "叶知秋：5月20日到岗"
    row = next(one for one in page.year.stays if one.id == stay.id)
    assert (row.state, row.starts_on) == ("held", date(2026, 5, 20))
    notices = [one.accessibleName() for one in page.pane.findChildren(type(page.panel.trouble))]
    assert "还缺派遣文件" in notices

    # Its papers are printed from the same records.
    drawn: list[Path] = []
    for kind in printing.OF_ONE:
        question = partial(printing.draw, kind=kind, stay_id=stay.id, term=session.term, texts=session.texts)
        session.desk.ask(page, question, drawn.append)
    qtbot.waitUntil(lambda: len(drawn) == len(printing.OF_ONE), timeout=PATIENCE)
    assert drawn[0].name == "叶知秋交流教师登记表.pdf"
    assert all(path.read_bytes().startswith(b"%PDF") for path in drawn)


def test_what_is_typed_while_a_week_is_being_saved_stays(qtbot, session):
    page = open_page(qtbot, session)
    stay = page.bars.current.stay
    page.open_stay(stay)
    panel, grid = page.panel, page.panel.week.grid
    qtbot.waitUntil(lambda: panel.stay_id == stay.id and grid.week.rowCount() > 0, timeout=PATIENCE)
    grid.go_to(2, 1)
    press(qtbot, grid, "1")
    saved: list[str] = []
    session.said.connect(lambda words, _change: saved.append(words))
    panel.save()
    press(qtbot, grid, "T2")  # nothing has come back yet
    qtbot.waitUntil(lambda: bool(saved), timeout=PATIENCE)
    qtbot.waitUntil(lambda: list(grid.week.typed.values()) == ["2"], timeout=PATIENCE)
    assert list(panel.typed.places().values()) == ["2"]
    panel.save()
    qtbot.waitUntil(lambda: len(saved) > 1 and not grid.week.typed, timeout=PATIENCE)
