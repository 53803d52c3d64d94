"""The words of a section on paper: figures in their sentences, tables and pictures between paragraphs."""

import re
from collections.abc import Mapping

from edudesk.services.reports.document import Block, Heading, Note, Paragraph, Photos, Picture
from edudesk.services.reports.facts import MarkFacts
from edudesk.services.summarising.marks import FIGURE, PHOTO, TABLE, Mark, pieces
from edudesk.texts import Label, Language

_SECOND_LEVEL = re.compile(r"^\s*（[一二三四五六七八九十]+）.{1,30}$")
_GONE = {
    FIGURE: Label("{words}（来源已不在，待核对）", "{words} (its source is gone; to be checked)"),
    TABLE: Label("（表“{words}”已不在）", "(The table “{words}” is no longer there)"),
    PHOTO: Label("（照片“{words}”已不在）", "(The picture “{words}” is no longer there)"),
}
_NOTHING = Label("（{words}：本期没有）", "({words}: none in this time)")


def paragraphs(text: str) -> list[Block]:
    """Return paragraphs; a short line that begins with （一） is a heading of the second level."""
    return [_line(line) for line in text.splitlines() if line.strip()]


def _line(words: str) -> Block:
    return Heading(words.strip(), 2) if _SECOND_LEVEL.match(words) else Paragraph(words.strip())


class Inserts:
    """Puts what marks say in their place; ``placed`` are the keys of the tables that stand in the text."""

    def __init__(
        self, marks: Mapping[str, MarkFacts], tables: Mapping[str, Block], language: Language
    ) -> None:
        self._marks, self._tables, self._language = marks, tables, language
        self.placed: set[str] = set()

    def blocks(self, text: str) -> list[Block]:
        """Return a section's text as blocks; nothing of it is left out."""
        blocks: list[Block] = []
        for line in text.splitlines():
            words = ""
            for piece in pieces(line):
                fact = self._marks.get(str(piece)) if isinstance(piece, Mark) else None
                if fact is None or fact.kind == FIGURE:
                    words += str(piece) if fact is None else self._figure(fact)
                    continue
                blocks += paragraphs(words)
                words = ""
                self._put(blocks, fact)
            blocks += paragraphs(words)
        return blocks

    def _figure(self, fact: MarkFacts) -> str:
        return self._gone(fact) if fact.gone else fact.words

    def _gone(self, fact: MarkFacts) -> str:
        return _GONE[fact.kind](self._language).format(words=fact.words or fact.key)

    def _put(self, blocks: list[Block], fact: MarkFacts) -> None:
        if fact.gone:
            blocks.append(Note(self._gone(fact)))
        elif fact.photo is not None:
            picture = Picture(fact.photo.source, fact.words, fact.photo.instead)
            last = blocks[-1] if blocks else None
            if isinstance(last, Photos):  # pictures that follow each other share a page
                blocks[-1] = Photos((*last.pictures, picture))
            else:
                blocks.append(Photos((picture,)))
        elif fact.key in self._tables:
            self.placed.add(fact.key)
            blocks += [Note(fact.words, "centre"), self._tables[fact.key]]
        else:
            blocks.append(Note(_NOTHING(self._language).format(words=fact.words)))
