"""Laying a smaller scheme file over another: values, rules changed and dropped, sections added.

Works alike on plain values and on a document whose comments are kept, both of which are mappings and lists.
"""

from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.reading.format import CHANGES, RULES
from edudesk.services.schemes.reading.settings import fits, read_settings
from edudesk.services.schemes.reading.tables import Table, nearest

_WORDING = frozenset(
    {"rule", "sentence", "sentence_kept", "name", "source", "unit", "to", "remind", "effect"}
)
"""What may be changed beside a sentence that stays: it alters nothing of what is asked."""
_BOUNDS = (frozenset({"at_least", "at_most"}), frozenset({"exactly"}), frozenset({"between"}))
_SHAPES = ("select", "all", "any", "only_if", "in_every", "add", "choose")
"""What makes a condition one of a kind."""
_SORTS = ("sort", "each")
_NAMED = ("settings", "roles", "types", "phases", "figures")
"""Lists of the head whose entries are changed when one of the same name is there."""


def note(problems: list[Problem], code: str, name: str, place: str, **parameters: object) -> None:
    """Note what is wrong with a field of the smaller file."""
    problems.append(Problem(code, name, place, {"field": name, **parameters}))


def merge(whole: MutableMapping[str, Any], small: Mapping[str, Any], problems: list[Problem]) -> None:
    """Change ``whole`` as ``small`` says; what is wrong is noted, and the rest is done all the same."""
    _set_defaults(whole, small, problems)
    dropped = _drop_rules(whole, small, problems)
    _change_rules(whole, small, dropped, problems)
    for name, value in small.items():
        if name in ("builds_on", *CHANGES):
            continue
        if name in RULES and isinstance(whole.get(name), MutableSequence):
            _add(whole[name], value)
        elif name in _NAMED and isinstance(whole.get(name), MutableSequence):
            _add_named(whole[name], value)
        elif name == "vocabulary" and isinstance(whole.get(name), MutableMapping):
            _add_words(whole[name], value)
        else:
            whole[name] = value


def _set_defaults(whole: MutableMapping[str, Any], small: Mapping[str, Any], problems: list[Problem]) -> None:
    given = small.get("set", {})
    if not isinstance(given, Mapping):
        Table(small, "", problems).wrong_type("set", "table")
        return
    declared = {one.id: one for one in read_settings(Table(_plain(whole), "", [])) if one.id}
    for name, value in given.items():
        if name not in declared:
            guess = nearest(name, declared)
            code = "scheme.set-unknown-guess" if guess else "scheme.set-unknown"
            note(problems, code, name, "set", value=name, guess=guess)
        elif not fits(declared[name], value):
            note(problems, "scheme.bad-setting", name, "set", value=value)
        else:
            next(table for table in whole["settings"] if table.get("id") == name)["default"] = value


def _plain(whole: Mapping[str, Any]) -> dict[str, Any]:
    return {"settings": whole["settings"]} if "settings" in whole else {}


def _tables(small: Mapping[str, Any], name: str, problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """Give the tables of ``change`` or ``drop`` that name a rule."""
    listed = small.get(name, [])
    if not isinstance(listed, list):
        Table(small, "", problems).wrong_type(name, "list")
        return
    for position, table in enumerate(listed, 1):
        if isinstance(table, Mapping) and isinstance(table.get("rule"), str):
            yield table
        else:
            note(problems, "scheme.missing", "rule", f"{name}[{position}]")


def _rules(whole: Mapping[str, Any]) -> Iterator[tuple[MutableSequence[Any], int, MutableMapping[str, Any]]]:
    """Give each rule with the list it stands in and its place there."""
    for section in RULES:
        listed = whole.get(section)
        if isinstance(listed, MutableSequence):
            yield from (
                (listed, at, rule) for at, rule in enumerate(listed) if isinstance(rule, MutableMapping)
            )


def _unknown(whole: Mapping[str, Any], wanted: str, place: str, problems: list[Problem]) -> None:
    guess = nearest(wanted, [str(rule.get("id")) for _, _, rule in _rules(whole)])
    code = "scheme.change-unknown-guess" if guess else "scheme.change-unknown"
    note(problems, code, "rule", place, value=wanted, guess=guess)


def _drop_rules(
    whole: MutableMapping[str, Any], small: Mapping[str, Any], problems: list[Problem]
) -> set[str]:
    dropped: set[str] = set()
    for table in _tables(small, "drop", problems):
        wanted, place = str(table["rule"]), f"drop[{table['rule']}]"
        for name in sorted(set(table) - {"rule", "because"}):
            note(problems, "scheme.unknown-field", name, place, guess="")
        if not str(table.get("because", "")).strip():
            note(problems, "scheme.missing", "because", place)
        found = next(((at, where) for at, where, rule in _rules(whole) if rule.get("id") == wanted), None)
        if found is None and wanted not in dropped:
            _unknown(whole, wanted, place, problems)
        elif found:
            del found[0][found[1]]
        dropped.add(wanted)
    for section in RULES:  # an empty list is none
        if section in whole and not whole[section]:
            del whole[section]
    return dropped


def _change_rules(
    whole: MutableMapping[str, Any], small: Mapping[str, Any], dropped: set[str], problems: list[Problem]
) -> None:
    for table in _tables(small, "change", problems):
        wanted, place = str(table["rule"]), f"change[{table['rule']}]"
        rule = next((rule for _, _, rule in _rules(whole) if rule.get("id") == wanted), None)
        if wanted in dropped:
            note(problems, "scheme.changed-and-dropped", "rule", place, value=wanted)
            continue
        if rule is None:
            _unknown(whole, wanted, place, problems)
            continue
        asks_otherwise = set(table) - _WORDING
        if asks_otherwise and "sentence" not in table and table.get("sentence_kept") is not True:
            note(problems, "scheme.sentence-unchanged", "sentence", place, what=min(asks_otherwise))
        if "id" in table:
            note(problems, "scheme.change-id", "id", place)
        given = {name: table[name] for name in table if name not in {"rule", "sentence_kept"}}
        for name in _left_to_settings(rule, given):
            note(problems, "scheme.change-choose", name, place, value=wanted)
        lay_over(rule, given)


def _left_to_settings(table: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    """Give the fields of which a part is changed although a setting chooses the whole."""
    for name, value in given.items():
        inner = table.get(name)
        if not isinstance(inner, Mapping) or not isinstance(value, Mapping) or not _alike(inner, value):
            continue
        if "choose" in inner and not {"choose", "when"} & set(value):
            yield name
        else:
            yield from _left_to_settings(inner, value)


def lay_over(table: MutableMapping[str, Any], given: Mapping[str, Any]) -> None:
    """Change a table field by field, lists as a whole.

    Another sort of condition, measure or period takes the place of what was there, and a bound that of a
    bound of another sort.
    """
    for bounds in _BOUNDS:
        if bounds & set(given):
            others = frozenset().union(*_BOUNDS) - bounds - set(given)
            for name in sorted(others & set(table)):
                del table[name]
    for name, value in given.items():
        inner = table.get(name)
        if isinstance(inner, MutableMapping) and isinstance(value, Mapping) and _alike(inner, value):
            lay_over(inner, value)
        else:
            table[name] = value


def _alike(table: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Tell whether ``given`` speaks of the same sort of thing as the table."""
    if any(isinstance(given.get(name), str) and given[name] != table.get(name) for name in _SORTS):
        return False
    shapes = {name for name in _SHAPES if name in given}
    return not shapes or shapes <= set(table) or not any(name in table for name in _SHAPES)


def _add(listed: MutableSequence[Any], more: Any) -> None:
    for table in more if isinstance(more, list) else [more]:
        _append(listed, table)


def _append(listed: MutableSequence[Any], table: Any) -> None:
    # A list of [[tables]] takes no { inline } one and the other way round, but both take plain values.
    plain = table.unwrap() if hasattr(table, "unwrap") and type(listed) is not list else table
    try:
        listed.append(table)
    except (TypeError, ValueError):
        listed.append(plain)


def _add_named(listed: MutableSequence[Any], more: Any) -> None:
    for table in more if isinstance(more, list) else [more]:
        key = next((key for key in ("id", "code") if isinstance(table, Mapping) and key in table), "")
        same = _same(listed, table, key) if key else None
        if same is None:
            _append(listed, table)
        else:
            lay_over(same, table)


def _same(
    listed: MutableSequence[Any], table: Mapping[str, Any], key: str
) -> MutableMapping[str, Any] | None:
    found = (one for one in listed if isinstance(one, MutableMapping) and one.get(key) == table[key])
    return next(found, None)


def _add_words(vocabulary: MutableMapping[str, Any], more: Any) -> None:
    for name, words in more.items() if isinstance(more, Mapping) else ():
        if isinstance(vocabulary.get(name), MutableSequence):
            _add_named(vocabulary[name], words)
        else:
            vocabulary[name] = words
