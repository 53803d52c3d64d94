"""The papers of an archive as document rules see them, agreements among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import DocumentFacts, Facts
from edudesk.services.schemes.judging.deadlines import Call


@dataclass(frozen=True)
class Paper:
    """A document, a filed agreement or the approval of one."""

    record: str
    id: str
    kind: str
    dated: date | None
    handed_on: date | None
    schools: frozenset[str] = frozenset()
    term: TermCode | None = None
    school_year: int | None = None
    about_id: str | None = None
    person_id: str | None = None
    characters: int | None = None

    @property
    def day(self) -> date | None:
        """The day it was written, else the day it was handed in."""
        return self.dated or self.handed_on


def papers_of(facts: Facts, kinds: tuple[str, ...], due: str) -> Iterable[Paper]:
    """Return what may answer a rule that asks for ``kinds`` by a day of the sort ``due``."""
    yield from (_document(each) for each in facts.documents if each.kind in kinds)
    for one in facts.agreements:
        parties = frozenset(one.parties)
        if "agreement" in kinds:
            signed = one.signed_on or one.starts_on
            yield Paper("agreement", one.id, "agreement", signed, one.filed_on, parties)
        elif "approval" in kinds and due == "agreement-start" and one.approved_on:
            yield Paper("agreement", one.id, "approval", one.approved_on, one.approved_on, parties)


def _document(each: DocumentFacts) -> Paper:
    return Paper(
        "document",
        each.id,
        each.kind,
        each.dated,
        each.handed_on,
        frozenset({each.school_id} if each.school_id else ()),
        each.term,
        each.school_year,
        each.about_id,
        each.person_id,
        each.characters,
    )


def answers(paper: Paper, call: Call) -> bool:
    """Return whether a paper is the one that is asked for."""
    if not _of_basis(paper, call):
        return False
    if call.about_id:
        return paper.about_id == call.about_id
    if call.term is not None and paper.term is not None:
        return paper.term == call.term
    if call.year is not None and _year(paper) is not None:
        return _year(paper) == call.year
    return paper.day is not None and call.period.first <= paper.day <= call.latest


def _of_basis(paper: Paper, call: Call) -> bool:
    basis = call.basis
    match basis.sort:
        case "person":
            return paper.person_id == basis.id
        case "pair":
            return basis.id in {paper.about_id, call.about_id}
        case "school":
            return not paper.schools or basis.id in paper.schools
        case "partner":
            return not paper.schools or _of_pairing(paper, {basis.helper_id, basis.helped_id})
    return True


def _of_pairing(paper: Paper, pairing: set[str]) -> bool:
    if paper.record == "agreement":
        return pairing <= paper.schools
    return bool(paper.schools & pairing)


def _year(paper: Paper) -> int | None:
    if paper.school_year is not None:
        return paper.school_year
    return paper.term.start_year if paper.term else None
