"""A whole term in the window: plan, pair, exchanged teacher, donation, achievement, summary, volume."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.pdfgen.canvas import Canvas

from edudesk.ui.pages.exchanges import ExchangesPage
from edudesk.ui.pages.exchanges.week_view import WeekView
from edudesk.ui.pages.files import FilesPage
from edudesk.ui.pages.make import MakePage
from edudesk.ui.pages.others import OthersPage
from edudesk.ui.pages.pairs import PairsPage
from edudesk.ui.pages.plan import PlanPage
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.pages.summary import SummaryPage
from tests.e2e.new_user import telling
from tests.e2e.new_user.desk import Sitting
from tests.e2e.new_user.story import OURS, PARTNER, Told

MENTOR, APPRENTICE, SENT = "何静安", "黄一鸣", "周言蹊"
PLANNED = "期中教学研讨"
GOAL = "每月至少去一次，去了就把课上好。"
REVIEWS = {MENTOR: "敢放手让学生说了", APPRENTICE: "学会了先听再讲"}
HOST = "备课认真，和学生处得来。"
DONATED, WON = "充实班级图书角", "县优质课评比一等奖"
WRITTEN = "这学期两校一起开展活动"
PAPER = "帮扶协议书.pdf"
STAY = (date(2025, 10, 13), date(2025, 11, 7))
"""Four weeks, from a Monday to a Friday."""
LESSONS = 3
MORE = tuple(
    Told(topic, kind, words, day, ours, theirs, result, dropped=(photo,))
    for topic, kind, words, day, ours, theirs, result, photo in (
        (
            "期初工作会商",
            "joint-research",
            "联合教研",
            date(2025, 9, 4),
            ("林书远",),
            ("莫小禾",),
            "分好了工",
            "xiaomi.heic",
        ),
        (
            "作文批改研讨",
            "joint-research",
            "联合教研",
            date(2025, 9, 24),
            ("林书远",),
            ("莫小禾",),
            "",
            "jolla.jpg",
        ),
        (
            "数学同课异构",
            "same-lesson",
            "同课异构",
            date(2025, 10, 15),
            ("何静安",),
            ("黄一鸣",),
            "各上一节",
            "canon_40d.jpg",
        ),
        (
            "班主任工作交流",
            "guidance",
            "现场指导",
            date(2025, 10, 29),
            ("周言蹊",),
            ("莫小禾",),
            "",
            "gps_25.jpg",
        ),
        (
            "毛笔字公开课",
            "demonstration-lesson",
            "示范课",
            date(2025, 11, 18),
            ("林书远",),
            ("黄一鸣",),
            "",
            "iphone_13.heic",
        ),
    )
)
"""With the five of the story these are ten activities, each with its photo."""


def plan(user: Sitting) -> None:
    """Begin the term's plan, write a goal, plan a day, and take over one thing that is owed."""
    page, hands = user.go("plan"), user.hands
    assert isinstance(page, PlanPage)
    hands.click(page.empty.button)
    hands.until(lambda: page.editor.isVisible() and page.editor.sections.boxes, "for the sections")
    aims = next(box for box in page.editor.sections.boxes if box.heading.text() == "目标")
    hands.type(aims.body, GOAL, "term goal")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    user.settle()
    hands.click(page.views._buttons["schedule"])
    line = page.schedule.line
    hands.type(line.day.line, "12.3")
    hands.type(line.topic, PLANNED, "term planned")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: page.known and any(row.topic == PLANNED for row in page.known.rows), "for the row")
    known = page.known
    assert known is not None
    count = len(known.rows)
    hands.click(page.schedule.owed.buttons[0])
    menu = QApplication.activePopupWidget()
    if menu is not None:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    hands.until(lambda: page.known and len(page.known.rows) > count, "for what is owed")
    user.settle()


def pair(user: Sitting) -> None:
    """Bind mentor and apprentice, record a session from the card, write what both think of the term."""
    page, hands = user.go("pairs"), user.hands
    assert isinstance(page, PairsPage)
    hands.until(page.add_button.isVisible, "for the page")
    hands.click(page.add_button)
    hands.until(lambda: page.form.is_ready, "for the form")
    for part, name in (("mentor", MENTOR), ("apprentice", APPRENTICE)):
        hands.type(page.form.people[part].line, name)
        hands.press(Qt.Key.Key_Return)
    hands.click(page.form.save_button)
    hands.until(lambda: page.cards.cards, "for the card")
    user.settle()
    card = page.cards.cards[0]
    hands.click(card.step)
    hands.until(lambda: isinstance(user.page, RecordPage) and user.page.is_ready, "for the form")
    form = user.page.form
    hands.replace(form.day.line, "11.19", "day")
    hands.type(form.topic, "听徒弟的分数课", "topic")
    telling.save(user)
    page = user.go("pairs")
    hands.until(lambda: page.cards.cards and page.pane.seen is not None, "for the pair")
    page.open_reviews(page.cards.cards[0].card.id, "2025-1")
    hands.until(lambda: len(page.reviews.cards) == len(REVIEWS), "for the reviews")
    for written, (name, words) in zip(page.reviews.cards, REVIEWS.items(), strict=True):
        hands.type(written.body_field, words, f"term review {name}")
    hands.click(page.reviews.save_button)
    user.settle()


def exchange(user: Sitting) -> None:
    """Enter a stay, its lessons week by week, and what the host says."""
    page, hands = user.go("exchanges"), user.hands
    assert isinstance(page, ExchangesPage)
    hands.until(lambda: page.year is not None, "for the year")
    hands.click(page.empty.button if page.empty.isVisible() else page.add)
    make = _form(user)
    _fill(user, make, {"name": SENT})
    _choose(user, make, {"person_id": SENT, "from_id": OURS, "to_id": PARTNER, "state": "已开展"})
    first, last = (telling.written(day) for day in STAY)
    _fill(user, make, {"planned_from": first, "planned_until": last, "starts_on": first, "ends_on": last})
    _save(user)
    page = user.go("exchanges")
    hands.until(lambda: page.year is not None and page.year.stays and page.pane.shown, "for the stay")
    page.open_stay(page.year.stays[0])
    panel = page.panel
    hands.until(lambda: panel.week.grid.week.rowCount() and panel.week.grid.isVisible(), "for the week")
    teach(user, panel.week)
    panel.open_tab("host")
    hands.type(panel.host.words, HOST, "term host")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    user.settle()


def teach(user: Sitting, view: WeekView) -> None:
    """Type the lessons of four weeks, from the last back to the first, a figure a day."""
    hands, grid = user.hands, view.grid
    for week in range(4):
        grid.setFocus()
        grid.go_to(0, 1)
        for _day in range(5):
            QTest.keyClicks(grid, str(LESSONS))
            QTest.keyClick(grid, Qt.Key.Key_Tab)
        if week < 3:
            assert view.week is not None
            monday = view.week.monday
            QTest.keyClick(grid, Qt.Key.Key_PageUp)
            hands.until(partial(_has_turned, view, monday), "for the week before")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    user.settle()


def give(user: Sitting) -> None:
    """Enter a donation with an item, and an achievement."""
    page, hands = user.go("others"), user.hands
    assert isinstance(page, OthersPage)
    hands.click(page.segment._buttons["donations"])
    hands.click(page.add)
    make = _form(user)
    _fill(user, make, {"purpose": DONATED, "dated": "11.6"})
    _choose(user, make, {"from_id": OURS, "to_id": PARTNER})
    items: Any = make.form.editors["items"]  # type: ignore[union-attr]
    hands.click(items._field.add)
    line = items.lines[-1].editors
    hands.type(line["name"].widget, "儿童文学图书", "term item")
    hands.type(line["value"].widget.line, "1200")
    _save(user)
    page = user.go("others")
    hands.click(page.segment._buttons["achievements"])
    hands.click(page.add)
    make = _form(user)
    _fill(user, make, {"title": WON, "dated": "11.14"})
    _choose(user, make, {"kind": "获奖", "level": "县级"})
    _save(user)


def summarise(user: Sitting) -> None:
    """Write the term's summary, with a figure from the records."""
    page, hands = user.go("summary"), user.hands
    assert isinstance(page, SummaryPage)
    hands.until(lambda: page.frame.empty.isVisible() or page.open is not None, "for the page")
    if page.frame.empty.isVisible():
        hands.click(page.frame.empty.button)
    hands.until(lambda: page.open is not None and page.frame.sheet.boxes, "for the sections")
    editor = page.frame.sheet.boxes[1].editor
    hands.type(editor, WRITTEN, "term summary")
    offers = page.frame.side.list
    offers.setFocus()
    offers.setCurrentIndex(offers.offers.index(1))
    QTest.keyClick(offers, Qt.Key.Key_Return)
    editor.setFocus()
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: not page.is_dirty, "to be saved")
    user.settle()


def file_away(user: Sitting) -> None:
    """Drop the signed agreement and file it into a volume."""
    page, hands = user.go("files"), user.hands
    assert isinstance(page, FilesPage)
    hands.until(lambda: page.known is not None, "for the shelves")
    paper = user.place.inbox / PAPER
    page_one = Canvas(str(paper))
    page_one.drawString(100, 700, "signed")
    page_one.save()
    hands.drop(page, [paper])
    hands.until(lambda: page.adding.isVisible() and page.adding.lines, "for the paper")
    hands.click(page.adding.go)
    hands.until(lambda: page.adding.work is None and page.list.isVisible(), "to be taken in")
    title = PAPER.removesuffix(".pdf")
    hands.until(lambda: _row_of(page, title) >= 0, "for the paper in the list")
    view = page.list.table.view
    view.setFocus()
    view.go_to_row(_row_of(page, title))
    hands.press(Qt.Key.Key_Space)
    page.list.acted.emit("file", page.list.model.checked)
    hands.until(lambda: page.filing.isVisible() and page.filing.go.isEnabled(), "for the volumes")
    hands.click(page.filing.go)
    hands.until(lambda: page.tree.node is not None and page.tree.node.key.startswith("volume"), "to be filed")
    user.settle()


def hold_planned(user: Sitting) -> None:
    """Turn what was planned into the record: on the same record, from the plan."""
    page, hands = user.go("plan"), user.hands
    hands.click(page.views._buttons["schedule"])
    hands.until(lambda: page.known and page.schedule.model.is_loaded, "for the schedule")
    planned = next(row for row in page.known.rows if row.topic == PLANNED)
    page.schedule.choose(planned.id)
    hands.until(lambda: page.schedule.current and page.schedule.current.id == planned.id, "for the row")
    hands.click(page.schedule.hold)
    hands.until(lambda: isinstance(user.page, RecordPage) and user.page.is_ready, "for the form")
    hands.replace(user.page.form.day.line, "11.20")
    telling.save(user)


def _record(told: Told) -> Callable[[Sitting], None]:
    def deed(user: Sitting) -> None:
        telling.tell(user, told)
        telling.save(user)

    return deed


TERM_STAGES: Mapping[str, Callable[[Sitting], None]] = {
    "plan": plan,
    **{told.topic: _record(told) for told in MORE},
    "pair": pair,
    "exchange": exchange,
    "give": give,
    "hold planned": hold_planned,
    "summary": summarise,
    "volume": file_away,
}


def _has_turned(view: WeekView, monday: date) -> bool:
    """Return whether another week is shown; the same one is shown anew once it is saved."""
    return view.week is not None and view.week.monday != monday


def _form(user: Sitting) -> MakePage:
    user.hands.until(lambda: isinstance(user.page, MakePage) and user.page.is_ready, "for the form")
    made = user.page
    assert isinstance(made, MakePage)
    return made


def _fill(user: Sitting, make: MakePage, told: Mapping[str, str]) -> None:
    for name, words in told.items():
        assert make.form is not None
        place = "" if words.isascii() else f"term {name}"  # days are read as days
        user.hands.replace(_line(make.form.editors[name].widget), words, place)


def _choose(user: Sitting, make: MakePage, told: Mapping[str, str]) -> None:
    """Choose from a list with the arrows, as one does without a mouse."""
    for name, words in told.items():
        assert make.form is not None
        field: Any = make.form.editors[name].widget
        field.setFocus()
        at = field.findText(words, Qt.MatchFlag.MatchStartsWith)
        assert at >= 0, (name, words, [field.itemText(row) for row in range(field.count())])
        QTest.keyClick(field, Qt.Key.Key_Home)
        while field.currentIndex() < at:
            QTest.keyClick(field, Qt.Key.Key_Down)


def _line(widget: QWidget) -> QWidget:
    return getattr(widget, "line", widget)


def _save(user: Sitting) -> None:
    user.hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    user.hands.until(lambda: not isinstance(user.page, MakePage), "to be saved")
    user.settle()


def _row_of(page: FilesPage, title: str) -> int:
    rows = (page.list.model.row(number) for number in range(page.list.model.total))
    return next((at for at, row in enumerate(rows) if row and row.cell("title").text == title), -1)
