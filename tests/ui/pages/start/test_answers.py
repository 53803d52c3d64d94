"""What is answered step by step: what is missing or will not do is said at its field."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.services.starting.answers import PARTNERS, PEOPLE, SCHEME, SCHOOL, TERM, Answers
from edudesk.ui.importing.steps import COLUMNS, FILE, ROWS
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.people import PeopleQuestion
from edudesk.ui.pages.start.question import MARGIN
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.words import Link
from tests.ui.pages.start.hands import (
    NEAREST,
    SLOW,
    Begin,
    answer_school,
    asked,
    press,
    reach,
    tab_to,
    to_partners,
    type_in,
    wait_for_cards,
)


def test_the_rail_breaks_a_long_answer_and_the_bar_stands_in_line(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    name = "Experimental primary community in three phases"
    step = page.rail.steps[SCHEME]
    step.set_standing((name,), is_current=False, is_done=True, is_open=True)
    for height, lines in ((86, 2), (52, 1)):
        step.resize(250, theme().tokens.px(height))
        written = step.fitting()
        assert (len(written), " ".join(written)) == (lines, name)
    step.set_standing((name[:12],), is_current=False, is_done=True, is_open=True)
    assert step.fitting() == (name[:12],)
    question = asked(page, SchoolQuestion)
    assert page.bar.body.contentsMargins().left() == question.body.contentsMargins().left()


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    question = asked(page, SchoolQuestion)
    press(qtbot, Qt.Key.Key_Return)
    assert question.name_row.box.error == "先写学校的名字"
    assert question.name.hasFocus()
    type_in(qtbot, "明德书院")
    assert not question.name_row.box.error
    press(qtbot, Qt.Key.Key_Return)
    assert question.kind_row.box.error == "选一个学校类型"
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Space)
    assert page.answers.kind == "primary"


def test_a_kind_that_was_chosen_stays_when_the_name_changes(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    question = asked(page, SchoolQuestion)
    type_in(qtbot, "明德小学")
    assert question.kind.chosen() == ("primary",)
    chip = question.kind._buttons["nine-year"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    question.name.setFocus()
    type_in(qtbot, "附属幼儿园")
    assert page.answers.kind == "nine-year"


def test_nothing_is_promised_of_the_settings_that_they_do_not_hold(qtbot: QtBot, begin: Begin) -> None:
    words = asked(begin(), SchoolQuestion).words()
    assert "设置" not in words  # kind, side and place are changed elsewhere
    assert words.endswith("以后都能改。")


def test_a_place_that_will_not_do_is_said_at_the_place(
    qtbot: QtBot, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "满 的"
    full.mkdir()
    (full / "edudesk.db").write_text("x")
    page = begin()
    answer_school(qtbot, page)
    question = asked(page, SchoolQuestion)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_args: full)
    qtbot.mouseClick(question.elsewhere, Qt.MouseButton.LeftButton)
    assert page.answers.folder == str(full / "EduDesk 档案")
    (full / "EduDesk 档案").mkdir()
    (full / "EduDesk 档案" / "别的.txt").write_text("x")
    page.go_on()
    qtbot.waitUntil(lambda: bool(question.folder_row.box.error), timeout=SLOW)
    assert page.answers.step == SCHOOL
    # Its words begin where the field above does, which those of a button would not.
    assert isinstance(question.usual, Link)
    begins = [one.mapTo(question, QPoint()).x() for one in (question.usual, question.folder)]
    assert begins[0] == begins[1]
    qtbot.mouseClick(question.usual, Qt.MouseButton.LeftButton)
    assert not question.folder_row.box.error
    page.go_on()
    reach(qtbot, page, PARTNERS)


def test_a_place_that_goes_bad_later_is_said_where_the_archive_is_made(
    qtbot: QtBot, begin: Begin, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin()
    to_partners(qtbot, page)
    page.skip()
    page.skip()
    reach(qtbot, page, TERM)
    place.mkdir(parents=True)
    (place / "别的.txt").write_text("x")
    page.go_on()
    qtbot.waitUntil(page.trouble.isVisible, timeout=SLOW)
    assert page.answers.step == TERM
    assert not page.answers.begun
    other = tmp_path / "U 盘"
    other.mkdir()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_args: other)
    press(qtbot, Qt.Key.Key_Return)
    reach(qtbot, page, PEOPLE)
    assert (other / "edudesk.db").is_file()


@pytest.mark.parametrize("width", [1366, 911])
def test_the_import_stands_below_its_question_also_in_a_narrow_window(
    qtbot: QtBot, session: Session, width: int
) -> None:
    question = PeopleQuestion(session, Answers())
    qtbot.addWidget(question)
    question.resize(width, 600)
    question.show()
    qtbot.waitUntil(lambda: question.steps is not None, timeout=SLOW)
    assert question.steps is not None
    bar, title = question.steps.steps, question.head[0]

    def begins(widget: QWidget) -> int:
        return widget.mapTo(question, QPoint()).x()

    def are_in_line() -> bool:
        return begins(bar) == begins(title) + title.contentsMargins().left() == theme().tokens.px(MARGIN)

    qtbot.waitUntil(are_in_line, timeout=SLOW)


def test_partners_named_twice_are_pointed_out(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    question = asked(page, PartnersQuestion)
    (more,) = question.findChildren(Link)
    assert more.mapTo(question, QPoint()).x() == question.lines[0].name.mapTo(question, QPoint()).x()
    for name in ("那丽镇中心幼儿园", "那丽镇中心幼儿园", "临海市中心幼儿园"):
        type_in(qtbot, name)
        press(qtbot, Qt.Key.Key_Return)
    assert [line.box.error for line in question.lines] == ["", "名单里已经有这所了", "这是自己的学校", ""]
    press(qtbot, Qt.Key.Key_Return)
    assert page.answers.step == PARTNERS
    for line in question.lines[1:3]:
        qtbot.mouseClick(line.remove, Qt.MouseButton.LeftButton)
    page.go_on()
    reach(qtbot, page, SCHEME)
    assert [partner.name for partner in page.answers.named] == ["那丽镇中心幼儿园"]


def test_search_finds_schemes_by_words_and_initials(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    page.skip()
    question = asked(page, SchemeQuestion)
    qtbot.waitUntil(lambda: len(question.choice.cards) > 1, timeout=SLOW)
    question.choice.search.setFocus()
    type_in(qtbot, "钦南")
    assert list(question.choice.cards) == ["qinnan"]
    question.choice.search.clear()
    type_in(qtbot, "没有的县")
    assert not question.choice.cards


def test_days_that_do_not_fit_are_said_at_their_field(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    page.skip()
    page.skip()
    question = asked(page, TermQuestion)
    assert question.weeks.text() == "共 22 周，今天是第 16 周"
    for typed in ("2025-08-01", "哪天"):
        tab_to(qtbot, question.last)
        press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_in(qtbot, typed)
        press(qtbot, Qt.Key.Key_Return)
        assert question.rows["last"].box.error
        assert page.answers.step == TERM
    assert page.answers.last == "哪天"


def test_enter_in_the_search_takes_the_scheme_that_was_found(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    page.skip()
    choice = asked(page, SchemeQuestion).choice
    wait_for_cards(qtbot, choice)
    choice.choose(NEAREST)
    choice.search.setFocus()
    type_in(qtbot, "钦南")
    qtbot.waitUntil(choice.cards["qinnan"].isVisible, timeout=SLOW)
    press(qtbot, Qt.Key.Key_Return)
    assert page.answers.step == SCHEME  # what was chosen before is out of sight: not gone on with
    assert page.answers.scheme == "qinnan"
    assert choice.cards["qinnan"].hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    reach(qtbot, page, TERM)
    assert page.answers.scheme == "qinnan"


def test_tab_leads_from_the_search_to_what_it_found(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    page.skip()
    choice = asked(page, SchemeQuestion).choice
    qtbot.waitUntil(lambda: len(choice.cards) > 1, timeout=SLOW)
    choice.search.setFocus()
    type_in(qtbot, "钦南")
    qtbot.waitUntil(choice.cards["qinnan"].isVisible, timeout=SLOW)
    press(qtbot, Qt.Key.Key_Tab)  # the chips
    press(qtbot, Qt.Key.Key_Tab)
    assert choice.cards["qinnan"].hasFocus()


def test_each_step_of_the_roster_has_the_focus_and_the_primary_button(
    qtbot: QtBot, begin: Begin, tmp_path: Path
) -> None:
    page = begin()
    to_partners(qtbot, page)
    for _ in range(3):
        page.skip()
    reach(qtbot, page, PEOPLE)
    question = asked(page, PeopleQuestion)
    qtbot.waitUntil(lambda: question.steps is not None, timeout=SLOW)
    steps = question.steps
    assert steps is not None
    assert page.bar.next.role == "primary"
    roster = tmp_path / "roster.csv"
    roster.write_text("姓名,学校,学科\n覃小明,临海市中心幼儿园,语文\n", encoding="utf-8")
    steps.start_with(roster)
    for now in (COLUMNS, ROWS):
        qtbot.waitUntil(lambda: steps.steps.current == now and steps.next.hasFocus(), timeout=SLOW)  # noqa: B023
        assert (steps.next.role, page.bar.next.role) == ("primary", "")
        press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: steps.steps.current == FILE and page.bar.next.role == "primary", timeout=SLOW)
    assert page.answers.imported == 1
