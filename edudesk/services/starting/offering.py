"""Which schemes are offered, the nearest first, and what each asks of a term before anything is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.calendar import TermCode, default_term
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import Facts, SchoolFacts, SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.reading.format import RULES
from edudesk.services.schemes.results import RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Rule, Scheme, Setting
from edudesk.services.standing.tallies import tallies_of
from edudesk.services.standing.view import Tally
from edudesk.services.standing.words import listed, say_amount
from edudesk.services.toml_text import parse
from edudesk.texts import Label, Texts

_STAGES = {
    "kindergarten": ("preschool",),
    "primary": ("primary",),
    "teaching-point": ("primary",),
    "junior": ("junior",),
    "nine-year": ("primary", "junior"),
    "twelve-year": ("primary", "junior", "senior"),
    "complete-secondary": ("junior", "senior"),
    "senior": ("senior",),
    "special": ("special",),
    "vocational": ("vocational",),
}
"""Which stages a kind of school has."""
_PERIODS = frozenset({"month", "school-year", "calendar-year", "cycle", "window", "stay"})
"""Periods that are named; what is asked in a term or until a day is said by the heading."""
_PLACE = 10.0
"""A place counts for more than any kind of school."""
_NONE: Mapping[str, str] = {}
_UNIT = re.compile(r"([^省市区县旗州盟]{2,}?)(?:自治)?[省市区县旗州盟]")
"""A unit of administration, whose name without its last sign is what schools are named for."""


@dataclass(frozen=True)
class Offer:
    """A scheme to choose, known by its head alone; ``near`` when it fits the school's kind or place.

    ``here`` when it is of our place: a scheme that only fits the kind may be any of many.
    ``stages`` are the kinds of school that it names, none when it is for all; ``is_own`` tells one's own.
    """

    id: str
    name: str
    second: str
    near: bool
    words: str
    """Everything that a search looks through."""
    place: str
    stages: tuple[str, ...]
    is_own: bool
    here: bool = False


@dataclass(frozen=True)
class Ask:
    """One thing a scheme asks: its name, how much in words, empty cells, and the scheme's own sentence."""

    name: str
    amount: str
    tallies: tuple[Tally, ...]
    sentence: str


@dataclass(frozen=True)
class Asks:
    """All that a scheme asks of a term; ``papers`` are the names of what is to be handed in.

    ``settings`` are the points that it leaves open.
    """

    scheme_id: str
    rules: tuple[Ask, ...]
    papers: tuple[str, ...]
    partners: int
    settings: tuple[Setting, ...] = ()


class Placed(Protocol):
    """What tells where and for which kinds of school a scheme is."""

    @property
    def place(self) -> Label: ...  # noqa: D102
    @property
    def stages(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class _Head:
    """What the head of a scheme file says; to read the whole of every scheme would take seconds."""

    name: Label
    basis: Label
    place: Label
    stages: tuple[str, ...]
    rules: tuple[Label, ...]


@lru_cache(maxsize=128)
def _head(text: str) -> _Head:
    raw = parse(text)
    rules = (rule.get("name") for section in RULES for rule in raw.get(section, ()))
    name, basis, place = (_label(raw.get(field)) for field in ("name", "basis", "place"))
    return _Head(name, basis, place, tuple(raw.get("stages", ())), tuple(map(_label, rules)))


def _label(raw: object) -> Label:
    named = raw if isinstance(raw, Mapping) else {}
    return Label(str(named.get("zh", "")), str(named.get("en", "")))


def offers(schools: Sequence[SchoolFacts], texts: Texts, own: Mapping[str, str] = _NONE) -> tuple[Offer, ...]:
    """Return all schemes, those nearest to our school (the first) and its partners first.

    ``own`` are the whole texts of one's own schemes by id; of those equally near they come first.
    """
    found = [
        _offer(scheme_id, schools, texts, own) for scheme_id in dict.fromkeys([*own, *shipped_schemes()])
    ]
    return tuple(offer for _, offer in sorted(found, key=lambda pair: -pair[0]))


def _text(scheme_id: str, own: Mapping[str, str]) -> str:
    return own.get(scheme_id) or shipped_scheme(scheme_id)


def scheme_names() -> Mapping[str, Label]:
    """Return the names of all schemes by id."""
    return {scheme_id: _head(shipped_scheme(scheme_id)).name for scheme_id in shipped_schemes()}


def _offer(
    scheme_id: str, schools: Sequence[SchoolFacts], texts: Texts, own: Mapping[str, str]
) -> tuple[float, Offer]:
    head = _head(_text(scheme_id, own))
    ours = schools[0] if schools else SchoolFacts("", "")
    stages = _STAGES.get(ours.kind, (ours.stage,) if ours.stage else ())
    score = nearness(head, [school.name for school in schools], stages)
    say = texts.language
    kinds = [VOCABULARIES["stage"].label(code)(say) for code in head.stages]
    place = head.place(say) or texts.say("start.scheme.anywhere")
    words = [head.name.zh, head.name.en, head.basis.zh, head.basis.en, scheme_id]
    words += [head.place.zh, head.place.en, *(rule.zh for rule in head.rules)]
    return score, Offer(
        scheme_id,
        head.name(say),
        f"{place} · {listed(texts, kinds) or texts.say('start.scheme.all-kinds')}",
        score > 0,
        " ".join(words).casefold(),
        head.place(say),
        head.stages,
        scheme_id in own,
        score >= _PLACE,
    )


def nearness(scheme: Placed, names: Sequence[str], stages: Sequence[str]) -> float:
    """Return how near a scheme is: of our place, for our stages, for few others; 0 when it is for others.

    A scheme for all stages is near everybody, and less so than one made for ours alone.
    """
    units = _UNIT.findall(scheme.place.zh)
    place = sum(any(unit in name for name in names) for unit in units)
    if not scheme.stages:
        return _PLACE * place + 0.5
    shared = set(scheme.stages) & set(stages)
    return _PLACE * place + (1 + len(shared) / len(scheme.stages) if shared else 0.0)


def asks(
    scheme_id: str,
    settings: Mapping[str, SettingValue],
    facts: Facts,
    code: TermCode,
    texts: Texts,
    *,
    own: Mapping[str, str] = _NONE,
) -> Asks:
    """Return what a scheme, one's own or the program's, asks of a community in an empty term."""
    scheme = read_scheme(_text(scheme_id, own), settings)
    term = next((term for term in facts.terms if term.code == code), default_term(code))
    plain = Facts(facts.community, facts.schools, facts.members, facts.domains, terms=facts.terms)
    evaluation = evaluate(scheme, plain, code, term.starts_on, settings)
    rules = {rule.id: rule for rule in scheme.rules}
    return Asks(
        scheme_id,
        tuple(
            _ask(texts, rules[result.rule_id], result)
            for result in evaluation.results
            if result.kind in {RuleKind.QUOTA, RuleKind.TARGET}
        ),
        tuple(document.name(texts.language) for document in scheme.documents),
        sum(scheme.side(member.role) == _other_side(scheme, facts) for member in facts.members),
        scheme.choices,
    )


def _other_side(scheme: Scheme, facts: Facts) -> str:
    ours = {school.id for school in facts.schools if school.ours}
    sides = {scheme.side(member.role) for member in facts.members if member.school_id in ours}
    return "helper" if "helped" in sides else "helped"


def _ask(texts: Texts, rule: Rule, result: RuleResult) -> Ask:
    name = result.name(texts.language)
    if result.state is State.NOT_APPLICABLE or not result.target:
        why = say_owed(texts, result.note) if result.note else ""
        return Ask(name, why, (), result.sentence)
    parts = [part for part in result.parts if part.state is not State.NOT_APPLICABLE]
    targets = {part.target for part in parts}
    sort = rule.per.each if rule.per.each in {"partner", "school", "person", "subject", "pair"} else "whole"
    one = parts[0].target if len(targets) == 1 and sort != "whole" else result.target
    amount = texts.say(f"start.asks.{sort}", amount=say_amount(texts, one, result.unit))
    if rule.period.sort in _PERIODS:
        amount = texts.say(f"start.asks.period.{rule.period.sort}") + amount
    return Ask(name, amount, tallies_of(texts, result), result.sentence)
