"""A term's papers on their way: kindergarten → lead school → bureau, and the receipts back, by window.

The three windows are opened one after the other, each on its own archive; only what lies on the stick goes
from one to the next. All schools and people are made up.
"""

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import change
from edudesk.ui.theme import apply_theme
from tests.e2e.test_three_archives import BUREAU, LEAD, MEMBER, contents, found_three, hold
from tests.e2e.three_windows import NOW, Office, office
from tests.services.packages.handing import picture

PASSWORD = "Shiliu-2026-wan"
MENDED = "备课和作业指导"
TWICE = "可能和这里已有的是同一"


@pytest.fixture
def places(qapp: QApplication, tmp_path: Path) -> Mapping[str, Path]:
    """Return a folder with an archive for each of the three, of which two have worked together."""
    apply_theme(qapp)
    found = found_three(tmp_path)
    hold(found[MEMBER] / "archive", "到校听课评课", date(2025, 10, 15))
    hold(found[MEMBER] / "archive", "备课指导", date(2025, 11, 12))
    hold(found[LEAD] / "archive", "听课评课指导", date(2025, 10, 15))
    photo = tmp_path / "评课.jpg"
    photo.write_bytes(picture(gps=True))
    with open_archive(found[MEMBER] / "archive", NOW) as archive:
        visit = records.all_of(archive, "activity")[0]
        attach_all(archive, [Attachment(visit.id, photo)], NOW)
    return found


def test_a_term_goes_from_window_to_window_and_the_receipts_come_back(
    places: Mapping[str, Path], tmp_path: Path
) -> None:
    stick, back = tmp_path / "stick", tmp_path / "back"
    for folder in (stick, back):
        folder.mkdir()
    with office(places[MEMBER]) as kindergarten:
        package = kindergarten.make(stick)
        assert kindergarten.cells("sent", "name", "state") == [(package.name, "还没有回执")]

    with office(places[LEAD]) as lead:
        refuse_changed(lead, package, tmp_path)
        take_in_and_back(lead, package)
        receipt = lead.give_receipt(back)
        lead.reads(TWICE)
        lead.press("incoming.see-twice")
        assert lead.say_yes() == 4  # both schools, the community of each, and the visit that both wrote down
        lead.turn_to("look")
        lead.reads(f"{MEMBER}的包收进来了")
        lead.reads_no_more(TWICE)
        assert lead.cells("roll", "school", "handed") == [(LEAD, "本校"), (MEMBER, "已收到")]
        whole = lead.make(stick)

    with office(places[MEMBER]) as kindergarten:
        kindergarten.look_at(receipt)
        kindergarten.reads(f"{LEAD}收到并核对了")
        assert kindergarten.cells("sent", "name", "state") == [(package.name, "有回执")]
        mend(kindergarten)
        sealed = kindergarten.make(tmp_path / "sealed", PASSWORD)

    with office(places[BUREAU]) as bureau:
        assert bureau.take_in_all(stick, back) == ["taken", "taken"]
        assert bureau.cells("roll", "school", "handed") == [(LEAD, "已收到"), (MEMBER, "已收到")]

    with office(places[LEAD]) as lead:
        lead.look_at(next(back.glob(f"*{BUREAU}*{LEAD}*")))
        lead.reads(f"{BUREAU}收到并核对了")
        assert (whole.name, "有回执") in lead.cells("sent", "name", "state")
        open_sealed(lead, sealed)
        assert said(lead) == {MENDED, "到校听课评课", "听课评课指导"}


def refuse_changed(lead: Office, package: Path, place: Path) -> None:
    """Look at a package of which a file was changed on its way: it is named, nothing can be taken in."""
    changed = place / "changed.zip"
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(changed, "w") as out:
        name = next(one for one in whole.namelist() if one.endswith("缺项清单.pdf"))
        for one in whole.infolist():
            out.writestr(one, b"changed" if one.filename == name else whole.read(one))
    before = said(lead)
    lead.look_at(changed)
    lead.reads("这个包有问题")
    lead.reads(name.partition("/")[2])
    assert not lead.page._look.take.isVisible()
    assert said(lead) == before


def take_in_and_back(lead: Office, package: Path) -> None:
    """Take a package in, twice, take it back as a whole, and in again."""
    own = said(lead)
    lead.look_at(package)
    lead.reads("这个包没有问题")
    lead.reads(f"第一次收到{MEMBER}签名的包")
    lead.take_in()
    lead.reads(f"{MEMBER}的包收进来了")
    taken = whole(lead)
    assert said(lead) == own | {"到校听课评课", "备课指导"}

    lead.look_at(package)
    lead.reads("里面的都在这里了")
    lead.take_in()
    lead.reads(f"{MEMBER}的包以前收过")
    assert whole(lead) == taken

    lead.take_back()
    lead.reads(f"{MEMBER}的包已经撤回")
    assert said(lead) == own
    lead.look_at(package)
    lead.take_in()
    assert whole(lead) == taken


def open_sealed(lead: Office, package: Path) -> None:
    """Open what came under a password, at the second try, and take in what was mended."""
    lead.look_at(package)
    lead.reads("这个包加了密码")
    lead.unlock("not-the-password")
    lead.reads("这个密码打不开")
    lead.unlock(PASSWORD)
    lead.reads("有改动的 1 条")
    lead.take_in()
    lead.reads(f"{MEMBER}的包收进来了")


def mend(kindergarten: Office) -> None:
    """Change an activity that was handed in already."""

    def deed(opened: Any) -> None:
        with change(opened.archive, "activity.edit", NOW) as writing:
            told = {one.title: one.id for one in records.all_of(opened.archive, "activity")}
            writing.edit(told["备课指导"], {"topic": MENDED})

    done: list[None] = []
    kindergarten.session.desk.change(kindergarten.page, deed, done.append)
    kindergarten.hands.until(lambda: done, "to be changed")


def said(there: Office) -> set[str]:
    """Return the topics of the activities that are there."""
    return {
        str(one.title) for one in there.user.ask(lambda opened: records.all_of(opened.archive, "activity"))
    }


def whole(there: Office) -> Mapping[str, Any]:
    """Return what every record says, but for how packages came and went."""
    found: Mapping[str, Any] = there.user.ask(lambda opened: contents(opened.archive))
    return found
