"""考核自查: what is typed is reckoned at once and can be taken back; what is missing stays open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from edudesk.services.adopting import adopt
from edudesk.services.archive import open_archive
from edudesk.services.demonstration import DEMO_NOW
from edudesk.texts import Texts
from edudesk.ui.pages.assess import AssessPage
from edudesk.ui.pages.assess.model import OWN, REVIEW, SCORE
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.words import Link
from tests.pictures.assessed import COMMUNITY, add_assessed

FIGURED = "county-28"


@pytest.fixture
def demo_folder(demo_folder: Path) -> Path:
    """Return the demonstration with a third community, whose scheme has tables."""
    with open_archive(demo_folder, DEMO_NOW) as archive:
        add_assessed(archive)
    return demo_folder


def shown(qtbot: QtBot, session: Session) -> AssessPage:
    page = AssessPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 640)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.detail.row is not None)
    return page


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[AssessPage]:
    """Return the page on our own school's score, filled."""
    made = shown(qtbot, session)
    yield made
    made.leave()


def row(page: AssessPage, identity: str) -> Any:
    return next(one for one in page.tree.indicators.rows() if one.id == identity)


def cell(page: AssessPage, identity: str, column: int) -> str:
    return page.tree.indicators.text(row(page, identity), column)


def choose(qtbot: QtBot, page: AssessPage, identity: str) -> None:
    page.tree.choose(row(page, identity).key)
    qtbot.waitUntil(lambda: page.detail.row is not None and page.detail.row.id == identity)


def type_own(qtbot: QtBot, page: AssessPage, words: str) -> QLineEdit:
    """Open the line in the chosen row by Enter and type."""
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    line = page.tree.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, words)
    return line


def test_what_is_missing_is_the_title_and_the_score_stays_a_dash(page):
    assert page.title == "还有 1 项没有填，填完就有总分"
    assert cell(page, "own", SCORE) == "—"
    assert cell(page, "routine-2", SCORE) == "—"
    assert "0" not in {cell(page, one.id, SCORE) for one in page.tree.indicators.rows()}


def test_a_typed_score_makes_the_whole_score(qtbot, page, said):
    """30%×90 + 30%×95 + 40%×86.75."""
    choose(qtbot, page, "routine-2")
    line = type_own(qtbot, page, "95")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, "own", SCORE) == "90.2")
    assert page.title == "复核后 90.2 分"
    assert page.subject.formula[0] == "30%×90 + 30%×95 + 40%×86.75 = 90.2"
    assert said[-1][0] == "“第二学期常态化”自评 95，记好了"


def test_undo_takes_the_score_back(qtbot, page, session, said):
    choose(qtbot, page, "routine-2")
    qtbot.keyClick(type_own(qtbot, page, "95"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))

    def back(opened: Any) -> None:
        from edudesk.services.undo import undo

        undo(opened.archive, said[-1][1], opened.clock.now())

    session.desk.change(page, back)
    qtbot.waitUntil(lambda: cell(page, "routine-2", OWN) == "")
    assert cell(page, "own", SCORE) == "—"


def test_the_reviewers_score_goes_before_the_schools_own(page):
    assert [cell(page, "routine-1", column) for column in (OWN, REVIEW, SCORE)] == ["92", "90", "90"]


def test_a_reviewers_score_is_typed_beside_and_its_sheet_is_signed(qtbot, page):
    choose(qtbot, page, "project")
    form = page.detail.forms[0]
    line = form.fields["review-score"].parent()
    line.setText("80")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, "project", SCORE) == "80")
    choose(qtbot, page, "own")
    signing = page.detail.forms[-1]
    assert signing.fields["by"].typed == "教研室 江一帆"


def test_a_note_is_kept_when_it_is_left_and_when_the_page_is(qtbot, page):
    choose(qtbot, page, "feature")
    note = page.detail.forms[0].fields["self-note"].parent()
    note.setPlainText("缺过程照片")
    page.leave()
    qtbot.waitUntil(lambda: row(page, "feature").own.note == "缺过程照片")
    assert row(page, "feature").own.score == "85.5"


def test_what_cannot_be_read_stays_and_is_explained(qtbot, page):
    choose(qtbot, page, "routine-2")
    line = type_own(qtbot, page, "9o")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    assert page.trouble.isVisible()
    line.clear()
    line.insert("９０")
    line.textEdited.emit(line.text())
    assert not page.trouble.isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, "routine-2", OWN) == "90")


def test_a_name_that_does_not_fit_goes_on_in_a_second_line(qtbot, page):
    tree = page.tree
    place = tree.indicators.place_of(row(page, "routine-2").key)
    qtbot.waitUntil(lambda: tree.visualRect(place).height() > 0)
    one = tree.visualRect(place).height()
    tree.setFixedWidth(theme().tokens.px(270))
    qtbot.waitUntil(lambda: tree.visualRect(place).height() > one)


def test_everything_is_done_with_keys(qtbot, page):
    """Down to the row, a digit begins typing, Tab goes to the next one."""
    page.tree.setFocus()
    page.tree.choose(row(page, "own").key)
    for _ in range(2):
        qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.tree.row.id == "routine-2"
    qtbot.keyClicks(page.tree, "9")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "1")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: cell(page, "routine-2", OWN) == "91")
    assert page.tree.row.id == "project"
    assert page.tree.findChildren(QLineEdit)


def test_evidence_is_found_linked_and_taken_away(qtbot, page):
    choose(qtbot, page, "feature")
    page.detail.evidence.line.setFocus()
    page.detail.evidence.line.setText("阅读")
    page.detail.evidence.line.textEdited.emit("阅读")
    qtbot.waitUntil(lambda: page.detail.evidence.offered.count() > 0)
    qtbot.keyClick(page.detail.evidence.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(row(page, "feature").links) == 1)
    assert "阅读" in row(page, "feature").links[0].text
    link = row(page, "feature").links[0]
    page.detail.evidence.linking.emit(link.record[1], link.text, False)
    qtbot.waitUntil(lambda: row(page, "feature").links == ())


def test_the_other_schools_score_is_one_choice_away(qtbot, page):
    assert [page.schools.itemText(at) for at in range(page.schools.count())] == ["云杉小学", "石榴湾小学"]
    page.schools.setCurrentIndex(1)
    page.schools.edited.emit()
    assert page.subject.name == "石榴湾小学"
    assert cell(page, "routine-1", SCORE) == "84"
    assert page.title.startswith("还有 2 项")


def test_a_part_of_the_formula_leads_to_its_indicator(qtbot, page):
    choose(qtbot, page, "own")
    way = next(one for one in page.detail.findChildren(Link) if one.text() == "帮扶项目、特色发展 86.75")
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    assert page.detail.row.id == "forty"


def test_another_table_is_opened_as_a_place(qtbot, page):
    table = next(one for one in page.known.tables if one.id == "bundled")
    page.go_to(community=table.community_id, table="bundled")
    assert page.subject.name == COMMUNITY
    assert len(page.subject.missing) == 3


def test_the_whole_formula_is_seen_without_scrolling(qtbot, page):
    table = next(one for one in page.known.tables if one.id == "bundled")
    page.go_to(community=table.community_id, table="bundled")
    assert len(page.subject.formula) > 3
    area = page.strip.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert area.widget().height() <= area.viewport().height()
    assert page.tree.height() > page.strip.height()


def test_the_tables_are_printed_and_exported(qtbot, page, tmp_path, monkeypatch):
    opened: list[Path] = []
    monkeypatch.setattr("edudesk.ui.pages.assess.page.open_path", opened.append)
    monkeypatch.setattr("edudesk.ui.widgets.dialogs.save_as", lambda *_: tmp_path / "table.xlsx")
    page.print_page()
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20_000)
    assert opened[0].read_bytes().startswith(b"%PDF")
    page._write(".xlsx")
    qtbot.waitUntil((tmp_path / "table.xlsx").is_file, timeout=20_000)


def test_a_figure_is_entered_with_its_source(qtbot, page, session):
    def follow(opened: Any) -> None:
        from edudesk.services.adopting import shipped_scheme

        community = next(one for one in opened.standing.communities if one.title == COMMUNITY)
        since = community.content["since"]
        adopt(opened.archive, community.id, shipped_scheme(FIGURED), since=since, settings={}, now=DEMO_NOW)

    before = page.known
    session.desk.change(page, follow)
    qtbot.waitUntil(lambda: page.known is not before and page.table.id != "own")
    figured = next(one for one in page.tree.indicators.rows() if any(e.sort == "figure" for e in one.entries))
    page.tree.choose(figured.key)
    qtbot.waitUntil(lambda: page.detail.row.key == figured.key)
    form = page.detail.forms[0]
    value, source = (form.fields[code].parent() for code in ("0-value", "0-source"))
    source.setText("教育局通报")
    value.setText("86.5")
    qtbot.keyClick(value, Qt.Key.Key_Return)
    entered = lambda: {(one.value, one.source) for one in page.known.figures.values()}  # noqa: E731
    qtbot.waitUntil(lambda: ("86.5", "教育局通报") in entered())


def test_without_a_table_the_page_says_so(qtbot, empty_session):
    page = AssessPage(empty_session)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    asked: list[str] = []
    empty_session.wanted.connect(lambda code, _place: asked.append(code))
    page.empty.button.click()
    assert asked == ["make"]


def test_the_title_is_said_in_english_too():
    assert Texts("en").say("assess.title-open", count=3) == "3 still to be entered before there is a score"
