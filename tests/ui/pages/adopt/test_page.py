"""Choosing a scheme for a community that follows none yet, from 方案 and back, with the way to undo."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services import records
from edudesk.services.adopting import shipped_schemes
from edudesk.services.archive import open_archive
from edudesk.services.preferences import Preferences
from edudesk.services.starting.answers import SCHEME
from edudesk.services.starting.making import make_archive
from edudesk.texts import Texts
from edudesk.ui.choosing.scheme import SchemeChoice
from edudesk.ui.choosing.trial import TrialLines
from edudesk.ui.clock import Clock
from edudesk.ui.pages.adopt import AdoptPage
from edudesk.ui.pages.scheme import SchemePage
from edudesk.ui.shell.window import MainWindow
from edudesk.ui.widgets.words import Link, Words
from tests.services.first_start import ANSWERS, NOW, TODAY

SLOW = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return an archive whose community waits for a scheme."""
    place = tmp_path / "档案"
    make_archive(place, replace(ANSWERS, skipped=(SCHEME,)), "结对", NOW, TODAY).close()
    yield place
    shutil.rmtree(place)


@pytest.fixture
def shown(qtbot: QtBot, folder: Path, preferences: Preferences) -> Iterator[MainWindow]:
    """Return the window, open on that archive."""
    clock = Clock(datetime(2025, 12, 16, 8, tzinfo=UTC) - datetime.now(UTC))
    window = MainWindow(preferences, Texts("zh"), clock)
    qtbot.addWidget(window)
    window.resize(1366, 696)
    window.show()
    window.open_archive(folder)
    qtbot.waitUntil(lambda: window.is_ready, timeout=SLOW)
    yield window
    window.shut()


def test_a_scheme_is_chosen_where_none_is_followed(qtbot: QtBot, shown: MainWindow, folder: Path) -> None:
    shown.go("scheme")
    scheme = shown.frame.stack.page()
    assert isinstance(scheme, SchemePage)
    qtbot.waitUntil(lambda: scheme.empty.isVisible() and bool(scheme.schemes.waiting), timeout=SLOW)
    qtbot.mouseClick(scheme.empty.button, Qt.MouseButton.LeftButton)
    page = shown.frame.stack.page()
    assert isinstance(page, AdoptPage)
    _find(qtbot, page, "qinnan")
    assert page.choice is not None
    qtbot.mouseClick(page.choice.cards["qinnan"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.choice is not None and len(page.choice.asks.rows) > 6, timeout=SLOW)
    qtbot.mouseClick(page.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(scheme.schemes.following), timeout=SLOW)
    shown.shut()
    with open_archive(folder, NOW) as archive:
        (adoption,) = records.all_of(archive, "adoption")
    assert adoption.content["scheme_id"] == "qinnan"
    assert str(adoption.content["since"]) == "2025-09-01"


def test_another_scheme_is_taken_with_what_it_changes_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    window.go("scheme")
    scheme = window.frame.stack.page()
    assert isinstance(scheme, SchemePage)
    qtbot.waitUntil(lambda: scheme.chosen is not None, timeout=SLOW)
    assert scheme.chosen is not None
    community = scheme.chosen.community
    qtbot.mouseClick(scheme.head.exchange, Qt.MouseButton.LeftButton)
    page = window.frame.stack.page()
    assert isinstance(page, AdoptPage)
    _find(qtbot, page, "pingluo")
    assert page.choice is not None
    assert not page.choice.scheme_id
    assert not page.do.isEnabled()
    page.choice.cards["pingluo"].click()
    qtbot.waitUntil(page.changes.isVisible, timeout=SLOW)
    compared = page.changes.compared
    assert compared is not None
    assert {change.sort for change in compared.changes} >= {"added", "removed"}
    assert any(line.after is None for line in compared.lines)
    _see_the_rest(qtbot, page)
    before = scheme.chosen.scheme_name
    qtbot.mouseClick(page.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: scheme.isVisible() and scheme.chosen is not None and scheme.chosen.scheme_name != before,
        timeout=SLOW,
    )
    assert scheme.chosen.community == community


def _see_the_rest(qtbot: QtBot, page: AdoptPage) -> None:
    """Press what says how many changes are left."""
    compared = page.changes.compared
    assert compared is not None
    qtbot.waitUntil(lambda: len(_lines(page)) == 1, timeout=SLOW)
    (lines,) = _lines(page)
    assert len(lines.findChildren(Link)) == 1
    qtbot.mouseClick(lines.findChildren(Link)[0], Qt.MouseButton.LeftButton)
    names = {line.name for line in compared.lines}

    def are_all_told() -> bool:
        said = {words.text() for lines in _lines(page) for words in lines.findChildren(Words)}
        return names <= said

    qtbot.waitUntil(are_all_told, timeout=SLOW)


def _lines(page: AdoptPage) -> list[TrialLines]:
    return [one for one in page.changes.findChildren(TrialLines) if one.isVisible()]


def test_the_same_scheme_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.go("scheme")
    scheme = window.frame.stack.page()
    assert isinstance(scheme, SchemePage)
    qtbot.waitUntil(lambda: scheme.chosen is not None, timeout=SLOW)
    qtbot.mouseClick(scheme.head.exchange, Qt.MouseButton.LeftButton)
    page = window.frame.stack.page()
    assert isinstance(page, AdoptPage)
    _find(qtbot, page, "qinnan")
    assert page.choice is not None
    page.choice.cards["qinnan"].click()
    qtbot.waitUntil(page.changes.isVisible, timeout=SLOW)
    assert page.changes.compared is not None
    assert page.changes.compared.lines == ()


def test_schemes_are_found_by_kind_of_school_place_and_pinyin(qtbot: QtBot, window: MainWindow) -> None:
    window.go("adopt", {"community": _community(qtbot, window)})
    page = window.frame.stack.page()
    assert isinstance(page, AdoptPage)
    qtbot.waitUntil(lambda: page.choice is not None and bool(page.choice.cards), timeout=SLOW)
    choice = page.choice
    assert choice is not None
    first = len(choice.cards)
    qtbot.waitUntil(lambda: bool(_links(choice)), timeout=SLOW)
    for _ in _links(choice):
        qtbot.waitUntil(lambda: bool(_links(choice)), timeout=SLOW)
        _links(choice)[0].click()
    everything = set(choice.cards)
    assert first < len(everything)
    assert everything >= set(shipped_schemes())
    choice.kinds.button("preschool").click()
    of_preschool = set(choice.cards)
    assert "taihe-kindergarten" in of_preschool
    assert of_preschool < everything
    choice.kinds.button("all").click()
    choice.search.setText("石嘴山")
    assert set(choice.cards) == {"pingluo"}
    choice.search.setText("szs")
    assert "pingluo" in choice.cards


def _links(choice: SchemeChoice) -> list[Link]:
    return [link for link in choice.findChildren(Link) if link.isVisible()]


def _find(qtbot: QtBot, page: AdoptPage, scheme_id: str) -> None:
    qtbot.waitUntil(lambda: page.choice is not None and page.choice.is_ready, timeout=SLOW)
    assert page.choice is not None
    page.choice.search.setText(scheme_id)
    assert scheme_id in page.choice.cards


def _community(qtbot: QtBot, window: MainWindow) -> str:
    found: list[str] = []
    window.session.desk.ask(window, lambda opened: opened.standing.communities[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=SLOW)
    return found[0]


def test_a_day_that_cannot_be_read_is_said_at_its_field(
    qtbot: QtBot, shown: MainWindow, folder: Path
) -> None:
    shown.go("adopt")
    page = shown.frame.stack.page()
    assert isinstance(page, AdoptPage)
    _find(qtbot, page, "qinnan")
    assert page.choice is not None
    qtbot.mouseClick(page.choice.cards["qinnan"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.do.isEnabled, timeout=SLOW)
    page.since.line.clear()
    qtbot.mouseClick(page.do, Qt.MouseButton.LeftButton)
    assert page._since_row.box.error == "写一个日期"
    shown.shut()
    with open_archive(folder, NOW) as archive:
        assert not records.all_of(archive, "adoption")
