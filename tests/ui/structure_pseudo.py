"""A language that nobody speaks: each sentence is marked and 40 % longer, so that others stand out."""

import re

from edudesk.texts import Label, Language, Texts

OPEN, CLOSE = "⟦", "⟧"
_LONGER = 0.4
_ENDS = re.compile(r"(?<=[.!?]) ")


def marked(words: str) -> str:
    """Return words with marks around them, and longer; they can be wrapped where words end."""
    more = round(len(words) * _LONGER) - 2
    filler = "".join(" ~~~~~~" if place % 7 == 0 else "" for place in range(max(0, more)))[: max(0, more)]
    return f"{OPEN}{words}{filler}{CLOSE}" if words else words


class PseudoTexts(Texts):
    """English, marked."""

    def __init__(self) -> None:
        super().__init__("en")

    def pattern(self, code: str) -> str:
        if code.startswith("fields.weekday."):
            return super().pattern(code)  # what stands in a field for a day is read again
        # Sentence by sentence: some are shown apart.
        return " ".join(marked(sentence) for sentence in _ENDS.split(super().pattern(code)))


def marked_label(self: Label, language: Language) -> str:
    """Stand in for what says a label's name: names that the program brings along are marked too."""
    return marked(self.zh if language == "zh" else self.en)


def unmarked(words: str) -> str:
    """Return what stands outside all marks."""
    depth, outside = 0, []
    for sign in words:
        if sign == OPEN:
            depth += 1
        elif sign == CLOSE:
            depth = max(0, depth - 1)
            outside.append(" ")
        elif not depth:
            outside.append(sign)
    return "".join(outside)
