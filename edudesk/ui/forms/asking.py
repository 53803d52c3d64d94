"""What a form asks of the archive: records that references can choose, and a scheme's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from edudesk.models.contents import Content
from edudesk.models.description import Field, Kind, RecordType
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Label, Language
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.records import Record

_MOST = 500
"""Activities offered, newest first; of the other types an archive holds few."""
_ANY = ("community", "school", "person", "mentor-pair", "exchange", "plan", "agreement", "activity")
"""Types offered where a reference may point to any record."""

Items = tuple[tuple[str, str], ...]
"""Codes or ids with their words, in the order offered."""


@dataclass(frozen=True)
class Ground:
    """What the fields of a form offer.

    ``candidates`` are records by the target of a reference, ``names`` the titles of all that are named,
    ``own_words`` what the schemes in force add to a vocabulary.
    """

    candidates: Mapping[str, Items] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    own_words: Mapping[str, tuple[tuple[str, Label], ...]] = field(default_factory=dict)

    def offered(self, vocabulary: str, language: Language) -> Items:
        """Return the choices of a vocabulary in words, those of a scheme after the common ones."""
        common = VOCABULARIES.get(vocabulary)
        known = [(choice.code, choice.label) for choice in common.choices] if common else []
        added = [one for one in self.own_words.get(vocabulary, ()) if one[0] not in dict(known)]
        return tuple((code, label(language)) for code, label in (*known, *added))


NO_GROUND = Ground()


def described(code: str) -> RecordType:
    """Return the description of a type; only in the archive's thread, as it needs the tables."""
    from edudesk.models.registry import record_types

    return record_types()[code]


def ask_ground(opened: Opened, record_type: RecordType, content: Content) -> Ground:
    """Return what the fields of a record offer."""
    from edudesk.services.records import get_many

    targets = set(_targets(record_type.fields))
    candidates = {target: _candidates(opened, target) for target in targets}
    names = {one: words for items in candidates.values() for one, words in items}
    missing = set(_named(record_type.fields, content)) - names.keys()
    names |= {one: _title(record) for one, record in get_many(opened.archive, missing).items()}
    return Ground(candidates, names, _own_words(opened))


def _targets(fields: tuple[Field, ...]) -> Iterator[str]:
    for one in fields:
        if one.kind is Kind.REFERENCE:
            yield one.target
        yield from _targets(one.rows)


def _named(fields: tuple[Field, ...], content: Content) -> Iterator[str]:
    for one in fields:
        value: Any = content.get(one.name)
        if value and one.kind is Kind.REFERENCE:
            yield value
        elif value and one.kind is Kind.ROWS:
            for row in value:
                yield from _named(one.rows, row)


def _candidates(opened: Opened, target: str) -> Items:
    types = (target.replace("_", "-"),) if target else _ANY
    return tuple(item for code in types for item in _of_type(opened, code))


def _of_type(opened: Opened, code: str) -> Items:
    from edudesk.services.records import all_of

    if code == "activity":
        from edudesk.services.listing.activities import ActivitySort, page
        from edudesk.services.listing.narrowing import ActivityFilter

        rows = page(opened.archive, ActivityFilter(), ActivitySort(), 0, _MOST)
        return tuple((row.id, _dated(row.topic, row.starts_on)) for row in rows)
    return tuple((record.id, _title(record)) for record in all_of(opened.archive, code))


def _title(record: "Record") -> str:
    if record.type == "activity":
        return _dated(record.title, record.content.get("starts_on"))
    return record.title or record.described.label.zh


def _dated(words: str, day: object) -> str:
    return f"{words} {day}" if day else words


def _own_words(opened: Opened) -> Mapping[str, tuple[tuple[str, Label], ...]]:
    opened.standing.catch_up()
    found: dict[str, dict[str, Label]] = {}
    for status in opened.standing.at(None, opened.clock.today()):
        for vocabulary, words in status.scheme.vocabulary.items():
            found.setdefault(vocabulary, {}).update({word.code: word.name for word in words})
        types = found.setdefault("community-type", {})
        types.update({word.code: word.name for word in status.scheme.types})
    return {vocabulary: tuple(words.items()) for vocabulary, words in found.items()}
