"""同校交接: everything of an archive for another machine of the same school, always sealed (decision 20)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import select

from edudesk import __version__
from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.evidence import renditions
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import own_key
from edudesk.services.packages.bag import Bag, BagWriter
from edudesk.services.packages.entering import entering
from edudesk.services.packages.leaving import leaving
from edudesk.services.packages.names import safe_name
from edudesk.services.packages.patterns import named_by
from edudesk.services.packages.records_json import PATH, write_records
from edudesk.services.packages.selecting import Chosen, Row, rows_of
from edudesk.services.plain import instant
from edudesk.services.receiving.arrivals import arrival_travels
from edudesk.services.status import own_communities
from edudesk.texts import Texts

_CODE, _ORIGINALS = "same-school", "原件"


@dataclass(frozen=True)
class Passed:
    """A sealed package of everything: where it lies, how many files are in it, its hand-over."""

    path: Path
    files: int
    tag_manifest: str
    handover_id: RecordId


@dataclass(frozen=True)
class _File:
    """A file of the store, where it lies in the package, and what ``records.json`` says of its evidence."""

    sha256: str
    path: str
    told: Mapping[str, Any]


def pass_on(
    archive: Archive, term: str, to: Path, password: str, *, now: datetime, today: date, job: Job = QUIET
) -> Passed:
    """Write everything of an archive, sealed, into the folder ``to``, and enter it as handed over.

    Nothing is withheld and no place taken out; there are no papers, which the other machine can print itself.
    ``term`` is the one the hand-over is noted under. On failure and when the person stops it nothing is left.
    Errors: ``package.no-community``; those of the password, the disk and :class:`BagWriter`.
    """
    code = str(TermCode.parse(term))
    communities = own_communities(archive) or records.all_of(archive, "community")
    if not communities:
        raise UserError("package.no-community")
    about = {"community_id": communities[0].id, "term": code}
    with leaving(archive.folder, to, password, today, job) as out:
        bag = _write(archive, about, out.folder, now=now, today=today, job=job)
        out.take(bag.path)
        place = out.place(bag.path)
        moment = now.astimezone().replace(tzinfo=None, microsecond=0)
        said = {"name": place.name, "edition": _CODE, "built_at": moment, "manifest_hash": bag.tag_manifest}
        with (
            entering(archive, [bag.tag_manifest]),
            change(archive, "handover.create", now, subject=place.name) as writing,
        ):
            made = writing.create("handover", {**about, **said})
    return Passed(place, bag.files, bag.tag_manifest, made)


def name_of(archive: Archive, today: date) -> str:
    """Return the package's name without a suffix."""
    school = records.get(archive, archive.holder_id)
    values = {"学校": school.title, "材料": "同校交接", "日期": f"{today:%Y%m%d}"}
    return named_by("{学校}{材料}{日期}", values)


def _write(
    archive: Archive, about: Mapping[str, str], to: Path, *, now: datetime, today: date, job: Job
) -> Bag:
    school = records.get(archive, archive.holder_id)
    files = _files(archive, job)
    told = _records(archive, about, files, now)
    lying = {one.path: archive.store.path(one.sha256) for one in files if one.path}
    total = len(told) + sum(path.stat().st_size for path in lying.values())
    target = to / f"{name_of(archive, today)}.zip"
    with BagWriter(target, form="zip", day=today, total=total, job=job) as writer:
        for one in {one.path: one for one in files if one.path}.values():
            writer.add_file(one.path, lying[one.path], expected=one.sha256)
        writer.add_bytes(PATH, told)
        info = {
            "Source-Organization": school.title,
            "External-Identifier": f"{archive.fact('id')}/{_CODE}",
            "Internal-Sender-Identifier": archive.holder_id,
            "Internal-Sender-Description": Texts("zh").say("editions.same-school"),
        }
        return writer.finish(info, own_key(archive))


def _records(archive: Archive, about: Mapping[str, str], files: Sequence[_File], now: datetime) -> bytes:
    said = {
        "archive": str(archive.fact("id")),
        "author": archive.fact("author") or "",
        "community": about["community_id"],
        "edition": _CODE,
        "files": [one.told for one in files],
        "holder": archive.holder_id,
        "made_at": instant(now),
        "parts": 1,
        "program": f"EduDesk {__version__}",
        "term": {"code": about["term"]},
    }
    with archive.read() as connection:
        columns = select(RecordHead.id, RecordHead.type, RecordHead.revision_id, RecordHead.heads)
        chosen = [
            Chosen(row.id, row.type, (row.revision_id, *sorted({*row.heads} - {row.revision_id})))
            for row in connection.execute(columns.where(RecordHead.heads != []).order_by(RecordHead.id))
        ]
        return write_records(said, filter(_goes, rows_of(connection, chosen)), None)


def _goes(heads: Sequence[Row]) -> bool:
    """Return whether a record goes to another machine; what it took in from there itself stays."""
    return heads[0]["type"] != "arrival" or arrival_travels(heads[0])


def _files(archive: Archive, job: Job) -> tuple[_File, ...]:
    """Return what there is of every evidence, originals as they are."""
    found = []
    for one in records.all_of(archive, "evidence"):
        job.step(0, 0, one.content["name"])
        original = one.content["sha256"]
        best = renditions.best(archive, original)
        condition = archive.store.check(best.sha256)
        told: dict[str, Any] = {
            "evidence": one.id,
            "original": {"sha256": original, "size": one.content["size"]},
            "state": condition,
        }
        path = ""
        if condition == "sound":
            suffix = PurePosixPath(safe_name(best.named(one.content["name"]))).suffix[:10]
            path = f"{_ORIGINALS}/{best.sha256[:2]}/{best.sha256}{suffix}"
            told |= {"state": "rendition" if best.rendition else "original", "path": f"data/{path}"}
        if told["state"] == "rendition":
            size = archive.store.path(best.sha256).stat().st_size
            told["rendition"] = {"sha256": best.sha256, "size": size, "recipe": "received"}
        found.append(_File(best.sha256, path, told))
    return tuple(found)
