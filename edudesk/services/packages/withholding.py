"""Private fields stay at home; what is left out is named, so that nobody takes it for empty (decision 19)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from edudesk.models.description import Field, Kind, Privacy
from edudesk.models.registry import record_types
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.records import Record
from edudesk.services.reports.work import TermWork

# A mainland mobile number and an identity number, however they are grouped (standards.md section 9).
_PRIVATE = re.compile(r"(?<!\d)(1[3-9]\d([ -]?\d{4}){2}|\d{6}([ -]?\d{4}){2}[ -]?\d{3}[\dXx])(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{6}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_LEFT_OUT = "（证件号略）"


def without_private(revision: Mapping[str, Any], profile: Profile = USUAL) -> dict[str, Any]:
    """Return a revision without masked and withheld fields; ``withheld`` names those that had a value.

    A field of a row is named with its list (``people.phone``), an extra field as ``extra.<name>``. Extra
    fields have no description: those that hold a mobile or identity number are withheld. An identity number
    within a text gives way to a word, and the field is named as well.
    """
    fields = record_types()[revision["type"]].fields
    named = set(revision["withheld"]) | set(_private(fields, revision["content"]))
    named |= profile.named(revision["type"], revision["content"])
    extra = dict(revision["extra"])
    for name in [name for name, value in extra.items() if _PRIVATE.search(str(value))]:
        del extra[name]
        named.add(f"extra.{name}")
    content = _open(fields, profile.open(revision["type"], revision["content"]))
    return {**revision, "content": content, "extra": extra, "withheld": sorted(named)}


def _private(fields: Sequence[Field], plain: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        value = plain.get(field.name)
        if value is None:
            continue
        if field.privacy is not Privacy.OPEN or (isinstance(value, str) and _IDENTITY.search(value)):
            yield field.name
        elif field.kind is Kind.ROWS:
            for row in value:
                yield from (f"{field.name}.{name}" for name in _private(field.rows, row))


def _open(fields: Sequence[Field], plain: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field in fields:
        if field.name not in plain or field.privacy is not Privacy.OPEN:
            continue
        value = plain[field.name]
        rows = field.kind is Kind.ROWS
        kept[field.name] = [_open(field.rows, row) for row in value] if rows else without_identities(value)
    return kept


def without_identities(value: Any) -> Any:
    """Return a value in which identity numbers of 18 digits give way to a word, in every text within it."""
    if isinstance(value, str):
        return _IDENTITY.sub(_LEFT_OUT, value)
    if isinstance(value, (tuple, list)):
        return type(value)(without_identities(inner) for inner in value)
    if isinstance(value, Mapping):
        return {name: without_identities(inner) for name, inner in value.items()}
    return value


def sendable(record: Record, profile: Profile = USUAL) -> Record:
    """Return a record as the papers of a package may show it."""
    return replace(record, content=without_identities(profile.open(record.type, record.content)))


def sendable_work(work: TermWork, profile: Profile = USUAL) -> TermWork:
    """Return a term's work as the papers of a package may show it."""

    def each(found: Mapping[str, tuple[Record, ...]]) -> dict[str, tuple[Record, ...]]:
        return {name: tuple(sendable(one, profile) for one in listed) for name, listed in found.items()}

    return replace(
        work,
        status=replace(work.status, community=sendable(work.status.community, profile)),
        records=each(work.records),
        evidence=each(work.evidence),
        opinions=each(work.opinions),
        schools={name: sendable(one, profile) for name, one in work.schools.items()},
        people={name: sendable(one, profile) for name, one in work.people.items()},
        titles=without_identities(work.titles),
    )
