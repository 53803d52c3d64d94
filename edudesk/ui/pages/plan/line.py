"""The line above the table: a row is planned or changed with the keyboard alone."""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.ui.drafting import DraftKeeper
from edudesk.ui.pages.plan import questions
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.typed_fields import DateField
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.services.planning import ScheduledRow
    from edudesk.ui.pages.plan.questions import Known

_GAP = 8
_NAMES = ("day", "topic", "kind", "partner", "who")
_WIDTHS = (172, 264, 168, 132, 104)
_LEAST = (158, 176, 132, 112, 84)
"""What the fields are narrowed to where all of them then stand in one line."""
_AROUND = 28
"""What the edges of a field take beside its example."""


class RowLine(QWidget):
    """Day, what, kind, with whom and who is responsible; Enter writes it, Esc leaves a change alone.

    ``submitted`` gives the edit, the row's id (empty for a new one) and the id of the draft. What is typed
    is kept within a second, as a draft that waits in the list of activities too.
    """

    submitted = Signal(object, str, str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Known | None = None
        self._draft: Draft | None = None
        self._row = ""
        self._said: tuple[str, ...] = ()
        say = session.say
        self.day = DateField(session.texts, session.clock.today(), planned=True)
        self.topic = TextField(say("planpage.line-topic"))
        self.kind = ChoiceField((), say("planpage.line-kind"))
        self.partner = ChoiceField((), say("planpage.line-partner"))
        self.who = TextField(say("planpage.line-who"))
        self.add = Button(say("planpage.line-add"), icon="plus")
        self.give_up = Button(say("planpage.line-leave"), "quiet")
        self.problem = Words("", "second", "missed", wrap=True)
        self.keeper = DraftKeeper(session.desk, self)
        self._lay_out()
        self._connect()

    @property
    def row(self) -> str:
        """The id of the row that is being changed, empty where a new one is written."""
        return self._row

    @property
    def is_typed(self) -> bool:
        """Whether something stands in the line that is not in the plan."""
        return self._typed() != self._said

    def show_known(self, known: "Known") -> None:
        """Offer kinds and partners; go on with what was typed before a crash."""
        fresh = self._known is None or self._plan_of(self._known) != self._plan_of(known)
        if fresh and self.is_typed and self._known is not None:
            self.keeper.write_now()
        self._known = known
        none = ("", self._session.say("planpage.line-none"))
        self.kind.set_items([none, *known.kinds])
        self.partner.set_items([none, *known.partners])
        self.partner.setVisible(bool(known.partners))
        self._fit()
        if fresh:
            self.begin()
            if known.line is not None and known.line.about is None:
                self._resume(known.line)

    def begin(self, day: date | None = None) -> None:
        """Begin a new row, on a day where one is given."""
        self._row, self._draft = "", None
        self._fill(("", "", None, None, ""))
        self.day.set_date(day)
        self._said = self._typed()  # a day that was offered is no word of anybody's
        self._tell_mode()
        self._session.desk.ask(self, partial(questions.row_draft, activity=""), self._take_draft, key="draft")

    def change(self, row: "ScheduledRow") -> None:
        """Change a row: its values stand in the line."""
        if self.is_typed:
            self.keeper.write_now()
        self._row, self._draft = row.id, None
        self._fill(
            (
                "",
                row.topic,
                row.kind_codes[0] if row.kind_codes else "",
                row.partners[0] if row.partners else "",
                row.responsible,
            )
        )
        self.day.set_date(row.day)
        self._said = self._typed()
        self._tell_mode()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()
        question = partial(questions.row_draft, activity=row.id)
        self._session.desk.ask(self, question, self._take_draft, key="draft")

    def done(self) -> None:
        """Begin anew after what was typed is in the plan."""
        if self._draft is not None:
            self.keeper.drop(self._draft)
        was_new, day = not self._row, self.day.date()
        self.begin(day if was_new else None)
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()

    def leave(self) -> None:
        """Write at once what is typed and not in the plan."""
        self.keeper.write_now()

    def submit(self) -> None:
        """Put what stands in the line into the plan."""
        from edudesk.services.planning import RowEdit

        say, day, topic = self._session.say, self.day.date(), self.topic.text().strip()
        if day is None:
            typed = self.day.text_typed().strip()
            self._complain(say("planpage.line-bad-day" if typed else "planpage.line-no-day", typed=typed))
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not topic:
            self._complain(say("planpage.line-no-topic"))
            self.topic.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._complain("")
        changed = [now != before for now, before in zip(self._typed(), self._said, strict=True)]
        kind, partner, who = self.kind.value(), self.partner.value(), self.who.text().strip()
        new = not self._row
        edit = RowEdit(
            day,
            topic,
            (kind or "") if new or changed[2] else None,
            (partner or "") if new or changed[3] else None,
            who if new or changed[4] else None,
        )
        self.keeper.write_now()
        self.submitted.emit(edit, self._row, self._draft.id if self._draft else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the fields need, in one line or in two."""
        layout = self._fields.layout()
        room = self.width() - 2 * theme().tokens.px(16)
        if layout is not None and room > 0:
            for field, width in zip(self._inputs, self._widths(room), strict=True):
                field.setFixedWidth(width)
            self._fields.setFixedHeight(layout.heightForWidth(room))

    def _widths(self, room: int) -> list[int]:
        """Return how wide the fields are: as they should be, or narrower where one line is then enough."""
        px = theme().tokens.px
        wished, least = [px(width) for width in _WIDTHS], [px(width) for width in _LEAST]
        example = self.topic.fontMetrics().horizontalAdvance(self.topic.placeholderText())
        least[1] = min(wished[1], max(least[1], example + px(_AROUND)))
        seen = [not field.isHidden() for field in self._inputs]
        buttons = [one.sizeHint().width() for one in (self.add, self.give_up) if not one.isHidden()]
        free = room - sum(buttons) - px(_GAP) * (sum(seen) + len(buttons) - 1)
        asked = sum(width for width, is_seen in zip(wished, seen, strict=True) if is_seen)
        fewest = sum(width for width, is_seen in zip(least, seen, strict=True) if is_seen)
        if not fewest <= free < asked:
            return wished
        share = (free - fewest) / (asked - fewest)
        return [few + int((wish - few) * share) for few, wish in zip(least, wished, strict=True)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._row:
            self._give_up()
            return
        super().keyPressEvent(event)

    # -- what is kept

    def _typed(self) -> tuple[str, ...]:
        return (
            self.day.text_typed().strip(),
            self.topic.text().strip(),
            self.kind.value() or "",
            self.partner.value() or "",
            self.who.text().strip(),
        )

    def _take_draft(self, draft: "Draft") -> None:
        if (draft.about or "") == self._row and self._draft is None:
            self._draft = draft
            self._touched()

    def _touched(self) -> None:
        self._complain("")
        known, draft = self._known, self._draft
        if known is None or known.plan is None or draft is None:
            return
        if not self.is_typed:
            if not self._row:
                self.keeper.drop(draft)
            return
        _day, topic, kind, _partner, who = self._typed()
        read = self.day.date()
        content: dict[str, Any] = dict(draft.content) | {
            "topic": topic,
            "starts_on": read.isoformat() if read else None,
            "responsible": who,
            "plan_id": known.plan.id,
            "community_id": known.community,
        }
        if not self._row:
            content |= {"state": "planned", "kinds": [kind] if kind else []}
        content = {name: value for name, value in content.items() if value}
        typed = {questions.LINE: json.dumps(self._typed(), ensure_ascii=False)}
        now = self._session.clock.now()
        kept = replace(draft, content=content, typed=typed, title=topic, changed_at=now)
        self.keeper.touch(lambda: kept)

    def _resume(self, draft: "Draft") -> None:
        values = json.loads(draft.typed[questions.LINE])
        self._draft = draft
        self._fill(tuple(values))
        self.day.line.setText(values[0])

    # -- parts

    def _fill(self, values: tuple[Any, ...]) -> None:
        _day, topic, kind, partner, who = values
        self.topic.setText(topic)
        self.kind.set_value(kind or None)
        self.partner.set_value(partner or None)
        self.who.setText(who)
        self._complain("")

    def _give_up(self) -> None:
        if self._draft is not None:
            self.keeper.drop(self._draft)
        self.begin()

    def _complain(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _tell_mode(self) -> None:
        say = self._session.say
        self.add.setText(say("planpage.line-keep" if self._row else "planpage.line-add"))
        self.add.set_icon("check" if self._row else "plus")
        self.give_up.setVisible(bool(self._row))
        self._fit()
        self.setAccessibleName(say("planpage.line-change" if self._row else "planpage.line-new"))

    @staticmethod
    def _plan_of(known: "Known") -> str:
        return known.plan.id if known.plan else ""

    def _lay_out(self) -> None:
        px, say = theme().tokens.px, self._session.say
        self._inputs = (self.day, self.topic, self.kind, self.partner, self.who)
        for field, width, name in zip(self._inputs, _WIDTHS, _NAMES, strict=True):
            field.setFixedWidth(px(width))
            field.setAccessibleName(say(f"planpage.line-name-{name}"))
        self._fields = QWidget()
        flow = FlowLayout(self._fields, _GAP)
        for widget in (*self._inputs, self.add, self.give_up):
            flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(4))
        layout.addWidget(self._fields)
        layout.addWidget(self.problem)
        self.problem.hide()
        self.give_up.hide()

    def _connect(self) -> None:
        for line in (self.day.line, self.topic, self.who):
            line.returnPressed.connect(self.submit)
            line.textEdited.connect(self._touched)
        self.day.edited.connect(self._touched)
        for choice in (self.kind, self.partner):
            choice.edited.connect(self._touched)
        self.add.clicked.connect(self.submit)
        self.give_up.clicked.connect(self._give_up)
        self.keeper.failed.connect(self.failed)
