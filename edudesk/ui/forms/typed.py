"""Fields for months, clock times, moments and terms as people write them."""

import re
import unicodedata
from datetime import date, datetime, time

from edudesk.errors import UserError
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.calendar.typed import parse_day, parse_times, write_time
from edudesk.texts import Language, Texts
from edudesk.ui.forms.editors import ParsedField

_MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
_MONTHS = range(1, 13)
_YEARS_BACK, _YEARS_AHEAD = 6, 2
_SUMMER = 7


class MonthField(ParsedField):
    """A month: 2025-09, 2025.9, 2025年9月; the value is ``2025-09``."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, texts.say("forms.month-example"))

    def parse(self, text: str) -> str:
        found = _MONTH.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
        if not found or int(found[2]) not in _MONTHS:
            raise UserError("forms.month-unreadable", text=text)
        return f"{found[1]}-{int(found[2]):02}"

    def write(self, value: str) -> str:
        return value


class ClockField(ParsedField):
    """A clock time: 9:00, 上午9点."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, texts.say("forms.clock-example"))

    def parse(self, text: str) -> time:
        start, end = parse_times(text)
        if end is not None:
            raise UserError("forms.clock-one", text=text)
        return start

    def write(self, value: time) -> str:
        return write_time(value)


class MomentField(ParsedField):
    """A day and a clock time behind it: 2026-05-20 9:12."""

    def __init__(self, texts: Texts, today: date) -> None:
        super().__init__(texts, texts.say("forms.moment-example"))
        self._today = today

    def parse(self, text: str) -> datetime:
        day, _, clock = text.strip().partition(" ")
        start = parse_times(clock)[0] if clock.strip() else time()
        return datetime.combine(parse_day(day, self._today), start)

    def write(self, value: datetime) -> str:
        return f"{value.date().isoformat()} {write_time(value.time())}"


def terms_offered(today: date, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the terms around today with their names, newest first."""
    year = today.year if today.month > _SUMMER else today.year - 1
    codes = [
        TermCode(start, number)
        for start in range(year + _YEARS_AHEAD, year - _YEARS_BACK, -1)
        for number in (2, 1)
    ]
    return tuple((str(code), term_label(code)(language)) for code in codes)
