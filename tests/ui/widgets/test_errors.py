"""The error presenter: what happened, what is safe, what to do; technical words only on demand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from edudesk.errors import EnvironmentProblem, Invalid, Problem, UserError
from edudesk.texts import Texts
from edudesk.ui.widgets.errors import ErrorNotice, describe
from edudesk.ui.widgets.words import Link


def test_the_first_sentence_is_what_happened_the_rest_what_is_safe():
    said = describe(Texts("zh"), EnvironmentProblem("disk.full", path="U 盘"))
    assert said.what == "磁盘满了，没写进去"
    assert said.safe.startswith("U 盘 还是原来的样子")
    assert "disk.full" in said.details
    english = describe(Texts("en"), EnvironmentProblem("disk.full", path="E:"))
    assert english.what
    assert english.safe


def test_all_problems_of_an_input_are_named():
    problems = (Problem("field.unknown", "x", parameters={"field": "甲"}),) * 2
    said = describe(Texts("zh"), Invalid(problems))
    assert said.safe.count("甲") == 2


def test_the_cause_stands_in_the_details():
    error = EnvironmentProblem("disk.full", path="E:")
    error.__cause__ = OSError(28, "No space left on device")
    assert "No space left" in describe(Texts("zh"), error).details


def test_buttons_are_told_and_details_hidden_until_asked_for(qtbot: QtBot):
    notice = ErrorNotice(Texts("zh"), UserError("record.not-ours"), ["换一个 U 盘", "做邮件版"])
    qtbot.addWidget(notice)
    notice.show()
    with qtbot.waitSignal(notice.chosen) as chosen:
        qtbot.mouseClick(notice.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [1]
    details = notice.findChild(QPlainTextEdit)
    more = notice.findChild(Link)
    assert isinstance(details, QPlainTextEdit)
    assert isinstance(more, Link)
    assert not details.isVisible()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert details.isVisible()
    assert notice.accessibleName()
