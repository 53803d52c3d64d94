"""The first start: what is answered is kept, and becomes the archive that a setup file would make."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edudesk.errors import Cancelled, UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.jobs import Job
from edudesk.services.safety.backup import back_up
from edudesk.services.setup import set_up
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import PARTNERS, SCHEME, TERM, Answers, Partner, from_plain, to_plain
from edudesk.services.starting.keeping import Draft, read_draft, unfinished
from edudesk.services.starting.showing import (
    bring_back,
    demonstration_day,
    expect_place,
    look_into,
    show_demonstration,
)
from edudesk.services.undo import steps
from tests.services.first_start import ANSWERS, NOW, SETUP, content_of, made


def test_the_answers_make_the_archive_that_a_setup_file_makes(tmp_path: Path) -> None:
    with made(tmp_path / "答", ANSWERS) as ours, set_up(tmp_path / "文", SETUP, NOW) as theirs:
        assert content_of(ours) == content_of(theirs)
        assert ours.fact("author") == theirs.fact("author") == "李园长"
        assert ours.holder_id == ANSWERS.holder_id
        assert [step.name for step in steps(ours)] == [step.name for step in steps(theirs)]


def test_a_helped_school_is_a_member_of_those_who_help_it(tmp_path: Path) -> None:
    with made(tmp_path / "档案", replace(ANSWERS, helps=False)) as archive:
        (community,) = records.all_of(archive, "community")
        roles = {
            member["school_id"] == archive.holder_id: member["role"]
            for member in community.content["members"]
        }
    assert roles == {True: "member", False: "lead"}


def test_what_is_left_out_is_not_written(tmp_path: Path) -> None:
    with made(tmp_path / "无方案", replace(ANSWERS, skipped=(SCHEME,))) as archive:
        assert not records.all_of(archive, "adoption")
        assert records.all_of(archive, "term")
    with made(tmp_path / "无结对", replace(ANSWERS, skipped=(PARTNERS,))) as archive:
        assert not records.all_of(archive, "community")
        assert [school.title for school in records.all_of(archive, "school")] == [ANSWERS.name]
    with made(tmp_path / "无学期", replace(ANSWERS, skipped=(TERM,))) as archive:
        (term,) = records.all_of(archive, "term")
        assert term.content["ends_on"] == date(2026, 1, 31)


def test_a_school_named_twice_or_our_own_is_a_partner_once() -> None:
    again = (*ANSWERS.partners, Partner(" 那丽镇中心幼儿园 ", ""), Partner(ANSWERS.name, ""), Partner("", ""))
    assert replace(ANSWERS, partners=again).named == ANSWERS.partners


def test_answers_survive_the_way_through_json() -> None:
    assert from_plain(json.loads(json.dumps(to_plain(ANSWERS)))) == ANSWERS


@pytest.mark.parametrize(
    "plain",
    [None, [], "x", {"step": 9}, {"step": "1"}, {"partners": 3, "settings": []}, {"skipped": ["a", 77]}],
)
def test_a_damaged_file_of_answers_is_as_good_as_none(tmp_path: Path, plain: object) -> None:
    path = tmp_path / FILE
    path.write_text(json.dumps(plain), "utf-8")
    assert read_draft(path) == Answers()
    path.write_bytes(b"\xff\x00{")
    assert read_draft(path) == Answers()


def test_answers_are_on_the_disk_within_a_second(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "新的" / FILE)
    draft.put(ANSWERS)
    time.sleep(1)
    assert read_draft(draft.path) == ANSWERS
    draft.remove()
    draft.put(Answers(name="晚到"))
    draft.flush()
    assert not draft.path.exists()


def test_where_answers_cannot_be_kept_they_live_on(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    draft = Draft(tmp_path / "文件" / FILE)
    draft.put(ANSWERS)
    draft.flush()
    assert draft.answers == ANSWERS


# -- kills

_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.services.first_start import ANSWERS, made
left = [{count}]
def hook(name, args):
    if name == "os.rename":
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
made_in = Path(sys.argv[1])
sys.addaudithook(hook)
made(made_in, ANSWERS).close()
"""


def test_a_kill_while_making_leaves_no_archive_or_a_whole_one(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    expected, count = None, 0
    exits: list[int] = []
    while not exits or exits[-1]:
        folder = tmp_path / f"档案{count}"
        script = _KILLED.format(root=root, count=count)
        run = subprocess.run(
            [sys.executable, "-c", script, str(folder)], cwd=root, env=os.environ, check=False
        )
        exits.append(run.returncode)
        assert run.returncode in {0, 9}
        with made(folder, ANSWERS) as archive:
            content = content_of(archive)
            assert archive.holder_id == ANSWERS.holder_id
        expected = expected or content
        assert content == expected
        assert sorted(path.parent for path in tmp_path.rglob("edudesk.db")) == sorted(
            tmp_path / f"档案{each}" for each in range(count + 1)
        )
        count += 1
    assert exits[:-1] == [9] * (count - 1)
    assert count > 1


def test_an_archive_of_others_is_never_taken_for_ours(tmp_path: Path) -> None:
    made(tmp_path / "档案", ANSWERS).close()
    other = replace(ANSWERS, holder_id="0199aaaa-0000-7000-8000-000000000002")
    with pytest.raises(UserError, match=r"archive\.exists"):
        made(tmp_path / "档案", other)
    with open_archive(tmp_path / "档案", NOW) as archive:
        assert archive.holder_id == ANSWERS.holder_id


def test_an_archive_whose_first_start_did_not_end_is_known(tmp_path: Path) -> None:
    preferences, folder = tmp_path / "settings.json", tmp_path / "档案"
    draft = Draft(tmp_path / FILE)
    draft.put(replace(ANSWERS, folder=str(folder), begun=True))
    draft.flush()
    assert unfinished(preferences, tmp_path / "平常") is None
    made(folder, ANSWERS).close()
    assert unfinished(preferences, tmp_path / "平常") == folder
    draft.remove()
    assert unfinished(preferences, tmp_path / "平常") is None


# -- places, the demonstration, earlier archives


def test_a_place_is_looked_at_without_a_trace(tmp_path: Path) -> None:
    expect_place(tmp_path / "新" / "档案")
    assert not any(tmp_path.iterdir())
    (tmp_path / "别的.txt").write_text("x")
    with pytest.raises(UserError, match=r"archive\.not-empty"):
        expect_place(tmp_path)


def test_the_demonstration_is_marked_and_made_once(
    demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "示范"
    with pytest.raises(Cancelled):
        show_demonstration(folder, Job(cancelled=lambda: True))
    assert not folder.exists()

    def made_before(place: Path, _job: Job) -> Archive:
        return open_archive(shutil.copytree(demonstration, place), NOW)

    monkeypatch.setattr("edudesk.services.demonstration.make_demonstration", made_before)
    assert show_demonstration(folder) == folder
    assert demonstration_day(folder) == date(2026, 5, 20)
    at = (folder / "edudesk.db").stat().st_mtime_ns
    assert show_demonstration(folder) == folder
    assert (folder / "edudesk.db").stat().st_mtime_ns == at
    assert demonstration_day(tmp_path) is None


def test_earlier_archives_and_backups_are_found(tmp_path: Path) -> None:
    with made(tmp_path / "旧" / "档案", ANSWERS) as archive:
        saved = back_up(archive, tmp_path / "U盘", NOW)
    assert look_into(tmp_path / "旧" / "档案").is_backup is False
    assert look_into(tmp_path / "旧").folder == tmp_path / "旧" / "档案"
    found = look_into(tmp_path / "U盘")
    assert found.is_backup
    with pytest.raises(UserError, match=r"start\.nothing-there"):
        look_into(tmp_path / "没有")
    folder = bring_back(found.folder, tmp_path / "新", NOW)
    assert saved is not None
    with open_archive(folder, NOW) as archive:
        assert archive.holder_id == ANSWERS.holder_id
