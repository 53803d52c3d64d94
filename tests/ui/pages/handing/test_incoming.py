"""What others send: verified, previewed, taken in, answered with a receipt, taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.communities.answers import confirm
from edudesk.services.communities.proposals import same_schools
from edudesk.services.keys import own_key
from edudesk.services.packages.sealing import seal
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.receipts import write_receipt
from edudesk.texts import Texts
from edudesk.ui.clock import Clock
from edudesk.ui.desk import Desk
from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.conflicts_card import ConflictsCard
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.preview_card import PreviewCard
from edudesk.ui.pages.handing.signing_dialog import SigningDialog
from edudesk.ui.pages.home import HomePage
from edudesk.ui.session import Session
from edudesk.ui.widgets import dialogs
from tests.services.receiving.packing import NOW, TERM, TODAY, copied, helped, helper, lesson, receive, send
from tests.ui.asking import LONG

PASSWORD = "Shiliu-2026-wan"
ORIGIN = QPoint(0, 0)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return a folder with the archives of two schools and what the one sends the other."""
    place = tmp_path_factory.mktemp("schools")
    helper(place / "helper")
    helped(place / "helped")
    with open_archive(place / "helper", NOW) as sender:
        send(sender, place / "包.zip")
    return place


@pytest.fixture
def receiver(qtbot, both, tmp_path, preferences):
    """Return a session on the archive of the school that is helped."""
    yield from session_on(qtbot, copied(both / "helped", tmp_path / "helped"), preferences)


@pytest.fixture
def sender(qtbot, both, tmp_path, preferences):
    """Return a session on the archive of the school that helps, which has handed its package over."""
    folder = copied(both / "helper", tmp_path / "helper")
    with open_archive(folder, NOW) as archive, change(archive, "handover.create", NOW) as writing:
        left = open_package(both / "包.zip")
        about = {"name": left.name, "community_id": left.community_id, "term": TERM, "edition": "full"}
        day = NOW.replace(tzinfo=None)
        writing.create("handover", {**about, "built_at": day, "manifest_hash": left.manifest_hash})
    yield from session_on(qtbot, folder, preferences)


@pytest.fixture
def receiver_package(both, tmp_path):
    """Return a package of the school that is helped."""
    with open_archive(copied(both / "helped", tmp_path / "back"), NOW) as school:
        return send(school, tmp_path / "回来.zip")


def session_on(qtbot, folder, preferences):
    desk = Desk(folder, Clock())
    session = Session(desk, Texts("zh"), preferences)
    desk.setParent(session)
    try:
        with qtbot.waitSignal(desk.opened, timeout=LONG):
            desk.open()
        yield session
    finally:
        desk.close()


def page_on(qtbot, session, tab="收别人的包"):
    page = HandingPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 640)
    page.show()
    click(qtbot, page, tab)
    return page


def button(page, words):
    QApplication.processEvents()
    found = [one for one in page.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
    assert found, words
    return found[0]


def click(qtbot, page, words):
    qtbot.mouseClick(button(page, words), Qt.MouseButton.LeftButton)


def words_of(page):
    QApplication.processEvents()  # what was added is shown soon
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def look(qtbot, page, path):
    page.go_to(package=path)
    done(qtbot, page)


def done(qtbot, page):
    looking = Looking.of(page.session)
    qtbot.waitUntil(lambda: looking.work is None, timeout=LONG)


def agree(qtbot):
    (question,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, dialogs.Question))
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_a_sealed_package_is_opened_previewed_taken_in_and_taken_back(
    qtbot, both, receiver, tmp_path, monkeypatch
):
    package = seal(both / "包.zip", PASSWORD, tmp_path / "封好的.zip", TODAY)
    page = page_on(qtbot, receiver)
    monkeypatch.setattr(dialogs, "choose_files", lambda *_: [package])
    click(qtbot, page, "选一个文件")
    done(qtbot, page)
    assert "这个包加了密码" in words_of(page)
    for password in ("wrong-Password-1", PASSWORD):
        field = next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "这个包的密码")
        qtbot.keyClicks(field, password)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        done(qtbot, page)
        if password != PASSWORD:
            assert "这个密码打不开" in words_of(page)
    said = words_of(page)
    assert "这个包没有问题" in said
    assert "第一次收到明德实验小学签名的包" in said
    assert "新的 7 条" in said

    card = page.findChild(PreviewCard)
    qtbot.waitUntil(lambda: card.table.model.total == 7)
    card.text.setText("送教")
    qtbot.waitUntil(lambda: card.table.model.total == 1)
    card.text.clear()
    qtbot.waitUntil(lambda: card.table.model.total == 7)

    click(qtbot, page, "收进来")
    done(qtbot, page)
    assert "明德实验小学的包收进来了" in words_of(page)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path)
    click(qtbot, page, "开回执")
    looking = Looking.of(receiver)
    qtbot.waitUntil(lambda: looking.receipt is not None, timeout=LONG)
    assert looking.receipt
    assert looking.receipt.is_file()
    assert looking.receipt_folder == tmp_path
    assert "回执好了" in words_of(page)

    click(qtbot, page, "撤回这次接收")
    agree(qtbot)
    qtbot.waitUntil(lambda: looking.taken_back, timeout=LONG)
    assert "明德实验小学的包已经撤回" in words_of(page)
    # The page may have gone meanwhile: what was found is kept for the next one.
    other = page_on(qtbot, receiver)
    assert "明德实验小学的包已经撤回" in words_of(other)


def test_what_stands_in_the_way_of_taking_back_is_named(qtbot, both, receiver):
    page, looking = page_on(qtbot, receiver), Looking.of(receiver)
    look(qtbot, page, both / "包.zip")
    click(qtbot, page, "收进来")
    done(qtbot, page)

    def link(opened):
        told = {one.title: one.id for one in records.all_of(opened.archive, "activity")}
        with change(opened.archive, "same-event.create", NOW) as writing:
            writing.create("same-event", {"first_id": told["送教"], "second_id": told["听送教课"]})

    receiver.desk.change(page, link)
    click(qtbot, page, "撤回这次接收")
    agree(qtbot)
    qtbot.waitUntil(lambda: looking.error is not None, timeout=LONG)
    assert not looking.taken_back
    assert "1 条记录用到它带来的内容" in words_of(page)


def test_what_may_stand_twice_is_counted_until_it_is_answered(qtbot, both, receiver):
    page = page_on(qtbot, receiver)
    look(qtbot, page, both / "包.zip")
    click(qtbot, page, "收进来")
    done(qtbot, page)
    qtbot.waitUntil(lambda: "有 1 处可能和这里已有的是同一" in words_of(page), timeout=LONG)

    def same(opened):
        return confirm(opened.archive, same_schools(opened.archive)[0], "同一个标识码", NOW)

    receiver.desk.change(page, same)
    page.refresh()
    qtbot.waitUntil(lambda: "可能和这里已有的是同一" not in words_of(page), timeout=LONG)
    assert "的包收进来了" in words_of(page)


def test_a_changed_key_asks_for_a_persons_word(qtbot, both, receiver, tmp_path):
    with (
        open_archive(copied(both / "helper", tmp_path / "helper"), NOW) as school,
        open_archive(copied(both / "helped", tmp_path / "other"), NOW) as other,
    ):
        first = send(school, tmp_path / "first.zip")
        school.set_fact("signing-key", "ab" * 32)
        second = send(school, tmp_path / "second.zip")
        assert own_key(other).signer != own_key(school).signer
    page = page_on(qtbot, receiver)
    look(qtbot, page, first)
    click(qtbot, page, "记住这个密钥")
    looking = Looking.of(receiver)
    qtbot.waitUntil(lambda: bool(looking.preview and looking.preview.trust == "known"), timeout=LONG)
    look(qtbot, page, second)
    assert "这次用的密钥和以前不一样" in words_of(page)
    assert "文件完整，但签名的密钥换了" in words_of(page)
    assert "这个包没有问题" not in words_of(page)
    assert not button(page, "收进来").isEnabled()
    why = "请先打电话核对新密钥，再在上面打勾。"
    assert why in words_of(page)
    qtbot.keyClick(button(page, "打电话问过了，是他们的新密钥"), Qt.Key.Key_Space)
    assert why not in words_of(page)
    click(qtbot, page, "收进来")
    done(qtbot, page)
    assert looking.taken is not None


def test_what_went_to_and_fro_is_one_list(qtbot, sender, receiver_package, tmp_path, monkeypatch):
    page = page_on(qtbot, sender, "往来记录")
    table = page._sent.table
    qtbot.waitUntil(lambda: table.current() is not None, timeout=LONG)
    assert table.current().cell("state").text == "还没有回执"
    click(qtbot, page, "登记纸质签收")
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SigningDialog))
    window.by.setText("教育局王强")
    qtbot.mouseClick(window.do, Qt.MouseButton.LeftButton)
    page.refresh()
    qtbot.waitUntil(lambda: table.current().cell("state").text == "纸质签收", timeout=LONG)

    look(qtbot, page, receiver_package)
    click(qtbot, page, "收进来")
    done(qtbot, page)
    page.go_to(tab="sent")
    qtbot.waitUntil(lambda: table.model.total == 2, timeout=LONG)
    click(qtbot, page, "收到")
    qtbot.waitUntil(lambda: table.model.total == 1 and table.current() is not None, timeout=LONG)
    assert table.current().cell("who").text == "石榴湾镇中心小学"
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path)
    click(qtbot, page, "开回执")
    qtbot.waitUntil(lambda: any(tmp_path.glob("回执-*.json")), timeout=LONG)


@pytest.fixture
def second_machine(qtbot, both, tmp_path, preferences):
    """Return a session on an archive where a second machine of the school changed the same lesson."""
    folder, second = copied(both / "helper", tmp_path / "first"), copied(both / "helper", tmp_path / "second")
    with open_archive(second, NOW) as other:
        with change(other, "activity.edit", NOW) as writing:
            writing.edit(lesson(other).id, {"topic": "第二台改的", "process": "两节课"})
        package = send(other, tmp_path / "second.zip", edition="same-school")
    with open_archive(folder, NOW) as own:
        with change(own, "activity.edit", NOW) as writing:
            writing.edit(lesson(own).id, {"topic": "第一台改的"})
        receive(own, package, changed_key=True)
    yield from session_on(qtbot, folder, preferences)


def test_the_first_page_leads_to_what_waits_for_a_choice(qtbot, both, second_machine):
    home = HomePage(second_machine)
    qtbot.addWidget(home)
    home.resize(1182, 640)
    home.show()
    qtbot.waitUntil(home.waiting.isVisible, timeout=LONG)
    assert "1 条记录两处改得不一样" in words_of(home)
    gone: list[tuple[str, dict[str, object]]] = []
    second_machine.wanted.connect(lambda code, place: gone.append((code, place)))
    click(qtbot, home, "去选定")
    ((code, place),) = gone
    page = page_on(qtbot, second_machine)
    look(qtbot, page, both / "包.zip")
    card = page.findChild(ConflictsCard)
    assert card.isHidden()
    page.go_to(**place)
    assert (code, card.isVisible()) == ("handing", True)
    qtbot.waitUntil(
        lambda: 0 < card.geometry().bottom() < page.findChild(PreviewCard).mapTo(page._look, ORIGIN).y(),
        timeout=LONG,
    )
    click(qtbot, page, "换一个包")
    below = page._look._choice.geometry
    qtbot.waitUntil(lambda: card.isVisible() and card.y() > below().bottom(), timeout=LONG)


def test_two_versions_are_shown_and_one_is_chosen_field_by_field(qtbot, second_machine):
    page = page_on(qtbot, second_machine)
    card = page.findChild(ConflictsCard)
    qtbot.waitUntil(card.isVisible, timeout=LONG)
    said = words_of(page)
    assert all(words in said for words in ("第一台改的", "第二台改的", "两节课"))
    (conflict,) = card._found
    said = {field.name: field.words for field in conflict.fields}
    wanted = {"topic": "第一台改的", "process": "两节课"}
    for name, words in wanted.items():
        choice = card._choices[name]
        qtbot.mouseClick(list(choice._buttons.values())[said[name].index(words)], Qt.MouseButton.LeftButton)
    click(qtbot, page, "按上面每项选的定")
    qtbot.waitUntil(card.isHidden, timeout=LONG)
    found: list[records.Record] = []
    second_machine.desk.ask(
        page, lambda opened: records.get(opened.archive, conflict.record_id), found.append
    )
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    assert {name: found[0].content[name] for name in wanted} == wanted
    assert not found[0].conflicted


def test_a_receipt_is_read_in_and_one_for_another_package_refused(qtbot, both, sender, tmp_path):
    with open_archive(copied(both / "helped", tmp_path / "helped"), NOW) as school:
        taken = receive(school, both / "包.zip")
        receipt = write_receipt(school, taken.arrival_id, tmp_path, LATER)
    page = page_on(qtbot, sender)
    look(qtbot, page, receipt)
    said = words_of(page)
    assert "石榴湾镇中心小学收到并核对了" in said
    assert "已经记在这个包上" in said
    page.go_to(tab="sent")
    table = page._sent.table
    qtbot.waitUntil(lambda: table.current() is not None, timeout=LONG)
    qtbot.waitUntil(lambda: table.current().cell("state").text == "有回执", timeout=LONG)
    assert table.current().cell("who").text == "石榴湾镇中心小学"
    other = tmp_path / "别的.json"
    other.write_text("{}", encoding="utf-8")
    look(qtbot, page, other)
    assert "收到并核对了" not in words_of(page)
    assert Looking.of(sender).error is not None
