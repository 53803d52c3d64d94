"""Days as people type them, 5月20日, 5.20, 2025年12月, 上周, and the entries that stand for days."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST = 31
"""A record of more days than these is found by its first and last alone."""
_M, _D = r"(?P<m>1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
_FULL = rf"(?P<y>(?:19|20)\d\d)\s*[-./年]\s*{_M}(?:\s*[-./月]\s*(?P<d>{_D})\s*[日号]?|\s*月|(?!\d))"
_SHORT = rf"{_M}(?:\s*月\s*(?:(?P<d>{_D})\s*[日号]?)?|[-./](?P<d2>{_D}))"
_SOLID = r"(?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])"
_YEAR = r"(?P<y>(?:19|20)\d\d)\s*年?"
_FORMS = tuple(re.compile(rf"(?<!\d){form}(?!\d)") for form in (_SOLID, _FULL, _SHORT, _YEAR))


def _day(days: int) -> Callable[[date], tuple[str, ...]]:
    return lambda today: (of_day(today + timedelta(days=days)),)


def _week(weeks: int) -> Callable[[date], tuple[str, ...]]:
    def days(today: date) -> tuple[str, ...]:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
        return tuple(of_day(monday + timedelta(days=at)) for at in range(7))

    return days


def _month(months: int) -> Callable[[date], tuple[str, ...]]:
    def found(today: date) -> tuple[str, ...]:
        years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        return _of_whole_month(f"d{years:04}{month + 1:02}")

    return found


def _of_whole_month(head: str) -> tuple[str, ...]:
    """Return the month itself and each of its days: naming them is quicker than asking for beginnings."""
    return (head, *(f"{head}{day:02}" for day in range(1, _LONGEST + 1)))


def _year(years: int) -> Callable[[date], tuple[str, ...]]:
    return lambda today: (f"d{today.year + years:04}*",)


_SPOKEN: dict[str, Callable[[date], tuple[str, ...]]] = {
    "大前天": _day(-3), "前天": _day(-2), "昨天": _day(-1), "今天": _day(0), "明天": _day(1), "后天": _day(2),
    "上个星期": _week(-1), "上星期": _week(-1), "上个周": _week(-1), "上周": _week(-1),
    "这个星期": _week(0), "这星期": _week(0), "本星期": _week(0), "这周": _week(0), "本周": _week(0),
    "下个星期": _week(1), "下星期": _week(1), "下周": _week(1),
    "上个月": _month(-1), "上月": _month(-1), "这个月": _month(0), "本月": _month(0),
    "下个月": _month(1), "下月": _month(1), "前年": _year(-2), "去年": _year(-1), "今年": _year(0),
    "明年": _year(1), "today": _day(0), "yesterday": _day(-1), "tomorrow": _day(1),
}  # fmt: skip
_SAID = re.compile("|".join(_SPOKEN))


@dataclass(frozen=True)
class Part:
    """One thing that is looked for: words as they were typed, and the days they may mean (tokens)."""

    words: str
    days: tuple[str, ...] = ()


def parts(typed: str, today: date | None) -> tuple[Part, ...]:
    """Cut what was typed into words and days; days need no space before or behind them.

    Without ``today`` 昨天 and its like are words.
    """
    found: list[Part] = []
    rest = typed
    while rest:
        first = min(_matches(rest, today), key=lambda one: one[0], default=None)
        begin, end, days = first or (len(rest), len(rest), ())
        found += (Part(word) for word in rest[:begin].split())
        if days:
            found.append(Part(rest[begin:end].strip(), days))
        rest = rest[end:]
    return tuple(found)


def _matches(words: str, today: date | None) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Give of each way of writing its first place, the stricter ways first."""
    if today and (said := _SAID.search(words)):
        yield *said.span(), _SPOKEN[said[0]](today)
    for form in _FORMS:
        for match in form.finditer(words):
            if (days := _tokens(match)) and _stands_alone(words, match):
                yield *match.span(), days
                break


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    """Tell whether a bare number such as 2026 or 5.20 is not a part of something with letters."""
    around = words[max(0, match.start() - 1) : match.start()] + words[match.end() : match.end() + 1]
    return not any(sign.isascii() and (sign.isalnum() or sign in "-./_") for sign in around)


def _tokens(match: re.Match[str]) -> tuple[str, ...]:
    told = match.groupdict()
    year, month, day = told.get("y"), told.get("m"), told.get("d") or told.get("d2")
    if month and day and int(day) > monthrange(int(year or 2024), int(month))[1]:
        return ()
    head = f"d{year}" if year else "e"
    if month and day:
        return (f"{head}{int(month):02}{int(day):02}",)
    return _of_whole_month(f"{head}{int(month):02}") if month else (f"{head}*",)


def of_day(day: date) -> str:
    """Return the entry of the index for a day."""
    return f"d{day:%Y%m%d}"


def of_month(month: str) -> Iterator[str]:
    """Give the entries for a month written as 2025-09."""
    year, _, number = month.partition("-")
    yield f"d{year}{number}"
    yield f"e{number}"


def of_days(first: date, last: date | None = None) -> Iterator[str]:
    """Give the entries for a day, or for all days of a record that has several."""
    count = (last - first).days if last and last > first else 0
    step = 1 if count < _LONGEST else count
    days = [first + timedelta(days=at) for at in range(0, count + 1, step or 1)]
    for day in days:
        yield of_day(day)
        yield f"e{day:%m%d}"
