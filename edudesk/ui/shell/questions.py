"""What the frame asks of the archive; these run in the archive's thread and import the database there."""

from typing import TYPE_CHECKING

from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.frame import Frame


def ask_frame(opened: Opened) -> "Frame":
    """Return the school, its terms and the last backup."""
    from edudesk.services.frame import frame

    return frame(opened.archive, opened.clock.today())


def present_term(opened: Opened) -> "TermCode":
    """Return the term of today."""
    return ask_frame(opened).present
