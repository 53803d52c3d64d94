"""What the page asks of the archive and of the disk; run in the desk's thread or a thread of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.services.jobs import Job
from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.evidence import Decoder
    from edudesk.services.intake import Looked, Lot, Place, Proposal
    from edudesk.services.twins import TwinPair
    from edudesk.ui.clock import Clock

_MOST_OTHERS = 400


@dataclass(frozen=True)
class Seen:
    """What a look through a folder found, and what every day's photos may be of."""

    looked: "Looked"
    proposals: "Mapping[date, tuple[Proposal, ...]]"


@dataclass(frozen=True)
class Likeness:
    """A picture of the archive: the bits of its hash, and the title of the record that it lies with."""

    bits: int
    title: str


@dataclass(frozen=True)
class PairView:
    """Two pictures that are the same, with their small pictures."""

    pair: "TwinPair"
    first: bytes
    second: bytes


def places(_archive: "Archive", _job: Job) -> "tuple[Place, ...]":
    """Return the sticks and cards that are in."""
    from edudesk.services.intake import camera_places

    return camera_places()


def look(archive: "Archive", job: Job, *, folder: Path, since: date | None) -> Seen:
    """Look through a folder, with what every day's photos may be of."""
    from edudesk.services.intake import look_through, proposals

    looked = look_through(archive, folder, since, job)
    return Seen(looked, proposals(archive, [day.day for day in looked.days]))


def propose_again(opened: Opened, days: Sequence[date]) -> "Mapping[date, tuple[Proposal, ...]]":
    """Return anew what every day's photos may be of."""
    from edudesk.services.intake import proposals

    return proposals(opened.archive, days)


def put(archive: "Archive", job: Job, *, about: str, files: Sequence[Path], clock: "Clock") -> "Lot":
    """Put files to an activity."""
    from edudesk.services.intake import put_to

    return put_to(archive, about, files, clock.now(), job=job)


def likenesses(archive: "Archive") -> tuple[Likeness, ...]:
    """Return all pictures of the archive by what they look like."""
    from edudesk.services.records import all_of, get_many

    found = [one for one in all_of(archive, "evidence") if one.content.get("likeness")]
    about = get_many(archive, [one.content["about_id"] for one in found])
    return tuple(
        Likeness(int(one.content["likeness"], 16), about[one.content["about_id"]].title)
        for one in found
        if one.content["about_id"] in about and not about[one.content["about_id"]].deleted
    )


def like(known: Sequence[Likeness], perceptual_hash: str) -> str:
    """Return the title of a record that has this picture too, made smaller perhaps; empty without one."""
    from edudesk.services.evidence.likeness import MOST_DIFFERENT

    if not perceptual_hash:
        return ""
    bits = int(perceptual_hash, 16)
    return next((one.title for one in known if (one.bits ^ bits).bit_count() <= MOST_DIFFERENT), "")


def study(decoder: "Decoder", path: Path) -> tuple[bytes, str]:
    """Return a small picture of a file outside and its perceptual hash; nothing where it cannot be read."""
    from edudesk.errors import EnvironmentProblem, UserError

    try:
        seen = decoder.study(path, path.name)
    except (UserError, EnvironmentProblem):
        return b"", ""
    return seen.thumbnail, seen.perceptual_hash


def others(opened: Opened, term: TermCode | None, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return the activities of the term by id, the newest first, with their day."""
    from edudesk.services.listing.activities import ActivityFilter, ActivitySort, page
    from edudesk.services.listing.terms import term_range
    from edudesk.services.standing.words import say_day

    code = term or opened.standing.term_of_day(opened.clock.today())
    chosen = ActivityFilter(term=term_range(opened.archive, str(code)))
    found = page(opened.archive, chosen, ActivitySort(), 0, _MOST_OTHERS)
    return tuple(
        (one.id, f"{say_day(texts, one.starts_on)} {one.topic}" if one.starts_on else one.topic)
        for one in found
        if one.ours
    )


def pairs(archive: "Archive", _job: Job) -> tuple[PairView, ...]:
    """Return the same pictures with two records, with their small pictures."""
    from edudesk.services.listing.thumbnails import thumbnail
    from edudesk.services.twins import twin_pairs

    def small(sha256: str) -> bytes:
        return thumbnail(archive, sha256) or b""

    return tuple(
        PairView(one, small(one.first.sha256), small(one.second.sha256)) for one in twin_pairs(archive)
    )


def settled(opened: Opened) -> "tuple[TwinPair, ...]":
    """Return the pairs that somebody found to be in order."""
    from edudesk.services.twins import settled_pairs

    return settled_pairs(opened.archive)


def look_again(opened: Opened, first: str, second: str) -> None:
    """Point out a pair again."""
    from edudesk.services.twins import look_again

    look_again(opened.archive, first, second)


def settle(opened: Opened, first: str, second: str) -> None:
    """Remember that a pair is in order."""
    from edudesk.services.twins import find_fine

    find_fine(opened.archive, [(first, second)])


def take_down(opened: Opened, evidence: str) -> str:
    """Put a file of a record into the recycle bin; return the id of the change."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, [evidence], opened.clock.now())
