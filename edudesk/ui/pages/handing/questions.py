"""What step 1 asks of the archive and has it write; run in the desk's thread."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.handing.checking import Asking
    from edudesk.services.handing.faces import OutgoingPicture
    from edudesk.services.packages.editions import Edition
    from edudesk.services.status import TermStatus


@dataclass(frozen=True)
class Concerned:
    """The term and the communities whose packages are to be made."""

    term: "TermCode | None"
    communities: Collection[str]
    texts: Texts

    def asking(self, opened: Opened) -> "tuple[Asking, tuple[TermStatus, ...]]":
        """Return who asks when, and how the communities stand."""
        from edudesk.services.handing.checking import Asking

        clock = opened.clock
        statuses = opened.standing.at(self.term, clock.today())
        asking = Asking(opened.archive, clock.now(), clock.today(), self.texts)
        return asking, tuple(one for one in statuses if one.community.id in self.communities)


def ask_name(opened: Opened, concerned: Concerned, edition: "Edition", pattern: str = "") -> str:
    """Return what the first package would be called; errors are those of a pattern."""
    from edudesk.services.handing.naming import name_preview

    asking, statuses = concerned.asking(opened)
    return name_preview(asking, statuses[0], edition, pattern) if statuses else ""


def ask_pattern(opened: Opened) -> str:
    """Return the pattern by which packages are named."""
    from edudesk.services.packages.patterns import PACKAGE, pattern_of

    return pattern_of(opened.archive, PACKAGE)


def keep_pattern(opened: Opened, pattern: str) -> None:
    """Name packages by a pattern from now on; an empty one is the usual."""
    from edudesk.services.packages.patterns import PACKAGE, keep_pattern

    keep_pattern(opened.archive, PACKAGE, pattern)


def ask_pictures(opened: Opened, concerned: Concerned) -> "tuple[OutgoingPicture, ...]":
    """Return the pictures that would leave, each once, and those held back."""
    from edudesk.services.handing.faces import outgoing_pictures

    asking, statuses = concerned.asking(opened)
    found = [one for status in statuses for one in outgoing_pictures(asking, status)]
    return tuple({one.sha256: one for one in found}.values())


def hold_back(opened: Opened, sha256: str, *, held: bool) -> None:
    """Say that a picture is not to be sent, or that it may be."""
    from edudesk.services.packages.holding import hold_back

    hold_back(opened.archive, sha256, held=held)
