"""What happened in the demonstration, step by step: each is one change, entered at its own time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from edudesk.services.changes import Writing
from edudesk.services.demonstration.material import Raw


@dataclass(frozen=True)
class Photo:
    """A photo to be drawn."""

    scene: str
    words: str
    taken_at: datetime


@dataclass(frozen=True)
class Paper:
    """A paper to be printed as a PDF: its name, its kind as evidence, and the facts that stand on it."""

    name: str
    kind: str
    facts: Raw


@dataclass(frozen=True)
class Step:
    """One change: when it was entered (UTC), by whom, what is written, which files come with it.

    ``write`` returns the id of the record that the files belong to; for ``several`` they belong to each.
    """

    at: datetime
    name: str
    subject: str
    write: Callable[[Writing], Any]
    author: str = ""
    historical: bool = False
    photos: tuple[Photo, ...] = ()
    papers: tuple[Paper, ...] = field(default_factory=tuple)
