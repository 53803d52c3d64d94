"""What the page asks of the archive and writes to it; run in the desk's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.texts import Texts
from edudesk.ui.choosing.scheme import Pairing
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.models.base import RecordId
    from edudesk.services.schemes.facts import SettingValue
    from edudesk.services.standing.differing import DifferenceView
    from edudesk.services.standing.supposing import TrialLine
    from edudesk.services.status import TermStatus


@dataclass(frozen=True)
class Adopting:
    """A community that is to follow a scheme, perhaps in the place of another, and from when on it would."""

    community: str
    name: str
    since: date | None
    pairing: Pairing


@dataclass(frozen=True)
class Compared:
    """What the chosen scheme would change: results of the term, and what it asks."""

    lines: "tuple[TrialLine, ...]"
    changes: "tuple[DifferenceView, ...]"


def adopting(opened: Opened, *, wanted: str, term: TermCode | None) -> Adopting | None:
    """Return the community that is ``wanted``, else the first that follows no scheme; None without any."""
    from edudesk.services.starting.answers import guess_term

    today = opened.clock.today()
    present = term or guess_term(today)
    statuses = {one.community.id: one for one in opened.standing.at(present, today)}
    for community in opened.standing.communities:
        if community.id == wanted or (not wanted and community.id not in statuses):
            status = statuses.get(community.id)
            since = status.term.starts_on if status else community.content.get("since") or today
            pairing = _pairing(opened, community.id, present, status)
            return Adopting(community.id, community.title, since, pairing)
    return None


def _pairing(opened: Opened, community: "RecordId", term: TermCode, status: "TermStatus | None") -> Pairing:
    from edudesk.services.adopting import find_shipped, shipped_scheme
    from edudesk.services.schemebook import own_texts
    from edudesk.services.schemes.reading import read_scheme
    from edudesk.services.trying import kept_settings

    facts, own = opened.standing.facts_of(community), own_texts(opened.archive)
    if status is None:
        return Pairing(facts, term, len(facts.members), own)
    present = status.scheme.id
    is_there = present in own or find_shipped(present)
    text = (own.get(present) or shipped_scheme(present)) if is_there else ""
    kept = kept_settings(status.evaluation.settings, read_scheme(text)) if text else {}
    return Pairing(facts, term, len(facts.members), own, present, kept)


def compared(
    opened: Opened,
    *,
    community: str,
    scheme_id: str,
    settings: "Mapping[str, SettingValue]",
    term: TermCode | None,
    texts: Texts,
) -> Compared | None:
    """Return what a scheme changes against the one that is followed; None where none is."""
    from edudesk.services.standing.supposing import say_changes, suppose, trial_lines

    today = opened.clock.today()
    statuses = opened.standing.at(term, today)
    before = next((one for one in statuses if one.community.id == community), None)
    if before is None:
        return None
    text = _text(opened, scheme_id)
    after = suppose(opened.standing, community, text, today=today, code=term, settings=settings)
    return Compared(trial_lines(texts, before, after), say_changes(texts, before, after))


def adopt(
    opened: Opened, *, community: str, scheme_id: str, settings: "Mapping[str, SettingValue]", since: date
) -> str:
    """Let a community follow a scheme and return the change."""
    from edudesk.services import adopting
    from edudesk.services.undo import steps

    text, now = _text(opened, scheme_id), opened.clock.now()
    adopting.adopt(opened.archive, community, text, since=since, settings=settings, now=now)
    return steps(opened.archive, 1)[0].id


def _text(opened: Opened, scheme_id: str) -> str:
    from edudesk.services.adopting import shipped_scheme
    from edudesk.services.schemebook import own_texts

    return own_texts(opened.archive).get(scheme_id) or shipped_scheme(scheme_id)
