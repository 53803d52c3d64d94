"""The photos of activities as tiles of a wall: filtered by the database, without building records."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.services.archive import Archive
from edudesk.services.listing.columns import prepare_columns
from edudesk.services.listing.narrowing import ActivityFilter, conditions
from edudesk.services.listing.query import present
from edudesk.services.listing.sides import sides


@dataclass(frozen=True)
class PhotoRow:
    """One photo with the activity it lies with; ``ours`` may be captioned and turned."""

    id: RecordId
    about_id: RecordId
    topic: str
    starts_on: date | None
    ends_on: date | None
    sha256: str
    name: str
    caption: str
    turned: int
    taken_at: datetime | None
    ours: bool

    @property
    def is_of_another_day(self) -> bool:
        """Whether the photo was taken on a day on which the activity was not."""
        if self.taken_at is None or self.starts_on is None:
            return False
        return not self.starts_on <= self.taken_at.date() <= (self.ends_on or self.starts_on)


def photos(archive: Archive, chosen: ActivityFilter) -> tuple[PhotoRow, ...]:
    """Return the photos of the activities that the filter leaves, newest activity first."""
    head = aliased(RecordHead)  # another one than that by which the bin is asked about activities
    with archive.read() as connection:
        prepare_columns(connection, chosen.columns)
        known = sides(connection, archive.holder_id)
        wanted = (
            select(
                *(Evidence.id, Evidence.about_id, Evidence.sha256, Evidence.name, Evidence.caption),
                *(Evidence.turned, Evidence.taken_at, Activity.topic, Activity.starts_on, Activity.ends_on),
                head.owner_id,
            )
            .join(Activity, Activity.id == Evidence.about_id)
            .join(head, head.id == Evidence.id)
            .where(Evidence.kind == "photo", head.deleted.is_(False), present(Activity.id))
            .where(*conditions(chosen, known))
            .order_by(Activity.starts_on.desc(), Activity.starts_at.desc(), Activity.id.desc())
            .order_by(Evidence.place_in_list, Evidence.id)
        )
        rows = connection.execute(wanted).all()
    return tuple(
        PhotoRow(
            id=row.id,
            about_id=row.about_id,
            topic=row.topic,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            sha256=row.sha256,
            name=row.name,
            caption=row.caption or "",
            turned=row.turned or 0,
            taken_at=row.taken_at,
            ours=row.owner_id == archive.holder_id,
        )
        for row in rows
    )
