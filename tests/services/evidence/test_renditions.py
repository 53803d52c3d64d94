"""A copy stands in for an original that is not here, without ever passing for it."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from edudesk.models.base import RecordId
from edudesk.models.ids import new_id
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder
from edudesk.services.evidence.renditions import Best, best, keep
from edudesk.services.listing.thumbnails import thumbnail
from edudesk.services.listing.viewing import taken_out
from edudesk.services.merging import receive
from edudesk.services.packages.records_json import PATH, read_records
from edudesk.services.reports.photographs import Photographs
from edudesk.services.safety.backup import back_up
from edudesk.services.safety.check import check
from tests.services.packages.handing import LATER, picture
from tests.services.packages.test_build import build, payload

HEIC = "IMG_2025.heic"
ORIGINAL = "ab" * 32


@pytest.fixture
def archive(term_archive: Archive) -> Archive:
    return term_archive


@pytest.fixture
def ids(term_ids: Mapping[str, RecordId]) -> Mapping[str, RecordId]:
    return term_ids


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copy.jpg"
    path.write_bytes(picture(colour="red"))
    return path


def point_to(archive: Archive, about: RecordId) -> RecordId:
    """Enter evidence whose original is not here, as a package of another school brings it."""
    with change(archive, "evidence.add", LATER) as writing:
        content = {"about_id": about, "sha256": ORIGINAL, "name": HEIC, "kind": "photo", "size": 9_000_000}
        return writing.create("evidence", content)


def test_the_original_comes_first_then_the_largest_copy(archive, tmp_path, copy):
    assert best(archive, ORIGINAL) == Best(ORIGINAL)
    small = tmp_path / "small.jpg"
    Image.new("RGB", (4, 3)).save(small, "JPEG")
    keep(archive, ORIGINAL, "email-800-60", small, LATER)
    kept = keep(archive, ORIGINAL, "without-place", copy, LATER)
    assert keep(archive, ORIGINAL, "without-place", copy, LATER) == kept
    assert best(archive, ORIGINAL) == Best(kept, rendition=True, jpeg=True)
    assert best(archive, ORIGINAL).named(HEIC) == "IMG_2025.jpg"
    assert best(archive, ORIGINAL).named("合影.JPEG") == "合影.JPEG"
    original = tmp_path / "original.jpg"
    original.write_bytes(picture(gps=True))
    here = archive.store.put(original).sha256
    keep(archive, here, "without-place", copy, LATER)
    assert best(archive, here) == Best(here)


def test_it_is_shown_printed_opened_and_sent_on(archive, ids, copy, tmp_path):
    evidence = records.get(archive, point_to(archive, ids["lesson"]))
    kept = keep(archive, ORIGINAL, "email-1600-82", copy, LATER)
    with Decoder() as decoder:
        assert thumbnail(archive, ORIGINAL, decoder)
        assert thumbnail(archive, ORIGINAL)
        page = Photographs(archive, decoder).upright(evidence)
    assert page
    with Image.open(io.BytesIO(page)) as shown:
        red, green, blue = shown.convert("RGB").tobytes()[:3]
    assert red > green + blue + 100
    opened = taken_out(archive, ORIGINAL, HEIC)
    assert (opened.name, opened.read_bytes()) == ("IMG_2025.jpg", copy.read_bytes())
    built = build(archive, tmp_path / "out")
    files = payload(built.path)
    (told,) = [
        one for one in json.loads(files["edudesk/records.json"])["files"] if one["evidence"] == evidence.id
    ]
    assert told["state"] == "rendition"
    assert told["original"]["sha256"] == ORIGINAL
    assert told["rendition"]["sha256"] == kept
    assert told["path"].endswith("IMG_2025.jpg")
    assert files[told["path"].removeprefix("data/")] == copy.read_bytes()
    assert not [gap for gap in built.gaps if HEIC in gap]


def test_an_original_that_only_a_copy_stands_for_is_no_damage(archive, ids, copy, tmp_path):
    point_to(archive, ids["lesson"])
    assert "check.file-not-entered" in {one.code for one in check(archive).findings}
    kept = keep(archive, ORIGINAL, "email-1600-82", copy, LATER)
    assert check(archive).findings == ()
    held = back_up(archive, tmp_path / "backups", LATER)
    assert (held.path / "evidence" / kept[:2] / kept[2:]).is_file()
    assert not held.missing
    archive.store.path(kept).unlink()
    (found,) = check(archive).findings
    assert (found.code, found.parameters["name"]) == ("check.file-missing", HEIC), (
        "the copy is missed by name"
    )


def test_a_file_that_a_partner_never_sent_is_no_damage_either(archive, ids, tmp_path):
    packaged = read_records(payload(build(archive, tmp_path / "out").path)[PATH])
    with archive.write() as connection:
        theirs = records.get(connection, ids["theirs"])
        (own,) = [row for row in packaged.revisions if row["record_id"] == ids["photo"]]
        content = {**own["content"], "sha256": ORIGINAL, "name": HEIC}
        fresh = {"id": new_id(), "record_id": new_id(), "owner_id": theirs.id, "content": content}
        receive(connection, [{**own, **fresh, "writer_id": new_id(), "counter": 1, "vector": {}}])
    (found,) = [one for one in check(archive).findings if one.code.startswith("check.file")]
    assert (found.code, found.severity) == ("check.file-not-received", "note")
