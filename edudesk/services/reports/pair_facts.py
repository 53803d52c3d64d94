"""What the papers of one mentor pair are told: people, agreement, sessions, reviews; already in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PairSide:
    """A mentor or an apprentice with what is known of them on the day the pair began."""

    part: str  # "mentor" or "apprentice"
    name: str
    school: str = ""
    title: str = ""
    honour: str = ""
    subjects: str = ""
    post: str = ""
    teaching_since: str = ""


@dataclass(frozen=True)
class PairSession:
    """A session that was held; ``lessons`` is how many lessons were observed in it."""

    topic: str
    day: date | None
    place: str = ""
    form: str = ""
    kinds: tuple[str, ...] = ()
    observed: bool = False
    lessons: Decimal | None = None
    taught_by: str = ""
    process: str = ""
    result: str = ""
    reflection: str = ""
    opinions: tuple[str, ...] = ()
    files: int = 0


@dataclass(frozen=True)
class PairOpinion:
    """What somebody of the pair wrote of a term; an empty text means that nothing is written yet."""

    part: str
    by: str
    text: str = ""
    grade: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class PairTerm:
    """A term of the pair in both sides' words."""

    term: str
    opinions: tuple[PairOpinion, ...]


@dataclass(frozen=True)
class PairPapers:
    """One pair, for its booklet and its agreement."""

    name: str
    people: tuple[PairSide, ...]
    kind: str = ""
    subject: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    goals: str = ""
    mentor_duties: str = ""
    apprentice_duties: str = ""
    sessions: tuple[PairSession, ...] = ()
    terms: tuple[PairTerm, ...] = ()
    completion: str = ""
    ended_early_on: date | None = None
    ended_because: str = ""

    def of(self, part: str) -> tuple[PairSide, ...]:
        """Return the people of one side."""
        return tuple(one for one in self.people if one.part == part)
