"""The kinds of work that the week grid has a row for, and the quantity each is counted in."""

from collections.abc import Mapping
from dataclasses import dataclass

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Label

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


def work_kinds(form: str | None) -> tuple[WorkKind, ...]:
    """Return the rows that every stay of a form has."""
    lessons = _OF_STAY.get(form or "", "secondment")
    return (
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


def other_kind(kind: str, unit: str) -> WorkKind:
    """Return a row for a kind that the grid has no row for; it is read and not typed in."""
    return WorkKind(OTHER + kind, kind, unit, VOCABULARIES["activity-kind"].label(kind), "")


def unit_label(unit: str) -> Label:
    """Return the name of a quantity."""
    return VOCABULARIES["unit"].label(unit)
