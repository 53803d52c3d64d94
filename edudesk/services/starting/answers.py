"""What is answered in the first start: plain values that JSON can keep. Nothing here knows a database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from edudesk.services.calendar import TermCode, default_term, term_of

SCHOOL, PARTNERS, SCHEME, TERM, PEOPLE = range(5)
"""The five steps."""
LEAD, MEMBER = "lead", "member"
"""Roles that every scheme knows, under names of its own."""

_KINDS = (
    ("幼儿园", "kindergarten"),
    ("教学点", "teaching-point"),
    ("九年", "nine-year"),
    ("十二年", "twelve-year"),
    ("特殊教育", "special"),
    ("特教", "special"),
    ("初级中学", "junior"),
    ("初中", "junior"),
    ("高级中学", "senior"),
    ("高中", "senior"),
    ("职业", "vocational"),
    ("中专", "vocational"),
    ("小学", "primary"),
    ("完小", "primary"),
    ("教育局", "bureau"),
    ("中学", "junior"),
)


@dataclass(frozen=True)
class Partner:
    """A school we are paired with; ``kind`` is a code of the vocabulary "school-kind"."""

    name: str
    kind: str = ""


@dataclass(frozen=True)
class Answers:
    """All that was answered or typed so far; days are text, as typed where they are no day yet.

    ``folder`` empty: where archives lie by default. ``kind`` follows the name until ``kind_said``. ``scheme``
    is None before that question was seen. ``reached`` is the furthest step seen, ``skipped`` those left out.
    ``begun`` is set before the archive is made; ``holder_id`` then tells whether it came to be.
    """

    step: int = SCHOOL
    reached: int = SCHOOL
    skipped: tuple[int, ...] = ()
    name: str = ""
    kind: str = ""
    kind_said: bool = False
    helps: bool = True
    author: str = ""
    folder: str = ""
    partners: tuple[Partner, ...] = ()
    scheme: str | None = None
    settings: Mapping[str, str | int | bool] = field(default_factory=dict)
    term: str = ""
    first: str = ""
    last: str = ""
    since: str = ""
    holder_id: str = ""
    begun: bool = False
    imported: int = 0

    @property
    def named(self) -> tuple[Partner, ...]:
        """The partners with a name, each once, our own school left out; none where the step is left out."""
        known = {self.name.strip()}
        found = []
        for partner in self.partners if PARTNERS not in self.skipped else ():
            name = partner.name.strip()
            if name and name not in known:
                known.add(name)
                found.append(Partner(name, partner.kind))
        return tuple(found)

    @property
    def chosen_scheme(self) -> str:
        """The id of the scheme, empty for none."""
        return "" if SCHEME in self.skipped else self.scheme or ""


def guess_kind(name: str) -> str:
    """Return the kind of school that a name tells of, or nothing."""
    return next((kind for word, kind in _KINDS if word in name), "")


def guess_term(today: date) -> TermCode:
    """Return the term of today by the usual days."""
    return term_of(today, ())


def offered_terms(today: date) -> tuple[TermCode, ...]:
    """Return the terms one may begin with: this one, those around it."""
    now = guess_term(today)
    before = TermCode(now.start_year, 1) if now.number > 1 else TermCode(now.start_year - 1, 2)
    after = TermCode(now.start_year, 2) if now.number == 1 else TermCode(now.start_year + 1, 1)
    return before, now, after


@dataclass(frozen=True)
class Days:
    """The term and its days, and since when the schools are paired."""

    code: TermCode
    first: date
    last: date
    since: date


def days_of(answers: Answers, today: date) -> Days:
    """Return the answers of the step 本学期, the usual days where nothing (readable) was answered."""
    left_out = TERM in answers.skipped
    code = TermCode.parse(answers.term) if answers.term and not left_out else guess_term(today)
    usual = default_term(code)
    first, last, since = (
        None if left_out else _day(text) for text in (answers.first, answers.last, answers.since)
    )
    starts, ends = first or usual.starts_on, last or usual.ends_on
    return Days(code, starts, ends, since or starts)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def to_plain(answers: Answers) -> dict[str, Any]:
    """Return the answers as JSON values."""
    return asdict(answers)


def from_plain(plain: object) -> Answers:
    """Return the answers that JSON values hold; what makes no sense counts as not answered."""
    if not isinstance(plain, dict):
        return Answers()
    usual = Answers()
    read: dict[str, Any] = {}
    for each in fields(Answers):
        value = plain.get(each.name)
        if each.name == "partners" and isinstance(value, list):
            read["partners"] = tuple(
                Partner(str(one.get("name", "")), str(one.get("kind", "")))
                for one in value
                if isinstance(one, dict)
            )
        elif each.name == "skipped" and isinstance(value, list):
            read["skipped"] = tuple(step for step in value if step in range(SCHOOL, PEOPLE + 1))
        elif each.name == "scheme" and isinstance(value, str):
            read["scheme"] = value
        elif type(value) is type(getattr(usual, each.name)):
            read[each.name] = value
    found = Answers(**read)
    sensible = found.step in range(SCHOOL, PEOPLE + 1) and found.reached in range(SCHOOL, PEOPLE + 1)
    return found if sensible else Answers()
