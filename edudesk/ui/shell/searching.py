"""Search everything: what is typed is asked of the archive, hits are listed below, Enter opens one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.session import Session
from edudesk.ui.shell.hits import HitList, HitRow
from edudesk.ui.shell.search_field import SearchField
from edudesk.ui.theme import theme

if TYPE_CHECKING:
    from edudesk.services.finding import Hit, Hits

_PAUSE = 120  # milliseconds after the last letter
_LEAST_WIDTH = 460


@dataclass(frozen=True)
class Target:
    """Where a hit leads."""

    page: str
    place: dict[str, Any]


class Searching(QObject):
    """Joins a field with its list of hits, which lies over ``area``."""

    def __init__(self, session: Session, field: SearchField, area: QWidget) -> None:
        super().__init__(field)
        self._session, self._field, self._area = session, field, area
        self.list = HitList(session.say("shell.search"), area)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        field.textChanged.connect(self._typed)
        field.moved.connect(self.list.move_by)
        field.entered.connect(self._enter)
        field.left.connect(self.leave)
        field.installEventFilter(self)
        area.installEventFilter(self)
        self.list.chosen.connect(self._open)

    def begin(self) -> None:
        """Put the cursor into the field."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def leave(self) -> None:
        """Close the list and give the keyboard back to the page; what was typed goes."""
        self._field.clear()
        self.list.hide()
        self._field.focusNextPrevChild(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() is QEvent.Type.FocusOut:
            self.list.hide()
        elif watched is self._field and event.type() is QEvent.Type.FocusIn and self._field.text().strip():
            self._pause.start()
        elif watched is self._area and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self._field.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.list.hide()

    def _ask(self) -> None:
        words = self._field.text().strip()
        if not words:
            return

        def question(opened: Opened) -> "Hits":
            from edudesk.services.finding import find_hits

            return find_hits(opened.archive, words)

        self._session.desk.ask(self, question, self._show, key="search")

    def _show(self, hits: "Hits") -> None:
        if hits.words != self._field.text().strip() or not self._field.hasFocus():
            return
        say = self._session.say
        rows: list[HitRow] = []
        for group, found in hits.groups.items():
            rows.append(HitRow(say(f"shell.search.{group.value}")))
            rows += [self._row(hit) for hit in found]
        if hits.total > sum(len(found) for found in hits.groups.values()):
            place = {"records": hits.records, "title": say("shell.search.title", words=hits.words)}
            everything = Target("records", place)
            rows.append(HitRow(say("shell.search.all", count=hits.total), target=everything))
        self.list.show_rows(rows or [HitRow(say("shell.search.none", words=hits.words))], hits.words.split())
        self._place()
        self.list.show()
        self.list.raise_()

    def _row(self, hit: "Hit") -> HitRow:
        from edudesk.services.standing.words import say_day

        texts = self._session.texts
        about = hit.about(texts.language)
        if hit.day is not None:
            about = texts.say("shell.full-day", year=hit.day.year, day=say_day(texts, hit.day))
        return HitRow(hit.title, about, _target(hit))

    def _place(self) -> None:
        px = theme().tokens.px
        width = max(self._field.width(), px(_LEAST_WIDTH))
        corner = self._field.mapTo(self._area, QPoint(0, self._field.height() + 4))
        left = min(corner.x() - (width - self._field.width()) // 2, self._area.width() - width - px(8))
        height = min(self.list.wanted_height(), self._area.height() - corner.y() - px(24))
        self.list.setGeometry(max(px(8), left), corner.y(), width, height)

    def _enter(self) -> None:
        if self.list.isVisible():
            self.list.open_current()
        else:
            self._pause.stop()
            self._ask()

    def _open(self, target: Target) -> None:
        self.leave()
        self._session.go(target.page, **target.place)


def _target(hit: "Hit") -> Target:
    match hit.type:
        case "activity":
            return Target("activity", {"id": hit.id})
        case "person":
            return Target("people", {"tab": "people", "id": hit.id})
        case "school":
            return Target("people", {"tab": "schools", "id": hit.id})
        case _:
            return Target("records", {"records": ((hit.type, hit.id),), "title": hit.title})
