# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""考核自查: what is filled in becomes a score, is shown with its formula, and can be undone."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from edudesk.cli.console import Console
from edudesk.cli.scores import write_scores
from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.adopting import adopt
from edudesk.services.archive import Archive
from edudesk.services.assessing import (
    Line,
    Place,
    line_at,
    link,
    set_figure,
    set_line,
    set_samples,
    sign,
    unlink,
)
from edudesk.services.calendar import TermCode
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.reports.making import make_report
from edudesk.services.schemes.results import Entry
from edudesk.services.standing.assessing import (
    AssessmentTable,
    IndicatorRow,
    SubjectView,
    assessment_tables,
    figure_rows,
    linked_from,
)
from edudesk.services.standing.live import Standing
from edudesk.services.stating import status_data
from edudesk.services.status import TermStatus
from edudesk.services.undo import steps, undo
from edudesk.texts import Language, Texts
from tests.services.schemes.scoring import part, parts, table

TERM = TermCode(2025, 2)
TEXT = table(
    parts(
        part("own", "weight = 80, " + parts(
            part("regular", 'points = 60, sentence = "制度健全，有计划有总结。", entered = true'),
            part("accidents", "points = 20, deduct = { each = 5, entered = true }"),
            part("visits-done", 'points = 20, rule = "visits"'),
        ).strip()),
        part("members", 'weight = 20, score = { id = "mark", of = "members" }'),
    )
    + """
grades = [{ at_least = 90, name = { zh = "优秀", en = "Excellent" } }, { at_least = 60, name = { zh = "合格", en = "Pass" } }]
veto = [{ id = "scandal", name = { zh = "师德失范", en = "Misconduct" }, sentence = "发生师德失范的，不得评为合格。", at_most = 59 }]

[[assessments.steps]]
id = "mark"
name = { zh = "自身得分", en = "Own mark" }
figure = "mark"
"""
)  # fmt: skip


class Desk:
    """The archive with one community that follows a scheme with a table."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.standing = Standing(archive)
        self.community = records.all_of(archive, "community")[0]
        adopt(archive, self.community.id, TEXT, since=date(2025, 9, 1), settings={}, now=DEMO_NOW)
        self.place = Place(archive, self.community.id, "表")

    def status(self) -> TermStatus:
        return next(one for one in self.standing.at(TERM, DEMO_DAY) if one.community.id == self.community.id)

    def table(self, texts: Texts) -> AssessmentTable:
        linked = linked_from(self.archive, texts)
        (found,) = assessment_tables(self.status(), texts, self.standing.topic, linked)
        return found

    def subject(self, texts: Texts) -> SubjectView:
        return self.table(texts).subjects[0]

    def row(self, texts: Texts, identity: str) -> IndicatorRow:
        return next(row for row in self.subject(texts).rows if row.id == identity)

    def entry(self, texts: Texts, identity: str) -> Entry:
        return self.row(texts, identity).entries[0]


@pytest.fixture
def desk(demo: Archive) -> Desk:
    return Desk(demo)


def fill(desk: Desk, zh: Texts) -> None:
    """Enter everything: 55 points, one accident, a mark of 80 for every member."""
    set_line(desk.place, desk.entry(zh, "regular"), Line(Decimal(55)), now=DEMO_NOW)
    set_line(desk.place, desk.entry(zh, "accidents"), Line(count=Decimal(1), note="摔伤一起"), now=DEMO_NOW)
    for row in figure_rows(desk.status(), zh):
        set_figure(replace(desk.place, title=row.name), row.entry, Decimal(80), now=DEMO_NOW)


def test_what_must_be_entered_is_named_and_the_score_stays_open(desk: Desk, zh: Texts):
    subject = desk.subject(zh)
    assert (subject.value, subject.grade) == ("—", "")
    assert desk.row(zh, "regular").missing[0].endswith("填“regular”的得分（2025—2026学年）")
    assert desk.row(zh, "own").missing == ()
    members = [row for row in figure_rows(desk.status(), zh) if row.name == "自身得分"][1:]
    assert len(subject.missing) == 2 + len(members)


def test_a_filled_in_table_is_reckoned_and_graded(desk: Desk, zh: Texts):
    """80%×(55 + (20−5) + visits) + 20%×80."""
    fill(desk, zh)
    subject = desk.subject(zh)
    visits = Decimal(desk.row(zh, "visits-done").value)
    own = 70 + visits
    assert subject.value == f"{own * Decimal('0.8') + 16:f}".rstrip("0").rstrip(".")
    assert subject.formula[0] == f"80%×{own.normalize():f} + 20%×80 = {subject.value}"
    assert subject.grade == "优秀" if Decimal(subject.value) >= 90 else "合格"
    assert subject.missing == ()
    accidents = desk.row(zh, "accidents")
    assert (accidents.value, accidents.formula, accidents.own.count) == ("15", "20 − 5×1 = 15", "1")
    assert accidents.own.note == "摔伤一起"
    assert desk.row(zh, "visits-done").records


def test_a_second_line_edits_the_same_sheet_and_undo_takes_it_back(desk: Desk, zh: Texts):
    entry = desk.entry(zh, "regular")
    first = set_line(desk.place, entry, Line(Decimal(55)), now=DEMO_NOW)
    second = set_line(desk.place, entry, Line(Decimal(50)), now=DEMO_NOW)
    assert first.record_id == second.record_id
    assert desk.row(zh, "regular").value == "50"
    undo(desk.archive, steps(desk.archive)[0].id, DEMO_NOW)
    assert desk.row(zh, "regular").value == "55"
    assert line_at(desk.place, entry) == Line(Decimal(55))


def test_the_reviewers_sheet_stands_beside_the_schools_own(desk: Desk, zh: Texts):
    entry = desk.entry(zh, "regular")
    set_line(desk.place, entry, Line(Decimal(55)), now=DEMO_NOW)
    set_line(desk.place, entry, Line(Decimal(52), note="缺总结"), now=DEMO_NOW, part="review")
    row = desk.row(zh, "regular")
    assert (row.own.score, row.review.score, row.value) == ("55", "52", "52")
    assert row.review.note == "缺总结"
    assert (row.signed_by, row.signed_on) == ("", None)
    sign(desk.place, [entry], "教研室 江一帆", date(2026, 5, 18), now=DEMO_NOW)
    row = desk.row(zh, "regular")
    assert (row.signed_by, row.signed_on) == ("教研室 江一帆", date(2026, 5, 18))
    assert desk.row(zh, "regular").review.score == "52"
    set_line(desk.place, entry, Line(), now=DEMO_NOW, part="review")
    assert desk.row(zh, "regular").value == "55"


def test_records_are_linked_to_an_indicator_and_taken_away_again(desk: Desk, zh: Texts):
    place = desk.row(zh, "regular").place
    assert place is not None
    activity = records.all_of(desk.archive, "activity", community_id=desk.community.id)[0]
    link(desk.place, place, activity.id, now=DEMO_NOW)
    link(desk.place, place, activity.id, now=DEMO_NOW)
    assert [line.record for line in desk.row(zh, "regular").links] == [("activity", activity.id)]
    assert desk.row(zh, "regular").value == "—"
    unlink(desk.place, place, activity.id, now=DEMO_NOW)
    assert desk.row(zh, "regular").links == ()


def test_a_veto_is_ticked(desk: Desk, zh: Texts):
    fill(desk, zh)
    (veto,) = desk.subject(zh).vetoes
    assert veto.entry is not None
    assert not veto.applies
    set_line(desk.place, veto.entry, Line(count=Decimal(1)), now=DEMO_NOW)
    (ticked,) = desk.subject(zh).vetoes
    assert ticked.applies
    assert desk.subject(zh).value == "59"


def test_a_figure_is_entered_changed_and_taken_away(desk: Desk, zh: Texts):
    row = figure_rows(desk.status(), zh)[0]
    assert (row.name, row.value) == ("自身得分", "")
    place = replace(desk.place, title=row.name)
    first = set_figure(place, row.entry, Decimal("86.5"), now=DEMO_NOW)
    assert figure_rows(desk.status(), zh)[0].value == "86.5"
    assert set_figure(place, row.entry, Decimal(87), now=DEMO_NOW).record_id == first.record_id
    assert figure_rows(desk.status(), zh)[0].value == "87"
    set_figure(place, row.entry, Decimal(87), now=DEMO_NOW, source="教育局通报")
    set_figure(place, row.entry, Decimal(88), now=DEMO_NOW)
    (row, *_) = figure_rows(desk.status(), zh)
    assert (row.value, row.source) == ("88", "教育局通报")
    set_figure(place, row.entry, None, now=DEMO_NOW)
    assert figure_rows(desk.status(), zh)[0].value == ""


def test_several_samples_stand_at_one_indicator(desk: Desk, zh: Texts):
    entry = desk.entry(zh, "regular")
    set_samples(desk.place, entry, (Line(Decimal(80)), Line(Decimal(90))), now=DEMO_NOW)
    assert desk.row(zh, "regular").own.score == "80、90"


def test_nothing_is_kept_for_nothing(desk: Desk, zh: Texts):
    assert set_line(desk.place, desk.entry(zh, "regular"), Line(), now=DEMO_NOW).record_id is None
    assert records.all_of(desk.archive, "assessment") == ()


def test_a_number_below_nothing_is_refused_and_nothing_is_kept(desk: Desk, zh: Texts):
    with pytest.raises(UserError):
        set_line(desk.place, desk.entry(zh, "regular"), Line(Decimal(-1)), now=DEMO_NOW)
    assert records.all_of(desk.archive, "assessment") == ()


def report(desk: Desk, path: Path, language: Language = "zh") -> str:
    """Return the words of the report, without blanks."""
    make_report(
        desk.archive,
        "assessment",
        str(TERM),
        path,
        today=DEMO_DAY,
        texts=Texts(language),
        community_id=desk.community.id,
    )
    if path.suffix == ".pdf":
        words = [page.extract_text() for page in PdfReader(path).pages]
    elif path.suffix == ".docx":
        document = docx.Document(str(path))
        words = [one.text for one in document.paragraphs]
        words += [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    else:
        sheets = openpyxl.load_workbook(path).worksheets
        words = [
            str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
        ]
    return "".join("".join(words).split())


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_the_printed_table_has_scores_reasons_and_the_formula(
    desk: Desk, zh: Texts, tmp_path: Path, kind: str
):
    fill(desk, zh)
    set_line(
        desk.place, desk.entry(zh, "regular"), Line(Decimal(52), note="缺总结"), now=DEMO_NOW, part="review"
    )
    said = report(desk, tmp_path / f"table.{kind}")
    subject = desk.subject(zh)
    for words in ("自评", "考评", "缺总结", "摔伤一起", "20−5×1=15", "制度健全", "80%×", f"={subject.value}"):
        assert words in said, words


def test_the_printed_table_says_what_is_still_missing(desk: Desk, zh: Texts, tmp_path: Path):
    said = report(desk, tmp_path / "table.pdf")
    assert "还没填，填全后才能得出总分" in said
    assert "得分—" in said


def test_the_english_table_has_no_chinese_of_the_program(desk: Desk, zh: Texts, tmp_path: Path):
    said = report(desk, tmp_path / "table.pdf", "en")
    assert "Howitwasreckoned" in said
    assert "计算过程" not in said


def test_a_status_states_the_whole_tree(desk: Desk, zh: Texts):
    fill(desk, zh)
    (stated,) = status_data(desk.status(), zh)["assessments"]
    assert (stated["id"], stated["for_sort"], stated["points"]) == ("t", "school", "100")
    assert stated["value"] == desk.subject(zh).value
    own, members = stated["tree"]["parts"]
    assert (own["id"], own["weight"], members["formula"]) == ("own", "80", "(80 + 80)÷2 = 80")
    accidents = own["parts"][1]
    assert [entry["sort"] for entry in accidents["entries"]] == ["count"]
    assert [one["record"] for one in accidents["counted"]] == ["assessment"]


def test_the_command_line_says_each_score_with_its_formula(desk: Desk, zh: Texts):
    fill(desk, zh)
    out = io.StringIO()
    write_scores(desk.status(), Console(zh, out=out))
    subject = desk.subject(zh)
    (line,) = (line for line in out.getvalue().splitlines() if line.startswith("表"))
    assert f"{subject.value}/100 {subject.grade}" in line
    assert line.endswith(subject.formula[0])
