"""The busy card: nothing for a moment, then numbers that do not jump, and a way to stop."""

import threading
import time
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.jobs import Job
from edudesk.texts import Texts
from edudesk.ui.session import Session
from edudesk.ui.widgets.busy import BusyCard, Estimate


def card_of(qtbot: QtBot) -> BusyCard:
    card = BusyCard(Texts("zh"))
    qtbot.addWidget(card)
    return card


def test_it_follows_real_work_and_goes_when_the_work_ends(qtbot: QtBot, empty_session: Session):
    card = card_of(qtbot)
    stepped, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def deed(_archive: object, job: Job) -> str:
        job.step(3, 10, "a.jpg")
        stepped.set()
        go_on.wait(10)
        return "好了"

    work = empty_session.desk.work(card, "正在核对", deed, done.append)
    stepped.wait(10)
    card.follow(work, "files")
    assert not card.isVisible()  # nothing under 0.3 s
    qtbot.waitUntil(card.isVisible)
    assert card.words() == "3/10 个文件"
    go_on.set()
    qtbot.waitUntil(lambda: done == ["好了"])
    assert not card.isVisible()


def test_cancel_asks_the_work_to_stop_and_says_so(qtbot: QtBot, empty_session: Session):
    card = card_of(qtbot)
    failed: list[EduDeskError] = []

    def deed(_archive: object, job: Job) -> None:
        for step in range(10_000):
            job.step(step, 10_000, "")
            time.sleep(0.002)

    work = empty_session.desk.work(card, "正在生成", deed, lambda _none: None, failed=failed.append)
    card.follow(work)
    card.show_at_once()
    button = card.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(card.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert card.words() == "正在停下"
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)


def test_the_words_are_those_of_the_unit(qtbot: QtBot, empty_session: Session):
    card = card_of(qtbot)
    assert card.progress_words(96, 143, None) == "96/143"
    for unit, words in (("files", "96/143 个文件，还要 20 秒"), ("steps", "96/143，还要 20 秒")):
        card.follow(empty_session.desk.work(card, "", lambda *_: None, lambda _none: None), unit)
        assert card.progress_words(96, 143, 20) == words
    card.follow(empty_session.desk.work(card, "", lambda *_: None, lambda _none: None), "bytes")
    assert card.progress_words(38_000_000, 412_000_000, 120) == "38/412 MB，还要 2 分钟"
    qtbot.waitUntil(lambda: not empty_session.desk.works)


def test_the_guess_of_the_time_left_does_not_jump():
    guess = Estimate()
    assert guess.left(1, 100, 0.5) is None  # too early to say
    said = []
    for tick in range(30, 200):
        elapsed = tick / 10
        done = round(elapsed * 5) - (10 if tick % 20 < 8 else 0)  # a bumpy pace around 5 a second
        said.append(guess.left(done, 150, elapsed))
    numbers = [seconds for seconds in said if seconds is not None]
    rises = sum(later > earlier for earlier, later in pairwise(numbers))
    assert rises <= 3
    assert numbers[-1] == pytest.approx(10, abs=10)


def test_a_guess_of_hours_is_not_said():
    assert Estimate().left(1, 1_000_000, 5) is None
