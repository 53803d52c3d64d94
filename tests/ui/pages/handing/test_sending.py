"""How a package leaves: by e-mail in parts, without a picture that was held back, under a password."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from edudesk.errors import UserError
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts
from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.edition_rows import EditionRows
from edudesk.ui.pages.handing.faces_window import FacesWindow
from edudesk.ui.pages.handing.naming_window import NamingWindow
from edudesk.ui.pages.handing.packing import CHECK, DONE, Packing
from edudesk.ui.pages.handing.questions import ask_pattern
from edudesk.ui.widgets.buttons import Button
from tests.ui.asking import LONG
from tests.ui.pages.handing.test_making import (
    button,
    out,
    page,
    sent,
    words_of,
)

__all__ = ["out", "page"]
PASSWORD = "Qingfeng-2026"


def rows(page: HandingPage) -> EditionRows:
    return page._check._side.edition


def press(qtbot: QtBot, page: HandingPage, words: str) -> None:
    qtbot.mouseClick(button(page, words), Qt.MouseButton.LeftButton)


def write(qtbot: QtBot, field: QLineEdit, words: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


def by_mail(qtbot: QtBot, page: HandingPage, size: str) -> None:
    """Choose the e-mail edition by the mouse, and type how large each file may be."""
    press(qtbot, page, "邮件版")
    part = rows(page).part
    part.setFocus()
    qtbot.keyClick(part, Qt.Key.Key_End)
    qtbot.waitUntil(rows(page).typed.isVisible)
    write(qtbot, rows(page).typed, size)
    qtbot.keyClick(rows(page).typed, Qt.Key.Key_Tab)


def make(qtbot: QtBot, page: HandingPage, end: str = DONE) -> Packing:
    press(qtbot, page, "生成上报包")
    packing = Packing.of(page.session)
    qtbot.waitUntil(lambda: packing.stage == end, timeout=LONG)
    return packing


def test_an_email_edition_is_made_in_parts_and_each_is_told_of(qtbot, page, out):
    by_mail(qtbot, page, "1.2 MB")
    assert "约 " in words_of(page)
    packing = make(qtbot, page)
    (handed,) = packing.handed
    assert len(handed.parts) > 1
    assert {one.path for one in handed.parts} == set(out.iterdir())
    shown = words_of(page)
    for part in handed.parts:
        assert verify(part.path).valid
        assert part.bytes == part.path.stat().st_size <= 1_200_000
        assert part.path.name in shown
        assert part.check_code in shown
    assert f"{len(handed.parts)} 封邮件，每封一个附件" in shown
    assert sent(qtbot, page) == 1


def test_a_size_that_cannot_be_is_told_where_it_is_typed(qtbot, page):
    by_mail(qtbot, page, "big")
    press(qtbot, page, "生成上报包")
    assert "不是大小" in words_of(page)
    assert Packing.of(page.session).stage == CHECK
    write(qtbot, rows(page).typed, "0.5")
    press(qtbot, page, "生成上报包")
    assert "不能小于 1 MB" in words_of(page)


def test_a_picture_is_held_back_by_keys_and_the_package_says_so(qtbot, page, session):
    count = len(page._check.chosen[0].pictures)
    assert f"要交出 {count} 张" in words_of(page)
    link = page._check._side.faces
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.findChildren(FacesWindow)), timeout=LONG)
    (window,) = page.findChildren(FacesWindow)
    assert window.height() <= page.window().height() * 0.95, "its button must be in reach on a small screen"
    qtbot.keyClick(window.strip, Qt.Key.Key_Right)
    qtbot.keyClick(window.strip, Qt.Key.Key_Space)
    assert window.tick.isChecked()
    assert [photo.ticked for photo in window.strip.photos()].count(True) == 1
    qtbot.mouseClick(window.finish, Qt.MouseButton.LeftButton)
    said = f"交出 {count - 1} 张，不交 1 张"
    qtbot.waitUntil(lambda: said in words_of(page), timeout=LONG)
    (handed,) = make(qtbot, page).handed
    with zipfile.ZipFile(handed.path) as zipped:
        (name,) = [one for one in zipped.namelist() if one.endswith("edudesk/records.json")]
        states = [one["state"] for one in json.loads(zipped.read(name))["files"]]
    assert states.count("held-back") == 1


def test_a_package_is_sealed_once_both_passwords_are_the_same(qtbot, page, out, session, monkeypatch):
    sealing = rows(page).sealing
    qtbot.mouseClick(sealing.tick, Qt.MouseButton.LeftButton)
    write(qtbot, sealing.first, "1234567890")
    assert "容易猜到" in words_of(page)
    press(qtbot, page, "生成上报包")
    assert Packing.of(session).stage == CHECK
    write(qtbot, sealing.first, PASSWORD)
    write(qtbot, sealing.second, PASSWORD.lower())
    press(qtbot, page, "生成上报包")
    assert "两次输的密码不一样" in words_of(page)
    assert QApplication.focusWidget() is sealing.second
    assert not out.exists()
    write(qtbot, sealing.second, PASSWORD)
    packing = make(qtbot, page)
    (package,) = out.iterdir()
    assert verify(package, password=PASSWORD).valid
    with pytest.raises(UserError, match="signing.sealed"):
        verify(package)
    assert packing.handed[0].sealed
    assert "密码另外告诉对方" in words_of(page)
    assert packing.wanted is not None
    assert not packing.wanted.password
    assert not sealing.first.text()
    assert not sealing.second.text()
    printed = packing.handed[0].gap_list
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    press(qtbot, page, "打印缺项清单")
    qtbot.waitUntil(lambda: bool(shown), timeout=LONG)
    assert Path(shown[0]).read_bytes() == printed
    assert "缺项清单" in PdfReader(io.BytesIO(printed)).pages[0].extract_text()


def test_cancelling_a_sealed_package_in_parts_leaves_nothing(qtbot, page, out, session):
    by_mail(qtbot, page, "1.2")
    sealing = rows(page).sealing
    qtbot.mouseClick(sealing.tick, Qt.MouseButton.LeftButton)
    write(qtbot, sealing.first, PASSWORD)
    write(qtbot, sealing.second, PASSWORD)
    press(qtbot, page, "生成上报包")
    packing = Packing.of(session)
    qtbot.waitUntil(lambda: packing.pace.part > 0 or packing.stage == DONE, timeout=LONG)
    press(qtbot, page, "取消")
    qtbot.waitUntil(lambda: packing.stage == CHECK, timeout=LONG)
    assert packing.stopped
    assert not out.exists() or not list(out.iterdir())
    assert sent(qtbot, page) == 0


def test_the_name_is_shown_and_its_pattern_is_changed_here(qtbot, page):
    qtbot.waitUntil(lambda: "上报材料" in page._check._side._name.text(), timeout=LONG)
    qtbot.mouseClick(page._check._side.naming, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(NamingWindow)), timeout=LONG)
    (window,) = page.findChildren(NamingWindow)
    window.field.setText("{班级}")  # as an input method puts Chinese in: keys cannot type it
    qtbot.waitUntil(lambda: "班级" in window._box.error, timeout=LONG)
    window.field.setText("{学校}-{学年}-{版本}")
    qtbot.waitUntil(lambda: window.preview.text().endswith("学年-完整版"), timeout=LONG)
    window.field.setText("{学校}{学年}{学期}{共同体}{材料}{日期}" * 2)
    qtbot.waitUntil(lambda: window.preview.text().count("上报材料") == 2, timeout=LONG)
    for whole in (window.field, window.preview):
        assert whole.height() >= max(whole.minimumSizeHint().height(), whole.heightForWidth(whole.width()))
    window.field.setText("{学校}-{学年}-{版本}")
    qtbot.mouseClick(window.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._check._side._name.text().endswith("学年-完整版"), timeout=LONG)
    press(qtbot, page, "邮件版")
    qtbot.waitUntil(lambda: page._check._side._name.text().endswith("学年-邮件版"), timeout=LONG)


def test_the_pattern_is_read_and_written_in_english_and_kept_the_same(qtbot, page, session, monkeypatch, ask):
    monkeypatch.setattr(session, "texts", Texts("en"))
    window = NamingWindow(session, "{材料}{学校}", page._check._concerned(), page._check.edition, page)
    window.open()
    assert window.field.text() == "{Papers}{School}"
    parts = [one for one in window.findChildren(Button) if one.text().startswith("{")]
    assert [one.text() for one in parts][:2] == ["{School}", "{School year}"]
    assert all(one.text().isascii() for one in parts)
    window.field.setText("{School}-")
    qtbot.mouseClick(parts[5], Qt.MouseButton.LeftButton)
    assert window.field.text() == "{School}-{Edition}"
    qtbot.waitUntil(lambda: window.preview.text().endswith("-完整版"), timeout=LONG)
    window.field.setText("{Teacher}")
    qtbot.waitUntil(lambda: "{School}{School year}" in window._box.error, timeout=LONG)
    window.field.setText("{School}-{Edition}")
    qtbot.mouseClick(window.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ask(ask_pattern) == "{学校}-{版本}", timeout=LONG)


def test_everything_goes_to_another_machine_of_the_school_and_always_sealed(qtbot, page, out):
    press(qtbot, page, "同校交接")
    sealing = rows(page).sealing
    assert sealing.tick.isChecked()
    assert not sealing.tick.isEnabled()
    write(qtbot, sealing.first, PASSWORD)
    write(qtbot, sealing.second, PASSWORD)
    (handed,) = make(qtbot, page).handed
    assert handed.sealed
    assert verify(handed.path, password=PASSWORD).valid
    assert "同校交接" in handed.path.name
    assert "两台电脑就一样了" in words_of(page)
    assert list(out.iterdir()) == [handed.path]
    assert sent(qtbot, page) == 1


def test_the_choice_of_sealing_is_free_again_with_another_edition(qtbot, page):
    press(qtbot, page, "同校交接")
    press(qtbot, page, "完整版")
    tick = rows(page).sealing.tick
    assert tick.isEnabled()
    assert not tick.isChecked()
