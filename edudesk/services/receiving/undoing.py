"""Taking a whole package back: everything it touched is again what it was, and it may be taken in again."""

from datetime import datetime

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.merging import ARRIVAL


def take_back(archive: Archive, arrival_id: RecordId, now: datetime) -> str:
    """Take back what a package brought; return the change. Its files stay in the store.

    Errors: ``receiving.built-on`` with what builds on it, ``receiving.taken-back`` when it was taken back
    already, ``record.none``.
    """
    arrival = records.get(archive, arrival_id)
    if arrival.type != ARRIVAL:
        raise UserError("record.none")
    if arrival.deleted:
        raise UserError("receiving.taken-back", name=arrival.title)
    with change(archive, f"{ARRIVAL}.delete", now, subject=arrival.title) as writing:
        writing.delete(arrival_id)
    return writing.change_id
