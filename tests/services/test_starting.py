"""The first start: what is answered is kept, and becomes the archive that a setup file would make."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from edudesk.errors import Cancelled, UserError
from edudesk.services import records
from edudesk.services.adopting import shipped_scheme
from edudesk.services.archive import Archive, open_archive
from edudesk.services.jobs import Job
from edudesk.services.safety.backup import back_up
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.reading.editing import set_head, set_value
from edudesk.services.setup import set_up
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import (
    PARTNERS,
    SCHEME,
    TERM,
    Answers,
    Partner,
    days_of,
    from_plain,
    guess_kind,
    guess_term,
    offered_terms,
    to_plain,
)
from edudesk.services.starting.imagining import facts_of
from edudesk.services.starting.keeping import Draft, read_draft, unfinished
from edudesk.services.starting.making import make_archive
from edudesk.services.starting.offering import asks, nearness, offers
from edudesk.services.starting.showing import (
    bring_back,
    demonstration_day,
    expect_place,
    look_into,
    show_demonstration,
)
from edudesk.services.undo import steps
from edudesk.texts import Texts

NOW = datetime(2025, 12, 16, 8, tzinfo=UTC)
TODAY = date(2025, 12, 16)
TEXTS = Texts("zh")
ANSWERS = Answers(
    name="临海市中心幼儿园",
    kind="kindergarten",
    author="李园长",
    partners=(Partner("那丽镇中心幼儿园", "kindergarten"), Partner("大番坡镇中心小学", "primary")),
    scheme="qinnan",
    settings={"exchange-days": 15},
    term="2025-1",
    first="2025-09-01",
    last="2026-01-23",
    since="2025-09-01",
    holder_id="0199aaaa-0000-7000-8000-000000000001",
)
SETUP = """
[author]
name = "李园长"
[school]
name = "临海市中心幼儿园"
kind = "幼儿园"
[[partners]]
name = "那丽镇中心幼儿园"
kind = "幼儿园"
[[partners]]
name = "大番坡镇中心小学"
kind = "小学"
[[communities]]
name = "结对"
since = 2025-09-01
[[communities.members]]
school = "临海市中心幼儿园"
role = "帮扶学校"
[[communities.members]]
school = "那丽镇中心幼儿园"
role = "结对学校"
[[communities.members]]
school = "大番坡镇中心小学"
role = "结对学校"
[communities.scheme]
id = "qinnan"
settings = { exchange-days = 15 }
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
"""


def content_of(archive: Archive) -> list[Any]:
    """Return all records without ids: schools by their name, communities by theirs."""
    kinds = ("school", "person", "community", "adoption", "agreement", "term", "special-day")
    found = [record for kind in kinds for record in records.all_of(archive, kind)]
    names = {record.id: record.title for record in found}
    return sorted((record.type, repr(_named(record.content, names))) for record in found)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _named(each, names) for key, each in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_named(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def made(folder: Path, answers: Answers) -> Archive:
    """Make the archive of these answers."""
    return make_archive(folder, answers, "结对", NOW, TODAY)


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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("大番坡镇中心幼儿园", "kindergarten"),
        ("石榴湾镇中心小学", "primary"),
        ("临海市第三初级中学", "junior"),
        ("临海市实验九年一贯制学校", "nine-year"),
        ("临海市特殊教育学校", "special"),
        ("白鹭岭教学点", "teaching-point"),
        ("明德书院", ""),
    ],
)
def test_a_name_tells_the_kind_of_school(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("day", "term", "offered"),
    [
        (date(2025, 12, 16), "2025-1", "2024-2 2025-1 2025-2"),
        (date(2026, 5, 20), "2025-2", "2025-1 2025-2 2026-1"),
        (date(2026, 8, 20), "2025-2", "2025-1 2025-2 2026-1"),
    ],
)
def test_the_term_is_guessed_from_the_day(day: date, term: str, offered: str) -> None:
    assert str(guess_term(day)) == term
    assert " ".join(map(str, offered_terms(day))) == offered


def test_days_that_cannot_be_read_are_the_usual_ones() -> None:
    days = days_of(replace(ANSWERS, first="9月", last="", since=""), TODAY)
    assert (days.first, days.last, days.since) == (date(2025, 9, 1), date(2026, 1, 31), date(2025, 9, 1))


def test_the_nearest_scheme_comes_first() -> None:
    def order(name: str, kind: str) -> list[str]:
        return [offer.id for offer in offers(facts_of(Answers(name=name, kind=kind), TODAY).schools, TEXTS)]

    kindergarten, primary = order("临海市中心幼儿园", "kindergarten"), order("临海市实验小学", "primary")
    assert read_scheme(shipped_scheme(kindergarten[0])).stages == ("preschool",)
    assert kindergarten.index("taihe-kindergarten") < kindergarten.index("qinnan")
    assert primary.index("qinnan") < primary.index("taihe-kindergarten")
    assert order("钦南区第一幼儿园", "kindergarten")[0] == "qinnan"


def test_a_scheme_is_near_by_its_place_and_by_few_other_stages() -> None:
    text = shipped_scheme("qinnan")
    plain = text.replace('stages = ["preschool", "primary", "junior"]', "")
    here = read_scheme(text)
    assert nearness(here, ["钦南区第三小学"], ["primary"]) > nearness(here, ["某某小学"], ["primary"])
    alone = read_scheme(text.replace('["preschool", "primary", "junior"]', '["primary"]'))
    assert (
        nearness(alone, [], ["primary"])
        > nearness(here, [], ["primary"])
        > nearness(read_scheme(plain), [], [])
    )
    assert nearness(here, [], ["senior"]) == 0
    assert nearness(read_scheme(plain), [], ["senior"]) > 0


def test_a_scheme_of_ones_own_is_offered_and_asked_for() -> None:
    facts = facts_of(ANSWERS, TODAY)
    own = {
        "own": set_value(
            set_head(shipped_scheme("qinnan"), id="own"), "guidance-visits", "condition.at_least", 7
        )
    }
    assert {"own", "qinnan"} <= {offer.id for offer in offers(facts.schools, TEXTS, own)}
    assert asks("own", {}, facts, guess_term(TODAY), TEXTS, own=own).rules[0].amount == "每所 7 次"


def test_a_scheme_shows_its_empty_cells_for_every_partner() -> None:
    facts = facts_of(ANSWERS, TODAY)
    found = asks("qinnan", {}, facts, guess_term(TODAY), TEXTS)
    visits = found.rules[0]
    assert (visits.name, visits.amount) == ("到结对学校指导", "每所 3 次")
    assert [int(tally.target) for tally in visits.tallies] == [3, 3]
    assert all(not tally.value and not tally.planned for ask in found.rules for tally in ask.tallies)
    assert found.partners == len(ANSWERS.partners)
    assert "学期帮扶工作总结" in found.papers


def test_a_setting_changes_what_is_asked() -> None:
    facts = facts_of(ANSWERS, TODAY)

    def visits(**settings: str) -> tuple[str, int]:
        ask = asks("qinnan", settings, facts, guess_term(TODAY), TEXTS).rules[0]
        return ask.amount, len(ask.tallies)

    assert visits() == ("每所 3 次", 2)
    assert visits(basis="community") == ("共 3 次", 1)


def test_without_partners_one_stands_for_all() -> None:
    facts = facts_of(replace(ANSWERS, partners=()), TODAY)
    assert len(asks("qinnan", {}, facts, guess_term(TODAY), TEXTS).rules[0].tallies) == 1


# -- kills

_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.services.test_starting import ANSWERS, made
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


def test_the_demonstration_is_marked_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "示范"
    with pytest.raises(Cancelled):
        show_demonstration(folder, Job(cancelled=lambda: True))
    assert not folder.exists()
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
