"""One school year of scheme A19 through the program: people sent and on 跟岗, recognition, 200 yuan a month.

The pair is one of the published list; all people are made up.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.program import Sheets, entered, figures, rules, status

OURS, PARTNER = "融安县初级中学", "浮石镇初级中学"
COMMUNITY = f"{OURS}—{PARTNER}"

SETUP = f"""
[author]
name = "覃致远"
[school]
name = "{OURS}"
kind = "初级中学"
stage = "初中"
location = "县城"
[[partners]]
name = "{PARTNER}"
kind = "初级中学"
stage = "初中"
location = "镇区"
[[communities]]
name = "{COMMUNITY}"
since = 2025-08-01
until = 2027-08-31
subjects = ["语文", "数学", "英语"]
[[communities.members]]
school = "{OURS}"
role = "牵头学校"
[[communities.members]]
school = "{PARTNER}"
role = "联合学校"
[communities.scheme]
id = "rongan"
since = 2025-08-01
settings = {{ cycle-first = "2025-09-01", cycle-last = "2027-08-31" }}
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
[[communities.terms]]
code = "2025-2"
starts_on = 2026-02-23
ends_on = 2026-07-10
"""

PEOPLE = (
    # name, school, title, honour, post, subject, born
    ("覃致远", OURS, "高级教师", "", "校长", "语文", "1972-06"),
    ("罗景行", OURS, "高级教师", "", "副校长", "英语", "1978-02"),
    ("韦若舟", OURS, "一级教师", "", "教导主任", "数学", "1982-09"),
    ("黄知夏", OURS, "一级教师", "市级骨干教师", "教师", "语文", "1986-11"),
    ("蒙亦安", OURS, "高级教师", "县级骨干教师", "教师", "数学", "1980-04"),
    ("梁以宁", PARTNER, "高级教师", "", "副校长", "语文", "1979-03"),
    ("石砚秋", PARTNER, "一级教师", "", "教导主任", "数学", "1985-07"),
    ("陆青禾", PARTNER, "二级教师", "", "教师", "语文", "1998-05"),
    ("贾南风", PARTNER, "二级教师", "", "教师", "数学", "1995-03"),
    ("温故知", PARTNER, "二级教师", "", "教师", "英语", "1988-01"),  # 37 when it began
)
EXCHANGES = (
    # name, form, from, to, real first day, planned last day, post at the host
    ("罗景行", "挂职", OURS, PARTNER, "2025-09-01", "2027-07-10", "副校长"),
    ("韦若舟", "支教", OURS, PARTNER, "2025-09-01", "2026-07-10", "副校长"),  # re-chosen after a year
    ("黄知夏", "支教", OURS, PARTNER, "2025-09-01", "2027-07-10", "班主任"),
    ("蒙亦安", "支教", OURS, PARTNER, "2025-10-08", "2026-06-30", "教研组长"),  # eight whole months
    ("梁以宁", "跟岗", PARTNER, OURS, "2025-09-01", "2026-07-10", ""),
    ("石砚秋", "跟岗", PARTNER, OURS, "2025-09-01", "2026-07-10", ""),
    ("陆青禾", "跟岗", PARTNER, OURS, "2025-09-01", "2027-07-10", ""),
    ("贾南风", "跟岗", PARTNER, OURS, "2025-09-01", "2027-07-10", ""),
    ("温故知", "跟岗", PARTNER, OURS, "2025-09-01", "2027-07-10", ""),
)
ACTIVITIES = (
    # topic, kind, day, state, form, host, people of the lead, of the joint school, subject
    (
        "开学前全员培训",
        "培训",
        "2025-08-28",
        "已开展",
        "现场",
        PARTNER,
        "覃致远",
        "梁以宁、石砚秋、陆青禾、贾南风、温故知",
        "",
    ),
    ("校长到校指导", "现场指导", "2025-09-17", "已开展", "现场", PARTNER, "覃致远", "", ""),
    ("线上指导", "现场指导", "2025-10-15", "已开展", "线上", PARTNER, "覃致远", "", ""),
    ("七年级语文集体备课", "集体备课", "2025-09-24", "已开展", "现场", OURS, "黄知夏", "陆青禾", "语文"),
    ("七年级数学集体备课", "集体备课", "2026-03-18", "已开展", "现场", OURS, "蒙亦安", "贾南风", "数学"),
    ("语文送教", "送教", "2025-10-22", "已开展", "现场", PARTNER, "黄知夏", "", "语文"),
    ("数学送教", "送教", "2025-11-12", "计划中", "现场", PARTNER, "蒙亦安", "", "数学"),
    (
        "英语线上课",
        "送教",
        "2025-12-03",
        "已开展",
        "线上",
        PARTNER,
        "罗景行",
        "",
        "英语",
    ),  # no statement with it
    ("陆青禾公开课", "公开课", "2025-11-19", "已开展", "现场", OURS, "", "陆青禾", "语文"),
    ("贾南风公开课", "公开课", "2025-12-10", "已开展", "现场", OURS, "", "贾南风", "数学"),
)
PAIRS = (("黄知夏—陆青禾", "黄知夏", "陆青禾"), ("蒙亦安—贾南风", "蒙亦安", "贾南风"))

AUTUMN: Mapping[str, tuple[str, str, str]] = {
    # On 24 January 2026, the day after the term.
    "principal-visits": ("1", "1", "met"),  # the online one does not count
    "shadowing-lessons": ("2", "3", "missed"),  # 温故知 gave none
    "collective-planning": ("1", "1", "met"),
    "sent-lessons": ("1", "1", "met"),
    "term-training": ("1", "1", "met"),
    "training-everybody": ("100", "100", "met"),  # five of five
    # Five months until January, four for 蒙亦安: (5 + 5 + 5 + 4) × 200; by the summer it will be 7800.
    "monthly": ("3800", "7800", "met"),
    "lead-money": ("10000", "10000", "met"),
}
YEAR: Mapping[str, tuple[str, str, str]] = {
    # On 1 September 2026, the day after the school year.
    "sent-people": ("2", "3", "missed"),  # a second backbone teacher for ten months is missing
    "leaders-posts": ("100", "100", "met"),
    "teachers-posts": ("100", "100", "met"),
    "leaders-shadowing": ("2", "2", "met"),
    "shadowing-teachers": ("2", "3", "missed"),  # 温故知 is too old
    "shadowing-mentors": ("2", "3", "missed"),  # 温故知 has none
    "planning-subjects": ("2", "3", "missed"),
    "sent-subjects": ("1", "3", "missed"),  # mathematics was only planned, English online without a statement
    "projects": ("1", "1", "met"),
    # 罗景行, 韦若舟 and 黄知夏 ten months each, 蒙亦安 October to June, nine: (30 + 9) × 200.
    "monthly": ("7800", "7800", "met"),
}


WORK = ("主题", "活动类型", "日期", "状态", "形式", "承办（地点）学校", "帮扶方人员", "受援方人员", "学科")
STAY = ("姓名", "形式", "派出学校", "接收学校", "实际起", "计划止", "担任职务", "共同体", "状态")
SHEETS: Sheets = {
    "教师": (("姓名", "任职学校", "职称", "荣誉", "职务", "任教学科", "出生年月"), PEOPLE),
    "交流教师": (STAY, [(*row, COMMUNITY, "已开展") for row in EXCHANGES]),
    "活动记录": (
        (*WORK, "共同体", "帮扶方学校", "受援方学校"),
        [(*row, COMMUNITY, OURS, PARTNER) for row in ACTIVITIES],
    ),
    "师徒结对": (
        ("结对名称", "师傅", "徒弟", "共同体", "起", "止"),
        [(*row, COMMUNITY, "2025-09-10", "2027-07-10") for row in PAIRS],
    ),
    "成果": (
        ("成果名称", "类别", "级别", "日期", "学校", "人员", "共同体"),
        [("整本书阅读研究", "课题", "县级", "2025-12-01", PARTNER, "陆青禾", COMMUNITY)],
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive with the whole year."""
    return entered(tmp_path_factory.mktemp("融安 一学年"), SETUP, SHEETS)


@pytest.mark.parametrize(
    ("term", "day", "expected"), [("2025-1", "2026-01-24", AUTUMN), ("2025-2", "2026-09-01", YEAR)]
)
def test_status_shows_what_a_person_counts_by_hand(archive: Path, term, day, expected) -> None:
    said = status(archive, term, day)
    assert {name: found for name, found in figures(said).items() if name in expected} == expected
    found = rules(said)
    assert found["teachers-shadowing"]["value"] == "3"
    assert found["teachers-shadowing"]["state"] == "met"


def test_each_persons_money_and_time_are_said_by_name(archive: Path) -> None:
    found = rules(status(archive, "2025-2", "2026-09-01"))
    paid = {part["for"]: part["value"] for part in found["monthly"]["parts"]}
    assert paid == {"罗景行": "2000", "韦若舟": "2000", "黄知夏": "2000", "蒙亦安": "1800"}
    served = {part["for"] for part in found["experience"]["parts"]}
    assert served == {"罗景行", "韦若舟", "黄知夏", "蒙亦安"}  # nobody of the joint school's
    assert found["experience"]["owed"] == []
    assert found["experience"]["state"] in ("met", "on-track")


def test_who_does_not_fit_is_named(archive: Path) -> None:
    found = rules(status(archive, "2025-2", "2026-09-01"))["shadowing-teachers"]
    assert "温故知" in json.dumps(found, ensure_ascii=False)
    assert found["warning"] is True
