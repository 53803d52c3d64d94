"""What the store keeps is byte for byte what was given, once, or nothing."""

import errno
import io
import os
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock

import pytest

from edudesk.errors import Cancelled, EnvironmentProblem, UserError
from edudesk.services.evidence import EvidenceStore, Stored
from edudesk.services.jobs import Job


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(tmp_path / "evidence")


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "扫描件.pdf"
    path.write_bytes(os.urandom(3_000_000))
    return path


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_original_lies_under_its_hash_byte_for_byte(store, scan, tmp_path):
    stored = store.put(scan)
    assert stored.sha256 == sha256(scan.read_bytes()).hexdigest()
    assert stored.size == 3_000_000
    assert files_in(tmp_path / "evidence") == [f"{stored.sha256[:2]}/{stored.sha256[2:]}"]
    with store.open(stored.sha256) as kept:
        assert kept.read() == scan.read_bytes()
    assert store.check(stored.sha256) == "sound"
    assert list(store.all()) == [stored.sha256]


def test_same_file_twice_is_kept_once(store, scan, named):
    first = store.put(scan)
    inode = store.path(first.sha256).stat().st_ino
    assert store.put(named(scan, "另一个名字.pdf"), recheck=True) == first
    assert store.path(first.sha256).stat().st_ino == inode
    assert len(list(store.all())) == 1


def test_damaged_original_is_replaced_by_a_good_one(store, scan):
    stored = store.put(scan)
    kept = store.path(stored.sha256)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert store.check(stored.sha256) == "damaged"
    store.put(scan)
    assert store.check(stored.sha256) == "sound"
    kept.write_bytes(bytes([kept.read_bytes()[0] ^ 1]) + kept.read_bytes()[1:])
    store.put(scan)
    assert store.check(stored.sha256) == "damaged"  # same size: seen by hash alone
    store.put(scan, recheck=True)
    assert store.check(stored.sha256) == "sound"


def test_missing_original_is_told(store):
    assert store.check("0" * 64) == "missing"
    with pytest.raises(EnvironmentProblem, match="evidence.missing"):
        store.open("0" * 64)


def test_an_original_on_a_disk_that_is_gone_is_not_told_as_missing(store, scan, monkeypatch):
    kept = store.put(scan)
    monkeypatch.setattr(Path, "open", Mock(side_effect=OSError(errno.EIO, "Input/output error")))
    with pytest.raises(EnvironmentProblem, match="disk.failed"):
        store.open(kept.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_no_hash_reaches_no_path(store, name):
    with pytest.raises(ValueError):
        store.path(name)


def test_progress_ends_at_the_size_and_cancel_leaves_nothing(store, scan, tmp_path):
    seen = []
    store.put(scan, Job(report=lambda *step: seen.append(step)))
    assert seen[-1] == (3_000_000, 3_000_000, "扫描件.pdf")
    scan.write_bytes(b"other" * 1_000_000)
    with pytest.raises(Cancelled):
        store.put(scan, Job(cancelled=lambda: True))
    assert len(files_in(tmp_path / "evidence")) == 1


def test_empty_absent_folder_and_pipe_are_refused(store, tmp_path):
    (tmp_path / "空.txt").touch()
    expected = {
        "空.txt": "evidence.empty",
        "没有.jpg": "evidence.unreadable",
        ".": "evidence.not_a_file",
    }
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.jpg")
        expected["管道.jpg"] = "evidence.not_a_file"
    for name, code in expected.items():
        with pytest.raises(UserError) as refused:
            store.put(tmp_path / name)
        assert refused.value.code == code
    assert files_in(tmp_path / "evidence") == []


def test_source_that_grows_or_changes_is_refused(store, scan, tmp_path):
    def grow(done, _total, _name):
        if done == 1 << 20:
            with scan.open("ab") as file:
                file.write(b"more")

    with pytest.raises(UserError, match="source_changing"):
        store.put(scan, Job(report=grow))

    def touch(_done, _total, _name):
        os.utime(scan, (1, 1))

    with pytest.raises(UserError, match="source_changing"):
        store.put(scan, Job(report=touch))
    assert files_in(tmp_path / "evidence") == []


class PulledStick(type(Path())):  # type: ignore[misc]  # Path itself has no subclasses before 3.12
    """A file whose drive stops answering after the first piece."""

    def open(self, *arguments, **named):
        file = super().open(*arguments, **named)
        return FailsAfterFirst(file.detach()) if isinstance(file, io.BufferedReader) else file


class FailsAfterFirst(io.BufferedReader):
    pieces = 0

    def read(self, size=-1, /):
        self.pieces += 1
        if self.pieces > 1:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_stick_pulled_while_read_is_an_environment_problem(store, scan, tmp_path):
    with pytest.raises(EnvironmentProblem, match="source_gone"):
        store.put(PulledStick(scan))
    assert files_in(tmp_path / "evidence") == []


def test_full_disk_leaves_nothing_half(tmp_path, scan):
    pytest.importorskip("resource", reason="this system sets no limit on the size of files")
    script = """
import sys, resource
from pathlib import Path
from edudesk.errors import EnvironmentProblem
from edudesk.services.evidence import EvidenceStore
store = EvidenceStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
try:
    store.put(Path(sys.argv[2]))
except EnvironmentProblem as problem:
    print(problem.code)
"""
    done = run(script, tmp_path / "evidence", scan)
    assert done.stdout.strip() == "evidence.no_room", done.stderr
    assert files_in(tmp_path / "evidence") == []


def test_file_larger_than_the_free_space_is_refused_before_copying(store, tmp_path):
    film = tmp_path / "录像.mp4"
    film.touch()
    try:
        os.truncate(film, 1 << 43)  # a hole: takes no room itself
    except OSError:
        pytest.skip("this file system has no files of 8 TiB")
    with pytest.raises(EnvironmentProblem, match="no_room"):
        store.put(film)


KILLED_AT = """
import os, sys
from pathlib import Path
from edudesk.services.evidence import EvidenceStore
from edudesk.services.jobs import Job

folder, source, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store = EvidenceStore(folder)
events = 0


def count(event, arguments):
    global events
    if event in {"open", "os.mkdir", "os.rename", "os.remove", "import", "step"}:
        events += 1
        if events == last:
            os.kill(os.getpid(), 9)


sys.addaudithook(count)
store.put(source, Job(report=lambda *_: sys.audit("step")))
print("done")
"""
# Windows has no SIGKILL: it ends the process at once and gives it the number as its exit status.
KILLED = 9 if os.name == "nt" else -9


def run(script, *arguments):
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_killed_at_any_moment_leaves_no_half_file_under_a_final_name(tmp_path, scan):
    folder, whole = tmp_path / "evidence", sha256(scan.read_bytes()).hexdigest()
    for last in range(1, 60):
        done = run(KILLED_AT, folder, scan, last)
        finished = done.stdout.strip() == "done"
        assert finished or done.returncode == KILLED, done.stderr
        store = EvidenceStore(folder)
        assert not list(folder.glob(".incoming-*"))
        assert set(store.all()) <= {whole}
        for kept in store.all():
            assert store.check(kept) == "sound"
            store.path(kept).unlink()
        if finished:
            break
    assert finished
    assert last > 8  # several points before, in and after the copying were tried


def test_opening_cleans_what_a_killed_run_left_but_not_our_own(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    (folder / ".incoming-1-abc").write_bytes(b"half")
    ours = folder / f".incoming-{os.getpid()}-abc"
    ours.write_bytes(b"in the making")
    EvidenceStore(folder)
    assert files_in(folder) == [ours.name]


def stage(store, content, staging):
    stored = Stored(sha256(content).hexdigest(), len(content))
    store.put_pieces(stored, [content], "one", staging)
    return stored.sha256


def test_what_was_staged_in_vain_goes_and_nothing_else(store, scan):
    before = store.put(scan).sha256
    with store.staging() as staging:
        assert stage(store, scan.read_bytes(), staging) == before
        gone, entered = stage(store, b"gone", staging), stage(store, b"entered", staging)
        assert stage(store, b"gone", staging) == gone
        assert staging == {gone, entered}
        with pytest.raises(UserError, match="evidence.other_content"):
            store.put_pieces(Stored("ab" * 32, 5), [b"other"], "two", staging)
        store.drop(staging, {entered})
    assert set(store.all()) == {before, entered}


def test_what_was_staged_stays_when_someone_else_took_it_in_too(store, tmp_path):
    path = tmp_path / "合影.txt"
    path.write_bytes(b"the same")
    with store.staging() as first, store.staging() as second:
        by_hand = stage(store, b"the same", first)
        store.put(path)
        by_package = stage(store, b"of two packages", first)
        stage(store, b"of two packages", second)
        store.drop(first, frozenset())
        assert set(store.all()) == {by_hand, by_package}
    with store.staging() as third:
        assert stage(store, b"the same", third) == by_hand
        assert third == set()


def test_threads_that_put_the_same_file_agree(store, scan):
    results = []
    threads = [threading.Thread(target=lambda: results.append(store.put(scan))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(results)) == 1
    assert store.check(results[0].sha256) == "sound"


def test_folder_that_cannot_be_made_is_an_environment_problem(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblem, match="store_unwritable"):
        EvidenceStore(tmp_path / "file" / "evidence")


def test_memory_stays_small_with_a_large_film(store, tmp_path):
    resource = pytest.importorskip("resource", reason="this system does not tell the most memory used")
    film = tmp_path / "录像.mp4"
    with film.open("wb") as file:
        for _ in range(120):
            file.write(os.urandom(1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    store.put(film)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # KiB
