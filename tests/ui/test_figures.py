"""Every figure opens its records: on all pages, by mouse and by keyboard, as many as it says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from edudesk.services.calendar import TermCode
from edudesk.services.summarising.marks import FIGURE
from edudesk.ui.pages.pairs.cards import PairCardWidget
from edudesk.ui.pages.summary.offers import OfferList
from edudesk.ui.widgets.chips import Chip
from edudesk.ui.widgets.tables import RecordsTable
from tests.pictures.modes import LAPTOP, Mode
from tests.pictures.stage import Ground, Stage
from tests.ui.structure_checks import shown, words_of

VISITS: tuple[tuple[str, dict[str, str]], ...] = (
    ("home", {"count": ""}),
    ("pairs", {}),
    ("exchanges", {}),
    ("community", {}),
    ("assess", {}),
    ("handing", {"tab": "roll"}),
)
BEHIND = re.compile(r"后面有 (\d+) 条记录")
"""How a figure says to those who do not see it what stands behind it."""
COUNTED = re.compile(r"(\d+)(?:/\d+)? ?[次份对]")
"""A count of records. Days, people and subjects are reckoned from records; 各 is said for each partner."""
_PEOPLE = 5
"""So many people and schools are looked at."""


@pytest.fixture
def stage(qapp: QApplication, demonstration: Path, tmp_path: Path) -> Iterator[Stage]:
    ground = Ground(demonstration, tmp_path / "stage", tmp_path / "stage" / "U 盘")
    made = Stage(qapp, Mode("", "zh", "light", "standard", LAPTOP), ground)
    made.begin("assessed")
    yield made
    made.end()


def figures(stage: Stage) -> list[QAbstractButton]:
    buttons = (one for one in shown(stage.shown_page()) if isinstance(one, QAbstractButton))
    return [one for one in buttons if BEHIND.search(one.accessibleDescription())]


def behind(figure: QAbstractButton) -> int:
    found = BEHIND.search(figure.accessibleDescription())
    assert found is not None
    return int(found[1])


def said(figure: QAbstractButton) -> int | None:
    """How many records the words speak of, if they count records."""
    words = next((one for one in (words_of(figure), figure.accessibleName()) if COUNTED.search(one)), "")
    if not words or words.startswith("各"):
        return None
    return sum(int(number) for number in COUNTED.findall(words.split("，")[0]))


def listed(stage: Stage) -> int:
    """How many records the page shows, in a table or as cards."""
    widgets = shown(stage.shown_page())
    tables = [one for one in widgets if isinstance(one, RecordsTable)]
    return tables[0].model.total if tables else sum(isinstance(one, PairCardWidget) for one in widgets)


def press(figure: QAbstractButton, *, by_key: bool) -> None:
    if by_key:
        figure.setFocus()
        QTest.keyClick(figure, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)


class Figures:
    """Presses figures and tells which do not open what they say; what was pressed once is not again."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: set[tuple[str, int]] = set()
        self.seen = self.pressed = 0
        self.wrong: list[str] = []

    def try_all(self, where: str, again: Callable[[], None], most: int = 1 << 30) -> None:
        """Look at every figure that is shown and press ``most``; ``again`` shows the page as it was."""
        pressed = 0
        for at in range(len(figures(self._stage))):
            if self._try(where, figures(self._stage)[at], press_it=pressed < most):
                again()
                pressed += 1

    def _try(self, where: str, figure: QAbstractButton, *, press_it: bool) -> bool:
        words, count, records = words_of(figure) or figure.accessibleName(), said(figure), behind(figure)
        self.seen += 1
        if figure.isEnabled() != bool(records) or records != (count or records):
            self.wrong.append(f"{where}: {words} says {count}, has {records}")
        if not figure.isEnabled() or not press_it or (words, records) in self._known:
            return False
        self._known.add((words, records))
        press(figure, by_key=self.pressed % 2 == 0)
        self._stage.settle()
        self.opened(f"{where}: {words}", records)
        return True

    def opened(self, words: str, records: int) -> None:
        """Hold what a figure says against what it opened."""
        self.pressed += 1
        if listed(self._stage) != records:
            self.wrong.append(f"{words} has {records}, shows {listed(self._stage)}")


def test_every_figure_opens_as_many_records_as_it_says(stage: Stage) -> None:
    tried = Figures(stage)

    def back() -> None:
        stage.session.back()
        stage.settle()

    for code, place in VISITS:
        stage.go(code, **place)
        assert figures(stage) or code in {"exchanges", "assess"}, code
        tried.try_all(code, back)
    assert not tried.wrong, "\n".join(tried.wrong)


def test_every_figure_of_every_rule_and_of_what_is_owed_opens_its_records(stage: Stage) -> None:
    tried = Figures(stage)
    stage.go("scheme")
    keys = [row.rule for scheme in stage.page.schemes.all for group in scheme.groups for row in group.rows]
    assert keys
    for community, rule in keys:

        def show(community: str = community, rule: str = rule) -> None:
            stage.go("scheme", community=community, rule=rule)

        show()
        assert stage.page.card.view.rule == (community, rule)
        tried.try_all(f"scheme {rule}", show, most=1)
    assert tried.seen > tried.pressed > len(keys) // 3

    stage.go("plan")
    for community, _name in stage.page.known.communities:

        def plan(community: str = community) -> None:
            stage.go("plan", community=community, view="schedule")
            owed = stage.page.schedule.owed
            if owed._link.isVisible() and not owed._all:
                QTest.mouseClick(owed._link, Qt.MouseButton.LeftButton)
                stage.settle()

        plan()
        tried.try_all("plan", plan, most=2)
    assert not tried.wrong, "\n".join(tried.wrong)


def test_every_figure_that_a_summary_can_name_opens_its_records(stage: Stage) -> None:
    tried = Figures(stage)
    stage.session.set_term(TermCode(2025, 1))

    def side() -> OfferList:
        stage.go("summary")
        shown_list: OfferList = stage.page.frame.side.list
        shown_list.setFocus()
        return shown_list

    offers = side().offers.offers()
    named = [row for row, one in enumerate(offers) if one.mark is not None and one.mark.kind == FIGURE]
    assert named
    for row in named:
        one = offers[row]
        found = re.search(r"(\d+) 条记录", one.spoken)
        assert found is not None
        count, records = COUNTED.fullmatch(one.value), int(found[1])
        assert one.opens == bool(records), one.name
        assert records or one.value.startswith("0"), one.name
        # What both sides recorded of one event counts once, and what is beyond a rule does not.
        assert count is None or int(count[1]) <= records, one.name
        if row % 4 == 1 and one.opens:
            shown_list = side()
            shown_list.setCurrentIndex(shown_list.offers.index(row))
            QTest.keyClick(shown_list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            stage.settle()
            tried.opened(f"{one.name} {one.value}", records)
    assert not tried.wrong, "\n".join(tried.wrong)
    assert tried.pressed


def test_what_hangs_on_other_records_opens_from_each_of_them(stage: Stage) -> None:
    tried = Figures(stage)
    for tab in ("requests", "donations", "achievements"):
        stage.go("others", tab=tab)
        book = stage.page.book
        assert str(book.model.total) in re.findall(r"\d+", book.table.footer.words)
        for row in [book.model.row(at) for at in range(book.model.total)]:

            def show(tab: str = tab, record: str = row.id) -> None:
                stage.go("others", tab=tab, id=record)

            show()
            tried.try_all(f"others {row.id}", show)
            if tab == "requests":
                assert sum(map(behind, figures(stage))) == row.data
    assert tried.pressed

    for tab in ("people", "schools"):
        stage.go("people", tab=tab)
        model = stage.page.list.table.model
        for row in [model.row(at) for at in range(min(_PEOPLE, model.total))]:

            def look(tab: str = tab, record: str = row.id) -> None:
                stage.go("people", tab=tab, id=record)

            look()
            tried.try_all(f"{tab} {row.id}", look)
    assert not tried.wrong, "\n".join(tried.wrong)


def test_what_is_counted_beside_a_list_is_what_the_list_then_shows(stage: Stage) -> None:
    stage.go("activity")
    lacking = stage.page.filters.lacking
    press(lacking, by_key=True)
    stage.settle()
    assert listed(stage) == said(lacking)

    stage.go("pairs")
    for chip in [one for one in shown(stage.shown_page()) if isinstance(one, Chip)]:
        press(chip, by_key=False)
        stage.settle()
        assert listed(stage) == int(words_of(chip).split()[-1])

    stage.go("files")
    tree = stage.page.tree
    for row in range(tree.model().rowCount()):
        tree.setCurrentIndex(tree.model().index(row, 0))
        stage.settle()
        assert stage.page.list.model.total == tree.node.count
