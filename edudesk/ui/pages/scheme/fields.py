"""A form field for each sort of thing that may be changed of a rule."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from edudesk.errors import Problem, UserError
from edudesk.services.schemes.naming import FIELDS
from edudesk.texts.initials import is_like
from edudesk.ui.pages.scheme.edits import Edit
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import ChipRow
from edudesk.ui.widgets.fields import Check, ChoiceField, FormRow, LongField, NumberField, TextField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.typed_fields import TypedField

if TYPE_CHECKING:
    from edudesk.services.schemes.editable import Editable

_FEW, _FIELD = 12, 240
_DAY = re.compile(r"(?:(\d{4})\D)?(\d{1,2})\D(\d{1,2})\D?")
_POSITION = re.compile(r"\[\d+\]")


class RuleField(QObject):
    """One field with its row; ``edited`` comes with every change of it."""

    edited = Signal()

    def __init__(self, session: Session, what: "Editable", widget: QWidget) -> None:
        super().__init__()
        self.what, self.widget = what, widget
        language = session.texts.language
        hint = session.say("schemepage.setting", name=what.setting.name) if what.setting else ""
        known = FIELDS.get(what.field)
        label = known(language) if known else what.field
        label = label[:1].upper() + label[1:]
        if what.place.startswith(("name.", "to.")):
            label = session.say(f"schemepage.language.{what.place[-2:]}", field=label)
        if what.setting and what.field == "choose":
            label = what.setting.name(language)
        self.row = FormRow(label, widget, hint, above=True)

    def value(self) -> Any:
        """Return what the field says, None where that cannot be read."""
        raise NotImplementedError

    def error(self) -> str:
        """Return what is wrong with what the field says."""
        return ""

    def edit(self) -> Edit | None:
        """Return the change that the field asks for, None where it says what was there before."""
        value = self.value()
        return None if value is None or value == self.what.value else Edit(self.what.place, value)

    def is_at(self, problem: Problem) -> bool:
        """Return whether a problem of the scheme is one of this field."""
        if self.what.setting is not None:
            return f"[{self.what.setting.id}]" in problem.place
        where = problem.place.partition("]")[2].lstrip(".")
        whole = f"{where}.{problem.field}" if where else problem.field
        return _plainly(self.what.place) == _plainly(whole) or _plainly(self.what.place) == _plainly(where)


def _plainly(place: str) -> str:
    return _POSITION.sub("", re.sub(r"\.when\.[\w-]+", "", place))


def make_field(session: Session, what: "Editable") -> RuleField:
    """Return the form field for something that may be changed."""
    makers = {
        "number": _Number,
        "choice": _Choice,
        "words": _WordsField,
        "day": _Day,
        "flag": _Flag,
        "text": _Text,
    }
    return makers[what.sort](session, what)


def _named(session: Session, what: "Editable") -> list[tuple[str, str]]:
    language = session.texts.language
    return [
        (code, name(language) if name else session.say(f"schemepage.code.{what.field}.{code}"))
        for code, name in what.choices
    ]


class _Number(RuleField):
    def __init__(self, session: Session, what: "Editable") -> None:
        self._line = NumberField(session.texts)
        self._line.set_value(Decimal(str(what.value)))
        self._line.setMaximumWidth(theme().tokens.px(_FIELD))
        super().__init__(session, what, self._line)
        self._missing = session.say("schemepage.number.missing")
        self._line.edited.connect(self.edited)

    def value(self) -> Any:
        number = self._line.value()
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)

    def error(self) -> str:
        return self._line.error() or ("" if self._line.value() is not None else self._missing)


class _Choice(RuleField):
    def __init__(self, session: Session, what: "Editable") -> None:
        self._field = ChoiceField(_named(session, what))
        self._field.set_value(what.value)
        super().__init__(session, what, self._field)
        self._field.edited.connect(self.edited)

    def value(self) -> Any:
        return self._field.value()


class _Flag(RuleField):
    def __init__(self, session: Session, what: "Editable") -> None:
        self._check = Check(session.say("start.setting.yes"))
        self._check.setChecked(bool(what.value))
        super().__init__(session, what, self._check)
        self._check.toggled.connect(self.edited)

    def value(self) -> Any:
        return self._check.isChecked()


class _Text(RuleField):
    def __init__(self, session: Session, what: "Editable") -> None:
        self._line: TextField | LongField
        if what.field == "sentence":
            self._line = LongField()
            self._line.set_text(str(what.value))
            super().__init__(session, what, self._line)
            self._line.edited.connect(self.edited)
        else:
            self._line = TextField()
            self._line.setText(str(what.value))
            super().__init__(session, what, self._line)
            self._line.textEdited.connect(self.edited)
        self._missing = session.say("schemepage.text.missing")

    def value(self) -> Any:
        return self._line.text().strip() or None

    def error(self) -> str:
        return "" if self._line.text().strip() else self._missing


class _WordsField(RuleField):
    """Chips; where there are many, only the chosen and what is searched for are seen."""

    def __init__(self, session: Session, what: "Editable") -> None:
        self._items = _named(session, what)
        codes: tuple[str, ...] = tuple(what.value)  # type: ignore[arg-type]  # of this sort always words
        unknown = [(code, code) for code in codes if code not in dict(self._items)]
        self._items += unknown
        self.chips = ChipRow(self._items)
        self.chips.set_chosen(codes)
        self._is_many = len(self._items) > _FEW
        self.search = TextField(session.say("schemepage.words.search"), icon="search")
        whole = Column(self.search, self.chips, gap=8) if self._is_many else self.chips
        super().__init__(session, what, whole)
        self.widget = self.search if self._is_many else self.chips
        self._missing = session.say("schemepage.words.missing")
        self.chips.setAccessibleName(self.row.label.text())
        self.chips.edited.connect(self.edited)
        if self._is_many:
            self.search.setAccessibleName(session.say("schemepage.words.search"))
            self.search.textChanged.connect(self._narrow)
            self._narrow("")

    def value(self) -> Any:
        chosen = self.chips.chosen()
        before: tuple[str, ...] = tuple(self.what.value)  # type: ignore[arg-type]  # as above
        return before if set(chosen) == set(before) else chosen

    def error(self) -> str:
        return "" if self.chips.chosen() else self._missing

    def _narrow(self, typed: str) -> None:
        chosen, wanted = self.chips.chosen(), typed.strip()
        found = [item for item in self._items if item[0] in chosen or (wanted and is_like(wanted, item[1]))]
        self.chips.set_items(found)
        self.chips.set_chosen(chosen)


class MonthDayField(TypedField):
    """A day of any year: 1.10, 01-10, 1月10日; with its year where ``has_year``."""

    has_year = False

    def day(self) -> str | None:
        """Return the day as a scheme writes it, None where it cannot be read."""
        found: str | None = self._read()[0]
        return found

    def set_day(self, day: str) -> None:
        """Show a day as a scheme writes it."""
        self._show(day)

    def parse(self, text: str) -> str:
        found = _DAY.fullmatch(normalize("NFKC", text).strip())
        if found is None or bool(found[1]) != self.has_year or not _exists(*found.groups()):
            raise UserError("schemepage.day.unreadable", text=text)
        year = f"{found[1]}-" if found[1] else ""
        return f"{year}{int(found[2]):02}-{int(found[3]):02}"

    def write(self, value: str) -> str:
        return value


def _exists(year: str | None, month: str, day: str) -> bool:
    from datetime import date

    try:
        date(int(year or 2024), int(month), int(day))
    except ValueError:
        return False
    return True


class _Day(RuleField):
    def __init__(self, session: Session, what: "Editable") -> None:
        self._line = MonthDayField(session.texts, session.say("schemepage.day.example"))
        self._line.has_year = str(what.value).count("-") > 1
        self._line.set_day(str(what.value))
        self._line.setMaximumWidth(theme().tokens.px(_FIELD))
        super().__init__(session, what, self._line)
        self._missing = session.say("schemepage.text.missing")
        self._line.edited.connect(self.edited)

    def value(self) -> Any:
        return self._line.day()

    def error(self) -> str:
        return self._line.error() or ("" if self._line.day() else self._missing)
