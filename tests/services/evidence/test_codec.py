"""The codec is the only one who knows what lies on the disk."""

import io
from contextlib import contextmanager

from edudesk.services.evidence.derived import DerivedFiles
from edudesk.services.evidence.store import EvidenceStore


class Veiled:
    """A toy that changes every byte and adds a header, as encryption would."""

    header = b"veiled!!"

    @contextmanager
    def writer(self, file):
        plain = io.BytesIO()
        yield plain
        file.write(self.header + bytes(byte ^ 0x55 for byte in plain.getvalue()))
        file.flush()

    def reader(self, file):
        with file:
            stored = file.read()
        if not stored.startswith(self.header):
            raise OSError("not ours")
        return io.BytesIO(bytes(byte ^ 0x55 for byte in stored[len(self.header) :]))

    def stored_size(self, size):
        return size + len(self.header)


def test_store_and_derived_files_work_through_any_codec(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("姓名：王小明", encoding="utf-8")
    store = EvidenceStore(tmp_path / "evidence", Veiled())
    stored = store.put(source)
    assert store.path(stored.sha256).read_bytes().startswith(b"veiled!!")
    assert store.put(source, recheck=True) == stored
    assert store.check(stored.sha256) == "sound"
    with store.open(stored.sha256) as kept:
        assert kept.read() == source.read_bytes()
    store.path(stored.sha256).write_bytes(b"something else")
    assert store.check(stored.sha256) == "damaged"

    derived = DerivedFiles(tmp_path / "derived", Veiled())
    derived.keep(stored.sha256, "thumbnail-512", b"face")
    assert derived.get(stored.sha256, "thumbnail-512") == b"face"
    assert all(
        b"face" not in path.read_bytes() for path in (tmp_path / "derived").rglob("*") if path.is_file()
    )
