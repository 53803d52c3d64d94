"""What every test may use, and what keeps tests away from the archive of the person who runs them."""

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from edudesk.services.archive import Archive

FOUNDED = datetime(2025, 9, 1, 8, tzinfo=UTC)
_fsync = os.fsync
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

# Before anything imports Qt: no test opens a window on the screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow or busy machine is no defect of ours; in CI the same examples are tried every time.
settings.register_profile(
    "edudesk",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("edudesk")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes a minute: nobody should wait for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the run a home folder of its own, so that no test finds or touches a real archive or settings.

    Programs that a test starts inherit it. Windows asks the system for its folders, not the environment.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in (
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "EDUDESK_LANGUAGE",
        ):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session", autouse=True)
def light_archives() -> Iterator[None]:
    """Let archives of this process not wait for the disk, nor translate to SQL what an earlier one has.

    No test takes the current away: a killed process loses nothing that it wrote. ``durable`` has it as in
    the program, and so have the tests of crashes and the processes that tests start.
    """
    from sqlalchemy import Engine
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
    from sqlalchemy.util import LRUCache, immutabledict

    from edudesk.models import database

    def kind(dialect: Any) -> tuple[type, bool]:
        return type(dialect), dialect._json_serializer is None

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(database._SETTINGS, "synchronous", 0)
        patch.setattr(os, "fsync", lambda _handle: None)
        # A statement is kept for its dialect, of which every engine has one of its own.
        patch.setattr(SQLiteDialect_pysqlite, "__hash__", lambda dialect: hash(kind(dialect)))
        patch.setattr(
            SQLiteDialect_pysqlite,
            "__eq__",
            lambda dialect, other: isinstance(other, SQLiteDialect_pysqlite) and kind(dialect) == kind(other),
        )
        patch.setattr(Engine, "_execution_options", immutabledict(compiled_cache=LRUCache(4000)))
        yield


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let archives wait for the disk, as in the program."""
    from edudesk.models import database

    monkeypatch.setitem(database._SETTINGS, "synchronous", 3)
    monkeypatch.setattr(os, "fsync", _fsync)


@pytest.fixture(scope="session", autouse=True)
def collected_by_hand() -> Iterator[None]:
    """Keep the garbage collector off, as in the program: in another thread it would destroy widgets there."""
    gc.disable()
    gc.collect()
    gc.freeze()  # the program and the tests stay: nobody need look through them again and again
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Look through what a test has left, on the main thread; through everything now and then."""
    yield
    _, older, oldest = gc.get_count()
    gc.collect(2 if oldest > 20 else 1 if older > 2 else 0)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real lists, photos, workbooks and hostile files that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the shared data folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demonstration archive to be copied; whoever opened it would lock others out.

    It is made once for all processes that run tests at the same time, and its search is prepared.
    """
    from edudesk.services.demonstration import make_demonstration
    from edudesk.services.finding import prepare_search

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "demonstration"
    with FileLock(shared / "demonstration.lock"):
        if not folder.exists():
            with make_demonstration(tmp_path_factory.mktemp("making") / "archive") as archive:
                prepare_search(archive)
            archive.folder.rename(folder)
    return folder


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive of an invented school, with nothing else in it, to be copied."""
    from edudesk.services.founding import found_archive

    folder = tmp_path_factory.mktemp("founded") / "archive"
    holder = {"name": "明德实验小学", "kind": "primary", "location": "urban"}
    found_archive(folder, holder, FOUNDED, author="周敏").close()
    return folder


@pytest.fixture
def archive(founded: Path, tmp_path: Path) -> Iterator["Archive"]:
    """Return an open archive of an invented school, with nothing else in it."""
    from edudesk.services.archive import open_archive

    with open_archive(shutil.copytree(founded, tmp_path / "archive"), FOUNDED) as opened:
        yield opened
