"""Archives that are built to exhaust or mislead whoever opens them; small programs instead of large files."""

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from edudesk.services.packages import zip_records as records
from tests.services.packages.raw_bags import Files, files

Attack = Callable[[Path], None]
BAG = {f"bag/{path}": content for path, content in files().items()}


class Raw:
    """A .zip put together by hand, so that every number in it can lie."""

    def __init__(self) -> None:
        self.body, self.directory, self.count = bytearray(), bytearray(), 0

    def add(
        self,
        name: bytes | str,
        content: bytes = b"",
        *,
        packed: bytes | None = None,
        size: int | None = None,
        mode: int = 0,
        flags: int = records.UTF8,
        local: bool = True,
    ) -> None:
        """Add an entry; with ``local`` off only the directory knows it, at the place of the last one."""
        raw = name.encode() if isinstance(name, str) else name
        method = records.STORED if packed is None else records.DEFLATED
        body = content if packed is None else packed
        length = len(content) if size is None else size
        common = (20, flags, method, 0, 0x21, zlib.crc32(content), len(body), length, len(raw))
        if local:
            self.last = len(self.body)
            self.body += records.LOCAL.pack(records.LOCAL_MARK, *common, 0) + raw + body
        central = (0, 0, 0, 0, mode << 16, self.last)
        self.directory += records.CENTRAL.pack(records.CENTRAL_MARK, 3 << 8, *common, *central) + raw
        self.count += 1

    def bytes(self, *, count: int | None = None) -> bytes:
        """Return the file; ``count`` is what it says of the number of its entries."""
        said = self.count if count is None else count
        start, size = len(self.body), len(self.directory)
        end = b""
        if said >= records.FULL16:
            end += records.END64.pack(
                records.END64_MARK, records.END64.size - 12, 45, 45, 0, 0, said, said, size, start
            )
            end += records.LOCATOR64.pack(records.LOCATOR64_MARK, 0, start + size, 1)
            said = records.FULL16
        end += records.END.pack(records.END_MARK, 0, 0, said, said, size, start, 0)
        return bytes(self.body + self.directory) + end


def with_bag(*entries: tuple[bytes | str, Mapping[str, object]]) -> Raw:
    raw = Raw()
    for path, content in BAG.items():
        raw.add(path, content)
    for name, how in entries:
        raw.add(name, **how)  # type: ignore[arg-type]
    return raw


def deflated(content: bytes) -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pack.compress(content) + pack.flush()


def zeros(size: int) -> bytes:
    """Return so many zeros, deflated, without ever having them in memory: a million, again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = pack.compress(bytes(1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    return piece * (size >> 20) + pack.flush()


def entry(name: bytes | str, **how: object) -> Callable[[], bytes]:
    return lambda: with_bag((name, how)).bytes()


def overlapping() -> bytes:
    """Return one small deflated file that the directory names twenty thousand times."""
    kernel = zeros(1 << 20)
    raw = with_bag(("bag/data/kernel", {"packed": kernel, "size": 1 << 20}))
    for number in range(20_000):
        raw.add(f"bag/data/{number}", packed=kernel, size=1 << 20, local=False)
    return raw.bytes()


def nested(depth: int = 12) -> bytes:
    """Return a .zip in a .zip in a .zip …, the innermost a bomb."""
    content = zeros(64 << 20)
    for level in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("a", "b") if level < 3 else ("a",):
                archive.writestr(f"{name}.zip", content)
        content = packed.getvalue()
    return entry("bag/data/nested.zip", content=content)()


def grown() -> bytes:
    """Return a file that says it has ten bytes and unpacks to two hundred megabytes."""
    return with_bag(("bag/data/x", {"packed": zeros(200 << 20), "size": 10})).bytes()


def many(count: int, name: str = "bag/data/{}") -> Callable[[], bytes]:
    def make() -> bytes:
        raw = with_bag()
        for number in range(count):
            raw.add(name.format(number))
        return raw.bytes()

    return make


def uncounted() -> bytes:
    """Return a directory of very many entries that says it has seven."""
    raw = with_bag()
    for _ in range(300_000):
        raw.add("x", local=False)
    return raw.bytes(count=7)


def bag_with(name: str, content: bytes) -> Callable[[], bytes]:
    """Return a bag in which one list is absurd."""

    def make() -> bytes:
        raw = Raw()
        for path, own in (BAG | {f"bag/{name}": content}).items():
            raw.add(path, own, packed=deflated(own))
        raw.add("bag/data/ballast", hashlib.sha256(b"x").digest() * 4000)
        return raw.bytes()

    return make


def lines(make: Callable[[int], str], count: int) -> bytes:
    return "".join(make(number) for number in range(count)).encode()


def written(make: Callable[[], bytes]) -> Attack:
    def attack(place: Path) -> None:
        place.write_bytes(make())

    return attack


def folder(change: Callable[[Path], None]) -> Attack:
    """Return what lays a bag as a folder and spoils it."""

    def attack(place: Path) -> None:
        bag: Files = files()
        for path, content in bag.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
        change(place)

    return attack


def loops(place: Path) -> None:
    (place / "data" / "loop").symlink_to(place, target_is_directory=True)
    (place / "data" / "passwd").symlink_to("/etc/passwd")


def deep(place: Path) -> None:
    inside = place / "data"
    for _ in range(150):
        inside = inside / "deep"
        inside.mkdir()
    (inside / "file").touch()


ATTACKS: dict[str, Attack] = {
    "posix-escape": written(entry("../../escaped", content=b"x")),
    "absolute": written(entry("/tmp/escaped", content=b"x")),
    "windows-escape": written(entry("..\\..\\escaped", content=b"x")),
    "drive": written(entry("bag/data/C:/escaped", content=b"x")),
    "device": written(entry("bag/data/NUL.txt", content=b"x")),
    "link": written(entry("bag/data/link", content=b"/etc/passwd", mode=stat.S_IFLNK | 0o777)),
    "pipe": written(entry("bag/data/pipe", mode=stat.S_IFIFO | 0o644)),
    "nul": written(entry(b"bag/data/a\0b", content=b"x")),
    "control-characters": written(entry("bag/data/\x1b[2J\r\n\u202egpj.exe", content=b"x")),
    "gbk-escape": written(entry("包/../../照片".encode("gbk"), content=b"x", flags=0)),
    "twice": written(entry("bag/data/hello.txt", content=b"other")),
    "encrypted": written(entry("bag/data/secret", content=b"x" * 30, flags=records.UTF8 | 1)),
    "overlapping": written(overlapping),
    "nested": written(nested),
    "bomb": written(lambda: with_bag(("bag/data/x", {"packed": zeros(1 << 30), "size": 1 << 30})).bytes()),
    "grown": written(grown),
    "size-of-exabytes": written(entry("bag/data/x", content=b"x", size=0xFFFFFFFE)),
    "count-too-high": written(lambda: with_bag().bytes(count=9)),
    "count-of-exabytes": written(lambda: with_bag().bytes(count=1 << 60)),
    "count-too-low": written(uncounted),
    "a-million-entries": written(lambda: with_bag().bytes(count=1_000_000)),
    "as-many-entries-as-allowed": written(many(99_000)),
    "long-names": written(many(200, "bag/data/" + "a/" * 32_000 + "{}")),
    "marks-upon-marks": written(many(150, "bag/data/" + "\u0323\u0301" * 16_000 + "{}")),
    "names-that-meet": written(many(50_000, "bag/data/" + "ſ" * 50 + "{}")),
    "endless-manifest": written(
        bag_with("manifest-sha512.txt", lines(lambda n: f"{n:0128x}  data/{n}\n", 100_000))
    ),
    "manifest-of-one-line": written(
        bag_with("manifest-sha512.txt", b"0" * 128 + b" " + "😀".encode() * 3_900_000)
    ),
    "manifest-of-another-algorithm": written(
        bag_with("manifest-md5.txt", lines(lambda n: f"{n:032x}  data/{n}\n", 300_000))
    ),
    "endless-metadata": written(bag_with("bag-info.txt", b"A: b\n" + b" c\n" * 5_000_000)),
    "elements-without-end": written(bag_with("bag-info.txt", b"A: b\n" * 3_000_000)),
    "endless-fetch": written(bag_with("fetch.txt", lines(lambda n: f"http://x/ {n} data/{n}\n", 500_000))),
    "endless-declaration": written(bag_with("bagit.txt", b"BagIt-Version: 1.0\n" * 800_000)),
    "links": folder(loops),
    "deep-folders": folder(deep),
}  # fmt: skip


def sparse(place: Path) -> None:
    """Lay a bag whose records.json has a gigabyte, of which the disk keeps nothing."""
    target = place / "data" / "edudesk" / "records.json"
    target.parent.mkdir()
    with target.open("wb") as file:
        file.truncate(1 << 30)


def zip_of(content: bytes) -> bytes:
    return with_bag(("bag/data/edudesk/records.json", {"content": content})).bytes()


RECORDS: dict[str, Attack] = {
    "a-gigabyte": folder(sparse),
    "ten-thousand-levels": written(lambda: zip_of(b'{"records":' + b"[" * 10_000 + b"]" * 10_000 + b"}")),
    "empty-lists": written(lambda: zip_of(b'{"records":[' + b"[]," * 8_000_000 + b"0]}")),
    "numbers": written(lambda: zip_of(b'{"records":[' + b"1e9," * 1_400_000 + b"0]}")),
    "wide-text": written(lambda: zip_of(b'{"a":"' + "😀".encode() * 6_000_000 + b'","records":[]}')),
    "a-long-number": written(lambda: zip_of(b'{"format":' + b"9" * 20_000_000 + b"}")),
    "no-records": written(lambda: with_bag().bytes()),
}
