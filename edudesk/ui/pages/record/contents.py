"""What is told as the content of the record that it becomes, and back.

What the form leaves as it was stays in the content exactly as it was, whatever its shape.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from edudesk.models.contents import Content, empty
from edudesk.ui.pages.record.telling import (
    CODES,
    DAYS,
    GRADES,
    NUMBERS,
    REFERENCES,
    TEXTS,
    Quantity,
    Sides,
    Someone,
    Told,
    Where,
    number,
)

_MORE = (*TEXTS, *CODES, *NUMBERS, *REFERENCES, *GRADES, *DAYS)


def read(content: Content, sides: Sides, names: Mapping[str, str] | None = None) -> Told:
    """Return what the form shows of a content; ``names`` are those of the people of the roster by id."""
    ours, theirs = _people(content, sides, names or {})
    partners = tuple(
        row["school_id"] for row in content.get("schools", ()) if row["school_id"] != sides.school_id
    )
    return Told(
        state=content.get("state", "held"),
        day=content.get("starts_on"),
        starts_at=content.get("starts_at"),
        ends_at=content.get("ends_at"),
        quantities=tuple(
            Quantity(format(Decimal(row["amount"]).normalize(), "f"), row["unit"])
            for row in content.get("units", ())
        ),
        kinds=tuple(content.get("kinds", ())),
        where=_where(content, sides),
        mixed=content.get("form") == "mixed",
        partners=partners,
        host=content.get("host_id") or "",
        topic=content.get("topic") or "",
        ours=ours,
        theirs=theirs,
        result=content.get("result") or "",
        community_id=content.get("community_id") or "",
        more={name: _shown(name, content[name]) for name in _MORE if not empty(content.get(name))},
    )


def tell(told: Told, base: Content, sides: Sides) -> dict[str, Any]:
    """Return the content that was told, on top of what the record said before.

    Words that are no number or date are left out here; the draft has them.
    """
    was = read(base, sides)
    content = dict(base) | {"state": told.state}
    for changed, write in _FACETS:
        if changed(told) != changed(was):
            content |= write(told, base, sides)
    if told.state == "planned" and empty(base.get("planned_on")):
        content["planned_on"] = told.day
    return {name: value for name, value in content.items() if not empty(value)}


def changed(told: Told, base: Content, sides: Sides) -> bool:
    """Return whether the record would say something else than before."""
    return tell(told, base, sides) != {name: value for name, value in base.items() if not empty(value)}


def _shown(name: str, value: Any) -> Any:
    if name in CODES:
        return tuple(value)
    return str(value) if name in NUMBERS else value


def _where(content: Content, sides: Sides) -> Where:
    host = content.get("host_id")
    if content.get("form") == "online":
        return Where.ONLINE
    if host:
        return Where.OURS if host == sides.school_id else Where.PARTNER
    return Where.ELSEWHERE if content.get("place") else Where.UNTOLD


def _someone(row: Content, names: Mapping[str, str]) -> Someone:
    person = row.get("person_id") or ""
    name = names.get(person) or row.get("name") or ""
    return Someone(name, person, row.get("count"), row.get("role") or "")


def _said(one: Someone) -> Someone:
    """Return what a row says of someone: of people of the roster the id, of one person no count."""
    return replace(one, name="" if one.person_id else one.name, count=None if one.count == 1 else one.count)


def _is_theirs(row: Content, sides: Sides) -> bool:
    return row.get("side") not in (sides.side, None, "")


def _people(
    content: Content, sides: Sides, names: Mapping[str, str]
) -> tuple[tuple[Someone, ...], tuple[Someone, ...]]:
    rows = content.get("people", ())
    ours = tuple(_someone(row, names) for row in rows if not _is_theirs(row, sides))
    return ours, tuple(_someone(row, names) for row in rows if _is_theirs(row, sides))


def _write_people(told: Told, base: Content, sides: Sides) -> Content:
    waiting = list(base.get("people", ()))
    rows = []
    for people, side in ((told.ours, sides.side), (told.theirs, sides.other)):
        here = [row for row in waiting if _is_theirs(row, sides) == (side == sides.other)]
        rows += [_row(one, here, side) for one in people]
    return {"people": tuple(rows)}


def _row(one: Someone, there: list[Content], side: str) -> Content:
    """Return the row of someone: the one that was there, with a new role or count where they changed."""
    one, were = _said(one), [(row, _said(_someone(row, {}))) for row in there]
    same = [row for row, was in were if was == one]
    alike = [row for row, was in were if _key(was) == _key(one)]
    said = {"person_id": one.person_id, "count": one.count, "role": one.role}
    said |= {} if one.person_id else {"name": one.name}
    new = {name: value for name, value in said.items() if not empty(value)}
    for row in (*same, *alike):
        there.remove(row)
        kept = {name: value for name, value in row.items() if name not in said}
        return row if same else kept | new
    return new | {"side": side}


def _key(one: Someone) -> str:
    return one.person_id or one.name


def _write_schools(told: Told, base: Content, sides: Sides) -> Content:
    there = {row["school_id"]: row for row in base.get("schools", ())}
    ids = dict.fromkeys((sides.school_id, *told.partners))
    rows = tuple(
        there.get(one, {"school_id": one, "side": sides.of.get(one, sides.other)}) for one in ids if one
    )
    return {"form": _form(told), "host_id": _host(told, base, sides), "schools": rows}


def _form(told: Told) -> str | None:
    match told.where:
        case Where.UNTOLD:
            return None
        case Where.ONLINE:
            return "online"
        case _:
            return "mixed" if told.mixed else "onsite"


def _host(told: Told, base: Content, sides: Sides) -> str | None:
    match told.where:
        case Where.PARTNER:
            return told.host if told.host in told.partners else next(iter(told.partners), None)
        case Where.OURS:
            return sides.school_id
        case where:
            return base.get("host_id") if _where(base, sides) is where else None


def _write_units(told: Told, _base: Content, _sides: Sides) -> Content:
    amounts = [(number(one.amount), one.unit) for one in told.quantities]
    return {"units": tuple({"unit": unit, "amount": amount} for amount, unit in amounts if amount)}


def _write_plain(told: Told, _base: Content, _sides: Sides) -> Content:
    return {
        "starts_on": told.day,
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
        "kinds": told.kinds,
        "topic": told.topic.strip(),
        "community_id": told.community_id,
    }


def _write_more(told: Told, base: Content, _sides: Sides) -> Content:
    written = {name: told.more.get(name) for name in _MORE}
    for name in NUMBERS:
        typed = str(told.more.get(name, "")).strip()
        written[name] = int(typed) if typed.isdecimal() else None
    for name in TEXTS:
        # A paragraph that was left alone keeps its blanks; one that was written anew does not.
        typed = told.more.get(name, "")
        written[name] = typed if typed == base.get(name) else typed.strip()
    last = written["ends_on"]
    if last is not None and told.day is not None and last <= told.day:
        written["ends_on"] = base.get("ends_on") if last == base.get("ends_on") == told.day else None
    return written


_FACETS: tuple[tuple[Callable[[Told], Any], Callable[[Told, Content, Sides], Content]], ...] = (
    (
        lambda told: (
            *(told.day, told.starts_at, told.ends_at),
            *(told.kinds, told.topic, told.community_id),
        ),
        _write_plain,
    ),
    (lambda told: told.quantities, _write_units),
    (lambda told: (told.where, told.mixed, told.partners, told.host, told.community_id), _write_schools),
    (lambda told: tuple(tuple(map(_said, people)) for people in (told.ours, told.theirs)), _write_people),
    (lambda told: told.result, lambda told, _base, _sides: {"result": told.result.strip()}),
    (lambda told: (dict(told.more), told.day), _write_more),
)
