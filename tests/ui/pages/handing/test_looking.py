"""Any package can be checked: the verdict, what is wrong file by file, and nothing is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.widgets import dialogs
from tests.services.packages.bags import write
from tests.ui.asking import LONG

PAYLOAD = {"01-组织与协议/协议.txt": b"agreement" * 2000, "09-备考/备考表.txt": b"nothing" * 3000}


@pytest.fixture
def page(qtbot, session):
    shown = HandingPage(session)
    qtbot.addWidget(shown)
    shown.resize(1182, 640)
    shown.show()
    click(qtbot, shown, "收别人的包")
    return shown


def click(qtbot, page, words):
    found = [one for one in page.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def words_of(page):
    QApplication.processEvents()  # what was added is shown soon
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def choose(qtbot, page, package, monkeypatch):
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [package])
    click(qtbot, page, "选一个文件")
    looking = Looking.of(page.session)
    qtbot.waitUntil(lambda: looking.work is None, timeout=LONG)


def looked(page):
    """Return what was found, once something was."""
    found = Looking.of(page.session).looked
    assert found is not None
    return found


def test_a_sound_package_is_called_so_with_its_code(qtbot, page, tmp_path, monkeypatch):
    package = write(tmp_path / "包.zip", "zip", PAYLOAD).path
    before = package.read_bytes()
    choose(qtbot, page, package, monkeypatch)
    assert "这个包没有问题" in words_of(page)
    assert looked(page).check_code in words_of(page)
    assert package.read_bytes() == before


def test_what_is_wrong_is_said_file_by_file(qtbot, page, tmp_path, monkeypatch):
    package = write(tmp_path / "包", "folder", PAYLOAD).path
    (package / "data" / "09-备考" / "备考表.txt").write_bytes(b"changed")
    (package / "data" / "01-组织与协议" / "协议.txt").unlink()
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: package)
    click(qtbot, page, "选一个文件夹")
    looking = Looking.of(page.session)
    qtbot.waitUntil(lambda: looking.work is None, timeout=LONG)
    said = words_of(page)
    assert "这个包有问题" in said
    assert "data/09-备考/备考表.txt" in said
    assert "data/01-组织与协议/协议.txt" in said
    assert said.index("data/09-备考/备考表.txt") < said.index("bag-info.txt")
    assert looked(page).check_code == "", "a code is only told of a package that is in order"


def test_what_is_no_package_is_said_where_the_work_is(qtbot, page, tmp_path, monkeypatch):
    other = tmp_path / "照片.zip"
    other.write_bytes(b"not a zip at all")
    choose(qtbot, page, other, monkeypatch)
    looking = Looking.of(page.session)
    assert looking.error is not None or not looked(page).valid
    assert "这个包没有问题" not in words_of(page)


def test_what_was_handed_in_is_listed_and_can_be_checked_again(qtbot, page, session, tmp_path):
    session.preferences.keep_state("handing.target", str(tmp_path / "out"))
    page._check.target.choose(tmp_path / "out")
    click(qtbot, page, "做上报包")
    qtbot.waitUntil(lambda: bool(page._check.gaps.lines), timeout=LONG)
    click(qtbot, page, "生成上报包")
    qtbot.waitUntil(lambda: page._packing.stage == "done", timeout=LONG)
    click(qtbot, page, "往来记录")
    qtbot.waitUntil(lambda: page._sent.table.current() is not None, timeout=LONG)
    row = page._sent.table.current()
    assert row.cell("name").text == page._packing.handed[0].path.name
    assert row.cell("code").text == page._packing.handed[0].parts[0].check_code
    qtbot.waitUntil(page._sent._again.isEnabled, timeout=LONG)
    click(qtbot, page, "再核对一遍")
    looking = Looking.of(session)
    qtbot.waitUntil(lambda: looking.looked is not None, timeout=LONG)
    assert "这个包没有问题" in words_of(page)
