"""Makes the golden package of the current format; run once for each released format, kept for ever after.

``python -m tests.services.packages.golden FOLDER`` writes ``package.zip`` and ``expected.json``. The papers
are few, so that the sample stays small; ``records.json`` and the evidence are whole.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

from edudesk.services import records
from edudesk.services.founding import found_archive
from edudesk.services.keys import own_key
from edudesk.services.packages.bag import BagWriter
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.records_json import PATH, read_records
from edudesk.services.packages.withholding import sendable
from tests.services.packages.handing import LATER, NOW, TERM, TODAY, fill_term

COMMUNITY = "明德—石榴湾结对"


def write(folder: Path) -> None:
    """Write the sample into ``folder``."""
    with tempfile.TemporaryDirectory() as place:
        holder = {"name": "明德实验小学", "kind": "primary", "location": "urban"}
        with found_archive(Path(place) / "archive", holder, NOW, author="周敏") as archive:
            fill_term(archive, Path(place) / "inbox")
            (built,) = build_packages(
                archive, TERM, Path(place) / "out", now=LATER, today=TODAY, community_id=COMMUNITY
            )
            with zipfile.ZipFile(built.path) as zipped:
                whole = {name.partition("/data/")[2]: zipped.read(name) for name in zipped.namelist()}
            listed = {row["record_id"] for row in read_records(whole[PATH]).revisions}
            found = map(sendable, records.get_many(archive, listed).values())
            key = own_key(archive)
            titles = {one.id: [one.type, one.title] for one in found}
    few = {name: data for name, data in whole.items() if name and _kept(name)}
    with BagWriter(
        folder / "package.zip", form="zip", day=TODAY, total=sum(map(len, few.values()))
    ) as writer:
        for name, data in sorted(few.items()):
            writer.add_bytes(name, data)
        writer.finish({"Source-Organization": "明德实验小学", "External-Identifier": TERM}, key)
    expected = {"files": len(few), "signed_by": key.signer.spoken, "records": dict(sorted(titles.items()))}
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8")


def _kept(name: str) -> bool:
    return not name.endswith(".pdf") or ("01-20251015" in name and name.endswith("活动记录表.pdf"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
