"""From the check to a package that was read back, with the mouse and with keys alone."""

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from edudesk.services.archive import open_archive
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.verify import verify
from edudesk.services.receiving.receipts import write_receipt
from edudesk.ui.pages.handing import HandingPage, handed
from edudesk.ui.pages.handing.packing import CHECK, DONE, FAILED, Packing
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs
from tests.services.receiving.packing import NOW, helped, receive
from tests.ui.asking import LONG


@pytest.fixture
def out(session: Session, tmp_path: Path) -> Path:
    """Return the folder that packages go to, as it was remembered from the last time."""
    folder = tmp_path / "out"
    session.preferences.keep_state("handing.target", str(folder))
    return folder


@pytest.fixture
def page(qtbot: QtBot, session: Session, out: Path) -> HandingPage:
    """Return the page, filled."""
    shown = HandingPage(session)
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    qtbot.waitUntil(lambda: bool(lines(shown)) and can_make(shown), timeout=LONG)
    return shown


def lines(page: HandingPage) -> list[str]:
    """Return the gaps on the page as they are read out."""
    return [line.accessibleName() for line in page._check.gaps.lines]


def can_make(page: HandingPage) -> bool:
    return button(page, "生成上报包").isEnabled()


def button(page: HandingPage, words: str) -> QAbstractButton:
    """Return the button with these words that can be seen."""
    QApplication.processEvents()  # what was added is shown soon
    found = [one for one in page.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
    assert found, f"there is no {words}"
    return found[0]


def words_of(page: HandingPage) -> str:
    from PySide6.QtWidgets import QLabel

    QApplication.processEvents()  # what was added is shown soon
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def made(qtbot: QtBot, page: HandingPage) -> Path:
    qtbot.mouseClick(button(page, "生成上报包"), Qt.MouseButton.LeftButton)
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == DONE, timeout=LONG)
    return packing.handed[0].path


def sent(qtbot: QtBot, page: HandingPage) -> int:
    """Return how many hand-overs the archive holds."""
    from edudesk.services import records

    found: list[int] = []
    page.session.desk.ask(page, lambda opened: len(records.all_of(opened.archive, "handover")), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    return found[0]


def test_a_package_is_made_read_back_and_told_of(qtbot, page, out):
    package = made(qtbot, page)
    assert list(out.iterdir()) == [package]
    verdict = verify(package)
    assert verdict.valid
    shown = words_of(page)
    assert package.name in shown
    assert check_code(verdict.tag_manifest) in shown
    assert "可以交" in shown
    assert sent(qtbot, page) == 1


def test_where_nothing_was_handed_in_no_empty_words_push_the_segments_down(page):
    assert not page._last.isVisible()


def test_the_code_is_that_of_the_tag_manifest_in_the_file(qtbot, page):
    package = made(qtbot, page)
    with zipfile.ZipFile(package) as zipped:
        (name,) = [one for one in zipped.namelist() if one.endswith("/tagmanifest-sha256.txt")]
        digest = hashlib.sha256(zipped.read(name)).hexdigest()
    assert check_code(digest) in words_of(page)


def test_the_gaps_on_the_page_are_those_in_the_package(qtbot, page):
    shown = [row.sentence for one in page._check.chosen for row in one.gaps]
    assert len(lines(page)) == len(shown) > 0
    made(qtbot, page)
    assert sorted(shown) == sorted(Packing.of(page.session).handed[0].gaps)
    qtbot.mouseClick(button(page, "看清单"), Qt.MouseButton.LeftButton)
    said = words_of(page)
    assert all(sentence in said for sentence in shown)


def test_keys_alone_make_a_package(qtbot, page, out):
    button(page, "生成上报包").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == DONE, timeout=LONG)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "打开文件夹"
    assert len(list(out.iterdir())) == 1


def test_a_gap_leads_to_where_it_is_mended(qtbot, page):
    with qtbot.waitSignal(page.session.wanted) as wanted:
        qtbot.mouseClick(page._check.gaps.lines[0].button, Qt.MouseButton.LeftButton)
    assert wanted.args[0] in {"record", "make", "records", "activity", "people", "scheme", "plan"}


def test_one_mended_is_one_fewer_when_the_page_is_shown_again(qtbot, page):
    from edudesk.services.changes import change

    before = lines(page)
    (row,) = [
        row
        for one in page._check.chosen
        for row in one.gaps
        if row.step.kind == "write" and row.about == "学期总结"
    ]
    page.hide()

    def write(opened):
        content = {"title": "本学期总结", "sections": ({"heading": "做了什么", "body": "都做了。"},)}
        with change(opened.archive, "summary.create", opened.clock.now()) as writing:
            return writing.create("summary", {**row.step.arguments["content"], **content})

    page.session.desk.change(page, write)
    qtbot.wait(50)
    page.show()
    qtbot.waitUntil(lambda: len(lines(page)) == len(before) - 1, timeout=LONG)


def test_cancelling_leaves_no_file_and_no_record(qtbot, page, out):
    qtbot.mouseClick(button(page, "生成上报包"), Qt.MouseButton.LeftButton)
    packing = Packing.of(page.session)
    qtbot.waitUntil(
        lambda: any(one.text() == "取消" and one.isVisible() for one in buttons(page)), timeout=LONG
    )
    qtbot.mouseClick(button(page, "取消"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: packing.stage == CHECK, timeout=LONG)
    assert "什么都没写" in words_of(page)
    assert not out.exists() or not list(out.iterdir())
    assert sent(qtbot, page) == 0
    assert lines(page)


def buttons(page: HandingPage) -> list[QAbstractButton]:
    return page.findChildren(QAbstractButton)


def test_leaving_and_coming_back_finds_the_work_where_it_is(qtbot, page, session):
    qtbot.mouseClick(button(page, "生成上报包"), Qt.MouseButton.LeftButton)
    page.hide()
    packing = Packing.of(session)
    qtbot.waitUntil(lambda: packing.stage == DONE, timeout=LONG)
    again = HandingPage(session)  # as after a change of type size, which makes all pages anew
    qtbot.addWidget(again)
    again.show()
    assert packing.handed[0].parts[0].check_code in words_of(again)


def test_a_place_that_is_gone_is_said_and_another_one_helps(qtbot, page, out, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    page._check.target.choose(tmp_path / "file" / "out")
    qtbot.mouseClick(button(page, "生成上报包"), Qt.MouseButton.LeftButton)
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == FAILED, timeout=LONG)
    assert "档案没有动" in words_of(page)
    assert sent(qtbot, page) == 0
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: out)
    qtbot.mouseClick(button(page, "换一个文件夹"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: packing.stage == DONE, timeout=LONG)
    assert verify(packing.handed[0].path).valid
    assert sent(qtbot, page) == 1


def test_a_disk_that_fills_up_is_said_and_everything_stays(qtbot, page, out, monkeypatch):
    import errno
    import os
    import sys

    if sys.platform != "linux":
        pytest.skip("the system does not tell which file is flushed")
    fsync = os.fsync

    def full(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(out):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    before = lines(page)
    qtbot.mouseClick(button(page, "生成上报包"), Qt.MouseButton.LeftButton)
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == FAILED, timeout=LONG)
    assert packing.error is not None
    assert packing.error.code == "package.disk_full"
    assert not list(out.iterdir())
    assert sent(qtbot, page) == 0
    qtbot.mouseClick(button(page, "回到检查"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page) == before, timeout=LONG)


def test_a_further_copy_is_read_back_and_told_of(qtbot, page, tmp_path, monkeypatch):
    package = made(qtbot, page)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "stick")
    qtbot.mouseClick(button(page, "再存一份"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "stick" / package.name).exists, timeout=LONG)
    qtbot.waitUntil(lambda: "又存了一份" in words_of(page), timeout=LONG)
    assert (tmp_path / "stick" / package.name).read_bytes() == package.read_bytes()


def test_the_receipt_is_waited_for_loaded_and_told_of(qtbot, page, tmp_path, monkeypatch):
    package = made(qtbot, page)
    assert not page._last.isVisible(), "it would push the segments below the title, and the foot out of sight"
    notice = page._done._next.receipt
    assert notice.accessibleName() == "还没有回执"
    helped(tmp_path / "receiver")
    with open_archive(tmp_path / "receiver", NOW) as receiver:
        taken = receive(receiver, package)
        receipt = write_receipt(receiver, taken.arrival_id, tmp_path, NOW)
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [receipt])
    qtbot.mouseClick(button(page, "导入回执"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "石榴湾镇中心小学收到并核对了" in words_of(page), timeout=LONG)
    qtbot.mouseClick(button(page, "做上报包"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "石榴湾镇中心小学" in notice.accessibleName(), timeout=LONG)


def test_the_list_of_what_lies_in_the_package_is_opened(qtbot, page, monkeypatch):
    package = made(qtbot, page)
    opened: list[Path] = []
    monkeypatch.setattr(handed, "open_with_system", opened.append)
    qtbot.mouseClick(button(page, "看目录"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened), timeout=LONG)
    with zipfile.ZipFile(package) as zipped:
        (name,) = [one for one in zipped.namelist() if one.endswith("/data/目录.pdf")]
        assert opened[0].read_bytes() == zipped.read(name)


def test_the_email_edition_is_one_step_from_the_full_one(qtbot, page):
    made(qtbot, page)
    qtbot.mouseClick(button(page, "做邮件版"), Qt.MouseButton.LeftButton)
    assert Packing.of(page.session).stage == CHECK
    assert page._check.edition.code == "email"


def test_every_community_gets_a_package_when_all_are_chosen(qtbot, page, out):
    field = page._check._side._community
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    assert page._check.gap_count == len(lines(page)) > 12
    qtbot.mouseClick(button(page, "生成 2 个上报包"), Qt.MouseButton.LeftButton)
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == DONE, timeout=LONG)
    assert len(list(out.iterdir())) == 2
    assert "2 个包做好了" in words_of(page)


def test_without_a_community_the_page_says_what_to_do_first(qtbot, empty_session):
    shown = HandingPage(empty_session)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: "还没有共同体" in words_of(shown), timeout=LONG)
    with qtbot.waitSignal(empty_session.wanted) as wanted:
        qtbot.mouseClick(button(shown, "去共同体"), Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "community"


def test_a_receiver_that_is_typed_is_entered_and_offered_next_time(qtbot, page):
    from edudesk.services import records

    field, typed = page._check._side._receiver, page._check._side._typed
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.waitUntil(typed.isVisible)
    typed.setFocus()
    qtbot.keyClicks(typed, "Qingfeng bureau")
    made(qtbot, page)
    found: list[str] = []

    def question(opened):
        return [one.content.get("handed_to") for one in records.all_of(opened.archive, "handover")]

    page.session.desk.ask(page, question, found.extend)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    assert found == ["Qingfeng bureau"]
    assert "交给Qingfeng bureau" in words_of(page)
    qtbot.waitUntil(lambda: "Qingfeng bureau" in page._check.chosen[0].receivers, timeout=LONG)


def test_tab_reaches_every_gap_and_the_button_that_makes_the_package(qtbot, page):
    page.activateWindow()
    page._tabs.setFocus()
    reached = set()
    for _ in range(80):
        reached.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {line.button for line in page._check.gaps.lines} <= reached
    assert button(page, "生成上报包") in reached


def test_too_little_room_is_told_before_anything_starts(page):
    from edudesk.services.handing.places import Place

    target = page._check.target
    target._show((Place(target.folder, free=1 << 20),))
    assert "只剩 1 MB" in words_of(page)


def test_the_gap_of_a_summary_leads_to_the_page_on_which_it_is_written(qtbot, page, session):
    asked: list[tuple[str, Any]] = []
    session.wanted.connect(lambda code, place: asked.append((code, place)))
    line = next(line for line in page._check.gaps.lines if "学期帮扶工作总结" in line.accessibleName())
    line.button.setFocus()
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    ((code, place),) = asked
    assert (code, place["content"]["term"]) == ("summary", "2025-2")
