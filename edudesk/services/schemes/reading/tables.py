"""Reading one TOML table field by field, noting every problem and going on."""

import calendar
import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from edudesk.errors import Problem
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import MonthDay
from edudesk.texts import Label

NO_LABEL = Label("", "")
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_LEAP_YEAR = 2024
_SHOWN = 60
_LEAST, _MOST = Decimal("0.000001"), 10**9  # what is reckoned with such numbers stays exact
_FORMS = {
    "table": Label("表，如 [名称] 或 { … }", "table"),
    "text": Label("引号里的文字", "text"),
    "list": Label("方括号里的列表 [ … ]", "list"),
    "list of words": Label("方括号里的词语列表", "list of words"),
    "number": Label("数", "number"),
    "two numbers": Label("两个数 [ …, … ]", "two numbers"),
    "whole number": Label("整数", "whole number"),
    "true or false": Label("true 或 false", "true or false"),
    "date": Label("日期，如 2025-09-01", "date"),
    "terms of the year": Label("学期列表：[1] 或 [2]", "list of terms, [1] or [2]"),
    "day as MM-DD": Label("月-日，如 01-10", "day as MM-DD"),
    "name in both languages": Label('中英文名称 { zh = "…", en = "…" }', "name in both languages"),
}
"""How a field is to be written, by its name in English."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or an empty string."""
    return next(iter(difflib.get_close_matches(word, sorted(known), 1, 0.6)), "")


def named(word: str, known: Iterable[str]) -> str:
    """Return the known code whose Chinese name was written instead of it, or an empty string."""
    codes = set(known)
    common = (choice for vocabulary in VOCABULARIES.values() for choice in vocabulary.choices)
    names = {choice.label.zh: choice.code for choice in common if choice.code in codes}
    return names.get(nearest(word, names), "")


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1]  # noqa: PLR2004


def _short(value: object) -> object:
    return value[: _SHOWN - 1] + "…" if isinstance(value, str) and len(value) > _SHOWN else value


class Table:
    """A TOML table with its place in the file; each field is taken once, what is left over is a problem."""

    def __init__(self, raw: Any, place: str, problems: list[Problem]) -> None:
        self.place = place
        self.problems = problems
        self._known: set[str] = set()
        self._raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
        if not isinstance(raw, dict):
            self.wrong_type("", "table")

    def report(self, code: str, field: str, **parameters: object) -> None:
        """Note a problem with a field of this table."""
        shown = {name: _short(value) for name, value in {"field": field, **parameters}.items()}
        self.problems.append(Problem(code, field, self.place, shown))

    def wrong_type(self, field: str, wanted: str) -> None:
        """Note that a field is written in another form than ``wanted``, one of those known here."""
        self.report("scheme.wrong-type", field, wanted=_FORMS[wanted])

    def fields(self) -> tuple[str, ...]:
        """Return the names that the table has."""
        return tuple(self._raw)

    def __contains__(self, field: str) -> bool:
        self._known.add(field)
        return field in self._raw

    def raw(self, field: str) -> Any:
        """Return the field as it is, None when it is absent."""
        self._known.add(field)
        return self._raw.get(field)

    def _take(self, field: str, wanted: type, name: str, *, required: bool = False) -> Any:
        value = self.raw(field)
        if value is None:
            if required:
                self.report("scheme.missing", field)
            return None
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            self.wrong_type(field, name)
            return None
        return value

    def text(self, field: str, *, required: bool = False) -> str:
        """Return a text, empty when it is absent."""
        value = self._take(field, str, "text", required=required)
        if required and value is not None and not value.strip():
            self.report("scheme.missing", field)
        return value or ""

    def flag(self, field: str, *, default: bool = False) -> bool:
        """Return a yes or no."""
        value = self._take(field, bool, "true or false")
        return default if value is None else bool(value)

    def whole(self, field: str, default: int = 0, least: int = 0, most: int = 10_000) -> int:
        """Return a whole number between ``least`` and ``most``."""
        value = self._take(field, int, "whole number")
        if value is None:
            return default
        if value < least:
            self.report("scheme.too-small", field, value=value, least=least)
            return default
        if value > most:
            self.report("scheme.too-large", field, value=value, most=most)
            return default
        return int(value)

    def number(self, field: str) -> Decimal | None:
        """Return a number that is not negative, or None."""
        value = self.raw(field)
        return None if value is None else self.as_number(field, value)

    def pair(self, field: str) -> tuple[Decimal | None, Decimal | None]:
        """Return two numbers that are not negative."""
        value = self.raw(field)
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004
            self.report("scheme.wrong-type", field, wanted="two numbers")
            return None, None
        return self.as_number(field, value[0]), self.as_number(field, value[1])

    def as_number(self, field: str, value: object) -> Decimal | None:
        """Return a value of a field as a number that is not negative."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.wrong_type(field, "number")
            return None
        if not Decimal(value).is_finite() or value < 0 or 0 < value < _LEAST:
            self.report("scheme.too-small", field, value=value, least=0)
            return None
        if value > _MOST:
            self.report("scheme.too-large", field, value=value, most=_MOST)
            return None
        return Decimal(value)

    def rates(self, field: str) -> Mapping[str, Decimal]:
        """Return a table of numbers that are not negative, empty when it is absent."""
        inner = self.table(field)
        if inner is None:
            return {}
        found = {name: inner.number(name) for name in inner.fields()}
        return {name: rate for name, rate in found.items() if rate is not None}

    def label(self, field: str, *, required: bool = True) -> Label:
        """Return a name given as ``{ zh = "…", en = "…" }``."""
        if not required and field not in self:
            return NO_LABEL
        value = self._take(field, dict, "name in both languages", required=required) or {}
        zh, en = value.get("zh"), value.get("en")
        if value and not (isinstance(zh, str) and isinstance(en, str) and zh and en and len(value) == 2):  # noqa: PLR2004
            self.wrong_type(field, "name in both languages")
        return Label(zh if isinstance(zh, str) else "", en if isinstance(en, str) else "")

    def one_of(self, field: str, known: Iterable[str], default: str = "") -> str:
        """Return one of the known words; ``default`` when the field is absent."""
        value = self.text(field)
        return self._word(field, value, tuple(known)) if value else default

    def entries(self, field: str) -> list[Any]:
        """Return a list as it is, empty when it is absent."""
        return self._take(field, list, "list") or []

    def words(self, field: str, known: Iterable[str] = ()) -> tuple[str, ...]:
        """Return a list of words, all of them known where ``known`` is not empty."""
        values = self.entries(field)
        if not all(isinstance(value, str) for value in values):
            self.wrong_type(field, "list of words")
            return ()
        allowed = tuple(known)
        return tuple(self._word(field, value, allowed) if allowed else value for value in values)

    def _word(self, field: str, value: str, known: tuple[str, ...]) -> str:
        if value not in known:
            guess = nearest(value, known) or named(value, known)
            code = "scheme.unknown-word-guess" if guess else "scheme.unknown-word"
            self.report(code, field, value=value, guess=guess)
        return value

    def month_day(self, field: str, *, required: bool = False) -> MonthDay | None:
        """Return a day of any year, written ``MM-DD``."""
        value = self.text(field, required=required)
        if not value:
            return None
        found = _MONTH_DAY.fullmatch(value)
        if found and _is_day(int(found[1]), int(found[2])):
            return MonthDay(int(found[1]), int(found[2]))
        self.wrong_type(field, "day as MM-DD")
        return None

    def day(self, field: str) -> date | None:
        """Return a date of TOML."""
        value: date | None = self._take(field, date, "date")
        if isinstance(value, datetime):
            self.report("scheme.wrong-type", field, wanted="date")
            return None
        return value

    def table(self, field: str) -> "Table | None":
        """Return the table in a field, or None."""
        if field not in self:
            return None
        return Table(self.raw(field), f"{self.place}.{field}".lstrip("."), self.problems)

    def tables(self, field: str) -> tuple["Table", ...]:
        """Return the tables of a list; the place of each is named by its id or code."""
        found = []
        for position, raw in enumerate(self.entries(field), 1):
            mark = (raw.get("id") or raw.get("code") or position) if isinstance(raw, dict) else position
            found.append(Table(raw, f"{self.place}.{field}[{_short(str(mark))}]".lstrip("."), self.problems))
        return tuple(found)

    def finish(self) -> None:
        """Report each field that nobody asked for."""
        for field in self._raw:
            if field not in self._known:
                guess = nearest(field, self._known)
                self.report(
                    "scheme.unknown-field-guess" if guess else "scheme.unknown-field", field, guess=guess
                )
