"""Photos outside as tiles, and what came of putting them somewhere, in words."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from edudesk.services.schemes.results import State
from edudesk.services.standing.words import listed
from edudesk.texts import Texts
from edudesk.ui.widgets.photo_model import Photo

if TYPE_CHECKING:
    from edudesk.services.intake import Found, Lot

_NAMED = 3


def tile(texts: Texts, one: "Found", known: tuple[QImage, str] | None) -> Photo:
    """Return a photo as a tile: 已收 when the archive has it, else the time of its taking."""
    image, title = known or (None, "")
    warning = texts.say("intake.there") if one.there else texts.say("intake.alike") if title else ""
    at = f"{one.at.hour}:{one.at:%M}" if one.source != "file" else texts.say("intake.by-file")
    said = texts.say("intake.there-in", title=one.there) if one.there else warning
    return Photo(
        str(one.path),
        one.name,
        image if image is not None and not image.isNull() else None,
        at,
        warning,
        "photo" if one.picture else "recording",
        listed(texts, (part for part in (one.name, at, said) if part)),
        ticked=False,
    )


def tell_lot(texts: Texts, lot: "Lot") -> tuple[tuple[State, str], ...]:
    """Return what deserves a sentence: what was left out and why, another day, the same picture elsewhere."""
    told: list[tuple[State, str]] = []
    if lot.gone is not None:
        told.append((State.AT_RISK, texts.present(lot.gone)))
    if lot.refused:
        names = listed(texts, [name for name, _error in lot.refused[:_NAMED]])
        reason = texts.present(lot.refused[-1][1])
        told.append(
            (State.AT_RISK, texts.say("intake.refused", count=len(lot.refused), names=names, reason=reason))
        )
    days = sum(problem.code == "attaching.other-day" for problem in lot.doubts)
    if days:
        told.append((State.AT_RISK, texts.say("intake.other-days", count=days)))
    twins = [problem for problem in lot.doubts if problem.code != "attaching.other-day"]
    if twins:
        title = str(twins[0].parameters.get("title", ""))
        told.append((State.AT_RISK, texts.say("intake.twins-found", count=len(twins), title=title)))
    return tuple(told)
