"""The kinds of work that the week grid has a row for, and the quantity each is counted in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.reading import BadScheme, read_scheme
from edudesk.services.schemes.scheme import Leaf, Scheme, leaves_of
from edudesk.texts import Label

_LESSON_WORDS = ("上课", "授课")
_UNITS = frozenset({"lesson", "period", "time", "half-day", "lecture"})
OTHER = "other-"
"""Begins the code of a row that is only read."""
_OF_STAY: Mapping[str, str] = {
    "secondment": "secondment",
    "rotation": "secondment",
    "short": "secondment",
    "shadowing": "shadowing",
    "post": "post-exchange",
    "visiting": "visiting-teaching",
}
"""Form of a stay → the kind of activity that its everyday lessons are."""


@dataclass(frozen=True)
class WorkKind:
    """A row of the grid: the kind and quantity of its activities, and the part that the person takes."""

    code: str
    kind: str
    unit: str
    label: Label
    role: str


@dataclass(frozen=True)
class Asked:
    """What the scheme in force says of everyday work: its own kinds, and the quantity it adds up of each."""

    names: Mapping[str, Label] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def lessons(self) -> str:
        """The scheme's own kind for a lesson given, empty where it has none."""
        return next((code for code, name in self.names.items() if name.zh in _LESSON_WORDS), "")


NOTHING_ASKED = Asked()


@lru_cache(maxsize=8)
def asked_by(scheme_text: str, settings: str = "{}") -> Asked:
    """Return what a scheme says of everyday work; ``settings`` are its adoption's as JSON."""
    try:
        scheme = read_scheme(scheme_text, json.loads(settings))
    except BadScheme:
        return NOTHING_ASKED
    units: dict[str, str] = {}
    for leaf in _leaves(scheme):
        if leaf.measure.sort == "sum" and leaf.measure.unit in _UNITS:
            for kind in leaf.select.kinds:
                units.setdefault(kind, leaf.measure.unit)
    names = {word.code: word.name for word in scheme.vocabulary.get("activity-kind", ())}
    return Asked(names, units)


def _leaves(scheme: Scheme) -> Iterator[Leaf]:
    for rule in scheme.rules:
        yield from leaves_of(rule.condition)
    for gain in scheme.recognition:
        if gain.condition:
            yield from leaves_of(gain.condition)


def work_kinds(form: str | None, asked: Asked = NOTHING_ASKED) -> tuple[WorkKind, ...]:
    """Return the rows of a stay's grid: the common ones as the scheme counts them, then its own."""
    lessons = asked.lessons or _OF_STAY.get(form or "", "secondment")
    common = (
        WorkKind("lesson", lessons, "lesson", Label("上课", "Lessons"), "teacher"),
        WorkKind("observation", "observation", "lesson", Label("听课", "Lessons observed"), "listener"),
        WorkKind("review", "observation", "time", Label("评课", "Lesson reviews"), "listener"),
        WorkKind(
            "demonstration", "demonstration-lesson", "lesson", Label("示范课", "Demonstrations"), "teacher"
        ),
        WorkKind("planning", "collective-planning", "time", Label("集体备课", "Planning"), "participant"),
        WorkKind("research", "joint-research", "half-day", Label("教研", "Research"), "participant"),
        WorkKind("lecture", "lecture", "lecture", Label("讲座", "Talks"), "lecturer"),
        WorkKind("mentoring", "mentoring", "time", Label("带徒", "Mentoring"), "guide"),
    )
    counted = [
        one if one.code == "review" else replace(one, unit=asked.units.get(one.kind, one.unit))
        for one in common
    ]
    there = {one.kind for one in counted}
    own = [
        WorkKind(kind, kind, asked.units[kind], name, "teacher")
        for kind, name in asked.names.items()
        if kind in asked.units and kind not in there
    ]
    return (*counted, *own)


def other_kind(kind: str, unit: str, names: Mapping[str, Label]) -> WorkKind:
    """Return a row for a kind that the grid has no row for; it is read and not typed in."""
    label = names.get(kind) or VOCABULARIES["activity-kind"].label(kind)
    return WorkKind(OTHER + kind, kind, unit, label, "")


def unit_label(unit: str) -> Label:
    """Return the name of a quantity."""
    return VOCABULARIES["unit"].label(unit)
