"""The style sheet: a template in which ``@name`` is a colour and ``@name-px`` or ``@12-px`` a size."""

import re
from functools import cache

from edudesk.resources import resource
from edudesk.ui.theme.tokens import PIXELS, POINTS, Tokens

_TOKEN = re.compile(r"@([A-Za-z0-9.]+(?:-[A-Za-z0-9]+)*)")


@cache
def _template() -> str:
    return resource("style", "edudesk.qss").read_text(encoding="utf-8")


def _fill(tokens: Tokens, name: str) -> str:
    stem, _, unit = name.rpartition("-")
    if unit == "px":
        return f"{tokens.px(stem if stem in PIXELS else float(stem))}px"
    if unit == "pt" and stem in POINTS:
        return f"{tokens.pt(stem):g}pt"
    return tokens.colour(name)


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet in the colours and sizes of ``tokens``; ValueError for an unknown name."""
    return _TOKEN.sub(lambda found: _fill(tokens, found[1]), _template())
