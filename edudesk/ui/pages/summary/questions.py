"""What the page asks of the archive; run in the desk's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, Entered
    from edudesk.services.summarising.board import Board, Slot
    from edudesk.services.summarising.opening import Occasion, Sheet


def occasion_of(opened: Opened, term: TermCode) -> "Occasion":
    """Return where and when a summary is looked at."""
    from edudesk.services.summarising.opening import Occasion

    clock = opened.clock
    return Occasion(opened.archive, opened.standing, term, clock.now(), clock.today())


def ask_board(term: TermCode | None) -> "Callable[[Opened], Board]":
    """Return the question for the summaries of a term."""

    def question(opened: Opened) -> "Board":
        from edudesk.services.summarising.board import board

        return board(opened.archive, opened.standing, term, opened.clock.today())

    return question


def ask_term(record: str, fallback: TermCode) -> Callable[[Opened], TermCode]:
    """Return the question for the term in which a summary is found."""

    def question(opened: Opened) -> TermCode:
        from edudesk.services.records import get
        from edudesk.services.summarising.spans import span_of

        content = get(opened.archive, record).content
        opened.standing.catch_up()
        community = content.get("community_id")
        known = {one.id for one in opened.standing.communities}
        terms = opened.standing.facts_of(community).terms if community in known else ()
        return span_of(content, terms, fallback).code

    return question


def ask_sheet(term: TermCode, slot: "Slot") -> "Callable[[Opened], Sheet]":
    """Return the question for one summary."""

    def question(opened: Opened) -> "Sheet":
        from edudesk.services.summarising.opening import open_sheet

        return open_sheet(occasion_of(opened, term), slot)

    return question


def keep(term: TermCode, draft: "Draft", texts: Texts) -> "Callable[[Opened], Entered]":
    """Return the deed that saves a summary."""

    def deed(opened: Opened) -> "Entered":
        from edudesk.services.summarising.opening import save

        return save(occasion_of(opened, term), draft, texts)

    return deed


def ask_thumbnails(shas: Sequence[str], size: QSize) -> "Callable[[Opened], dict[str, QImage]]":
    """Return the question for small pictures by the hash of their originals; one without is left out."""

    def question(opened: Opened) -> dict[str, QImage]:
        from edudesk.services.listing.thumbnails import thumbnail

        found = {}
        for sha256 in shas:
            image = QImage.fromData(thumbnail(opened.archive, sha256) or b"")
            if not image.isNull():
                found[sha256] = image.scaled(
                    size,
                    Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                    Qt.TransformationMode.SmoothTransformation,
                )
        return found

    return question


def print_summary(record: str, term: TermCode, texts: Texts, path: Path | None) -> Callable[[Opened], Path]:
    """Return the question that writes a summary: to ``path``, or as a PDF to be looked at."""

    def question(opened: Opened) -> Path:
        from edudesk.services.listing.viewing import sheet
        from edudesk.services.records import get
        from edudesk.services.reports.making import make_report

        today = opened.clock.today()
        if path is None:
            return sheet(opened.archive, "term-summary", record, str(term), today=today, texts=texts)
        community = get(opened.archive, record).content.get("community_id")
        make_report(
            opened.archive,
            "term-summary",
            str(term),
            path,
            today=today,
            texts=texts,
            community_id=community,
            record_id=record,
        )
        return path

    return question
