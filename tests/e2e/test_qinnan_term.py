"""One term under scheme A6, from an empty folder to a verified package, with every figure worked out by hand.

The 19 pairs are those of the published list; all people are made up. 钦州市第一小学 helps 康熙岭镇中心小学.
"""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bagit
import pytest

from tests.e2e.program import Sheets, edudesk, figures, fill, rules, status

OURS, PARTNER = "钦州市第一小学", "康熙岭镇中心小学"
COMMUNITY = f"{OURS}—{PARTNER}"
TERM = "2025-1"

SETUP = f"""
[author]
name = "韦一宁"
[school]
name = "{OURS}"
kind = "小学"
location = "城区"
[[partners]]
name = "{PARTNER}"
kind = "小学"
location = "乡镇"
[[communities]]
name = "{COMMUNITY}"
since = 2025-09-01
until = 2030-08-31
subjects = ["语文", "数学", "英语"]
[[communities.members]]
school = "{OURS}"
role = "帮扶学校"
[[communities.members]]
school = "{PARTNER}"
role = "结对学校"
[communities.scheme]
id = "qinnan"
since = 2025-09-01
[communities.agreement]
name = "结对帮扶协议书"
signed_on = 2025-09-20
starts_on = 2025-09-01
ends_on = 2030-08-31
filed_on = 2025-11-14
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
"""

PEOPLE = (
    # name, school, title, honour, post, subject
    ("林书远", OURS, "高级教师", "市级骨干教师", "副校长", "语文"),
    ("何静安", OURS, "一级教师", "县级骨干教师", "教导主任", "数学"),
    ("周言蹊", OURS, "一级教师", "县级骨干教师", "班主任", "英语"),
    ("陶然一", OURS, "二级教师", "", "教师", "科学"),
    ("莫小禾", PARTNER, "一级教师", "县级骨干教师", "班主任", "语文"),
)

# topic, kind, day, state, form, host, person of the helping side, counted in term, photo
ACTIVITIES = (
    ("协助修订学校三年规划", "协助制定规划计划", "2025-09-05", "held", "现场", PARTNER, "林书远", "", ""),
    ("开学管理指导", "指导", "2025-09-10", "held", "现场", PARTNER, "林书远", "", "iphone.jpg"),  # visit 1
    ("识字教学听评课", "听评课", "2025-09-18", "held", "现场", PARTNER, "周言蹊", "", "nokia.jpg"),  # joint 1
    ("实验室整理指导", "指导", "2025-09-24", "held", "现场", PARTNER, "陶然一", "", ""),  # no experience
    ("教导处工作指导", "指导", "2025-10-15", "held", "现场", PARTNER, "何静安", "", "gps_10.jpg"),  # visit 2
    ("线上班务指导", "指导", "2025-10-20", "held", "线上", PARTNER, "周言蹊", "", ""),  # not on site
    (
        "分数的意义示范课",
        "示范课",
        "2025-10-22",
        "held",
        "现场",
        PARTNER,
        "何静安",
        "",
        "iphone_13.heic",
    ),  # joint 2
    ("来校跟班指导", "指导", "2025-10-28", "held", "现场", OURS, "何静安", "", ""),  # not at the partner
    ("家校沟通讲座", "讲座", "2025-10-30", "cancelled", "现场", PARTNER, "林书远", "", ""),  # cancelled
    (
        "整本书阅读讲座",
        "讲座",
        "2025-11-05",
        "held",
        "现场",
        PARTNER,
        "林书远",
        "",
        "portrait_6.jpg",
    ),  # joint 3
    ("单元整体教研", "教研", "2025-11-12", "held", "现场", OURS, "何静安", "", ""),  # not at the partner
    ("班级管理指导", "指导", "2025-11-20", "held", "现场", PARTNER, "周言蹊", "", "xiaomi.heic"),  # visit 3
    ("书信手拉手", "手拉手", "2025-11-28", "held", "现场", PARTNER, "周言蹊", "", ""),
    ("英语同步课堂", "同步课堂", "2025-12-03", "held", "线上", PARTNER, "周言蹊", "", ""),  # online
    ("期末复习指导", "指导", "2025-12-10", "planned", "现场", PARTNER, "林书远", "", ""),  # planned
    ("冬至民俗展演", "校园文化活动", "2025-12-22", "held", "现场", PARTNER, "陶然一", "", "canon_40d.jpg"),
    ("上学期送来的讲座", "讲座", "2025-06-10", "held", "现场", PARTNER, "林书远", "", ""),  # the term before
    ("寒假备课听课", "听评课", "2026-02-10", "held", "现场", PARTNER, "何静安", "2025-2", ""),  # moved on
    ("师徒见面会", "座谈", "2025-09-12", "held", "现场", PARTNER, "林书远", "", ""),
    ("骨干教师培训", "培训", "2025-09-26", "held", "现场", OURS, "林书远", "", ""),
    ("网络研修一", "网络研修", "2025-10-10", "held", "线上", OURS, "何静安", "", ""),
    ("网络研修二", "网络研修", "2025-11-14", "held", "线上", OURS, "何静安", "", ""),
    ("互赠书画作品", "互赠作品", "2025-11-26", "held", "现场", PARTNER, "陶然一", "", "landscape_3.jpg"),
    ("校际座谈", "座谈", "2025-12-17", "held", "现场", OURS, "林书远", "", ""),
    ("含有生僻字䶮和𬭚、𠮷的教研记录", "其他", "2025-12-18", "held", "现场", PARTNER, "林书远", "", ""),
)
# name, subject, from, to, first, last: 5 + 3 + 2 days there, 2 days back
EXCHANGES = (
    ("林书远", "语文", OURS, PARTNER, "2025-10-09", "2025-10-13"),
    ("何静安", "数学", OURS, PARTNER, "2025-10-21", "2025-10-23"),
    ("周言蹊", "英语", OURS, PARTNER, "2025-11-03", "2025-11-04"),
    ("莫小禾", "语文", PARTNER, OURS, "2025-11-10", "2025-11-11"),
)
# title, kind, term, dated, handed in
DOCUMENTS = (
    ("结对帮扶协议书", "帮扶协议", "", "2025-09-20", "2025-11-14"),
    ("结对帮扶工作方案", "工作方案", TERM, "2025-09-08", "2025-09-12"),
    ("第一学期活动计划", "活动计划", TERM, "2025-09-08", "2025-09-12"),
    ("第一学期活动安排表", "活动安排表", TERM, "2025-09-08", "2025-10-09"),
    ("第一学期总结", "学期小结", TERM, "2026-01-20", "2026-01-22"),
)
FIGURES: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    # on a day: rule: (value, target, state) as a person counts them
    "2025-10-12": {
        "guidance-visits": ("1", "3", "on-track"),
        "joint-activities": ("1", "2", "on-track"),
        "exchange-days": ("4", "10", "on-track"),
        "exchange-subjects": ("1", "3", "on-track"),
        "campus-culture": ("0", "1", "on-track"),
    },
    "2025-11-30": {
        "guidance-visits": ("3", "3", "met"),
        "joint-activities": ("3", "2", "exceeded"),
        "exchange-days": ("12", "10", "exceeded"),
        "exchange-subjects": ("3", "3", "met"),
        "campus-culture": ("0", "1", "on-track"),
    },
    "2026-01-23": {
        "guidance-visits": ("3", "3", "met"),
        "joint-activities": ("3", "2", "exceeded"),
        "exchange-both-ways": ("2", "2", "met"),
        "exchange-days": ("12", "10", "exceeded"),
        "exchange-subjects": ("3", "3", "met"),
        "campus-culture": ("1", "1", "met"),
        "pupils-hand-in-hand": ("1", "1", "met"),
        "plan-help": ("1", "1", "met"),
        "agreement": ("1", "1", "met"),
        "first-programme": ("1", "1", "met"),
        "term-programme": ("1", "1", "met"),
        "activity-plan": ("1", "1", "met"),
        "schedule": ("0", "1", "missed"),  # handed in on 9 October, due on 15 September
        "term-summary": ("1", "1", "met"),
        "material": ("0", "1", "on-track"),  # the school year runs to August
        "partners": ("1", "2", "met"),
        "agreement-years": ("5", "5", "met"),
    },
}


STATES = {"held": "已开展", "planned": "计划中", "cancelled": "已取消"}
WORK = ("主题", "活动类型", "日期", "状态", "形式", "承办（地点）学校", "帮扶方人员", "计入学期", "照片")


def sheets(pairs: Path) -> Sheets:
    """Return what the lead school writes into the workbook: all pairs of the list, and its own term."""
    with pairs.open(encoding="utf-8-sig") as file:
        listed = [(row["帮扶学校"], row["结对学校"]) for row in csv.DictReader(file)]
    assert len(listed) == 19
    return {
        "共同体": (
            ("共同体名称", "帮扶学校", "结对学校"),
            [(f"{lead}—{member}", lead, member) for lead, member in listed],
        ),
        "教师": (("姓名", "任职学校", "职称", "荣誉", "职务", "任教学科"), PEOPLE),
        "活动记录": (
            (*WORK, "共同体", "帮扶方学校", "受援方学校", "数量（次）"),
            [
                (topic, kind, day, STATES[state], *rest, COMMUNITY, OURS, PARTNER, 1)
                for topic, kind, day, state, *rest in ACTIVITIES
            ],
        ),
        "交流教师": (
            ("姓名", "任教学科", "派出学校", "接收学校", "实际起", "实际止", "共同体", "状态", "形式"),
            [(*row, COMMUNITY, "已开展", "支教") for row in EXCHANGES],
        ),
        "材料": (
            ("题名", "材料类型", "学期", "形成日期", "报送日期", "共同体", "责任单位"),
            [(*row, COMMUNITY, OURS) for row in DOCUMENTS],
        ),
    }


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a folder with ``archive`` (the term imported) and ``ledger.xlsx``."""
    place = tmp_path_factory.mktemp("钦南 一学期")
    (place / "setup.toml").write_text(SETUP, encoding="utf-8")
    shutil.copytree(shared_data / "real" / "photos", place / "照片")
    edudesk("new", "--archive", place / "archive", "--from", place / "setup.toml")
    fill(place / "ledger.xlsx", sheets(shared_data / "qinnan_pairs.csv"))
    edudesk("import", "--archive", place / "archive", "--dry-run", place / "ledger.xlsx")
    edudesk("import", "--archive", place / "archive", place / "ledger.xlsx")
    return place


def said_on(place: Path, day: str) -> Any:
    """Return how the pair stands on a day."""
    return status(place / "archive", TERM, day, "--community", COMMUNITY)


@pytest.mark.parametrize("day", FIGURES)
def test_status_shows_what_a_person_counts_by_hand(term: Path, day: str) -> None:
    found = figures(said_on(term, day))
    assert {name: found[name] for name in FIGURES[day]} == FIGURES[day]


def test_the_records_behind_a_figure_and_those_that_nearly_counted_are_named(term: Path) -> None:
    visits = rules(said_on(term, "2026-01-23"))["guidance-visits"]
    assert len(visits["counted"]) == 3
    assert visits["planned"] == "3"  # the planned visit of 10 December was not held
    assert rules(said_on(term, "2025-11-30"))["guidance-visits"]["planned"] == "4"
    assert len(visits["near"]) >= 4  # no experience, online, at our own school, planned
    assert all(near["why"] for near in visits["near"])


def test_after_the_term_what_is_owed_is_said_to_be_overdue(term: Path) -> None:
    found = rules(said_on(term, "2026-02-01"))
    assert found["schedule"]["near"][0]["why"] == "逾期 24 天报送"
    (owed,) = found["village-schools"]["owed"]
    assert owed == "康熙岭镇中心小学：现为 0 所，要求 1 至 2 所"
    assert "请于" not in "".join(said for rule in found.values() for said in rule["owed"])


def test_the_same_workbook_again_changes_nothing(term: Path) -> None:
    said = json.loads(
        edudesk("import", "--archive", term / "archive", "--dry-run", "--json", term / "ledger.xlsx")
    )
    assert set(said["rows"]) <= {"same", "repeat"}


def test_the_package_is_built_verified_and_a_bag_to_others(term: Path, tmp_path: Path) -> None:
    edudesk(
        *("export", "--archive", term / "archive", "--term", TERM, "--community", COMMUNITY),
        *("--on", "2026-01-23", "--form", "folder", "--to", tmp_path / "folder"),
    )
    (package,) = (tmp_path / "folder").iterdir()
    edudesk("verify", package)
    assert bagit.Bag(str(package)).is_valid()
    if sys.platform == "win32" and not shutil.which("pdftotext"):
        pytest.skip("nothing installs poppler on Windows")
    words = "".join(
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
        for path in package.rglob("*.pdf")
    )
    assert "整本书阅读讲座" in words
    assert "䶮" in words
    assert "𬭚" in words
    assert "到结对学校指导" in words


def test_the_archive_is_sound_and_its_backup_comes_back(term: Path, tmp_path: Path) -> None:
    edudesk("check", "--archive", term / "archive")
    edudesk("backup", "--archive", term / "archive", "--to", tmp_path)
    (backup,) = tmp_path.iterdir()
    edudesk("restore", "--archive", tmp_path / "again", backup)
    edudesk("check", "--archive", tmp_path / "again")
    assert rules(said_on(term, "2026-01-23"))["guidance-visits"]["value"] == "3"
