"""Editing one's own scheme: a field of a rule, a default, a name, a rule more or less; comments are kept."""

import re
from collections.abc import Mapping, MutableMapping, MutableSequence
from decimal import Decimal
from typing import Any

from edudesk.errors import UserError
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading.format import RULES
from edudesk.services.schemes.reading.rewriting import rewrite
from edudesk.services.schemes.reading.templates import template
from edudesk.texts import Label

_STEP = re.compile(r"([\w-]+)((?:\[\d+\])*)")


def set_value(text: str, rule_id: str, path: str, value: object) -> str:
    """Return the text with a field of a rule changed; None takes the field out.

    ``path`` is as in the file, lists counted from 1: ``condition.at_least``, ``condition.all[2].name``.
    ``scheme.no-rule`` or ``scheme.no-field`` when there is no such place.
    """

    def change(whole: MutableMapping[str, Any]) -> None:
        rule = _rule(whole, rule_id)[1]
        *outer, last = _steps(path)
        place: Any = rule
        for step in outer:
            place = _inside(place, step, path)
        if value is None:
            _inside(place, last, path)
            del place[last]
        elif isinstance(place, MutableMapping) != isinstance(last, str):
            raise UserError("scheme.no-field", field=path)
        else:
            place[last] = _plain(value)

    return rewrite(text, change)


def set_default(text: str, setting_id: str, value: SettingValue) -> str:
    """Return the text with another default of a setting; ``scheme.no-setting`` when it has no such one."""

    def change(whole: MutableMapping[str, Any]) -> None:
        for setting in whole.get("settings", []):
            if setting.get("id") == setting_id:
                setting["default"] = value
                return
        raise UserError("scheme.no-setting", setting=setting_id)

    return rewrite(text, change)


def set_head(text: str, **fields: str | Label) -> str:
    """Return the text with other fields of its head, such as ``name``, ``id``, ``version`` or ``place``."""

    def change(whole: MutableMapping[str, Any]) -> None:
        for field, value in fields.items():
            whole[field] = _plain(value)

    return rewrite(text, change)


def drop_rule(text: str, rule_id: str) -> str:
    """Return the text without a rule."""

    def change(whole: MutableMapping[str, Any]) -> None:
        section, rule = _rule(whole, rule_id)
        if len(whole[section]) == 1:
            del whole[section]
        else:
            del whole[section][
                next(at for at, one in enumerate(whole[section]) if one is rule or one == rule)
            ]

    return rewrite(text, change)


def add_rule(text: str, section: str, rule_id: str, name: Label, sentence: str) -> str:
    """Return the text with one more rule in a section (one of ``format.RULES``), to be filled in further.

    It asks for what its section mostly asks, so that it can be read at once; ``scheme.twice`` when the id is
    there already.
    """

    def change(whole: MutableMapping[str, Any]) -> None:
        if any(rule.get("id") == rule_id for known in RULES for rule in whole.get(known, [])):
            raise UserError("scheme.rule-known", rule=rule_id)
        head = {"id": rule_id, "name": _plain(name), "sentence": sentence}
        made = head | template(section)
        if isinstance(whole.get(section), MutableSequence):
            whole[section].append(made)
        else:
            whole[section] = [made]

    return rewrite(text, change)


def _rule(whole: Mapping[str, Any], rule_id: str) -> tuple[str, MutableMapping[str, Any]]:
    for section in RULES:
        listed = whole.get(section)
        for rule in listed if isinstance(listed, MutableSequence) else ():
            if isinstance(rule, MutableMapping) and rule.get("id") == rule_id:
                return section, rule
    raise UserError("scheme.no-rule", rule=rule_id)


def _steps(path: str) -> list[str | int]:
    """Return the fields and positions of a path, positions counted from 0."""
    steps: list[str | int] = []
    for part in path.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            raise UserError("scheme.no-field", field=path)
        steps += [found[1], *(int(position) - 1 for position in re.findall(r"\d+", found[2]))]
    return steps


def _inside(place: Any, step: str | int, path: str) -> Any:
    try:
        if isinstance(step, str) == isinstance(place, Mapping) and step != -1:
            return place[step]
    except (KeyError, IndexError):
        pass
    raise UserError("scheme.no-field", field=path)


def _plain(value: Any) -> Any:
    """Return a value as TOML writes it."""
    if isinstance(value, Label):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
