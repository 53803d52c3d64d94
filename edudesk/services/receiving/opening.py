"""Opens a package that came: verified to the last byte, then its records read and checked for their form.

A package of which the form is wrong anywhere is refused as a whole: no program of ours writes such a one.
What is well-formed and still not to be taken :mod:`~edudesk.services.receiving.comparing` tells by record.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from edudesk.errors import Invalid, UserError
from edudesk.services.calendar import TermCode
from edudesk.services.heads import precedence
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.records_json import (
    OF_A_TERM,
    OF_AN_ARCHIVE,
    PATH,
    PackagedRecords,
    records_in,
)
from edudesk.services.packages.sealing import is_sealed
from edudesk.services.packages.source import source_faults
from edudesk.services.packages.verdict import Verdict
from edudesk.services.packages.verify import opened, verify
from edudesk.services.receiving.form import is_id, is_moment, is_sha256, wrong_in
from edudesk.services.receiving.package import Package, PackagedFile, Row, Sender
from edudesk.services.receiving.results import frozen_results

MOST_RECORDS = 200_000
RECORDS = f"data/{PATH}"
_WITHOUT_PLACE = "without-place"
"""How a copy was made, where the package does not tell."""
_EDITIONS = ("full", "email", "same-school")


def open_package(path: Path, job: Job = QUIET, password: str | None = None) -> Package:
    """Verify the package at ``path`` and return what is in it; nothing is written.

    ``password`` opens one that is sealed. Errors: those of :func:`verify`; ``receiving.not-valid`` with every
    finding; ``receiving.no-records``, ``receiving.malformed``; those of :func:`records_in`.
    """
    return read_package(path, verify(path, job, password), password)


def read_package(path: Path, verdict: Verdict, password: str | None = None) -> Package:
    """Return what is in a package of which the ``verdict`` is known; errors as of :func:`open_package`."""
    if not verdict.valid:
        raise Invalid(tuple(finding.problem() for finding in verdict.errors), "receiving.not-valid")
    with source_faults(path), opened(path, password) as (tree, base):
        contents = Contents(tree, base)
        if RECORDS not in contents.sizes:
            raise UserError("receiving.no-records", path=path)
        told = records_in(contents, OF_AN_ARCHIVE if is_sealed(path) else OF_A_TERM)
        return replace(_package(path, verdict, told, contents.sizes), password=password)


def _package(path: Path, verdict: Verdict, told: PackagedRecords, sizes: Mapping[str, int]) -> Package:
    about = told.about
    records = _by_record(told)
    try:
        sender = Sender(_an_id(about["archive"]), _an_id(about["holder"]), str(about.get("author") or ""))
        package = Package(
            path=path,
            name=path.name,
            sender=sender,
            community_id=_an_id(about["community"]),
            term=str(TermCode.parse(about["term"]["code"])),
            edition=about["edition"] if about["edition"] in _EDITIONS else _malformed("edition"),
            made_at=datetime.fromisoformat(about["made_at"]),
            manifest_hash=verdict.tag_manifest,
            signer=verdict.signer,
            records=records,
            files=tuple(_file(one, records, sizes) for one in about["files"]),
            results=frozen_results(about),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("receiving.malformed", what=str(error)[:80]) from error
    if not is_moment(package.made_at) or not package.manifest_hash:
        _malformed("made_at")
    signer = verdict.signer
    if signer and (signer.archive_id, signer.holder_id) != (sender.archive_id, sender.holder_id):
        _malformed("signer")
    return package


def _by_record(told: PackagedRecords) -> dict[str, tuple[Row, ...]]:
    if len(told.revisions) > MOST_RECORDS:
        raise UserError("receiving.malformed", what=f"{len(told.revisions)} revisions")
    records: dict[str, tuple[Row, ...]] = {}
    seen: set[str] = set()
    counted: set[tuple[str, int]] = set()
    for row in told.revisions:
        if wrong := wrong_in(row):
            _malformed(f"{wrong} of {str(row.get('record_id'))[:40]}")
        counter = row["writer_id"], row["counter"]
        if row["id"] in seen or counter in counted:
            _malformed(f"{row['id']} twice")
        seen.add(row["id"])
        counted.add(counter)
        before = records.get(row["record_id"], ())
        if before and (before[0]["type"], before[0]["owner_id"]) != (row["type"], row["owner_id"]):
            _malformed(f"heads of {row['record_id']}")
        records[row["record_id"]] = (*before, row)
    return {one: tuple(sorted(heads, key=precedence, reverse=True)) for one, heads in records.items()}


def _file(said: Any, records: Mapping[str, tuple[Row, ...]], sizes: Mapping[str, int]) -> PackagedFile:
    evidence, original = said["evidence"], said["original"]
    if not any(head["content"].get("sha256") == original["sha256"] for head in records[evidence]):
        _malformed(f"original of {evidence}")
    state, path = str(said["state"]), said.get("path", "")
    if "part" in said and path not in sizes:
        path = ""  # it lies in another part of an e-mail edition
    travelling = said["rendition"] if state == "rendition" else original
    recipe = str(travelling.get("recipe", _WITHOUT_PLACE)) if state == "rendition" else ""
    file = PackagedFile(
        evidence, original["sha256"], state, path, travelling["sha256"], travelling["size"], recipe
    )
    if not (is_sha256(file.original) and is_sha256(file.sha256)):
        _malformed(f"file of {evidence}")
    if file.travels and (path == RECORDS or sizes.get(path) != file.size):
        _malformed(f"file of {evidence}")
    return file


def _an_id(value: Any) -> str:
    return str(value) if is_id(value) else _malformed(str(value)[:40])


def _malformed(what: str) -> NoReturn:
    raise UserError("receiving.malformed", what=what)
