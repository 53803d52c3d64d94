"""The line of filters above the list."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.activity.questions import Ground, Pairs, Wanted
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import TextField
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Line
from edudesk.ui.widgets.states import StateGlyph
from edudesk.ui.widgets.words import Link, Words

_TYPED = 150  # milliseconds after the last key before the list is asked for
_CHOICES = ("kind", "school", "month", "rule")


class Filters(QWidget):
    """Words, four choices and the quick filter; ``changed`` when the list should be narrowed otherwise."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        say = session.say
        self._session = session
        self._ids: tuple[str, ...] | None = None
        self._missing = False
        self._lacking = 0
        self._title = Words("", "second", "text2")
        self.lacking = Link("", "second")
        self._all = Link(say("activities.show-all"), "second")
        self._soon = QTimer(self, singleShot=True, interval=_TYPED)
        self._soon.timeout.connect(self._tell)
        self.text = TextField(say("activities.find"), "search")
        self.text.setAccessibleName(say("activities.find"))
        self.text.textChanged.connect(self._soon.start)
        self._choices: dict[str, ChoiceField] = {}
        flow = FlowLayout(self)
        flow.addWidget(self.text)
        self.text.setMinimumWidth(theme().tokens.px(200))
        for code in _CHOICES:
            field = ChoiceField([("", say("activities.any"))], label=say(f"activities.filter-{code}"))
            field.edited.connect(self._tell)
            self._choices[code] = field
            flow.addWidget(field)
        glyph = StateGlyph(State.AT_RISK, say(f"home.state.{State.AT_RISK}"), 18)
        self._lacks = Line(glyph, self.lacking, gap=5)
        for widget in (self._lacks, self._title, self._all):
            flow.addWidget(widget)
        self.lacking.clicked.connect(self._show_lacking)
        self._all.clicked.connect(self.clear)
        self._show_narrowing()

    @property
    def wanted(self) -> Wanted:
        """What the list is narrowed to now."""
        chosen: dict[str, Any] = {code: field.value() or "" for code, field in self._choices.items()}
        return Wanted(text=self.text.text().strip(), missing=self._missing, ids=self._ids, **chosen)

    def clear(self) -> None:
        """Narrow to nothing."""
        self.show_only(None, "")

    def show_only(self, ids: tuple[str, ...] | None, title: str) -> None:
        """Narrow to certain activities, called ``title``, and to nothing else."""
        self._ids, self._missing = ids, False
        self._title.setText(title)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        for field in self._choices.values():
            field.set_value("")
        self._tell()

    def show_ground(self, ground: Ground) -> None:
        """Offer what there is in the term."""
        values: dict[str, Pairs] = {
            "kind": ground.kinds,
            "school": ground.schools,
            "month": ground.months,
            "rule": ground.rules,
        }
        for code, field in self._choices.items():
            kept = field.value()
            field.set_items([("", self._session.say("activities.any")), *values[code]])
            field.set_value(kept if kept in dict(values[code]) else "")
            field.setVisible(bool(values[code]))
        self.lacking.setText(self._session.say("activities.only-lacking", count=ground.missing))
        self._lacks.updateGeometry()
        self._lacking = ground.missing
        self._show_narrowing()

    def _show_lacking(self) -> None:
        self._missing = True
        self._tell()

    def _tell(self) -> None:
        self._show_narrowing()
        self.changed.emit()

    def _show_narrowing(self) -> None:
        self._title.setVisible(self._ids is not None and bool(self._title.text()))
        self._lacks.setVisible(bool(self._lacking) and not self._missing)
        self._all.setVisible(not self.wanted.is_bare)
