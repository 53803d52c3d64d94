"""Where in a text the words stand that were looked for: to mark them, and to show what is around them."""

from dataclasses import dataclass
from datetime import date

from edudesk.services.search.days import parts
from edudesk.services.search.grams import folded, runs, sound_query
from edudesk.texts.initials import places_read

_BEFORE, _AROUND = 12, 64
_GAP = "…"


@dataclass(frozen=True)
class Sought:
    """The words in one written form, and those of them that may be initials."""

    words: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    def covers(self, text: str) -> bool:
        """Tell whether every word stands in a text."""
        marked = _Text(text)
        return bool(self.words) and all(
            marked.find(word) or (word in self.letters and marked.find_read(word)) for word in self.words
        )

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words stand, and where characters stand that begin like letters."""
        marked = _Text(text)
        found = [span for word in self.words for span in marked.find(word)]
        return tuple(sorted(found or [span for word in self.letters for span in marked.find_read(word)]))

    def around(self, text: str, *, lines: bool = False) -> str:
        """Return what stands around the first word, if any; with ``lines`` past its line's end too."""
        marked = _Text(text)
        at = min((found[0][0] for word in self.words if (found := marked.find(word, 1))), default=None)
        if at is None:
            return ""
        line = text.rfind("\n", 0, at) + 1
        begin = max(line, at - _BEFORE)
        end = len(text) if lines or (over := text.find("\n", at)) < 0 else over
        cut = " ".join(text[begin : min(end, begin + _AROUND)].split())
        return (_GAP if begin > line else "") + cut + (_GAP if end > begin + _AROUND else "")


class _Text:
    """A text in which words are looked for as they were folded; places are those of the text itself."""

    def __init__(self, text: str) -> None:
        plain = folded(text)
        # A few signs fold to several; then capitals alone are levelled, and if those grow nothing is.
        lower = text.lower()
        self._plain = plain if len(plain) == len(text) else lower if len(lower) == len(text) else text

    def find(self, word: str, most: int = 1 << 30) -> list[tuple[int, int]]:
        return _places(self._plain, word, most)

    def find_read(self, word: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for at in places_read(word, self._plain):
            if not found or at >= found[-1][1]:
                found.append((at, at + len(word)))
        return found


def _places(text: str, word: str, most: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(word)
    while at >= 0 and len(found) < most:
        found.append((at, at + len(word)))
        at = text.find(word, at + len(word))
    return found


def sought_in(typed: str, today: date | None = None) -> Sought:
    """Return what to mark for what was typed."""
    words: list[str] = []
    for part in parts(typed, today):
        words += [part.words] if part.days else runs(part.words)
    unique = tuple(dict.fromkeys(map(folded, words)))
    return Sought(unique, tuple(word for word in unique if sound_query(word)))
