"""A paper as a tile of the strip, and when it was taken, in words."""

from datetime import date

from PySide6.QtGui import QImage, QTransform

from edudesk.services.standing.words import listed, say_day
from edudesk.texts import Texts
from edudesk.ui.papers.paper import Kinds, Paper
from edudesk.ui.widgets.photos import Photo

Days = tuple[date | None, date | None]
"""The first and the last day of what the papers are about."""


def picture_of(paper: Paper) -> QImage | None:
    """Return the small picture of a paper as a person turned it, None for what is none."""
    return turned(QImage.fromData(paper.thumbnail), paper.turned) if paper.thumbnail else None


def turned(image: QImage, degrees: int) -> QImage:
    """Return an image turned clockwise by a multiple of 90 degrees."""
    return image.transformed(QTransform().rotate(degrees)) if degrees % 360 else image


def tile(texts: Texts, paper: Paper, image: QImage | None, kinds: Kinds, days: Days = (None, None)) -> Photo:
    """Return a paper as a tile, which warns when it was taken on another day."""
    word = dict(kinds).get(paper.kind, paper.kind)
    time = f"{paper.taken_at.hour}:{paper.taken_at:%M}" if paper.taken_at else ""
    warning = ""
    if paper.taken_at and paper.is_of_another_day(*days):
        warning = say_day(texts, paper.taken_at.date())
    return Photo(
        paper.id,
        paper.name,
        image,
        time if paper.kind == "photo" else word,
        warning,
        paper.kind,
        listed(texts, (part for part in (word, paper.caption or paper.name, warning or time) if part)),
        paper.caption,
    )


def say_taken(texts: Texts, paper: Paper) -> str:
    """Return when a picture was taken, nothing when it does not say."""
    if paper.taken_at is None:
        return ""
    day = f"{say_day(texts, paper.taken_at.date())} {paper.taken_at:%H:%M}"
    return texts.say("papers.taken", day=day)
