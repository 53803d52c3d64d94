"""Days and clock times as people type them: 12.16, 今天, 周二, 9-11:30. Pure; today is handed in."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, time, timedelta

from edudesk.errors import UserError

_RELATIVE = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
}
_WEEKDAYS = {
    word: index for index, words in enumerate(("一", "二", "三", "四", "五", "六", "日天")) for word in words
}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS = {"上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "下": 1, "下个": 1}
_WEEKDAY = re.compile(r"(上个|下个|这个|上|本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])")
_TAIL = re.compile(
    r"[(（]?(?:(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[)）]?$"
)
_SEPARATOR = r"(?:[-./年月、]|--)"
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})[日号]?")
_DENSE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})[日号]?|(\d{{2}})(\d{{2}})")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_MONTHS = 12
_WEEK = 7
_YEARS = range(1949, 2101)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("—", "-").replace("–", "-")


def parse_day(text: str, today: date, *, planned: bool = False) -> date:
    """Return the day that was typed.

    A weekday is the last one within a week, or the next one where something is ``planned``; a day without a
    year or month is the nearest to today. UserError ``fields.day.*`` tells what is wrong.
    """
    plain = _plain(text)
    if plain in _RELATIVE:
        return today + timedelta(days=_RELATIVE[plain])
    weekday = _weekday(plain, today, planned=planned)
    if weekday is not None:
        return weekday
    plain = _TAIL.sub("", plain)
    if found := _FULL.fullmatch(plain) or _DENSE.fullmatch(plain):
        year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)  # noqa: PLR2004 - the century is left out
        return _day(year, int(found[2]), int(found[3]))
    if found := _MONTH_DAY.fullmatch(plain):
        month, day = (int(part) for part in found.groups() if part)
        return _nearest(month, day, today)
    if found := _DAY.fullmatch(plain):
        return _in_month(int(found[1]), today, planned=planned)
    raise UserError("fields.day.unreadable", text=text.strip())


def _weekday(plain: str, today: date, *, planned: bool) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if found := _WEEKDAY.fullmatch(plain):
        index = _WEEKDAYS[found[2]]
        if found[1]:
            return monday + timedelta(days=index + _WEEK * _WEEKS[found[1]])
    elif plain.isalpha() and plain[:3] in _ENGLISH and plain.isascii():
        index = _ENGLISH.index(plain[:3])
    else:
        return None
    back = (today.weekday() - index) % _WEEK
    return today + timedelta(days=(-back) % _WEEK) if planned else today - timedelta(days=back)


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= _MONTHS:
        raise UserError("fields.day.month", month=month)
    if year not in _YEARS:
        raise UserError("fields.day.year", year=year)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise UserError("fields.day.day", month=month, day=day)
    return date(year, month, day)


def _nearest(month: int, day: int, today: date) -> date:
    if (month, day) == (2, 29):
        near = (year for year in range(today.year - 4, today.year + 5) if monthrange(year, 2)[1] == day)
        return min((date(year, 2, 29) for year in near), key=lambda each: abs(each - today))
    years = (today.year - 1, today.year, today.year + 1)
    return min((_day(year, month, day) for year in years), key=lambda each: abs(each - today))


def _in_month(day: int, today: date, *, planned: bool) -> date:
    found = _day(today.year, today.month, day)
    if planned or found <= today:
        return found
    before = today.replace(day=1) - timedelta(days=1)
    return _day(before.year, before.month, day)


_HALVES = {
    "上午": 0,
    "早上": 0,
    "早": 0,
    "am": 0,
    "中午": 12,
    "下午": 12,
    "晚上": 12,
    "晚": 12,
    "pm": 12,
}
_CLOCK = re.compile(
    r"(上午|早上|早|am|中午|下午|晚上|晚|pm)?(?:(\d{1,2})(?:[:.点时](?:(\d{1,2})分?|(半))?)?|(\d{1,2})(\d{2}))(am|pm)?"
)
_TO = re.compile(r"-+|~|至|到")
_HOURS, _MINUTES, _NOON = 24, 60, 12


def parse_times(text: str) -> tuple[time, time | None]:
    """Return the start and, where one was typed, the end: ``9-11:30``, ``9:00—11:30``, ``上午9点``.

    An end without 上午 or 下午 of its own lies in the same half of the day as the start. UserError
    ``fields.time.*`` tells what is wrong.
    """
    parts = _TO.split(_plain(text).removesuffix("钟"))
    if len(parts) > 2 or not parts[0]:  # noqa: PLR2004 - a start and an end
        raise UserError("fields.time.unreadable", text=text.strip())
    start, half = _clock(parts[0], text, None)
    if len(parts) == 1 or not parts[1]:
        return start, None
    end, _ = _clock(parts[1], text, half)
    if end <= start:
        raise UserError("fields.time.backwards", start=write_time(start), end=write_time(end))
    return start, end


def _clock(part: str, text: str, half: int | None) -> tuple[time, int | None]:
    found = _CLOCK.fullmatch(part.removesuffix("钟"))
    if found is None:
        raise UserError("fields.time.unreadable", text=text.strip())
    before, hour, minute, is_half, dense_hour, dense_minute, after = found.groups()
    hours = int(hour or dense_hour)
    minutes = 30 if is_half else int(minute or dense_minute or 0)
    own = _HALVES.get(before or after or "", half)
    if own and hours < _NOON and not (before == "中午" and hours == _NOON - 1):
        hours += _NOON
    if hours >= _HOURS or minutes >= _MINUTES:
        raise UserError("fields.time.none", hours=hours, minutes=f"{minutes:02}")
    return time(hours, minutes), own


def write_time(clock: time) -> str:
    """Return a clock time as it stands on records: ``9:00``."""
    return f"{clock.hour}:{clock.minute:02}"
