"""The field of people: typed, completed, grouped, taken out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edudesk.texts import Texts
from edudesk.ui.widgets.persons import Candidate, PersonsField, PersonToken
from tests.ui.widgets.composing import press, write

PEOPLE = (
    Candidate("p1", "王小明", "明德实验小学"),
    Candidate("p2", "韦老师", "大番坡学校"),
    Candidate("p3", "陆老师", "大番坡学校", "lu laoshi"),
)
Make = Callable[[], PersonsField]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Return what shows a field with people to choose from."""
    kept = []

    def lay_out() -> PersonsField:
        window = QWidget()
        kept.append(window)
        field = PersonsField("输入姓名，回车添加", Texts("zh"))
        field.set_candidates(PEOPLE)
        layout = QVBoxLayout(window)
        layout.addWidget(field)
        layout.addWidget(QLineEdit())
        layout.addStretch(1)
        qtbot.addWidget(window)
        window.resize(600, 200)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus()
        return field

    return lay_out


def enter(qtbot: QtBot, field: PersonsField, typed: str) -> None:
    write(field.line, typed)
    press(field.line, Qt.Key.Key_Return)


def test_a_known_name_is_that_person_and_another_is_a_name(qtbot: QtBot, make: Make):
    field = make()
    with qtbot.waitSignal(field.edited):
        enter(qtbot, field, "韦老师")
    enter(qtbot, field, "李老师")
    assert field.tokens() == (PersonToken("p2", "韦老师"), PersonToken(None, "李老师"))


def test_initials_find_a_person(qtbot: QtBot, make: Make):
    field = make()
    enter(qtbot, field, "wxm")
    enter(qtbot, field, "lulao")
    assert [token.person_id for token in field.tokens()] == ["p1", "p3"]


def test_a_part_of_a_name_is_not_taken_for_somebody_else(qtbot: QtBot, make: Make):
    field = make()
    enter(qtbot, field, "王小")
    assert field.tokens() == (PersonToken(None, "王小"),)


def test_an_offered_person_is_taken_with_down_and_enter(qtbot: QtBot, make: Make):
    field = make()
    write(field.line, "老师")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.tokens() == (PersonToken("p3", "陆老师"),)
    assert not field.line.text()


@pytest.mark.parametrize("typed", ["班主任 10 人", "班主任10人", "班主任１０名"])
def test_a_group_has_a_count(qtbot: QtBot, make: Make, typed: str):
    field = make()
    enter(qtbot, field, typed)
    assert field.tokens() == (PersonToken(None, "班主任", 10),)
    assert "班主任 10 人" in {button.text() for button in field.findChildren(QPushButton)}


def test_names_are_parted_by_punctuation(qtbot: QtBot, make: Make):
    field = make()
    enter(qtbot, field, "韦老师、陆老师，家长 30 人")
    assert [token.name for token in field.tokens()] == ["韦老师", "陆老师", "家长"]


def test_a_person_is_entered_once(qtbot: QtBot, make: Make):
    field = make()
    enter(qtbot, field, "韦老师")
    with qtbot.assertNotEmitted(field.edited):
        enter(qtbot, field, "韦老师")
    assert len(field.tokens()) == 1


def test_a_name_still_being_typed_counts_and_is_entered_on_leaving(qtbot: QtBot, make: Make):
    field = make()
    write(field.line, "李老师")
    assert field.tokens() == (PersonToken(None, "李老师"),)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.tokens() == (PersonToken(None, "李老师"),)
    assert not field.line.text()


def test_backspace_and_the_cross_take_people_out(qtbot: QtBot, make: Make):
    field = make()
    field.set_tokens([PersonToken("p1", "王小明"), PersonToken("p2", "韦老师"), PersonToken(None, "李老师")])
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert [token.name for token in field.tokens()] == ["王小明", "韦老师"]
    crosses = [each for each in field.findChildren(QPushButton) if each.accessibleName() == "去掉 王小明"]
    with qtbot.waitSignal(field.edited):
        qtbot.mouseClick(crosses[-1], Qt.MouseButton.LeftButton)
    assert [token.name for token in field.tokens()] == ["韦老师"]
    assert field.line.hasFocus()


def test_a_role_is_shown_in_words_and_chosen_from_the_menu(qtbot: QtBot, make: Make):
    field = make()
    field.set_roles([("lead", "带队"), ("speak", "主讲")])
    field.set_tokens([PersonToken("p1", "王小明", 1, "lead")])
    name = next(each for each in field.findChildren(QPushButton) if each.accessibleName() == "王小明 带队")
    menu = name.menu()
    assert menu is not None
    with qtbot.waitSignal(field.edited):
        menu.actions()[1].trigger()
    assert field.tokens() == (PersonToken("p1", "王小明", 1, "speak"),)


def test_the_program_setting_people_is_no_edit(qtbot: QtBot, make: Make):
    field = make()
    with qtbot.assertNotEmitted(field.edited):
        field.set_tokens([PersonToken("p1", "王小明")])
        field.set_fact("共 1 人")


def test_many_people_take_more_lines_and_every_target_is_large_enough(qtbot: QtBot, make: Make):
    field = make()
    height = field.height()
    field.set_tokens([PersonToken(None, f"第{place}位老师") for place in range(14)])
    qtbot.waitUntil(lambda: field.height() > 2 * height)
    buttons = [each for each in field.findChildren(QPushButton) if each.isVisible()]
    assert all(each.height() >= 28 and each.width() >= 28 for each in buttons)


def test_a_whole_list_is_entered_at_once(qtbot: QtBot, make: Make) -> None:
    field = make()
    told: list[int] = []
    field.edited.connect(lambda: told.append(len(field.tokens())))
    names = [f"教师{number}" for number in range(300)]
    enter(qtbot, field, "、".join([*names, "王小明", "王小明"]))
    assert told == [301]
    first = field._tags[0]
    enter(qtbot, field, "韦老师")
    assert field._tags[0] is first  # those in front are not made anew
    assert [token.name for token in field.tokens()] == [*names, "王小明", "韦老师"]
