"""Summaries: their figures are those of the records, their marks follow them, and nothing is made up."""

from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from sqlalchemy import func, select

from edudesk.models.activity import Activity, ActivityUnit
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.drafts import Draft, drafts_folder
from edudesk.services.drafts import save as keep
from edudesk.services.reports.making import make_report
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.view import OwedRow
from edudesk.services.summarising.board import Slot, board
from edudesk.services.summarising.marks import Mark, marks
from edudesk.services.summarising.opening import Occasion, Sheet, open_sheet, save
from edudesk.services.undo import undo
from edudesk.texts import Texts

AUTUMN = TermCode(2025, 1)


def occasion(archive: Archive, term: TermCode = AUTUMN) -> Occasion:
    return Occasion(archive, Standing(archive), term, DEMO_NOW, DEMO_DAY)


def slots(archive: Archive, term: TermCode = AUTUMN) -> dict[str, Slot]:
    """Return the summaries of the first community, by what they are about."""
    found = board(archive, Standing(archive), term, DEMO_DAY)
    return {one.month or one.level: one for one in found.slots if one.community == found.communities[0][0]}


def written(sheet: Sheet, body: str) -> Draft:
    """Return the draft with a body in its second section."""
    rows = [dict(row) for row in sheet.draft.content["sections"]]
    rows[1]["body"] = body
    return replace(sheet.draft, content={**sheet.draft.content, "sections": rows})


def number(sheet: Sheet, key: str) -> int:
    return int(sheet.sources.figures[key].number)


def of_term(archive: Archive, community: str, first: str, last: str) -> list[str]:
    chosen = select(Activity.id).where(
        Activity.community_id == community, Activity.state == "held", Activity.starts_on.between(first, last)
    )
    chosen = chosen.where(func.coalesce(Activity.term, str(AUTUMN)) == str(AUTUMN))
    with archive.read() as connection:
        return list(connection.execute(chosen).scalars())


def test_the_figures_of_a_term_are_those_of_its_records(look: Archive):
    sheet = open_sheet(occasion(look), slots(look)["term"])
    held = of_term(look, sheet.slot.community, "2025-09-01", "2026-03-01")
    figures = sheet.sources.figures
    assert {key for _, key in figures["held"].records} == set(held)
    joined = len(records.all_of(look, "same-event"))
    assert number(sheet, "held") == len(held) - joined
    with look.read() as connection:
        pupils = connection.execute(select(func.sum(Activity.pupils)).where(Activity.id.in_(held))).scalar()
        lessons = connection.execute(
            select(func.sum(ActivityUnit.amount)).where(
                ActivityUnit.record_id.in_(held), ActivityUnit.unit == "lesson"
            )
        ).scalar()
    assert number(sheet, "pupils") == pupils
    assert number(sheet, "unit/lesson") == lessons
    given = [
        one
        for one in records.all_of(look, "donation", community_id=sheet.slot.community)
        if sheet.span.holds(one.content["dated"])
    ]
    assert figures["donated"].number == sum(row["value"] for one in given for row in one.content["items"])
    for result in occasion(look).standing.at(AUTUMN, DEMO_DAY)[0].evaluation.results:
        if figure := figures.get(f"rule/{result.rule_id}"):
            assert figure.number == result.counted_once


def test_months_and_years_count_their_own_time(look: Archive):
    found = slots(look)
    month = open_sheet(occasion(look), found["2025-10"])
    held = of_term(look, month.slot.community, "2025-10-01", "2025-10-31")
    assert {key for _, key in month.sources.figures["held"].records} == set(held)
    assert not [one for one in month.figures if one.group == "rules"]
    year = open_sheet(occasion(look), found["year"])
    terms = [
        open_sheet(occasion(look, code), slots(look, code)["term"]) for code in (AUTUMN, TermCode(2025, 2))
    ]
    assert number(year, "held") == sum(number(one, "held") for one in terms)


def test_a_new_summary_has_five_headings_and_no_sentence(look: Archive):
    sheet = open_sheet(occasion(look, TermCode(2025, 2)), slots(look, TermCode(2025, 2))["term"])
    rows = sheet.draft.content["sections"]
    assert [row["heading"] for row in rows] == ["组织领导", "主要做法", "取得成效", "存在问题", "下步打算"]
    assert not any(row.get("body") for row in rows)
    assert sheet.draft.content["title"] == "2025—2026学年第二学期结对帮扶工作总结"


@pytest.fixture
def sheet(demo: Archive) -> Sheet:
    """Return the autumn's summary of an archive that may be written to."""
    return open_sheet(occasion(demo), slots(demo)["term"])


def test_marks_say_what_they_said_at_saving_and_what_they_say_now(demo: Archive, sheet: Sheet, zh: Texts):
    before = number(sheet, "held")
    saved = save(occasion(demo), written(sheet, "开展[[figure:held]]，听课[[figure:nobody|7]]。"), zh)
    body = records.get(demo, saved.record_id).content["sections"][1]["body"]
    assert body == f"开展[[figure:held|{before}]]，听课[[figure:nobody|7]]。"
    with change(demo, "activity.delete", DEMO_NOW) as writing:
        writing.delete(sheet.sources.figures["held"].records[0][1])
    again = open_sheet(occasion(demo), slots(demo)["term"])
    held, nobody = (again.sources.say(mark, zh) for mark in marks(body))
    assert held.changed
    assert held.words == f"{before - 1} 次"
    assert nobody.gone
    assert nobody.words == "7"
    undo(demo, saved.change_id, DEMO_NOW)
    assert list(records.get(demo, saved.record_id).content["sections"]) == sheet.saved["sections"]


def test_a_picture_whose_record_is_gone_is_said_to_be_gone(demo: Archive, sheet: Sheet, zh: Texts):
    photo = sheet.photos[0]
    mark = Mark("photo", photo.evidence.id).saying(photo.caption)
    assert not sheet.sources.say(mark, zh).gone
    with change(demo, "activity.delete", DEMO_NOW) as writing:
        writing.delete(photo.about.id)
    again = open_sheet(occasion(demo), slots(demo)["term"])
    said = again.sources.say(mark, zh)
    assert said.gone
    assert said.words == photo.caption


def test_what_was_typed_and_not_saved_waits(demo: Archive, sheet: Sheet):
    keep(drafts_folder(demo), written(sheet, "写了一半"))
    again = open_sheet(occasion(demo), slots(demo)["term"])
    assert again.resumed
    assert again.draft.content["sections"][1]["body"] == "写了一半"
    begun = open_sheet(occasion(demo), slots(demo)["2025-11"])
    keep(drafts_folder(demo), written(begun, "十一月"))
    slot = slots(demo)["2025-11"]
    assert slot.draft == begun.draft.id
    assert open_sheet(occasion(demo), slot).draft.content["month"] == "2025-11"


def test_papers_show_figures_tables_and_pictures_in_the_words(
    demo: Archive, sheet: Sheet, zh: Texts, tmp_path: Path
):
    photo = sheet.photos[0].evidence
    text = (
        f"共[[figure:held|1]]，[[figure:nobody|7]]。\n前[[table:activities]]后\n"
        f"[[photo:{photo.id}]]\n半个[[figure:"
    )
    saved = save(occasion(demo), written(sheet, text), zh)
    held = number(sheet, "held")
    made = {}
    for ending in ("docx", "xlsx", "pdf"):
        made[ending] = tmp_path / f"summary.{ending}"
        make_report(
            demo,
            "term-summary",
            str(AUTUMN),
            made[ending],
            today=DEMO_DAY,
            texts=zh,
            community_id=sheet.slot.community,
            record_id=saved.record_id,
        )
    word = docx.Document(str(made["docx"]))
    lines = [one.text for one in word.paragraphs]
    assert f"共{held}次，7（来源已不在，待核对）。" in lines
    assert {"前", "后", "半个[[figure:", sheet.photos[0].caption} <= set(lines)
    rows = len(sheet.sources.figures["held"].records)
    assert len(word.tables[0].rows) == rows + 1
    assert not any("附" in one and "活动一览" in one for one in lines)
    names = openpyxl.load_workbook(made["xlsx"]).sheetnames
    assert "活动一览" in names
    assert made["pdf"].stat().st_size > 10_000


def row_of(archive: Archive, texts: Texts) -> OwedRow:
    view = home_view(Standing(archive), TermCode(2025, 2), DEMO_DAY, texts)
    return next(row for row in view.owed if row.rule[1] == "term-summary")


def test_on_the_first_page_the_summary_is_as_many_cells_as_it_has_sections(demo: Archive, zh: Texts):
    before = row_of(demo, zh)
    assert before.step.arguments["type"] == "summary"
    spring = occasion(demo, TermCode(2025, 2))
    begun = open_sheet(spring, slots(demo, TermCode(2025, 2))["term"])
    saved = save(spring, written(begun, "只写了做法。"), zh)
    row = row_of(demo, zh)
    (tally,) = row.tallies
    assert (tally.shape, int(tally.done), int(tally.owed), tally.text) == ("cells", 1, 4, "1/5 节")
    assert "".join(piece.text for piece in row.sentence) == "写好 1 节，还有 4 节"
    assert (row.step.label, row.step.arguments) == ("接着写", {"record": ["summary", saved.record_id]})
    assert "1/5 节" in row.spoken
    rows = tuple({"heading": str(place), "body": "写了"} for place in range(5))
    with change(demo, "summary.edit", DEMO_NOW) as writing:
        writing.edit(saved.record_id, {"sections": rows})
    row = row_of(demo, zh)
    assert (row.tallies[0].text, row.step.label, row.step.arguments["type"]) == ("5/5 节", "去报", "document")


def test_a_plan_that_was_written_is_offered_to_be_handed_in(demo: Archive, zh: Texts):
    def row() -> OwedRow | None:
        view = home_view(Standing(demo), TermCode(2025, 2), DEMO_DAY, zh)
        return next((one for one in view.owed if one.rule[1] == "schedule"), None)

    owed = row()
    assert owed is not None
    arguments = owed.step.arguments
    plan = records.get(demo, arguments["content"]["about_id"])
    assert (owed.step.label, arguments["type"], plan.type) == ("去报", "document", "plan")
    assert arguments["content"]["title"] == plan.title
    assert "写好了，还没报教育局基础教育股" in "".join(piece.text for piece in owed.sentence)
    with change(demo, "document.create", DEMO_NOW) as writing:
        handed = {"dated": DEMO_DAY, "handed_on": DEMO_DAY}
        made = writing.create("document", {**arguments["content"], **handed})
    view = home_view(Standing(demo), TermCode(2025, 2), DEMO_DAY, zh)
    assert made in {one for done in view.done for _type, one in done.records} or row() is None
    with change(demo, "plan.delete", DEMO_NOW) as writing:
        writing.delete(made)
        writing.delete(plan.id)
    owed = row()
    assert owed is not None
    assert (owed.step.label, owed.step.arguments["type"]) == ("去写", "plan")
