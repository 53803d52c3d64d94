"""What the page of the history asks of the archive; all of it runs in the archive's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.history import Version
    from edudesk.services.undo import Step


@dataclass(frozen=True)
class RecordHistory:
    """The versions of one record; only ours can be brought back."""

    title: str
    ours: bool
    versions: "tuple[Version, ...]"


@dataclass(frozen=True)
class Done:
    """A step in the archive, its name in words."""

    step: "Step"
    what: str


def ask_record(opened: Opened, record_id: str, texts: Texts) -> RecordHistory:
    """Return what became of a record."""
    from edudesk.services.history import history_of
    from edudesk.services.listing.records import rows_of
    from edudesk.services.listing.words import scheme_words

    opened.standing.catch_up()
    schemes = [status.scheme for status in opened.standing.at(None, opened.clock.today())]
    versions = history_of(opened.archive, record_id, texts, scheme_words(schemes))
    (row,) = rows_of(opened.archive, (record_id,))
    return RecordHistory((row.title or row.type_label)(texts.language), row.ours, versions)


def ask_archive(opened: Opened, texts: Texts, most: int) -> tuple[Done, ...]:
    """Return the newest steps in the archive."""
    from edudesk.services.retracing import step_words
    from edudesk.services.undo import steps

    return tuple(Done(step, step_words(texts, step)) for step in steps(opened.archive, most))


def bring_back(opened: Opened, record_id: str, revision_id: str) -> str:
    """Let a record say again what an earlier version said; return the change's id."""
    from edudesk.services import history

    return history.bring_back(opened.archive, record_id, revision_id, opened.clock.now())


def take_back(opened: Opened, change_id: str) -> str:
    """Undo one step, wherever in the history it stands; return the change's id."""
    from edudesk.services.undo import undo

    return undo(opened.archive, change_id, opened.clock.now())
