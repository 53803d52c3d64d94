"""Backups that lie or hold what is no file, and a machine without network."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.e2e.program import plain, run, state_of
from tests.e2e.zoo.making import PIPES


@pytest.mark.parametrize("value", [None, 5, "x", [], [[]], {"a": None}, {"evidence/..": {"size": 1}}])
def test_a_backup_that_lies_about_its_files_is_refused(place, tmp_path, value):
    (tmp_path / "to").mkdir()
    assert run("backup", "--archive", str(place), "--to", str(tmp_path / "to"))[0] == 0
    (backup,) = (tmp_path / "to").iterdir()
    told = json.loads((backup / "backup.json").read_bytes())
    (backup / "backup.json").write_text(json.dumps(told | {"files": value}), encoding="utf-8")
    before = state_of(place)
    for more in (("--archive", str(tmp_path / "new")), ("--archive", str(place), "--over")):
        status, words = run("restore", str(backup), *more)
        assert status == 2
        plain(words)
    assert not (tmp_path / "new").exists()
    assert state_of(place) == before


@PIPES
def test_a_pipe_in_a_backup_is_damage(place, tmp_path):
    (tmp_path / "to").mkdir()
    run("backup", "--archive", str(place), "--to", str(tmp_path / "to"))
    (backup,) = (tmp_path / "to").iterdir()
    (backup / "edudesk-backup.db").unlink()
    os.mkfifo(backup / "edudesk-backup.db")
    assert run("restore", str(backup), "--archive", str(tmp_path / "new"))[0] == 2


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a system that can take the network away")
def test_an_archive_stays_as_it_is_on_a_machine_without_network(place, tmp_path):
    program = [sys.executable, "-m", "edudesk", "import", "--archive", str(place), str(tmp_path / "none.csv")]
    command = ["unshare", "--user", "--net", *program]
    first = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if first.returncode != 2:
        pytest.skip("this user may not take the network away")
    before = state_of(place)
    subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert state_of(place) == before
