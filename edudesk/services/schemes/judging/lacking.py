"""What is still missing of something that nobody owes: without days by which it were due."""

from collections.abc import Mapping

from edudesk.services.schemes.results import Owed

CODES = {
    "short": "gain-short",
    "short-planned": "gain-short",
    "items": "gain-items",
    "more-items": "gain-more-items",
    "more-parts": "gain-more-parts",
}
"""The words for a debt, and those for what is only missing."""


def without_day(owed: Owed) -> Owed:
    """Return what is missing, said without the day by which a rule would ask for it."""
    parameters: Mapping[str, object] = {name: _inside(value) for name, value in owed.parameters.items()}
    plain = owed.code.removeprefix("scheme.owed.").removesuffix("-overdue")
    code = f"scheme.owed.{CODES[plain]}" if plain in CODES else owed.code
    return Owed(code, parameters)


def _inside(value: object) -> object:
    if isinstance(value, Owed):
        return without_day(value)
    return tuple(map(_inside, value)) if isinstance(value, tuple) else value
