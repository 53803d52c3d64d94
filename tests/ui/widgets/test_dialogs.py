"""Questions: both buttons say what they do, Esc is harmless, Enter never deletes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.dialogs import Question, ask

SENTENCE = "“师徒评课”和 4 份材料会放进回收站，随时能找回。"


@contextmanager
def asked(qtbot: QtBot, *, danger: bool) -> Iterator[tuple[Question, list[str]]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    answers: list[str] = []
    question = ask(
        parent, "删除？", SENTENCE, "删除", "不删", danger=danger, then=lambda: answers.append("yes")
    )
    qtbot.waitExposed(question)
    yield question, answers


def test_enter_never_deletes(qtbot: QtBot):
    with asked(qtbot, danger=True) as (question, answers):
        qtbot.waitUntil(question.no.hasFocus)
        question.yes.setFocus()
        qtbot.keyClick(question.yes, Qt.Key.Key_Return)
        assert question.isVisible()
        question.no.setFocus()
        qtbot.keyClick(question, Qt.Key.Key_Return)
        assert not question.isVisible()
        assert answers == []


def test_a_click_or_space_on_the_button_deletes(qtbot: QtBot):
    with asked(qtbot, danger=True) as (question, answers):
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
        assert answers == ["yes"]
    with asked(qtbot, danger=True) as (question, answers):
        qtbot.keyClick(question.yes, Qt.Key.Key_Space)
        assert answers == ["yes"]


def test_esc_is_the_harmless_answer(qtbot: QtBot):
    for danger in (True, False):
        with asked(qtbot, danger=danger) as (question, answers):
            qtbot.keyClick(question, Qt.Key.Key_Escape)
            assert not question.isVisible()
            assert answers == []


def test_enter_says_yes_where_nothing_is_lost(qtbot: QtBot):
    with asked(qtbot, danger=False) as (question, answers):
        qtbot.keyClick(question.yes, Qt.Key.Key_Return)
        assert answers == ["yes"]


def test_the_whole_sentence_is_seen_and_read_out(qtbot: QtBot):
    with asked(qtbot, danger=True) as (question, _answers):
        assert question.windowTitle() == "删除？"
        assert question.accessibleDescription() == SENTENCE


def test_choosing_nothing_is_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert dialogs.choose_files(parent, "选照片", dialogs.PICTURES, "照片") == []
    assert dialogs.choose_folder(parent, "选文件夹") is None
    assert dialogs.save_as(parent, "存为", "活动.xlsx", "*.xlsx", "Excel") is None


def test_files_are_looked_for_among_the_documents(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    begun: list[Path] = []

    def save(_parent: QWidget, _title: str, start: str, *_rest: str) -> tuple[str, str]:
        begun.append(Path(start))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    dialogs.save_as(parent, "存为", "活动.xlsx", "*.xlsx", "Excel")
    assert begun[0].name == "活动.xlsx"
    assert begun[0].is_absolute()


def test_a_name_without_ending_gets_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/台账", ""))
    chosen = dialogs.save_as(parent, "存为", "台账", "*.xlsx", "Excel")
    assert chosen is not None
    assert chosen.name == "台账.xlsx"


def test_where_nothing_can_be_chosen_there_is_one_button(qtbot: QtBot):
    question = Question(None, "没有删：还用着", "还有 3 条记录在用。", "知道了", "")
    qtbot.addWidget(question)
    question.show()
    assert question.yes.isVisible()
    assert not question.no.isVisible()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()
