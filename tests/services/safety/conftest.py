"""A filled archive, open, and one backup of it."""

from pathlib import Path

import pytest

from edudesk.services.archive import Archive
from edudesk.services.safety.backup import Backup, back_up
from tests.services.safety.filled import NOW, fill


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    (tmp_path / "inbox").mkdir()
    fill(archive, tmp_path / "inbox")
    return archive


@pytest.fixture
def backup(filled: Archive, tmp_path: Path) -> Backup:
    return back_up(filled, tmp_path / "stick", NOW)
