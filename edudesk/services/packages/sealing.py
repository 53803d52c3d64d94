"""Seals a package with a password: a .zip as WinZip, 7-Zip and others encrypt it (AE-2, AES-256).

It holds a note on how to open it and one stored file under a neutral name, so that no name inside the package
shows. What is sealed is read where it lies, nothing of it is ever unpacked onto a disk.
"""

import hashlib
import hmac
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.disk.temporary import Temporary
from edudesk.services.disk.volume import forget_cached
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages import zip_records as records
from edudesk.services.packages.passwords import expect_strong
from edudesk.services.packages.source import source_faults, source_pieces
from edudesk.services.packages.target import check_room, target_faults
from edudesk.services.packages.trees import CHUNK, Damaged
from edudesk.services.packages.zip_directory import Record, read_directory
from edudesk.services.packages.zip_headers import AES_EXTRA, SEALED_CODE, SEALED_SALT, Headers, Member

NOTE, INNER = "打开说明.txt", "package.zip"
_NOTE_TEXT = (
    "这是加了密码的上报包，里面只有一个文件 package.zip。\r\n"
    "用 EduDesk 打开：选中这个 .zip 文件，按提示输入密码。\r\n"
    "没有 EduDesk：用 7-Zip、WinRAR 或 Bandizip 打开这个 .zip 文件，输入密码，\r\n"
    "解压出 package.zip，再解压一次。\r\n"
    "Windows 自带的解压打不开这种加密。密码请向交来的人电话询问，不要和文件放在一起。\r\n"
    "\r\n"
    "This is a package under a password. Open it with EduDesk, or with 7-Zip, WinRAR or Bandizip,\r\n"
    "and unpack package.zip once more. What Windows itself unpacks with cannot open it.\r\n"
    "Ask the sender for the password.\r\n"
)
_ROUNDS, _KEY, _CHECK = 1000, 32, 2
_BLOCK = 16


class _Keys:
    """What a password and a salt give: a key for the cipher, one for the code at the end, two to see."""

    def __init__(self, password: str, salt: bytes) -> None:
        made = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 2 * _KEY + _CHECK)
        self._cipher, self._code, self.check = made[:_KEY], made[_KEY : 2 * _KEY], made[2 * _KEY :]

    def cipher(self, block: int = 0) -> Any:
        """Return the cipher as it stands before a block of the content."""
        counter = Counter.new(8 * _BLOCK, initial_value=block + 1, little_endian=True)
        return AES.new(self._cipher, AES.MODE_CTR, counter=counter)

    def code(self) -> "hmac.HMAC":
        """Return the code that is taken of the encrypted content."""
        return hmac.new(self._code, digestmod="sha1")


def seal(package: Path, password: str, target: Path, day: date, job: Job = QUIET) -> Path:
    """Write the zipped ``package`` under a password as ``target``, read it back, and only then name it.

    Returns the name, numbered when ``target`` is taken. Progress is in bytes. On failure and when the person
    stops it nothing is left. Raises UserError of :func:`expect_strong`; EnvironmentProblem as
    :class:`~edudesk.services.packages.bag.BagWriter` does.
    """
    expect_strong(password)
    with source_faults(package):
        source = package.open("rb", buffering=0)
    with source, target_faults(target):
        size = os.fstat(source.fileno()).st_size
        target.parent.mkdir(parents=True, exist_ok=True)
        check_room(target.parent, size, size)
        temporary = Temporary(target.parent)
        try:
            with temporary.path.open("xb") as file:
                meant = _write(file, source, password, day, job)
                file.flush()
                os.fsync(file.fileno())
                forget_cached(file.fileno())
            reading = Job(lambda done, _, what: job.report(size + done, 2 * size, what), job.cancelled)
            with opened(temporary.path, password, reading) as inner:
                found = hashlib.file_digest(inner, "sha256").digest()
            if found != meant:
                raise EnvironmentProblem("package.read_back_differs", name=target.name, place=str(target))
            return temporary.move_to(target)
        finally:
            temporary.discard()


def _write(file: BinaryIO, source: BinaryIO, password: str, day: date, job: Job) -> bytes:
    """Write the whole .zip and return the SHA-256 of what is sealed in it."""
    headers, salt, size = Headers(day), os.urandom(SEALED_SALT), os.fstat(source.fileno()).st_size
    keys, digest, done = _Keys(password, salt), hashlib.sha256(), 0
    cipher, code = keys.cipher(), keys.code()
    text = _NOTE_TEXT.encode("utf-8-sig")
    note = Member(NOTE.encode(), len(text), 0, zlib.crc32(text))
    file.write(headers.local(note) + text)
    inner = Member(INNER.encode(), size, file.tell(), is_sealed=True)
    file.write(headers.local(inner) + salt + keys.check)
    for piece in source_pieces(source):
        digest.update(piece)
        hidden = cipher.encrypt(piece)
        code.update(hidden)
        file.write(hidden)
        done += len(piece)
        job.step(done, 2 * size, INNER)
    if done != size:
        raise EnvironmentProblem("package.source_damaged", name=INNER)
    file.write(code.digest()[:SEALED_CODE])
    file.write(headers.directory([note, inner], file.tell()))
    return digest.digest()


def is_sealed(path: Path) -> bool:
    """Tell whether ``path`` is a file that :func:`seal` made, from its names alone."""
    try:
        with path.open("rb") as file:
            return _sealed_record(file) is not None
    except (OSError, UserError, Damaged):
        return False


@contextmanager
def opened(path: Path, password: str, job: Job = QUIET) -> Iterator["io.BufferedReader[_Inner]"]:
    """Give what is sealed in ``path`` as a file to read, after proving that no byte of it was changed.

    Raises UserError ``signing.wrong-password``, ``signing.seal-broken``.
    """
    with path.open("rb") as file:
        found = _sealed_record(file)
        start = _content(file, found) if found else None
        if found is None or start is None:
            raise UserError("signing.seal-broken", path=path)
        file.seek(start)
        salt, check = file.read(SEALED_SALT), file.read(_CHECK)
        keys = _Keys(password, salt)
        if check != keys.check:
            raise UserError("signing.wrong-password", path=path)
        code, left = keys.code(), found.size
        while left and (piece := file.read(min(CHUNK, left))):
            code.update(piece)
            left -= len(piece)
            job.step(found.size - left, found.size, INNER)
        if left or not hmac.compare_digest(file.read(SEALED_CODE), code.digest()[:SEALED_CODE]):
            raise UserError("signing.seal-broken", path=path)
        with io.BufferedReader(_Inner(file, start + SEALED_SALT + _CHECK, found.size, keys), CHUNK) as inner:
            yield inner


class _Inner(io.RawIOBase):
    """The content of a sealed file, deciphered where it is read."""

    def __init__(self, file: BinaryIO, start: int, size: int, keys: _Keys) -> None:
        self._file, self._start, self._size, self._keys = file, start, size, keys
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, space: Any) -> int:
        block, skipped = divmod(self._at, _BLOCK)
        self._file.seek(self._start + self._at)
        hidden = self._file.read(max(0, min(len(space), self._size - self._at)))
        cipher = self._keys.cipher(block)
        cipher.encrypt(bytes(skipped))
        space[: len(hidden)] = cipher.encrypt(hidden)
        self._at += len(hidden)
        return len(hidden)


def _sealed_record(file: BinaryIO) -> Record | None:
    """Return the directory's entry of what is sealed, or None when this is another kind of .zip."""
    found = {record.raw_name.decode("utf-8", "replace"): record for record in read_directory(file).records}
    inner = found.get(INNER)
    if found.keys() != {NOTE, INNER} or inner is None or inner.method != records.AES:
        return None
    return inner


def _content(file: BinaryIO, record: Record) -> int | None:
    """Return where the content begins, or None when the header in front of it says something else."""
    file.seek(record.offset)
    head = file.read(records.LOCAL.size)
    if len(head) < records.LOCAL.size or record.packed != record.size + SEALED_SALT + _CHECK + SEALED_CODE:
        return None
    mark, _, flags, method, *_, name, extra = records.LOCAL.unpack(head)
    fits = (mark, flags, method, name) == (
        records.LOCAL_MARK,
        record.flags,
        records.AES,
        len(record.raw_name),
    )
    is_ours = fits and file.read(name + extra).endswith(AES_EXTRA)
    return record.offset + records.LOCAL.size + name + extra if is_ours else None
