"""A rule as one sentence whose changeable parts are marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from edudesk.services.schemes.scheme import Scheme
from edudesk.services.standing.ruling_grants import GrantTeller
from edudesk.services.standing.ruling_words import MARK
from edudesk.texts import Texts


@dataclass(frozen=True)
class Piece:
    """A run of the sentence.

    ``mark`` says what may be changed: "period", "per", "who", "where", "what", "bound", "due" or "to"; it is
    empty for plain words.
    """

    text: str
    mark: str = ""


def say_rule(texts: Texts, scheme: Scheme, rule_id: str) -> tuple[Piece, ...]:
    """Return a rule of any sort in words."""
    teller = GrantTeller(texts, scheme)
    said = (
        *((rule.id, partial(teller.rule, rule)) for rule in scheme.rules),
        *((rule.id, partial(teller.document, rule)) for rule in scheme.documents),
        *((rule.id, partial(teller.evidence, rule)) for rule in scheme.evidence),
        *((rule.id, partial(teller.limit, rule)) for rule in scheme.limits),
        *((rule.id, partial(teller.eligibility, rule)) for rule in scheme.eligibility),
        *((rule.id, partial(teller.recognition, rule)) for rule in scheme.recognition),
        *((rule.id, partial(teller.allowance, rule)) for rule in scheme.allowances),
    )
    say = next(say for known, say in said if known == rule_id)
    return tuple(_cut(say()))


def _cut(said: str) -> Iterator[Piece]:
    end = 0
    for found in MARK.finditer(said):
        if found.start() > end:
            yield Piece(said[end : found.start()])
        yield Piece(found[2], found[1])
        end = found.end()
    if end < len(said):
        yield Piece(said[end:])
