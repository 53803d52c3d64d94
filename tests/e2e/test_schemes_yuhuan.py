"""A school year's scores under scheme A17 through the program: sheets from a workbook, joined as by hand.

The schools and people are made up.
"""

from pathlib import Path

import pytest

from tests.e2e.program import entered, status

CORE, MEMBER = "云杉实验小学", "石榴湾镇小学"
COMMUNITY = "云杉教共体"

SETUP = f"""
[author]
name = "周敏仪"
[school]
name = "{CORE}"
kind = "小学"
[[partners]]
name = "{MEMBER}"
kind = "小学"
[[communities]]
name = "{COMMUNITY}"
type = "共建型"
since = 2025-09-01
[[communities.members]]
school = "{CORE}"
role = "核心校"
[[communities.members]]
school = "{MEMBER}"
role = "成员校"
[communities.scheme]
id = "yuhuan"
since = 2025-09-01
"""
# school: routine work of both terms, project, feature
SCORES = {CORE: (90, 80, 95, 60), MEMBER: (70, 60, 85, 90)}


def sheets() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for school, (first, second, project, feature) in SCORES.items():
        for name, term, points in (
            ("第一学期常态化", "2025-1", f"routine-1:{first}"),
            ("第二学期常态化", "2025-2", f"routine-2:{second}"),
            ("项目与特色", "", f"project:{project}；feature:{feature}"),
        ):
            rows.append(
                (f"{school}{name}", "own", COMMUNITY, school, 2025, term, "复核", "2026-06-20", points)
            )
    return rows


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive with the year's sheets."""
    headings = (
        *("标题", "考核表", "共同体", "被考核单位", "学年（起始年）"),
        *("学期", "自评或复核", "日期", "各项得分"),
    )
    return entered(tmp_path_factory.mktemp("玉环 一学年"), SETUP, {"考核自查": (headings, sheets())})


def scores(archive: Path, term: str, day: str) -> dict[tuple[str, str], str | None]:
    """Return the score of each table for each school."""
    tables = status(archive, term, day)["assessments"]
    return {(table["id"], table["for"]): table["value"] for table in tables}


def test_the_year_is_joined_as_a_person_joins_it(archive: Path) -> None:
    # Routine work 1:1: 80 and 70, of which 30 % each: 24 + 21. Project 7:3: 92; feature 3:7: 81; 20 % each:
    # 18.4 + 16.2. Together 79.6. By itself the core has 27 + 24 + 19 + 12, the member 21 + 18 + 17 + 18.
    assert scores(archive, "2025-2", "2026-07-20") == {
        ("own", CORE): "82",
        ("own", MEMBER): "74",
        ("bundled", COMMUNITY): "79.6",
        ("into-school", CORE): "79.6",
        ("into-school", MEMBER): "79.6",
    }


def test_a_year_without_sheets_stays_open(archive: Path) -> None:
    assert set(scores(archive, "2026-2", "2027-07-20").values()) == {None}
