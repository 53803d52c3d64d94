"""What of a rule may be changed in a form: each field with its place, its value and its choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading.documents import DUE
from edudesk.services.schemes.reading.format import RULES
from edudesk.services.schemes.reading.people import SIDES
from edudesk.services.schemes.reading.selects import DIRECTIONS
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.scheme import Scheme, Setting
from edudesk.services.toml_text import parse
from edudesk.texts import Label

Choices = tuple[tuple[str, Label | None], ...]
FORMS = ("onsite", "online")
PLAIN_PERIODS = ("term", "month", "school-year", "calendar-year", "cycle")
PLAIN_BASES = ("community", "partner", "school", "person", "pair", "subject")
_BOUNDS = ("at_least", "at_most", "exactly")
_WHOLE = ("number", "remind", "least_characters", "least_days", "most_units", "most", "amount")
_PEOPLE = {
    "posts": "post",
    "experience": "post",
    "titles": "title",
    "honours": "honour",
    "roles": "activity-role",
    "subjects": "subject",
    "stages": "stage",
}
_AGES = (
    *("age_at_least", "age_at_most", "at_least", "teaching_years_at_least", "teaching_years_at_most"),
    *("years_here_at_least", "years_here_at_most"),
)
_SELECT = {
    "exchange_forms": "exchange-form",
    "lines": "line",
    "subjects": "subject",
    "evidence": "evidence-kind",
    "posts_held": "post",
    "documents": "document-kind",
    "grades": "grade",
}


@dataclass(frozen=True)
class Editable:
    """One field of a rule that a form can change.

    ``place`` is the path for :func:`reading.editing.set_value`; where the value is a setting's, ``setting``
    is that setting and its default is what is changed. ``mark`` is the run of the rule's sentence that it
    belongs to (see ``standing.ruling.Piece``), empty for name and sentence. ``sort`` is "number", "choice",
    "words", "day", "text" or "flag"; ``choices`` are codes with their names; ``field`` is the field's name in
    the file; ``of`` names the condition that it lies in, where that has a name.
    """

    place: str
    mark: str
    sort: str
    field: str
    value: object
    choices: Choices = ()
    setting: Setting | None = None
    of: Label | None = None


def editable(scheme: Scheme, rule_id: str) -> tuple[Editable, ...]:
    """Return what may be changed of a rule, in the order of the file; KeyError when there is no such rule.

    Fields that a rule does not have yet are not offered, nor are numbers made of other numbers: these are
    changed in the file.
    """
    raw = parse(scheme.text)
    for section in RULES:
        for rule in raw.get(section, ()):
            if rule.get("id") == rule_id:
                return tuple(_Finder(scheme).rule(section, rule))
    raise KeyError(rule_id)


@dataclass(frozen=True)
class _Spot:
    """A table of the file with its path and the name of the condition that it lies in."""

    raw: Mapping[str, Any]
    place: str = ""
    of: Label | None = None

    def at(self, field: str) -> str:
        """Return the path of a field."""
        return f"{self.place}.{field}" if self.place else field


class _Finder:
    """Walks the raw table of a rule."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.settings = {setting.id: setting for setting in scheme.choices}

    def rule(self, section: str, rule: Mapping[str, Any]) -> Iterator[Editable]:
        """Give the fields of a rule of any section."""
        spot = _Spot(rule)
        for language in ("zh", "en"):
            yield Editable(f"name.{language}", "", "text", "name", rule["name"].get(language, ""))
        yield Editable("sentence", "", "text", "sentence", rule.get("sentence", ""))
        yield from self._code(spot, "period", "period", PLAIN_PERIODS)
        yield from self._code(spot, "per", "per", PLAIN_BASES)
        if section == "documents":
            yield from self._words(spot, "kinds", "what", "document-kind")
            yield from self._due(rule)
        if section == "evidence":
            yield from self._words(spot, "kinds", "what", "activity-kind")
        if section == "limits":
            yield from self._bound(spot)
            yield from self._code(spot, "effect", "", ("warn", "block"))
        for field in _WHOLE:
            yield from self._number(spot, field, "bound" if section == "allowances" else "due")
        for field in ("condition", "time", "select", "among"):
            yield from self._inside(rule, field)

    def _inside(self, rule: Mapping[str, Any], field: str) -> Iterator[Editable]:
        inner = rule.get(field)
        if isinstance(inner, Mapping):
            spot = _Spot(inner, field)
            yield from self._select(spot) if field in {"select", "among"} else self._condition(spot)

    # -- conditions

    def _condition(self, spot: _Spot) -> Iterator[Editable]:
        raw, place, choosing = self._variant(spot.raw, spot.place, "bound")
        yield from choosing
        if not isinstance(raw, Mapping):
            return
        spot = _Spot(raw, place, _name(raw) or spot.of)
        yield from self._bound(spot)
        for one, where in _listed(raw.get("select"), spot.at("select")):
            yield from self._select(_Spot(one, where, spot.of))
        for field in ("all", "any", "add", "only_if", "then", "condition"):
            for one, where in _listed(raw.get(field), spot.at(field)):
                yield from self._condition(_Spot(one, where, spot.of))

    def _variant(self, raw: Any, place: str, mark: str) -> tuple[Any, str, tuple[Editable, ...]]:
        """Return the variant that the scheme reads today, with the setting that chooses it."""
        setting = self.settings.get(str(raw.get("choose", ""))) if isinstance(raw, Mapping) else None
        if setting is None:
            return raw, place, ()
        chosen = self.scheme.settings[setting.id]
        variant = str(chosen).lower() if isinstance(chosen, bool) else str(chosen)
        choosing = self._of_setting(setting, "choose", mark, None)
        return raw["when"].get(variant), f"{place}.when.{variant}", (choosing,)

    def _bound(self, spot: _Spot) -> Iterator[Editable]:
        for field in _BOUNDS:
            yield from self._number(spot, field, "bound")
        between = spot.raw.get("between")
        for at, value in enumerate(between if isinstance(between, list) else (), 1):
            yield from self._one(spot, value, f"between[{at}]", "bound")

    def _number(self, spot: _Spot, field: str, mark: str) -> Iterator[Editable]:
        value = spot.raw.get(field)
        if isinstance(value, Mapping) and "number" in value:
            yield from self._number(_Spot(value, spot.at(field), spot.of), "number", mark)
        elif field in spot.raw:
            yield from self._one(spot, value, field, mark)

    def _one(self, spot: _Spot, value: object, field: str, mark: str) -> Iterator[Editable]:
        if setting := self._setting(value):
            yield self._of_setting(setting, field, mark, spot.of)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Editable(spot.at(field), mark, "number", field.partition("[")[0], value, of=spot.of)

    def _setting(self, value: object) -> Setting | None:
        return self.settings.get(value[1:]) if isinstance(value, str) and value.startswith("@") else None

    def _of_setting(self, setting: Setting, field: str, mark: str, of: Label | None) -> Editable:
        sort = {"number": "number", "flag": "flag", "choice": "choice"}.get(setting.type, "day")
        choices = tuple((word.code, word.name) for word in setting.choices)
        value: SettingValue = self.scheme.settings[setting.id]
        return Editable(f"@{setting.id}", mark, sort, field, value, choices, setting, of)

    # -- records and people

    def _select(self, spot: _Spot) -> Iterator[Editable]:
        kinds = KINDS.get(str(spot.raw.get("record", "activity")), "activity-kind")
        yield from self._words(spot, "kinds", "what", kinds)
        for field, vocabulary in _SELECT.items():
            yield from self._words(spot, field, "what", vocabulary)
        yield from self._codes(spot, "forms", "where", self._plainly(FORMS))
        yield from self._code(spot, "host", "where", SIDES)
        yield from self._code(spot, "direction", "where", DIRECTIONS)
        for field in ("least_days", "least_months", "most_months"):
            yield from self._number(spot, field, "bound")
        people, place, choosing = self._variant(spot.raw.get("people"), spot.at("people"), "who")
        yield from choosing
        for test, where in _listed(people, place):
            yield from self._person(_Spot(test, where, spot.of))

    def _person(self, spot: _Spot) -> Iterator[Editable]:
        yield from self._code(spot, "side", "who", SIDES)
        for field, vocabulary in _PEOPLE.items():
            yield from self._words(spot, field, "who", vocabulary)
        for field in _AGES:
            yield from self._number(spot, field, "who")
        for field, vocabulary in (("title_at_least", "title"), ("sex", "sex")):
            yield from self._choice(spot, field, "who", self._named(vocabulary))

    # -- papers

    def _due(self, rule: Mapping[str, Any]) -> Iterator[Editable]:
        due, to = rule.get("due"), rule.get("to")
        if not isinstance(due, Mapping):
            return
        spot = _Spot(due, "due")
        yield from self._code(spot, "sort", "due", DUE)
        yield from self._day(spot, "day")
        yield from self._number(spot, "days", "due")
        for language, words in to.items() if isinstance(to, Mapping) else ():
            yield Editable(f"to.{language}", "to", "text", "to", words)

    def _day(self, spot: _Spot, field: str) -> Iterator[Editable]:
        value = spot.raw.get(field)
        if setting := self._setting(value):
            yield self._of_setting(setting, field, "due", None)
        elif isinstance(value, str):
            yield Editable(spot.at(field), "due", "day", field, value)

    # -- words

    def _code(self, spot: _Spot, field: str, mark: str, known: tuple[str, ...]) -> Iterator[Editable]:
        yield from self._choice(spot, field, mark, self._plainly(known))

    def _choice(self, spot: _Spot, field: str, mark: str, choices: Choices) -> Iterator[Editable]:
        value = spot.raw.get(field)
        if setting := self._setting(value):
            yield self._of_setting(setting, field, mark, spot.of)
        elif isinstance(value, str):
            yield Editable(spot.at(field), mark, "choice", field, value, choices, of=spot.of)

    def _words(self, spot: _Spot, field: str, mark: str, vocabulary: str) -> Iterator[Editable]:
        yield from self._codes(spot, field, mark, self._named(vocabulary))

    def _codes(self, spot: _Spot, field: str, mark: str, choices: Choices) -> Iterator[Editable]:
        value = spot.raw.get(field)
        if isinstance(value, list) and all(isinstance(code, str) for code in value):
            yield Editable(spot.at(field), mark, "words", field, tuple(value), choices, of=spot.of)

    def _plainly(self, known: tuple[str, ...]) -> Choices:
        """Return codes for which the window has words of its own."""
        return tuple((code, None) for code in known)

    def _named(self, vocabulary: str) -> Choices:
        """Return a vocabulary's codes with their names, the scheme's own last."""
        common = VOCABULARIES.get(vocabulary)
        own = tuple((word.code, word.name) for word in self.scheme.vocabulary.get(vocabulary, ()))
        return (*((one.code, one.label) for one in common.choices), *own) if common else own


def _name(raw: Mapping[str, Any]) -> Label | None:
    name = raw.get("name")
    return Label(name["zh"], name["en"]) if isinstance(name, Mapping) and {"zh", "en"} <= set(name) else None


def _listed(raw: Any, place: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Give the tables of a field, which may be one table or a list of them, with their paths."""
    for at, one in enumerate(raw if isinstance(raw, list) else [raw], 1):
        if isinstance(one, Mapping):
            yield one, f"{place}[{at}]" if isinstance(raw, list) else place
