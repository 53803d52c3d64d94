"""What the new user has to tell, in the window or in a workbook. All people are made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

NOW = datetime(2025, 11, 20, 4, tzinfo=UTC)
"""Noon in China; the same day wherever the tests run."""
OURS, PARTNER, OTHER = "久隆中学", "康熙岭中学", "丽光学校"
"""Two of the pairs of ``qinnan_pairs.csv``, put together as one school with two partners."""
AUTHOR = "周敏"
COMMUNITY = f"{OURS}结对帮扶"
TERM, FIRST, LAST = "2025-1", date(2025, 9, 1), date(2026, 1, 23)
REAL_ROSTER = Path("real", "workbooks", "zh_office_bom.csv")
"""Saved by Excel: 姓名, 年纪 and ten rows."""

PEOPLE = (
    # name, sex, school, title, honour, post, subject
    ("林书远", "男", OURS, "高级教师", "市级骨干教师", "副校长", "语文"),
    ("何静安", "女", OURS, "一级教师", "县级骨干教师", "教导主任", "数学"),
    ("周言蹊", "女", OURS, "一级教师", "", "班主任", "英语"),
    ("莫小禾", "女", PARTNER, "一级教师", "", "班主任", "语文"),
    ("黄一鸣", "男", PARTNER, "二级教师", "", "教师", "数学"),
    ("韦青松", "男", OTHER, "高级教师", "", "教导主任", "英语"),
)
HEADINGS = ("序号", "教师姓名", "性别", "所在学校", "专业技术职务", "荣誉称号", "校内分工", "任教学科")
"""校内分工 is a word of this school, which nobody can know."""


@dataclass(frozen=True)
class Told:
    """One activity. ``dropped``, ``pasted`` and ``chosen`` are names of real photos, by how they come in."""

    topic: str
    kind: str
    kind_words: str
    day: date
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    result: str = ""
    partners: tuple[str, ...] = (PARTNER,)
    host: str = PARTNER
    online: bool = False
    planned: bool = False
    times: str = ""
    dropped: tuple[str, ...] = ()
    pasted: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


ACTIVITIES = (
    Told(
        "开学管理指导",
        "guidance",
        "现场指导",
        date(2025, 9, 10),
        ("林书远",),
        ("莫小禾",),
        "对方定下了推门听课的办法",
        dropped=("iphone.jpg",),
    ),
    Told(
        "《分数的意义》示范课",
        "demonstration-lesson",
        "示范课",
        date(2025, 10, 22),
        ("何静安",),
        ("黄一鸣", "莫小禾"),
        "两校约好十一月再上一节",
        times="9:00-10:30",
        pasted=("landscape_3.jpg",),
    ),
    Told(
        "英语同步课堂",
        "sync-lesson",
        "同步课堂",
        date(2025, 11, 5),
        ("周言蹊",),
        ("韦青松",),
        "学生第一次和城里的班一起上课",
        partners=(OTHER,),
        host="",
        online=True,
        chosen=("portrait_6.jpg", "nokia.jpg"),
    ),
    Told(
        "整本书阅读讲座",
        "lecture",
        "专题讲座",
        date(2025, 11, 12),
        ("林书远", "何静安"),
        ("莫小禾", "韦青松"),
        "三所学校定下同一份书目",
        partners=(OTHER, PARTNER),
        host=OTHER,
        dropped=("gps_10.jpg", "fujifilm.jpg"),
    ),
    Told(
        "期末联合教研",
        "joint-research",
        "联合教研",
        date(2025, 12, 16),
        ("何静安",),
        ("黄一鸣",),
        planned=True,
    ),
)


def write_roster(path: Path) -> Path:
    """Write the roster as a school keeps it: a title above, running numbers, words of its own as headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "花名册"
    sheet["A1"] = f"{OURS}及结对学校教师花名册"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    sheet.append(HEADINGS)
    for number, person in enumerate(PEOPLE, 1):
        sheet.append((number, *person))
    book.save(path)
    return path
