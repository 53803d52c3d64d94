"""A photo's date comes from EXIF, else from the name; nonsense counts as nothing."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.evidence.dates import Taken, from_exif, from_name, taken

NOON = datetime(2025, 9, 23, 12, 0, 0)


@pytest.mark.parametrize(
    "name",
    [
        "mmexport1758600000000.jpg",
        "mmexport1758600000000(1).jpg",
        "wx_camera_1758600000000.jpg",
        "microMsg.1758600000000.jpg",
        "1758600000000.jpg",
        "IMG_20250923_120000.jpg",
        "IMG_20250923_120000_1.jpg",
        "IMG_20250923_120000123.jpg",
        "IMG20250923120000.jpg",
        "VID_20250923_120000.mp4",
        "20250923_120000.heic",
        "PXL_20250923_040000123.jpg",
        "微信图片_20250923120000.jpg",
        "微信图片_20250923120000_12_34.jpg",
        "微信图片_2025-09-23_120000_123.jpg",
        "QQ图片20250923120000.jpg",
        "Screenshot_2025-09-23-12-00-00.png",
        "Screenshot_2025-09-23-12-00-00-12_com.tencent.mm.png",
        "Screenshot_20250923_120000_com.tencent.mm.jpg",
        "WIN_20250923_12_00_00_Pro.jpg",
        "2025-09-23 120000.jpg",
        "2025-09-23 12.00.00.jpg",
    ],
)
def test_names_of_phones_and_chat_programs(name):
    assert from_name(name) == Taken(NOON, "name")


@pytest.mark.parametrize(
    "name",
    [
        "IMG-20250923-WA0001.jpg",
        "IMG_20250923.jpg",
        "2025年9月23日送教下乡.jpg",
        "2025.9.23听课.jpg",
        "20250923送教(3).jpg",
        "IMG_20250923_990000.jpg",
    ],
)
def test_names_that_tell_the_day_alone(name):
    assert from_name(name) == Taken(datetime(2025, 9, 23), "name", clock=False)


@pytest.mark.parametrize(
    "name",
    [
        "DSC00123.jpg",
        "IMG_1234.HEIC",
        "IMG_20251301_120000.jpg",
        "IMG_20250230_120000.jpg",
        "IMG_19700101_000000.jpg",
        "IMG_20991231_120000.jpg",
        "mmexport6a8b1758600000000.jpg",
        "mmexport0000000000000.jpg",
        "450721199003071234.jpg",
        "13800138000.jpg",
        "2025123.jpg",
        "微信图片.jpg",
        "",
        ".",
    ],
)
def test_names_that_tell_nothing(name):
    assert from_name(name) == Taken()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025:09:23 12:00:00", NOON),
        ("2025-09-23T12:00:00", NOON),
        ("2025:09:23 12:00", NOON),
        ("2025:09:23 12:00:00\x00", NOON),
        ("0000:00:00 00:00:00", None),
        ("2025:13:01 12:00:00", None),
        ("1970:01:01 00:00:00", None),
        ("2099:01:01 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2025:09:23", None),
        ("", None),
    ],
)
def test_exif_text(text, at):
    assert from_exif(text) == at


def test_exif_goes_before_the_name_and_nonsense_does_not():
    assert taken("2025:09:23 12:00:00", "IMG_20240101_080000.jpg") == Taken(NOON, "exif")
    assert taken("0000:00:00 00:00:00", "IMG_20250923_120000.jpg") == Taken(NOON, "name")


@given(st.text())
def test_no_text_breaks_the_reading(text):
    taken(text, text)


@given(st.datetimes(datetime(1995, 1, 1), datetime(2079, 12, 31)))
def test_every_written_moment_is_read_back(at):
    whole = at.replace(microsecond=0)
    assert taken(f"{whole:%Y:%m:%d %H:%M:%S}", "").at == whole
    assert from_name(f"IMG_{whole:%Y%m%d_%H%M%S}.jpg").at == whole
    assert from_name(f"微信图片_{whole:%Y%m%d%H%M%S}.jpg").at == whole
