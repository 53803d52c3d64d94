"""A month of lessons by keyboard, the host's words, undo: one story on the demonstration archive."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.drafts import Draft, waiting
from edudesk.services.records import Record, all_of
from edudesk.services.undo import undo
from edudesk.ui.desk import Opened
from edudesk.ui.pages.exchanges import printing, questions
from edudesk.ui.widgets.dialogs import Question
from tests.ui.asking import Said, told

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


def test_a_month_is_typed_by_keyboard_confirmed_and_taken_back(qtbot, session, said):
    month = Month(qtbot, open_page(qtbot, session), said)
    month.open_the_stay_by_the_bars()
    month.type_its_weeks()
    month.try_a_day_outside_the_stay()
    draft = month.look_at_the_draft()
    month.find_it_after_a_crash(draft)
    week = month.save_the_week()
    month.take_figures_into_the_note()
    month.write_the_words_of_the_host()
    month.take_the_week_back(week)


@dataclass(frozen=True)
class Month:
    """A month of lessons of one stay, step by step, by keyboard."""

    qtbot: QtBot
    page: Any
    said: Said

    @property
    def panel(self) -> Any:
        """Return the stay that is open."""
        return self.page.panel

    @property
    def grid(self) -> Any:
        """Return the cells of the week."""
        return self.page.panel.week.grid

    def until(self, ready: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=PATIENCE)

    def ask(self, question: Callable[[Opened], Any]) -> Any:
        """Return what the archive answers."""
        return told(self.qtbot, self.page.session, question)

    def open_the_stay_by_the_bars(self) -> None:
        """By keys from the bars into the weeks of the stay that ended in October."""
        page, bars, qtbot = self.page, self.page.bars, self.qtbot
        assert page.title.title == "正在交流 1 人，待到岗 4 人"
        assert page.pane.title.text() == "蒙立夏"
        bars.setFocus()
        qtbot.keyClick(bars, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        while bars.current is None or bars.current.stays[0].name != "宋晓棠":
            qtbot.keyClick(bars, Qt.Key.Key_Up)
        qtbot.keyClick(bars, Qt.Key.Key_Left)
        assert bars.current.stay.starts_on == SONG
        spoken = bars.bars.data(bars.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("宋晓棠，派出，云杉小学 → 石榴湾小学，短期交流，计划 10月13日—31日")
        qtbot.keyClick(bars, Qt.Key.Key_Return)
        self.until(lambda: self.panel.stay_id == bars.current.stay.id)
        assert page.has_primary

    def type_its_weeks(self) -> None:
        """Three weeks, back from the last to the first; each is saved when the next one is asked for."""
        grid, qtbot = self.grid, self.qtbot
        press(qtbot, grid, "3T4T3T4T3")
        assert len(grid.week.typed) == 5
        assert grid.week.data(grid.week.index(0, 8)) == "17"
        qtbot.keyClick(grid, Qt.Key.Key_Left)
        press(qtbot, grid, "12")
        qtbot.keyClick(grid, Qt.Key.Key_Escape)
        assert grid.week.text(grid.currentIndex()) == "4"
        turn(qtbot, self.page, Qt.Key.Key_PageUp)
        assert grid.week.typed == {}
        self.until(lambda: self.said and self.said[-1][0] == "宋晓棠：记好 5 格")
        grid.go_to(0, 1)
        press(qtbot, grid, "4v2v1")
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
        assert grid.week.text(grid.currentIndex()) == ""
        turn(qtbot, self.page, Qt.Key.Key_PageDown)
        assert grid.week.headerData(9, Qt.Orientation.Horizontal) == "月计 10月"
        assert grid.week.data(grid.week.index(0, 9)) == "21"
        qtbot.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert grid.week.typed == {("observation", date(2025, 10, 27)): "2"}

    def try_a_day_outside_the_stay(self) -> None:
        """A day after the stay takes no figures, and it is said what to change first."""
        self.grid.go_to(0, 6)
        press(self.qtbot, self.grid, "5")
        assert self.panel.week.told.text() == "这天不在交流期间；要填先改起止日期"
        assert len(self.grid.week.typed) == 1

    def look_at_the_draft(self) -> Draft:
        """What is typed lies in a draft within the second, and no form offers it as one of its own."""
        self.qtbot.wait(400)
        draft: Draft
        (draft,) = self.ask(lambda opened: waiting(opened.archive).drafts)
        assert draft.typed["week|observation|2025-10-27"] == "2"
        return draft

    def find_it_after_a_crash(self, draft: Draft) -> None:
        """A page that is made anew finds the draft."""
        row, texts = self.page.bars.current.stay, self.page.session.texts
        seen = self.ask(partial(questions.ask_stay, row=row, monday=None, texts=texts))
        assert seen.draft == draft

    def save_the_week(self) -> str:
        """Ctrl+S saves the one cell; return the change."""
        self.qtbot.keyClick(self.grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.said[-1][0] == "宋晓棠：记好 1 格")
        return self.said[-1][1]

    def take_figures_into_the_note(self) -> None:
        """The month's note: the figures of the records stand beside, and are taken over by a click."""
        panel = self.panel
        panel.open_tab("months")
        assert len(panel.months.cards) == 1
        self.until(lambda: panel.months.cards["2025-10"].note.counted.lessons == 21)
        card = panel.months.cards["2025-10"]
        assert card.periods.text_typed() == ""
        assert [link.text() for link in card._said] == ["记录里 6", "记录里 21"]
        self.qtbot.mouseClick(card._said[1], Qt.MouseButton.LeftButton)
        assert panel.typed.of("month") == {"2025-10|periods": "21"}
        panel.save()
        self.until(lambda: self.said[-1][0] == "月报已保存")

    def write_the_words_of_the_host(self) -> None:
        """The host's words are a record of their own, kept when the page is left."""
        self.panel.open_tab("host")
        host = self.panel.host
        assert host.grade.value() == "excellent"
        self.qtbot.keyClick(host.grade, Qt.Key.Key_Down)
        assert host.typed() == {"grade": "good"}
        self.page.leave()
        self.until(lambda: self.said[-1][0] == "鉴定已保存")
        self.until(lambda: self.page.pane._view.row.grade == "good")

    def take_the_week_back(self, week: str) -> None:
        """Undo takes back one week and nothing else."""
        stay, grid = self.panel.stay_id, self.grid
        left: list[Record] = []

        def undo_it(opened: Opened) -> list[Record]:
            undo(opened.archive, week, opened.clock.now())
            lessons = all_of(opened.archive, "activity", exchange_id=stay)
            return [one for one in lessons if one.content["starts_on"].month == 10]

        self.page.session.desk.change(self.page, undo_it, left.extend)
        self.until(lambda: left)
        assert len(left) == 7
        self.panel.open_tab("week")
        self.until(lambda: grid.week.text(grid.week.index(1, 1)) == "")
        self.panel.setFocus()
        grid.setFocus()
        self.qtbot.keyClick(grid, Qt.Key.Key_Escape)
        self.until(lambda: not self.page.is_typing)


def test_a_planned_stay_arrives_in_one_step_and_shows_what_is_missing(qtbot, session, said):
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


def test_several_stays_ticked_are_deleted_by_one_step_that_is_taken_back(qtbot, session, said):
    page = open_page(qtbot, session)
    page.segment.set_value("list")
    page.segment.edited.emit()
    before = {one.id for one in page.year.stays}
    coming = [one.id for one in page.year.stays if one.phase(page.year.today) == "planned"][:2]
    for stay in coming:
        page.list.select(stay)
        qtbot.waitUntil(lambda stay=stay: page.list.current() and page.list.current().id == stay)
        qtbot.keyClick(page.list.view, Qt.Key.Key_Space)
    qtbot.keyClick(page.list.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Question)), timeout=PATIENCE)
    page.window().findChildren(Question)[0].accept()
    qtbot.waitUntil(lambda: {one.id for one in page.year.stays} == before - set(coming), timeout=PATIENCE)
    session.desk.change(page, lambda opened: undo(opened.archive, said[-1][1], opened.clock.now()))
    qtbot.waitUntil(lambda: {one.id for one in page.year.stays} == before, timeout=PATIENCE)


def test_what_is_typed_while_a_week_is_being_saved_stays(qtbot, session, said):
    page = open_page(qtbot, session)
    stay = page.bars.current.stay
    page.open_stay(stay)
    panel, grid = page.panel, page.panel.week.grid
    qtbot.waitUntil(lambda: panel.stay_id == stay.id and grid.week.rowCount() > 0, timeout=PATIENCE)
    grid.go_to(2, 1)
    press(qtbot, grid, "1")
    panel.save()
    press(qtbot, grid, "T2")  # nothing has come back yet
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    qtbot.waitUntil(lambda: list(grid.week.typed.values()) == ["2"], timeout=PATIENCE)
    assert list(panel.typed.places().values()) == ["2"]
    panel.save()
    qtbot.waitUntil(lambda: len(said) > 1 and not grid.week.typed, timeout=PATIENCE)


def test_a_stay_says_whose_it_is_where_no_pane_beside_it_does(qtbot, session):
    page = open_page(qtbot, session)
    page.open_stay(page.bars.current.stay)
    qtbot.waitUntil(lambda: bool(page.panel.stay_id), timeout=PATIENCE)
    page.resize(1000, 640)
    assert page.detail.isVisible()
    assert (page.panel.who.text(), page.panel.way.text()) == ("蒙立夏", "石榴湾小学 → 云杉小学")
    assert page.panel.who.isVisible()
    assert page.panel.way.isVisible()
    assert not page.segment.isVisible(), "its line is left to the weeks"
    page.panel.back.click()
    assert page.segment.isVisible()
    page.open_stay(page.bars.current.stay)
    page.resize(1500, 640)
    assert page.segment.isVisible()
    assert not page.panel.who.isVisible()
    assert not page.panel.way.isVisible()


def test_the_list_shows_the_stay_that_was_chosen_in_the_bars(qtbot, session):
    page = open_page(qtbot, session)
    last = next(row.stay for row in reversed(page.bars.bars.rows) if row.stays)
    page.bars.choose(last.id)
    page.open_stay(last)
    page.segment.set_value("list")
    page.segment.edited.emit()

    def is_seen():
        first, last_seen = page.list.view.visible_rows()
        return first <= page.list.view.currentIndex().row() <= last_seen

    qtbot.waitUntil(lambda: page.list.current() is not None and page.list.current().id == last.id)
    qtbot.waitUntil(is_seen, timeout=PATIENCE)
