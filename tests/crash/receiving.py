"""What comes to a small archive: packages in each of the ways they are made, a receipt for one that left."""

import os
import shutil
from collections.abc import Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import Any

from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import pinned
from edudesk.services.receiving.batch import packages_in, take_all
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.receipts import enter_receipt, is_receipt, read_receipt, write_receipt
from edudesk.services.receiving.taking import Taken, take
from edudesk.services.safety.check import check
from tests.crash import handing
from tests.services.receiving.packing import NOW, helped

WAYS = ("full", "folder", "parts", "sealed", "receipt")
ON_A_DISK = (
    *((way, "package") for way in WAYS),
    ("full", "archive"),
    ("parts", "archive"),
    ("receipt", "archive"),
    ("folder", "both"),
)
"""Each way with what lies on the disk that fails."""
KINDS = ("school", "person", "community", "activity", "evidence", "arrival")


def prepare(sending: Path, place: Path, way: str) -> Path:
    """Lay into ``place`` an ``archive`` and an ``inbox`` with what comes to it."""
    place.mkdir(exist_ok=True)
    sender = Path(shutil.copytree(sending / "archive", place / "sender"))
    package_way = "full" if way == "receipt" else way
    with open_archive(sender, handing.AFTERWARDS) as archive:
        handing.build(archive, place / "inbox", package_way)
    helped(place / "archive")
    if way == "receipt":
        _answer(place, sender)
    else:
        shutil.rmtree(sender)
    return place


def _answer(place: Path, sender: Path) -> None:
    """Let the package be taken in, so that what waits is its receipt, at the archive it came from."""
    (package,) = packages_in([place / "inbox"])
    with open_archive(place / "archive", NOW) as archive:
        write_receipt(archive, _take_one(archive, package, QUIET).arrival_id, place / "inbox", NOW)
    package.unlink()
    shutil.rmtree(place / "archive")
    sender.rename(place / "archive")


def answer(archive_folder: Path, to: Path) -> None:
    """Write the receipt of what was taken in into a folder."""
    with open_archive(archive_folder, NOW) as archive:
        (arrival,) = records.all_of(archive, "arrival")
        write_receipt(archive, arrival.id, to, NOW)


def receive(archive: Archive, inbox: Path, job: Job = QUIET) -> None:
    """Take in what lies in ``inbox``: a receipt or a package as a person does, several packages in one go.

    What fails of several is told by raising it.
    """
    # Chosen by its name, as by a person: of a stick that is gone nothing is listed.
    named = [inbox / name for name in next(os.walk(inbox), ("", (), ()))[2] if name.endswith(".json")]
    if named:
        _take_named(archive, named[0])
        return
    packages = packages_in([inbox])
    if len(packages) == 1:
        _take_one(archive, packages[0], job)
    else:
        _take_all(archive, packages, job)


def _take_named(archive: Archive, receipt: Path) -> None:
    if is_receipt(receipt):
        enter_receipt(archive, read_receipt(receipt), NOW)
    else:
        open_package(receipt)  # what does not look like one is looked at as a package


def _take_one(archive: Archive, package: Path, job: Job) -> Taken:
    return take(archive, preview(archive, open_package(package, job)), NOW, job)


def _take_all(archive: Archive, packages: Sequence[Path], job: Job) -> None:
    for outcome in take_all(archive, packages, NOW, job, handing.PASSWORD).outcomes:
        if outcome.error is not None:
            raise outcome.error


def said(archive_folder: Path) -> dict[str, Any]:
    """Return what is said by a sound archive of what packages and receipts bring."""
    with open_archive(archive_folder, NOW) as archive:
        assert check(archive).sound, check(archive).findings
        told = {code: sorted(record.title for record in records.all_of(archive, code)) for code in KINDS}
        receipts = [one.content.get("receipts", ()) for one in records.all_of(archive, "handover")]
        return {**told, "receipts": receipts}


def said_between(waiting: Path, place: Path) -> list[dict[str, Any]]:
    """Return what the archive in ``waiting`` may say when some packages of several came, whichever."""
    packages = packages_in([waiting / "inbox"])
    told = []
    for some in chain.from_iterable(combinations(packages, count) for count in range(1, len(packages))):
        folder = Path(shutil.copytree(waiting / "archive", place / "some"))
        with open_archive(folder, NOW) as archive:
            _take_all(archive, some, QUIET)
        told.append(said(folder))
        shutil.rmtree(folder)
    return told


def keys(archive_folder: Path) -> list[str]:
    """Return whose keys an archive keeps."""
    with open_archive(archive_folder, NOW) as archive:
        return [one.signer.archive_id for one in pinned(archive)]
