"""The form itself: from top to bottom as a person tells what was done."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.pages.record.amounts import Amounts
from edudesk.ui.pages.record.ground import Ground, Surroundings
from edudesk.ui.pages.record.kinds import KindChips
from edudesk.ui.pages.record.more import MoreFields, in_order
from edudesk.ui.pages.record.people import PeopleRows
from edudesk.ui.pages.record.place import PlaceRow
from edudesk.ui.pages.record.telling import Told, is_mentoring
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Separator
from edudesk.ui.widgets.fields import DateField, FormRow, LongField, TextField, TimeRangeField
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.photos import PhotoStrip
from edudesk.ui.widgets.words import Link, Words

_FOOT = 42
_GAP = 10


class TellingForm(QFrame):
    """All fields. What a field only shows differently is told as it was: nothing changes by being looked at.

    ``edited`` follows every change by a person, ``rearranged`` whatever comes or goes.
    """

    edited = Signal()
    rearranged = Signal()

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._texts, self._today = texts, today
        self._ground: Ground | None = None
        self._given = self._echo = Told()
        self._filling = False
        self._state, self._state_chosen = "held", False
        self.day = DateField(texts, today)
        self.time = TimeRangeField(texts)
        self.amounts = Amounts(texts, self)
        self.kinds = KindChips(texts)
        self.place = PlaceRow(texts)
        self.topic = TextField(texts.say("record.topic-hint"))
        self.people = PeopleRows(texts)
        self.result = LongField(texts.say("record.result-hint"))
        self.strip = PhotoStrip(texts)
        self.collect = Link(texts.say("record.collect"), "second")
        self.more: MoreFields | None = None  # made when it is first unfolded
        self.fold = Button(texts.say("record.more"), role="quiet", icon="chevron-right")
        self._unfolded = Column()
        self._unfolded.body.setContentsMargins(*(theme().tokens.px(side) for side in (16, 4, 16, 14)))
        self._unfolded.hide()
        self._rows: dict[str, FormRow] = {}
        self._lay_out()
        self._listen()

    def show_told(self, ground: Ground, told: Told) -> None:
        """Show what is told, on what is offered."""
        self._filling = True
        self._ground = ground
        self._given = told
        self._surround(ground.of(told.community_id))
        self._state, self._state_chosen = told.state, False
        self.day.set_planned(told.state == "planned")
        self.day.set_date(told.day)
        if told.day is None and told.day_typed:
            self.day.line.setText(told.day_typed)
        self.time.set_times(told.starts_at, told.ends_at)
        if told.starts_at is None and told.time_typed:
            self.time.line.setText(told.time_typed)
        self.amounts.set_values(told.quantities)
        self._offer_kinds(told.kinds)
        self.place.set_value(told)
        self.topic.setText(told.topic)
        self.people.set_value(told)
        self.result.set_text(told.result)
        if self.more is not None:
            self.more.set_value(told.more, mixed=told.mixed)
        self._open_fold(is_open=bool(set(told.more) - {"place", "recorder", "responsible"}))
        self.mark("day", "")
        self.mark("topic", "")
        self._echo = self._collect()
        self._filling = False

    def told(self) -> Told:
        """Return what stands in the form."""
        now = self._collect()
        same = {
            name: getattr(self._given, name)
            for name in Told.__dataclass_fields__
            if getattr(now, name) == getattr(self._echo, name)
        }
        more = {
            name: self._given.more[name] if value == self._echo.more.get(name) else value
            for name, value in now.more.items()
            if name in self._given.more or value != self._echo.more.get(name)
        }
        return replace(now, **(same | {"more": more}))

    def set_state(self, state: str) -> None:
        """Say that it was done, is to be done or was called off."""
        self._state, self._state_chosen = state, True
        self.day.set_planned(state == "planned")
        self._changed()

    def mark(self, name: str, words: str) -> None:
        """Explain at a field what is missing; empty words take that away."""
        self._rows[name].set_error(words)

    def enter(self, name: str) -> None:
        """Put the cursor into a field."""
        field = self.day if name == "day" else self.topic
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_editable(self, *, editable: bool) -> None:
        """Let the fields be changed, or only looked at."""
        self.strip.editable = editable
        self.collect.setVisible(editable)
        self.strip.setAcceptDrops(editable)
        for row in (*self._rows.values(), self._unfolded):
            row.setEnabled(editable)
        self._rows["papers"].setEnabled(True)

    def _collect(self) -> Told:
        day = self.day.date()
        starts_at, ends_at = self.time.times()
        told = Told(
            state=self._state,
            day=day,
            day_typed="" if day else self.day.text_typed(),
            starts_at=starts_at,
            ends_at=ends_at,
            time_typed="" if starts_at else self.time.text_typed(),
            quantities=self.amounts.values(),
            kinds=in_order(self._given.kinds, self.kinds),
            mixed=self.more.mixed.isChecked() if self.more else self._given.mixed,
            topic=self.topic.text(),
            result=self.result.text(),
            more=self._rest() | self.place.more(),
        )
        return self.people.told(self.place.told(told))

    def _rest(self) -> dict[str, Any]:
        if self.more is not None:
            return self.more.value()
        return {name: value for name, value in self._given.more.items() if name != "place"}

    def _surround(self, around: Surroundings) -> None:
        assert self._ground is not None
        communities = tuple((one.id, one.name) for one in self._ground.communities)
        self.amounts.set_units(around.units)
        self.place.set_surroundings(around, self._ground)
        self.people.set_surroundings(around, self._ground)
        if self.more is not None:
            self.more.set_surroundings(around, communities)

    def _offer_kinds(self, chosen: tuple[str, ...]) -> None:
        assert self._ground is not None
        around = self._ground.of(self.place.community_id or self._given.community_id)
        self.kinds.offer(around.kinds, chosen)

    def _change_community(self, community_id: str) -> None:
        """Offer what another community has; what was told of this one's schools and people stays."""
        assert self._ground is not None
        now = self._collect()
        self._filling = True
        around = self._ground.of(community_id)
        self._surround(around)
        self._offer_kinds(now.kinds)
        if self.more is not None:
            self.more.set_value(now.more, mixed=now.mixed)
        self._filling = False
        self._changed()

    def _changed(self) -> None:
        if self._filling:
            return
        self.people.follow(self.place.partners(), mentoring=is_mentoring(self._collect()))
        self.edited.emit()

    def _day_changed(self) -> None:
        day = self.day.date()
        if day is not None:
            self.mark("day", "")
            if not self._filling and not self._state_chosen and self._given.state != "cancelled":
                # A day to come is planned; saying otherwise is the person's own choice.
                self._state = "planned" if day > self._today else self._given.state
        self._changed()

    def _topic_changed(self) -> None:
        if self.topic.text().strip():
            self.mark("topic", "")
        self._changed()

    @property
    def state(self) -> str:
        """Whether it was done, is to be done or was called off."""
        return self._state

    def unfold(self) -> MoreFields:
        """Show the folded fields and return them."""
        self._open_fold(is_open=True)
        assert self.more is not None
        return self.more

    def _toggle_fold(self) -> None:
        if self._unfolded.isHidden():
            self.unfold().long["process"].setFocus()
        else:
            self._open_fold(is_open=False)

    def _open_fold(self, *, is_open: bool) -> None:
        if is_open and self.more is None:
            self._make_more()
        self._unfolded.setVisible(is_open)
        self.place.set_unfolded(unfolded=is_open)
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")
        self.rearranged.emit()

    def _make_more(self) -> None:
        assert self._ground is not None
        filling, self._filling = self._filling, True
        self.more = MoreFields(self._texts, self._today)
        self._unfolded.body.addWidget(self.more)
        communities = tuple((one.id, one.name) for one in self._ground.communities)
        self.more.set_surroundings(self._ground.of(self.place.community_id), communities)
        self.more.set_value(self._given.more, mixed=self._given.mixed)
        spot = {name: value for name, value in self._echo.more.items() if name == "place"}
        self._echo = replace(self._echo, more=self.more.value() | spot)
        self.more.edited.connect(self._changed)
        self.more.community_chosen.connect(self.place.set_community)
        self._filling = filling

    def _listen(self) -> None:
        self.day.edited.connect(self._day_changed)
        self.topic.textChanged.connect(self._topic_changed)
        for one in (self.time, self.amounts, self.kinds, self.place, self.people, self.result):
            one.edited.connect(self._changed)
        for one in (self.amounts, self.kinds, self.people):
            one.edited.connect(self.rearranged)
        self.place.community_changed.connect(self._change_community)
        self.fold.clicked.connect(self._toggle_fold)

    def _lay_out(self) -> None:
        px = theme().tokens.px
        say = self._texts.say
        self._rows = {
            "day": FormRow(say("record.date"), self._first_row()),
            "others": FormRow("", self.amounts.others),
            "kinds": FormRow(say("record.what"), self.kinds),
            "place": self.place.row,
            "spot": self.place.spot_row,
            "topic": FormRow(say("record.topic"), self.topic),
            "ours": self.people.ours_row,
            "theirs": self.people.theirs_row,
            "result": FormRow(say("record.result"), self.result),
            "papers": FormRow(say("record.papers"), Column(self.strip, Line(self.collect, None), gap=0)),
        }
        self._rows["others"].hide()
        self.amounts.grown.connect(self._rows["others"].setVisible)
        self.day.setAccessibleName(say("record.date"))
        self.day.problem.connect(self._rows["day"].set_error)
        self.time.problem.connect(self._rows["day"].set_error)
        rows = QVBoxLayout()
        rows.setContentsMargins(px(16), px(14), px(16), px(6))
        rows.setSpacing(px(_GAP))
        for row in self._rows.values():
            rows.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(rows)
        layout.addStretch(1)
        layout.addWidget(Separator())
        layout.addWidget(self._foot())
        layout.addWidget(self._unfolded)

    def _first_row(self) -> QWidget:
        px = theme().tokens.px
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for field, least, most in ((self.day, 148, 188), (self.time, 128, 166)):
            field.setMinimumWidth(px(least))
            field.setMaximumWidth(px(most))
        self.time.setAccessibleName(self._texts.say("record.time"))
        layout.addWidget(self.day, 3)
        layout.addWidget(self.time, 2)
        layout.addStretch()
        layout.addWidget(Words(self._texts.say("record.amount"), "body", "text2"))
        layout.addWidget(self.amounts.first)
        layout.addWidget(self.amounts.more)
        return holder

    def _foot(self) -> QWidget:
        px = theme().tokens.px
        foot = QWidget()
        foot.setMinimumHeight(px(_FOOT))
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(px(6), 0, px(16), 0)
        layout.addWidget(self.fold)
        layout.addStretch(1)
        layout.addWidget(Words(self._texts.say("record.more-hint"), "second", "text2", elide=True))
        return foot
