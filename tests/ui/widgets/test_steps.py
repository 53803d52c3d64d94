"""Steps show where one is, and only those done can be gone back to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from edudesk.texts import Texts
from edudesk.ui.theme import theme
from edudesk.ui.widgets.steps import StepsBar


def test_only_what_is_done_can_be_gone_back_to(qtbot):
    bar = StepsBar([("选文件", "Excel"), ("对列名", ""), ("看一遍", "")])
    qtbot.addWidget(bar)
    bar.resize(900, 60)
    bar.show()
    chosen: list[int] = []
    bar.chosen.connect(chosen.append)
    bar.set_current(1)
    assert bar.current == 1
    first, second, third = bar._steps
    for step in (third, second, first):
        qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    assert chosen == [0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert chosen == [0, 0]


def test_steps_are_read_out_with_their_facts(qtbot):
    bar = StepsBar([("选文件", "Excel")])
    qtbot.addWidget(bar)
    bar.set_fact(0, "教师名册.xlsx")
    (step,) = bar._steps
    assert (step.accessibleName(), step.accessibleDescription()) == ("1 选文件", "教师名册.xlsx")


def test_the_outcome_of_a_check_fits_its_step_in_the_narrowest_window(qtbot):
    fact = Texts("zh").say("handing.step-fact.same", count=106)
    page, beside = 754, 16 + 28 + 10 + 8
    needed = QFontMetrics(theme().font("second")).horizontalAdvance(fact)
    assert needed <= page // 4 - beside
