"""Changing the text of a scheme without touching its comments, its order or what it does not speak of."""

from collections.abc import Callable, MutableMapping
from typing import Any

from edudesk.services.toml_text import Unreadable, parse

Change = Callable[[MutableMapping[str, Any]], None]
"""Changes what a text says; it is given plain values as well as a document that keeps its comments."""


def rewrite(text: str, change: Change, in_document: Change | None = None) -> str:
    """Return the text changed; ``in_document`` is the same change with comments of its own.

    The plain values are what counts: where the edited text would say anything else, all is written anew.
    Unreadable when the text is no TOML; what ``change`` raises is passed on.
    """
    import tomlkit  # noqa: PLC0415 - few who open the program edit a scheme
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    whole = parse(text)
    change(whole)
    try:
        document = tomlkit.parse(text.removeprefix("\ufeff"))
        (in_document or change)(document)
        edited = tomlkit.dumps(document)
        if parse(edited) == whole:
            return edited
    except (TOMLKitError, Unreadable, TypeError, ValueError, KeyError, IndexError):
        pass
    return tomlkit.dumps(whole)
