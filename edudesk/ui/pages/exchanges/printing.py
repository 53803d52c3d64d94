"""The papers of stays that can be printed: of one stay, and of the term."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.widgets.menus import Entry

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode

OF_ONE = ("exchange-form", "exchange-work", "exchange-months", "exchange-assessment")
OF_TERM = ("exchange-list", "recognition")
Draw = Callable[[str], None]


def entries(texts: Texts, of_one: Draw, of_term: Draw, *, chosen: bool) -> list[Entry]:
    """Return the lines of the menu; ``of_one`` and ``of_term`` draw a paper of the kind they are told."""

    def name(kind: str) -> str:
        return texts.say(f"exchanges.paper.{kind}")

    why = "" if chosen else texts.say("exchanges.choose-first")
    own = [Entry(name(kind), partial(of_one, kind), why_not=why) for kind in OF_ONE]
    term = [Entry(name(kind), partial(of_term, kind)) for kind in OF_TERM]
    return [*own, Entry(), *term] if own else term


def draw(opened: Opened, kind: str, stay_id: str, term: "TermCode | None", texts: Texts) -> Path:
    """Make a paper as a PDF among the derived files and return its path."""
    from edudesk.services.exchanging.printing import paper_of

    return paper_of(opened.archive, kind, stay_id, term, today=opened.clock.today(), texts=texts)
