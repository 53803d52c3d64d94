"""A small community: our school leads, two schools are members, one is neutral."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from edudesk.services.archive import Archive
from edudesk.services.changes import change

NOW = datetime(2025, 9, 25, 8, tzinfo=UTC)
TODAY = date(2025, 10, 1)


@dataclass(frozen=True)
class Village:
    """The archive with the ids of what is in it."""

    archive: Archive
    ours: str
    near: str
    far: str
    institute: str
    community: str

    def create(self, type_code: str, **content: Any) -> str:
        """Write one record."""
        with change(self.archive, f"{type_code}.create", NOW) as writing:
            return writing.create(type_code, content)

    def delete(self, record_id: str) -> None:
        """Put one record into the bin."""
        with change(self.archive, "records.delete", NOW) as writing:
            writing.delete(record_id)

    def activity(self, topic: str = "示范课", day: date = date(2025, 9, 24), **content: Any) -> str:
        """Write one activity of the community."""
        given = {"state": "held", "community_id": self.community} | content
        return self.create("activity", topic=topic, starts_on=day, **given)

    def file(self, about: str, kind: str = "photo", **content: Any) -> str:
        """Write one evidence record; there is no file behind it."""
        plain = {"sha256": "0" * 64, "name": f"{kind}.jpg", "size": 1, "media_type": "image/jpeg"}
        return self.create("evidence", about_id=about, kind=kind, **plain | content)


@pytest.fixture
def village(archive: Archive) -> Village:
    """Return the community in its archive."""

    def school(name: str, short: str = "", **content: Any) -> str:
        with change(archive, "school.create", NOW) as writing:
            return writing.create("school", {"name": name, "short_name": short, **content})

    near, far = (
        school("大番坡学校", "大番坡", county="钦南区"),
        school("丽光学校", "丽光", location="village"),
    )
    institute = school("区教研室")
    members = (
        {"school_id": archive.holder_id, "role": "lead"},
        {"school_id": near, "role": "member"},
        {"school_id": far, "role": "member"},
        {"school_id": institute, "role": "neutral"},
    )
    with change(archive, "community.create", NOW) as writing:
        community = writing.create("community", {"name": "明德共同体", "members": members})
    return Village(archive, archive.holder_id, near, far, institute, community)


Taking = Callable[..., tuple[dict[str, str], ...]]


@pytest.fixture
def taking() -> Taking:
    """Return what makes rows of schools that take part."""
    return lambda *ids: tuple({"school_id": one} for one in ids)
