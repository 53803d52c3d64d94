"""Small packages for the tests: all that an archive shows and its files, without the papers for people."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.archive import RecordHead
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.keys import Key, own_key
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.packages.records_json import PATH, write_records
from edudesk.services.packages.selecting import Chosen, rows_of
from edudesk.services.plain import instant
from edudesk.services.receiving.arrivals import arrival_travels
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import Taken, take
from edudesk.services.records import Record
from tests.services.packages.handing import picture

NOW = datetime(2026, 1, 20, 2, 30, tzinfo=UTC)
TODAY = date(2026, 1, 20)
TERM = "2025-1"

Json = dict[str, Any]


def send(
    archive: Archive,
    to: Path,
    *,
    community: str = "",
    edition: str = "full",
    heads: Callable[[list[Json]], list[Json]] = lambda told: told,
    files: Callable[[Json], Json] = lambda told: told,
    copies: Mapping[str, bytes] | None = None,
    key: Callable[[Archive], Key | None] = own_key,
    results: Sequence[Json] = (),
    gaps: Sequence[str] = (),
    info: Mapping[str, str] | None = None,
    holding: Sequence[Chosen] | None = None,
    profile: Profile = USUAL,
    made_at: str = instant(NOW),
) -> Path:
    """Write a package of everything in an archive; ``copies`` travel in place of originals, by evidence id.

    ``holding`` are the records it holds where that is not everything.

    ``heads`` and ``files`` alter what is told of a record or file, as a faulty or hostile program would; a
    record without heads stays away. Only the edition ``same-school`` holds what is private.
    """
    with archive.read() as connection:
        found = list(rows_of(connection, _everything(connection) if holding is None else holding))
    chosen = [told for told in found if told[0]["type"] != "arrival" or _goes(told[0], edition)]
    payload: dict[str, bytes] = {}
    held = {one[0]["record_id"] for one in chosen}
    evidence = [one for one in records.all_of(archive, "evidence") if one.id in held]
    told = [files(_file(archive, one, payload, copies or {})) for one in evidence]
    about = {
        "archive": str(archive.fact("id")),
        "author": "周敏",
        "community": community or records.all_of(archive, "community")[0].id,
        "edition": edition,
        "files": told,
        "gaps": list(gaps),
        "holder": archive.holder_id,
        "made_at": made_at,
        "results": list(results),
        "term": {"code": TERM},
    }
    whole = json.loads(write_records(about, chosen, None if edition == "same-school" else profile))
    altered = ({**one, "heads": heads(one["heads"])} for one in whole["records"])
    whole["records"] = [one for one in altered if one["heads"]]
    payload[PATH] = json.dumps(whole, ensure_ascii=False).encode()
    with BagWriter(to, form="zip", day=TODAY, total=sum(map(len, payload.values()))) as writer:
        for path, content in payload.items():
            writer.add_bytes(path, content)
        return writer.finish({"Source-Organization": "示范小学", **(info or {})}, key(archive)).path


def _everything(connection: Connection) -> list[Chosen]:
    rows = connection.execute(select(RecordHead.__table__).where(RecordHead.heads != [])).all()
    return [Chosen(row.id, row.type, tuple(row.heads)) for row in rows]


def _goes(arrival: Mapping[str, Any], edition: str) -> bool:
    return edition == "same-school" and arrival_travels(arrival)


def _file(archive: Archive, one: Record, payload: dict[str, bytes], copies: Mapping[str, bytes]) -> Json:
    content, path = one.content, f"04-活动记录/{one.id}-{one.content['name']}"
    said: Json = {"evidence": one.id, "original": {"sha256": content["sha256"], "size": content["size"]}}
    original = archive.store.path(content["sha256"])
    if copy := copies.get(one.id):
        payload[path] = copy
        sums = {"sha256": hashlib.sha256(copy).hexdigest(), "size": len(copy)}
        return {**said, "state": "rendition", "path": f"data/{path}", "rendition": sums}
    if original.is_file():
        payload[path] = original.read_bytes()
        return {**said, "state": "original", "path": f"data/{path}"}
    return {**said, "state": "missing"}


def receive(archive: Archive, package: Path, **how: Any) -> Taken:
    """Take a package in, as a person does: look first, then say yes."""
    return take(archive, preview(archive, open_package(package)), NOW, **how)


def helper(folder: Path) -> None:
    """Make the archive of a school that helps another one: a community, two activities, a picture."""
    with found_archive(folder, {"name": "明德实验小学", "kind": "primary"}, NOW, author="周敏") as archive:
        with change(archive, "import", NOW) as writing:
            helped = writing.create("school", {"name": "石榴湾镇中心小学", "code": "2145001234"})
            members = (
                {"school_id": archive.holder_id, "role": "lead"},
                {"school_id": helped, "role": "member"},
            )
            community = writing.create("community", {"name": "明德—石榴湾结对", "members": members})
            person = writing.create("person", {"name": "林可", "phone": "13800001234"})
            own = {"community_id": community, "state": "held", "kinds": ("sent-lesson",)}
            schools = ({"school_id": archive.holder_id}, {"school_id": helped})
            lesson = writing.create(
                "activity",
                {**own, "topic": "送教", "starts_on": date(2025, 10, 15), "schools": schools}
                | {"people": ({"person_id": person},)},
            )
            writing.create("activity", {**own, "topic": "讲座", "starts_on": date(2025, 11, 20)})
        photo = folder.with_name("教研.jpg")
        photo.write_bytes(picture(gps=True))
        attach_all(archive, [Attachment(lesson, photo)], NOW)


def helped(folder: Path) -> None:
    """Make the archive of the school that is helped, which wrote down the lesson as well."""
    school = {"name": "石榴湾镇中心小学", "code": "2145001234"}
    with (
        found_archive(folder, school, NOW, author="罗长庚") as archive,
        change(archive, "import", NOW) as writing,
    ):
        lead = writing.create("school", {"name": "明德实验小学"})
        told = {
            "topic": "听送教课",
            "state": "held",
            "kinds": ("sent-lesson",),
            "starts_on": date(2025, 10, 15),
        }
        schools = ({"school_id": archive.holder_id}, {"school_id": lead})
        members = ({"school_id": lead, "role": "lead"},)
        community = writing.create("community", {"name": "与明德结对", "members": members})
        writing.create("activity", {**told, "community_id": community, "schools": schools})


def copied(folder: Path, place: Path) -> Path:
    """Return a copy of an archive's folder."""
    return Path(shutil.copytree(folder, place, ignore=shutil.ignore_patterns("*.lock")))


def said(archive: Archive) -> Mapping[str, Any]:
    """Return all that an archive shows, with what waits in conflict."""
    with archive.read() as connection:
        ids = [record_id for (record_id,) in connection.exec_driver_sql("SELECT id FROM record")]
        found = records.get_many(connection, ids)
    return {one.id: (one.revision_id, one.deleted, one.conflicted, one.content) for one in found.values()}


def lesson(archive: Archive) -> records.Record:
    return next(one for one in records.all_of(archive, "activity") if one.title == "送教")
