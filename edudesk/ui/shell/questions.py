"""What the frame asks of the archive; these run in the archive's thread and import the database there."""

from typing import TYPE_CHECKING

from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.authors import Authors
    from edudesk.services.calendar import TermCode
    from edudesk.services.frame import Frame


def ask_frame(opened: Opened) -> "Frame":
    """Return the school, its terms and the last backup."""
    from edudesk.services.frame import frame

    return frame(opened.archive, opened.clock.today())


def present_term(opened: Opened) -> "TermCode":
    """Return the term of today."""
    return ask_frame(opened).present


def ask_authors(opened: Opened) -> "Authors":
    """Return who enters records, and who did before."""
    from edudesk.services.authors import authors

    return authors(opened.archive)


def name_author(opened: Opened, name: str) -> None:
    """Let somebody else enter records from now on."""
    from edudesk.services.authors import name_author

    name_author(opened.archive, name)
