"""A new pair in under a minute: who leads whom, in what, from when to when; kept while it is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import EduDeskError
from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.pages.pairs import questions
from edudesk.ui.pages.pairs.duties import DutiesField
from edudesk.ui.pages.pairs.questions import Ground
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.errors import ErrorNotice
from edudesk.ui.widgets.fields import ChoiceField, DateField, FormRow, LongField, TextField
from edudesk.ui.widgets.layout import BottomBar, Column, Line, PageScroll
from edudesk.ui.widgets.persons import PersonsField, PersonToken
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft, Entered

_WIDEST = 792  # a form of 760 with the card's margins
_PARTS = ("mentor", "apprentice")
_DAYS = ("starts_on", "ends_on")


class PairForm(QWidget):
    """The form of a new pair. ``saved`` carries its id and the change; ``left`` comes without."""

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = session.say
        self._session = session
        self._ground: Ground | None = None
        self._given: Mapping[str, Any] = {}
        self._is_named = self._is_touched = False
        self.people = {part: PersonsField(say(f"pairs.{part}-example"), session.texts) for part in _PARTS}
        self.kind = Segment([("teaching", "…")])
        self.subject = ChoiceField([], say("pairs.choose-subject"))
        self.community = ChoiceField([], say("pairs.choose-community"))
        today = session.clock.today()
        self.days = {name: DateField(session.texts, today) for name in _DAYS}
        self.name = TextField(say("pairs.name-example"))
        self.goals = LongField(say("pairs.goals-example"), 2)
        self.duties = {part: DutiesField(session, part, say(f"pairs.{part}_duties")) for part in _PARTS}
        self.keeper = DraftKeeper(session.desk, self)
        self.kept = Words("", "second", "text2")
        self.above = Column()
        self.save_button = Button(say("pairs.save"), "primary", hint="Ctrl S")
        self.cancel_button = Button(say("pairs.cancel"))
        self.rows: dict[str, FormRow] = {}
        self._kind_box = QWidget()
        self._lay_out()
        self._listen()

    @property
    def is_ready(self) -> bool:
        """Whether the form is filled and can be written in."""
        return self._ground is not None

    def open(self, given: Mapping[str, Any] | None = None) -> None:
        """Begin a new pair with what is given, or go on with the one that was not saved."""
        if self._ground is not None and self._is_touched:
            return
        self._given = dict(given or {})
        texts = self._session.texts
        self._session.desk.ask(
            self, lambda opened: questions.ask_ground(opened, texts), self._show, key="ground"
        )

    def leave(self) -> None:
        """Write what is typed at once."""
        self.keeper.write_now()

    def cancel(self) -> None:
        """Go without saving; what was typed is dropped only when that is said."""
        if not self._is_touched:
            self._reset()
            self.left.emit()
            return
        say = self._session.say
        dialogs.ask(
            self,
            say("pairs.give-up"),
            say("pairs.give-up-words"),
            say("pairs.give-up-drop"),
            say("pairs.give-up-stay"),
            danger=True,
            then=self._drop,
        )

    def content(self) -> dict[str, Any]:
        """Return what is written, as a pair's content."""
        people = tuple(
            _row(part, token) for part in _PARTS for token in self.people[part].tokens() if token.name.strip()
        )
        content: dict[str, Any] = {
            "name": self.name.text().strip(),
            "community_id": self.community.value() or "",
            "kind": self.kind.value(),
            "subject": self.subject.value() or "",
            "people": people,
            "goals": self.goals.text().strip(),
            "mentor_duties": self.duties["mentor"].words.text().strip(),
            "apprentice_duties": self.duties["apprentice"].words.text().strip(),
        }
        content |= {name: field.date() for name, field in self.days.items()}
        return {name: value for name, value in content.items() if value not in (None, "", ())}

    def save(self) -> None:
        """Save; a mentor and an apprentice are needed, everything else may come later."""
        if self._ground is None or not self.isEnabled():
            return
        QGuiApplication.inputMethod().commit()
        self._take_names()
        if not self._is_complete():
            return
        draft = self._draft()
        self.keeper.forget()
        self.save_button.set_busy(self._session.say("pairs.saving"))
        self.setEnabled(False)
        self._session.desk.change(
            self,
            lambda opened: questions.save_pair(opened, _written(draft, opened.clock.now())),
            self._saved,
            failed=self._failed,
        )

    # -- opening

    def _show(self, ground: Ground) -> None:
        self._ground, say = ground, self._session.say
        for field in self.people.values():
            field.set_candidates(ground.people)
        self._make_kinds(ground)
        self.subject.set_items([("", say("pairs.no-subject")), *ground.subjects])
        self.community.set_items([("", say("pairs.no-community")), *ground.communities])
        self.rows["community"].setVisible(len(ground.communities) > 1)
        self._fill(ground)
        self._is_touched = ground.resumed
        self.kept.setText(say("pairs.resumed") if ground.resumed else "")
        self._clear_error()
        for row in self.rows.values():
            row.set_error("")
        self.people["mentor"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_kinds(self, ground: Ground) -> None:
        fresh = Segment(ground.kinds)
        fresh.setAccessibleName(self._session.say("pairs.kind"))
        fresh.edited.connect(self._edited)
        layout = self._kind_box.layout()
        assert layout is not None
        layout.replaceWidget(self.kind, fresh)
        self.kind.hide()
        self.kind.deleteLater()
        self.kind = fresh

    def _fill(self, ground: Ground) -> None:
        from edudesk.models.contents import from_json
        from edudesk.models.registry import record_types

        fields = record_types()["mentor-pair"].fields
        said = from_json(fields, ground.draft.content if ground.resumed else self._given)
        community = said.get("community_id") or (ground.communities[0][0] if ground.communities else "")
        first, last = ground.years.get(community, ground.years[""])
        proposed = {} if ground.resumed else {"starts_on": first, "ends_on": last}
        said = proposed | said
        self.community.set_value(community)
        self.kind.set_value(said.get("kind") or (ground.kinds[0][0] if ground.kinds else ""))
        self.subject.set_value(said.get("subject") or "")
        known = {one.person_id: one.name for one in ground.people}
        for part, field in self.people.items():
            rows = [row for row in said.get("people", ()) if row["part"] == part]
            field.set_tokens([_token(row, known) for row in rows])
        for name, day in self.days.items():
            day.set_date(said.get(name))
        for name, typed in ground.draft.typed.items():
            if ground.resumed and name in self.days:
                self.days[name].line.setText(typed)
        self.goals.set_text(said.get("goals", ""))
        for part, duty in self.duties.items():
            duty.words.set_text(said.get(f"{part}_duties", ""))
        self._is_named = bool(said.get("name")) and said.get("name") != self._proposed()
        self.name.setText(said.get("name") or self._proposed())

    # -- while it is written

    def _edited(self) -> None:
        if self._ground is None or not self.isEnabled():
            return
        if not self._is_named:
            self.name.setText(self._proposed())
        self._is_touched = True
        for row in self.rows.values():
            row.set_error("")
        self.kept.setText(self._session.say("pairs.keeping"))
        self.keeper.touch(partial(_written, self._draft(), self._session.clock.now()))

    def _named(self) -> None:
        self._is_named = bool(self.name.text().strip())
        self._edited()

    def _proposed(self) -> str:
        from edudesk.services.pairing.session import proposed_name

        names = ("、".join(one.name for one in self.people[part].tokens()) for part in _PARTS)
        return proposed_name(*names)

    def _take_names(self) -> None:
        for field in self.people.values():
            field.set_tokens(field.tokens())  # the name that is still being typed is meant too
        if not self._is_named:
            self.name.setText(self._proposed())

    def _is_complete(self) -> bool:
        say = self._session.say
        first, last = self.days["starts_on"].date(), self.days["ends_on"].date()
        wrong = {part: say(f"pairs.need-{part}") for part in _PARTS if not self.people[part].tokens()}
        for name, field in self.days.items():
            if field.text_typed().strip() and field.date() is None:
                wrong[name] = field.error() or say("pairs.bad-date")
        if first and last and last < first:
            wrong["ends_on"] = say("pairs.ends-before")
        for name, row in self.rows.items():
            row.set_error(wrong.get(name, ""))
        if wrong:
            name = next(iter(wrong))
            self.scroller.reveal(self.rows[name])
            self.rows[name].box.widget.setFocus()
        return not wrong

    def _draft(self) -> "Draft":
        from edudesk.models.contents import to_json
        from edudesk.models.registry import record_types

        assert self._ground is not None
        content = self.content()
        return replace(
            self._ground.draft,
            title=content.get("name", ""),
            content=to_json(record_types()["mentor-pair"].fields, content),
            typed={
                name: field.text_typed()
                for name, field in self.days.items()
                if field.date() is None and field.text_typed().strip()
            },
        )

    # -- saving

    def _saved(self, entered: "Entered") -> None:
        self._reset()
        self.saved.emit(entered.record_id, entered.change_id)

    def _failed(self, error: EduDeskError) -> None:
        self.setEnabled(True)
        self.save_button.set_busy("")
        self._clear_error()
        self.above.body.addWidget(ErrorNotice(self._session.texts, error))
        self.above.show()
        self.scroller.verticalScrollBar().setValue(0)
        self.keeper.touch(partial(_written, self._draft(), self._session.clock.now()))

    def _clear_error(self) -> None:
        while (item := self.above.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.above.hide()

    def _drop(self) -> None:
        assert self._ground is not None
        self.keeper.drop(self._ground.draft)
        self._reset()
        self.left.emit()

    def _reset(self) -> None:
        self.keeper.forget()
        self.save_button.set_busy("")
        self.setEnabled(True)
        self._ground, self._is_touched = None, False

    def _kept(self) -> None:
        if self._is_touched:
            self.kept.setText(self._session.say("pairs.kept", time=f"{self._session.clock.local():%H:%M}"))

    def _not_kept(self, error: EduDeskError) -> None:
        self.kept.setText(self._session.texts.present(error))

    def _lay_out(self) -> None:
        say, px = self._session.say, theme().tokens.px
        kinds = QVBoxLayout(self._kind_box)
        kinds.setContentsMargins(0, 0, 0, 0)
        kinds.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        fields: dict[str, QWidget] = {
            **self.people,
            "kind": self._kind_box,
            "subject": self.subject,
            "community": self.community,
            **self.days,
            "name": self.name,
            "goals": self.goals,
        }
        self.rows = {name: FormRow(say(f"pairs.field-{name}"), field) for name, field in fields.items()}
        for part, duty in self.duties.items():
            self.rows[f"{part}_duties"] = FormRow(say(f"pairs.{part}_duties"), duty)
        days = Line(self.rows["starts_on"], self.rows["ends_on"], gap=16)
        order = ("mentor", "apprentice", "kind", "subject", "community")
        card = Card()
        whole = Column(*(self.rows[name] for name in order), days, gap=12)
        for name in ("name", "goals", "mentor_duties", "apprentice_duties"):
            whole.body.addWidget(self.rows[name])
        card.add_block(whole)
        self.scroller = PageScroll(say("pairs.new-title"), [self.kept], most=_WIDEST)
        self.scroller.body.addWidget(self.above)
        self.scroller.body.addWidget(card)
        self.scroller.body.addStretch(1)
        self.above.hide()
        self.save_button.setMinimumWidth(px(120))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(BottomBar(say("pairs.form-foot"), [self.cancel_button, self.save_button]))

    def _listen(self) -> None:
        for field in self.people.values():
            field.edited.connect(self._edited)
            field.line.textEdited.connect(self._edited)
        self.subject.edited.connect(self._edited)
        self.community.edited.connect(self._edited)
        for day in self.days.values():
            day.edited.connect(self._edited)
        self.name.textEdited.connect(self._named)
        self.goals.edited.connect(self._edited)
        for duty in self.duties.values():
            duty.edited.connect(self._edited)
        self.keeper.kept.connect(self._kept)
        self.keeper.failed.connect(self._not_kept)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancel)
        for key, deed in (("Ctrl+S", self.save), ("Ctrl+Return", self.save), ("Esc", self.cancel)):
            shortcut = QShortcut(QKeySequence(key), self)
            if key != "Ctrl+S":  # saving is meant wherever the cursor is
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)


def _row(part: str, token: PersonToken) -> dict[str, Any]:
    said = {"part": part, "name": token.name.strip(), "person_id": token.person_id}
    return {name: value for name, value in said.items() if value}


def _token(row: Mapping[str, Any], known: Mapping[str, str]) -> PersonToken:
    person = row.get("person_id")
    return PersonToken(person, known.get(person or "") or row.get("name", ""))


def _written(draft: "Draft", now: datetime) -> "Draft":
    return replace(draft, changed_at=now)
