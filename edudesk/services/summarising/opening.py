"""One summary as it is worked on, with all that its text can name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from edudesk.models.base import RecordId
from edudesk.models.contents import from_json
from edudesk.models.filing import Evidence
from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, write_term
from edudesk.services.calendar.writing import TermStyle
from edudesk.services.drafts import Draft, Entered, editing, enter, new_draft, waiting
from edudesk.services.listing.query import listed, present
from edudesk.services.reports.writings import SUMMARY_SECTIONS, SUMMARY_TITLE
from edudesk.services.standing.live import Standing
from edudesk.services.summarising.board import Slot
from edudesk.services.summarising.figures import Counting, Figure, figures_of, held_in
from edudesk.services.summarising.marks import Mark, remarked
from edudesk.services.summarising.saying import Photo, Sources, headcounts, marked_photos, photos_at
from edudesk.services.summarising.spans import MONTH, TERM, YEAR, Span, span_of
from edudesk.texts import Texts

_MOST_PHOTOS = 400


@dataclass(frozen=True)
class Occasion:
    """Where and when a summary is looked at: ``term`` is the one on the screen, ``now`` the time in UTC."""

    archive: Archive
    standing: Standing
    term: TermCode
    now: datetime
    today: date


@dataclass(frozen=True)
class Sheet:
    """A summary: ``draft`` holds its content, ``resumed`` where work was left unsaved.

    ``saved`` is the content as it is kept (JSON), empty before the first saving. ``overtaken``: what is kept
    was changed since the unsaved work began. ``photos`` are those offered, of activities in its time.
    """

    slot: Slot
    draft: Draft
    saved: Mapping[str, Any]
    resumed: bool
    overtaken: bool
    span: Span
    figures: tuple[Figure, ...]
    photos: tuple[Photo, ...]
    sources: Sources


def open_sheet(occasion: Occasion, slot: Slot) -> Sheet:
    """Return a summary; one that can be begun gets the five customary headings and not a sentence."""
    draft, saved, resumed, overtaken = _draft(occasion, slot)
    content = from_json(record_types()["summary"].fields, draft.content)
    counting = counting_of(occasion, slot.community, content)
    photos, offered = _photos(occasion.archive, counting, content)
    figures = figures_of(counting)
    sources = Sources({one.key: one for one in figures}, photos)
    return Sheet(slot, draft, saved, resumed, overtaken, counting.span, figures, offered, sources)


def counting_of(occasion: Occasion, community: RecordId, content: Mapping[str, Any]) -> Counting:
    """Return what the figures of a summary with this content are counted from."""
    standing = occasion.standing
    standing.catch_up()
    facts = standing.facts_of(community)
    span = span_of(content, facts.terms, occasion.term)
    statuses = standing.at(span.code, occasion.today)
    status = next((one for one in statuses if one.community.id == community), None)
    with occasion.archive.read() as connection:
        heads = headcounts(connection, [one.id for one in held_in(facts, span)])
    return Counting(facts, span, status, heads)


def save(occasion: Occasion, draft: Draft, texts: Texts) -> Entered:
    """Save a summary as one change; its marks say from now on what they said at this moment.

    Errors are those of :func:`edudesk.services.drafts.enter`; the draft then stays.
    """
    content = from_json(record_types()["summary"].fields, draft.content)
    counting = counting_of(occasion, content["community_id"], content)
    bodies = [row.get("body") or "" for row in content.get("sections", ())]
    with occasion.archive.read() as connection:
        photos = photos_at(connection, marked_photos(bodies))
    sources = Sources({one.key: one for one in figures_of(counting)}, photos)

    def say(mark: Mark) -> str | None:
        saying = sources.say(mark, texts)
        return None if saying.gone else saying.said

    sections = [
        {**row, "body": remarked(row["body"], say)} if row.get("body") else row
        for row in draft.content.get("sections", ())
    ]
    renewed = replace(draft, content={**draft.content, "sections": sections})
    return enter(occasion.archive, renewed, occasion.now)


def _photos(
    archive: Archive, counting: Counting, content: Mapping[str, Any]
) -> tuple[Mapping[RecordId, Photo], tuple[Photo, ...]]:
    """Return the pictures that marks name or may name, and those that are offered, in the order of days."""
    held = [one.id for one in held_in(counting.facts, counting.span)]
    bodies = [row.get("body") or "" for row in content.get("sections", ())]
    chosen = (
        select(Evidence.id)
        .where(Evidence.about_id.in_(listed(held)), Evidence.kind == "photo", present(Evidence.id))
        .limit(_MOST_PHOTOS)
    )
    with archive.read() as connection:
        offered = photos_at(connection, connection.execute(chosen).scalars())
        named = photos_at(connection, marked_photos(bodies) - offered.keys())
    places = {one: place for place, one in enumerate(held)}
    shown = sorted(offered.values(), key=lambda one: (places[one.about.id], one.evidence.id))
    return {**named, **offered}, tuple(shown)


def _draft(occasion: Occasion, slot: Slot) -> tuple[Draft, Mapping[str, Any], bool, bool]:
    kept = waiting(occasion.archive).drafts
    if slot.record:
        fresh = editing(occasion.archive, slot.record, occasion.now)
        left = next((one for one in kept if one.about == slot.record and slot.ours), None)
        if left is not None:
            return left, fresh.content, True, left.over != fresh.over
        return fresh, fresh.content, False, False
    left = next((one for one in kept if slot.draft and one.id == slot.draft), None)
    if left is not None:
        return left, {}, True, False
    return replace(new_draft("summary", occasion.now), content=_begun(occasion, slot)), {}, False, False


def _begun(occasion: Occasion, slot: Slot) -> Mapping[str, Any]:
    """Return a new summary: its time, ours, and the customary headings."""
    term, title = occasion.term, SUMMARY_TITLE.zh
    about: dict[str, Any]
    if slot.level == YEAR:
        about, when = {"school_year": term.start_year}, f"{term.start_year}—{term.start_year + 1}学年"
    elif slot.level == MONTH:
        year, month = slot.month.split("-")
        about, when, title = {"month": slot.month}, f"{year}年{int(month)}月", "结对帮扶工作月报"
    else:
        about, when = {"term": str(term)}, write_term(term, _style(occasion, slot.community))
    return {
        "title": f"{when}{title}",
        "community_id": slot.community,
        "school_id": occasion.archive.holder_id,
        "level": slot.level if slot.level in {YEAR, MONTH} else TERM,
        **about,
        "sections": [{"heading": label.zh} for label in SUMMARY_SECTIONS],
    }


def _style(occasion: Occasion, community: RecordId) -> TermStyle:
    """Return how the community writes its terms."""
    entered = records.all_of(occasion.archive, "term", community_id=community, code=str(occasion.term))
    style = next((one.content["style"] for one in entered if one.content.get("style")), "")
    return TermStyle(style) if style in {each.value for each in TermStyle} else TermStyle.LONG_DASH
