"""Receipts: what a receiver gives back, received and verified or taken back, and what the sender keeps."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.disk.naming import numbered
from edudesk.services.disk.writing import make_folder, write_file
from edudesk.services.keys import Signature, Signer, check, own_key, read_signature
from edudesk.services.merging import ARRIVAL
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.names import safe_name
from edudesk.services.packages.source import source_faults
from edudesk.services.plain import as_json, instant
from edudesk.services.receiving.arrivals import local_moment
from edudesk.services.receiving.form import is_id, is_moment, is_sha256
from edudesk.services.receiving.trusting import Trust, expect_trust, keep_key, trust
from edudesk.services.records import Record

FORMAT = "edudesk-receipt 0.1"
LARGEST = 1 << 20
_NAME, _VERSION = FORMAT.split()
_STATES = ("received", "withdrawn")
_SIGNATURE = "signature"

State = Literal["received", "withdrawn"]


@dataclass(frozen=True)
class Receipt:
    """What a receiver says of one package at ``stated_at`` (UTC); ``signer`` put a signature that holds."""

    package: str
    manifest_hash: str
    receiver_id: RecordId
    receiver: str
    state: State
    stated_at: datetime
    numbers: Mapping[str, int]
    signer: Signer | None

    @property
    def check_code(self) -> str:
        """The spoken code of the package."""
        return check_code(self.manifest_hash)


@dataclass(frozen=True)
class Entered:
    """What became of a receipt: whose package it is; ``changed`` unless it was known before."""

    handover_id: RecordId
    receipt: Receipt
    trust: Trust
    changed: bool


def write_receipt(
    archive: Archive, arrival_id: RecordId, folder: Path, now: datetime, *, beside: Collection[Path] = ()
) -> Path:
    """Write the signed receipt of a package that was taken in, or taken back since; return the file.

    An older one of the same name is replaced, unless it is one of those ``beside``. Errors: ``record.none``;
    those of :func:`write_file`.
    """
    arrival = records.get(archive, arrival_id)
    if arrival.type != ARRIVAL:
        raise UserError("record.none")
    key = own_key(archive)
    told = _told(archive, arrival, key.signer, now)
    signature = key.sign("receipt", as_json(told).encode())
    whole = {**told, _SIGNATURE: json.loads(signature.as_bytes())}
    words = "回执" if told["state"] == "received" else "撤回通知"
    make_folder(folder)
    name = safe_name(f"{words}-{key.signer.holder}-{Path(arrival.content['name']).stem}.json")
    names = (name, *(numbered(name, number) for number in range(2, len(beside) + 2)))
    path = next(folder / one for one in names if folder / one not in beside)
    write_file(path, (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return path


def _told(archive: Archive, arrival: Record, signer: Signer, now: datetime) -> dict[str, Any]:
    said = arrival.content
    return {
        "format": FORMAT,
        "package": said["name"],
        "manifest_hash": said["manifest_hash"],
        "check_code": check_code(said["manifest_hash"]),
        "sender": said["from_id"],
        "community": said.get("community_id"),
        "term": said.get("term"),
        "receiver": {
            "archive": signer.archive_id,
            "holder": signer.holder_id,
            "name": signer.holder,
            "author": archive.fact("author") or "",
        },
        "state": "withdrawn" if arrival.deleted else "received",
        "stated_at": instant(now),
        "numbers": dict(said.get("counts", {})),
    }


def is_receipt(path: Path) -> bool:
    """Return whether a file looks like a receipt and not like a package."""
    try:
        return path.is_file() and path.stat().st_size <= LARGEST and path.read_bytes().lstrip()[:1] == b"{"
    except OSError:
        return False


def read_receipt(path: Path) -> Receipt:
    """Return what a receipt says.

    Errors: ``receiving.receipt-unreadable``, ``receiving.receipt-newer``, ``receiving.receipt-broken`` when
    it was changed after it was signed; those of :func:`source_faults`.
    """
    with source_faults(path):
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    try:
        told = json.loads(content)
        name, version = str(told["format"]).split(" ")
        if name == _NAME and version != _VERSION:
            raise UserError("receiving.receipt-newer", version=version)
        signature = told.pop(_SIGNATURE, None)
        receipt = _receipt(told, _signed(told, signature) if signature is not None else None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError("receiving.receipt-unreadable", path=path) from error
    if name != _NAME:
        raise UserError("receiving.receipt-unreadable", path=path)
    return receipt


def _receipt(told: Mapping[str, Any], signer: Signer | None) -> Receipt:
    receiver, stated_at = told["receiver"], datetime.fromisoformat(told["stated_at"])
    numbers = {str(name): int(number) for name, number in told["numbers"].items()}
    formed = is_sha256(told["manifest_hash"]) and is_id(receiver["holder"]) and told["state"] in _STATES
    if not formed or not is_moment(stated_at):
        raise ValueError(told["state"])
    if signer and (signer.archive_id, signer.holder_id) != (receiver["archive"], receiver["holder"]):
        raise UserError("receiving.receipt-broken")
    return Receipt(
        package=str(told["package"])[:1_000],
        manifest_hash=told["manifest_hash"],
        receiver_id=receiver["holder"],
        receiver=str(receiver["name"])[:1_000],
        state=told["state"],
        stated_at=stated_at,
        numbers=numbers,
        signer=signer,
    )


def _signed(told: Mapping[str, Any], said: Any) -> Signer:
    written = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    signature: Signature | None = read_signature(written.encode())
    if signature is None or not check(signature, "receipt", as_json(told).encode()):
        raise UserError("receiving.receipt-broken")
    return signature.signer


def enter_receipt(archive: Archive, receipt: Receipt, now: datetime, *, changed_key: bool = False) -> Entered:
    """Keep a receipt with the package that left; the latest word of each receiver counts.

    Errors: ``receiving.receipt-unknown`` for a package that did not leave from here,
    ``receiving.receipt-changed`` for one that is not as it left; those of :func:`expect_trust`.
    """
    stands = trust(archive, receipt.signer)
    expect_trust(archive, receipt.signer, stands, receipt.receiver_id, changed_key=changed_key)
    left = _handover(archive, receipt)
    row = {
        "receiver_id": receipt.receiver_id,
        "receiver": receipt.receiver,
        "received_at": local_moment(receipt.stated_at),
        "state": receipt.state,
        "signature": "accepted" if stands == "changed" else stands,
    }
    rows = left.content.get("receipts", ())
    before = [one for one in rows if one["receiver_id"] == receipt.receiver_id]
    if any(one["received_at"] >= row["received_at"] for one in before):
        # Receipts come back from the journal, keys do not.
        keep_key(archive, receipt.signer, now, receipt.package, changed_key=changed_key)
        return Entered(left.id, receipt, stands, changed=False)
    others = tuple(one for one in rows if one not in before)
    with change(archive, "handover.receipt", now, subject=left.title) as writing:
        keep_key(writing.connection, receipt.signer, now, receipt.package, changed_key=changed_key)
        writing.edit(left.id, {"receipts": (*others, row)})
    return Entered(left.id, receipt, stands, changed=True)


def _handover(archive: Archive, receipt: Receipt) -> Record:
    left = records.all_of(archive, "handover")
    for one in left:
        # Of an e-mail edition each part has its own.
        if receipt.manifest_hash in (one.content.get("manifest_hash") or "").split():
            return one
    if any(one.content["name"] == receipt.package for one in left):
        raise UserError("receiving.receipt-changed", name=receipt.package)
    raise UserError("receiving.receipt-unknown", name=receipt.package)
