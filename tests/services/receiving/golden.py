"""Makes the golden samples of what comes back and what machines of one school hand each other.

Run once for each format; kept for ever after. ``python -m tests.services.receiving.golden FOLDER`` writes
``receipt-0.1`` and ``same-school-0.2`` with what a reader must find in them.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.handing.same_school import pass_on
from edudesk.services.keys import own_signer
from edudesk.services.receiving.receipts import write_receipt
from tests.services.receiving.packing import NOW, TERM, TODAY, helped, helper, receive, send

PASSWORD = "Qingshi-Bridge-2026-Autumn"


def write(folder: Path) -> None:
    """Write both samples into ``folder``."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        helper(place / "lead")
        helped(place / "member")
        with open_archive(place / "lead", NOW) as lead:
            package = send(lead, place / "one.zip")
            passed = pass_on(lead, TERM, place / "out", PASSWORD, now=NOW, today=TODAY)
            titles = {
                one.id: [one.type, one.title]
                for code in ("school", "person", "community", "activity", "evidence")
                for one in records.all_of(lead, code)
            }
        _keep(
            folder / "same-school-0.2",
            "package.zip",
            passed.path,
            {"password": PASSWORD, "files": passed.files, "records": dict(sorted(titles.items()))},
        )
        with open_archive(place / "member", NOW) as member:
            taken = receive(member, package)
            receipt = write_receipt(member, taken.arrival_id, place / "back", NOW)
            said = records.get(member, taken.arrival_id).content
            expected = {
                "package": "one.zip",
                "manifest_hash": said["manifest_hash"],
                "receiver": "石榴湾镇中心小学",
                "state": "received",
                "numbers": dict(said["counts"]),
                "signed_by": own_signer(member).spoken,
            }
        _keep(folder / "receipt-0.1", "receipt.json", receipt, expected)


def _keep(folder: Path, name: str, sample: Path, expected: dict[str, Any]) -> None:
    folder.mkdir(parents=True)
    (folder / name).write_bytes(sample.read_bytes())
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
