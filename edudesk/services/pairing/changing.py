"""How a pair ends, and what both sides say of a term: each is one change, one step of undo."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from edudesk.errors import EnvironmentProblem, Invalid, Problem
from edudesk.models.base import RecordId
from edudesk.models.contents import Content, from_json
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.drafts import Draft, drafts_folder, remove
from edudesk.services.records import get

OUTCOMES = ("passed", "excellent", "extended")
"""How a pair may turn out that was not ended before its time."""


def complete(archive: Archive, pair_id: RecordId, outcome: str, now: datetime) -> str:
    """Say how a pair turned out; returns the id of the change. Errors: ``record.not-ours``."""
    said = {"completion": outcome, "ended_early_on": None, "ended_because": None}
    return _edited(archive, "pair.complete", pair_id, said, now)


def end_early(archive: Archive, pair_id: RecordId, day: date, because: str, now: datetime) -> str:
    """End a pair before its time, with day and reason; the pair stays where it is, as history.

    Raises Invalid for a day before the pair began or without a reason; ``record.not-ours``.
    """
    begun = get(archive, pair_id).content.get("starts_on")
    found = []
    if begun and day < begun:
        found.append(Problem("pairs.end-before-start", "ended_early_on", parameters={"day": begun}))
    if not because.strip():
        found.append(Problem("pairs.end-needs-reason", "ended_because"))
    if found:
        raise Invalid(tuple(found))
    said = {"completion": "ended", "ended_early_on": day, "ended_because": because.strip()}
    return _edited(archive, "pair.end-early", pair_id, said, now)


def go_on(archive: Archive, pair_id: RecordId, now: datetime) -> str:
    """Let a pair run again that was ended or completed."""
    said = {"completion": None, "ended_early_on": None, "ended_because": None}
    return _edited(archive, "pair.go-on", pair_id, said, now)


def _edited(archive: Archive, name: str, pair_id: RecordId, said: Content, now: datetime) -> str:
    title = get(archive, pair_id).title
    with change(archive, name, now, subject=title) as writing:
        writing.edit(pair_id, said)
    return writing.change_id


def save_reviews(archive: Archive, title: str, drafts: Sequence[Draft], now: datetime) -> str:
    """Write what people said of a term, each an opinion of its own, in one change; their drafts then go.

    Raises Invalid with every problem; ``record.not-ours`` for what another school wrote.
    """
    fields = record_types()["opinion"].fields
    with change(archive, "pair.review", now, subject=title) as writing:
        for draft in drafts:
            content = from_json(fields, draft.content)
            if draft.about and not content.get("body"):
                writing.delete(draft.about)
            elif draft.about:
                writing.edit(draft.about, {field.name: None for field in fields} | content)
            elif content.get("body"):
                writing.create("opinion", content, record_id=draft.id)
    for draft in drafts:
        with suppress(EnvironmentProblem):  # it is saved; a file that stays is known as such
            remove(drafts_folder(archive), draft.id)
    return writing.change_id
