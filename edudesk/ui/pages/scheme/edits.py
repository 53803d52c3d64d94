"""Changes of one's own scheme as plain values, so that they can be tried before they are saved."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A field of a rule at its ``place`` in the file; where that begins with @, a setting's default."""

    place: str
    value: object


def edited(text: str, rule_id: str, edits: Sequence[Edit]) -> str:
    """Return the text with a rule's edits put in."""
    from edudesk.services.schemes.reading.editing import set_default, set_value

    for edit in edits:
        if edit.place.startswith("@"):
            text = set_default(text, edit.place[1:], edit.value)  # type: ignore[arg-type]  # checked when read
        else:
            text = set_value(text, rule_id, edit.place, edit.value)
    return text
