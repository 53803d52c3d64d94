"""Search everything: what is typed is asked of the archive, hits are listed below, Enter opens one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QWidget

from edudesk.errors import EduDeskError
from edudesk.ui.desk import Opened
from edudesk.ui.opening import open_original
from edudesk.ui.session import Session
from edudesk.ui.shell.going import Target, Way, ways
from edudesk.ui.shell.hits import HitList, HitRow
from edudesk.ui.shell.pages import entries
from edudesk.ui.shell.search_field import SearchField
from edudesk.ui.theme import theme

if TYPE_CHECKING:
    from edudesk.services.finding import Hit, Hits

_PAUSE = 120  # milliseconds after the last letter
_AGAIN = 1500  # milliseconds until more of a large archive has been read
_LEAST_WIDTH = 520
_BUSY = "search.busy"


@dataclass(frozen=True)
class Again:
    """Words that were looked for before."""

    words: str


@dataclass(frozen=True)
class Everything:
    """All that holds the words, as a page."""

    words: str


class Searching(QObject):
    """Joins a field with its list of hits, which lies over ``area``."""

    def __init__(self, session: Session, field: SearchField, area: QWidget) -> None:
        super().__init__(field)
        self._session, self._field, self._area = session, field, area
        self.list = HitList(session.say("shell.search"), area)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self._ask)
        field.textChanged.connect(self._typed)
        field.moved.connect(self.list.move_by)
        field.jumped.connect(self.list.move_group)
        field.entered.connect(self._enter)
        field.opened.connect(self._open_file)
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
        self._hide()
        self._field.focusNextPrevChild(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() is QEvent.Type.FocusOut:
            self._hide()
        elif watched is self._field and event.type() is QEvent.Type.FocusIn:
            self._typed()
        elif watched is self._area and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _hide(self) -> None:
        self._pause.stop()
        self._again.stop()
        self.list.hide()

    def _typed(self) -> None:
        self._again.stop()
        if self._field.text().strip():
            self._pause.start()
        else:
            self._hide()
            if self._field.hasFocus():
                self._ask_recent()

    # -- asking

    def _ask(self) -> None:
        words = self._field.text().strip()
        if not words or not self._field.hasFocus():
            return

        def question(opened: Opened) -> "Hits":
            from edudesk.services.finding import find_hits

            return find_hits(opened.archive, words, today=opened.clock.today())

        self._session.desk.ask(self, question, self._show, failed=self._show_fault, key="search")

    def _ask_recent(self) -> None:
        def question(opened: Opened) -> tuple[str, ...]:
            from edudesk.services.finding import recent_searches

            return recent_searches(opened.archive)

        self._session.desk.ask(self, question, self._show_recent, key="search")

    # -- showing

    def _show(self, hits: "Hits") -> None:
        if hits.words != self._field.text().strip() or not self._field.hasFocus():
            return
        found = ways(self._session, hits.words)
        rows = [
            *self._way_rows(tuple(way for way in found if way.exact)),
            *self._hit_rows(hits),
            *self._way_rows(tuple(way for way in found if not way.exact)),
        ]
        if not rows:
            rows = [HitRow(self._session.say("search.none", words=hits.words))]
        self._list([*rows, *self._remarks(hits)], hits)
        if hits.behind or hits.unread:
            self._again.start()  # what is read meanwhile is found without typing anew

    def _show_fault(self, fault: EduDeskError) -> None:
        rows = self._way_rows(ways(self._session, self._field.text().strip()))
        self._list([*rows, HitRow(self._session.say(fault.code, **fault.parameters))], None)
        if fault.code == _BUSY:
            self._again.start()

    def _show_recent(self, recent: tuple[str, ...]) -> None:
        if recent and not self._field.text().strip() and self._field.hasFocus():
            head = HitRow(self._session.say("search.recent"))
            self._list([head, *(HitRow(words, target=Again(words)) for words in recent)], None)
            self.list.clearSelection()

    def _list(self, rows: list[HitRow], hits: "Hits | None") -> None:
        if hits:
            self.list.show_rows(rows, hits.sought.spans)
        else:
            self.list.show_rows(rows)
        self._place()
        self.list.show()
        self.list.raise_()

    def _hit_rows(self, hits: "Hits") -> Iterator[HitRow]:
        say = self._session.say
        for group, found in hits.groups.items():
            yield HitRow(say(f"search.{group.value}", count=_counted(hits.counts[group], hits.most)))
            yield from map(self._row, found)
        if hits.total > sum(len(found) for found in hits.groups.values()):
            count = _counted(hits.total, hits.most)
            yield HitRow(say("search.all", count=count), target=Everything(hits.words))

    def _row(self, hit: "Hit") -> HitRow:
        from edudesk.services.standing.words import say_day

        texts = self._session.texts
        about = hit.about(texts.language)
        if hit.day is not None and hit.type != "evidence":
            about = texts.say("shell.full-day", year=hit.day.year, day=say_day(texts, hit.day))
        snippet = texts.say(f"search.file-{hit.unread}") if hit.unread else hit.snippet
        return HitRow(hit.title, about, _target(hit), snippet)

    def _way_rows(self, found: tuple[Way, ...]) -> list[HitRow]:
        head = [HitRow(self._session.say("search.ways"))] if found else []
        return [*head, *(HitRow(way.words, target=way.target) for way in found)]

    def _remarks(self, hits: "Hits") -> Iterator[HitRow]:
        say = self._session.say
        if hits.fault is not None:
            yield HitRow(say("search.stopped"))
        elif hits.behind:
            yield HitRow(say("search.behind", count=hits.behind))
        elif hits.unread:
            yield HitRow(say("search.unread", count=hits.unread))

    def _place(self) -> None:
        px = theme().tokens.px
        width = min(max(self._field.width(), px(_LEAST_WIDTH)), self._area.width() - px(16))
        corner = self._field.mapTo(self._area, QPoint(0, self._field.height() + 4))
        left = min(corner.x() - (width - self._field.width()) // 2, self._area.width() - width - px(8))
        height = min(self.list.wanted_height(), self._area.height() - corner.y() - px(24))
        self.list.setGeometry(max(px(8), left), corner.y(), width, height)

    # -- opening

    def _enter(self) -> None:
        if self.list.isVisible():
            self.list.open_current()
        else:
            self._pause.stop()
            self._ask()

    def _open_file(self) -> None:
        """Hand the file that is chosen to the system's own program; another hit is opened as ever."""
        target = self.list.current() if self.list.isVisible() else None
        if isinstance(target, Target) and target.file:
            self._remember()
            open_original(self._session, self._area, *target.file)
        else:
            self._enter()

    def _open(self, target: object) -> None:
        match target:
            case Again(words):
                self._field.setText(words)
                self._pause.stop()
                self._ask()
            case Everything(words):
                self._open_everything(words)
            case Target():
                self._remember()
                self.leave()
                self._session.go(target.page, **target.place)

    def _open_everything(self, words: str) -> None:
        def question(opened: Opened) -> tuple[tuple[str, str], ...]:
            from edudesk.services.finding import find_all

            return find_all(opened.archive, words, opened.clock.today())

        def go(found: tuple[tuple[str, str], ...]) -> None:
            title = self._session.say("search.title", words=words)
            self._session.go("records", records=found, title=title)

        self._remember()
        self.leave()
        self._session.desk.ask(self, question, go, key="everything")

    def _remember(self) -> None:
        words = self._field.text().strip()
        if not words:
            return

        def deed(opened: Opened) -> None:
            from edudesk.services.finding import remember_search

            remember_search(opened.archive, words)

        self._session.desk.ask(self, deed, lambda _none: None)


def _counted(count: int, most: int) -> str:
    """Return a number in words; those of a kind are counted up to a limit."""
    return f"{count}+" if count >= most else str(count)


_PLACES: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "activity": ("activity", "id", {}),
    "person": ("people", "id", {"tab": "people"}),
    "school": ("people", "id", {"tab": "schools"}),
    "group": ("people", "id", {"tab": "groups"}),
    "community": ("community", "id", {}),
    "mentor-pair": ("pairs", "id", {}),
    "exchange": ("exchanges", "id", {}),
    "plan": ("plan", "plan", {}),
    "summary": ("summary", "summary", {}),
}
"""Types of records with a page of their own: its code, how the record is named to it, and what more."""
_WITH_FILES = frozenset({"activity", "records"})


def _target(hit: "Hit") -> Target:
    kind, key = (hit.about_type, hit.about_id) if hit.about_id else (hit.type, hit.id)
    file = (hit.sha256, hit.title) if hit.sha256 else None
    page, name, more = _PLACES.get(kind, ("records", "", {}))
    if page not in entries() or (file and page not in _WITH_FILES):
        page = "records"
    chosen = {"paper": hit.id} if file else {}
    if page != "records":
        return Target(page, {name: key, **more, **chosen}, file)
    title = hit.about.zh if hit.about_id else hit.title
    return Target(page, {"records": ((kind, key),), "title": title, **chosen}, file)
