"""How a term stands: every rule of the scheme in force, evaluated on what the archive holds."""

from dataclasses import dataclass
from datetime import date

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.adopting import scheme_in_force
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, default_term
from edudesk.services.facts import collect_facts
from edudesk.services.identity import Identity, same_objects
from edudesk.services.records import Record
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import Facts
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import Evaluation
from edudesk.services.schemes.scheme import Scheme


@dataclass(frozen=True)
class TermStatus:
    """One community's term on one day: the rules' results, and what they were reckoned from.

    ``adoption`` is None where a scheme is only tried.
    """

    community: Record
    adoption: Record | None
    scheme: Scheme
    term: Term
    facts: Facts
    evaluation: Evaluation


def communities(archive: Archive) -> tuple[Record, ...]:
    """Return the communities of the archive, oldest first; one that both sides keep is there once."""
    with archive.read() as connection:
        same = same_objects(connection, archive.holder_id)
        return tuple(one for one in records.all_of(connection, "community") if same.of(one.id) == one.id)


def is_ours(community: Record, holder_id: RecordId | None, same: Identity) -> bool:
    """Return whether a community asks something of the holder: it keeps it, or has or had a seat in it.

    What came with a package is here to be seen by a lead school or a bureau, and owed by others.
    """
    seats = (row["school_id"] for row in community.content.get("members", ()))
    return same.maybe(holder_id) in {same.of(one) for one in (community.owner_id, *seats)}


def own_communities(archive: Archive) -> tuple[Record, ...]:
    """Return the communities that ask something of the holder, oldest first."""
    with archive.read() as connection:
        same = same_objects(connection, archive.holder_id)
    return tuple(one for one in communities(archive) if is_ours(one, archive.holder_id, same))


def chosen_communities(archive: Archive, wanted: str | None) -> tuple[Record, ...]:
    """Return the community with this id or name; all of them when none is named."""
    present = communities(archive)
    if wanted is None:
        return present
    with archive.read() as connection:
        same = same_objects(connection, archive.holder_id)
    found = tuple(one for one in present if same.of(wanted) == one.id or wanted == one.title)
    if not found:
        raise UserError("community.none", name=wanted, names=_names(present))
    return found


def chosen_community(archive: Archive, wanted: str | None) -> Record:
    """Return the one community meant; ``community.several`` when it must be named."""
    found = chosen_communities(archive, wanted)
    if len(found) != 1:
        code = "community.several" if found else "community.none"
        raise UserError(code, name=wanted or "", names=_names(found))
    return found[0]


def term_status(archive: Archive, community: Record, code: TermCode, today: date) -> TermStatus:
    """Evaluate the scheme in force at the term's end (decision 12) on the given day."""
    plain = collect_facts(archive, community.id)
    term = next((term for term in plain.terms if term.code == code), default_term(code))
    adoption = scheme_in_force(archive, community.id, term.ends_on)
    if adoption is None:
        raise UserError("scheme.none-adopted", community=community.title)
    settings = adoption.content.get("settings", {})
    scheme = read_scheme(adoption.content["scheme_text"], settings)
    return TermStatus(
        community, adoption, scheme, term, plain, evaluate(scheme, plain, code, today, settings)
    )


def _names(found: tuple[Record, ...]) -> str:
    return "、".join(one.title for one in found)
