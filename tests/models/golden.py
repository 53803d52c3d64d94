"""Writes the golden archive of the format that is being made; see ``tests/data/database-0.3/README.md``."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive, note_file
from edudesk.services.changes import Writing, change
from edudesk.services.evidence import renditions
from edudesk.services.founding import found_archive
from edudesk.services.plain import as_json

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "database-0.3"
NOW = datetime(2025, 9, 20, 8, 0, tzinfo=UTC)


def say(archive: Archive) -> dict[str, Any]:
    """Return what the archive shows, as JSON values."""
    said = {}
    for code in record_types():
        for deleted in (False, True):
            for record in records.all_of(archive, code, deleted=deleted):
                history = len(list(records.history(archive, record.id)))
                content = json.loads(json.dumps(record.content, default=str))
                said[record.id] = {
                    "type": code,
                    "deleted": deleted,
                    "late": record.late,
                    "history": history,
                    "content": content,
                }
    return said


def write(folder: Path) -> None:
    """Make the archive that the golden file holds."""
    with found_archive(folder, {"name": "明德实验小学", "kind": "primary"}, NOW, author="周敏") as archive:
        with change(archive, "import", NOW, subject="名册") as writing:
            person = writing.create(
                "person", {"name": "林晓𠮷", "facts": ({"fact": "subject", "value": "math"},)}
            )
            helped = writing.create("school", {"name": "青石镇中心小学", "location": "township"})
            community = {"name": "明德·青石结对", "members": ({"school_id": helped, "role": "helped"},)}
            community_id = writing.create("community", community)
        with change(archive, "activity.create", NOW) as writing:
            made = _activity(writing, person, helped)
            _photo(archive, writing, made, folder)
        with change(archive, "activity.edit", NOW) as writing:
            writing.edit(made, {"topic": "联合教研：数的认识（二）", "rating": "excellent"})
        with change(archive, "import", NOW, subject="考核") as writing:
            _papers(writing, community_id, person, helped)
            _assessed(writing, community_id, helped, made)
        with change(archive, "person.delete", NOW) as writing:
            writing.delete(writing.create("person", {"name": "误录的人"}))
        _received(archive, made, folder)
        _arrived(archive, community_id, helped)


def _activity(writing: Writing, person: str, helped: str) -> str:
    return writing.create(
        "activity",
        {
            "topic": "联合教研",
            "state": "held",
            "kinds": ("joint-research",),
            "starts_on": date(2025, 9, 1),
            "starts_at": time(9, 30),
            "units": ({"unit": "period", "amount": Decimal("2.5")},),
            "people": ({"person_id": person, "name": "林晓𠮷"},),
            "schools": ({"school_id": helped, "side": "helped"},),
        },
    )


def _papers(writing: Writing, community: str, person: str, helped: str) -> None:
    of = {"community_id": community}
    days = {"approved_on": date(2025, 8, 20), "signed_on": date(2025, 9, 1)}
    writing.create("agreement", {"name": "结对协议", **of, **days})
    stay = {"name": "林晓𠮷", "person_id": person, "to_id": helped, "state": "held", "grade": "good"}
    writing.create("exchange", {**stay, **of})
    paper = {"title": "跟岗体会", "kind": "reflection", "person_id": person, "characters": 1500}
    writing.create("document", {**paper, **of})


def _assessed(writing: Writing, community: str, helped: str, made: str) -> None:
    about = {"community_id": community, "school_id": helped, "school_year": 2025}
    lines = (
        {"indicator": "1.1", "score": Decimal("4.5"), "count": Decimal(2), "note": "缺签到表"},
        {"indicator": "1.2", "score": Decimal(5)},
    )
    links = ({"indicator": "1.1", "about_id": made},)
    table = {"title": "2025-2026学年考核自查", "sheet": "main", "part": "self", "by": "周敏"}
    writing.create("assessment", {**table, **about, "lines": lines, "links": links})
    figure = {"name": "综合排名", "code": "rank", "value": Decimal(12), "source": "县教育局通报"}
    writing.create("figure", {**figure, **about})
    pupils = {"name": "三年级手拉手小组", "kind": "paired-pupils", "count": 12, "term": "2025-1"}
    writing.create("group", {**pupils, "community_id": community, "school_id": helped, "note": "每月一次"})
    text = 'format = "edudesk-scheme 0.1"\n'
    writing.create("scheme", {"name": "本校细则", "scheme_id": "own", "text": text, "based_on": "qinnan"})


def _photo(archive: Archive, writing: Writing, about: str, folder: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(picture, "JPEG")
    path = folder.with_name("教研.jpg")
    path.write_bytes(picture.getvalue())
    stored = archive.store.put(path)
    note_file(writing.connection, stored.sha256, stored.size, "image/jpeg", NOW)
    content = {"about_id": about, "sha256": stored.sha256, "name": path.name, "kind": "photo"}
    writing.create("evidence", {**content, "size": stored.size, "taken_at": datetime(2025, 9, 1, 9, 40)})


def _received(archive: Archive, about: str, folder: Path) -> None:
    """Keep a copy of a picture whose original is not here."""
    picture = io.BytesIO()
    Image.new("RGB", (4, 3), "olive").save(picture, "JPEG")
    path = folder.with_name("副本.jpg")
    path.write_bytes(picture.getvalue())
    original = "ab" * 32
    renditions.keep(archive, original, "email-1600-82", path, NOW)
    with change(archive, "evidence.add", NOW) as writing:
        content = {"about_id": about, "sha256": original, "name": "合影.heic", "kind": "photo"}
        writing.create("evidence", {**content, "size": 2_000_000})


def _arrived(archive: Archive, community: str, helped: str) -> None:
    """Write down a package that was taken in and one that was taken back, and a receipt for one that left."""
    day = datetime(2026, 1, 20, 10, 30)
    with change(archive, "arrival.create", NOW) as writing:
        came = {"name": "青石镇中心小学.zip", "from_id": helped, "community_id": community, "term": "2025-1"}
        about = {"edition": "full", "made_at": day, "taken_at": day, "signature": "none"}
        for manifest_hash in ("cd" * 32, "ef" * 32):
            revisions = ({"revision_id": "01a228d8-b291-7f17-b869-908bf5b80000"},)
            counted = {"manifest_hash": manifest_hash, "counts": {"new": 1}, "revisions": revisions}
            made = writing.create("arrival", {**came, **about, **counted})
        writing.delete(made)
        left = {"name": "明德实验小学.zip", "community_id": community, "term": "2025-1", "edition": "full"}
        receipt = {
            "receiver_id": helped,
            "receiver": "青石镇中心小学",
            "received_at": day,
            "state": "received",
        }
        writing.create("handover", {**left, "built_at": day, "receipts": (receipt,)})


def main() -> None:
    """Write the golden files."""
    from edudesk.services.archive import open_archive

    with TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        write(folder)
        with open_archive(folder, NOW) as archive:
            GOLDEN.joinpath("expected.json").write_text(as_json(say(archive)) + "\n", encoding="utf-8")
        with zipfile.ZipFile(GOLDEN / "archive.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "edudesk.lock":
                    zipped.write(path, path.relative_to(folder))


if __name__ == "__main__":
    main()
