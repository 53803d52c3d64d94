"""Column matches that an archive remembers, so that a roster is explained once."""

from collections.abc import Mapping

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.importing.columns import IGNORED, Match, normal, signature
from edudesk.services.importing.preview import Preview
from edudesk.services.importing.sheets import columns_of

_FACT = "column-matches"
_SCHOOLS = "school-names"

Memory = Mapping[str, Mapping[str, str]]
"""Signature of a table's headings to what each heading means."""


def remembered(archive: Archive) -> Memory:
    """Return the matches that the archive remembers."""
    kept: Memory | None = archive.fact(_FACT)
    return kept or {}


def remember(archive: Archive, matches: Memory) -> None:
    """Keep matches beside those that are remembered already."""
    whole = {**remembered(archive), **matches}
    if whole != remembered(archive):
        archive.set_fact(_FACT, whole)


def remembered_schools(archive: Archive) -> Mapping[str, RecordId]:
    """Return which school each name means that a person has settled before."""
    kept: Mapping[str, RecordId] | None = archive.fact(_SCHOOLS)
    return kept or {}


def remember_schools(archive: Archive, said: Mapping[str, RecordId]) -> None:
    """Keep what names mean beside those that are remembered already."""
    whole = {**remembered_schools(archive), **said}
    if whole != remembered_schools(archive):
        archive.set_fact(_SCHOOLS, whole)


def same_schools(preview: Preview) -> Mapping[str, RecordId]:
    """Return the names that the rows only mention, each with the first known school that it may mean."""
    return {line.title: line.near[0].id for line in preview.lines if line.named_only and line.near}


def used(preview: Preview, corrections: Mapping[str, str] | None = None) -> Memory:
    """Return how the columns of each sheet were read, with a person's corrections put over it.

    ``corrections`` maps a heading to the name or label of a column, or to "" for a column to leave out.
    """
    return {
        _signature(match): {**match.as_memory(), **_corrected(match, corrections or {})}
        for match in preview.matches.values()
    }


def _signature(match: Match) -> str:
    return signature([*(each.heading for each in match.matched), *match.unmatched])


def _corrected(match: Match, corrections: Mapping[str, str]) -> Mapping[str, str]:
    ours = {normal(each.heading) for each in match.matched} | {normal(heading) for heading in match.unmatched}
    return {
        normal(heading): _column(match.type, wanted) if wanted else IGNORED
        for heading, wanted in corrections.items()
        if normal(heading) in ours
    }


def _column(type_code: str, wanted: str) -> str:
    for column in columns_of(type_code):
        if wanted in {column.name, column.label.zh, column.label.en}:
            return column.name
    offered = "、".join(column.label.zh for column in columns_of(type_code))
    raise UserError("import.no-such-column", wanted=wanted, offered=offered)
