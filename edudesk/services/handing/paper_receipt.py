"""A receipt that was signed on paper: who signed for the package, and on which day."""

from datetime import date, datetime

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change


def note_paper_receipt(archive: Archive, handover_id: RecordId, by: str, day: date, now: datetime) -> str:
    """Note with a package who signed for it and when; return the change. A later note replaces it.

    Errors: ``record.none``.
    """
    left = records.get(archive, handover_id)
    if left.type != "handover":
        raise UserError("record.none")
    with change(archive, "handover.signed", now, subject=left.title) as writing:
        writing.edit(handover_id, {"receipt": f"{by} {day.isoformat()}"})
    return writing.change_id
