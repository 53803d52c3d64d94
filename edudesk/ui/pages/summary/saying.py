"""What chips say: looked up in the open summary, and held against what was saved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from edudesk.services.summarising.marks import FIGURE, Mark, marks, remarked
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.summarising.opening import Sheet
    from edudesk.services.summarising.saying import Saying

Content = Mapping[str, Any]


class Sayings:
    """Knows what a mark says now; before a summary is open it says what it said last."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._sheet: Sheet | None = None
        self._saved: dict[Mark, str] = {}

    def take(self, sheet: "Sheet") -> None:
        """Look up marks in this summary from now on."""
        self._sheet = sheet
        kept = marks_of(sheet.saved or sheet.draft.content)
        self._saved = {mark.bare: mark.said for mark in kept if mark.said is not None}

    def look(self, mark: Mark) -> "tuple[Saying | None, str]":
        """Return what a mark says now, and the words on its chip."""
        saying = self.say(mark)
        if saying is None:
            return None, mark.said or mark.key
        if saying.gone:
            return saying, self._texts.say("summarypage.chip-gone", words=saying.words or saying.name)
        if saying.changed:
            before = self._saved[mark.bare]
            return saying, self._texts.say("summarypage.chip-changed", words=saying.words, before=before)
        return saying, saying.words

    def say(self, mark: Mark) -> "Saying | None":
        """Return what a mark says now; ``changed`` against what was saved."""
        if self._sheet is None:
            return None
        known = Mark(mark.kind, mark.key, self._saved.get(mark.bare, mark.said))
        saying = self._sheet.sources.say(known, self._texts)
        if saying.changed and mark.bare not in self._saved:
            saying = self._sheet.sources.say(mark.bare, self._texts)  # put in since: it says what it says
        return saying

    def changes(self, content: Content) -> tuple[str, ...]:
        """Return the figures in a text that say something else than when it was saved."""
        found = []
        for mark in dict.fromkeys(mark.bare for mark in marks_of(content) if mark.kind == FIGURE):
            saying = self.say(mark)
            if saying is not None and saying.changed:
                before, words = self._saved[mark], saying.words
                found.append(
                    self._texts.say("summarypage.change", name=saying.name, before=before, words=words)
                )
        return tuple(found)

    def gone(self, content: Content) -> tuple[str, ...]:
        """Return what marks in a text say whose source is gone."""
        found: dict[Mark, str] = {}
        for mark in marks_of(content):
            saying = self.say(mark)
            if saying is not None and saying.gone:
                found[mark.bare] = saying.words or saying.name
        return tuple(found.values())


def marks_of(content: Content) -> Iterator[Mark]:
    """Give the marks of a summary's sections."""
    for row in content.get("sections") or ():
        yield from marks(str(row.get("body") or ""))


def bare(content: Content) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return title and sections without what marks said: two that are equal differ in no word."""
    rows: Iterable[Content] = content.get("sections") or ()
    return (
        str(content.get("title") or "").strip(),
        tuple((str(row.get("heading") or ""), bare_words(str(row.get("body") or ""))) for row in rows),
    )


def bare_words(text: str) -> str:
    """Return words whose marks say nothing."""
    return remarked(text, lambda _mark: "")
