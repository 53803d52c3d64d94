"""首页 and 活动: what the saved activities have come to, one deleted and brought back."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edudesk.ui.pages.activity import ActivityPage
from edudesk.ui.pages.home import HomePage
from edudesk.ui.pages.record import RecordPage
from edudesk.ui.widgets.dialogs import Question
from tests.e2e.new_user.desk import Sitting

Figures = dict[tuple[str, str], tuple[Decimal, Decimal]]
"""By rule and group (such as the partner): what is done, and what is done or planned."""


def promised(page: RecordPage) -> Figures:
    """Return what 保存后算进 says: each rule as it will be."""
    rules = getattr(page.frame.foreseen._shown, "counted", ())
    return {(rule.rule[1], rule.tally.label): (rule.tally.value, rule.tally.ahead) for rule in rules}


def shown_at_home(user: Sitting) -> Figures:
    """Click 首页 and return what it says of every rule that still asks for something."""
    page = user.go("home")
    assert isinstance(page, HomePage)
    user.settle()
    user.hands.until(lambda: page.view is not None, "for the first page")
    assert page.view is not None
    return {
        (row.rule[1], tally.label): (tally.value, tally.ahead)
        for row in page.view.owed
        for tally in row.tallies
    }


def delete_and_undo(user: Sitting, topic: str) -> None:
    """Look at the list, delete one with a key, bring it back with 撤销 in the toast."""
    hands = user.hands
    page = user.go("activity")
    assert isinstance(page, ActivityPage)
    hands.until(lambda: page.table.model.is_loaded and page.pane.shown, "for the list")
    before = page.table.model.total
    _choose(user, page, topic)
    hands.until(lambda: page.pane.accessibleName() == topic, "for the pane")
    page.table.view.setFocus()
    hands.press(Qt.Key.Key_Delete)
    hands.until(lambda: user.window.findChildren(Question), "for the question")
    hands.click(user.window.findChildren(Question)[0].yes)
    hands.until(lambda: page.table.model.total == before - 1, "to be deleted")
    hands.click(user.window.toasts.toast.button)
    hands.until(lambda: page.table.model.total == before, "to be back")
    user.settle()


def _choose(user: Sitting, page: ActivityPage, topic: str) -> None:
    view, model = page.table.view, page.table.model
    rows = [model.row(at) for at in range(model.total)]
    at = next(at for at, row in enumerate(rows) if row is not None and row.cell("topic").text == topic)
    where = view.visualRect(model.index(at, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
