"""An archive with something of everything that backup, restore and check have to carry."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from edudesk.models.archive import RecordHead, Revision, StoredFile
from edudesk.services.archive import Archive, note_file
from edudesk.services.changes import Writing, change

NOW = datetime(2025, 9, 20, 8, 0, tzinfo=UTC)


def fill(archive: Archive, folder: Path, activities: int = 6, photo: int = 3000) -> None:
    """Enter people, activities with a photo each, an edit, and something in the recycle bin."""
    with change(archive, "import", NOW) as writing:
        people = [writing.create("person", {"name": f"林晓{number}"}) for number in range(3)]
    for number in range(activities):
        with change(archive, "activity.create", NOW) as writing:
            made = write_activity(writing, number, people)
            attach(archive, writing, made, folder / f"photo-{number}.jpg", photo)
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(made, {"topic": "改过的主题"})
    with change(archive, "person.delete", NOW) as writing:
        writing.delete(writing.create("person", {"name": "误录的人"}))


def write_activity(writing: Writing, number: int, people: list[str]) -> str:
    """Write one activity of mine with rows, numbers and times."""
    return writing.create(
        "activity",
        {
            "topic": f"联合教研 {number}",
            "state": "held",
            "kinds": ("joint-research",),
            "starts_on": date(2025, 9, 18),
            "units": ({"unit": "time", "amount": Decimal(1)}, {"unit": "period", "amount": Decimal("2.5")}),
            "people": tuple({"person_id": person, "name": "林晓"} for person in people),
        },
    )


def attach(archive: Archive, writing: Writing, about: str, photo: Path, size: int) -> str:
    """Take a file of random bytes in as evidence and return its SHA-256."""
    photo.write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(size))
    stored = archive.store.put(photo)
    note_file(writing.connection, stored.sha256, stored.size, "image/jpeg", NOW)
    content = {"about_id": about, "sha256": stored.sha256, "name": photo.name, "kind": "photo"}
    writing.create("evidence", {**content, "size": stored.size})
    return stored.sha256


def everything(archive: Archive) -> Mapping[str, list[Any]]:
    """Return all that an archive says: records, revisions, files."""
    with archive.read() as connection:
        return {
            model.__tablename__: [
                dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for model in (RecordHead, Revision, StoredFile)
            for table in (model.__table__,)
        }


def all_files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder with its bytes, the lock aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "edudesk.lock"
    }
