"""The roll-up: what came from whom, what is still awaited, and every event counted once."""

from dataclasses import replace
from pathlib import Path

import openpyxl

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.communities.answers import confirm, proposals
from edudesk.services.communities.proposals import Proposal
from edudesk.services.paperwork import Asked, write_report
from edudesk.services.rollup.reckoning import roll_up
from edudesk.services.rollup.sheet import write_roll
from edudesk.services.rollup.view import CommunityRoll
from edudesk.services.schemes.results import State
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts
from tests.services.receiving.packing import NOW, TERM, TODAY, receive, send

VISITS = {
    "rule_id": "visits",
    "kind": "quota",
    "name": {"zh": "到校指导", "en": "Visits"},
    "state": "at-risk",
    "value": "1",
    "target": "2",
}
GAP = "“听送教课”还没有签到表"


def rolled(archive: Archive) -> CommunityRoll:
    found = roll_up(Standing(archive), TermCode.parse(TERM), TODAY)
    return next(one for one in found if one.community == "明德—石榴湾结对")


def totals(roll: CommunityRoll) -> dict[str, int]:
    return {one.key: int(one.number) for one in roll.totals}


def test_the_lead_sees_who_handed_in_and_counts_an_event_of_both_once(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    lead, member = sender, receiver
    before = rolled(lead)
    assert [(row.school, row.ours, row.handed) for row in before.rows] == [
        ("明德实验小学", True, None),
        ("石榴湾镇中心小学", False, None),
    ]
    assert (before.handed_in, before.expected, totals(before)["held"]) == (0, 1, 2)

    package = send(member, tmp_path / "package.zip", results=[VISITS], gaps=[GAP])
    receive(lead, package)
    assert rolled(lead).handed_in == 0  # nobody has said yet that it is the same school
    (stand_in,) = (one.id for one in records.all_of(member, "school") if one.title == "明德实验小学")
    confirm(lead, Proposal("school", lead.holder_id, stand_in, "code"), "一看就是", NOW)
    while found := proposals(lead):
        confirm(lead, found[0], "一看就是", NOW)

    roll = rolled(lead)
    assert (roll.handed_in, roll.expected) == (1, 1)
    _ours, theirs = roll.rows
    assert theirs.handed is not None
    assert theirs.handed.gaps == (GAP,)
    assert [rule.id for rule in roll.rules] == ["visits"]
    cell = theirs.cells["visits"]
    assert (cell.state, f"{cell.value}/{cell.target}") == (State.AT_RISK, "1/2")
    assert totals(roll)["held"] == 2  # the lesson that both wrote down, and the lecture
    assert len(roll.totals[0].records) == 3

    asked = Asked("汇总", TERM)
    made = write_report(lead, asked, tmp_path / "roll.xlsx", today=TODAY, texts=Texts("zh")).path
    book = openpyxl.load_workbook(made)
    assert book.sheetnames == ["各校情况", "合计"]
    rows = [list(row) for row in book["各校情况"].iter_rows(values_only=True)]
    assert rows[0][-1] == "到校指导"
    assert [row[2] for row in rows[1:3]] == ["明德实验小学", "石榴湾镇中心小学"]
    assert (rows[2][4], rows[2][8], rows[2][9]) == ("已交", 1, "有风险 1/2")
    assert rows[1][5:] == ["—"] * 5  # of ourselves nothing came, and our own scheme has no such rule


def test_what_came_to_nothing_is_0_and_what_nobody_told_is_a_dash(sender: Archive, tmp_path: Path) -> None:
    full = rolled(sender)
    assert len(full.totals) > 1
    bare = replace(full, community_id="", community="另一个", totals=full.totals[:1])
    made = write_roll((full, bare), tmp_path / "roll.xlsx", TODAY, Texts("zh")).path
    book = openpyxl.load_workbook(made)
    _head, *told = book["合计"].iter_rows(values_only=True)
    assert told[1][2:] == (0,) * (len(full.totals) - 1)
    assert None not in told[1] + told[2]
    _head, ours, theirs, *_rest = book["各校情况"].iter_rows(values_only=True)
    assert None not in ours + theirs
    assert theirs[8] == "—"
