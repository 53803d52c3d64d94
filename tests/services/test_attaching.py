"""Files are attached: originals first, then records; doubts are pointed out, nothing is refused for them."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import ExifTags, Image

from edudesk.errors import UserError
from edudesk.services.attaching import Attachment, attach, attach_all
from edudesk.services.changes import change
from edudesk.services.evidence import THUMBNAIL_RECIPE, DerivedFiles
from edudesk.services.records import all_of, get

NOW = datetime(2025, 9, 25, 8, tzinfo=UTC)


@pytest.fixture
def activities(archive):
    with change(archive, "activity.create", NOW) as writing:
        return [
            writing.create("activity", {"topic": topic, "state": "held", "starts_on": date(2025, 9, 24)})
            for topic in ("示范课", "联合教研")
        ]


def photo(path, *, day="2025:09:24", colours=("navy", "white", "gold"), quality=90):
    image = Image.new("RGB", (900, 600), colours[0])
    image.paste(colours[1], (0, 0, 500, 250))
    image.paste(colours[2], (600, 300, 820, 600))
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{day} 09:30:00"
    image.save(path, "JPEG", quality=quality, exif=exif)
    return path


def codes(attached):
    return [problem.code for problem in attached.warnings]


def test_a_photo_is_kept_byte_for_byte_with_what_it_says_of_itself(archive, activities, tmp_path):
    path = photo(tmp_path / "IMG_1.jpg")
    attached = attach(archive, activities[0], path, NOW, caption="板书")
    record = get(archive, attached.evidence_id)
    assert attached.warnings == ()
    with archive.store.open(record.content["sha256"]) as original:
        assert original.read() == path.read_bytes()
    expected = {
        "about_id": activities[0],
        "name": "IMG_1.jpg",
        "kind": "photo",
        "media_type": "image/jpeg",
        "caption": "板书",
        "taken_at": datetime(2025, 9, 24, 9, 30),
        "taken_source": "exif",
        "width": 900,
        "height": 600,
        "size": path.stat().st_size,
        "place_in_list": 1,
    }
    assert {name: record.content[name] for name in expected} == expected


def test_a_thumbnail_lies_among_the_derived_files(archive, activities, tmp_path):
    made = attach(archive, activities[0], photo(tmp_path / "a.jpg"), NOW)
    sha256 = get(archive, made.evidence_id).content["sha256"]
    small = DerivedFiles(archive.derived).get(sha256, THUMBNAIL_RECIPE)
    assert small is not None
    assert max(Image.open(io.BytesIO(small)).size) <= 512


def test_a_photo_of_another_day_is_pointed_out_and_attached(archive, activities, tmp_path):
    attached = attach(archive, activities[0], photo(tmp_path / "a.jpg", day="2025:09:20"), NOW)
    assert codes(attached) == ["attaching.other-day"]
    assert get(archive, attached.evidence_id).content["taken_at"].day == 20


def test_the_same_picture_in_another_activity_is_pointed_out(archive, activities, tmp_path):
    path = photo(tmp_path / "a.jpg")
    attach(archive, activities[0], path, NOW)
    again = attach(archive, activities[1], path, NOW)
    assert codes(again) == ["attaching.same-picture"]
    assert again.warnings[0].parameters["title"] == "示范课"


def test_a_picture_that_a_chat_program_made_smaller_is_known_again(archive, activities, tmp_path):
    attach(archive, activities[0], photo(tmp_path / "a.jpg"), NOW)
    Image.open(tmp_path / "a.jpg").resize((450, 300)).save(tmp_path / "mmexport1758676200000.jpg", quality=50)
    again = attach(archive, activities[1], tmp_path / "mmexport1758676200000.jpg", NOW)
    assert codes(again) == ["attaching.alike-picture"]


def test_a_file_is_not_attached_twice_to_one_record(archive, activities, tmp_path):
    path = photo(tmp_path / "a.jpg")
    first = attach(archive, activities[0], path, NOW)
    second = attach(archive, activities[0], path, NOW)
    assert (second.evidence_id, codes(second)) == (first.evidence_id, ["attaching.again"])
    assert len(all_of(archive, "evidence")) == 1


def test_several_files_are_one_step_of_undo_and_keep_their_order(archive, activities, tmp_path):
    (tmp_path / "note.txt").write_text("记录", "utf-8")
    photos = [photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", colours=("red", "black", "green"))]
    wanted = [Attachment(activities[0], path) for path in (*photos, tmp_path / "note.txt")]
    attach_all(archive, wanted, NOW)
    made = all_of(archive, "evidence")
    assert [record.content["place_in_list"] for record in made] == [1, 2, 3]
    assert [record.content["kind"] for record in made] == ["photo", "photo", "other"]


def test_when_one_file_is_refused_nothing_is_attached(archive, activities, tmp_path):
    (tmp_path / "bad.jpg").write_bytes(b"MZ not a picture")
    wanted = [Attachment(activities[0], path) for path in (photo(tmp_path / "a.jpg"), tmp_path / "bad.jpg")]
    with pytest.raises(UserError):
        attach_all(archive, wanted, NOW)
    assert all_of(archive, "evidence") == ()


def test_a_deleted_record_of_a_picture_is_no_reason_for_doubt(archive, activities, tmp_path):
    path = photo(tmp_path / "a.jpg")
    first = attach(archive, activities[0], path, NOW)
    with change(archive, "evidence.delete", NOW) as writing:
        writing.delete(first.evidence_id)
    assert codes(attach(archive, activities[1], path, NOW)) == []
