"""What the page asks of the archive and does in it; these run in the desk's thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.papers.asking import kept_papers
from edudesk.ui.papers.paper import Paper
from edudesk.ui.widgets.persons import Candidate

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.drafts import Draft, Entered
    from edudesk.services.pairing.detail import PairDetail
    from edudesk.services.pairing.overview import Overview, PairCard

Items = tuple[tuple[str, str], ...]
Deed = Callable[[Opened], str]
"""Writes, and returns the id of the change."""
OPINION = "opinion"
PAIR = "mentor-pair"


@dataclass(frozen=True)
class Seen:
    """One pair with its own papers."""

    detail: "PairDetail"
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Ground:
    """What the form of a new pair offers: people, words, communities with their school years, a draft."""

    people: tuple[Candidate, ...]
    kinds: Items
    subjects: Items
    communities: Items
    years: dict[str, tuple[date, date]]
    draft: "Draft"
    resumed: bool


@dataclass(frozen=True)
class Paged:
    """Which paper of a pair is wanted: the kind of report, of all pairs where none is named."""

    kind: str
    suffix: str
    pair: str = ""
    community: str = ""
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Hangs:
    """Whether a pair may be deleted, and what there is to say about it."""

    free: bool
    sentences: tuple[str, ...]


def ask_hanging(opened: Opened, pair_id: str, texts: Texts) -> Hangs:
    """Return what deleting a pair would take along."""
    from edudesk.services.recycling import say_hanging, what_hangs

    found = what_hangs(opened.archive, [pair_id])
    return Hangs(found.free, say_hanging(texts, found))


def delete(opened: Opened, pair_id: str) -> str:
    """Put a pair into the recycle bin; return the change's id."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, [pair_id], opened.clock.now())


def ask_overview(opened: Opened, term: "TermCode | None", texts: Texts) -> "Overview":
    """Return all pairs as they stand in the term."""
    from edudesk.services.pairing.overview import overview

    return overview(opened.standing, term, opened.clock.today(), texts)


def ask_pair(opened: Opened, pair_id: str, term: "TermCode | None", texts: Texts) -> Seen | None:
    """Return one pair in full; None when it is gone."""
    from edudesk.services.pairing.detail import pair_detail

    found = pair_detail(opened.standing, pair_id, term, opened.clock.today(), texts)
    return Seen(found, kept_papers(opened.archive, pair_id)) if found else None


def ask_session(opened: Opened, pair_id: str) -> dict[str, Any]:
    """Return what the form of a new session can already know."""
    from edudesk.services.pairing.session import session_content

    return dict(session_content(opened.archive, pair_id, opened.clock.today()))


def ask_ground(opened: Opened, texts: Texts) -> Ground:
    """Return what a new pair is made from; an unsaved one is gone on with."""
    from edudesk.services import drafts
    from edudesk.services.listing.words import scheme_words, word
    from edudesk.services.pairing.months import school_year
    from edudesk.services.pairing.reading import on_the_roster

    archive, today = opened.archive, opened.clock.today()
    with archive.read() as connection:
        people = tuple(Candidate(*one) for one in on_the_roster(connection, today))
    own = scheme_words(status.scheme for status in opened.standing.at(None, today))
    words = {
        code: tuple(
            (one.code, word(code, one.code, own)(texts.language)) for one in VOCABULARIES[code].choices
        )
        for code in ("pair-kind", "subject")
    }
    communities = opened.standing.communities
    terms = {one.id: opened.standing.facts_of(one.id).terms for one in communities}
    years = {"": school_year((), today)} | {one: school_year(own, today) for one, own in terms.items()}
    waiting = drafts.waiting(archive).drafts
    resumed = next((one for one in waiting if one.type == PAIR and one.about is None), None)
    return Ground(
        people,
        words["pair-kind"],
        words["subject"],
        tuple((one.id, one.title) for one in communities),
        years,
        resumed or drafts.new_draft(PAIR, opened.clock.now()),
        resumed is not None,
    )


def save_pair(opened: Opened, draft: "Draft") -> "Entered":
    """Save a new pair."""
    from edudesk.services.drafts import enter

    return enter(opened.archive, draft, opened.clock.now())


def waiting_opinions(opened: Opened, pair_id: str) -> "tuple[Draft, ...]":
    """Return what was typed about a pair and is not saved."""
    from edudesk.services import drafts

    found = drafts.waiting(opened.archive).drafts
    return tuple(one for one in found if one.type == OPINION and one.content.get("about_id") == pair_id)


def save_reviews(opened: Opened, title: str, drafts: "tuple[Draft, ...]") -> str:
    """Save what was said of a term."""
    from edudesk.services.pairing.changing import save_reviews

    return save_reviews(opened.archive, title, drafts, opened.clock.now())


def complete(opened: Opened, pair_id: str, outcome: str) -> str:
    """Say how a pair turned out."""
    from edudesk.services.pairing.changing import complete

    return complete(opened.archive, pair_id, outcome, opened.clock.now())


def end_early(opened: Opened, pair_id: str, day: date, because: str) -> str:
    """End a pair before its time."""
    from edudesk.services.pairing.changing import end_early

    return end_early(opened.archive, pair_id, day, because, opened.clock.now())


def go_on(opened: Opened, pair_id: str) -> str:
    """Let a pair run again."""
    from edudesk.services.pairing.changing import go_on

    return go_on(opened.archive, pair_id, opened.clock.now())


def make_paper(opened: Opened, wanted: Paged, term: "TermCode", path: Path, texts: Texts) -> Path:
    """Write a paper to a file."""
    from edudesk.services.reports.making import make_report

    today = opened.clock.today()
    make_report(
        opened.archive,
        wanted.kind,
        str(term),
        path,
        today=today,
        texts=texts,
        community_id=wanted.community or None,
        record_id=wanted.pair or None,
    )
    return path


def write_list(opened: Opened, cards: "tuple[PairCard, ...]", path: Path, texts: Texts) -> Path:
    """Write what the list shows as .xlsx or .pdf."""
    from edudesk.services.listing.sheet import ListSheet, write_list
    from edudesk.services.pairing.overview import names_of, schools_of
    from edudesk.services.reports.document import Column

    heads = (("mentor", 1.4), ("apprentice", 1.4), ("schools", 2.0), ("kind", 1.2), ("subject", 1.0))
    columns = [Column(texts.say(f"pairs.sheet-{code}"), weight) for code, weight in heads]
    columns += [
        Column(texts.say("pairs.sheet-starts_on"), 1.2, "centre", "date"),
        Column(texts.say("pairs.sheet-ends_on"), 1.2, "centre", "date"),
        Column(texts.say("pairs.sheet-held"), 0.9, "centre", "number"),
        Column(texts.say("pairs.sheet-last"), 1.2, "centre", "date"),
    ]
    rows = tuple(
        (
            names_of(texts, card.mentors),
            names_of(texts, card.apprentices),
            schools_of(texts, card),
            card.kind,
            card.subject,
            card.starts_on,
            card.ends_on,
            card.held,
            card.last,
        )
        for card in cards
    )
    sheet = ListSheet(texts.say("pairs.title"), tuple(columns), rows)
    write_list(sheet, path, opened.clock.today(), texts)
    return path
