"""What is entered by hand for a scheme's assessment goes in by the workbook, and is known again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.founding import found_archive
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.importing.faults import CellFault
from edudesk.services.importing.preview import State, listing
from edudesk.services.importing.scores import read_scores
from edudesk.texts import Texts
from tests.services.importing import ledger

NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
TODAY = date(2026, 6, 30)
HOME, VILLAGE = "江城实验小学", "云溪镇中心小学"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with found_archive(tmp_path / "archive", {"name": HOME, "kind": "primary"}, NOW) as made:
        yield made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    table = {"title": "考核自查", "sheet": "main", "part": "自评", "school_year": "2025-2026学年"}
    rank = {"name": "综合排名", "code": "rank", "school_id": VILLAGE}
    return ledger.fill(
        tmp_path / "ledger.xlsx",
        school=[{"name": HOME}, {"name": VILLAGE}],
        person=[
            {
                "name": "林晓岚",
                "facts:school": VILLAGE,
                "facts:assessment": "2024年度优秀、2024-2025学年称职",
                "facts:service": "2019年在青溪镇支教一年",
            }
        ],
        community=[{"members:lead": HOME, "members:member": VILLAGE}],
        activity=[
            {
                "topic": "送教",
                "starts_on": "2026-03-10",
                "schools:helper": HOME,
                "schools:helped": VILLAGE,
                "rating": "优课",
            }
        ],
        exchange=[{"name": "何敏", "from_id": HOME, "to_id": VILLAGE, "grade": "称职"}],
        achievement=[{"title": "论文一篇", "school_id": VILLAGE}],
        document=[{"title": "体会", "kind": "心得体会", "person_id": "林晓岚", "characters": "1500字"}],
        figure=[
            {**rank, "school_year": "2024-2025学年", "value": 12, "source": "县教育局通报"},
            {**rank, "school_year": 2025, "value": 9},
        ],
        assessment=[
            {**table, "school_id": VILLAGE, "lines:": "1.1 5分；2.3 4.5分 2处（缺签到表）；3 1项"},
            {**table, "community_id": f"{HOME}—{VILLAGE}", "by": "周敏", "lines:": "1.1：3"},
            {**table, "school_id": VILLAGE, "part": "复核", "lines:": "1.1 4分（少一次）"},
        ],
    )


def said(archive: Archive, type_code: str) -> list[dict[str, object]]:
    return [dict(one.content) for one in records.all_of(archive, type_code)]


def test_assessments_figures_and_grades_are_taken_in(archive: Archive, path: Path) -> None:
    shown = preview(archive, path, TODAY)
    assert listing(shown, Texts("zh")) == []
    apply(archive, shown, NOW)
    (community,) = records.all_of(archive, "community")
    village = next(one for one in records.all_of(archive, "school") if one.title == VILLAGE).id
    (person,) = records.all_of(archive, "person")
    of_school, of_all, reviewed = said(archive, "assessment")
    assert of_school["lines"] == (
        {"indicator": "1.1", "score": Decimal(5)},
        {"indicator": "2.3", "score": Decimal("4.5"), "count": Decimal(2), "note": "缺签到表"},
        {"indicator": "3", "count": Decimal(1)},
    )
    assert (of_school["community_id"], of_school["school_id"]) == (community.id, village)
    assert (of_school["part"], of_school["school_year"]) == ("self", 2025)
    assert (of_all["community_id"], of_all.get("school_id")) == (community.id, None)
    assert (reviewed["part"], reviewed["lines"]) == (
        "review",
        ({"indicator": "1.1", "score": Decimal(4), "note": "少一次"},),
    )
    assert [(one["school_year"], one["value"]) for one in said(archive, "figure")] == [
        (2024, Decimal(12)),
        (2025, Decimal(9)),
    ]
    assert [one["rating"] for one in said(archive, "activity")] == ["excellent"]
    assert [one["grade"] for one in said(archive, "exchange")] == ["pass"]
    assert [one["community_id"] for one in said(archive, "achievement")] == [community.id]
    assert [(one["person_id"], one["characters"]) for one in said(archive, "document")] == [(person.id, 1500)]
    assert [fact for fact in person.content["facts"] if fact["fact"] in {"assessment", "service"}] == [
        {
            "fact": "assessment",
            "value": "excellent",
            "since": date(2024, 1, 1),
            "until": date(2024, 12, 31),
        },
        {"fact": "assessment", "value": "pass", "since": date(2024, 9, 1), "until": date(2025, 8, 31)},
        {"fact": "service", "value": "2019年在青溪镇支教一年"},
    ]


def test_the_same_workbook_again_changes_nothing(archive: Archive, path: Path) -> None:
    apply(archive, preview(archive, path, TODAY), NOW)
    shown = preview(archive, path, TODAY)
    assert {line.state for line in shown.lines} == {State.SAME}


def test_without_its_marks_a_table_is_known_by_whose_it_is_and_when(archive: Archive, path: Path) -> None:
    apply(archive, preview(archive, path, TODAY), NOW)
    again = ledger.fill(
        path.with_name("again.xlsx"),
        figure=[{"name": "综合排名", "code": "rank", "school_id": VILLAGE, "school_year": 2025, "value": 8}],
    )
    shown = preview(archive, again, TODAY)
    assert [line.state for line in shown.lines] == [State.CHANGED]
    apply(archive, shown, NOW)
    assert [one["value"] for one in said(archive, "figure")] == [Decimal(12), Decimal(8)]


@pytest.mark.parametrize("cell", ["1.1 五分", "（缺）", "1.1 1分 2处 3处", "1.1 5分（缺） 2处"])
def test_scores_that_cannot_be_read_are_said_to_be_so(cell: str) -> None:
    with pytest.raises(CellFault, match=r"cell\.scores"):
        list(read_scores(cell))
