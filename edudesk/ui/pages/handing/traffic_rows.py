"""What went to and fro, as rows of one table: packages that left and packages that came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from edudesk.services.handing.view import Sent
from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.widgets.table_rows import Cell, Row

if TYPE_CHECKING:
    from edudesk.services.receiving.arrivals import Came

OUT, IN = "out", "in"


@dataclass(frozen=True)
class Entry:
    """One package with its direction; ``when`` it was made here or taken in."""

    direction: str
    id: str
    name: str
    when: datetime
    sent: Sent | None = None
    came: "Came | None" = None


def entries(sent: Sequence[Sent], came: "Sequence[Came]") -> tuple[Entry, ...]:
    """Return both lists as one, the newest first."""
    found = [
        *(Entry(OUT, one.id, one.name, one.built_at, sent=one) for one in sent),
        *(Entry(IN, one.id, one.name, one.taken_at, came=one) for one in came),
    ]
    return tuple(sorted(found, key=lambda one: (one.when, one.id), reverse=True))


def row_of(entry: Entry, texts: Texts) -> Row:
    """Return an entry as a row."""
    about = entry.sent or entry.came
    assert about is not None
    who = _receiver(entry.sent, texts) if entry.sent else entry.came.sender if entry.came else ""
    cells: dict[str, Cell | str] = {
        "when": f"{entry.when:%Y-%m-%d %H:%M}",
        "way": texts.say(f"incoming.way-{entry.direction}"),
        "who": who or Cell("—", faint=True),
        "term": about.term or Cell("—", faint=True),
        "name": Cell(entry.name, hint=entry.name),
        "edition": about.edition,
        "state": _state(entry, texts),
        "code": Cell(about.check_code or "—", bold=True),
    }
    return Row(entry.id, cells, data=entry)


def _receiver(sent: Sent, texts: Texts) -> str:
    """Return to whom a package was to go, or where nobody said so, who gave a receipt."""
    answered = dict.fromkeys(one.receiver for one in sent.receipts)
    return sent.handed_to or texts.say("incoming.comma").join(answered)


def _state(entry: Entry, texts: Texts) -> Cell:
    if entry.sent is not None:
        return receipt_cell(entry.sent, texts)
    back = entry.came is not None and entry.came.taken_back
    state = State.NOT_APPLICABLE if back else State.MET
    return Cell(texts.say("incoming.state-back" if back else "incoming.state-in"), state=state)


def receipt_cell(sent: Sent, texts: Texts) -> Cell:
    """Return whether the receipt of a package that left is there; the hint says who gave it and when."""
    say = texts.say
    latest = max(sent.receipts, key=lambda one: one.stated_at, default=None)
    if latest is not None:
        withdrawn = latest.state == "withdrawn"
        hint = f"{latest.receiver} {latest.stated_at:%Y-%m-%d %H:%M} {latest.words} {latest.signature}"
        words = say("incoming.state-back" if withdrawn else "incoming.state-receipt")
        return Cell(words, state=State.AT_RISK if withdrawn else State.MET, hint=hint)
    if sent.paper:
        return Cell(say("incoming.state-paper"), state=State.MET, hint=sent.paper)
    return Cell(say("incoming.state-none"), state=State.ON_TRACK)
