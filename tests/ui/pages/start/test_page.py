"""The first start with real keys and clicks, from an empty machine to 首页, with kills in between."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.place import default_archive
from edudesk.services.preferences import Preferences
from edudesk.services.setup import set_up
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import PARTNERS, PEOPLE, SCHEME, SCHOOL, TERM
from edudesk.services.starting.keeping import read_draft, unfinished
from edudesk.services.starting.showing import MARK
from edudesk.services.undo import steps
from edudesk.texts import Texts
from edudesk.ui.choosing.scheme import SchemeChoice
from edudesk.ui.clock import Clock
from edudesk.ui.pages.start import StartPage
from edudesk.ui.pages.start.partners import PartnersQuestion
from edudesk.ui.pages.start.scheme import SchemeQuestion
from edudesk.ui.pages.start.school import SchoolQuestion
from edudesk.ui.pages.start.term import TermQuestion
from edudesk.ui.shell.demonstration import DemonstrationStrip
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.theme import Size, theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.errors import ErrorNotice
from tests.services.test_starting import NOW, SETUP, content_of
from tests.ui.widgets.composing import write

SLOW = 20_000
Begin = Callable[..., StartPage]


@pytest.fixture
def clock() -> Clock:
    """Return a clock on which it is a December afternoon."""
    return Clock(datetime(2025, 12, 16, 8, tzinfo=UTC) - datetime.now(UTC))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Return where archives lie by default, empty before and after."""
    folder = default_archive()
    shutil.rmtree(folder.parent, ignore_errors=True)
    yield folder
    shutil.rmtree(folder.parent, ignore_errors=True)


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path, clock: Clock, place: Path) -> Iterator[Begin]:
    """Return what opens the program as on the first day, or again after a kill."""
    windows: list[MainWindow] = []

    def start(kept: Path | None = None, language: str = "zh") -> StartPage:
        folder = tmp_path / f"config{len(windows)}"
        if kept is not None:
            shutil.copytree(kept, folder)
        window = MainWindow(Preferences(folder / "settings.json"), Texts(language), clock)  # type: ignore[arg-type]
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 696)
        window.show_start(unfinished(window.preferences.path, place) or place)
        window.show()
        qtbot.waitUntil(
            lambda: QApplication.focusWidget() is not None and window.isActiveWindow(), timeout=SLOW
        )
        return page_of(window)

    yield start
    for window in windows:
        window.shut()
        window.preferences.flush()


def page_of(window: MainWindow) -> StartPage:
    """Return the first start that a window shows."""
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    return page


def killed(page: StartPage, tmp_path: Path) -> Path:
    """Return a copy of what lies on the disk a second after the last key, as a kill would leave it."""
    time.sleep(1)
    kept = tmp_path / f"killed{len(list(tmp_path.glob('killed*')))}"
    folder = page.draft.path.parent
    if folder.exists():
        shutil.copytree(folder, kept)
    else:
        kept.mkdir()
    return kept


NEAREST = "banner-preschool"
"""The first of the schemes that are made for kindergartens alone, none of them for this place."""


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def type_in(qtbot: QtBot, words: str) -> None:
    """Type where the focus is: Chinese as an input method commits it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    if words.isascii():
        qtbot.keyClicks(focused, words)
    else:
        write(focused, words)


def reach(qtbot: QtBot, page: StartPage, step: int) -> None:
    """Wait until a step is asked."""
    qtbot.waitUntil(lambda: page.answers.step == step, timeout=SLOW)


def tab_to(qtbot: QtBot, widget: QWidget) -> None:
    """Press Tab until the focus is in a widget."""
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is not None and (focused is widget or widget.isAncestorOf(focused)):
            return
        press(qtbot, Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not lead to {widget.accessibleName()}")


def answer_school(qtbot: QtBot, page: StartPage) -> None:
    """Answer the first step by keyboard only."""
    question = page.question
    assert isinstance(question, SchoolQuestion)
    qtbot.waitUntil(question.name.hasFocus, timeout=SLOW)
    type_in(qtbot, "临海市中心幼儿园")
    tab_to(qtbot, question.author)
    type_in(qtbot, "李园长")


def answer_partners(qtbot: QtBot, page: StartPage) -> None:
    """Answer the second step by keyboard only."""
    assert isinstance(page.question, PartnersQuestion)
    type_in(qtbot, "那丽镇中心幼儿园")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, "大番坡镇中心小学")
    press(qtbot, Qt.Key.Key_Return)


def answer_scheme(qtbot: QtBot, page: StartPage) -> None:
    """Answer the third step by keyboard only: the scheme, and one of its settings."""
    question = page.question
    assert isinstance(question, SchemeQuestion)
    qtbot.waitUntil(lambda: bool(question.choice.scheme_id), timeout=SLOW)
    # The nearest, one for kindergartens alone, is proposed; the arrow leads to the next, the search to any.
    cards = question.choice.cards
    qtbot.waitUntil(cards[NEAREST].hasFocus, timeout=SLOW)
    press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(cards[list(cards)[1]].isChecked, timeout=SLOW)
    question.choice.search.setFocus()
    type_in(qtbot, "qinnan")
    qtbot.waitUntil(lambda: set(question.choice.cards) == {"qinnan"}, timeout=SLOW)
    qtbot.waitUntil(question.choice.cards["qinnan"].isVisible, timeout=SLOW)
    tab_to(qtbot, question.choice.cards["qinnan"])
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.answers.scheme == "qinnan", timeout=SLOW)
    asks = question.choice.asks
    qtbot.waitUntil(lambda: len(asks.rows) > 6 and asks.settings.isVisible(), timeout=SLOW)
    tab_to(qtbot, asks.settings)
    press(qtbot, Qt.Key.Key_Return)
    days = question.choice.settings.editors["exchange-days"]
    qtbot.waitUntil(days.isVisible, timeout=SLOW)
    tab_to(qtbot, days)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, "15")


def answer_term(qtbot: QtBot, page: StartPage) -> None:
    """Answer the fourth step by keyboard only: school ends on another day."""
    question = page.question
    assert isinstance(question, TermQuestion)
    tab_to(qtbot, question.last)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(qtbot, "2026-01-23")


ANSWERING = (answer_school, answer_partners, answer_scheme, answer_term)


def test_five_steps_by_keyboard_make_the_archive_of_the_same_setup_file(
    qtbot: QtBot, begin: Begin, place: Path, tmp_path: Path
) -> None:
    page = begin()
    window = page.window()
    assert isinstance(window, MainWindow)
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
            _wait_for_cards(qtbot, choice)
            assert choice.cards["qinnan"].isChecked()
            assert dict(choice.chosen_settings) == {"exchange-days": 15}
        elif isinstance(question, TermQuestion):
            assert question.last.date() == date(2026, 1, 23)
        page.go_on()
    reach(qtbot, page, PEOPLE)
    kept = killed(page, tmp_path)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.shut()
    again = begin(kept)
    reach(qtbot, again, PEOPLE)
    qtbot.waitUntil(lambda: again.session.desk.is_open, timeout=SLOW)
    assert [path.parent for path in place.parent.rglob("edudesk.db")] == [place]


def _wait_for_cards(qtbot: QtBot, choice: SchemeChoice) -> None:
    qtbot.waitUntil(lambda: bool(choice.cards), timeout=SLOW)


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    question = page.question
    assert isinstance(question, SchoolQuestion)
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
    question = page.question
    assert isinstance(question, SchoolQuestion)
    type_in(qtbot, "明德小学")
    assert question.kind.chosen() == ("primary",)
    chip = question.kind._buttons["nine-year"]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    question.name.setFocus()
    type_in(qtbot, "附属幼儿园")
    assert page.answers.kind == "nine-year"


def test_a_place_that_will_not_do_is_said_at_the_place(
    qtbot: QtBot, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "满 的"
    full.mkdir()
    (full / "edudesk.db").write_text("x")
    page = begin()
    answer_school(qtbot, page)
    question = page.question
    assert isinstance(question, SchoolQuestion)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_args: full)
    qtbot.mouseClick(question.elsewhere, Qt.MouseButton.LeftButton)
    assert page.answers.folder == str(full / "EduDesk 档案")
    (full / "EduDesk 档案").mkdir()
    (full / "EduDesk 档案" / "别的.txt").write_text("x")
    page.go_on()
    qtbot.waitUntil(lambda: bool(question.folder_row.box.error), timeout=SLOW)
    assert page.answers.step == SCHOOL
    qtbot.mouseClick(question.usual, Qt.MouseButton.LeftButton)
    assert not question.folder_row.box.error
    page.go_on()
    reach(qtbot, page, PARTNERS)


def test_a_place_that_goes_bad_later_is_said_where_the_archive_is_made(
    qtbot: QtBot, begin: Begin, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
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


def test_partners_named_twice_are_pointed_out(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
    question = page.question
    assert isinstance(question, PartnersQuestion)
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


def test_all_but_the_first_step_may_be_left_out(qtbot: QtBot, begin: Begin, place: Path) -> None:
    page = begin()
    assert not page.bar.skip.isVisible()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
    for _step in (PARTNERS, SCHEME, TERM):
        qtbot.mouseClick(page.bar.skip, Qt.MouseButton.LeftButton)
    reach(qtbot, page, PEOPLE)
    assert page.rail.steps[PARTNERS].lines == ("以后再说",)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.shut()
    with open_archive(place, NOW) as archive:
        assert not records.all_of(archive, "community")


def test_answers_in_the_rail_lead_back_and_forth(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
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
    rail = page.rail
    qtbot.mouseClick(rail.language, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bar.next.text() == "Next: Partners", timeout=SLOW)
    assert isinstance(page.question, SchoolQuestion)
    assert page.question.name.text() == "临海市中心幼儿园"


def test_who_is_faster_than_the_list_of_schemes_goes_on_with_the_nearest(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
    answer_partners(qtbot, page)
    page.go_on()
    page.go_on()
    reach(qtbot, page, TERM)
    assert page.answers.scheme == NEAREST


def test_search_finds_schemes_by_words_and_initials(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
    page.skip()
    question = page.question
    assert isinstance(question, SchemeQuestion)
    qtbot.waitUntil(lambda: len(question.choice.cards) > 1, timeout=SLOW)
    question.choice.search.setFocus()
    type_in(qtbot, "钦南")
    assert list(question.choice.cards) == ["qinnan"]
    question.choice.search.clear()
    type_in(qtbot, "没有的县")
    assert not question.choice.cards


def test_days_that_do_not_fit_are_said_at_their_field(qtbot: QtBot, begin: Begin) -> None:
    page = begin()
    answer_school(qtbot, page)
    page.go_on()
    reach(qtbot, page, PARTNERS)
    page.skip()
    page.skip()
    question = page.question
    assert isinstance(question, TermQuestion)
    assert question.weeks.text() == "共 22 周，今天是第 16 周"
    for typed in ("2025-08-01", "哪天"):
        tab_to(qtbot, question.last)
        press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        type_in(qtbot, typed)
        press(qtbot, Qt.Key.Key_Return)
        assert question.rows["last"].box.error
        assert page.answers.step == TERM
    assert page.answers.last == "哪天"


def test_the_demonstration_opens_marked_with_a_way_back(
    qtbot: QtBot, begin: Begin, place: Path, demonstration: Path
) -> None:
    folder = place.with_name(f"{place.name}-demonstration")
    shutil.copytree(demonstration, folder)
    (folder / MARK).write_text("2026-05-20")
    page = begin()
    window = page.window()
    assert isinstance(window, MainWindow)
    question = page.question
    assert isinstance(question, SchoolQuestion)
    type_in(qtbot, "临海市")
    qtbot.mouseClick(question.beside.demonstration, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert window.session.clock.today() == date(2026, 5, 20)
    strip = window.findChild(DemonstrationStrip)
    assert isinstance(strip, DemonstrationStrip)
    assert strip.link.text() == "开始自己的档案"
    qtbot.mouseClick(strip.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(StartPage)), timeout=SLOW)
    back = window.findChildren(StartPage)[-1]
    assert back.answers.name == "临海市"
    assert window.session.clock.today() == date(2025, 12, 16)


def test_an_earlier_archive_opens_and_what_is_none_is_explained(
    qtbot: QtBot, begin: Begin, tmp_path: Path, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin()
    window = page.window()
    assert isinstance(window, MainWindow)
    question = page.question
    assert isinstance(question, SchoolQuestion)
    (tmp_path / "空的").mkdir()
    chosen = [tmp_path / "空的", empty_folder]
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_args: chosen.pop(0))
    qtbot.mouseClick(question.beside.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(ErrorNotice)), timeout=SLOW)
    qtbot.mouseClick(question.beside.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    assert window.preferences.archive == empty_folder
    assert read_draft(page.draft.path.with_name(FILE)).name == ""
