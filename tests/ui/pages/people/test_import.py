"""A roster or a filled workbook comes in by three steps, and out again by one undo."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from edudesk.services.undo import undo
from edudesk.ui.importing import ImportSteps
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.laid import parts_of
from tests.services.importing import ledger
from tests.ui.pages.people.conftest import PATIENCE, at_step, choose, click, wait_for_work

ROSTER = """序号,教师姓名,所在学校,专业技术职务,手机号码,出生年月,备考
1,陆知微,白鹭岭镇中心小学,一级教师,13800001111,1988-03,略
2,方若兰,青枫市云杉实验小学,正高级教师,,1983-04,略
3,秦朗,青枫市云杉实验小学,二级教师,13800002222,春天,略
4,石岚,石榴湾中心小学,二级教师,13800003333,1990-10,略
"""


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "教师名册.csv"
    path.write_text(ROSTER, "utf-8-sig")
    return path


@pytest.fixture
def steps(qtbot, page):
    click(qtbot, page.import_button)
    return page._imports["roster"]


def people(ask):
    from edudesk.services.records import all_of

    return {
        each.content["name"]: each.content for each in ask(lambda opened: all_of(opened.archive, "person"))
    }


def drop(widget, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPointF(widget.rect().center())
    event = QDropEvent(
        where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    widget.dropEvent(event)


def shown_rows(steps):
    table = steps.rows_step.table
    return [table.model.row(number) for number in range(table.model.total)]


def open_group(qtbot, steps, code):
    click(qtbot, steps.rows_step.chips._buttons[code])


def test_a_dropped_roster_comes_in_and_one_undo_takes_it_out(qtbot, steps, roster, ask, said):
    page = steps.window()
    before = people(ask)
    drop(steps.file_step, roster)
    at_step(qtbot, steps, 1)
    (card,) = steps.columns_step.cards
    fields = [field.currentText() for field in card.fields]
    assert fields == ["不用", "姓名", "任职学校", "职称", "手机", "出生年月", "不用"]
    choose(qtbot, card.fields[6], "备注")
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    assert people(ask) == before  # a dry run writes nothing

    words = {group: chip.text() for group, chip in steps.rows_step.chips._buttons.items()}
    assert words == {
        "new": "新的 2 人",
        "changed": "有变化 1 人",
        "asks": "要问一下 1 所学校",
        "problem": "看不懂 1 行",
    }
    (wrong,) = shown_rows(steps)
    assert wrong.cell("place").text == "第 4 行"
    assert "F（出生年月）" in wrong.cell("words").text
    open_group(qtbot, steps, "changed")
    qtbot.waitUntil(lambda: [row.cell("title").text for row in shown_rows(steps)] == ["方若兰"])
    assert steps.next.text() == "导入 2 人"  # 石岚 waits for her school
    assert steps.bar._words.text() == "先不导入：看不懂的 1 行、没答的 1 处、用到它们的 1 行。改好再导一次。"

    open_group(qtbot, steps, "asks")
    (choice,) = steps.rows_step.asks.choices
    choose(qtbot, choice, "就是 石榴湾镇中心小学")
    qtbot.waitUntil(lambda: steps.next.text() == "导入 3 人", timeout=PATIENCE)
    wait_for_work(qtbot, page.session)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE) as done:
        click(qtbot, steps.next)
    assert done.args == [3]
    words, change_id = said[-1]
    assert words == "已导入 3 人"
    after = people(ask)
    assert after.keys() - before.keys() == {"陆知微", "石岚"}
    assert after["陆知微"]["note"] == "略"
    assert [page.people.wanted.ids is not None, page.tab] == [True, "people"]
    qtbot.waitUntil(lambda: page.people.table.model.total == 3, timeout=PATIENCE)
    now = datetime(2026, 5, 21, tzinfo=UTC)
    ask(lambda opened: undo(opened.archive, change_id, now))
    assert people(ask) == before


@pytest.mark.parametrize("wrong", ["春天", "春天" * 60])
def test_why_a_row_stays_out_is_read_whole_without_a_click(qtbot, steps, roster, wrong):
    roster.write_text(ROSTER.replace("春天", wrong), "utf-8-sig")
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    step = steps.rows_step
    qtbot.waitUntil(lambda: step.table.current() is not None)
    words = step.table.current().cell("words").text
    is_cut = bool(step.table.view.whole(step.table.model.index(0, 2)))
    assert is_cut == (wrong != "春天")
    assert step._whole.isVisible() == is_cut  # what is read whole in the row is not said again
    assert step._whole.text() == (f"第 4 行  {words}" if is_cut else "")


def test_the_same_kind_of_file_is_explained_once(qtbot, page, steps, roster):
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    choose(qtbot, steps.columns_step.cards[0].fields[6], "备注")
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE):
        click(qtbot, steps.next)
    click(qtbot, page.import_button)
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    assert steps.columns_step.cards[0].fields[6].currentText() == "备注"
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    assert "一样的 2 人" in [chip.text() for chip in steps.rows_step.chips._buttons.values()]
    assert not steps.next.isEnabled()
    assert steps.next.toolTip() == "没有新的内容"


def test_all_may_be_new(qtbot, steps, roster):
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    open_group(qtbot, steps, "asks")
    click(qtbot, steps.rows_step.asks._all_new)
    qtbot.waitUntil(lambda: steps.next.text() == "导入 3 人、1 所学校", timeout=PATIENCE)
    assert [choice.currentText() for choice in steps.rows_step.asks.choices] == ["是新的"]


def test_an_answer_can_be_taken_back(qtbot, steps, roster):
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    open_group(qtbot, steps, "asks")
    assert not steps.rows_step._again.isVisible()
    choose(qtbot, steps.rows_step.asks.choices[0], "就是 石榴湾镇中心小学")
    qtbot.waitUntil(lambda: steps.next.text() == "导入 3 人", timeout=PATIENCE)
    click(qtbot, steps.rows_step._again)
    qtbot.waitUntil(lambda: steps.next.text() == "导入 2 人", timeout=PATIENCE)
    assert "asks" in steps.rows_step.chips._buttons


def test_a_real_file_is_chosen_and_its_needed_column_named(qtbot, steps, shared_data, monkeypatch, ask):
    path = shared_data / "real" / "workbooks" / "zh_demo.xlsx"
    monkeypatch.setattr(dialogs, "choose_files", lambda *_arguments, **_options: [path])
    click(qtbot, steps.file_step.choose)
    at_step(qtbot, steps, 1)
    first, second = steps.columns_step.cards
    assert not steps.next.isEnabled()  # nobody knows yet what “字符串标题” is
    for card in (first, second):
        choose(qtbot, card.fields[1], "出生年月")
    assert steps.next.toolTip() == "“Sheet1”还要有：姓名"
    for card in (first, second):
        choose(qtbot, card.fields[0], "姓名")
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE) as done:
        click(qtbot, steps.next)
    assert done.args == [20]
    assert people(ask)["字符串0"]["birth_month"] == "2020-01"


@pytest.mark.parametrize("name", ["zh_office_bom.csv", "wps_write.et", "wps_write.xls", "zh_t01.xls"])
def test_every_real_file_can_be_opened(qtbot, steps, shared_data, name):
    steps.start_with(shared_data / "real" / "workbooks" / name)
    at_step(qtbot, steps, 1)
    assert steps.columns_step.cards


def trouble_of(steps) -> str:
    """What is said above the steps to have gone wrong."""
    (notice,) = parts_of(steps._trouble)
    assert isinstance(notice, QWidget)
    return notice.accessibleName()


def test_what_is_no_table_is_said_where_the_file_was_chosen(qtbot, steps, shared_data):
    steps.start_with(shared_data / "real" / "photos" / "canon_40d.jpg")
    qtbot.waitUntil(lambda: steps._trouble.count() == 1, timeout=PATIENCE)
    assert steps.steps.current == 0
    assert "canon_40d.jpg" in trouble_of(steps)
    assert steps.file_step.isEnabled()


def test_a_stopped_import_changes_nothing(qtbot, steps, roster, session, ask):
    before = people(ask)
    steps.start_with(roster)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    # It may be done before anybody can click: it is stopped in its first step.
    session.desk.working.connect(
        lambda work: work.progressed.connect(lambda *_told: work.cancel(), Qt.ConnectionType.DirectConnection)
    )
    click(qtbot, steps.next)
    wait_for_work(qtbot, session)
    qtbot.waitUntil(lambda: steps._trouble.count() == 1 or people(ask) != before, timeout=PATIENCE)
    assert people(ask) == before
    assert steps.steps.current == 2
    assert "什么都没动" in trouble_of(steps)


def test_a_sheet_can_be_taken_for_schools(qtbot, steps, tmp_path):
    path = tmp_path / "学校.csv"
    path.write_text("名称一,类别\n枫林小学,小学\n", "utf-8")
    steps.start_with(path)
    at_step(qtbot, steps, 1)
    choose(qtbot, steps.columns_step.cards[0]._kind, "学校（园所）")
    qtbot.waitUntil(
        lambda: steps.columns_step.cards[0].fields[1].currentText() == "办学类型", timeout=PATIENCE
    )
    choose(qtbot, steps.columns_step.cards[0].fields[0], "学校名称")
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    assert steps.next.text() == "导入 1 所学校"


def test_the_empty_table_is_saved(qtbot, steps, tmp_path, monkeypatch, said):
    path = tmp_path / "教师名册.xlsx"
    monkeypatch.setattr(dialogs, "save_as", lambda *_arguments, **_options: path)
    click(qtbot, steps.file_step.template)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert path.is_file()
    assert "教师名册.xlsx" in said[0][0]


def test_a_filled_workbook_comes_in_here_too(qtbot, page, tmp_path, said):
    path = ledger.fill(
        tmp_path / "批量录入表.xlsx",
        school=ledger.SCHOOLS,
        person=ledger.PEOPLE,
        activity=ledger.ACTIVITIES[:2],
    )
    page.go_to(tab="import", kind="workbook")
    steps = page._imports["workbook"]
    steps.start_with(path)
    at_step(qtbot, steps, 1)
    assert [card.fields for card in steps.columns_step.cards] == [[], [], []]  # all known: nothing to ask
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE) as done:
        click(qtbot, steps.next)
    assert done.args == [7]
    assert "2 次活动" in said[-1][0]


def test_days_without_a_year_lie_in_the_term_that_is_looked_at(qtbot, page, tmp_path, ask):
    from edudesk.services.records import all_of

    path = tmp_path / "活动.csv"
    path.write_text("主题,日期,活动类型\n送教到校,3月12日,送教\n", "utf-8")
    page.go_to(tab="import", kind="workbook")
    steps = page._imports["workbook"]
    steps.start_with(path)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE):
        click(qtbot, steps.next)
    found = ask(lambda opened: all_of(opened.archive, "activity", topic="送教到校"))
    assert [each.content["starts_on"] for each in found] == [date(2026, 3, 12)]


def test_the_steps_serve_a_first_start_too(qtbot, empty_session, roster):
    steps = ImportSteps(empty_session, primary=False)
    qtbot.addWidget(steps)
    steps.resize(1000, 600)
    steps.show()
    assert steps.file_step.choose.role == "tonal"
    drop(steps, roster)
    at_step(qtbot, steps, 1)
    click(qtbot, steps.next)
    at_step(qtbot, steps, 2)
    with qtbot.waitSignal(steps.finished, timeout=PATIENCE) as done:
        click(qtbot, steps.next)
    assert done.args == [6]  # three people and the three schools that only their rows name
    assert steps.done is not None
    assert steps.done.counted == "3 人、3 所学校"
    assert steps.steps.current == 0
    wait_for_work(qtbot, empty_session)
