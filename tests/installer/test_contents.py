"""What the specification gives PyInstaller must be all that the program loads by name or reads as a file."""

from importlib import metadata
from pathlib import Path
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import Any

import pytest

import edudesk
from edudesk.resources import resource
from edudesk.texts import sentences
from edudesk.ui.shell.pages import entries

ROOT = Path(edudesk.__file__).resolve().parents[1]


class Asked:
    """Stands where PyInstaller would be and keeps what it is asked for."""

    def __init__(self, found: list[tuple[str, str, str]]) -> None:
        self.found = found
        self.analysis: dict[str, Any] = {}
        self.programs: list[str] = []
        self.collected: tuple[Any, ...] = ()

    def names(self, work: Path, installer: Path) -> dict[str, Any]:
        return {
            "SPECPATH": str(installer),
            "workpath": str(work),
            "Analysis": self._analyse,
            "PYZ": lambda pure: pure,
            "EXE": self._program,
            "COLLECT": self._collect,
        }

    def _analyse(self, scripts: list[str], **asked: Any) -> SimpleNamespace:
        self.analysis = asked | {"scripts": scripts}
        return SimpleNamespace(pure=[], scripts=[], binaries=list(self.found), datas=list(self.found))

    def _program(self, *_parts: Any, name: str, **_options: Any) -> str:
        self.programs.append(name)
        return name

    def _collect(self, *parts: Any, name: str) -> None:
        self.collected = parts


@pytest.fixture
def ask(installer: Path, tmp_path: Path):
    """Return a function that runs the specification on files that PyInstaller would have found."""

    def run(*found: tuple[str, str, str]) -> Asked:
        asked = Asked(list(found))
        source = (installer / "edudesk.spec").read_text("utf-8")
        exec(compile(source, "edudesk.spec", "exec"), asked.names(tmp_path / "work", installer))
        return asked

    return run


def placed(data: list[tuple[str, str]]) -> set[str]:
    """Return the names inside the program of all files that the specification names."""
    names = set()
    for source, folder in data:
        path = Path(source)
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        base = path.parent if path.is_file() else path
        names |= {(Path(folder) / one.relative_to(base)).as_posix() for one in files}
    return names


def test_every_resource_and_every_file_beside_the_code_goes_in(ask):
    beside = [
        path.relative_to(ROOT).as_posix()
        for top in (resource(), ROOT / "edudesk")
        for path in top.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    assert "edudesk/models/migrations/0001_first.sql" in beside
    assert set(beside) - placed(ask().analysis["datas"]) == set()


def test_every_page_and_every_sentence_goes_in_though_nobody_imports_it(ask):
    hidden = set(ask().analysis["hiddenimports"])
    assert {entry.where for entry in entries().values()} - hidden == set()
    assert {
        found.name for found in walk_packages(sentences.__path__, f"{sentences.__name__}.")
    } - hidden == set()
    assert {found.name for found in walk_packages(edudesk.__path__, "edudesk.")} - hidden == {
        "edudesk.__main__"
    }


def test_the_frozen_program_knows_its_version_without_naming_the_folder_it_came_from(ask, tmp_path):
    theirs = (
        f"edudesk-{edudesk.__version__}.dist-info/direct_url.json",
        "/somewhere/direct_url.json",
        "DATA",
    )
    asked = ask(theirs)
    assert theirs not in asked.collected[-1]
    [described] = [source for source, folder in asked.analysis["datas"] if folder.endswith(".dist-info")]
    assert metadata.Distribution.at(described).version == edudesk.__version__
    assert {path.name for path in Path(described).iterdir()} == {"METADATA"}


def test_two_programs_whose_names_windows_can_tell_apart(ask):
    programs = ask().programs
    assert programs == ["EduDesk", "edudesk-cli"]
    assert len({name.casefold() for name in programs}) == len(programs)


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/translations/qtbase_zh_CN.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", False),
        ("libheif-1.dll", True),
    ],
)
def test_qt_brings_only_what_the_window_needs(ask, name, is_wanted):
    entry = (name, f"/site-packages/{name}", "BINARY")
    assert (entry in ask(entry).collected[-2]) is is_wanted
    assert (entry in ask(entry).collected[-1]) is is_wanted
