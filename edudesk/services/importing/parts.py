"""A compact cell as rows of a record: schools by side, people, units, members, facts, items, sections."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.importing.cells import (
    Someone,
    read_list,
    read_number,
    read_people,
    read_text,
)
from edudesk.services.importing.cellvalues import Cell
from edudesk.services.importing.days import read_day
from edudesk.services.importing.faults import CellFault
from edudesk.services.importing.fields import Row, Setting, read_code
from edudesk.services.importing.scores import read_scores

Read = Callable[[Row, str, Cell, Setting], list[dict[str, Any]]]
PART_FIELD: Mapping[tuple[str, str], str] = {
    ("activity", "schools"): "side",
    ("activity", "people"): "side",
    ("activity", "units"): "unit",
    ("community", "members"): "role",
    ("community", "domains"): "domain",
    ("community", "group"): "duty",
    ("person", "facts"): "fact",
    ("mentor-pair", "people"): "part",
}
"""The field of a row that says which part, and so which column, it belongs to."""

_WITH_LEVEL = re.compile(r"(国家|省|自治区|市|县区|县|区|校)级?(.{2,})")
_OF_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<to>[-—–~至]\d{2,4})?(?P<unit>学年|年)?度?[\s:：]*(?P<grade>\D+)"
)
_ITEM = re.compile(
    r"(?P<name>.+?)[\s×xX*:：]*(?P<quantity>\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s.,，元￥¥]{1,4})?"
    r"(?:[\s,，共计合价值]*[￥¥]?(?P<value>\d+(?:\.\d+)?)\s*元)?"
)
_MONEY = re.compile(r"(?P<name>.*?)[\s:：￥¥]*(?P<value>\d+(?:\.\d+)?)\s*元")
_SECTION = re.compile(r"(?m)^\s*([一二三四五六七八九十]{1,3}、[^\n]{1,40})\s*$")


def _schools(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    found = (setting.names.school(name, row.sheet, row.number) for name in read_list(cell))
    return [{"school_id": each, "side": part} for each in dict.fromkeys(found)]


def _members(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    stage_cell = row.cells.get("stage")
    stage = read_code(stage_cell, "stage", setting.own) if stage_cell is not None else None
    found = (setting.names.school(name, row.sheet, row.number, stage) for name in read_list(cell))
    return [{"school_id": each, "role": part} for each in dict.fromkeys(found)]


def _activity_people(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    sides = row.content.get("schools", ())
    schools = [each["school_id"] for each in sides if part in {each["side"], "other"}]
    rows = []
    for someone in read_people(cell):
        known = _known(someone, setting, schools)
        role, name = _role(someone, setting)
        rows.append(
            ({"person_id": known} if known else {"name": name})
            | ({"count": someone.count} if someone.count is not None else {})
            | {"side": part}
            | ({"role": role} if role else {})
        )
    return rows


def _known(someone: Someone, setting: Setting, schools: list[str]) -> str | None:
    if someone.count is not None:
        return None
    return setting.names.person(someone.name, schools, someone.remark)


def _role(someone: Someone, setting: Setting) -> tuple[str | None, str]:
    """Return the role in the brackets; other words stay with the name, so that nothing typed is lost."""
    if not someone.remark:
        return None, someone.name
    own = setting.own.get("activity-role", {}).get(someone.remark.strip().lower())
    role = own or VOCABULARIES["activity-role"].read(someone.remark)
    return role, someone.name if role else f"{someone.name}（{someone.remark}）"


def _units(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:  # noqa: ARG001
    amount = read_number(cell)
    if amount < 0:
        raise CellFault("cell.negative", value=read_text(cell))
    return [{"unit": part, "amount": amount}] if amount else []


def _domains(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:  # noqa: ARG001
    return [{"domain": part, "value": read_code(each, "subject", setting.own)} for each in read_list(cell)]


def _named(row: Row, field: str, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    members = [each["school_id"] for each in row.content.get("members", ())]
    rows = []
    for someone in read_people(cell):
        known = _known(someone, setting, members)
        who = {"person_id": known} if known else {"name": _role(someone, setting)[1]}
        rows.append(who | ({field: part} if field else {}))
    return rows


def _group(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    return _named(row, "duty", part, cell, setting)


def _pair(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    return _named(row, "part", part, cell, setting)


def _authors(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    return _named(row, "", part, cell, setting)


def _facts(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:
    since_cell = row.cells.get("since")
    since = {"since": read_day(since_cell, setting.span)} if since_cell is not None else {}
    match part:
        case "school":
            return [
                {"fact": part, "school_id": setting.names.school(read_text(cell), row.sheet, row.number)}
                | since
            ]
        case "honour":
            return [{"fact": part} | _honour(each, setting) for each in read_list(cell)]
        case "title" | "stage" | "post" | "subject":
            return [{"fact": part, "value": read_code(each, part, setting.own)} for each in read_list(cell)]
        case "assessment":
            return [{"fact": part} | _assessment(each, setting) for each in read_list(cell)]
    return [{"fact": part, "value": read_text(cell)}]


def _assessment(text: str, setting: Setting) -> dict[str, Any]:
    """Return a yearly assessment with the days of its year: 2024年优秀, 2024-2025学年合格."""
    said = _OF_YEAR.fullmatch(text.strip())
    if not said:
        return {"value": read_code(text, "grade", setting.own)}
    year, value = int(said["year"]), read_code(said["grade"], "grade", setting.own)
    if said["to"] or "学年" in said["unit"]:
        return {"value": value, "since": date(year, 9, 1), "until": date(year + 1, 8, 31)}
    return {"value": value, "since": date(year, 1, 1), "until": date(year, 12, 31)}


def _honour(text: str, setting: Setting) -> dict[str, Any]:
    """Return the honour with its level: 县级骨干教师, 骨干教师（县级）."""
    bracket = re.fullmatch(r"(.+?)[(（](.+?)[)）]", text)
    level = VOCABULARIES["level"].read(bracket[2]) if bracket else None
    if bracket and level:
        return {"value": read_code(bracket[1], "honour", setting.own), "level": level}
    leading = _WITH_LEVEL.fullmatch(text)
    if leading and (level := VOCABULARIES["level"].read(leading[1])):
        return {"value": read_code(leading[2], "honour", setting.own), "level": level}
    return {"value": read_code(text, "honour", setting.own)}


def _items(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:  # noqa: ARG001
    lines = [line.strip() for line in re.split(r"[;；、\n]+", read_text(cell)) if line.strip()]
    return [_item(line) for line in lines]


def _item(line: str) -> dict[str, Any]:
    if money := _MONEY.fullmatch(line):
        counted = _ITEM.fullmatch(money["name"])
        if not counted:
            return {"name": money["name"] or "现金", "value": Decimal(money["value"])}
    found = _ITEM.fullmatch(line)
    if not found:
        return {"name": line}
    item: dict[str, Any] = {"name": found["name"].strip(), "quantity": Decimal(found["quantity"])}
    if found["unit"]:
        item["unit"] = found["unit"]
    if found["value"]:
        item["value"] = Decimal(found["value"])
    return item


def _sections(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:  # noqa: ARG001
    lead, *pairs = _SECTION.split(read_text(cell))
    sections = [{"body": lead.strip()}] if lead.strip() else []
    for heading, body in zip(pairs[::2], pairs[1::2], strict=True):
        sections.append({"heading": heading} | ({"body": body.strip()} if body.strip() else {}))
    return sections


def _scores(row: Row, part: str, cell: Cell, setting: Setting) -> list[dict[str, Any]]:  # noqa: ARG001
    return [dict(line) for line in read_scores(cell)]


READERS: Mapping[tuple[str, str], Read] = {
    ("activity", "schools"): _schools,
    ("activity", "people"): _activity_people,
    ("activity", "units"): _units,
    ("community", "members"): _members,
    ("community", "domains"): _domains,
    ("community", "group"): _group,
    ("person", "facts"): _facts,
    ("mentor-pair", "people"): _pair,
    ("achievement", "people"): _authors,
    ("donation", "items"): _items,
    ("assessment", "lines"): _scores,
    ("plan", "sections"): _sections,
    ("summary", "sections"): _sections,
}
