"""Turns in the lives of people and schools, each asked in one small window and written as one change."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.pages.people import questions
from edudesk.ui.pages.people.act import ActWindow
from edudesk.ui.session import Session
from edudesk.ui.widgets.boxes import Check
from edudesk.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from edudesk.services.moving import Merger, Merging
    from edudesk.services.roster import Choices

Values = dict[str, Any]
_FIELDS = {
    "move": ("school", "new-school", "since", "post"),
    "return": ("school", "new-school", "since", "post"),
    "leave": ("last",),
    "retire": ("last",),
    "title": ("title", "since"),
    "honour": ("honour", "level", "since"),
    "post": ("post", "since"),
}
_NAMED = 6


class TurnWindow(ActWindow):
    """What becomes of people: the first field says what, the others follow it."""

    def __init__(self, session: Session, names: Sequence[str], choices: "Choices", parent: QWidget) -> None:
        say, language = session.say, session.texts.language
        one = names[0] if len(names) == 1 else ""
        title = say("moving.turn-of", name=one) if one else say("moving.turn-of-many", count=len(names))
        super().__init__(session, title, say("moving.do"), parent)
        if not one:
            shown = say("import.comma").join(names[:_NAMED])
            more = say("moving.and-more", names=shown) if len(names) > _NAMED else shown
            self.add_words(more)
        self.deed = self.add_choice("deed", [(code, say(f"moving.deed.{code}")) for code in _FIELDS], "move")
        self.school = self.add_choice("school", choices.schools)
        self.add("new-school", TextField(say("moving.new-school-hint")))
        for name in ("title", "honour", "level"):
            words = [(code, label(language)) for code, label in choices.words[name]]
            self.add_choice(name, words, needed=name in {"title", "honour"})
        self.add_day("since")
        self.add_day("last")
        posts = [(code, label(language)) for code, label in choices.words["post"]]
        self.add_choice("post", [("", say("people.not-said-field")), *posts])
        self.hint = self.add_words()
        self.deed.edited.connect(self._follow)
        self.school.edited.connect(lambda: self.fields["new-school"].setText(""))  # type: ignore[union-attr]
        self._follow()

    def _follow(self) -> None:
        deed = str(self.deed.value())
        self.show_only(("deed", *_FIELDS[deed]))
        self.hint.setText(self.session.say(f"moving.hint.{deed}"))


class MergeWindow(ActWindow):
    """Into which school another one goes; what would move along is said before it is written."""

    def __init__(
        self, session: Session, name: str, schools: Sequence[tuple[str, str]], parent: QWidget
    ) -> None:
        say = session.say
        super().__init__(session, say("moving.merge-of", name=name), say("moving.merge-do"), parent)
        self.into = self.add_choice("into", schools, needed=True)
        self.add_day("since")
        self.people, self.communities = Check(""), Check("")
        for check in (self.people, self.communities):
            check.setChecked(True)
            check.hide()
            self.body.addWidget(check)
        self.told = self.add_words()
        self.add_words(say("moving.merge-hint"))

    def show_merger(self, found: "Merger") -> None:
        """Say whom and what it would move."""
        say = self.session.say
        for check, names, code in (
            (self.people, found.people, "people"),
            (self.communities, found.communities, "communities"),
        ):
            check.setText(say(f"moving.merge-{code}", count=len(names)))
            check.setVisible(bool(names))
        comma = say("import.comma")
        shown = comma.join(found.people[:_NAMED])
        more = say("moving.and-more", names=shown) if len(found.people) > _NAMED else shown
        told = "\n".join(filter(None, (more, comma.join(found.communities))))
        self.told.setText(told or say("moving.merge-none"))


class Turns(QObject):
    """Opens the windows for a page and writes what they say; ``renamed`` carries a school's id."""

    renamed = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.window: ActWindow | None = None
        """The window that was opened last."""

    def open(self, code: str, ids: Sequence[str], choices: "Choices") -> None:
        """Open the window of an act: "turn" of people; "rename", "merge", "split" of a school."""
        make = {"turn": self._turn, "rename": self._rename, "merge": self._merge, "split": self._split}[code]
        self._session.desk.ask(
            self,
            lambda opened: questions.ask_names(opened, ids),
            lambda names: self._show(make(ids, names, choices), code, ids),
        )

    def _show(self, window: ActWindow, code: str, ids: Sequence[str]) -> None:
        self.window = window
        about = ("person" if code == "turn" else "school", ids[0])
        KeptWindow(self._session, window, " ".join((code, *ids[1:])), about, window.fields)
        window.show_first()

    def _turn(self, ids: Sequence[str], names: Sequence[str], choices: "Choices") -> ActWindow:
        window = TurnWindow(self._session, names, choices, self._page)
        known = {name: one for one, name in choices.schools}

        def write(values: Values) -> None:
            from edudesk.services.moving import Turn

            typed, deed = values.get("new-school", ""), values["deed"]
            value = values.get("title") or values.get("honour") or values.get("post") or ""
            if deed == "retire":
                value = self._session.say("moving.retired")
            turn = Turn(
                deed,
                values.get("since") or values["last"],
                known.get(typed, "") if typed else values.get("school", ""),
                "" if typed in known else typed,
                value,
                values.get("level", ""),
            )
            self._write(
                lambda opened: questions.turn(opened, ids, turn),
                lambda done: (self._session.say(f"moving.done.{deed}", count=done[1]), done[0]),
            )

        window.wanted.connect(write)
        return window

    def _rename(self, ids: Sequence[str], names: Sequence[str], _choices: "Choices") -> ActWindow:
        say = self._session.say
        window = ActWindow(
            self._session, say("moving.rename-of", name=names[0]), say("moving.rename-do"), self._page
        )
        window.add("name", TextField(), needed=True)
        window.add("short", TextField())
        window.add_day("since")
        window.add_words(say("moving.rename-hint"))

        def write(values: Values) -> None:
            name, short, since = values["name"], values["short"], values["since"]
            self._write(
                lambda opened: questions.rename(opened, ids[0], name, short, since),
                lambda change: (say("moving.renamed", name=name), change),
                lambda: self.renamed.emit(ids[0]),
            )

        window.wanted.connect(write)
        return window

    def _split(self, ids: Sequence[str], names: Sequence[str], choices: "Choices") -> ActWindow:
        say = self._session.say
        window = ActWindow(
            self._session, say("moving.split-of", name=names[0]), say("moving.split-do"), self._page
        )
        others = [one for one in choices.schools if one[0] != ids[0]]
        window.add_choice("school", others)
        window.add("new-school", TextField(say("moving.new-school-hint")))
        window.add_day("since")
        window.add_words(say("moving.split-hint"))

        def write(values: Values) -> None:
            other, typed, since = values["school"], values["new-school"], values["since"]
            self._write(
                lambda opened: questions.split(opened, ids[0], "" if typed else other, typed, since),
                lambda change: (say("moving.was-split"), change),
            )

        window.wanted.connect(write)
        return window

    def _merge(self, ids: Sequence[str], names: Sequence[str], choices: "Choices") -> ActWindow:
        say = self._session.say
        others = [one for one in choices.schools if one[0] != ids[0]]
        window = MergeWindow(self._session, names[0], others, self._page)

        def merging(values: Values) -> "Merging":
            from edudesk.services.moving import Merging

            people, seats = window.people.isChecked(), window.communities.isChecked()
            return Merging(ids[0], values["into"], values["since"], people=people, communities=seats)

        def look() -> None:
            values = window.values()
            if values["into"] and values["since"]:
                wanted = merging(values)
                self._session.desk.ask(
                    window,
                    lambda opened: questions.ask_merger(opened, wanted),
                    window.show_merger,
                    failed=window.refuse,
                    key="merger",
                )

        def write(values: Values) -> None:
            wanted = merging(values)
            self._write(
                lambda opened: questions.merge(opened, wanted),
                lambda change: (say("moving.merged", name=names[0]), change),
            )

        for field in (window.into, window.fields["since"]):
            field.edited.connect(look)  # type: ignore[union-attr]
        window.wanted.connect(write)
        return window

    def _write(
        self,
        deed: Callable[[Opened], Any],
        told: Callable[[Any], tuple[str, str]],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Write what the window says; it closes when that is done, and says else what was wrong."""
        window = self.window
        if window is None:
            return
        window.do.set_busy(self._session.say("moving.writing"))

        def done(answer: Any) -> None:
            window.accept()
            self._session.toast(*told(answer))
            then()

        self._session.desk.change(window, deed, done, failed=window.refuse)
