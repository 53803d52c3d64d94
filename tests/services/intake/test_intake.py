"""收照片: days and proposals, what is there already, one change, a pulled stick, the same picture."""

import io
import os
import shutil
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from PIL import ExifTags, Image, ImageDraw

from edudesk.errors import Cancelled
from edudesk.services.attaching import attach, twins
from edudesk.services.changes import change
from edudesk.services.evidence import Decoder
from edudesk.services.evidence.likeness import alike, alike_among
from edudesk.services.intake import camera_places, look_through, proposals, put_to
from edudesk.services.jobs import Job
from edudesk.services.records import all_of, get
from edudesk.services.reports.photographs import Photographs
from edudesk.services.twins import find_fine, twin_pairs
from edudesk.services.undo import undo

NOW = datetime(2025, 12, 18, 8, tzinfo=UTC)
DAY = date(2025, 12, 16)
_ENDS = ((100, 10, 200, 60), (100, 540, 200, 590))


@pytest.fixture(scope="module")
def decoder():
    with Decoder() as one:
        yield one


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick" / "DCIM" / "Camera"
    folder.mkdir(parents=True)
    return folder


def photo(path, seed=1, exif="", quality=90, edge=900):
    image = Image.new("RGB", (edge, edge * 2 // 3), "white")
    pen = ImageDraw.Draw(image)
    for at in range(6):
        left, top = (seed * 131 + at * 257) % edge, (seed * 71 + at * 97) % (edge // 2)
        pen.ellipse((left, top, left + edge // 4, top + edge // 5), ("navy", "gold", "maroon")[at % 3])
    told = Image.Exif()
    if exif:
        told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = exif
    image.save(path, "JPEG", quality=quality, exif=told)
    return path


def activity(archive, topic, day=DAY, **more):
    with change(archive, "activity.create", NOW) as writing:
        return writing.create("activity", {"topic": topic, "state": "held", "starts_on": day} | more)


def test_photos_are_listed_by_the_day_that_exif_or_name_tells(archive, stick, decoder, tmp_path):
    photo(stick / "DSC01.JPG", 1, "2025:12:16 09:30:00")
    photo(stick / "mmexport1765850400000.jpg", 2)  # 2025-12-16 10:00 in China
    photo(stick / "IMG_20251215_160000.jpg", 3)
    plain = photo(stick / "scan.jpg", 4)
    old = photo(stick / "IMG_20240101_090000.jpg", 5)
    for path, at in ((plain, datetime(2025, 12, 17, 11)), (old, datetime(2024, 1, 1, 9))):
        os.utime(path, (at.timestamp(), at.timestamp()))
    (stick / "readme.txt").write_text("no photo")
    (stick / ".thumbnails").mkdir()
    photo(stick / ".thumbnails" / "x.jpg", 6)
    (stick / "empty.jpg").touch()
    kept = attach(archive, activity(archive, "示范课"), stick / "IMG_20251215_160000.jpg", NOW)

    looked = look_through(archive, tmp_path / "stick", date(2025, 12, 1), decoder=decoder)

    assert [(one.day, [(file.name, file.source) for file in one.files]) for one in looked.days] == [
        (date(2025, 12, 17), [("scan.jpg", "file")]),
        (DAY, [("DSC01.JPG", "exif"), ("mmexport1765850400000.jpg", "name")]),
        (date(2025, 12, 15), [("IMG_20251215_160000.jpg", "name")]),
    ]
    assert [one.there for one in looked.days] == [0, 0, 1]
    assert looked.days[2].files[0].there == "示范课"
    assert get(archive, kept.evidence_id).content["size"] == looked.days[2].files[0].size
    assert camera_places(iter([tmp_path / "stick", tmp_path]))[0].folder == tmp_path / "stick" / "DCIM"


@pytest.mark.parametrize("moment", [-11_644_473_600, 1 << 60])
def test_a_file_of_a_moment_that_cannot_be_told_hides_no_other(archive, stick, decoder, monkeypatch, moment):
    def walked(*_):
        return [(path, SimpleNamespace(st_size=99, st_mtime=moment)) for path in files], False

    files = [photo(stick / "scan.jpg"), photo(stick / "IMG_20251215_160000.jpg", 2)]
    monkeypatch.setattr("edudesk.services.intake.looking._walked", walked)
    looked = look_through(archive, stick, decoder=decoder)
    assert {(file.name, file.source) for one in looked.days for file in one.files} == {
        ("scan.jpg", "file"),
        ("IMG_20251215_160000.jpg", "name"),
    }


def test_a_day_proposes_its_activities_first_and_then_those_beside_it(archive):
    there = activity(archive, "示范课", starts_at=time(9))
    long = activity(archive, "跟岗", date(2025, 12, 14), ends_on=date(2025, 12, 18))
    before = activity(archive, "家长会", date(2025, 12, 15))
    activity(archive, "上个月的", date(2025, 11, 16))
    activity(archive, "没办", state="cancelled", cancelled_because="下雪")
    found = proposals(archive, [DAY, date(2025, 12, 1)])
    assert [(one.id, one.near) for one in found[DAY]] == [(there, False), (long, False), (before, True)]
    assert found[date(2025, 12, 1)] == ()


def test_a_lot_is_one_change_and_leaves_the_stick_as_it_was(archive, stick, decoder):
    about = activity(archive, "示范课")
    files = [photo(stick / f"{number}.jpg", number, "2025:12:16 09:30:00") for number in (1, 2)]
    attach(archive, about, files[0], NOW)
    (stick / "bad.jpg").write_bytes(b"MZ no picture")
    other_day = photo(stick / "IMG_20251201_090000.jpg", 3)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}

    lot = put_to(archive, about, [*files, stick / "bad.jpg", other_day], NOW, decoder=decoder)

    assert (lot.entered, lot.again, lot.gone) == (2, 1, None)
    assert [name for name, _ in lot.refused] == ["bad.jpg"]
    assert [one.code for one in lot.doubts] == ["attaching.other-day"]
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    undo(archive, lot.change_id, NOW)
    assert len(all_of(archive, "evidence", about_id=about)) == 1


def test_a_pulled_stick_keeps_what_was_taken_and_a_stopped_lot_nothing(archive, stick, decoder, tmp_path):
    about = activity(archive, "示范课")
    files = [photo(stick / f"{number}.jpg", number) for number in range(1, 4)]

    def stop(done, _total, _what):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        put_to(archive, about, files, NOW, job=Job(stop), decoder=decoder)
    assert all_of(archive, "evidence") == ()

    def pull(done, _total, _what):
        if done == 2:
            shutil.rmtree(tmp_path / "stick", ignore_errors=True)

    lot = put_to(archive, about, files, NOW, job=Job(pull), decoder=decoder)
    assert lot.gone is not None
    assert (lot.entered, lot.gone.code, lot.gone.parameters["left"]) == (2, "intake.pulled", 1)
    assert len(all_of(archive, "evidence", about_id=about)) == 2


def test_the_same_picture_in_two_activities_is_a_pair_until_it_is_found_to_be_in_order(
    archive, stick, decoder, tmp_path
):
    first, second = activity(archive, "示范课"), activity(archive, "联合教研", date(2025, 12, 9))
    whole = photo(stick / "IMG_1.jpg", 7)
    small = stick / "mmexport1765850400000.jpg"
    with Image.open(whole) as image:
        image.resize((400, 266)).save(small, quality=40)
    one = attach(archive, first, whole, NOW).evidence_id
    two = put_to(archive, second, [small, photo(stick / "b.jpg", 8)], NOW, decoder=decoder)
    assert "attaching.alike-picture" in [problem.code for problem in two.doubts]

    (pair,) = twin_pairs(archive)
    assert (pair.first.title, pair.second.title, pair.exact) == ("示范课", "联合教研", False)
    assert (pair.first.evidence_id, pair.first.day, pair.second.ours) == (one, DAY, True)
    likeness = get(archive, pair.second.evidence_id).content["likeness"]
    asked = [(pair.second.evidence_id, pair.second.sha256, likeness)]
    assert twins(archive, asked, second)[pair.second.evidence_id].title == "示范课"
    find_fine(archive, [(pair.second.evidence_id, one)])
    assert twin_pairs(archive) == ()
    assert twins(archive, asked, second) == {}


def test_a_turned_photo_stands_upright_on_paper_and_its_original_stays(archive, decoder, tmp_path):
    wide = Image.new("RGB", (600, 300), "white")
    wide.paste("red", (0, 0, 100, 300))
    wide.save(tmp_path / "a.jpg", quality=95)
    made = attach(archive, activity(archive, "示范课"), tmp_path / "a.jpg", NOW).evidence_id
    with change(archive, "evidence.edit", NOW) as writing:
        writing.edit(made, {"turned": 90})
    record = get(archive, made)
    with Image.open(io.BytesIO(Photographs(archive, decoder).upright(record) or b"")) as shown:
        assert shown.size == (300, 600)
        # The left edge is at the top now.
        assert [shown.crop(part).resize((1, 1)).tobytes()[2] < 100 for part in _ENDS] == [True, False]
    with archive.store.open(record.content["sha256"]) as original:
        assert original.read() == (tmp_path / "a.jpg").read_bytes()


def test_pairs_are_found_without_comparing_all_with_all():
    hashes = [f"{(number * 0x9E3779B97F4A7C15) % 2**64:016x}" for number in range(400)]
    hashes += [f"{int(one, 16) ^ 0b100100001000010000010000000001:016x}" for one in hashes[:5]]
    expected = {(one, other) for one in hashes for other in hashes if one < other and alike(one, other)}
    assert len(expected) >= 5
    assert alike_among([*hashes, ""]) == expected


def test_a_card_with_many_photos_can_be_stopped(archive, stick, decoder):
    for number in range(5):
        photo(stick / f"{number}.jpg", number, edge=90)

    def stop(done, total, _what):
        if total and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        look_through(archive, stick, job=Job(stop), decoder=decoder)


def test_real_photos_of_phones_and_cameras_stand_on_their_days(archive, shared_data, decoder):
    looked = look_through(archive, shared_data / "real" / "photos", decoder=decoder)
    dated = [file for day in looked.days for file in day.files if file.source == "exif"]
    assert looked.count == len(list((shared_data / "real" / "photos").iterdir()))
    assert len(dated) >= 8
    assert all(timedelta(0) < NOW.replace(tzinfo=None) - one.at for one in dated)
