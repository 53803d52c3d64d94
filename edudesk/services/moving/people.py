"""A turn in the working life of people, from a day on: what was true until then stays as it was.

Several people at once are one change, so that one undo takes all of it back.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change

Deed = Literal["move", "leave", "retire", "return", "title", "honour", "post"]
Fact = Mapping[str, Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """What becomes of somebody. ``day`` is the first day of the new, and for those who go their last one.

    A move and a return name the ``school_id``, or the name of a school that is made for it, and perhaps a
    post (``value``); a title, an honour (with its ``level``) or a post is its ``value``. Who retires keeps
    ``value`` as word for it from then on.
    """

    deed: Deed
    day: date
    school_id: RecordId = ""
    new_school: str = ""
    value: str = ""
    level: str = ""


def turn_people(archive: Archive, ids: Sequence[RecordId], turn: Turn, now: datetime) -> tuple[str, int]:
    """Write a turn for people; return the change and of how many it said something new.

    Errors: ``moving.which-school``, ``moving.which-value`` when nothing is said, ``moving.nobody`` when it is
    true already of all of them, ``record.not-ours``.
    """
    _expect_said(turn)
    found = records.get_many(archive, ids)
    made = {one.id: _turned(one.content.get("facts", ()), turn) for one in found.values()}
    new = {one: facts for one, facts in made.items() if facts != tuple(found[one].content.get("facts", ()))}
    if not new:
        raise UserError("moving.nobody")
    subject = "、".join(found[one].title for one in new)
    with change(archive, f"person.{turn.deed}", now, subject=subject) as writing:
        made_school = writing.create("school", {"name": turn.new_school}) if turn.new_school else ""
        for one, facts in new.items():
            writing.edit(one, {"facts": _with_school(facts, made_school)})
    return writing.change_id, len(new)


def ended(facts: Iterable[Fact], kinds: Collection[str], first: date) -> list[Fact]:
    """Return facts of which those of some kinds that hold on ``first`` end the day before.

    One that began on that very day was a slip, and goes.
    """
    left: list[Fact] = []
    for fact in facts:
        if fact["fact"] not in kinds or not _holds(fact, first):
            left.append(fact)
        elif fact.get("since") != first:
            left.append({**fact, "until": first - _DAY})
    return left


def begun(facts: Iterable[Fact], new: Fact) -> list[Fact]:
    """Return facts with a new one; where a later one of its kind is known already, it ends before that."""
    there = list(facts)
    first: date = new["since"]
    later = [
        one["since"] for one in there if one["fact"] == new["fact"] and (one.get("since") or first) > first
    ]
    return [*there, {**new, "until": min(later) - _DAY} if later else new]


def _turned(facts: Sequence[Fact], turn: Turn) -> tuple[Fact, ...]:
    """Return the facts of one person after a turn; the same ones when it is true already."""
    if turn.deed in {"leave", "retire"}:
        return _gone(facts, turn)
    if turn.deed in {"move", "return"}:
        return _at_school(facts, turn)
    if _says(facts, turn.deed, turn.day, value=turn.value, level=turn.level or None):
        return tuple(facts)
    # Of titles there is one at a time; an honour stays when another is won, and posts are held side by side.
    left = ended(facts, {"title"}, turn.day) if turn.deed == "title" else list(facts)
    new = {"fact": turn.deed, "value": turn.value, "since": turn.day}
    if turn.level:
        new["level"] = turn.level
    return tuple(begun(left, new) if turn.deed == "title" else [*left, new])


def _gone(facts: Sequence[Fact], turn: Turn) -> tuple[Fact, ...]:
    first = turn.day + _DAY
    if not any(one["fact"] == "school" and _holds(one, first) for one in facts):
        return tuple(facts)
    kinds = {"school", "post"} | ({"employment"} if turn.deed == "retire" and turn.value else set())
    left = ended(facts, kinds, first)
    if turn.deed == "retire" and turn.value:
        left.append({"fact": "employment", "value": turn.value, "since": first})
    return tuple(left)


def _at_school(facts: Sequence[Fact], turn: Turn) -> tuple[Fact, ...]:
    if turn.school_id and _says(facts, "school", turn.day, school_id=turn.school_id):
        return tuple(facts)
    left = ended(facts, {"school", "post"}, turn.day)
    if turn.deed == "return":
        left = ended(left, {"employment"}, turn.day)  # who had retired works again
    school = {"fact": "school", "since": turn.day, "school_id": turn.school_id}
    left = begun(left, school)
    if turn.value:
        left = begun(left, {"fact": "post", "value": turn.value, "since": turn.day})
    return tuple(left)


def _with_school(facts: Iterable[Fact], made: RecordId) -> tuple[Fact, ...]:
    """Put in the school that was made, where a fact waits for it."""
    return tuple({**fact, "school_id": made} if fact.get("school_id") == "" else fact for fact in facts)


def _expect_said(turn: Turn) -> None:
    if turn.deed in {"move", "return"} and not (turn.school_id or turn.new_school):
        raise UserError("moving.which-school")
    if turn.deed in {"title", "honour", "post"} and not turn.value:
        raise UserError("moving.which-value")


def _says(facts: Iterable[Fact], kind: str, day: date, **said: Any) -> bool:
    return any(
        one["fact"] == kind
        and _holds(one, day)
        and all(one.get(name) == value for name, value in said.items())
        for one in facts
    )


def _holds(fact: Fact, day: date) -> bool:
    return (fact.get("since") or date.min) <= day <= (fact.get("until") or date.max)
