"""The list of activities: what stands in a row, in which order, narrowed to what, and how fast."""

from datetime import date, time, timedelta

import pytest

from edudesk.services.changes import change
from edudesk.services.listing.activities import ActivityFilter, ActivitySort, count, ids, page, values
from edudesk.services.listing.activities import rows as rows_by_id
from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.listing.columns import Columns
from edudesk.services.listing.narrowing import conditions
from edudesk.services.listing.sides import sides
from edudesk.services.listing.terms import TermRange, term_range
from edudesk.texts import Label

from .conftest import NOW

ALL = ActivityFilter()
NEWEST = ActivitySort()


def rows(village, chosen=ALL, sort=NEWEST):
    found = page(village.archive, chosen, sort, 0, 100)
    assert [row.id for row in found] == list(ids(village.archive, chosen, sort))
    assert len(found) == count(village.archive, chosen)
    return found


def topics(village, chosen=ALL, sort=NEWEST):
    return [row.topic for row in rows(village, chosen, sort)]


def test_a_row_says_what_the_table_shows(village, taking):
    made = village.activity(
        "多边形的面积",
        kinds=("joint-research", "lecture"),
        ends_on=date(2025, 9, 25),
        schools=taking(village.ours, village.far),
    )
    village.file(made)
    village.file(made, "sign-in")
    village.delete(village.file(made))
    (row,) = rows(village)
    assert (row.id, row.topic, row.state) == (made, "多边形的面积", "held")
    assert (row.starts_on, row.ends_on) == (date(2025, 9, 24), date(2025, 9, 25))
    assert [kind.zh for kind in row.kinds] == ["联合教研", "专题讲座"]
    assert row.partners == ("丽光",)
    assert (row.evidence, row.photos) == (2, 1)
    assert (row.late, row.historical, row.ours) == (False, False, True)
    assert (row.community_id, row.entered_at) == (village.community, NOW)


def test_a_scheme_names_kinds_in_its_own_words(village):
    village.activity(kinds=("lecture", "other"))
    own = {"lecture": Label("名师讲坛", "Masters")}
    (row,) = page(village.archive, ALL, NEWEST, 0, 10, own_words=lambda _vocabulary, code: own.get(code))
    assert row.kinds[0] == own["lecture"]
    assert row.kinds[1] != own["lecture"]


def test_what_is_in_the_recycle_bin_is_not_listed(village):
    village.delete(village.activity("删掉的"))
    village.activity("在的")
    assert topics(village) == ["在的"]


def test_the_newest_comes_first_within_a_day_the_later(village):
    village.activity("早", date(2025, 9, 24), starts_at=time(8, 0))
    village.activity("晚", date(2025, 9, 24), starts_at=time(14, 0))
    village.activity("次日", date(2025, 9, 25))
    village.activity("前日", date(2025, 9, 23))
    assert topics(village) == ["次日", "晚", "早", "前日"]
    assert topics(village, sort=ActivitySort("date", descending=False)) == ["前日", "早", "晚", "次日"]


def test_topics_sort_by_pinyin_without_regard_to_case(village):
    for topic in ("阅读", "Bridge", "备课", "作业", "apple", "教研", "班会", "3月评课"):
        village.activity(topic)
    ordered = topics(village, sort=ActivitySort("topic", descending=False))
    assert ordered == ["3月评课", "apple", "Bridge", "班会", "备课", "教研", "阅读", "作业"]


def test_every_column_sorts_and_equal_rows_follow_newest_first(village, taking):
    one = village.activity("一", date(2025, 9, 1), kinds=("lecture",), schools=taking(village.near))
    two = village.activity(
        "二", date(2025, 9, 2), kinds=("joint-research",), schools=taking(village.far), state="planned"
    )
    village.activity("三", date(2025, 9, 3))
    village.file(one)
    village.file(one)
    village.file(two)

    def up(column):
        return topics(village, sort=ActivitySort(column, descending=False))

    def down(column):
        return topics(village, sort=ActivitySort(column))

    assert up("evidence") == ["三", "二", "一"]
    assert down("evidence") == ["一", "二", "三"]
    assert up("state") == ["二", "三", "一"]
    assert down("partner") == ["二", "一", "三"]
    assert down("kinds") == ["一", "二", "三"], "专题讲座 after 联合教研"
    assert up("entered") == ["三", "二", "一"], "all at once"


def test_pages_lie_end_to_end(village):
    for number in range(25):
        village.activity(f"{number}", date(2025, 9, 1) + timedelta(days=number % 5))
    whole = ids(village.archive, ALL, NEWEST)
    pieces = [page(village.archive, ALL, NEWEST, start, 10) for start in (0, 10, 20, 30)]
    assert [len(piece) for piece in pieces] == [10, 10, 5, 0]
    assert [row.id for piece in pieces for row in piece] == list(whole)


def test_rows_can_be_had_by_their_ids(village):
    one, two, gone = (village.activity(topic) for topic in ("一", "二", "三"))
    village.delete(gone)
    found = rows_by_id(village.archive, [two, gone, "nobody", one])
    assert found == page(village.archive, ALL, NEWEST, 0, 9)
    assert [row.topic for row in found] == ["二", "一"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("面积", ["甲"]),
        ("面积 多边", ["甲"]),
        ("面积 操场", []),
        ("操场", ["乙"]),
        ("unit 5", ["丙"]),
        ("UNIT", ["丙"]),
        ("韦", ["丁"]),
        ("王老", ["戊"]),
        ("丽光", ["己"]),
        ("丽光学", ["己"]),
        ("100%", ["庚"]),
        ("_", []),
        ("\\", []),
        ("'", []),
        ("  ", ["庚", "己", "戊", "丁", "丙", "乙", "甲"]),
    ],
)
def test_text_is_found_in_topic_place_and_names(village, taking, text, found):
    teacher = village.create("person", name="韦晓丽")
    village.activity("甲多边形的面积", date(2025, 9, 1))
    village.activity("乙", date(2025, 9, 2), place="操场")
    village.activity("丙Unit 5", date(2025, 9, 3))
    village.activity("丁", date(2025, 9, 4), people=({"person_id": teacher},))
    village.activity("戊", date(2025, 9, 5), people=({"name": "王老师"},))
    village.activity("己", date(2025, 9, 6), schools=taking(village.far))
    village.activity("庚达标100%", date(2025, 9, 7))
    assert [topic[0] for topic in topics(village, ActivityFilter(text=text))] == found


def test_filters_narrow_together(village, taking):
    one = village.activity("一", kinds=("lecture", "other"), schools=taking(village.near))
    two = village.activity("二", kinds=("joint-research",), host_id=village.far, state="planned")
    three = village.activity("三", date(2025, 10, 31), ends_on=date(2025, 11, 2), community_id=None)
    assert topics(village, ActivityFilter(kinds=("lecture",))) == ["一"]
    assert topics(village, ActivityFilter(kinds=("lecture", "joint-research"))) == ["二", "一"]
    assert topics(village, ActivityFilter(schools=(village.near,))) == ["一"]
    assert topics(village, ActivityFilter(schools=(village.far, village.near))) == ["二", "一"]
    assert topics(village, ActivityFilter(states=("planned",))) == ["二"]
    assert topics(village, ActivityFilter(communities=(village.community,))) == ["二", "一"]
    assert topics(village, ActivityFilter(month="2025-09")) == ["二", "一"]
    assert topics(village, ActivityFilter(month="2025-11")) == ["三"]
    assert topics(village, ActivityFilter(month="2025-12")) == []
    assert topics(village, ActivityFilter(ids=(three, one))) == ["三", "一"]
    assert topics(village, ActivityFilter(ids=())) == []
    assert topics(village, ActivityFilter(of_rule=(two, one), missing=(two, three))) == ["二"]
    assert topics(village, ActivityFilter(kinds=("other",), schools=(village.near,), text="一")) == ["一"]


def test_more_ids_than_a_statement_takes_parameters(village):
    made = village.activity()
    many = tuple(f"{number:036}" for number in range(40_000))
    assert count(village.archive, ActivityFilter(ids=(*many, made))) == 1


def test_a_school_is_found_under_every_id_that_means_it(village, taking):
    stand_in = village.create("school", name="丽光小学（对方记的）")
    village.create("same-as", first_id=village.far, second_id=stand_in, basis="电话核对")
    village.activity("一", schools=taking(village.ours, stand_in))
    village.activity("二", schools=taking(village.ours, village.far))
    assert topics(village, ActivityFilter(schools=(village.far,))) == ["二", "一"]
    assert topics(village, ActivityFilter(schools=(stand_in,))) == ["二", "一"]
    assert {row.partners for row in rows(village)} == {("丽光",)}


def test_the_term_follows_the_day_unless_somebody_said_otherwise(village):
    village.create(
        "term",
        community_id=village.community,
        code="2025-1",
        starts_on=date(2025, 9, 1),
        ends_on=date(2026, 1, 23),
    )
    village.activity("开学", date(2025, 9, 1))
    village.activity("寒假", date(2026, 1, 30))
    village.activity("上学期补的", date(2025, 9, 2), term="2024-2")
    village.activity("暑假", date(2025, 8, 31))
    village.activity("下学期", date(2026, 3, 1))
    autumn = term_range(village.archive, "2025-1")
    assert (autumn.first, autumn.last) == (date(2025, 9, 1), date(2026, 1, 31))
    assert topics(village, ActivityFilter(term=autumn)) == ["寒假", "开学"]
    spring = term_range(village.archive, "2024-2", village.community)
    assert topics(village, ActivityFilter(term=spring)) == ["上学期补的", "暑假"]
    assert term_range(village.archive, "2030-1").first == date(2030, 9, 1), "nobody entered it"


def test_across_a_large_community_the_other_side_is_named(village, taking):
    village.activity("我们去丽光", schools=taking(village.ours, village.far, village.institute))
    village.activity("三校", schools=taking(village.ours, village.near, village.far))
    village.activity("只有他们", schools=taking(village.near))
    village.activity("承办", host_id=village.far)
    village.activity("在本校", host_id=village.ours)
    village.activity("和教研室", schools=taking(village.ours, village.institute))
    named = {row.topic: row.partners for row in rows(village)}
    assert named == {
        "我们去丽光": ("丽光",),
        "三校": ("大番坡", "丽光"),
        "只有他们": ("大番坡",),
        "承办": ("丽光",),
        "在本校": (),
        "和教研室": ("区教研室",),
    }


def test_a_member_among_many_sees_the_lead_as_the_other_side(village, taking):
    other_lead = village.create("school", name="市实验学校", short_name="实验")
    roles = (
        (other_lead, "lead"),
        (village.ours, "member"),
        (village.near, "member"),
        (village.far, "member"),
    )
    with change(village.archive, "community.create", NOW) as writing:
        members = tuple({"school_id": school, "role": role} for school, role in roles)
        community = writing.create("community", {"name": "大共同体", "members": members})
    everybody = taking(other_lead, village.ours, village.near, village.far)
    village.activity("全体", community_id=community, schools=everybody)
    village.activity("成员之间", community_id=community, schools=taking(village.ours, village.near))
    named = {row.topic: row.partners for row in rows(village)}
    assert named == {"全体": ("实验",), "成员之间": ("大番坡",)}


def test_sides_written_in_the_record_stand_over_roles(village):
    schools = (
        {"school_id": village.ours, "side": "helped"},
        {"school_id": village.near, "side": "helper"},
        {"school_id": village.far, "side": "helped"},
    )
    village.activity("反过来", schools=schools)
    assert rows(village)[0].partners == ("大番坡",)


def test_the_first_page_is_read_along_the_index_of_days(village):
    from edudesk.services.listing.activities import _ordered

    with village.archive.read() as connection:
        for chosen in (ALL, ActivityFilter(term=TermRange("2025-1", date(2025, 9, 1), date(2026, 1, 31)))):
            ordered = _ordered(chosen, NEWEST, sides(connection, village.ours)).limit(50)
            sql = ordered.compile(connection, compile_kwargs={"literal_binds": True})
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
            assert plan[0].startswith("SCAN activity USING INDEX ix_activity_starts_on"), plan
            assert not any(line.startswith("SCAN record") for line in plan)


def test_an_empty_filter_asks_nothing(village):
    with village.archive.read() as connection:
        assert list(conditions(ALL, sides(connection, village.ours))) == []


def test_photos_of_what_the_filter_leaves_stand_newest_activity_first(village):
    from datetime import datetime

    from edudesk.services.listing.photos import photos

    old = village.activity("听课", date(2025, 9, 3))
    new = village.activity("评课", date(2025, 9, 24))
    late = village.file(old, taken_at=datetime(2025, 9, 5, 8), caption="合影")
    first = village.file(new)
    village.file(new, "sign-in")
    village.delete(village.file(new))
    found = photos(village.archive, ALL)
    assert [one.id for one in found] == [first, late]
    assert [one.is_of_another_day for one in found] == [False, True]
    (only,) = photos(village.archive, ActivityFilter(days=(date(2025, 9, 1), date(2025, 9, 7))))
    assert (only.id, only.caption, only.topic, only.ours) == (late, "合影", "听课", True)


def test_filing_a_signed_sheet_with_those_present_is_one_step_back(village):
    from edudesk.services.records import get
    from edudesk.services.reports.signing import file_signed
    from edudesk.services.undo import undo

    made = village.activity("听课", expected=20)
    done = file_signed(village.archive, made, (), 18, NOW)
    assert get(village.archive, made).content["actual"] == 18
    undo(village.archive, done, NOW)
    assert get(village.archive, made).content.get("actual") is None


def test_columns_narrow_by_day_kind_and_partner(village, taking):
    village.activity(
        "多边形的面积", kinds=("joint-research", "lecture"), schools=taking(village.ours, village.far)
    )
    village.activity("分数的意义", kinds=("lecture",))
    every = page(village.archive, ALL, NEWEST, 0, 50)
    first = every[0]
    assert first.starts_on is not None
    day = f"{first.starts_on.year}年{first.starts_on.month}月"
    for column, words in (("date", day), ("topic", first.topic)):
        chosen = ActivityFilter(columns=Columns((ColumnWords(column, words),)))
        found = page(village.archive, chosen, ActivitySort(), 0, 50)
        assert first.id in {one.id for one in found}
        assert len(found) == count(village.archive, chosen)
    for column in ("kinds", "partner"):
        for value in values(village.archive, column, Columns()):
            chosen = ActivityFilter(columns=Columns((ColumnWords(column, picked=(value,)),)))
            assert 0 < count(village.archive, chosen) <= len(every)


def test_columns_narrow_by_papers_and_by_what_it_counts_for(village):
    full, bare = village.activity("有材料"), village.activity("没有材料")
    lacking = village.activity("缺签到")
    village.file(full)
    known = {"evidence": {lacking: "缺签到表"}, "counts": {full: "到校指导"}}
    found = values(village.archive, "evidence", Columns(known=known))
    assert found == ("0", "1–5", "缺签到表")
    for column, words, expected in (
        ("evidence", "0", {bare}),
        ("evidence", "1–5", {full}),
        ("evidence", "缺签到表", {lacking}),
        ("counts", "到校指导", {full}),
    ):
        wanted = Columns((ColumnWords(column, picked=(words,)),), known=known)
        assert set(ids(village.archive, ActivityFilter(columns=wanted), NEWEST)) == expected
