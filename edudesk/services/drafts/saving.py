"""From a draft to the record, in one change."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from edudesk.errors import EnvironmentProblem, Problem
from edudesk.models.base import RecordId
from edudesk.models.contents import from_json, to_json
from edudesk.models.ids import new_id
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attached, enter_all
from edudesk.services.changes import Writing, change
from edudesk.services.drafts.keeping import IN_WINDOW, Draft, Loaded, drafts_folder, load_all, remove, save
from edudesk.services.drafts.photos import as_taken
from edudesk.services.records import get, get_many


@dataclass(frozen=True)
class Entered:
    """What was saved: the record, its new evidence, the change, and what deserves a second look."""

    record_id: RecordId
    evidence: tuple[RecordId, ...]
    change_id: str
    warnings: tuple[Problem, ...] = ()


def new_draft(type_code: str, now: datetime) -> Draft:
    """Return an empty draft of a new record; its id is minted now. Nothing is written yet."""
    return Draft(new_id(), type_code, now)


def editing(archive: Archive, record_id: RecordId, now: datetime) -> Draft:
    """Return a draft that holds what a record says now. Nothing is written yet."""
    record = get(archive, record_id)
    return Draft(
        new_id(),
        record.type,
        now,
        title=record.title,
        about=record.id,
        content=to_json(record.described.fields, record.content),
        over=record.revision_id,
    )


def enter(archive: Archive, draft: Draft, now: datetime) -> Entered:
    """Save a draft: record, new evidence and dropped evidence in one change; then its file goes.

    Raises Invalid with every problem; ``record.not-ours``; those of the disk. The draft then stays.
    """
    folder, content = drafts_folder(archive), _content(draft)
    if draft.about:
        # Said beforehand against what the record is now: after a crash the record tells whether it was saved.
        draft = replace(draft, over=get(archive, draft.about).revision_id, saving=True)
        save(folder, draft)
    try:
        name = f"{draft.type}.{'edit' if draft.about else 'create'}"
        with change(archive, name, now, subject=draft.title) as writing:
            record_id, attached = _write(writing, draft, content)
    except BaseException:
        if draft.about:
            with contextlib.suppress(EnvironmentProblem):  # the first failure is the one to tell of
                save(folder, replace(draft, saving=False))
        raise
    with contextlib.suppress(EnvironmentProblem):  # it is saved; a file that stays is known as such
        remove(folder, draft.id)
    warnings = tuple(problem for one in attached for problem in one.warnings)
    return Entered(record_id, tuple(one.evidence_id for one in attached), writing.change_id, warnings)


def _content(draft: Draft) -> dict[str, Any]:
    return from_json(record_types()[draft.type].fields, draft.content)


def _write(writing: Writing, draft: Draft, content: dict[str, Any]) -> tuple[RecordId, tuple[Attached, ...]]:
    if draft.about:
        record_id = draft.about
        # What was taken out of the form is taken out of the record; unnamed fields would stay.
        unnamed = {field.name: None for field in record_types()[draft.type].fields}
        writing.edit(record_id, unnamed | content)
    else:
        record_id = writing.create(draft.type, content, record_id=draft.id)
    for evidence_id in draft.dropped:
        writing.delete(evidence_id)
    places = {one: place for place, one in enumerate(draft.order, 1)}
    _say(writing, draft, places)
    taken = [as_taken(photo, record_id) for photo in draft.photos]
    return record_id, enter_all(
        writing, [(replace(one, place=places.get(one.evidence_id or "")), file) for one, file in taken]
    )


def _say(writing: Writing, draft: Draft, places: Mapping[RecordId, int]) -> None:
    """Write captions, turns and order of what lies with the record already and stays there."""
    there = get_many(writing.connection, [*draft.said, *draft.order])
    for one in there.values():
        if one.type == "evidence" and not one.deleted and one.owner_id == writing.holder_id:
            said = dict(draft.said.get(one.id, {}))
            writing.edit(one.id, said | ({"place_in_list": places[one.id]} if one.id in places else {}))


def waiting(archive: Archive) -> Loaded:
    """Return the drafts that hold an unsaved record, or a change of one.

    The file of one that was saved just before a crash is removed.
    """
    folder = drafts_folder(archive)
    loaded = load_all(folder)
    left = []
    for draft in loaded.drafts:
        if _saved(archive, draft):
            remove(folder, draft.id)
        elif IN_WINDOW not in draft.typed:
            left.append(draft)
    return Loaded(tuple(left), loaded.problems)


def window_draft(name: str, about: tuple[str, RecordId], now: datetime) -> Draft:
    """Return the empty draft of a window about a record, type and id: the same one at every opening."""
    type_code, record_id = about
    draft_id = str(uuid5(NAMESPACE_URL, f"{name} {record_id}"))
    return Draft(draft_id, type_code, now, about=record_id, typed={IN_WINDOW: name})


def kept_in_window(archive: Archive, draft: Draft) -> Draft:
    """Return the draft of a window as it was left, or the empty one that was given."""
    found = load_all(drafts_folder(archive)).drafts
    return next((one for one in found if one.id == draft.id), draft)


def typed_in_window(archive: Archive, draft: Draft) -> Mapping[str, str]:
    """Return what was typed into a window by field, and never done."""
    typed = kept_in_window(archive, draft).typed
    return {name: words for name, words in typed.items() if name != IN_WINDOW}


def _saved(archive: Archive, draft: Draft) -> bool:
    """Return whether all of a draft is in the archive.

    A new record has the draft's own id. An edit that was being saved has left a revision over the one it
    began on, or evidence with the ids that the draft minted: the change holds all of it or nothing.
    """
    if draft.about is None:
        return bool(get_many(archive, [draft.id]))
    there = get_many(archive, [draft.about, *draft.dropped, *(photo.id for photo in draft.photos)])
    if not draft.saving or draft.about not in there:  # an archive that was restored may lack the record
        return False
    edited = there[draft.about].revision_id != draft.over
    dropped = any(one in there and there[one].deleted for one in draft.dropped)
    return edited or dropped or any(photo.id in there for photo in draft.photos) or _is_said(archive, draft)


def _is_said(archive: Archive, draft: Draft) -> bool:
    """Return whether the captions, turns and order of a draft are those of the archive, where it has any."""
    there = get_many(archive, [*draft.said, *draft.order])
    if not there:
        return False
    places = {one: place for place, one in enumerate(draft.order, 1)}
    wanted = {one: dict(words) for one, words in draft.said.items()}
    for one, place in places.items():
        wanted[one] = wanted.get(one, {}) | {"place_in_list": place}
    return all(
        (there[one].content.get(name) or None) == (value or None)
        for one, words in wanted.items()
        if one in there
        for name, value in words.items()
    )
