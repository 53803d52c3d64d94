"""What the frame shows of the archive: school, terms, the last backup; kept for the next start."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from edudesk.errors import UserError
from edudesk.texts import Label
from edudesk.ui.session import Session
from edudesk.ui.shell.foot import BackupWords
from edudesk.ui.shell.frame import Frame
from edudesk.ui.shell.questions import ask_frame
from edudesk.ui.shell.terms import TermRow

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.frame import Frame as Facts
    from edudesk.services.frame import LastBackup

_KEPT = "frame"
_OLD = timedelta(days=7)
_LATER = 100  # milliseconds


class FrameFacts(QObject):
    """Fills the frame: at once from what was kept at the last start, then from the archive."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._frame: Frame | None = None
        self._terms: tuple[tuple[TermCode, Label], ...] = ()
        self._school = ("", "")
        self.present: TermCode | None = None
        self._facts: Facts | None = None
        self._backup = BackupWords("", "")
        self._author = session.preferences.author
        self._kept = self._recall()
        session.desk.opened.connect(self.ask)
        # The page that is shown asks first, and is painted before the frame.
        session.desk.changed.connect(lambda: QTimer.singleShot(_LATER, self, self.ask))
        session.term_changed.connect(self._show)

    def fill(self, frame: Frame) -> None:
        """Show it in this frame from now on."""
        self._frame = frame
        if self._facts is not None:  # the window may speak another language now
            self._backup = self._backup_words(self._facts)
        frame.bar.terms.chosen.connect(self._session.set_term)
        frame.past.back.connect(lambda: self._session.set_term(self.present))
        self._show()

    def begin(self) -> None:
        """Look at the term that was the present one at the last start; called after the first painting."""
        from edudesk.services.calendar import TermCode

        try:
            present = TermCode.parse(self._kept["present"])
            terms = tuple((TermCode.parse(code), Label(zh, en)) for code, zh, en in self._kept["terms"])
        except (KeyError, TypeError, ValueError, UserError):
            return  # nothing was kept, or by an older program; the archive is asked in a moment
        self.present, self._terms = present, terms
        self._session.set_term(present)
        self._show()

    def ask(self) -> None:
        """Ask the archive."""
        self._session.desk.ask(self, ask_frame, self._take, key="frame")

    def _take(self, facts: "Facts") -> None:
        self._school, self._terms = (facts.school, facts.short), facts.terms
        followed = self._session.term in {None, self.present}
        self.present = facts.present
        self._facts, self._backup, self._author = facts, self._backup_words(facts), facts.author
        if followed:
            self._session.set_term(facts.present)
        self._show()
        self._keep()

    def _show(self) -> None:
        if self._frame is None:
            return
        self._frame.bar.school.set_words(*self._school)
        rows = [self._row(code, label) for code, label in self._shown_terms()]
        if rows:
            self._frame.bar.terms.set_terms(rows, self._session.term)
        else:
            self._frame.bar.terms.set_words(str(self._kept.get("words", "")))
        self._frame.past.say(self._other_term(rows))
        self._frame.foot.set_words(self._backup)
        self._frame.author.set_name(self._author)

    def _shown_terms(self) -> "Sequence[tuple[TermCode, Label]]":
        """Return the terms in words, and the one that is looked at, such as that of a summary begun early."""
        term = self._session.term
        if self._facts is None or term is None or term in {code for code, _label in self._terms}:
            return self._terms
        from edudesk.services.calendar import term_label

        here = (term, term_label(term, self._facts.style))
        return sorted((*self._terms, here), key=lambda row: row[0], reverse=True)

    def _words(self) -> str:
        words = {code: label(self._session.texts.language) for code, label in self._terms}
        return words.get(self.present, "") if self.present else ""

    def _other_term(self, rows: Sequence[TermRow]) -> str:
        term, present = self._session.term, self.present
        if term is None or present is None or term == present:
            return ""
        words = next((row.words for row in rows if row.code == term), str(term))
        return self._session.say("shell.past" if term < present else "shell.coming", term=words)

    def _row(self, code: "TermCode", label: Label) -> TermRow:
        words = label(self._session.texts.language)
        short = self._session.say(f"shell.term.{code.number}")
        listed = self._session.say("shell.term.present", term=words) if code == self.present else words
        return TermRow(code, words, short, listed)

    # -- the backup in words

    def _backup_words(self, facts: "Facts") -> BackupWords:
        say, now = self._session.say, self._session.clock.now()
        if facts.backup is None:
            is_old = now - facts.since > _OLD
            return BackupWords(say("shell.backup.never"), say("shell.backup.first"), is_old=is_old)
        where = say("shell.backup.where", when=self._when(facts.backup.at), place=_place(facts.backup))
        days = (now - facts.backup.at).days
        if now - facts.backup.at > _OLD:
            return BackupWords(say("shell.backup.old", days=days), where, is_old=True)
        return BackupWords(say("shell.backup.done"), where, is_recent=True)

    def _when(self, at: datetime) -> str:
        local, today = at.astimezone(), self._session.clock.today()
        if local.date() in {today, today - timedelta(days=1)}:
            code = "shell.today" if local.date() == today else "shell.yesterday"
            return self._session.say(code, time=f"{local:%H:%M}")
        from edudesk.services.standing.words import say_day

        return say_day(self._session.texts, local.date())

    # -- kept for the next start

    def _keep(self) -> None:
        terms = [[str(code), label.zh, label.en] for code, label in self._terms]
        kept = {
            **self._now(),
            "school": list(self._school),
            "terms": terms,
            "present": str(self.present),
            "words": self._words(),
            "backup": [self._backup.first, self._backup.second, self._backup.is_recent, self._backup.is_old],
        }
        self._session.preferences.keep_state(_KEPT, kept)

    def _recall(self) -> Mapping[str, Any]:
        """Return what was kept of this archive today in this language, and show its words."""
        kept = self._session.preferences.state(_KEPT)
        if not isinstance(kept, dict) or any(kept.get(name) != value for name, value in self._now().items()):
            return {}
        try:
            self._school = (str(kept["school"][0]), str(kept["school"][1]))
            first, second, is_recent, is_old = kept["backup"]
            self._backup = BackupWords(str(first), str(second), bool(is_recent), bool(is_old))
        except (KeyError, TypeError, ValueError, IndexError):
            return {}
        return kept

    def _now(self) -> Mapping[str, str]:
        session = self._session
        return {
            "archive": str(session.desk.folder),
            "language": session.texts.language,
            "day": f"{session.clock.today()}",
        }


def _place(backup: "LastBackup") -> str:
    return backup.folder.name or backup.folder.drive or str(backup.folder)
