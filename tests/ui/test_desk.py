"""The desk: questions in order, answers on the GUI thread, nothing delivered to who is gone."""

import gc
import itertools
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import delete

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.ui.clock import Clock
from edudesk.ui.desk import Desk, Work


def test_a_question_is_answered_on_the_thread_that_asked(session, qtbot):
    asked_in: list[Any] = []
    answered_in: list[Any] = []
    session.desk.ask(
        session,
        lambda _opened: asked_in.append(threading.current_thread()),
        lambda _none: answered_in.append(threading.current_thread()),
    )
    qtbot.waitUntil(lambda: bool(answered_in))
    assert answered_in == [threading.main_thread()]
    assert asked_in != answered_in


def test_answers_come_in_the_order_of_the_questions(session, qtbot):
    found: list[Any] = []
    for number in range(50):
        session.desk.ask(session, lambda _opened, number=number: number, found.append)
    qtbot.waitUntil(lambda: len(found) == 50)
    assert found == list(range(50))


def test_between_two_answers_the_window_has_its_turn(session, qtbot):
    may_go_on = threading.Event()
    came: list[Any] = []
    session.desk.ask(session, lambda _opened: may_go_on.wait(10), lambda _none: None)
    for number in range(3):
        session.desk.ask(session, lambda _opened, number=number: number, came.append)
    session.desk.ask(session, lambda _opened: None, lambda _none: came.append("end"))
    may_go_on.set()
    qtbot.waitUntil(session.desk._calm.is_set)  # all are answered, and wait here
    while "end" not in came:
        QTimer.singleShot(0, lambda: came.append("turn"))
        QCoreApplication.processEvents()
    assert not {(0, 1), (1, 2), (2, "end")} & {*itertools.pairwise(came)}


def test_what_is_asked_after_a_change_sees_it(session, qtbot):
    found: list[Any] = []
    session.desk.change(session, lambda opened: opened.archive.set_fact("author", "林晓"))
    session.desk.ask(session, lambda opened: opened.archive.fact("author"), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["林晓"]


def test_a_change_tells_every_page_and_a_question_none(session, qtbot):
    told: list[Any] = []
    session.desk.changed.connect(lambda: told.append(True))
    done: list[Any] = []
    session.desk.ask(session, lambda _opened: None, done.append)
    session.desk.change(session, lambda _opened: None, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert told == [True]


def test_of_waiting_questions_of_one_kind_only_the_newest_is_answered(session, qtbot):
    may_go_on = threading.Event()
    found: list[Any] = []
    session.desk.ask(session, lambda _opened: may_go_on.wait(10), lambda _none: None)
    for number in range(20):
        session.desk.ask(session, lambda _opened, number=number: number, found.append, key="typed")
    session.desk.ask(session, lambda _opened: "other", found.append, key="else")
    may_go_on.set()
    qtbot.waitUntil(lambda: "other" in found)
    assert found == [19, "other"]


def test_an_owner_that_is_gone_gets_no_answer_and_its_change_is_made(session, qtbot):
    owner = QObject()
    may_go_on = threading.Event()
    found: list[Any] = []
    session.desk.ask(session, lambda _opened: may_go_on.wait(10), lambda _none: None)
    session.desk.ask(owner, lambda _opened: 1, found.append)
    session.desk.change(owner, lambda opened: opened.archive.set_fact("author", "周敏"), found.append)
    delete(owner)
    may_go_on.set()
    session.desk.ask(session, lambda opened: opened.archive.fact("author"), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["周敏"]


def _refuse(_opened):
    raise UserError("record.none")


def test_a_failure_goes_to_who_asked_else_to_the_window(session, qtbot):
    own: list[Any] = []
    general: list[Any] = []
    session.desk.troubled.connect(general.append)
    session.desk.ask(session, _refuse, own.append, failed=own.append)
    session.desk.ask(session, _refuse, own.append)
    qtbot.waitUntil(lambda: bool(general))
    assert [error.code for error in own] == ["record.none"]
    assert [error.code for error in general] == ["record.none"]


def test_what_the_surroundings_kept_from_being_done_is_done_when_it_is_tried_again(session, qtbot):
    locked = [EnvironmentProblem("archive.locked", path="x")]
    troubles: list[Any] = []
    done: list[Any] = []

    def deed(opened):
        if locked:
            raise locked.pop()
        opened.archive.set_fact("author", "林晓")

    session.desk.troubled.connect(troubles.append)
    session.desk.change(session, deed, done.append)
    qtbot.waitUntil(lambda: bool(troubles))
    again = session.desk.way_again(troubles[0])
    again()
    again()  # a second press does it no second time
    qtbot.waitUntil(lambda: bool(done))
    session.desk.ask(session, _refuse, done.append)
    qtbot.waitUntil(lambda: len(troubles) == 2)
    assert done == [None]
    assert session.desk.way_again(troubles[1]) is None


def test_a_failed_change_tells_no_page(session, qtbot):
    told: list[Any] = []
    failed: list[Any] = []
    session.desk.changed.connect(lambda: told.append(True))
    session.desk.change(session, _refuse, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert not told


def test_a_defect_is_raised_on_the_gui_thread(session, qtbot):
    def deed(_opened):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        session.desk.ask(session, deed, lambda _none: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_questions_are_answered_while_long_work_goes_on(session, qtbot):
    may_end = threading.Event()
    found: list[Any] = []
    ended: list[Any] = []
    work = session.desk.work(session, "长", lambda _archive, _job: may_end.wait(10), ended.append)
    work.ended.connect(lambda: ended.append("ended"))
    session.desk.ask(session, lambda _opened: 1, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert session.desk.works == [work]
    assert not ended
    may_end.set()
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert ended == ["ended", True]
    assert session.desk.works == []


def test_a_step_of_long_work_lets_a_question_go_first(session, qtbot, monkeypatch):
    monkeypatch.setattr(Work, "_COURTESY", 30)
    under_way, may_go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def question(_opened):
        under_way.set()
        may_go_on.wait(10)
        done.append("question")

    def deed(_archive, job):
        under_way.wait(10)
        may_go_on.set()
        job.step(1, 1)
        done.append("step")

    session.desk.ask(session, question, lambda _none: None)
    session.desk.work(session, "", deed, lambda _none: done.append("ended"))
    qtbot.waitUntil(lambda: "ended" in done, timeout=20_000)
    assert done == ["question", "step", "ended"]


def test_work_that_is_stopped_ends_as_cancelled(session, qtbot):
    begun = threading.Event()
    failed: list[Any] = []
    shown: list[Any] = []

    def deed(_archive, job):
        begun.set()
        for step in range(1000):
            job.step(step, 1000, "照片")
            threading.Event().wait(0.01)

    work = session.desk.work(session, "长", deed, lambda _none: None, failed=failed.append)
    work.progressed.connect(lambda _done, total, what: shown.append((total, what)))
    begun.wait(10)
    work.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)
    assert set(shown) <= {(1000, "照片")}


def test_work_apart_needs_no_archive(qtbot, tmp_path):
    desk = Desk(tmp_path, Clock())
    found: list[Any] = []
    desk.work_apart(desk, "做", lambda _job: "made", found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["made"]
    desk.close()


def test_an_archive_that_does_not_open_is_refused_with_the_reason(qtbot, tmp_path):
    desk = Desk(tmp_path / "none", Clock())
    with qtbot.waitSignal(desk.refused, timeout=20_000) as refused:
        desk.open()
    assert refused.args[0].code == "archive.none"
    assert not desk.is_open
    desk.close()


def test_closing_finishes_what_was_asked_and_answers_nobody_after(session, demo_folder, qtbot):
    from edudesk.services.archive import open_archive

    told: list[Any] = []
    session.desk.change(session, lambda opened: opened.archive.set_fact("author", "最后"), told.append)
    session.desk.close()
    qtbot.wait(50)
    assert not told
    with open_archive(demo_folder, session.clock.now()) as archive:
        assert archive.fact("author") == "最后"


@pytest.mark.parametrize("moment", [0, 0.2])
def test_an_archive_that_is_just_being_opened_can_be_closed(qtbot, demo_folder, moment):
    desk, told = Desk(demo_folder, Clock()), []
    desk.opened.connect(lambda: told.append(True))
    desk.open()
    threading.Event().wait(moment)
    desk.close()
    qtbot.wait(50)
    assert not told


def test_beside_a_desk_nobody_collects_in_threads(tmp_path: Path) -> None:
    gc.enable()
    try:
        Desk(tmp_path, Clock())
        assert not gc.isenabled()
    finally:
        gc.disable()
