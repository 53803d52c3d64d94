"""Which schemes are offered, the nearest first, and what each asks of a term before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.calendar import TermCode, default_term
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import Facts, SchoolFacts, SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Rule, Scheme, Setting
from edudesk.services.standing.tallies import tallies_of
from edudesk.services.standing.view import Tally
from edudesk.services.standing.words import say_amount
from edudesk.texts import Label, Texts

_NEAR = {
    "kindergarten": ("幼儿园",),
    "primary": ("小学",),
    "teaching-point": ("小学",),
    "junior": ("中学", "中小学", "初中"),
    "nine-year": ("中小学", "小学", "中学"),
    "twelve-year": ("中小学", "中学", "高中"),
    "complete-secondary": ("中学", "中小学"),
    "senior": ("中学", "高中"),
    "special": ("特殊教育", "特教"),
    "vocational": ("职业", "中职"),
}
_OTHERS = frozenset(word for words in _NEAR.values() for word in words)
_PERIODS = frozenset({"month", "school-year", "calendar-year", "cycle", "window", "stay"})
"""Periods that are named; what is asked in a term or until a day is said by the heading."""
_PLACE = 2
"""So many signs of a scheme's name are the name of its place."""


@dataclass(frozen=True)
class Offer:
    """A scheme that comes with the program; ``near`` when it fits the school's kind or place."""

    id: str
    name: str
    second: str
    near: bool
    words: str
    """Everything that a search looks through."""
    basis: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class Ask:
    """One thing a scheme asks: its name, how much in words, empty cells, and the scheme's own sentence."""

    name: str
    amount: str
    tallies: tuple[Tally, ...]
    sentence: str


@dataclass(frozen=True)
class Asks:
    """All that a scheme asks of a term; ``papers`` are the names of what is to be handed in."""

    scheme_id: str
    rules: tuple[Ask, ...]
    papers: tuple[str, ...]
    partners: int


def offers(schools: Sequence[SchoolFacts], texts: Texts) -> tuple[Offer, ...]:
    """Return all schemes, those nearest to our school (the first) and its partners first."""
    found = [_offer(scheme_id, schools, texts) for scheme_id in shipped_schemes()]
    return tuple(offer for _, offer in sorted(found, key=lambda pair: -pair[0]))


def scheme_names() -> Mapping[str, Label]:
    """Return the names of all schemes by id."""
    return {scheme_id: read_scheme(shipped_scheme(scheme_id)).name for scheme_id in shipped_schemes()}


def _offer(scheme_id: str, schools: Sequence[SchoolFacts], texts: Texts) -> tuple[float, Offer]:
    scheme = read_scheme(shipped_scheme(scheme_id))
    score = _nearness(scheme, schools)
    say = texts.language
    roles = [role.name(say) for role in scheme.roles if role.side != "other"]
    words = [scheme.name.zh, scheme.name.en, scheme.basis.zh, scheme.basis.en, scheme_id]
    words += [rule.name.zh for rule in scheme.rules]
    return score, Offer(
        scheme_id,
        scheme.name(say),
        ("、" if say == "zh" else ", ").join(roles),
        score > 0,
        " ".join(words).casefold(),
        scheme.basis(say),
        scheme.choices,
    )


def _nearness(scheme: Scheme, schools: Sequence[SchoolFacts]) -> float:
    """Return how near a scheme is: made in our place, for our kind of school, for few other kinds."""
    name = scheme.name.zh
    place = any(name[:_PLACE] in school.name for school in schools)
    kind = schools[0].kind if schools else ""
    named = [word for word in _OTHERS if word in name]
    fits = [word for word in _NEAR.get(kind, ()) if word in name]
    return (10.0 if place else 0.0) + (1 + 1 / (1 + len(named)) if fits else 0.0)


def asks(
    scheme_id: str, settings: Mapping[str, SettingValue], facts: Facts, code: TermCode, texts: Texts
) -> Asks:
    """Return what a scheme asks of a community in a term in which nothing is done yet."""
    scheme = read_scheme(shipped_scheme(scheme_id), settings)
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
