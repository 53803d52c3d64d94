"""From an empty machine to 首页 with real keys and clicks, with kills, turns and steps left out."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.setup import set_up
from edudesk.services.starting.answers import PARTNERS, PEOPLE, SCHEME, SCHOOL, TERM
from edudesk.services.undo import steps
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.theme import Size, theme
from tests.services.first_start import NOW, SETUP, content_of
from tests.ui.asking import told
from tests.ui.pages.start.hands import (
    ANSWERING,
    SLOW,
    Begin,
    answer_partners,
    answer_school,
    asked,
    killed,
    press,
    reach,
    to_partners,
    type_in,
    wait_for_cards,
    window_of,
)


def test_five_steps_by_keyboard_make_the_archive_of_the_same_setup_file(
    qtbot: QtBot, begin: Begin, place: Path, tmp_path: Path
) -> None:
    page = begin()
    window = window_of(page)
    for step, answer in enumerate(ANSWERING):
        reach(qtbot, page, step)
        answer(qtbot, page)
        press(qtbot, Qt.Key.Key_Return)
    reach(qtbot, page, PEOPLE)
    qtbot.waitUntil(lambda: page.session.desk.is_open, timeout=SLOW)
    page.bar.next.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert window.preferences.archive == place
    assert window.preferences.author == "李园长"
    assert not page.draft.path.exists()
    qtbot.waitUntil(lambda: "记第一次活动" in _words(window), timeout=SLOW)
    window.shut()
    with (
        open_archive(place, NOW) as ours,
        set_up(tmp_path / "对照", SETUP.replace('"结对"', '"临海市中心幼儿园结对帮扶"'), NOW) as theirs,
    ):
        assert content_of(ours) == content_of(theirs)
        assert ours.fact("author") == theirs.fact("author")
        assert [one.name for one in steps(ours)] == [one.name for one in steps(theirs)]


def _words(window: MainWindow) -> str:
    return " ".join(button.text() for button in window.findChildren(QPushButton) if button.isVisible())


def test_after_a_kill_at_any_step_everything_typed_is_there(
    qtbot: QtBot, begin: Begin, tmp_path: Path, place: Path
) -> None:
    page = begin()
    for step, answer in enumerate(ANSWERING):
        reach(qtbot, page, step)
        answer(qtbot, page)
        before = page.answers
        kept = killed(page, tmp_path)
        page = begin(kept)
        assert page.answers == before
        assert page.answers.step == step
        question = page.question
        if isinstance(question, SchoolQuestion):
            assert (question.name.text(), question.author.text()) == ("临海市中心幼儿园", "李园长")
            assert question.kind.chosen() == ("kindergarten",)
        elif isinstance(question, PartnersQuestion):
            assert [line.name.text() for line in question.lines] == ["那丽镇中心幼儿园", "大番坡镇中心小学"]
            assert question.lines[1].kind.value() == "primary"
        elif isinstance(question, SchemeQuestion):
            choice = question.choice
            wait_for_cards(qtbot, choice)
            assert choice.cards["qinnan"].isChecked()
            assert dict(choice.chosen_settings) == {"exchange-days": 15}
        elif isinstance(question, TermQuestion):
            assert question.last.date() == date(2026, 1, 23)
        page.go_on()
    reach(qtbot, page, PEOPLE)
    kept = killed(page, tmp_path)
    window_of(page).shut()
    again = begin(kept)
    reach(qtbot, again, PEOPLE)
    qtbot.waitUntil(lambda: again.session.desk.is_open, timeout=SLOW)
    assert [path.parent for path in place.parent.rglob("edudesk.db")] == [place]


def test_all_but_the_first_step_may_be_left_out(qtbot: QtBot, begin: Begin, place: Path) -> None:
    page = begin()
    assert not page.bar.skip.isVisible()
    to_partners(qtbot, page)
    for _step in (PARTNERS, SCHEME, TERM):
        qtbot.mouseClick(page.bar.skip, Qt.MouseButton.LeftButton)
    reach(qtbot, page, PEOPLE)
    assert page.rail.steps[PARTNERS].lines == ("以后再说",)
    window_of(page).shut()
    with open_archive(place, NOW) as archive:
        assert not records.all_of(archive, "community")


def test_answers_in_the_rail_lead_back_and_forth(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    answer_partners(qtbot, page)
    page.go_on()
    reach(qtbot, page, SCHEME)
    assert page.rail.steps[PARTNERS].lines == ("那丽镇中心幼儿园", "大番坡镇中心小学")
    qtbot.mouseClick(page.rail.steps[SCHOOL], Qt.MouseButton.LeftButton)
    reach(qtbot, page, SCHOOL)
    assert page.bar.next.text() == "下一步：和谁结对"
    qtbot.mouseClick(page.rail.steps[SCHEME], Qt.MouseButton.LeftButton)
    reach(qtbot, page, SCHEME)
    assert not page.rail.steps[TERM].isEnabled()
    press(qtbot, Qt.Key.Key_Escape)
    reach(qtbot, page, PARTNERS)


def test_type_size_and_language_change_at_once_and_keep_what_is_typed(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    qtbot.mouseClick(page.rail.sizes._buttons["larger"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: theme().tokens.size is Size.LARGER and page.question is not None, timeout=SLOW)
    qtbot.mouseClick(page.rail.language, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bar.next.text() == "Next: Partners", timeout=SLOW)
    assert asked(page, SchoolQuestion).name.text() == "临海市中心幼儿园"


def test_who_is_faster_than_the_list_of_schemes_goes_on_with_the_one_of_the_place(
    qtbot: QtBot, begin: Begin
) -> None:
    page = begin()
    to_partners(qtbot, page)
    type_in(qtbot, "钦南区大番坡镇中心小学")
    page.go_on()
    page.go_on()
    reach(qtbot, page, TERM)
    assert page.answers.scheme == "qinnan"


def test_a_scheme_that_fits_the_kind_of_school_alone_is_not_taken_unasked(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    to_partners(qtbot, page)
    answer_partners(qtbot, page)
    page.go_on()
    question = asked(page, SchemeQuestion)
    wait_for_cards(qtbot, question.choice)
    page.go_on()
    qtbot.waitUntil(question._trouble.isVisible, timeout=SLOW)
    assert question.choice.search.hasFocus()
    assert page.answers.step == SCHEME
    assert not page.answers.scheme


def test_the_community_is_called_in_chinese_also_when_begun_in_english(
    qtbot: QtBot, begin: Begin, place: Path
) -> None:
    page = begin(language="en")
    to_partners(qtbot, page)
    answer_partners(qtbot, page)
    page.go_on()
    for step in (SCHEME, TERM):
        reach(qtbot, page, step)
        page.skip()
    reach(qtbot, page, PEOPLE)
    qtbot.waitUntil(lambda: page.session.desk.is_open, timeout=SLOW)
    names = told(qtbot, page.session, lambda opened: records.all_of(opened.archive, "community"))
    assert [one.title for one in names] == ["临海市中心幼儿园结对帮扶"]
