"""Two other schemes from an empty folder to the figures a person counts, all by the command line.

A8, a main school with two members, and A9, a demonstration kindergarten with two; all names are made up.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.e2e.program import Rows, entered, figures, status

OURS, EAST, WEST = "青石县实验小学", "东坪镇中心小学", "西岭镇中心小学"
GARDEN, NEAR, FAR = "青石县示范幼儿园", "河湾镇中心幼儿园", "石桥镇中心幼儿园"
SETUP = """
[author]
name = "韦一宁"
[school]
name = "{ours}"
kind = "{kind}"
location = "县城"
[[partners]]
name = "{east}"
kind = "{kind}"
location = "乡镇"
[[partners]]
name = "{west}"
kind = "{kind}"
location = "乡镇"
[[communities]]
name = "共同体"
since = {since}
[[communities.members]]
school = "{ours}"
role = "{lead}"
[[communities.members]]
school = "{east}"
role = "{member}"
[[communities.members]]
school = "{west}"
role = "{member}"
[communities.scheme]
id = "{scheme}"
since = {since}
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
"""
PERSON = ("姓名", "任职学校", "荣誉", "职务", "任教学科")
ACTIVITY = (
    *("主题", "活动类型", "日期", "状态", "形式", "承办（地点）学校", "帮扶方人员", "受援方人员", "学科"),
    *("领域", "共同体", "帮扶方学校", "受援方学校", "数量（次）"),
)
STAY = ("姓名", "派出学校", "接收学校", "实际起", "实际止", "共同体", "状态", "形式")


def done(topic: str, kind: str, day: str, host: str, helper: str = "", **more: str) -> tuple[object, ...]:
    """Return a row of an activity that was held on site."""
    ours, other = (OURS, EAST) if host in {OURS, EAST, WEST} else (GARDEN, NEAR)
    partner = more.get("partner", host if host != ours else other)
    return (
        *(topic, kind, day, "已开展", "现场", host, helper, more.get("helped", ""), more.get("subject", "")),
        *(more.get("lines", ""), "共同体", ours, partner, 1),
    )


# The term of the main school by hand: the principal at East on three days and at West on one; two meetings;
# one contest lesson; English is sent to East alone; no research; one of two stays lasts a school year.
SCHOOL: Mapping[str, tuple[Sequence[str], Rows]] = {
    "教师": (
        PERSON,
        (
            ("林校长", OURS, "", "校长", "语文"),
            ("何静安", OURS, "县级骨干教师", "教师", "英语"),
            ("周言蹊", OURS, "", "教师", "数学"),
        ),
    ),
    "活动记录": (
        ACTIVITY,
        (
            done("开学工作指导", "指导", "2025-09-10", EAST, "林校长"),
            done("教研组建设指导", "指导", "2025-10-15", EAST, "林校长"),
            done("期末工作指导", "指导", "2025-12-10", EAST, "林校长"),
            done("德育工作指导", "指导", "2025-11-12", WEST, "林校长"),
            done("第一次联席会", "座谈", "2025-09-12", OURS, "林校长"),
            done("第二次联席会", "座谈", "2025-12-12", OURS, "林校长"),
            done("青年教师竞赛课", "竞赛课", "2025-11-05", OURS, "周言蹊", subject="数学"),
            done("英语送教", "送教", "2025-10-22", EAST, "何静安", subject="英语"),
        ),
    ),
    "交流教师": (
        STAY,
        (
            ("何静安", OURS, EAST, "2025-09-01", "2026-07-08", "共同体", "已开展", "轮岗"),
            ("周言蹊", OURS, WEST, "2025-09-01", "2025-12-31", "共同体", "已开展", "轮岗"),
        ),
    ),
    "材料": (
        ("题名", "材料类型", "学期", "形成日期", "报送日期", "共同体", "责任单位"),
        (("学年工作方案", "工作方案", "2025-1", "2025-08-25", "2025-08-28", "共同体", OURS),),
    ),
    "学校数据": (
        ("数据名称", "数据代码", "共同体", "学校", "学年（起始年）", "数值"),
        (
            ("自身得分", "own-score", "共同体", OURS, "2025", 90),
            ("自身得分", "own-score", "共同体", EAST, "2025", 80),
            ("自身得分", "own-score", "共同体", WEST, "2025", 70),
            ("位次", "rank", "共同体", EAST, "2024", 20),
            ("位次", "rank", "共同体", EAST, "2025", 15),
            ("位次", "rank", "共同体", WEST, "2024", 12),
            ("位次", "rank", "共同体", WEST, "2025", 14),
        ),
    ),
}
SCHOOL_FIGURES = {
    "principal-guides": ("3", "4", "missed"),  # 2 of East's three, 1 of West's
    "meetings": ("2", "2", "met"),
    "teaching-exchange": ("2", "1", "exceeded"),  # the contest lesson and the sent lesson
    "weak-subject": ("1", "2", "missed"),
    "research": ("0", "1", "missed"),
    "members": ("2", "3", "met"),  # one to three
    "programme": ("1", "1", "met"),
}

# The kindergarten's year by hand, April to December: a teacher a week at Near; the carer teaches all three
# fields there and two at Far; both partners were at the research week; nobody is in class for a week but one.
KINDERGARTEN: Mapping[str, tuple[Sequence[str], Rows]] = {
    "教师": (
        PERSON,
        (
            ("安老师", GARDEN, "县级骨干教师", "教师", ""),
            ("白老师", GARDEN, "", "保育员", ""),
            ("柳老师", NEAR, "", "教师", ""),
            ("江老师", FAR, "", "教师", ""),
        ),
    ),
    "活动记录": (
        ACTIVITY,
        (
            done("保育指导", "指导", "2025-10-14", NEAR, "白老师", lines="安全；卫生保健；消毒"),
            done("保育指导（二）", "指导", "2025-10-21", FAR, "白老师", lines="安全；消毒"),
            done("教研周", "教研周", "2025-05-12", GARDEN, "安老师", helped="柳老师"),
            done("教研周（二）", "教研周", "2025-05-13", GARDEN, "安老师", helped="江老师", partner=FAR),
        ),
    ),
    "交流教师": (
        STAY,
        (("安老师", GARDEN, NEAR, "2025-10-13", "2025-10-17", "共同体", "已开展", "支教"),),
    ),
}
KINDERGARTEN_FIGURES = {
    "teaching-week": ("1", "2", "missed"),
    "carer": ("3", "4", "missed"),
    "backbone-week": ("1", "2", "missed"),
    "research-week": ("2", "2", "met"),
    "second-tier": ("0", "6", "missed"),
    "partners": ("2", "2", "met"),
}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    setup = SETUP.format(
        ours=OURS,
        east=EAST,
        west=WEST,
        kind="小学",
        since="2025-09-01",
        lead="主体学校",
        member="共同体学校",
        scheme="county-28",
    )
    return entered(tmp_path_factory.mktemp("主体学校"), setup, SCHOOL)


def test_a_main_schools_term_is_counted_as_by_hand(school: Path) -> None:
    said = status(school, "2025-1", "2026-01-24")
    assert said["scheme"]["id"] == "county-28"
    assert {name: found for name, found in figures(said).items() if name in SCHOOL_FIGURES} == SCHOOL_FIGURES


def test_the_main_schools_score_takes_its_own_when_a_member_has_risen(school: Path) -> None:
    # 90 × 80 % + 75 × 20 % = 87; East rose from 20 to 15, five places, so its own 90 may be taken.
    said = status(school, "2025-2", "2026-09-01")
    scores = {one["id"]: one["value"] for one in said["assessments"] if one["for"] == OURS}
    assert scores["main-school"] == "90"


def test_a_kindergartens_year_is_counted_as_by_hand(tmp_path: Path) -> None:
    setup = SETUP.format(
        ours=GARDEN,
        east=NEAR,
        west=FAR,
        kind="幼儿园",
        since="2025-03-01",
        lead="示范幼儿园",
        member="结对幼儿园（乡镇中心园）",
        scheme="county-demo-kindergarten",
    )
    said = status(entered(tmp_path, setup, KINDERGARTEN), "2025-1", "2026-01-24")
    found = figures(said)
    assert {name: found[name] for name in KINDERGARTEN_FIGURES} == KINDERGARTEN_FIGURES
