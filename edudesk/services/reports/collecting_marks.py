"""What the marks in a summary's words say on paper: figures, tables and pictures of the archive."""

from collections.abc import Callable, Mapping
from datetime import date

from edudesk.services.archive import Archive
from edudesk.services.records import Record
from edudesk.services.reports.facts import MarkFacts, PhotoFacts
from edudesk.services.reports.work import TermWork
from edudesk.services.status import term_status
from edudesk.services.summarising.figures import Counting, figures_of, held_in
from edudesk.services.summarising.marks import PHOTO, Mark, marks
from edudesk.services.summarising.saying import Sources, headcounts, marked_photos, photos_at
from edudesk.services.summarising.spans import span_of

Shown = Callable[[Record], PhotoFacts]
"""Gives the photo that evidence is; one that cannot be read is empty, and its place on the page says so."""


def sources_of(archive: Archive, work: TermWork, record: Record | None) -> Sources | None:
    """Look up what a summary's marks stand for, in the time that it is about; None where it has none."""
    bodies = [row.get("body", "") for row in record.content.get("sections", ())] if record else []
    if record is None or not any(map(marks, bodies)):
        return None
    status, facts = work.status, work.status.facts
    span = span_of(record.content, facts.terms, work.days.code)
    today: date = status.evaluation.today
    if span.code != work.days.code:
        status = term_status(archive, status.community, span.code, today)
    with archive.read() as connection:
        heads = headcounts(connection, [one.id for one in held_in(facts, span)])
        photos = photos_at(connection, marked_photos(bodies))
    figures = figures_of(Counting(facts, span, status, heads))
    return Sources({one.key: one for one in figures}, photos)


def mark_facts(
    work: TermWork, record: Record | None, sources: Sources | None, photo_of: Shown
) -> Mapping[str, MarkFacts]:
    """Return what each mark of a summary says, by how it stands in the text."""
    if record is None or sources is None:
        return {}
    found = (mark for row in record.content.get("sections", ()) for mark in marks(row.get("body", "")))
    return {str(mark): _fact(work, mark, sources, photo_of) for mark in dict.fromkeys(found)}


def _fact(work: TermWork, mark: Mark, sources: Sources, photo_of: Shown) -> MarkFacts:
    saying = sources.say(mark, work.texts)
    photo = None
    if mark.kind == PHOTO and not saying.gone:
        photo = photo_of(sources.photos[mark.key].evidence)
    # In a Chinese sentence no space stands between a number and its unit.
    words = saying.words.replace(" ", "") if work.language == "zh" and mark.kind != PHOTO else saying.words
    return MarkFacts(mark.kind, mark.key, words, photo, saying.gone)
