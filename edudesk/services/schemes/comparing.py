"""What differs between two schemes: head, settings, and every rule field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from edudesk.services.schemes.scheme import Scheme, Setting
from edudesk.services.schemes.sections import SECTIONS
from edudesk.texts import Label

Sort = Literal["added", "removed", "changed"]

_HEAD = (
    "version",
    "name",
    "basis",
    "place",
    "stages",
    "cycle",
    "roles",
    "types",
    "vocabulary",
    "phases",
    "figures",
)


@dataclass(frozen=True)
class Change:
    """One value that differs; None stands for what is not there.

    ``path`` are field names with positions in lists, such as ``condition.conditions[2].bound.at_least``.
    """

    path: str
    before: object
    after: object


@dataclass(frozen=True)
class Difference:
    """A rule or setting that one of the schemes has and the other has not, or has otherwise."""

    id: str
    section: str
    sort: Sort
    name: Label  # the newer one's, where it has it
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All that differs; empty when the two ask the same."""

    head: tuple[Change, ...] = ()
    settings: tuple[Difference, ...] = ()
    rules: tuple[Difference, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.head or self.settings or self.rules)


def compare(old: Scheme, new: Scheme) -> Comparison:
    """Return what ``new`` says otherwise than ``old``, with the settings of each put in."""
    head = tuple(
        change for name in _HEAD for change in _changes(name, getattr(old, name), getattr(new, name))
    )
    settings = _entries("settings", old.choices, new.choices)
    chosen = [_chosen(old, new, setting) for setting in new.choices]
    by_id = {one.id: one for one in settings} | {one.id: one for one in chosen if one}
    rules = tuple(
        one for section in SECTIONS for one in _entries(section, getattr(old, section), getattr(new, section))
    )
    return Comparison(head, tuple(by_id.values()), rules)


def _chosen(old: Scheme, new: Scheme, setting: Setting) -> Difference | None:
    """Return a setting whose value differs though the file may not."""
    before = old.settings.get(setting.id)
    after = new.settings.get(setting.id)
    known = {one.id for one in old.choices}
    if setting.id not in known or (before == after and type(before) is type(after)):
        return None
    declared = next(one for one in old.choices if one.id == setting.id)
    others = tuple(change for change in _changes("", declared, setting) if change.path != "default")
    return Difference(
        setting.id, "settings", "changed", setting.name, (Change("value", before, after), *others)
    )


def _entries(section: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Difference, ...]:
    before, after = ({entry.id: entry for entry in entries} for entries in (old, new))
    found: list[Difference] = []
    for identity in dict.fromkeys([*before, *after]):
        if identity not in after:
            found.append(Difference(identity, section, "removed", before[identity].name))
        elif identity not in before:
            found.append(Difference(identity, section, "added", after[identity].name))
        elif changes := tuple(_changes("", before[identity], after[identity])):
            found.append(Difference(identity, section, "changed", after[identity].name, changes))
    return tuple(found)


def _changes(path: str, old: Any, new: Any) -> Iterator[Change]:
    if old == new and type(old) is type(new):
        return
    if is_dataclass(old) and type(old) is type(new) and not isinstance(old, Label):
        for one in fields(old):
            yield from _changes(_join(path, one.name), getattr(old, one.name), getattr(new, one.name))
    elif _is_structured(old) and _is_structured(new):
        for position in range(max(len(old), len(new))):
            inner = [side[position] if position < len(side) else None for side in (old, new)]
            yield from _changes(f"{path}[{position + 1}]", *inner)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new}):
            yield from _changes(_join(path, str(key)), old.get(key), new.get(key))
    else:
        yield Change(path, old, new)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _is_structured(value: Any) -> bool:
    """Tell whether a list holds tables; a list of plain words is one value."""
    return isinstance(value, tuple) and any(
        is_dataclass(item) and not isinstance(item, Label) for item in value
    )
