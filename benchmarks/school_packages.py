"""The packages of many schools, made quickly: one is written down, the others are it under other names."""

import hashlib
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks.measuring import NOW
from edudesk.models.archive import RecordHead
from edudesk.models.ids import new_id
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.keys import Key, Signer
from edudesk.services.keys.signature import new_seed, public_key
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.records_json import PATH, write_records
from edudesk.services.packages.selecting import Chosen, rows_of
from edudesk.services.plain import instant

TERM, TODAY = TermCode.parse("2026-1"), date(2027, 1, 20)
ACTIVITIES, PEOPLE, PHOTOS = 12, 6, 3
BUREAU, CODE = "明德县教育局", "2145999999"
_FIRST_DAY, _PHOTO_BYTES = date(2026, 9, 3), 40_000
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_NAME, _SCHOOL_CODE = "第〇小学", "2145000000"
_PHOTO_NAMES = tuple(f"{number:064}" for number in range(1, PHOTOS + 1))
"""What stands for the SHA-256 of each photo."""


def school_packages(place: Path, count: int) -> Iterator[Path]:
    """Write the packages of so many schools; each has its own ids, name, key and photos."""
    with found_archive(
        place / "school", {"name": _NAME, "kind": "primary", "code": _SCHOOL_CODE}, NOW
    ) as archive:
        _fill(archive)
        whole = _records_of(archive)
    ids = sorted(set(_ID.findall(whole)))
    for number in range(1, count + 1):
        fresh = {each: new_id() for each in ids}
        own = _ID.sub(lambda found, fresh=fresh: fresh[found[0]], whole)  # type: ignore[misc]
        own = own.replace(_NAME, f"{number}号小学").replace(_SCHOOL_CODE, f"2145{number:06}")
        yield _write(place / "packages" / f"{number:03}.zip", own, random.Random(number))


def _fill(archive: Archive) -> None:
    with change(archive, "import", NOW) as writing:
        bureau = writing.create("school", {"name": BUREAU, "kind": "bureau", "code": CODE})
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": bureau, "role": "member"},
        )
        community = writing.create("community", {"name": "结对帮扶", "members": members})
        people = [writing.create("person", {"name": f"{number}老师"}) for number in range(PEOPLE)]
        for number in range(ACTIVITIES):
            activity = writing.create(
                "activity",
                {
                    "topic": f"第{number + 1}次联合教研",
                    "state": "held",
                    "kinds": ("joint-research",),
                    "starts_on": _FIRST_DAY + timedelta(days=7 * number),
                    "community_id": community,
                    "schools": ({"school_id": archive.holder_id}, {"school_id": bureau}),
                    "people": ({"person_id": people[number % PEOPLE]},),
                },
            )
            if number < PHOTOS:
                photo = {"about_id": activity, "name": f"照片{number}.jpg", "kind": "photo"}
                writing.create("evidence", photo | {"sha256": _PHOTO_NAMES[number], "size": _PHOTO_BYTES})


def _records_of(archive: Archive) -> str:
    with archive.read() as connection:
        heads = connection.execute(select(RecordHead.id, RecordHead.type, RecordHead.heads)).all()
        rows = list(rows_of(connection, [Chosen(row.id, row.type, tuple(row.heads)) for row in heads]))
    about = {
        "archive": str(archive.fact("id")),
        "author": "周敏",
        "community": records.all_of(archive, "community")[0].id,
        "edition": "full",
        "files": [_file(one.id, one.content["sha256"]) for one in records.all_of(archive, "evidence")],
        "gaps": [],
        "holder": archive.holder_id,
        "made_at": instant(NOW),
        "results": [],
        "term": {"code": str(TERM)},
    }
    return write_records(about, rows).decode()


def _file(evidence_id: str, sha256: str) -> dict[str, Any]:
    original = {"sha256": sha256, "size": _PHOTO_BYTES}
    return {"evidence": evidence_id, "original": original, "state": "original", "path": f"data/{sha256}.jpg"}


def _write(to: Path, told: str, chance: random.Random) -> Path:
    photos = {f"{name}.jpg": chance.randbytes(_PHOTO_BYTES) for name in _PHOTO_NAMES}
    for name, photo in zip(_PHOTO_NAMES, photos.values(), strict=True):
        # The path in the package may stay; what the file is said to be may not.
        told = told.replace(f'"sha256":"{name}"', f'"sha256":"{hashlib.sha256(photo).hexdigest()}"')
    about = json.loads(told)
    seed = new_seed()
    key = Key(seed, Signer(about["archive"], about["holder"], to.stem, public_key(seed)))
    payload = {PATH: told.encode(), **photos}
    with BagWriter(to, form="zip", day=TODAY, total=sum(map(len, payload.values()))) as writer:
        for path, content in payload.items():
            writer.add_bytes(path, content)
        return writer.finish({"Source-Organization": to.stem}, key).path
