"""The archive lies beside the program on a stick, else in the person's own folder."""

from pathlib import Path

from edudesk.services.place import PORTABLE, default_archive


def test_without_the_portable_folder_it_lies_in_the_persons_own(tmp_path: Path) -> None:
    place = default_archive(tmp_path)
    assert place.name == "archive"
    assert tmp_path not in place.parents


def test_with_the_portable_folder_it_lies_beside_the_program(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).mkdir()
    assert default_archive(tmp_path) == tmp_path / PORTABLE / "archive"
