"""A term's papers on their way: kindergarten → lead school → bureau, and the receipts back, by command line.

All schools and people are made up.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from edudesk.cli import run_command
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.communities.answers import confirm, proposals
from edudesk.services.handing.history import sent_packages
from edudesk.texts import Texts

TERM, DAY = "2025-1", "2026-01-20"
NOW = datetime(2026, 1, 20, 2, 30, tzinfo=UTC)
LEAD, MEMBER, BUREAU = "明德实验小学", "石榴湾镇中心幼儿园", "云杉市教育局"
KINDS = {LEAD: "小学", MEMBER: "幼儿园", BUREAU: "教育局"}
CODES = {LEAD: "2145000001", MEMBER: "2145000002"}

PARTNERSHIP = """
[[communities]]
name = "{name}"
since = 2025-09-01
subjects = ["语文"]
[[communities.members]]
school = "{lead}"
role = "帮扶学校"
[[communities.members]]
school = "{member}"
role = "结对学校"
[communities.scheme]
id = "qinnan"
since = 2025-09-01
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
"""


def setup(school: str, author: str, partner: str = "", community: str = "") -> str:
    own = f'[author]\nname = "{author}"\n[school]\nname = "{school}"\nkind = "{KINDS[school]}"\n'
    if not partner:
        return own
    own += f'code = "{CODES[school]}"\n'
    own += f'[[partners]]\nname = "{partner}"\nkind = "{KINDS[partner]}"\ncode = "{CODES[partner]}"\n'
    return own + PARTNERSHIP.format(name=community, lead=LEAD, member=MEMBER)


def run(*words: str | Path, status: int = 0) -> None:
    assert run_command([str(word) for word in words]) == status


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Return the folders of three archives."""
    return {name: folder / "archive" for name, folder in found_three(tmp_path).items()}


def found_three(place: Path) -> dict[str, Path]:
    """Make three archives from setup files; return a folder for each that holds its ``archive``."""
    told = {
        LEAD: setup(LEAD, "周敏", MEMBER, "明德共同体"),
        MEMBER: setup(MEMBER, "罗长庚", LEAD, "与明德结对"),
        BUREAU: setup(BUREAU, "何科"),
    }
    for name, text in told.items():
        (place / name).mkdir()
        (place / name / "setup.toml").write_text(text, "utf-8")
        run("new", "--archive", place / name / "archive", "--from", place / name / "setup.toml")
    return {name: place / name for name in told}


def hold(place: Path, topic: str, day: date) -> None:
    """Enter a visit of the lead at the member school."""
    with open_archive(place, NOW) as archive, change(archive, "activity.create", NOW) as writing:
        community = records.all_of(archive, "community")[0].id
        schools = {one.title: one.id for one in records.all_of(archive, "school")}
        told = {"topic": topic, "state": "held", "starts_on": day, "kinds": ("guidance-visit",)}
        sides = tuple({"school_id": schools[name]} for name in (LEAD, MEMBER))
        where = {"community_id": community, "host_id": schools[MEMBER], "schools": sides}
        writing.create("activity", {**told, **where})


def export(place: Path, to: Path) -> Path:
    run("export", "--archive", place, "--term", TERM, "--to", to, "--on", DAY)
    return max(to.glob("*.zip"), key=lambda path: path.stat().st_mtime_ns)


def merge(place: Path, package: Path, back: Path, capsys) -> dict[str, Any]:
    capsys.readouterr()
    run("merge", "--archive", place, package, "--receipt-to", back, "--json")
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def say_yes(place: Path, times: int) -> None:
    """Confirm what is proposed to be one."""
    with open_archive(place, NOW) as archive:
        said = 0
        while found := proposals(archive):
            confirm(archive, found[0], "核对过", NOW)
            said += 1
        assert said == times


def receipts(place: Path) -> list[Sequence[str]]:
    with open_archive(place, NOW) as archive:
        handed = records.all_of(archive, "handover")
        return [[row["receiver"] for row in one.content.get("receipts", ())] for one in handed]


def rolled(place: Path, to: Path) -> dict[str, list[object]]:
    run("report", "--archive", place, "--term", TERM, "--kind", "汇总", "--to", to, "--on", DAY)
    rows = openpyxl.load_workbook(to)["各校情况"].iter_rows(min_row=2, values_only=True)
    return {str(row[2]): list(row) for row in rows if row[2]}


def test_a_term_goes_from_member_to_lead_to_bureau_and_receipts_come_back(
    places: dict[str, Path], tmp_path: Path, capsys
) -> None:
    lead, member, bureau = places[LEAD], places[MEMBER], places[BUREAU]
    hold(member, "到校听课评课", date(2025, 10, 15))
    hold(member, "备课指导", date(2025, 11, 12))
    hold(lead, "听课评课指导", date(2025, 10, 15))

    package = export(member, tmp_path / "stick")
    run("verify", package)
    told = merge(lead, package, tmp_path / "back", capsys)
    assert (told["changed"], told["refused"], told["signature"]) == (True, [], "first")
    assert merge(lead, package, tmp_path / "back", capsys)["changed"] is False
    # Both schools, the community of each, and the visit that both wrote down.
    say_yes(lead, 4)
    roll = rolled(lead, tmp_path / "lead.xlsx")
    assert (roll[MEMBER][4], roll[LEAD][4]) == ("已交", "本校")

    (receipt,) = (tmp_path / "back").glob("*.json")
    run("merge", "--archive", member, receipt)
    assert receipts(member) == [[LEAD]]
    run("merge", "--archive", lead, receipt, status=2)  # it is not for a package of theirs

    whole = export(lead, tmp_path / "to-bureau")
    assert len(list((tmp_path / "to-bureau").iterdir())) == 1
    for one in (whole, package):
        assert merge(bureau, one, tmp_path / "from-bureau", capsys)["refused"] == []
    roll = rolled(bureau, tmp_path / "bureau.xlsx")
    assert [roll[name][4] for name in (LEAD, MEMBER)] == ["已交", "已交"]
    for receipt in (tmp_path / "from-bureau").iterdir():
        run("merge", "--archive", lead if LEAD in receipt.name.split("-", 2)[2] else member, receipt)
    assert receipts(lead) == [[BUREAU]]
    assert receipts(member) == [[LEAD, BUREAU]]

    # What was mended after handing in comes with the next package and replaces what was there.
    with open_archive(member, NOW) as archive, change(archive, "activity.edit", NOW) as writing:
        changed = next(one for one in records.all_of(archive, "activity") if one.title == "备课指导")
        writing.edit(changed.id, {"topic": "备课和作业指导"})
    later = merge(lead, export(member, tmp_path / "later"), tmp_path / "again", capsys)
    assert later["numbers"]["newer"] == 1
    with open_archive(lead, NOW) as archive:
        assert records.get(archive, changed.id).title == "备课和作业指导"
    run("check", "--archive", lead)
    with open_archive(member, NOW) as archive:
        assert len(sent_packages(archive, Texts("zh"))) == 2


def content_of(place: Path) -> dict[str, tuple[object, ...]]:
    """Return what every record of an archive says, but for how packages came and went."""
    with open_archive(place, NOW) as archive:
        return contents(archive)


def contents(archive: Archive) -> dict[str, tuple[object, ...]]:
    """Return what every record says, but for how packages came and went."""
    with archive.read() as connection:
        kinds = ("school", "person", "community", "activity", "evidence")
        found = [one for kind in kinds for one in records.all_of(connection, kind)]
        return {one.id: (one.type, one.revision_id, str(one.content)) for one in found}


def test_two_machines_of_one_school_end_with_the_same_records(
    places: dict[str, Path], tmp_path: Path, capsys
) -> None:
    first, second = places[LEAD], tmp_path / "second"
    hold(first, "听课评课指导", date(2025, 10, 15))
    run("backup", "--archive", first, "--to", tmp_path / "stick")
    (backup,) = (tmp_path / "stick").iterdir()
    run("restore", backup, "--archive", second)
    hold(first, "备课指导", date(2025, 11, 12))
    hold(second, "作业指导", date(2025, 12, 3))
    secret = tmp_path / "password.txt"
    secret.write_text("Qingfeng-2026-xiao", "utf-8")
    sealed = ("--edition", "same-school", "--password-file", secret, "--term", TERM, "--on", DAY)
    for giver, taker in ((first, second), (second, first)):
        out = tmp_path / f"from-{giver.name}"
        run("export", "--archive", giver, "--to", out, *sealed)
        (package,) = out.glob("*.zip")
        run("merge", "--archive", taker, package, status=2)  # nothing is read without the password
        capsys.readouterr()
        run("merge", "--archive", taker, package, "--password-file", secret, "--json")
        told = json.loads(capsys.readouterr().out)
        assert (told["signature"], told["refused"]) == ("own", [])
    assert content_of(first) == content_of(second)
    assert sum(kind == "activity" for kind, *_ in content_of(first).values()) == 3
    run("check", "--archive", second)
