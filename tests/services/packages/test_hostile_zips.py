"""Zips that lie, each made from a good package: one plain verdict, no traceback, nothing written."""

import io
import random
import stat
import struct
import zipfile
import zlib

import pytest

from edudesk.errors import EduDeskError, UserError
from edudesk.services.packages import zip_records
from edudesk.services.packages.verify import verify
from tests.services.packages.bags import PAYLOAD, write

VICTIM = "包/data/edudesk/records.json"


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "source" / "包.zip", "zip").path.read_bytes()


@pytest.fixture
def verdict(tmp_path):
    def judge(content):
        place = tmp_path / "hostile"
        place.mkdir(exist_ok=True)
        (place / "包.zip").write_bytes(content)
        try:
            return verify(place / "包.zip")
        finally:
            assert [path.name for path in place.iterdir()] == ["包.zip"]

    return judge


def rebuilt(good, *, add=(), method=zipfile.ZIP_STORED, rename=str):
    """Return the package zipped again by Python's own zipfile, with more entries or other names."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(target, "w", method) as new:
        for info in old.infolist():
            content = old.read(info)
            fresh = zipfile.ZipInfo(rename(info.filename))
            fresh.compress_type = method
            new.writestr(fresh, content)
        for info, content in add:
            new.writestr(info, content)
    return target.getvalue()


def codes(verdict):
    return {finding.code for finding in verdict.errors}


def patched(good, mark, name, offset, value):
    """Change bytes of the local header (or directory entry) of ``name``."""
    position = -1
    while True:
        position = good.index(mark, position + 1)
        header = 30 if mark == zip_records.LOCAL_MARK else 46
        if good[position + header :].startswith(name.encode()):
            break
    at = position + offset
    return good[:at] + value + good[at + len(value) :]


AGAIN = {"package.zip_entry_differs"}


def test_packages_zipped_again_by_other_programs_are_accepted_and_that_is_said(good, verdict):
    for content in (
        rebuilt(good),
        rebuilt(good, method=zipfile.ZIP_DEFLATED),
        rebuilt(good, rename=lambda name: name.removeprefix("包/")),
    ):
        assert verdict(content).valid
        assert {finding.code for finding in verdict(content).findings} == AGAIN


def test_names_written_in_gbk_are_understood_with_a_warning(good, verdict):
    class Old(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):  # noqa: N802
            return self.filename.encode("gb18030"), self.flag_bits

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            new.writestr(Old(info.filename), old.read(info))
    found = verdict(target.getvalue())
    assert found.valid
    assert {finding.code for finding in found.warnings} == {"package.name_guessed", *AGAIN}


def test_streamed_entries_with_data_descriptors_are_accepted(good, verdict):
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.content = bytearray()

        def writable(self):
            return True

        def write(self, piece):
            self.content += piece
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            with new.open(info.filename, "w", force_zip64=info.file_size % 2 == 0) as file:
                file.write(old.read(info))
    assert {finding.code for finding in verdict(bytes(pipe.content)).findings} == AGAIN


@pytest.mark.parametrize(
    ("mark", "offset", "value"),
    [
        (zip_records.LOCAL_MARK, 14, b"\x01\x02\x03\x04"),  # CRC
        (zip_records.LOCAL_MARK, 18, b"\x01"),  # packed size
        (zip_records.LOCAL_MARK, 22, b"\x01"),  # size
        (zip_records.LOCAL_MARK, 8, b"\x08"),  # method
        (zip_records.LOCAL_MARK, 6, b"\x01"),  # encrypted
        (zip_records.LOCAL_MARK, 30, b"X"),  # name
        (zip_records.CENTRAL_MARK, 16, b"\x01\x02\x03\x04"),
        (zip_records.CENTRAL_MARK, 20, b"\x01"),
        (zip_records.CENTRAL_MARK, 20, b"\xff\xff\xff\x7f"),
        (zip_records.CENTRAL_MARK, 24, b"\xff\xff\x0f"),
        (zip_records.CENTRAL_MARK, 42, b"\x01\x00\x00\x00"),  # offset
        (zip_records.CENTRAL_MARK, 42, b"\xff\xff\xff\x7f"),
    ],
)
def test_an_entry_described_in_two_ways_is_named_and_not_read(good, verdict, mark, offset, value):
    found = verdict(patched(good, mark, VICTIM, offset, value))
    assert any(
        "records.json" in finding.path and finding.code in {"package.zip_lies", "package.file_missing"}
        for finding in found.errors
    )


def test_content_that_does_not_fit_its_checksum_is_named(good, verdict):
    at = good.index(PAYLOAD["edudesk/records.json"])
    found = verdict(good[:at] + b"[" + good[at + 1 :])
    assert [(finding.path, finding.code) for finding in found.errors] == [
        ("data/edudesk/records.json", "package.file_damaged")
    ]


@pytest.mark.parametrize(
    "name", ["../evil", "/evil", "C:/evil", "..\\evil", "包/data/../../x", "~/x", "包/a\0b"]
)
def test_names_that_lead_out_are_refused(good, verdict, name):
    info = zipfile.ZipInfo("x" * len(name.encode()))
    content = rebuilt(good, add=[(info, b"evil")]).replace(info.filename.encode(), name.encode())
    content = content if name.isascii() else _with_utf8(content, name)
    assert "package.path_escapes" in codes(verdict(content))


def _with_utf8(content, name):
    """Set the UTF-8 flag of the entry ``name`` in both places."""
    for mark, header, flags in ((zip_records.LOCAL_MARK, 30, 6), (zip_records.CENTRAL_MARK, 46, 8)):
        at = content.index(name.encode(), content.index(mark) + header)
        while content[at - header : at - header + 4] != mark:
            at = content.index(name.encode(), at + 1)
        start = at - header + flags
        content = content[:start] + b"\x00\x08" + content[start + 2 :]
    return content


def test_the_same_name_twice_is_refused(good, verdict):
    with pytest.warns(UserWarning, match="Duplicate"):
        content = rebuilt(good, add=[(VICTIM, b"other")])
    assert "package.zip_twice" in codes(verdict(content))


def test_links_and_devices_are_refused(good, verdict):
    for kind, code in ((stat.S_IFLNK, "package.link"), (stat.S_IFIFO, "package.special_file")):
        info = zipfile.ZipInfo("包/data/x")
        info.create_system, info.external_attr = 3, (kind | 0o644) << 16
        assert code in codes(verdict(rebuilt(good, add=[(info, b"/etc/passwd")])))


def test_other_ways_of_compressing_are_said(good, verdict):
    assert "package.zip_method" in codes(
        verdict(rebuilt(good, add=[(_info("包/data/x", zipfile.ZIP_BZIP2), b"x")]))
    )


def _info(name, method):
    info = zipfile.ZipInfo(name)
    info.compress_type = method
    return info


def test_content_before_and_behind_the_zip_is_refused(good, verdict):
    assert codes(verdict(b"MZ junk" + good)) == {"package.zip_contradicts"}
    with pytest.raises(UserError):
        verdict(good + b"junk")


def test_content_before_the_zip_is_refused_even_when_the_offsets_fit(good, verdict):
    target = io.BytesIO(b"MZ" * 50)
    target.seek(0, 2)
    with zipfile.ZipFile(target, "a") as new, zipfile.ZipFile(io.BytesIO(good)) as old:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    assert codes(verdict(target.getvalue())) == {"package.zip_junk"}


def test_entries_that_share_bytes_are_refused(good, verdict):
    """The directory names one stored file twice under two names."""
    start, size, count = _directory(good)
    entry = good.index(b"PK\x01\x02", start)
    length = 46 + sum(struct.unpack_from("<HHH", good, entry + 28))
    twin = bytearray(good[entry : entry + length])
    name = bytearray(good[entry + 46 : entry + 46 + struct.unpack_from("<H", good, entry + 28)[0]])
    twin[46 : 46 + len(name)] = name[:-1] + b"x"
    content = good[: start + size] + twin
    content += zip_records.END.pack(b"PK\x05\x06", 0, 0, count + 1, count + 1, size + length, start, 0)
    assert codes(verdict(bytes(content))) & {"package.zip_overlap", "package.zip_lies"}


def _directory(content):
    fields = zip_records.END.unpack_from(content, content.rindex(b"PK\x05\x06"))
    return fields[6], fields[5], fields[4]


def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked_further(good, verdict):
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(50_000_000)) + packed.flush()
    name = "包/data/bomb".encode()
    start, size, count = _directory(good)
    common = (0x800, 8, 0, 0x5C29, 0, len(body), 10)
    local = zip_records.LOCAL.pack(b"PK\x03\x04", 20, *common, len(name), 0) + name + body
    central = zip_records.CENTRAL.pack(b"PK\x01\x02", 20, 20, *common, len(name), 0, 0, 0, 0, 0, start) + name
    content = good[:start] + local + good[start : start + size] + central
    moved = start + len(local), size + len(central)
    content += zip_records.END.pack(b"PK\x05\x06", 0, 0, count + 1, count + 1, moved[1], moved[0], 0)
    found = verdict(content)
    assert ("data/bomb", "package.file_unlisted") in {(each.path, each.code) for each in found.errors}


def test_a_bomb_is_not_unpacked(good, verdict):
    big = bytes(100 << 20)
    content = rebuilt(
        good, add=[(_info(f"包/data/{number}", zipfile.ZIP_DEFLATED), big) for number in range(4)]
    )
    assert codes(verdict(content)) == {"package.zip_bomb"}


def test_several_packages_in_one_zip_are_said(good, verdict):
    with zipfile.ZipFile(io.BytesIO(good)) as old:
        twin = [(info.filename.replace("包/", "另/"), old.read(info)) for info in old.infolist()]
    with pytest.raises(UserError) as caught:
        verdict(rebuilt(good, add=twin))
    assert (caught.value.code, caught.value.parameters["count"]) == ("package.several_bags", 2)


def test_droppings_of_a_mac_beside_the_package_are_only_noticed(good, verdict):
    found = verdict(rebuilt(good, add=[("__MACOSX/._包", b"x")]))
    assert found.valid
    assert [(finding.path, finding.code) for finding in found.warnings] == [
        ("__MACOSX/._包", "package.outside_bag"),
        (f"包/data/{next(iter(PAYLOAD))}", *AGAIN),
    ]


def test_cut_off_anywhere_it_is_no_package(good, verdict):
    for length in range(0, len(good), 997):
        with pytest.raises(UserError):
            verdict(good[:length])


def test_any_damage_gives_an_answer(good, verdict):
    chance = random.Random(11)
    for _ in range(400):
        content = bytearray(good)
        # The directory and the headers are what a reader trips over; aim at them as often as at content.
        start = _directory(good)[0] if chance.random() < 0.6 else 0
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(start, len(content))] = chance.randrange(256)
        try:
            found = verdict(bytes(content))
        except EduDeskError:
            continue
        assert not found.valid or found.warnings or bytes(content) == good
