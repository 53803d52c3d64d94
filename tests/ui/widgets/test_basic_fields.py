"""Fields of forms: what is typed is read, what is wrong stays and is explained."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.choice import FEW
from edudesk.ui.widgets.fields import (
    Check,
    ChoiceField,
    DateField,
    FieldBox,
    FormRow,
    LongField,
    NumberField,
    Radio,
    TextField,
    TimeRangeField,
)
from tests.ui.widgets.composing import press, write

TODAY = date(2025, 12, 16)
TEXTS = Texts("zh")
SCHOOLS = [(str(place), name) for place, name in enumerate(("大番坡学校", "丽光学校", "那丽镇中心幼儿园"))]
MANY = [*SCHOOLS, *((f"x{place}", f"第{place}小学") for place in range(12))]
Show = Callable[[QWidget], None]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Return what shows a widget above a line that can take the focus from it."""
    kept = []

    def lay_out(widget: QWidget) -> None:
        window = QWidget()
        kept.append(window)
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addWidget(QLineEdit())
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        widget.setFocus()

    return lay_out


def leave(qtbot: QtBot) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Tab)


def explained(row: FormRow) -> str:
    return row.box.error


def test_a_day_is_read_when_the_field_is_left(qtbot: QtBot, show: Show):
    field = DateField(TEXTS, TODAY)
    show(field)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, "12.3")
    assert field.text_typed() == "12.3"
    assert field.date() == date(2025, 12, 3)
    leave(qtbot)
    assert field.text_typed() == "2025-12-03 周三"
    assert field.date() == date(2025, 12, 3)


def test_a_wrong_day_stays_as_typed_and_is_explained_until_it_is_right(qtbot: QtBot, show: Show):
    field = DateField(TEXTS, TODAY)
    row = FormRow("日期", field)
    show(row)
    field.setFocus()
    qtbot.keyClicks(field.line, "2025-13-02")
    assert explained(row) == ""
    press(field.line, Qt.Key.Key_Return)
    assert field.text_typed() == "2025-13-02"
    assert field.date() is None
    assert explained(row) == "没有 13 月，请改月份" == field.accessibleDescription()
    assert field.property("error")
    field.line.clear()
    write(field.line, "今天")
    assert explained(row) == ""
    assert field.date() == TODAY


def test_a_planned_weekday_lies_ahead(qtbot: QtBot, show: Show):
    field = DateField(TEXTS, TODAY, planned=True)
    show(field)
    write(field.line, "周一")
    assert field.date() == date(2025, 12, 22)
    field.set_planned(False)
    assert field.date() == date(2025, 12, 15)


def test_a_day_is_chosen_from_the_calendar_with_the_keyboard(qtbot: QtBot, show: Show):
    field = DateField(TEXTS, TODAY)
    show(field)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    button = QApplication.focusWidget()
    assert button is not None
    assert button.accessibleName() == "打开日历"
    qtbot.keyClick(button, Qt.Key.Key_Space)
    month = field.findChild(QCalendarWidget)
    assert isinstance(month, QCalendarWidget)
    with qtbot.waitSignal(field.edited):
        month.activated.emit(month.selectedDate().addDays(1))
    assert field.date() == date(2025, 12, 17)


def test_setting_a_day_is_no_edit(qtbot: QtBot):
    field = DateField(TEXTS, TODAY)
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_date(TODAY)
        field.set_date(None)
    assert field.date() is None
    assert not field.error()


def test_half_composed_words_are_not_acted_on(qtbot: QtBot, show: Show):
    field = DateField(TEXTS, TODAY)
    show(field)
    with qtbot.assertNotEmitted(field.edited):
        QApplication.sendEvent(field.line, QInputMethodEvent("jin tian", []))
    done = QInputMethodEvent("", [])
    done.setCommitString("今天")
    with qtbot.waitSignal(field.edited):
        QApplication.sendEvent(field.line, done)
    assert field.date() == TODAY


def test_clock_times_are_read_when_the_field_is_left(qtbot: QtBot, show: Show):
    field = TimeRangeField(TEXTS)
    show(field)
    qtbot.keyClicks(field.line, "9-11:30")
    leave(qtbot)
    assert field.text_typed() == "9:00 — 11:30"
    assert field.times() == (time(9), time(11, 30))
    field.set_times(time(14), None)
    assert (field.text_typed(), field.times()) == ("14:00", (time(14), None))
    field.set_times(None, None)
    assert field.times() == (None, None)


def test_numbers_are_read(qtbot: QtBot, show: Show):
    field = NumberField(TEXTS)
    show(field)
    for typed, number in (("2", Decimal(2)), ("1.50", Decimal("1.5")), ("１０", Decimal(10)), ("", None)):
        field.line.clear()
        write(field.line, typed)
        assert field.value() == number
    write(field.line, "-3")
    assert field.value() is None
    assert field.error() == "“-3”不是数字，写成 2 或 1.5"
    field.set_value(Decimal(100))
    assert field.text_typed() == "100"


def test_a_choice_is_made_with_the_keyboard(qtbot: QtBot, show: Show):
    field = ChoiceField(SCHOOLS)
    show(field)
    assert field.value() == "0"
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == "1"
    with qtbot.assertNotEmitted(field.edited):
        field.set_value("2")
        field.set_items([("2", "那丽"), ("9", "别的")])
    assert field.value() == "2"
    field.set_value("gone")
    assert field.value() is None


def test_a_filter_is_as_wide_as_what_is_chosen_in_it(show: Show):
    items = [("", "全部"), ("a", "到校指导"), ("b", "在结对学校开展联合活动和校园文化活动")]
    field = ChoiceField(items, label="要求")
    show(field)
    field.set_value("")
    closed, whole = field.sizeHint().width(), ChoiceField(items).sizeHint().width()
    assert closed < whole
    field.set_value("b")
    assert field.sizeHint().width() > whole, "with its label before it"
    field.set_value("")
    assert field.sizeHint().width() == closed


def test_the_wheel_over_a_choice_scrolls_the_page_instead(qtbot: QtBot, show: Show):
    field = ChoiceField(SCHOOLS)
    show(field)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.value() == "0"


def many_shown(show: Show) -> tuple[ChoiceField, QLineEdit]:
    """Show a long list, and return it with the line in which one types."""
    field = ChoiceField(MANY)
    show(field)
    line = field.lineEdit()
    assert line is not None
    return field, line


def test_a_long_list_is_searched_by_pinyin_initials(qtbot: QtBot, show: Show):
    field, line = many_shown(show)
    line.selectAll()
    qtbot.keyClicks(line, "lgx")
    with qtbot.waitSignal(field.edited):
        press(line, Qt.Key.Key_Return)
    assert (field.value(), line.text()) == ("1", "丽光学校")


def test_the_offered_entry_is_taken_with_down_and_enter(qtbot: QtBot, show: Show):
    field, line = many_shown(show)
    line.selectAll()
    write(line, "小学")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert line.text() == "小学"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.edited):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert (field.value(), line.text()) == ("x1", "第1小学")


def test_a_long_list_keeps_its_label_before_the_words(show: Show):
    named, bare = ChoiceField(MANY, label="学校"), ChoiceField(MANY)
    show(named)
    show(bare)
    line, other = named.lineEdit(), bare.lineEdit()
    assert line is not None
    assert other is not None
    label = line.fontMetrics().horizontalAdvance("学校")
    assert line.textMargins().left() > other.textMargins().left() + label
    assert named.accessibleName() == "学校"
    written = named.grab().toImage().copy(0, 0, line.x() + label, named.height())
    assert written != bare.grab().toImage().copy(0, 0, line.x() + label, bare.height())


def test_what_is_not_in_a_long_list_is_put_back(qtbot: QtBot, show: Show):
    field, line = many_shown(show)
    line.selectAll()
    write(line, "没有这所")
    with qtbot.assertNotEmitted(field.edited):
        leave(qtbot)
    assert (field.value(), line.text()) == ("0", "大番坡学校")


def test_a_long_field_grows_with_its_words_and_tab_leaves_it(qtbot: QtBot, show: Show):
    field = LongField("写一两句", lines=2)
    show(field)
    height = field.height()
    with qtbot.waitSignal(field.edited):
        write(field, "一")
    assert field.height() == height
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("一\n二\n三\n四")
    assert field.height() > height
    field.set_text("\n".join("字" * 40))
    assert field.height() < 20 * field.fontMetrics().lineSpacing()
    leave(qtbot)
    assert not field.hasFocus()


def test_a_field_box_explains_and_forgets(qtbot: QtBot):
    field = TextField("例如")
    box = FieldBox(field, "记录上会写是谁记的。")
    qtbot.addWidget(box)
    box.set_error("主题要写")
    assert field.property("error")
    assert field.accessibleDescription() == "主题要写"
    box.set_error("")
    assert not field.property("error")


def test_a_row_names_its_field(qtbot: QtBot):
    field = TextField()
    row = FormRow("主题", field)
    qtbot.addWidget(row)
    assert field.accessibleName() == "主题"
    assert row.label.buddy() is field


def test_boxes_and_marks_are_ticked_with_space_and_by_their_words(qtbot: QtBot, show: Show):
    check = Check("带照片")
    show(check)
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert check.isChecked()
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.width() - 4, 14))
    assert not check.isChecked()
    assert check.height() >= 28


def test_answers_as_cards_are_chosen_anywhere_on_them(qtbot: QtBot):
    holder = QWidget()
    layout = QVBoxLayout(holder)
    first, second = Radio("我们帮别人", "帮扶、牵头、核心"), Radio("别人帮我们", "被帮扶")
    layout.addWidget(first)
    layout.addWidget(second)
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    with qtbot.waitSignal(second.chosen):
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 3, 3))
    assert second.isChecked()
    with qtbot.waitSignal(first.chosen):
        qtbot.keyClick(second, Qt.Key.Key_Up)
    assert first.accessibleDescription() == "帮扶、牵头、核心"


def test_an_answer_as_a_card_is_read_whole(qtbot: QtBot):
    name = "Experimental primary community in three phases, with schools of the town and of the villages"
    short, long = Radio("Pingluo", "Primary"), Radio(name, "Any place · Primary")
    holder = QWidget()
    layout = QVBoxLayout(holder)
    for card in (short, long):
        layout.addWidget(card)
    layout.addStretch(1)
    qtbot.addWidget(holder)
    holder.resize(320, 600)
    holder.show()
    qtbot.waitExposed(holder)
    metrics = QFontMetrics(theme().font("body", bold=True))
    lines = metrics.horizontalAdvance(name) / long.width()
    assert lines > 2
    assert long.height() >= short.height() + (lines - 1) * metrics.height()


def test_words_begin_at_one_place_whether_they_can_be_typed_or_not(qtbot: QtBot):
    def first_ink(count: int) -> int:
        field = ChoiceField([(str(number), f"Hill {number}") for number in range(count)])
        qtbot.addWidget(field)
        field.resize(220, field.sizeHint().height())
        field.show()
        qtbot.waitExposed(field)
        assert field.isEditable() == (count > FEW)
        image = field.grab().toImage()
        rows = range(image.height() // 3, 2 * image.height() // 3)
        return next(x for x in range(6, 60) if any(image.pixelColor(x, y).lightness() < 128 for y in rows))

    assert abs(first_ink(FEW + 1) - first_ink(FEW)) <= 1
