"""What a sender kept back never empties what is known here (decision 19)."""

import shutil
from datetime import UTC, datetime

import pytest

from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.merging import receive
from edudesk.services.packages.withholding import without_private

NOW = datetime(2025, 9, 20, tzinfo=UTC)


@pytest.fixture
def person(archive: Archive) -> str:
    with change(archive, "person.create", NOW) as writing:
        return writing.create(
            "person", {"name": "林可", "phone": "13800001234", "id_number": "450102198605120021"}
        )


def test_a_newer_revision_without_private_fields_keeps_the_local_ones(archive: Archive, person: str) -> None:
    elsewhere = archive.folder.with_name("elsewhere")
    shutil.copytree(archive.folder, elsewhere, ignore=shutil.ignore_patterns("*.lock"))
    with open_archive(elsewhere, NOW) as other:
        with change(other, "person.edit", NOW) as writing:
            writing.edit(person, {"note": "调任教导处"})
        sent = [without_private(revision) for revision in records.history(other, person)]
    assert all("13800001234" not in str(revision) for revision in sent)
    with archive.write() as connection:
        receive(
            connection, [{name: value for name, value in one.items() if name != "sequence"} for one in sent]
        )
    shown = records.get(archive, person)
    assert shown.content["note"] == "调任教导处"
    assert shown.content["phone"] == "13800001234"
    assert shown.content["id_number"] == "450102198605120021"
    assert shown.withheld == ()


def test_what_was_never_known_here_stays_named_as_withheld(archive: Archive, person: str) -> None:
    (revision,) = records.history(archive, person)
    sent = without_private(revision) | {
        "id": "01999999-0000-7000-8000-000000000001",
        "record_id": "01999999-0000-7000-8000-000000000002",
        "counter": revision["counter"] + 1000,
    }
    del sent["sequence"]
    with archive.write() as connection:
        receive(connection, [sent])
    shown = records.get(archive, sent["record_id"])
    assert shown.withheld == ("id_number", "phone")
    assert "phone" not in shown.content
