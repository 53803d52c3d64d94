"""From the cells of a row to the content of a record, with what follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from edudesk.errors import Problem
from edudesk.models.contents import empty, problems
from edudesk.models.description import Kind
from edudesk.models.registry import record_types
from edudesk.services.importing.cells import read_files, whole_name
from edudesk.services.importing.cellvalues import CellError
from edudesk.services.importing.faults import CellFault
from edudesk.services.importing.fields import Row, Setting, read_field
from edudesk.services.importing.parts import READERS
from edudesk.services.importing.sheets import ROW_MARK, Column, columns_of

_EARLY = ("schools:", "members:")  # people are looked for at the schools of the same row


def compose(row: Row, setting: Setting) -> None:
    """Read every cell of the row; what cannot be read is noted in ``row.faults``."""
    columns = [column for column in columns_of(row.type) if row.cells.get(column.name) is not None]
    for column in sorted(columns, key=lambda each: not each.name.startswith(_EARLY)):
        try:
            _read(row, column, setting)
        except CellFault as fault:
            row.faults.append((column.name, fault))
    if finish := _FINISHES.get(row.type):
        try:
            finish(row, setting)
        except CellFault as fault:
            row.faults.append(("", fault))


def _read(row: Row, column: Column, setting: Setting) -> None:
    cell = row.cells[column.name]
    if isinstance(cell, CellError):
        raise CellFault("cell.formula" if cell.text == "formula" else "cell.error", value=cell.text)
    if column.field is None or column.name == ROW_MARK:
        return
    if column.field.kind is not Kind.ROWS:
        read_field(row, column.field, cell, setting)
        return
    read = READERS[row.type, column.field.name](row, column.part, cell, setting)
    row.parts.setdefault(column.field.name, {})[column.part] = read
    row.content.setdefault(column.field.name, []).extend(read)


def files_of(row: Row) -> list[tuple[str, str]]:
    """Return the evidence named in the row: kind and file name."""
    named = []
    for column in columns_of(row.type):
        if column.name.startswith("evidence:") and row.cells.get(column.name) is not None:
            named += [(column.part, name) for name in read_files(row.cells[column.name])]
    return named


def problems_of(row: Row, content: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with a row: its unreadable cells, then what its type demands of the content."""
    found = [
        Problem(fault.code, name, row.where.get(name, ""), dict(fault.parameters))
        for name, fault in row.faults
    ]
    unread = {name.split(":")[0] for name, _ in row.faults}
    for problem in problems(record_types()[row.type], content):
        name = problem.field.split(".")[0]
        if name not in unread:
            found.append(replace(problem, place=row.where.get(name, "")))
    return tuple(found)


def _activity(row: Row, setting: Setting) -> None:
    row.defaults["state"] = _state(row.content.get("starts_on"), setting.today)
    if empty(row.content.get("community_id")):
        schools = {each["school_id"] for each in row.content.get("schools", ())}
        row.defaults["community_id"] = setting.names.community_of(schools)


def _state(first: date | None, today: date) -> str:
    return "planned" if first and first > today else "held"


def _exchange(row: Row, setting: Setting) -> None:
    content = row.content
    if name := content.get("name"):
        content["name"] = whole_name(name)
    row.defaults["state"] = _state(content.get("starts_on") or date.max, setting.today)
    schools = {content[name] for name in ("from_id", "to_id") if content.get(name)}
    if name := content.get("name"):
        row.defaults["person_id"] = setting.names.person(name, schools)
    if empty(content.get("community_id")) and len(schools) > 1:
        row.defaults["community_id"] = setting.names.community_of(schools)


def _community(row: Row, setting: Setting) -> None:
    named: dict[str, list[str]] = {}
    for member in row.content.get("members", ()):
        named.setdefault(member["role"], []).append(setting.names.title(member["school_id"]))
    _name(row, named, ("lead", "member"))


def _mentor_pair(row: Row, setting: Setting) -> None:
    named: dict[str, list[str]] = {}
    for person in row.content.get("people", ()):
        name = person.get("name") or setting.names.title(person["person_id"])
        named.setdefault(person["part"], []).append(name)
    _name(row, named, ("mentor", "apprentice"))


def _name(row: Row, named: Mapping[str, list[str]], sides: tuple[str, str]) -> None:
    """Name a pair by its two sides, as lists of pairs have no column for a name."""
    if empty(row.content.get("name")) and named.keys() >= set(sides):
        row.content["name"] = "—".join("、".join(named[side]) for side in sides)


def _achievement(row: Row, setting: Setting) -> None:
    school = row.content.get("school_id")
    holding = setting.names.communities_of({school}) if school else ()
    if empty(row.content.get("community_id")) and len(holding) == 1:
        row.defaults["community_id"] = holding[0]


def _assessment(row: Row, setting: Setting) -> None:
    school = row.content.get("school_id")
    if empty(row.content.get("community_id")) and school:
        row.defaults["community_id"] = setting.names.community_of({school})


def _request(row: Row, setting: Setting) -> None:  # noqa: ARG001
    row.defaults["state"] = "open"


def _person(row: Row, setting: Setting) -> None:  # noqa: ARG001
    if name := row.content.get("name"):
        row.content["name"] = whole_name(name)
    if number := row.content.get("id_number"):
        row.content["id_number"] = str(number).upper()


_FINISHES: Mapping[str, Callable[[Row, Setting], None]] = {
    "activity": _activity,
    "exchange": _exchange,
    "community": _community,
    "mentor-pair": _mentor_pair,
    "achievement": _achievement,
    "assessment": _assessment,
    "request": _request,
    "person": _person,
}
