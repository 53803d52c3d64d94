"""No archive says “handed over” of what is not there, also where its disk fails at that very moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import Mock

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.handing.same_school import pass_on
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.entering import Unsettled
from edudesk.services.packages.leaving import leaving
from edudesk.services.packages.verify import verify
from edudesk.texts import Texts
from tests.services.packages.bags import names_in
from tests.services.packages.handing import LATER, TERM, TODAY

PASSWORD = "Granat-2026 apfel"
FAILED = EnvironmentProblem("disk.failed", path="edudesk.db", reason="Input/output error")


def build(archive: Archive, to: Path, password: str | None) -> None:
    with leaving(archive.folder, to, password, TODAY) as out:
        build_packages(archive, TERM, out.folder, now=LATER, today=TODAY, confirm=out.take)


def build_plain(archive: Archive, to: Path) -> None:
    build(archive, to, None)


def build_sealed(archive: Archive, to: Path) -> None:
    build(archive, to, PASSWORD)


def pass_everything_on(archive: Archive, to: Path) -> None:
    pass_on(archive, TERM, to, PASSWORD, now=LATER, today=TODAY)


@contextmanager
def committed_and_then_failed(*said: Any, **more: Any) -> Iterator[Writing]:
    """Enter a change as a disk does that fails after it kept the transaction and before it says so."""
    with change(*said, **more) as writing:
        yield writing
    raise FAILED


@pytest.fixture
def filled(term_archive: Archive) -> Archive:
    return term_archive


@pytest.fixture(params=[build_plain, build_sealed, pass_everything_on])
def way(request: pytest.FixtureRequest) -> Callable[[Archive, Path], None]:
    chosen: Callable[[Archive, Path], None] = request.param
    return chosen


def test_a_package_that_is_entered_stays(
    filled: Archive, tmp_path: Path, way: Callable[[Archive, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("packages.build", "handing.same_school"):
        monkeypatch.setattr(f"edudesk.services.{module}.change", committed_and_then_failed)
    with pytest.raises(Unsettled) as caught:
        way(filled, tmp_path / "out")
    assert Texts("zh").present(caught.value) != Texts("en").present(caught.value)
    entered = [one.content["manifest_hash"] for one in records.all_of(filled, "handover")]
    verdicts = [verify(path, password=PASSWORD) for path in (tmp_path / "out").iterdir()]
    assert all(verdict.valid for verdict in verdicts)
    assert sorted(verdict.tag_manifest for verdict in verdicts) == sorted(entered) != []


def test_a_package_stays_where_nobody_can_tell_whether_it_is_entered(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(*_said: Any, **_more: Any) -> NoReturn:
        monkeypatch.setattr(filled, "read", Mock(side_effect=FAILED))
        raise FAILED

    monkeypatch.setattr("edudesk.services.packages.build.change", pulled)
    with pytest.raises(Unsettled):
        build_plain(filled, tmp_path / "out")
    assert verify(tmp_path / "out" / names_in(tmp_path / "out")[0]).valid


def test_a_package_that_is_not_entered_goes(
    filled: Archive, tmp_path: Path, way: Callable[[Archive, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("packages.build", "handing.same_school"):
        monkeypatch.setattr(f"edudesk.services.{module}.change", Mock(side_effect=FAILED))
    with pytest.raises(EnvironmentProblem) as caught:
        way(filled, tmp_path / "out")
    assert caught.value is FAILED
    assert names_in(tmp_path / "out") == []
    assert records.all_of(filled, "handover") == ()
