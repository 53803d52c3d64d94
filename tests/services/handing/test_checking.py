"""What the page says before handing in is what the package says afterwards."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.handing.checking import Asking, check_term
from edudesk.services.handing.history import sent_packages
from edudesk.services.handing.making import make_packages
from edudesk.services.handing.paper_receipt import note_paper_receipt
from edudesk.services.handing.view import ASKED, LISTS, PAPERS, Checked, Wanted
from edudesk.services.jobs import QUIET
from edudesk.services.packages.verify import verify
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts
from tests.services.packages.handing import LATER, TERM, TODAY
from tests.services.standing.home import Pairing

COMMUNITY = "明德—石榴湾结对"


@pytest.fixture
def archive(term_archive):
    return term_archive


@pytest.fixture
def bare(founded, tmp_path):
    with open_archive(shutil.copytree(founded, tmp_path / "bare"), LATER) as opened:
        yield opened


@pytest.fixture
def ids(term_ids):
    return term_ids


def look(archive, language="zh") -> Checked:
    statuses = Standing(archive).at(TermCode.parse(TERM), TODAY)
    return check_term(Asking(archive, LATER, TODAY, Texts(language)), statuses)


def make(archive, ids, to: Path, checked: Checked, **asked):
    (one,) = [one for one in checked.communities if one.community_id == ids["community"]]
    settled = {"community_id": ids["community"], "form": "zip", "handed_to": "", "files": one.files}
    wanted = Wanted(term=TERM, to=to, now=LATER, today=TODAY, **{**settled, **asked})
    return make_packages(archive, wanted, Texts("zh"), QUIET, lambda _stage: None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_gaps_are_those_of_the_package(archive, ids, tmp_path, language):
    archive.store.path(records.get(archive, ids["record"]).content["sha256"]).unlink()
    checked = look(archive, language)
    (handed,) = make(archive, ids, tmp_path / "out", look(archive))
    shown = [gap.sentence for gap in look(archive).communities[0].gaps]
    assert sorted(shown) == sorted(handed.gaps)
    assert len(checked.communities[0].gaps) == len(handed.gaps)


def test_every_gap_has_a_button_and_stands_in_one_of_the_groups(archive, ids):
    gaps = look(archive).communities[0].gaps
    assert {gap.group for gap in gaps} == {ASKED, PAPERS}
    assert [gap.group for gap in gaps] == sorted(gap.group for gap in gaps)
    for gap in gaps:
        assert gap.step.label
        assert gap.about
        assert gap.lacks
        assert gap.step.arguments.keys() & {"record", "records", "type", "community_id", "rule"}


def test_the_files_and_the_size_are_about_those_of_the_package(archive, ids, tmp_path):
    checked = look(archive)
    (handed,) = make(archive, ids, tmp_path / "out", checked)
    assert checked.communities[0].files == handed.files + LISTS
    assert handed.bytes <= checked.communities[0].expected < 20 * handed.bytes


def test_one_mended_is_one_fewer(archive, ids, tmp_path):
    before = look(archive).communities[0].gaps
    with change(archive, "activity.edit", LATER) as writing:
        writing.edit(ids["late"], {"state": "cancelled"})
    after = look(archive).communities[0].gaps
    assert {gap.sentence for gap in before} - {gap.sentence for gap in after} == {
        gap.sentence for gap in before if "未登记的座谈" in gap.sentence
    }
    assert len(after) == len(before) - 1


def test_a_paper_that_is_written_here_is_said_to_be_and_its_button_leads_to_it(archive, ids):
    def gap():
        return next(one for one in look(archive).communities[0].gaps if one.about == "学期活动计划")

    with change(archive, "plan.create", LATER) as writing:
        begun = writing.create("plan", {"title": "新计划", "community_id": ids["community"], "term": TERM})
    assert "还没写" in gap().lacks
    assert (gap().step.label, gap().step.arguments) == ("接着写", {"record": ["plan", begun]})
    with change(archive, "plan.edit", LATER) as writing:
        writing.edit(begun, {"sections": ({"heading": "目标", "body": "每月一次"},)})
    assert gap().lacks.startswith("写好了，还没报教育局基础教育股")
    assert gap().step.arguments["content"]["about_id"] == begun


def test_whom_it_went_to_is_remembered(archive, ids, tmp_path):
    checked = look(archive)
    assert checked.last == ""
    make(archive, ids, tmp_path / "out", checked, handed_to="县教育局基教股")
    again = look(archive)
    assert again.communities[0].receivers[0] == "县教育局基教股"
    assert "1月20日" in again.last


def test_last_time_is_handed_in_only_once_somebody_signed_for_it(archive, ids, tmp_path):
    make(archive, ids, tmp_path / "out", look(archive))
    made = look(archive).last
    assert "做了" in made
    assert "交了" not in made
    (sent,) = sent_packages(archive, Texts("zh"))
    note_paper_receipt(archive, sent.id, "李红", TODAY, LATER)
    assert "交了" in look(archive).last


def test_a_package_that_reads_back_wrong_is_not_handed_over(archive, ids, tmp_path, monkeypatch):
    from edudesk.errors import EnvironmentProblem

    def damaged(package, job):
        content = bytearray(package.read_bytes())
        content[len(content) // 2] ^= 1
        package.write_bytes(content)
        return verify(package, job)

    monkeypatch.setattr("edudesk.services.handing.making.verify", damaged)
    with pytest.raises(EnvironmentProblem) as caught:
        make(archive, ids, tmp_path / "out", look(archive))
    assert caught.value.code == "package.read_back_differs"
    assert not list((tmp_path / "out").iterdir())
    assert not records.all_of(archive, "handover")


def test_each_of_several_partners_is_told_its_own_plan_and_led_to_it(bare):
    pairing = Pairing(bare)
    days = date(2025, 10, 13), date(2025, 11, 4)
    planned = [
        pairing.activity("guidance", partner, day, state="planned") for partner, day in enumerate(days)
    ]
    statuses = pairing.standing.at(TermCode.parse("2025-1"), date(2025, 9, 22))
    asking = Asking(bare, LATER, date(2025, 9, 22), Texts("zh"))
    (checked,) = check_term(asking, statuses).communities
    about = [gap for gap in checked.gaps if gap.about == "到结对学校指导"]
    for gap, name, day, record in zip(
        about, ("丽光学校", "大番坡学校"), ("10月13日", "11月4日"), planned, strict=True
    ):
        assert gap.lacks.startswith(name)
        assert day in gap.lacks
        assert gap.step.arguments == {"records": [["activity", record]]}
