"""The notices that ship must name what ships."""

from importlib import import_module

from edudesk.resources import resource


def test_every_library_is_named_with_its_version_and_its_licence():
    text = resource("notices.txt").read_text("utf-8")
    listed = [(one.name, one.version) for one in import_module("notices").shipped()]
    assert {"SQLAlchemy", "PySide6_Essentials", "pi_heif"} <= {name for name, _ in listed}
    assert [pair for pair in listed if f"\n{pair[0]} {pair[1]}\n" not in text] == []


def test_the_licences_that_must_go_along_are_there():
    text = resource("notices.txt").read_text("utf-8")
    for title in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "SIL OPEN FONT LICENSE",
        "ISC License",
    ):
        assert title in text
    for library in ("Qt 6", "PySide6", "libheif", "libde265"):
        assert library in text
