"""Damaged, foreign, empty, protected and hostile files: one plain sentence each, and an unchanged archive."""

import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from edudesk.errors import EduDeskError
from edudesk.services.archive import open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from tests.e2e.program import plain, run, state_of

NOW = datetime(2025, 9, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of one school and one activity."""
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    with (
        found_archive(folder, {"name": "明德实验小学"}, NOW) as archive,
        change(archive, "activity.create", NOW) as writing,
    ):
        writing.create("activity", {"topic": "教研", "state": "held", "starts_on": date(2025, 9, 18)})
    return folder


def offered(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "real" / "hostile").iterdir())


def made_up(folder: Path) -> list[Path]:
    files = {
        "empty.xlsx": b"",
        "empty.zip": b"",
        "empty.jpg": b"",
        "words.xlsx": "这不是表格".encode(),
        "zeros.zip": bytes(1000),
        "page.csv": b"\x00\x01\x02\xff\xfe" * 50,
        "program.jpg": b"MZ" + bytes(500),
        "half.jpg": b"\xff\xd8\xff\xe0" + bytes(100),
    }
    paths = []
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths


def test_import_refuses_them_in_plain_words(place: Path, shared_data: Path, tmp_path: Path) -> None:
    before = state_of(place)
    for path in offered(shared_data) + made_up(tmp_path):
        status, words = run("import", "--archive", str(place), str(path))
        assert status in (1, 2, 3), path.name
        plain(words)
        assert state_of(place) == before, path.name


def test_verify_refuses_them_in_plain_words(shared_data: Path, tmp_path: Path) -> None:
    for path in [*offered(shared_data), *made_up(tmp_path), tmp_path / "not-there.zip", tmp_path]:
        status, words = run("verify", str(path))
        assert status in (1, 2, 3), path.name
        plain(words)


def test_evidence_refuses_them_in_plain_words(place: Path, shared_data: Path, tmp_path: Path) -> None:
    from edudesk.services import records
    from edudesk.services.attaching import attach
    from edudesk.texts import Texts

    copy = tmp_path / "archive"
    shutil.copytree(place, copy)
    hostile = made_up(tmp_path) + [path for path in offered(shared_data) if path.stat().st_size < 1_000_000]
    with open_archive(copy, NOW) as archive:
        (activity,) = records.all_of(archive, "activity")
        for path in hostile:
            if path.name in {"zip64.zip", "page.csv"}:
                continue  # a small sound zip and a text may be kept as what they are
            with pytest.raises(EduDeskError) as caught:
                attach(archive, activity.id, path, NOW)
            plain(Texts("zh").present(caught.value))
        assert records.all_of(archive, "evidence") == ()
        assert list(archive.store.all()) == []


def test_the_program_itself_shows_no_traceback(place: Path, shared_data: Path) -> None:
    import subprocess

    for path in offered(shared_data)[:2]:
        done = subprocess.run(
            [sys.executable, "-m", "edudesk", "import", "--archive", str(place), str(path)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode in (1, 2, 3)
        plain(done.stderr)
