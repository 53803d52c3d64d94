"""What a list is narrowed to in one column: words that were typed, or values that were picked."""

import re
from dataclasses import dataclass

from edudesk.texts.initials import is_like, reading_order


@dataclass(frozen=True)
class ColumnWords:
    """Narrows one column: it says each of the ``words`` (or its initials are typed) and is one of ``picked``.

    What is empty does not narrow; an empty word that is picked asks for what is empty.
    """

    column: str
    words: str = ""
    picked: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.picked or self.words.split())

    def fits(self, text: str, said: str | None = None) -> bool:
        """Tell whether a cell is meant that shows ``text`` and says ``said`` in all."""
        if self.picked and text not in self.picked:
            return False
        whole = text if said is None else said
        return all(is_like(word, whole) for word in self.words.split())


def value_order(words: str) -> tuple[float, bytes]:
    """Return a key that puts values that begin with a number first, by it, and others in reading order."""
    number = re.match(r"\d+", words)
    return (float(number[0]) if number else float("inf"), reading_order(words))
