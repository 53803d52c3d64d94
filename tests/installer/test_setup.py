"""The installer's script: what it may remove, whom it refuses, where its version comes from."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import edudesk
from edudesk.services.preferences import FILE, SET_ASIDE
from edudesk.ui.crash import LOG


@pytest.fixture
def script(installer: Path) -> str:
    """Return the script for makensis."""
    return (installer / "edudesk.nsi").read_text("utf-8")


def test_only_the_folder_of_libraries_is_removed_with_all_it_holds(script):
    assert set(re.findall(r"RMDir /r (.+)", script)) == {r'"$INSTDIR\_internal"'}


def test_uninstalling_removes_what_the_program_writes_beside_archives_and_nothing_else(script):
    removed = set(re.findall(r'Delete "\$LOCALAPPDATA\\EduDesk\\(.+)"', script))
    assert removed == {FILE, SET_ASIDE, f"{LOG}*", "crash-*.txt"}


def test_windows_older_than_1809_is_refused(script):
    assert re.search(r"!define OLDEST_BUILD 17763\b", script)
    assert "${OrIfNot} ${AtLeastBuild} ${OLDEST_BUILD}" in script


def test_every_sentence_of_its_own_is_there_in_both_languages(script):
    said = re.findall(r"LangString (\w+) \$\{LANG_(\w+)\}", script)
    assert {(name, language) for name, _ in said for language in ("SIMPCHINESE", "ENGLISH")} == set(said)


def test_the_version_has_one_place(script, installer):
    assert import_module("contents").version() == edudesk.__version__
    assert edudesk.__version__ not in script
    assert edudesk.__version__ not in (installer / "edudesk.spec").read_text("utf-8")
