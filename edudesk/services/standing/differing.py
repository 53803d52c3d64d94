"""What differs between two schemes, in words a person reads: ``不少于3次 → 不少于4次``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.comparing import Change, Comparison, Difference, Sort, compare
from edudesk.services.schemes.explain import plain
from edudesk.services.schemes.naming import FIELDS, VOCABULARIES_OF
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.standing.ruling import Piece, say_rule
from edudesk.services.standing.words import say_day
from edudesk.texts import Label, Texts

SAID = frozenset({"rules", "documents", "evidence", "limits", "eligibility", "recognition", "allowances"})
"""Sections of whose rules :func:`say_rule` makes a sentence."""
_IN_SENTENCE = frozenset(
    {"period", "per", "condition", "due", "kinds", "needs", "each", "count", "bound", "to", "select", "who"}
)
"""Fields that the sentence speaks of."""
_LEAP_YEAR = 2024
_LONGEST = 80
_FEW = 3
_COMMAS = "，,、 "


@dataclass(frozen=True)
class DifferenceView:
    """A rule, setting or field of the head that differs; ``lines`` say how, none when it is new or gone."""

    section: str
    sort: Sort
    id: str
    name: str
    lines: tuple[str, ...]


def say_differences(texts: Texts, old: Scheme, new: Scheme) -> tuple[DifferenceView, ...]:
    """Return all that ``new`` says otherwise than ``old``: head, settings, rules."""
    found = compare(old, new)
    teller = _Teller(texts, old, new)
    return (*teller.head(found), *map(teller.entry, (*found.settings, *found.rules)))


class _Teller:
    def __init__(self, texts: Texts, old: Scheme, new: Scheme) -> None:
        self.texts = texts
        self.old = old
        self.new = new

    def head(self, found: Comparison) -> Iterator[DifferenceView]:
        if found.head:
            lines = tuple(self.change(change) for change in found.head)
            yield DifferenceView("head", "changed", "", self.texts.say("scheme.section.head"), lines)

    def entry(self, difference: Difference) -> DifferenceView:
        name = difference.name(self.texts.language)
        lines = self.lines(difference) if difference.sort == "changed" else ()
        return DifferenceView(difference.section, difference.sort, difference.id, name, lines)

    def lines(self, difference: Difference) -> tuple[str, ...]:
        said: list[str] = []
        if difference.section in SAID:
            said = [self.arrow(*pair) for pair in _unlike(self.pieces(difference.id))]
        left = [one for one in difference.changes if not said or not _is_said(one)]
        return (*said, *(self.change(one) for one in left))

    def pieces(self, rule_id: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        return say_rule(self.texts, self.old, rule_id), say_rule(self.texts, self.new, rule_id)

    def arrow(self, before: str, after: str) -> str:
        nothing = self.texts.say("scheme.changed-nothing")
        return self.texts.say("schemebook.arrow", before=before or nothing, after=after or nothing)

    def change(self, change: Change) -> str:
        name = self.path(change.path)
        field = _last(change.path)
        sides = [self.value(scheme, field, value) for scheme, value in self.sides(change)]
        return self.texts.say("scheme.changed-field", field=name, change=self.arrow(*sides))

    def sides(self, change: Change) -> tuple[tuple[Scheme, object], tuple[Scheme, object]]:
        return (self.old, change.before), (self.new, change.after)

    def path(self, path: str) -> str:
        """Return the names of the last two fields of a path, which tell enough."""
        parts = [part.partition("[")[0] for part in path.split(".")]
        names = [FIELDS[part](self.texts.language) if part in FIELDS else part for part in parts]
        if len(names) == 1:
            return names[0]
        return self.texts.say("scheme.changed-path", outer=names[-2], field=names[-1])

    def value(self, scheme: Scheme, field: str, value: object) -> str:
        """Return a value in words, empty when there is none."""
        if is_dataclass(value) and not isinstance(value, Label | MonthDay):
            return self.inner(scheme, value)
        if isinstance(value, tuple):
            return _short(self.joined([self.value(scheme, field, one) for one in value]))
        if isinstance(value, str):
            return _short(self.word(scheme, field, value)) if value else ""
        return self.plain_value(value)

    def plain_value(self, value: object) -> str:
        match value:
            case bool():
                said = self.texts.say(f"scheme.flag.{'yes' if value else 'no'}")
            case Decimal():
                said = plain(value)
            case Label():
                said = value(self.texts.language)
            case MonthDay():
                said = say_day(self.texts, value.in_year(_LEAP_YEAR))
            case _:
                said = "" if value is None else str(value)
        return said

    def inner(self, scheme: Scheme, value: Any) -> str:
        """Return what a whole table says: every field that is filled in."""
        said = []
        for one in fields(value):
            words = self.value(scheme, one.name, getattr(value, one.name))
            if words and words != self.texts.say("scheme.flag.no"):
                name = FIELDS[one.name](self.texts.language) if one.name in FIELDS else one.name
                said.append(self.texts.say("schemebook.value", field=name, value=words))
        return _short(self.joined(said))

    def joined(self, words: Sequence[str]) -> str:
        return self.texts.listed(words)

    def word(self, scheme: Scheme, field: str, code: str) -> str:
        for vocabulary in VOCABULARIES_OF.get(field, ()):
            common = VOCABULARIES.get(vocabulary)
            known = common is not None and any(choice.code == code for choice in common.choices)
            label = scheme.word(vocabulary, code) or (common.label(code) if common and known else None)
            if label:
                return label(self.texts.language)
        names = {role.code: role.name for role in scheme.roles}
        choices = {choice.code: choice.name for setting in scheme.choices for choice in setting.choices}
        label = names.get(code) or (choices.get(code) if field in {"value", "default"} else None)
        return label(self.texts.language) if label else code


def _unlike(pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]]) -> Iterator[tuple[str, str]]:
    """Give the runs of the two sentences that differ."""
    old, new = ([piece.text for piece in side] for side in pieces)
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how != "equal":
            yield "".join(old[a:b]).strip(_COMMAS), "".join(new[c:d]).strip(_COMMAS)


def _is_said(change: Change) -> bool:
    """Tell whether the sentence speaks of a field; of a long list it names only the first words."""
    outer = change.path.partition(".")[0].partition("[")[0]
    is_long = any(isinstance(side, tuple) and len(side) > _FEW for side in (change.before, change.after))
    return outer in _IN_SENTENCE and not is_long


def _last(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
