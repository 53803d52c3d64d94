"""The settings of a scheme, and putting their values wherever ``@id`` or ``choose`` stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edudesk.errors import Problem
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading.tables import Table, nearest
from edudesk.services.schemes.scheme import Setting, Word

_TYPES = ("number", "choice", "flag", "day", "date")


def read_settings(root: Table) -> tuple[Setting, ...]:
    """Return the settings that the file declares, with problems noted at the table."""
    return tuple(_setting(table) for table in root.tables("settings"))


def _setting(table: Table) -> Setting:
    identity = table.text("id", required=True)
    sort = table.one_of("type", _TYPES, "choice")
    choices = tuple(_choice(choice) for choice in table.tables("choices"))
    minimum, maximum = table.whole("minimum"), table.whole("maximum", 10_000, most=10**9)
    setting = Setting(identity, table.label("name"), sort, "", choices, minimum, maximum)
    default = table.raw("default")
    table.label("note", required=False)
    table.finish()
    if not fits(setting, default):
        table.report("scheme.bad-default", "default", value=default)
        return setting
    return Setting(identity, setting.name, sort, default, choices, minimum, maximum)


def _choice(table: Table) -> Word:
    word = Word(table.text("code", required=True), table.label("name"))
    table.finish()
    return word


def fits(setting: Setting, value: object) -> bool:
    """Return whether ``value`` is one that the setting allows."""
    match setting.type:
        case "number":
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number and setting.minimum <= value <= setting.maximum  # type: ignore[operator]
        case "flag":
            return isinstance(value, bool)
        case "day":
            problems: list[Problem] = []
            return isinstance(value, str) and bool(Table({"d": value}, "", problems).month_day("d"))
        case "date":
            return isinstance(value, str) and _date(value) is not None
        case _:
            return isinstance(value, str) and value in {choice.code for choice in setting.choices}


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def chosen_values(
    settings: tuple[Setting, ...], chosen: Mapping[str, SettingValue], problems: list[Problem]
) -> dict[str, SettingValue]:
    """Return every setting's value: the chosen one where there is one, else the default."""
    values = {setting.id: setting.default for setting in settings}
    known = {setting.id: setting for setting in settings}
    for name, value in chosen.items():
        parameters = {"field": name, "value": value, "guess": nearest(name, known)}
        if name not in known:
            problems.append(Problem("scheme.unknown-setting", name, "settings", parameters))
        elif not fits(known[name], value):
            problems.append(Problem("scheme.bad-setting", name, "settings", parameters))
        else:
            values[name] = value
    return values


class Substitution:
    """Puts the chosen values into the raw file before it is read."""

    def __init__(
        self, settings: tuple[Setting, ...], values: Mapping[str, SettingValue], problems: list[Problem]
    ) -> None:
        self._settings = {setting.id: setting for setting in settings}
        self._values = values
        self._problems = problems
        self.used: set[str] = set()

    def apply(self, raw: Any, place: str) -> Any:
        """Return ``raw`` with each ``@id`` replaced and each ``choose`` decided."""
        if isinstance(raw, str) and raw.startswith("@"):
            value, setting = self._value(raw[1:], place), self._settings.get(raw[1:])
            dated = setting is not None and setting.type == "date" and isinstance(value, str)
            return _date(str(value)) if dated else value
        if isinstance(raw, list):
            return [
                self.apply(item, f"{place}[{_mark(item, position)}]") for position, item in enumerate(raw, 1)
            ]
        if isinstance(raw, dict) and "choose" in raw:
            return self._decide(raw, place)
        if isinstance(raw, dict):
            return {key: self.apply(item, f"{place}.{key}".lstrip(".")) for key, item in raw.items()}
        return raw

    def _value(self, name: str, place: str) -> SettingValue | None:
        self.used.add(name)
        if name in self._values:
            return self._values[name]
        parameters = {"field": place, "value": name, "guess": nearest(name, self._values)}
        self._problems.append(Problem("scheme.unknown-setting", place.rpartition(".")[2], place, parameters))
        return None

    def _decide(self, raw: dict[str, Any], place: str) -> Any:
        name, variants = raw["choose"], raw.get("when")
        value = self._value(str(name), f"{place}.choose")
        setting = self._settings.get(str(name))
        chosen = str(value).lower() if isinstance(value, bool) else value
        wanted = _variants(setting) if setting else set()
        known: dict[Any, Any] = variants if isinstance(variants, dict) else {}
        if set(raw) != {"choose", "when"} or set(known) != wanted or chosen not in wanted:
            listed = ", ".join(sorted(wanted))
            self._problems.append(
                Problem("scheme.bad-choose", "when", place, {"field": "when", "wanted": listed})
            )
            return {}
        return self.apply(known[chosen], f"{place}.when.{chosen}")


def _variants(setting: Setting) -> set[str]:
    """Return the names of the variants from which a setting chooses."""
    return {"true", "false"} if setting.type == "flag" else {choice.code for choice in setting.choices}


def _mark(item: Any, position: int) -> object:
    return (item.get("id") or item.get("code") or position) if isinstance(item, dict) else position
