"""What the page of handing in shows: plain values in words of one language; nothing here knows a database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from edudesk.services.handing.places import Place
from edudesk.services.packages.editions import FULL, Edition
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.schemes.results import State
from edudesk.services.standing.view import Step

ASKED, PAPERS = "asked", "papers"
"""The two groups of gaps: what the scheme asks for, and papers and files."""

LISTS = 4
"""The lists that protect a package: bagit.txt, bag-info.txt and the two manifests."""


@dataclass(frozen=True)
class GapRow:
    """One thing that is missing: ``about`` and ``lacks`` are its columns, ``sentence`` is the package's."""

    group: str
    state: State
    about: str
    lacks: str
    sentence: str
    step: Step


@dataclass(frozen=True)
class PartRow:
    """One numbered folder of the package and how much is in it; ``open`` when it is not finished."""

    name: str
    count: str
    open: bool = False


@dataclass(frozen=True)
class CommunityCheck:
    """One community's package as it would be made now: so many ``files`` and about ``expected`` bytes."""

    community_id: str
    name: str
    gaps: tuple[GapRow, ...]
    parts: tuple[PartRow, ...]
    files: int
    expected: int
    receivers: tuple[str, ...]
    """To whom it may go, the one of last time first."""
    pictures: tuple[int, ...] = ()
    """The bytes of each picture that would leave."""
    held: int = 0
    """How many pictures are held back."""


@dataclass(frozen=True)
class Checked:
    """A term before handing in; ``deadline`` is the term's last school day."""

    term: str
    term_words: str
    today: date
    deadline: date | None
    deadline_words: str
    communities: tuple[CommunityCheck, ...]
    without_scheme: tuple[str, ...]
    last: str
    """What was handed in last, as a sentence, or empty."""


@dataclass(frozen=True)
class Wanted:
    """What is to be made: ``community_id`` empty means one package for each community."""

    term: str
    community_id: str
    to: Path
    form: str
    handed_to: str
    now: datetime
    today: date
    files: int
    """How many files are expected in all, for telling how far the work is."""
    edition: Edition = FULL
    profile: Profile = USUAL
    password: str = field(default="", repr=False)
    """Seals the package; empty leaves it open."""


@dataclass(frozen=True)
class HandedPart:
    """One file, or folder, of a package with its size on the disk and its check code."""

    path: Path
    bytes: int
    check_code: str


@dataclass(frozen=True)
class Handed:
    """A package that was made and read back: payload files and bytes, and how many lists protect them.

    ``place`` is its folder with the room that is left there; ``parts`` are several of an e-mail edition.
    """

    parts: tuple[HandedPart, ...]
    place: Place
    gap_list: bytes = field(repr=False)
    """The printed list of what is missing that lies in the package, as PDF; empty where nothing is."""
    handover_id: str
    files: int
    lists: int
    bytes: int
    gaps: tuple[str, ...]
    missing_characters: tuple[str, ...]
    edition: str
    strict: bool
    sealed: bool

    @property
    def path(self) -> Path:
        """Where the package lies, or its first part."""
        return self.parts[0].path


@dataclass(frozen=True)
class Acknowledged:
    """What one receiver says of a package: ``state`` is "received" (and verified) or "withdrawn"."""

    receiver: str
    state: str
    words: str
    stated_at: datetime
    signature: str


@dataclass(frozen=True)
class Sent:
    """One hand-over of the past, with what its receivers gave back; ``paper`` tells who signed on paper."""

    id: str
    name: str
    term: str
    community: str
    built_at: datetime
    handed_to: str
    gaps: int | None
    check_code: str
    edition: str
    receipts: tuple[Acknowledged, ...] = ()
    paper: str = ""


@dataclass(frozen=True)
class Remark:
    """What is wrong with one file, in words; ``path`` is empty when the whole package is meant."""

    path: str
    words: str
    wrong: bool


@dataclass(frozen=True)
class Looked:
    """What a package that came from somewhere is like; a check code is only told of a sound one.

    ``signed`` says by whom it was signed, or that it was not; it is empty where ``remarks`` tell a fault.
    """

    path: Path
    valid: bool
    files: int
    bytes: int
    sender: str
    about: str
    made_on: str
    gaps: str
    check_code: str
    signed: str
    remarks: tuple[Remark, ...]
