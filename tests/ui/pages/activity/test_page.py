"""活动: the list, its filters, the pane, and what can be done with chosen ones."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.schemes.results import State
from edudesk.ui.pages.activity import ActivityPage
from edudesk.ui.pages.activity.details import Counts
from edudesk.ui.session import Session
from edudesk.ui.widgets.dialogs import Question
from edudesk.ui.widgets.folded import Folded
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Name, Words
from tests.ui.widgets.composing import write

Places = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> ActivityPage:
    """Return the page, filled."""
    shown = ActivityPage(session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.table.model.total > 0 and bool(shown.pane.shown))
    return shown


@pytest.fixture
def places(session: Session) -> Places:
    """Return the pages that were asked for."""
    asked: Places = []
    session.wanted.connect(lambda code, place: asked.append((code, place)))
    return asked


def test_the_footer_says_how_many_and_the_numbers_add_up(qtbot, page):
    qtbot.waitUntil(lambda: "次" in page.table.footer.words)
    numbers = [
        int(part) for part in "".join(c if c.isdigit() else " " for c in page.table.footer.words).split()
    ]
    assert numbers[0] == sum(numbers[1:4])


def test_a_narrow_window_has_narrow_margins(qtbot, page):
    assert page.title.mapTo(page, QPoint()).x() == 24
    page.resize(911, 560)
    qtbot.waitUntil(lambda: page.title.mapTo(page, QPoint()).x() == 16)
    assert page.split.mapTo(page, QPoint()).x() == 16


def test_the_newest_activity_is_shown_beside_the_list(page):
    assert page.table.current() is not None
    assert page.pane.shown == page.table.current().id


def test_arrows_show_the_next_activity(qtbot, page):
    first = page.pane.shown
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.pane.shown != first)
    assert page.pane.shown == page.table.current().id


def test_words_narrow_the_list_and_can_be_cleared(qtbot, page):
    everything = page.table.model.total
    write(page.filters.text, "师徒")
    qtbot.waitUntil(lambda: 0 < page.table.model.total < everything)
    page.filters.clear()
    qtbot.waitUntil(lambda: page.table.model.total == everything)


def test_words_that_are_nowhere_offer_to_clear_the_filter(qtbot, page):
    write(page.filters.text, "没有这样的活动")
    qtbot.waitUntil(lambda: page.table.model.is_loaded and page.table.model.total == 0)
    assert not page.pane.shown
    page.filters.clear()
    qtbot.waitUntil(lambda: bool(page.pane.shown))


def test_only_those_that_lack_papers(qtbot, page):
    qtbot.waitUntil(page.filters.lacking.isVisible)
    assert page.filters.lacking.parentWidget().findChild(StateGlyph).isVisible()
    number = int("".join(c for c in page.filters.lacking.text() if c.isdigit()))
    qtbot.mouseClick(page.filters.lacking, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.model.total == number)


def test_records_behind_a_figure_are_listed_whatever_their_term(qtbot, page, session):
    from edudesk.services.calendar import TermCode

    keys = tuple(row for row in (page.table.current().id,))
    session.set_term(TermCode(2030, 1))
    page.go_to(ids=keys, title="到校指导 1/3 次")
    qtbot.waitUntil(lambda: page.table.model.total == 1)


def test_a_deleted_activity_goes_to_the_bin_and_comes_back_by_undo(qtbot, page, session, said):
    before, gone = page.table.model.total, page.table.current().id
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.findChild(Question) is not None)
    question = page.findChild(Question)
    words = [label.text() for label in question.findChildren(Words)]
    assert any(page.pane.title.text() in one for one in words), "it says which one goes"
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.model.total == before - 1)
    assert said[0][1]

    def bring_back(opened):
        from edudesk.services.undo import undo

        undo(opened.archive, said[0][1], opened.clock.now())
        return records.get(opened.archive, gone).deleted

    found: list[bool] = []
    session.desk.change(page, bring_back, found.append)
    qtbot.waitUntil(lambda: page.table.model.total == before)
    assert found == [False]


def test_escape_keeps_the_activity(qtbot, page):
    before = page.table.model.total
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.findChild(Question) is not None)
    qtbot.keyClick(page.findChild(Question), Qt.Key.Key_Escape)
    qtbot.wait(50)
    assert page.table.model.total == before


def test_a_missing_paper_leads_to_where_it_is_added(qtbot, page, places):
    qtbot.waitUntil(page.filters.lacking.isVisible)
    qtbot.mouseClick(page.filters.lacking, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.pane.missing))
    link = page.pane.missing[0]
    link.chosen.emit(0)
    assert places[-1][0] == "record"
    assert places[-1][1]["missing"]


def test_enter_opens_the_activity_for_editing(qtbot, page, places):
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert places == [("record", {"activity": page.table.current().id})]


def test_the_list_is_written_to_a_workbook(qtbot, page, tmp_path, monkeypatch, said):
    from openpyxl import load_workbook

    from edudesk.ui.widgets import dialogs

    target = tmp_path / "活动.xlsx"
    monkeypatch.setattr(dialogs, "save_as", lambda *_all: target)
    monkeypatch.setattr("edudesk.ui.sheets.exporting.open_path", lambda _path: None)
    page.table.show_columns(("date", "topic"))
    page.table.model.sort_by("topic", descending=False)
    qtbot.waitUntil(lambda: page.table.model.is_loaded)
    qtbot.mouseClick(page.excel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said))
    heads, first, *_rest = load_workbook(target).worksheets[0].iter_rows(values_only=True)
    seen = page.table.model.row(0)
    assert heads == ("日期", "主题", "备注")
    assert str(first[0])[:10] == str(seen.data.starts_on)
    assert first[1:] == (seen.cell("topic").text, seen.cell("topic").tag or None)


def test_nothing_recorded_yet_offers_the_first(qtbot, empty_session):
    asked: Places = []
    empty_session.wanted.connect(lambda code, place: asked.append((code, place)))
    shown = ActivityPage(empty_session)
    qtbot.addWidget(shown)
    shown.resize(1366, 640)
    shown.show()
    qtbot.waitUntil(lambda: shown.table.model.is_loaded)
    qtbot.waitUntil(shown.empty.isVisible)
    shown.empty.clicked.emit()
    assert asked == [("record", {})]


def test_an_activity_of_many_rules_tells_the_open_ones_and_folds_the_rest(qtbot, page):
    """Seven rules of one community: four are told, three wait behind a link."""
    view = page.pane._view
    state = lambda at: State.ON_TRACK if at < 2 else State.MET  # noqa: E731
    counts = tuple(Counts(state(at), ("c", f"r{at}"), f"要求{at}", "进行中") for at in range(7))
    page.pane.show_activity(replace(view, counts=counts, community="云杉教共体"))
    (folded,) = page.pane.findChildren(Folded)
    assert folded.link.text() == "还有 3 项"
    names = [link for link in page.pane.findChildren(Link) if link.text().startswith("要求")]
    told = [f"要求{at}" for at in range(4)]
    qtbot.waitUntil(lambda: [link.text() for link in names if link.isVisible()] == told)
    folded.unfold()
    qtbot.waitUntil(lambda: all(link.isVisible() for link in names))
    assert any(words.text() == "云杉教共体" for words in page.pane.findChildren(Words))


def test_where_an_activity_counts_is_read_whole(qtbot, page):
    """A long name goes on in the next line, and does not cut how its rule stands or why it did not count."""
    counts = (
        Counts(State.MET, ("c", "a"), "在结对学校开展联合活动" * 3, "进行中"),
        Counts(State.AT_RISK, ("c", "b"), "到校指导", "线上办的，不是到对方学校，" * 3),
    )
    page.pane.show_activity(replace(page.pane._view, counts=counts))
    said = {words for one in counts for words in (one.name, one.reason)}
    told = [one for kind in (Link, Name) for one in page.pane.findChildren(kind) if one.text() in said]
    assert len(told) == 2 * len(counts)
    for one in told:
        qtbot.waitUntil(lambda one=one: one.height() >= one.heightForWidth(one.width()) > 0)
        assert one.width() >= min(one.sizeHint().width(), one.parentWidget().width())
