"""The papers of a record and of a draft; these run in the archive's thread or a thread of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from edudesk.ui.desk import Opened
from edudesk.ui.papers.paper import Paper

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.drafts import Draft, DraftPhoto


def kept_papers(archive: "Archive", record_id: str) -> tuple[Paper, ...]:
    """Return the evidence of a record with its thumbnails, in its order."""
    from edudesk.services.records import all_of

    found = sorted(
        all_of(archive, "evidence", about_id=record_id),
        key=lambda one: one.content.get("place_in_list") or 0,
    )
    return tuple(
        Paper(
            one.id,
            one.content["name"],
            one.content["kind"],
            one.content["sha256"],
            one.content.get("taken_at"),
            _thumbnail(archive, one.content["sha256"]),
            saved=True,
            caption=one.content.get("caption") or "",
            turned=one.content.get("turned") or 0,
        )
        for one in found
    )


def told_twins(archive: "Archive", papers: Sequence[Paper], record_id: str) -> tuple[Paper, ...]:
    """Return papers of a record with what other records have the same pictures."""
    from edudesk.services.attaching import twins
    from edudesk.services.records import get_many

    likenesses = {
        key: one.content.get("likeness") or ""
        for key, one in get_many(archive, [one.id for one in papers]).items()
    }
    pictures = [(one.id, one.sha256, likenesses[one.id]) for one in papers if likenesses.get(one.id)]
    found = twins(archive, pictures, record_id)
    return tuple(
        replace(one, twin=found[one.id].title, twin_id=found[one.id].evidence_id) if one.id in found else one
        for one in papers
    )


def new_papers(
    archive: "Archive", photos: Iterable["DraftPhoto"], record_id: str | None
) -> tuple[Paper, ...]:
    """Return the files of a draft with their thumbnails; ``record_id`` is the record they lie with."""
    from edudesk.services.attaching import twins

    there = tuple(photos)
    found = twins(archive, [(one.id, one.sha256, one.likeness) for one in there], record_id)
    return tuple(
        Paper(
            one.id,
            one.name,
            one.kind,
            one.sha256,
            one.taken_at,
            _thumbnail(archive, one.sha256),
            twin=found[one.id].title if one.id in found else "",
            twin_id=found[one.id].evidence_id if one.id in found else "",
            caption=one.caption,
            turned=one.turned,
        )
        for one in there
    )


def drafted_papers(archive: "Archive", draft: "Draft") -> tuple[Paper, ...]:
    """Return what a draft leaves of its record's papers, and then its new ones, in the draft's order."""
    there = kept_papers(archive, draft.about) if draft.about else ()
    kept = [replace(one, **draft.said.get(one.id, {})) for one in there if one.id not in draft.dropped]
    told = told_twins(archive, kept, draft.about) if draft.about else ()
    papers = (*told, *new_papers(archive, draft.photos, draft.about))
    places = {one: place for place, one in enumerate(draft.order)}
    return tuple(sorted(papers, key=lambda one: places.get(one.id, len(places))))


def keep_kind(opened: Opened, evidence_id: str, kind: str) -> None:
    """Call a file that lies with a record something else, such as a sign-in sheet."""
    from edudesk.services.changes import change
    from edudesk.services.records import get

    name = get(opened.archive, evidence_id).title
    with change(opened.archive, "evidence.edit", opened.clock.now(), subject=name) as writing:
        writing.edit(evidence_id, {"kind": kind})


def settle_twins(opened: Opened, pairs: Sequence[tuple[str, str]]) -> None:
    """Remember that the same picture may lie with both records."""
    from edudesk.services.twins import find_fine

    find_fine(opened.archive, pairs)


def _thumbnail(archive: "Archive", sha256: str) -> bytes:
    from edudesk.services.listing.thumbnails import thumbnail

    return thumbnail(archive, sha256) or b""
