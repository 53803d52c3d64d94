"""Finding records by the names that people write in cells; schools not yet known become stand-ins."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.models.ids import new_id
from edudesk.services.importing.days import tidy
from edudesk.services.importing.faults import CellFault
from edudesk.services.records import Record

_LOOSE = re.compile(r"[\s·•.。\-—–_'\"“”《》()\[\]【】]")
_NUMERALS = re.compile(r"[0-9一二三四五六七八九十]+")
_STAGE = re.compile(r"(?:小学|中学|初中|高中|幼儿园)校?$")
_VAGUE = re.compile(r"(?:学校|校)$")
_LEAST, _MOST_MISSING, _ENDING = 4, 8, 2


def key(name: str) -> str:
    """Return a name for comparing: without spaces, brackets, dashes and differences of width."""
    return _LOOSE.sub("", tidy(name).lower())


@dataclass(frozen=True)
class StandIn:
    """A school that is only named so far: where it was first named, and known schools it may be."""

    id: RecordId
    name: str
    sheet: str
    row: int
    near: tuple[RecordId, ...]
    stage: str | None = None


class Names:
    """The names of what is known: in the archive, and in the rows read so far."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._ids: dict[tuple[str, str], list[RecordId]] = defaultdict(list)
        self._schools: dict[str, RecordId] = {}
        self._schools_of: dict[RecordId, set[RecordId]] = defaultdict(set)
        self.members: dict[RecordId, set[RecordId]] = {}
        self.stand_ins: dict[RecordId, StandIn] = {}
        self._titles: dict[RecordId, str] = {}
        for record in records:
            self.enter(record.type, record.id, record.content)

    def enter(self, type_code: str, record_id: RecordId, said: Content) -> None:
        """Make a record known under its names."""
        for name in _names(type_code, said):
            self._titles.setdefault(record_id, name)
            known = self._ids[type_code, key(name)]
            if record_id not in known:
                known.append(record_id)
            if type_code == "school":
                self._schools.setdefault(key(name), record_id)
        if type_code == "person":
            for fact in said.get("facts", ()):
                if fact.get("school_id"):
                    self._schools_of[record_id].add(fact["school_id"])
        if type_code == "community":
            self.members[record_id] = {member["school_id"] for member in said.get("members", ())}

    def also(self, name: str, school_id: RecordId) -> None:
        """Let a name stand for a school of the archive; one that is there no more keeps none."""
        if school_id in self._titles and not self.find("school", name):
            self._ids["school", key(name)].append(school_id)

    def title(self, record_id: RecordId) -> str:
        """Return the name under which a record was first made known."""
        return self._titles.get(record_id, "")

    def find(self, type_code: str, name: str) -> tuple[RecordId, ...]:
        """Return the records of a type with this name."""
        return tuple(self._ids.get((type_code, key(name)), ()))

    def one(self, type_code: str, name: str) -> RecordId:
        """Return the record meant; CellFault ``cell.unknown-name`` or ``cell.several``."""
        found = self.find(type_code, name)
        if not found:
            raise CellFault("cell.unknown-name", value=name)
        if len(found) > 1:
            raise CellFault("cell.several", value=name, count=len(found))
        return found[0]

    def school(self, name: str, sheet: str, row: int, stage: str | None = None) -> RecordId:
        """Return the school meant; an unknown name becomes a stand-in. CellFault ``cell.several``."""
        found = self.find("school", name)
        if len(found) > 1:
            raise CellFault("cell.several", value=name, count=len(found))
        if found:
            return found[0]
        stand_in = StandIn(new_id(), name.strip(), sheet, row, self.near_schools(name), stage)
        self.enter("school", stand_in.id, {"name": name})
        self.stand_ins[stand_in.id] = stand_in
        return stand_in.id

    def near_schools(self, name: str) -> tuple[RecordId, ...]:
        """Return the schools that this name may be a shorter or longer form of."""
        wanted = key(name)
        near = {record_id for known, record_id in self._schools.items() if may_be_same(wanted, known)}
        return tuple(sorted(near))

    def person(self, name: str, schools: Iterable[RecordId] = (), remark: str = "") -> RecordId | None:
        """Return the person of the roster with this name, at one of these schools if several have it.

        None when nobody has it. ``remark`` may name the school. CellFault ``cell.several-people``.
        """
        found = list(self.find("person", name))
        if len(found) > 1:
            at = set(schools) | set(self.find("school", remark) if remark else ())
            found = [each for each in found if self._schools_of[each] & at] or found
        if len(found) > 1:
            raise CellFault("cell.several-people", value=name, count=len(found))
        return found[0] if found else None

    def communities_of(self, schools: set[RecordId]) -> tuple[RecordId, ...]:
        """Return the communities that all these schools belong to."""
        return tuple(each for each, members in self.members.items() if schools and schools <= members)

    def community_of(self, schools: set[RecordId]) -> RecordId | None:
        """Return the community that all these schools belong to; CellFault ``cell.which-community``."""
        holding = self.communities_of(schools)
        if len(holding) > 1:
            raise CellFault("cell.which-community", count=len(holding))
        return holding[0] if holding else None


def _names(type_code: str, said: Content) -> list[str]:
    names = [said.get("name") or said.get("title") or said.get("topic")]
    if type_code == "school":
        names.append(said.get("short_name"))
        names += [change.get("name") for change in said.get("changes", ())]
    return [name for name in names if isinstance(name, str) and name]


def may_be_same(one: str, other: str) -> bool:
    """Return whether one name is the other with words left out, such as a county in front or 小学 for 校."""
    if _one_is_vague(one, other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or not 0 < len(long) - len(short) <= _MOST_MISSING:
        return False
    if short[-_ENDING:] != long[-_ENDING:]:
        return False
    if _NUMERALS.findall(short) != _NUMERALS.findall(long):
        return False  # 第一小学 and 第十一小学 are two
    letters = iter(long)
    return all(letter in letters for letter in short)


def _one_is_vague(one: str, other: str) -> bool:
    """Return whether the names differ only in that one leaves the stage open: 中心校 and 中心小学."""
    stems = [_STAGE.sub("", name) for name in (one, other)]
    told = [stem != name for stem, name in zip(stems, (one, other), strict=True)]
    mine, theirs = (_VAGUE.sub("", stem) for stem in stems)
    return one != other and mine == theirs and len(mine) >= _LEAST and not all(told)
