"""What is written from the page: every field is one change, named in a toast that takes it back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.assessing import Filled, Line, Part, Place
    from edudesk.services.schemes.results import Entry

Deed = Callable[[Opened], str]
"""Writes, and returns the id of the change."""


@dataclass(frozen=True)
class Target:
    """A place in a table (or a figure) of a community; ``title`` is what the record is called."""

    community: str
    title: str
    entry: "Entry"
    part: "Part" = "self"

    def deed(self, write: "Callable[[Place, Opened], Filled]") -> Deed:
        """Return what writes to this place."""

        def do(opened: Opened) -> str:
            from edudesk.services.assessing import Place

            return write(Place(opened.archive, self.community, self.title), opened).change_id

        return do


def put(target: Target, **values: Any) -> Deed:
    """Return the deed that writes ``score``, ``count`` or ``note`` of a line; the others stay."""

    def write(place: "Place", opened: Opened) -> "Filled":
        from edudesk.services.assessing import line_at, set_line

        line: Line = replace(line_at(place, target.entry, target.part), **values)
        return set_line(place, target.entry, line, now=opened.clock.now(), part=target.part)

    return target.deed(write)


def put_samples(target: Target, scores: tuple[Decimal, ...]) -> Deed:
    """Return the deed that writes the scores of all samples."""

    def write(place: "Place", opened: Opened) -> "Filled":
        from edudesk.services.assessing import Line, set_samples

        lines = tuple(Line(score) for score in scores)
        return set_samples(place, target.entry, lines, now=opened.clock.now(), part=target.part)

    return target.deed(write)


def put_figure(target: Target, value: Decimal | None, source: str) -> Deed:
    """Return the deed that writes a figure with its source; None takes it away."""

    def write(place: "Place", opened: Opened) -> "Filled":
        from edudesk.services.assessing import set_figure

        return set_figure(place, target.entry, value, now=opened.clock.now(), source=source)

    return target.deed(write)


def put_signature(target: Target, entries: "Sequence[Entry]", by: str, dated: date | None) -> Deed:
    """Return the deed that says who reviewed the sheets of some indicators, and when."""

    def write(place: "Place", opened: Opened) -> "Filled":
        from edudesk.services.assessing import sign

        return sign(place, entries, by, dated, now=opened.clock.now(), part=target.part)

    return target.deed(write)


def put_link(target: Target, record: str, *, linked: bool) -> Deed:
    """Return the deed that links a record to an indicator, or takes the link away."""

    def write(place: "Place", opened: Opened) -> "Filled":
        from edudesk.services.assessing import link, unlink

        deed = link if linked else unlink
        return deed(place, target.entry, record, now=opened.clock.now(), part=target.part)

    return target.deed(write)
