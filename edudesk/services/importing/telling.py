"""A dry run in words: its rows in groups, each row with what happens to it, what is wrong, what it asks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from edudesk.errors import Problem
from edudesk.models.base import RecordId
from edudesk.services.importing.preview import Line, Preview, State
from edudesk.texts import Label, Texts

GROUPS: Mapping[str, frozenset[State]] = {
    "new": frozenset({State.NEW}),
    "changed": frozenset({State.CHANGED}),
    "same": frozenset({State.SAME, State.REPEAT}),
    "asks": frozenset({State.ASKS}),
    "problem": frozenset({State.PROBLEM}),
}
"""The groups in which rows are shown, in their order."""
_COUNTED = {"person": "person", "school": "school", "activity": "activity"}


@dataclass(frozen=True)
class Asked:
    """One record that a row may mean; ``words`` names it and what would tell them apart."""

    id: RecordId
    words: str


@dataclass(frozen=True)
class Told:
    """One row in words.

    ``key`` stays the same when the file is read anew, ``record_id`` does not; ``place`` is sheet and row,
    ``words`` what happens, or each thing that is wrong with its column. ``named_only`` for a school that
    rows only mention.
    """

    key: tuple[str, int, str, str]
    record_id: RecordId
    place: str
    title: str
    words: tuple[str, ...]
    asked: tuple[Asked, ...] = ()
    named_only: bool = False


@dataclass(frozen=True)
class Group:
    """The rows of one kind; ``counted`` says how many of what, such as 32 人、2 所."""

    code: str
    counted: str
    lines: tuple[Told, ...]


def groups(preview: Preview, texts: Texts) -> tuple[Group, ...]:
    """Return the groups that a dry run has rows in, in the order of :data:`GROUPS`."""
    several = len({line.sheet for line in preview.lines}) > 1
    found = []
    for code, states in GROUPS.items():
        lines = [line for line in preview.lines if line.state in states]
        if lines:
            told = tuple(_told(line, texts, several=several) for line in lines)
            counted = say_count(lines, texts)
            if code == "problem":
                counted = texts.say("import.count-row", count=len(lines))
            found.append(Group(code, counted, told))
    return tuple(found)


def say_count(lines: Iterable[Line], texts: Texts) -> str:
    """Return how many people, schools, activities and other records the lines are."""
    counts = Counter(_COUNTED.get(line.type, "record") for line in lines)
    kinds = (kind for kind in (*_COUNTED.values(), "record") if counts[kind])
    said = [texts.say(f"import.count-{kind}", count=counts[kind]) for kind in kinds]
    return texts.say("import.comma").join(said)


def _told(line: Line, texts: Texts, *, several: bool) -> Told:
    code = "import.place" if several else "import.place-row"
    return Told(
        (line.sheet, line.row, line.type, line.title),
        line.record_id,
        texts.say(code, sheet=line.sheet, row=line.row),
        line.title,
        _words(line, texts),
        tuple(Asked(near.id, _near(near.title, near.differing, texts)) for near in line.near),
        line.named_only,
    )


def _words(line: Line, texts: Texts) -> tuple[str, ...]:
    if line.problems:
        return tuple(_problem(problem, texts) for problem in line.problems)
    if line.state is State.REPEAT:
        return (texts.say("import.repeat"),)
    if line.named_only:
        return (texts.say("import.named-only"),)
    if line.state is State.CHANGED:
        return tuple(_changes(line, texts))
    if line.state is State.SAME:
        return (texts.say("import.is-same"),)
    files = (texts.say("import.files", count=len(line.files)),) if line.files else ()
    return (texts.say("import.is-new", type=line.label), *files)


def _problem(problem: Problem, texts: Texts) -> str:
    what = texts.say(problem.code, **problem.parameters)
    if not problem.place:
        return what
    return texts.say("import.at", place=texts.bracketed(problem.place), what=what)


def _changes(line: Line, texts: Texts) -> Iterable[str]:
    if line.differing:
        yield texts.say("import.changes", fields=_listed(line.differing, texts))
    if line.files:
        yield texts.say("import.files", count=len(line.files))


def _near(title: str, differing: tuple[Label, ...], texts: Texts) -> str:
    fields = _listed(differing, texts)
    return texts.say("import.near-differs", title=title, fields=fields) if fields else title


def _listed(labels: Iterable[Label], texts: Texts) -> str:
    return texts.say("import.comma").join(label(texts.language) for label in labels)
