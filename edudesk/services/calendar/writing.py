"""How districts write a term, and reading any of their ways back."""

import re
import unicodedata
from enum import StrEnum

from edudesk.errors import UserError
from edudesk.services.calendar.terms import AUTUMN, SPRING, THIRD, TermCode
from edudesk.texts import Label


class TermStyle(StrEnum):
    """A way of writing a term (standards.md section 7)."""

    LONG_DASH = "long-dash"  # 2025—2026学年第一学期
    HYPHEN = "hyphen"  # 2025-2026学年第一学期
    SEASON = "season"  # 2025年秋季学期
    SCHOOL_YEAR = "school-year"  # 2025学年第一学期


_NUMERALS = {AUTUMN: "一", SPRING: "二", THIRD: "三"}
_SEASONS = {AUTUMN: "秋", SPRING: "春", THIRD: "夏"}
_NUMBERS = {
    "一": AUTUMN,
    "1": AUTUMN,
    "上": AUTUMN,
    "秋": AUTUMN,
    "二": SPRING,
    "2": SPRING,
    "下": SPRING,
    "春": SPRING,
    "三": THIRD,
    "3": THIRD,
    "夏": THIRD,
}
_DASH = r"(?:[-‐‑‒–—―−~〜]+|至|到)"
_NUMBER = r"\(?第?([一二三123上下秋春夏])季?\)?(?:学期)?"
_BY_SCHOOL_YEAR = re.compile(rf"([0-9]{{4}})年?(?:{_DASH}([0-9]{{4}}|[0-9]{{2}})年?)?学年度?{_NUMBER}")
_BY_RANGE = re.compile(rf"([0-9]{{4}}){_DASH}([0-9]{{4}})(?:{_DASH}([123])|\(([123])\))")
_BY_CODE = re.compile(rf"([0-9]{{4}}){_DASH}([123])")
_BY_SEASON = re.compile(r"([0-9]{4})年?([秋春夏])季?(?:学期)?")
_AMBIGUOUS = re.compile(r"[0-9]{4}年?[上下](?:半年|学期)")


def write_term(code: TermCode, style: TermStyle = TermStyle.LONG_DASH) -> str:
    """Return the term as a district writes it in ``style``."""
    year, after = code.start_year, code.start_year + 1
    number = f"第{_NUMERALS[code.number]}学期"
    match style:
        case TermStyle.LONG_DASH:
            return f"{year}—{after}学年{number}"
        case TermStyle.HYPHEN:
            return f"{year}-{after}学年{number}"
        case TermStyle.SEASON:
            return f"{year if code.number == AUTUMN else after}年{_SEASONS[code.number]}季学期"
        case TermStyle.SCHOOL_YEAR:
            return f"{year}学年{number}"


def term_label(code: TermCode, style: TermStyle = TermStyle.LONG_DASH) -> Label:
    """Return the term's name in both languages."""
    return Label(write_term(code, style), f"{code.start_year}–{code.start_year + 1}, term {code.number}")


def parse_term(text: str) -> TermCode:
    """Return the term written in any known way.

    UserError ``term.ambiguous`` for 2025年上学期, which is spring in some provinces and autumn in others;
    ``term.unreadable`` for what is no term.
    """
    plain = re.sub(r"[\s年]*$|\s+", "", unicodedata.normalize("NFKC", text))
    if _AMBIGUOUS.fullmatch(plain):
        raise UserError("term.ambiguous", text=text)
    if found := _BY_SCHOOL_YEAR.fullmatch(plain):
        return _within_school_year(text, found[1], found[2], found[3])
    if found := _BY_RANGE.fullmatch(plain):
        return _within_school_year(text, found[1], found[2], found[3] or found[4])
    if found := _BY_SEASON.fullmatch(plain):
        number = _NUMBERS[found[2]]
        return TermCode(int(found[1]) - (number != AUTUMN), number)
    if found := _BY_CODE.fullmatch(plain):
        return TermCode(int(found[1]), int(found[2]))
    raise UserError("term.unreadable", text=text)


def _within_school_year(text: str, start: str, end: str | None, number: str) -> TermCode:
    if end is not None and int(end) % 100 != (int(start) + 1) % 100:
        raise UserError("term.unreadable", text=text)
    return TermCode(int(start), _NUMBERS[number])
