"""Papers that free somebody from a rule for a period."""

from edudesk.services.calendar import SchoolYears
from edudesk.services.schemes.facts import DocumentFacts
from edudesk.services.schemes.judging.periods import term_days
from edudesk.services.schemes.judging.spans import Span
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Owed


def exemption(world: World, kinds: tuple[str, ...], span: Span, basis: Basis) -> tuple[Owed, str] | None:
    """Return the note, and the paper's id, where a paper of these kinds frees the one asked in a period."""
    for paper in world.facts.documents if kinds else ():
        if paper.kind in kinds and _about(world, paper, span, basis) and _within(world, paper, span):
            if paper.author:
                return Owed("scheme.note.exempt", {"author": paper.author}), paper.id
            return Owed("scheme.note.exempt-unnamed"), paper.id
    return None


def _within(world: World, paper: DocumentFacts, span: Span) -> bool:
    """Return whether a paper is of the period: by the term or school year it names, else by its day."""
    if paper.term is not None:
        if span.term is not None:
            return paper.term == span.term
        term = term_days(world.facts, paper.term)
        return span.overlap(term.starts_on, term.ends_on) is not None
    if paper.school_year is not None:
        window = SchoolYears(world.facts.terms).ending_from(span.period.last)
        return window.first.year == paper.school_year
    day = paper.dated or paper.handed_on
    return day is not None and day <= world.today and span.holds(day, None)


def _about(world: World, paper: DocumentFacts, span: Span, basis: Basis) -> bool:
    """Return whether a paper is about the one asked: its person or school; with neither about everybody."""
    if paper.person_id:
        return paper.person_id in _asked(world, basis)
    if not paper.school_id:
        return True
    match basis.sort:
        case "partner":
            return paper.school_id in {basis.helper_id, basis.helped_id}
        case "school":
            return paper.school_id == basis.id
        case "person":
            return paper.school_id in world.held(basis.id, "school", span.period.last)
    return paper.school_id in world.ours


def _asked(world: World, basis: Basis) -> tuple[str, ...]:
    """Return the people who are asked: the one, or those of the pair."""
    if basis.sort == "pair":
        pairs = (pair for pair in world.facts.pairs if pair.id == basis.id)
        return tuple(who for pair in pairs for who in (*pair.mentors, *pair.apprentices))
    return (basis.id,) if basis.sort == "person" else ()
