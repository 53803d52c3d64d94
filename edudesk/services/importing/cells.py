"""A cell's value as what its column asks for: words, numbers, yes or no, choices, lists, people."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache

from edudesk.models.vocabularies import VOCABULARIES, Vocabulary
from edudesk.services.importing.cellvalues import Cell, CellError
from edudesk.services.importing.days import tidy
from edudesk.services.importing.faults import CellFault

_EXACT = 10**15  # Excel keeps 15 digits of a number
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2}")
_NUMBER = re.compile(
    r"(?:约|大约|共|合计|计|￥|¥|第)?(-?\d[\d,]*(?:\.\d+)?)(?:余|多|左右|以上)?[^\d百千万亿%]{0,6}"
)
_SCHOOL_YEAR = re.compile(r"(\d{4})[-—–~至](?:\d{4}|\d{2})(?:学年度?|年度?)?")
_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = re.compile(r"(?:([一二三四五六七八九])?(十))?([零〇一二两三四五六七八九])?\D{0,4}")
_YES = {"是", "有", "√", "✓", "✔", "对", "y", "yes", "true", "1", "需要", "已"}
_NO = {"否", "无", "×", "✗", "✘", "x", "n", "no", "false", "0", "不是", "没有", "未", "不需要"}
_SEPARATORS = re.compile(r"[、，,;；/|\n\r]+")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_WITH_REMARK = re.compile(r"(?P<name>[^(（\[【]+)[(（\[【](?P<remark>[^)）\]】]*)[)）\]】]")
_GROUP = re.compile(r"(?P<name>.*?)(?:等|共|约)*(?P<count>\d{1,5})[人名位]")
_CLOSE = 0.6
_LONGEST_CHOICE = 40  # characters; what is longer is no slip in writing a choice, and slow to compare


def read_text(cell: Cell) -> str:
    """Return words; CellFault ``cell.error``, and ``cell.precision`` for a long number that Excel has cut."""
    match cell:
        case CellError():
            raise CellFault("cell.formula" if cell.text == "formula" else "cell.error", value=cell.text)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case time():
            return cell.strftime("%H:%M")
        case bool():
            return "是" if cell else "否"
        case int() | float() if abs(cell) >= _EXACT:
            raise CellFault("cell.precision", value=f"{cell:.0f}")
        case str() if _SCIENTIFIC.fullmatch(cell):
            raise CellFault("cell.precision", value=cell)
    return "" if cell is None else str(cell)


def read_number(cell: Cell) -> Decimal:
    """Return a number written with or without unit (2课时, 约35人, 两次); CellFault ``cell.number``."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    if isinstance(cell, str):
        plain = tidy(cell)
        if found := _NUMBER.fullmatch(plain):
            return _decimal(found[1].replace(",", ""), cell)
        tens = _TENS.fullmatch(plain)
        if tens and (tens[2] or tens[3]):
            ten = 10 * _DIGITS[tens[1] or "一"] if tens[2] else 0
            return Decimal(ten + (_DIGITS[tens[3]] if tens[3] else 0))
    raise CellFault("cell.number", value=read_text(cell))


def _decimal(digits: str, text: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation as wrong:
        raise CellFault("cell.number", value=text) from wrong


def read_whole(cell: Cell) -> int:
    """Return a whole number; CellFault ``cell.whole``, ``cell.number``."""
    number = read_number(cell)
    if number != int(number) or abs(number) >= _EXACT:
        raise CellFault("cell.whole", value=read_text(cell))
    return int(number)


def read_school_year(cell: Cell) -> int:
    """Return the year in which a school year begins, written 2025 or 2025-2026学年; CellFault as above."""
    said = _SCHOOL_YEAR.fullmatch(tidy(cell)) if isinstance(cell, str) else None
    return int(said[1]) if said else read_whole(cell)


def read_yes_no(cell: Cell) -> bool:
    """Return yes or no; CellFault ``cell.yes-no``."""
    if isinstance(cell, bool):
        return cell
    plain = tidy(read_text(cell)).lower()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise CellFault("cell.yes-no", value=read_text(cell))


def read_choice(cell: Cell, vocabulary: Vocabulary) -> str:
    """Return the code of a choice by code, label or synonym; an open vocabulary takes a new word as it is.

    CellFault ``cell.choice-near`` with the word that may be meant, ``cell.choice`` with what there is.
    """
    text = read_text(cell)
    readings = _readings(vocabulary.code)
    if code := readings.get(tidy(text).lower()):
        return code
    short = text[:_LONGEST_CHOICE]
    if near := difflib.get_close_matches(tidy(short).lower(), readings, 1, _CLOSE):
        raise CellFault("cell.choice-near", value=short, near=near[0])
    if vocabulary.open:
        return text
    offered = "、".join(choice.label.zh for choice in vocabulary.choices)
    raise CellFault("cell.choice", value=short, offered=offered)


@cache
def _readings(code: str) -> Mapping[str, str]:
    """Return every word that means a choice; where two choices share one the earlier has it."""
    readings: dict[str, str] = {}
    for choice in VOCABULARIES[code].choices:
        for word in (choice.code, choice.label.zh, choice.label.en, *choice.synonyms):
            readings.setdefault(tidy(word).lower(), choice.code)
    return readings


def read_list(cell: Cell) -> tuple[str, ...]:
    """Return the parts of a list split by 、，,;；/ and line ends, else by spaces; brackets stay whole."""
    text = read_text(cell)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    parts = [part.strip() for part in _SEPARATORS.split(_BRACKETS.sub(keep, text))]
    if len(parts) == 1:
        parts = _by_spaces(parts[0])
    whole = (re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], part) for part in parts if part)
    return tuple(whole)


def read_files(cell: Cell) -> tuple[str, ...]:
    """Return the file names of a cell; they may hold spaces, and slashes for folders."""
    return tuple(part.strip() for part in re.split(r"[、，,;；|\n\r]+", read_text(cell)) if part.strip())


def _by_spaces(text: str) -> list[str]:
    parts = text.split()
    # A name of two characters is often written 李 明 to fill its column.
    return ["".join(parts)] if all(len(part) == 1 for part in parts) else parts


@dataclass(frozen=True)
class Someone:
    """A person or group in a cell: a name, what stands in brackets behind it, and a group's count."""

    name: str
    remark: str = ""
    count: int | None = None


def read_people(cell: Cell) -> tuple[Someone, ...]:
    """Return the people of a cell such as 张三(语文)、李四、班主任10人."""
    return tuple(_someone(part) for part in read_list(cell))


def _someone(part: str) -> Someone:
    if group := _GROUP.fullmatch(tidy(part)):
        return Someone(group["name"] or "人员", "", int(group["count"]))
    if remarked := _WITH_REMARK.fullmatch(part):
        return Someone(whole_name(remarked["name"]), remarked["remark"].strip())
    return Someone(whole_name(part))


def whole_name(text: str) -> str:
    """Return a name without the spaces that fill its column; foreign names keep theirs."""
    return text.strip() if re.search(r"[A-Za-z]", text) else "".join(text.split())
