"""The places of the archive as a tree: what waits, all that is filed, then year, class and volume."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.classes import class_words
from edudesk.services.filing.values import ALL, ENDED, PENDING
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.filing.values import Shelf, Shelves
    from edudesk.services.filing.volumes import Volume


@dataclass(frozen=True)
class Node:
    """One place: its ``key``, what it says, how many files are there, and which they are.

    ``volumes`` names the volumes below it; a place with just one of them is a volume.
    """

    key: str
    words: str
    count: int
    shelf: str = ALL
    volumes: tuple[str, ...] | None = None
    children: tuple["Node", ...] = ()
    above: str = ""
    """What stands above it, for where it is named alone."""

    @property
    def whole(self) -> str:
        """What it says where nothing stands above it."""
        return " ".join(filter(None, (self.above, self.words)))

    @property
    def volume(self) -> str:
        """The volume that it is, or nothing."""
        return self.volumes[0] if self.volumes and len(self.volumes) == 1 else ""


def nodes_of(session: Session, found: "Shelves") -> tuple[Node, ...]:
    """Return the top places; retention that ended is shown only where there is some."""
    say = session.say
    top = [Node(PENDING, say("files.waiting"), found.pending, PENDING)]
    top.append(Node(ALL, say("files.all"), found.filed, ALL))
    if found.ended:
        top.append(Node(ENDED, say("files.ended"), found.ended, ENDED))
    return (*top, *_years(session, found.volumes))


def all_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Give every place, each before those below it."""
    for node in nodes:
        yield node
        yield from all_nodes(node.children)


def year_words(session: Session, volume: "Volume") -> str:
    """Return ``2025年`` or ``2025—2026学年``."""
    code = "files.school-year" if volume.school_year else "files.year"
    return session.say(code, year=volume.year, next=volume.year + 1)


def volume_words(session: Session, volume: "Volume") -> str:
    """Return a volume in one line: ``2025年 活动记录 · 10年``."""
    return f"{year_words(session, volume)} {volume.words(session.texts.language)}"


def _years(session: Session, shelves: "Sequence[Shelf]") -> Iterator[Node]:
    named = [(one.volume, one) for one in shelves if one.volume is not None]
    for (year, by_school_year), found in groupby(named, lambda pair: (pair[0].year, pair[0].school_year)):
        pairs = list(found)
        yield Node(
            f"year:{year}:{by_school_year}",
            year_words(session, pairs[0][0]),
            sum(shelf.count for _volume, shelf in pairs),
            volumes=tuple(shelf.text for _volume, shelf in pairs),
            children=tuple(_classes(session, pairs)),
        )
    for shelf in shelves:
        if shelf.volume is None:
            words = shelf.text or session.say("files.no-volume")
            yield Node(f"volume:{shelf.text}", words, shelf.count, volumes=(shelf.text,))


def _classes(session: Session, pairs: "Sequence[tuple[Volume, Shelf]]") -> Iterator[Node]:
    language = session.texts.language
    for name, found in groupby(pairs, lambda pair: pair[0].name):
        own = list(found)
        if len(own) == 1:
            volume, shelf = own[0]
            words = volume.words(language)
            key = f"volume:{shelf.text}"
            yield Node(key, words, shelf.count, volumes=(shelf.text,), above=year_words(session, volume))
            continue
        year = year_words(session, own[0][0])
        called = class_words(name, language)
        children = tuple(
            Node(
                f"volume:{shelf.text}",
                _below(session, volume),
                shelf.count,
                volumes=(shelf.text,),
                above=f"{year} {called}",
            )
            for volume, shelf in own
        )
        yield Node(
            f"class:{own[0][0].year}:{own[0][0].school_year}:{name}",
            called,
            sum(shelf.count for _volume, shelf in own),
            volumes=tuple(shelf.text for _volume, shelf in own),
            children=children,
            above=year,
        )


def _below(session: Session, volume: "Volume") -> str:
    kept = VOCABULARIES["retention"].label(volume.retention)(session.texts.language)
    return f"{kept} · {session.say('files.part', number=volume.part)}" if volume.part else kept
