"""The photos and papers of a record: looked at, opened as they were taken in, called what they are."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services import drafts
from edudesk.services.records import all_of, get
from edudesk.ui import opening
from edudesk.ui.papers.asking import drafted_papers, kept_papers
from edudesk.ui.papers.paper import Paper, evidence_kinds
from edudesk.ui.papers.preview import Preview
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.papers.strip import PaperStrip
from edudesk.ui.session import Session
from edudesk.ui.widgets.photos import PhotoStrip
from tests.ui.asking import Ask

WAIT = 20_000


@pytest.fixture
def about(ask: Ask) -> str:
    """Return the id of an activity that has photos."""
    return str(ask(lambda opened: all_of(opened.archive, "evidence", kind="photo")[0].content["about_id"]))


@pytest.fixture
def papers(ask: Ask, about: str) -> tuple[Paper, ...]:
    """Return the papers of an activity that has photos."""
    found: tuple[Paper, ...] = ask(lambda opened: kept_papers(opened.archive, about))
    return found


def shown_large(qtbot: QtBot, strip: PhotoStrip, paper: Paper) -> Preview:
    strip.opened.emit(paper.id)
    qtbot.waitUntil(lambda: strip.window().findChild(Preview) is not None, timeout=WAIT)
    view = strip.window().findChild(Preview)
    assert isinstance(view, Preview)
    return view


def test_an_original_is_opened_as_it_was_taken_in(
    qtbot: QtBot, session: Session, papers: tuple[Paper, ...], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(opening, "open_path", handed.append)
    strip = PaperStrip(session, papers)
    qtbot.addWidget(strip)
    strip.show()
    assert [one.thumbnail is not None for one in strip.photos()] == [bool(one.thumbnail) for one in papers]
    view = shown_large(qtbot, strip, papers[-1])
    assert view.take_out.isHidden()
    assert not view.kind.isEnabled()
    qtbot.mouseClick(view.original, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(handed), timeout=WAIT)

    def original(opened: Any) -> bytes:
        with opened.archive.store.open(papers[-1].sha256) as file:
            return bytes(file.read())

    assert handed[0].name == papers[-1].name
    assert handed[0].read_bytes() == ask(original)


def test_a_kept_paper_is_called_something_else_at_once(
    qtbot: QtBot, session: Session, papers: tuple[Paper, ...], about: str, ask: Ask
) -> None:
    strip = PhotoStrip(session.texts)
    qtbot.addWidget(strip)
    strip.show()
    shelf = PaperShelf(session, strip)
    draft = ask(lambda opened: drafts.editing(opened.archive, about, opened.clock.now()))
    there = ask(lambda opened: drafted_papers(opened.archive, draft))
    assert there == papers
    shelf.lay_out(evidence_kinds("zh"), there, draft)
    view = shown_large(qtbot, strip, papers[0])
    view.kind.set_value("sign-in")
    view.kind.edited.emit()
    qtbot.waitUntil(
        lambda: ask(lambda opened: get(opened.archive, papers[0].id)).content["kind"] == "sign-in",
        timeout=WAIT,
    )
    assert shelf.papers[0].kind == "sign-in"


def test_page_keys_go_from_one_paper_to_the_next(
    qtbot: QtBot, session: Session, papers: tuple[Paper, ...]
) -> None:
    view = Preview(session, papers[:2], evidence_kinds("zh"), papers[0].id, editable=False)
    qtbot.addWidget(view)
    view.show()
    assert len(papers) > 1
    assert not view.previous.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.name.text() == papers[1].name
    assert not view.next.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.name.text() == papers[0].name


def test_files_that_are_refused_are_all_named(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    wrong = [tmp_path / f"{name}.jpg" for name in ("甲", "乙")]
    for one in wrong:
        one.write_bytes(b"MZ\x90\x00 no picture")
    strip = PhotoStrip(session.texts)
    qtbot.addWidget(strip)
    shelf = PaperShelf(session, strip)
    said: list[str] = []
    shelf.noted.connect(said.append)
    shelf.take_files(wrong)
    qtbot.waitUntil(lambda: len(said) == len(wrong), timeout=WAIT)
    assert said[0].count("甲.jpg") == 1
    assert said[1].startswith("有 2 份没放进来：甲.jpg、乙.jpg。“乙.jpg”")


def test_captions_order_and_turns_are_typed_in_place_and_go_with_the_draft(
    qtbot: QtBot, session: Session, about: str, ask: Ask
) -> None:
    draft = ask(lambda opened: drafts.editing(opened.archive, about, opened.clock.now()))
    there = ask(lambda opened: drafted_papers(opened.archive, draft))
    assert len(there) > 1
    strip = PhotoStrip(session.texts)
    qtbot.addWidget(strip)
    strip.resize(640, 200)
    strip.show()
    shelf = PaperShelf(session, strip)
    shelf.lay_out(evidence_kinds("zh"), there, draft)
    strip.setCurrentIndex(strip.tiles.index(0))
    wide = strip.photos()[0].thumbnail
    qtbot.keyClick(strip, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    upright = strip.photos()[0].thumbnail
    assert wide is not None
    assert upright is not None
    assert (upright.width(), upright.height()) == (wide.height(), wide.width())
    qtbot.keyClick(strip, Qt.Key.Key_F2)
    qtbot.keyClicks(strip.caption, "pinglun")
    assert shelf.kept_in(draft).said[there[0].id] == {"turned": 90, "caption": "pinglun"}
    qtbot.keyClick(strip.caption, Qt.Key.Key_Return)
    assert strip.caption.isHidden()
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in shelf.papers[:2]] == [there[1].id, there[0].id]
    entered = shelf.kept_in(draft)
    ask(lambda opened: drafts.enter(opened.archive, entered, opened.clock.now()))
    kept = ask(lambda opened: kept_papers(opened.archive, about))
    assert [(one.id, one.caption, one.turned) for one in kept[:2]] == [
        (there[1].id, "", 0),
        (there[0].id, "pinglun", 90),
    ]
    view = shown_large(qtbot, strip, kept[0])
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.caption.text() == "pinglun"
    view.caption.clear()
    qtbot.keyClicks(view.caption, "heying")
    assert strip.photos()[1].caption == "heying"
    view.accept()
