"""A workbook goes in as a whole, once, and only after a dry run."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from PIL import Image

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.founding import found_archive
from edudesk.services.importing.applying import AS_NEW, apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.importing.preview import State, listing
from edudesk.texts import Texts
from tests.services.importing import ledger

NOW = datetime(2025, 11, 20, 8, 0, tzinfo=UTC)
TODAY = date(2025, 11, 20)


@pytest.fixture
def archive(tmp_path):
    with found_archive(tmp_path / "archive", {"name": "江城实验小学", "kind": "primary"}, NOW) as made:
        yield made


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return ledger.fill(
        tmp_path_factory.mktemp("filled") / "ledger.xlsx",
        school=ledger.SCHOOLS,
        person=ledger.PEOPLE,
        community=ledger.COMMUNITIES,
        activity=ledger.ACTIVITIES,
        mentor_pair=ledger.PAIRS,
        exchange=ledger.EXCHANGES,
        donation=ledger.DONATIONS,
    )


@pytest.fixture
def path(filled, tmp_path):
    return shutil.copy(filled, tmp_path / "ledger.xlsx")


def take_in(archive, path, **options):
    return apply(archive, preview(archive, path, TODAY), NOW, **options)


def everything(archive):
    codes = ("school", "person", "community", "mentor-pair", "exchange", "activity", "donation", "evidence")
    return {
        record.id: (record.revision_id, record.content)
        for code in codes
        for record in records.all_of(archive, code)
    }


def change_cell(path, sheet, cell, value):
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)


def activity(archive, topic):
    (found,) = (each for each in records.all_of(archive, "activity") if each.content["topic"] == topic)
    return found


def test_the_workbook_is_taken_in_with_its_references(archive, path):
    shown = preview(archive, path, TODAY)
    assert listing(shown, Texts("zh")) == []
    assert {line.state for line in shown.lines} <= {State.NEW, State.CHANGED}
    assert not any(line.named_only for line in shown.lines)
    applied = apply(archive, shown, NOW)
    assert (applied.new, applied.changed) == (11, 1)
    schools = {each.content["name"]: each for each in records.all_of(archive, "school")}
    assert len(schools) == 2
    assert schools["江城实验小学"].id == archive.holder_id
    assert schools["云溪镇中心小学"].content["code"] == "2145000123"
    people = {each.content["name"]: each for each in records.all_of(archive, "person")}
    facts = people["林晓岚"].content["facts"]
    assert {"fact": "honour", "value": "backbone", "level": "county"} in facts
    assert {"fact": "title", "value": "second"} in facts
    assert people["林晓岚"].content["birth_month"] == "1986-05"
    (community,) = records.all_of(archive, "community")
    assert community.title == "江城实验小学—云溪镇中心小学"
    lesson = activity(archive, "《草船借箭》同课异构").content
    assert lesson["community_id"] == community.id
    assert lesson["state"] == "held"
    assert lesson["kinds"] == ("same-lesson", "observation")
    assert lesson["ends_at"].hour == 11
    assert lesson["units"] == (
        {"unit": "time", "amount": Decimal(1)},
        {"unit": "lesson", "amount": Decimal(2)},
        {"unit": "attendance", "amount": Decimal(35)},
    )
    assert lesson["people"] == (
        {"person_id": people["周建国"].id, "side": "helper", "role": "teacher"},
        {"person_id": people["何敏"].id, "side": "helper", "role": "host"},
        {"person_id": people["林晓岚"].id, "side": "helped", "role": "teacher"},
        {"name": "语文教师", "count": 8, "side": "helped"},
        {"name": "黄一鸣（班主任）", "side": "helped"},
    )
    assert activity(archive, "送教：分数的意义").content["ends_on"] == date(2025, 11, 5)
    assert activity(archive, "期末联席会").content["state"] == "planned"
    (pair,) = records.all_of(archive, "mentor-pair")
    assert pair.content["name"] == "周建国—林晓岚"
    (exchange,) = records.all_of(archive, "exchange")
    assert exchange.content["person_id"] == people["何敏"].id
    (donation,) = records.all_of(archive, "donation")
    assert donation.content["items"] == (
        {"name": "图书", "quantity": Decimal(300), "unit": "册", "value": Decimal(6000)},
        {"name": "书架", "quantity": Decimal(4), "unit": "个"},
        {"name": "现金", "value": Decimal(2000)},
    )


def test_the_same_workbook_again_changes_nothing(archive, path):
    take_in(archive, path)
    before = everything(archive)
    shown = preview(archive, path, TODAY)
    assert {line.state for line in shown.lines} == {State.SAME}
    assert apply(archive, shown, NOW).change_id is None
    assert everything(archive) == before


def test_a_dry_run_writes_nothing(archive, path):
    before = everything(archive)
    preview(archive, path, TODAY)
    assert everything(archive) == before


def test_a_corrected_row_changes_its_own_record(archive, path):
    take_in(archive, path)
    known = activity(archive, "送教：分数的意义")
    change_cell(path, "活动记录", "B3", "送教：分数的意义（五年级）")
    shown = preview(archive, path, TODAY)
    (changed,) = (line for line in shown.lines if line.state is not State.SAME)
    assert (changed.state, changed.record_id) == (State.CHANGED, known.id)
    assert [label.zh for label in changed.differing] == ["主题"]
    apply(archive, shown, NOW)
    assert records.get(archive, known.id).content["topic"] == "送教：分数的意义（五年级）"
    assert len(records.all_of(archive, "activity")) == 3


def test_a_workbook_filled_anew_does_not_overwrite_last_terms_records(archive, path):
    take_in(archive, path)
    change_cell(path, "活动记录", "B3", "读书节")
    change_cell(path, "活动记录", "E3", "2026-03-12")
    (asking,) = preview(archive, path, TODAY).with_problems()
    assert asking.near[0].title == "送教：分数的意义"


def test_blank_cells_do_not_clear_what_is_known(archive, path):
    take_in(archive, path)
    change_cell(path, "教师", "L2", None)
    assert {line.state for line in preview(archive, path, TODAY).lines} == {State.SAME}


def test_problems_are_listed_with_their_place_and_nothing_is_written(archive, path):
    change_cell(path, "活动记录", "E2", "去年秋天")
    change_cell(path, "活动记录", "D3", "同课异够")
    change_cell(path, "教师", "L2", 13800001234567890)
    shown = preview(archive, path, TODAY)
    said = listing(shown, Texts("zh"))
    assert said == [
        (
            "工作表“教师”第 2 行 L（手机）：“13800001234567890”太长，末尾几位已经丢了。"
            "把这一格设为文本格式，重新填这个号码。"
        ),
        "工作表“活动记录”第 2 行 E（日期*）：看不出“去年秋天”是哪天，写成 2025-09-23 这样。",
        "工作表“活动记录”第 3 行 D（活动类型）：这里没有“同课异够”，是不是“同课异构”？",
    ]
    before = everything(archive)
    with pytest.raises(UserError) as refused:
        apply(archive, shown, NOW)
    assert refused.value.code == "import.not-all-well"
    assert everything(archive) == before


def test_the_good_rows_alone_can_be_chosen(archive, path):
    change_cell(path, "教师", "L2", 13800001234567890)
    applied = take_in(archive, path, only_good_rows=True)
    # What points to the row that was left out waits with it.
    assert {line.title for line in applied.skipped} == {"林晓岚", "周建国—林晓岚", "《草船借箭》同课异构"}
    assert {each.content["name"] for each in records.all_of(archive, "person")} == {"周建国", "何敏"}


def test_an_unknown_school_becomes_a_stand_in_and_one_much_alike_asks(archive, path, tmp_path):
    take_in(archive, path)
    roster = tmp_path / "结对.csv"
    roster.write_text(
        "学段,帮扶学校,结对学校\n小学,江城实验小学,大岭村小学\n小学,江城实验小学,云溪中心小学\n", "utf-8"
    )
    shown = preview(archive, roster, TODAY)
    states = {line.title: line.state for line in shown.lines}
    assert states == {
        "大岭村小学": State.NEW,
        "云溪中心小学": State.ASKS,
        "江城实验小学—大岭村小学": State.NEW,
        "江城实验小学—云溪中心小学": State.ASKS,
    }
    asking, pair = shown.with_problems()
    assert "很像" in listing(shown, Texts("zh"))[0]
    meant = asking.near[0].id
    applied = apply(archive, shown, NOW, answers={asking.record_id: meant, pair.record_id: AS_NEW})
    assert applied.skipped == ()
    members = [each.content["members"] for each in records.all_of(archive, "community")]
    assert [row[1]["school_id"] for row in members].count(meant) == 2
    assert "云溪中心小学" not in {each.content["name"] for each in records.all_of(archive, "school")}


def test_what_points_to_a_row_that_asks_waits_with_it(archive, path, tmp_path):
    take_in(archive, path)
    roster = tmp_path / "结对.csv"
    roster.write_text("帮扶学校,结对学校\n江城实验小学,大岭村小学\n大岭村小学,云溪中心小学\n", "utf-8")
    applied = take_in(archive, roster, only_good_rows=True)
    assert {line.title for line in applied.skipped} == {"云溪中心小学", "大岭村小学—云溪中心小学"}


def test_an_answer_can_be_that_it_is_new(archive, path, tmp_path):
    take_in(archive, path)
    roster = tmp_path / "学校.csv"
    roster.write_text("学校名称,类别\n云溪中心小学,小学\n", "gb18030")
    shown = preview(archive, roster, TODAY)
    (asking,) = shown.with_problems()
    assert apply(archive, shown, NOW, answers={asking.record_id: AS_NEW}).new == 1


def test_the_published_pairs_are_taken_in_once(archive, shared_data):
    pairs = shared_data / "qinnan_pairs.csv"
    applied = take_in(archive, pairs)
    assert len(records.all_of(archive, "community")) == 19
    assert applied.skipped == ()
    assert {line.state for line in preview(archive, pairs, TODAY).lines} == {State.SAME}


def test_repeated_rows_are_one_record_and_namesakes_are_two(archive, tmp_path):
    roster = tmp_path / "名册.csv"
    rows = ["姓名,学校,身份证号", "张伟,甲校,", "张伟,甲校,", "张伟,乙校,", "李 娜,甲校,45010219860512002x"]
    roster.write_text("\n".join(rows), "utf-8")
    shown = preview(archive, roster, TODAY)
    assert shown.counts()[State.REPEAT] == 1
    apply(archive, shown, NOW)
    names = [each.content["name"] for each in records.all_of(archive, "person")]
    assert sorted(names) == ["张伟", "张伟", "李娜"]
    assert preview(archive, roster, TODAY).counts() == {State.SAME: 3, State.REPEAT: 1}


def test_what_lies_before_the_archive_is_marked_historical(archive, path):
    take_in(archive, path, historical=True)
    assert all(each.historical and not each.late for each in records.all_of(archive, "activity"))


def test_photos_are_taken_in_with_what_they_tell(archive, path, shared_data):
    photos = shared_data / "real" / "photos"
    shutil.copy(photos / "iphone.jpg", path.parent)
    (path.parent / "照片").mkdir()
    Image.new("RGB", (640, 480), "teal").save(path.parent / "照片" / "mmexport1760580000000.jpg")
    letter = _letter("evidence:photo")
    change_cell(path, "活动记录", f"{letter}2", "iphone.jpg、mmexport1760580000000")
    shown = preview(archive, path, TODAY)
    assert not (archive.folder / "evidence").exists() or not any(archive.store.all())
    assert apply(archive, shown, NOW).files == 2
    about = activity(archive, "《草船借箭》同课异构").id
    found = records.all_of(archive, "evidence", about_id=about)
    first, second = sorted(found, key=lambda each: each.content["place_in_list"])
    assert first.content["taken_source"] == "exif"
    assert second.content["taken_at"].date() == date(2025, 10, 16)
    assert archive.store.check(first.content["sha256"]) == "sound"
    assert {line.state for line in preview(archive, path, TODAY).lines} == {State.SAME}


def test_photos_that_are_missing_outside_or_no_photo_are_problems(archive, path):
    (path.parent / "坏.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    (path.parent.parent / "outside.jpg").write_bytes(b"x")
    letter = _letter("evidence:photo")
    change_cell(path, "活动记录", f"{letter}2", "没有.jpg、../outside.jpg、坏.jpg")
    (line,) = preview(archive, path, TODAY).with_problems()
    assert [problem.code for problem in line.problems][:2] == ["file.missing", "file.outside"]
    assert line.problems[2].code.startswith("evidence.")
    for said in listing(preview(archive, path, TODAY), Texts("zh")):
        assert "照片" in said


def test_an_import_that_fails_leaves_no_originals_behind(archive, path):
    Image.new("RGB", (64, 48), "teal").save(path.parent / "a.jpg")
    change_cell(path, "活动记录", f"{_letter('evidence:photo')}2", "a.jpg")
    shown = preview(archive, path, TODAY)
    Image.new("RGB", (64, 48), "red").save(path.parent / "a.jpg")
    with pytest.raises(UserError) as refused:
        apply(archive, shown, NOW)
    assert refused.value.code == "file.changed"
    assert not list(archive.store.all())


def _letter(name):
    from openpyxl.utils import get_column_letter

    from edudesk.services.importing.sheets import columns_of

    return get_column_letter([column.name for column in columns_of("activity")].index(name) + 1)
