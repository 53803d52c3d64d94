"""What the page does to schemes: copy, import, export, edit, delete; run in the desk's thread."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.errors import UserError
from edudesk.services.calendar import TermCode
from edudesk.ui.desk import Opened
from edudesk.ui.pages.scheme.edits import Edit, edited
from edudesk.ui.pages.scheme.questions import Shown, in_force

if TYPE_CHECKING:
    from edudesk.texts import Label

_LARGE = 2_000_000
Done = tuple[str, str]
"""The record of one's own scheme, and the id of the change, empty where nothing was written."""


def copy(shown: Shown, term: TermCode | None) -> Callable[[Opened], Done]:
    """Return the deed that makes a copy of what is shown."""

    def deed(opened: Opened) -> Done:
        from edudesk.services.schemebook import copy_text, whole_text

        now = opened.clock.now()
        if shown.own:
            own = copy_text(opened.archive, whole_text(opened.archive, shown.own), now)
        else:
            status = in_force(opened, shown.community, term)
            own = copy_text(opened.archive, status.scheme.text, now, status.evaluation.settings)
        return own, _last(opened)

    return deed


def take_in(path: Path, *, replace: bool) -> Callable[[Opened], Done]:
    """Return the deed that keeps a scheme file among one's own."""

    def deed(opened: Opened) -> Done:
        from edudesk.services.schemebook import import_scheme

        before = _last(opened)
        own = import_scheme(opened.archive, _read(path), opened.clock.now(), replace=replace)
        after = _last(opened)
        return own, after if after != before else ""

    return deed


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGE)  # more of it is refused as too big in any case
    except OSError as error:
        raise UserError("file.unreadable", path=path) from error


def write_out(path: Path, text: str) -> Callable[[Opened], None]:
    """Return the deed that writes a scheme into a file."""

    def deed(_opened: Opened) -> None:
        from edudesk.services.disk.writing import write_file

        write_file(path, text.encode("utf-8"))

    return deed


def delete(own: str) -> Callable[[Opened], str]:
    """Return the deed that puts one's own scheme into the recycle bin."""

    def deed(opened: Opened) -> str:
        from edudesk.services.schemebook import delete_scheme

        return delete_scheme(opened.archive, own, opened.clock.now())

    return deed


def save(own: str, rule_id: str, edits: Sequence[Edit]) -> Callable[[Opened], str]:
    """Return the deed that keeps a rule's edits; ``BadScheme`` when they cannot be used."""
    return _edit(own, lambda text: edited(text, rule_id, edits))


def rename(own: str, name: "Label") -> Callable[[Opened], str]:
    """Return the deed that gives one's own scheme another name."""

    def edit(text: str) -> str:
        from edudesk.services.schemes.reading.editing import set_head

        return set_head(text, name=name)

    return _edit(own, edit)


def drop(own: str, rule_id: str) -> Callable[[Opened], str]:
    """Return the deed that takes a rule out."""

    def edit(text: str) -> str:
        from edudesk.services.schemes.reading.editing import drop_rule

        return drop_rule(text, rule_id)

    return _edit(own, edit)


def _edit(own: str, edit: Callable[[str], str]) -> Callable[[Opened], str]:
    def deed(opened: Opened) -> str:
        from edudesk.services.schemebook import edit_scheme

        edit_scheme(opened.archive, own, edit, opened.clock.now())
        return _last(opened)

    return deed


def _last(opened: Opened) -> str:
    from edudesk.services.undo import steps

    return next((one.id for one in steps(opened.archive, 1)), "")
