"""Packages of every released format are verified and read by this program."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from edudesk.services import records
from edudesk.services.archive import create_archive
from edudesk.services.merging import receive
from edudesk.services.packages.records_json import PATH, read_records
from edudesk.services.packages.verify import verify
from tests.services.packages.test_build import payload

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.mark.parametrize("sample", sorted(DATA.glob("package-*")), ids=lambda sample: sample.name)
def test_a_package_of_an_earlier_program_is_verified_and_read(sample: Path, tmp_path: Path) -> None:
    expected = json.loads((sample / "expected.json").read_text("utf-8"))
    verdict = verify(sample / "package.zip")
    assert (verdict.valid, verdict.files) == (True, expected["files"])
    spoken = verdict.signer.spoken if verdict.signer else None
    assert spoken == expected.get("signed_by")
    packaged = read_records(payload(sample / "package.zip")[PATH])
    with create_archive(tmp_path / "archive", datetime(2026, 2, 1, tzinfo=UTC)) as archive:
        with archive.write() as connection:
            receive(connection, packaged.revisions)
        found = records.get_many(archive, expected["records"])
    assert {one.id: [one.type, _called(one)] for one in found.values()} == expected["records"]


def _called(record: records.Record) -> str:
    """Return what the golden samples call a record: schemes and terms by their codes."""
    code = {"adoption": "scheme_id", "term": "code"}.get(record.type, "")
    return str(record.content[code]) if code else record.title
