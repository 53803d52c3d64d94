"""Looks at a term before it is handed in: every gap with the way to mend it, and what will be in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from edudesk.services.archive import Archive
from edudesk.services.evidence import Decoder, renditions
from edudesk.services.handing.gaps import gap_rows
from edudesk.services.handing.history import sent_packages
from edudesk.services.handing.parts import part_rows
from edudesk.services.handing.view import LISTS, Checked, CommunityCheck, Sent
from edudesk.services.packages.describing import Occasion
from edudesk.services.packages.gaps import term_gaps
from edudesk.services.packages.holding import held_back
from edudesk.services.packages.parcels import Parcel, State
from edudesk.services.packages.preparing import Evidence, Prepared, prepare
from edudesk.services.packages.withholding import sendable_work
from edudesk.services.reports.collecting import is_picture
from edudesk.services.reports.photographs import Photographs
from edudesk.services.reports.work import TermWork, term_words, term_work
from edudesk.services.standing.words import say_day
from edudesk.services.standing.written import writings
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_MOST_RECEIVERS = 8


@dataclass(frozen=True)
class Asking:
    """Who asks, when and in which language."""

    archive: Archive
    now: datetime
    today: date
    texts: Texts


def check_term(asking: Asking, statuses: Sequence[TermStatus], without_scheme: Iterable[str] = ()) -> Checked:
    """Return how a term's packages would look now; ``statuses`` is one for each community.

    Files are looked at and not read to their end: a damaged one is found when the package is made.
    """
    sent = sent_packages(asking.archive, asking.texts)
    term = statuses[0].term if statuses else None
    return Checked(
        term=str(term.code) if term else "",
        term_words=term_words(asking.archive, statuses[0]) if statuses else "",
        today=asking.today,
        deadline=term.ends_on if term else None,
        deadline_words=say_day(asking.texts, term.ends_on) if term else "",
        communities=tuple(_community(asking, status, sent) for status in statuses),
        without_scheme=tuple(without_scheme),
        last=_last(asking.texts, sent),
    )


def _community(asking: Asking, status: TermStatus, sent: Sequence[Sent]) -> CommunityCheck:
    archive, today = asking.archive, asking.today
    prepared = look_ahead(asking, status)
    work, gaps = prepared.contents.work, prepared.gaps
    if asking.texts.language != "zh":
        work = sendable_work(term_work(archive, status, asking.texts, today))
        gaps = term_gaps(work, today, prepared.contents.evidence, prepared.contents.parcels)
    contents = prepared.contents
    photos = filter(is_picture, contents.evidence.values())
    pictures = [contents.parcels[one.content["sha256"]] for one in photos]
    return CommunityCheck(
        community_id=status.community.id,
        name=status.community.title,
        gaps=gap_rows(asking.texts, work, gaps, prepared.contents, writings(archive, [status])),
        parts=part_rows(asking.texts, work, prepared),
        files=prepared.files + LISTS,
        expected=prepared.expected,
        receivers=_receivers(archive, work, [one for one in sent if one.community == status.community.title]),
        pictures=tuple(one.size for one in pictures if one.travels),
        held=sum(one.state == "held-back" for one in pictures),
    )


def look_ahead(asking: Asking, status: TermStatus) -> Prepared:
    """Return what a community's package would hold, without reading any file to its end."""
    archive = asking.archive
    work = sendable_work(term_work(archive, status, Texts("zh"), asking.today))
    occasion = Occasion(archive, work, asking.now, asking.today)
    with Decoder() as decoder:  # never started, for nothing is drawn here
        photographs = Photographs(archive, decoder)
        return prepare(occasion, photographs, lambda evidence: glance(archive, evidence))


def glance(archive: Archive, evidence: Evidence) -> Mapping[str, Parcel]:
    """Return what of each original can leave, as far as its name and size tell."""
    found: dict[str, Parcel] = {}
    held = held_back(archive)
    for record in evidence.values():
        sha256, size = record.content["sha256"], record.content["size"]
        if sha256 in held:
            found[sha256] = Parcel(sha256, "held-back")
            continue
        best = renditions.best(archive, sha256)
        try:
            actual = archive.store.path(best.sha256).stat().st_size
        except OSError:
            found[sha256] = Parcel(sha256, "missing")
            continue
        state: State = "rendition" if best.rendition else "original" if actual == size else "damaged"
        found[sha256] = Parcel(sha256, state, best.sha256, actual, jpeg=best.jpeg)
    return found


def _receivers(archive: Archive, work: TermWork, sent: Sequence[Sent]) -> tuple[str, ...]:
    """Return those of earlier times, the leading schools, and the bureaus of the roster."""
    members = work.status.community.content.get("members", ())
    leads = [
        work.school(row["school_id"])
        for row in members
        if row["role"] == "lead" and row["school_id"] != archive.holder_id
    ]
    bureaus = [
        str(one.content["name"]) for one in work.schools.values() if one.content.get("kind") == "bureau"
    ]
    found = [*(one.handed_to for one in sent), *leads, *bureaus]
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_RECEIVERS]


def _last(texts: Texts, sent: Sequence[Sent]) -> str:
    if not sent:
        return ""
    newest = sent[0]
    # A package that nobody signed for may still lie on the stick: it was made, and not yet handed in.
    code = "handing.last" if newest.receipts or newest.paper else "handing.last-made"
    return texts.say(code, day=say_day(texts, newest.built_at.date()), term=newest.term)
