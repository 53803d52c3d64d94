"""Days, months and clock times in the ways schools write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.faults import CellFault

_EPOCH = date(1899, 12, 30)
_SERIALS = range(14_611, 73_051)  # 1940-01-01 to 2099-12-31, as Excel counts days
_SERIAL = re.compile(r"[0-9]{5}")
_YEARS = range(1901, 2101)  # a small number shown as a date says 1900
_CENTURY = 2000
_SEPARATOR = r"[-./年\\]"
_YEAR = r"(?P<year>\d{4}|\d{2}(?=[年.]))"
_DAY = re.compile(rf"(?:{_YEAR}{_SEPARATOR})?(?P<month>\d{{1,2}})[-./月\\](?P<day>\d{{1,2}})[日号]?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_MONTH = re.compile(rf"(?P<year>\d{{4}}){_SEPARATOR}?(?P<month>\d{{1,2}})月?")
_WEEKDAY = re.compile(r"[(\[]?(?:星期|周|礼拜)[一二三四五六日天][)\]]?")
_CLOCK_TAIL = re.compile(r"[ T]*(?:[上中下]午|早上|晚上)?\d{1,2}[:时点]\d{0,2}.*$")
_LATER = re.compile(r"(?:(?P<month>\d{1,2})[-./月])?(?P<day>\d{1,2})[日号]?")
_RANGE = re.compile(r"\s*(?:—+|–|―|~|～|〜|至|到|(?:(?<=[日号])|(?<=[./]\d)|(?<=[./]\d\d))-)\s*")
_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|晚上|傍晚|晚)?(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?::\d{2})?|[点时](?:(?P<past>\d{1,2})分?|(?P<half>半)|(?P<quarter>一刻)|整)?)"
)
_AFTERNOON = {"下午", "晚上", "傍晚", "晚"}
_NOON = 12


def tidy(text: str) -> str:
    """Return the text with half-width signs and without spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_day(cell: Cell, span: tuple[date, date] | None = None) -> date:
    """Return one day; a day without year lies in ``span``, the first and last day of the term in question.

    CellFault ``cell.day``, ``cell.day-without-year``.
    """
    return read_days(cell, span)[0]


def read_days(cell: Cell, span: tuple[date, date] | None = None) -> tuple[date, date | None]:
    """Return the first and, where the cell writes a range such as 9月3日至5日, the last day."""
    match cell:
        case datetime() if cell.year in _YEARS:
            return cell.date(), None
        case date() if cell.year in _YEARS and not isinstance(cell, datetime):
            return cell, None
        case int() | float() if not isinstance(cell, bool) and int(cell) in _SERIALS:
            return _EPOCH + timedelta(days=int(cell)), None
        case str() | int() if not isinstance(cell, bool):
            return _written(str(cell), span)
    raise CellFault("cell.day", value=str(cell))


def _written(text: str, span: tuple[date, date] | None) -> tuple[date, date | None]:
    plain = _WEEKDAY.sub("", tidy(text))
    pieces = [piece for piece in _RANGE.split(plain) if piece]
    if len(pieces) == 2:  # noqa: PLR2004 - a range has two ends
        first = _one_day(pieces[0], text, span)
        return first, _last(pieces[1], first, text)
    return _one_day(plain, text, span), None


def _last(plain: str, first: date, text: str) -> date:
    later = _LATER.fullmatch(plain)
    if not later:
        return _one_day(plain, text, None)
    month = int(later["month"]) if later["month"] else first.month
    return _make(first.year + (month < first.month), month, int(later["day"]), text)


def _one_day(plain: str, text: str, span: tuple[date, date] | None) -> date:
    if _SERIAL.fullmatch(plain) and int(plain) in _SERIALS:
        return _EPOCH + timedelta(days=int(plain))
    bare = _CLOCK_TAIL.sub("", plain) or plain
    found = _COMPACT.fullmatch(bare) or _DAY.fullmatch(bare)
    if not found:
        raise CellFault("cell.day", value=text)
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        year = int(found["year"])
        return _make(year if year >= min(_YEARS) else year + _CENTURY, month, day, text)
    if span is None:
        raise CellFault("cell.day-without-year", value=text)
    for year in range(span[0].year, span[1].year + 1):
        if span[0] <= (made := _make(year, month, day, text)) <= span[1]:
            return made
    raise CellFault("cell.day-without-year", value=text)


def _make(year: int, month: int, day: int, text: str) -> date:
    try:
        made = date(year, month, day)
    except ValueError as wrong:
        raise CellFault("cell.day", value=text) from wrong
    if year not in _YEARS:
        raise CellFault("cell.day", value=text)
    return made


def read_month(cell: Cell) -> str:
    """Return a month as ``2025-09``; a whole day gives its month. CellFault ``cell.month``."""
    if isinstance(cell, date) and cell.year in _YEARS:
        return f"{cell.year}-{cell.month:02}"
    plain = tidy(str(cell))
    found = _MONTH.fullmatch(plain)
    if found and 1 <= int(found["month"]) <= 12 and int(found["year"]) in _YEARS:  # noqa: PLR2004 - months
        return f"{int(found['year'])}-{int(found['month']):02}"
    try:
        day = read_day(cell)
    except CellFault as fault:
        raise CellFault("cell.month", value=str(cell)) from fault
    return f"{day.year}-{day.month:02}"


def read_clock(cell: Cell) -> tuple[time, time | None]:
    """Return a clock time and, for 8:30-9:10, the second one; CellFault ``cell.clock``."""
    match cell:
        case datetime():
            return cell.time().replace(second=0, microsecond=0), None
        case time():
            return cell.replace(second=0, microsecond=0), None
        case float() if 0 < cell < 1:
            minutes = round(cell * 24 * 60)
            return time(minutes // 60 % 24, minutes % 60), None
        case str():
            return _clocks(cell)
    raise CellFault("cell.clock", value=str(cell))


def _clocks(text: str) -> tuple[time, time | None]:
    pieces = [piece for piece in re.split(r"[-—–~～至到]+", tidy(text)) if piece]
    found = [_CLOCK.fullmatch(piece) for piece in pieces]
    if not 1 <= len(found) <= 2 or None in found:  # noqa: PLR2004 - from and to
        raise CellFault("cell.clock", value=text)
    part = ""
    clocks = []
    for each in filter(None, found):
        part = each["part"] or part
        clocks.append(_clock(each, part, text))
    return clocks[0], clocks[1] if len(clocks) > 1 else None


def _clock(found: re.Match[str], part: str, text: str) -> time:
    hour = int(found["hour"])
    if part in _AFTERNOON and hour < _NOON:
        hour += _NOON
    minute = 30 if found["half"] else 15 if found["quarter"] else int(found["minute"] or found["past"] or 0)
    try:
        return time(hour, minute)
    except ValueError as wrong:
        raise CellFault("cell.clock", value=text) from wrong
