"""A shown name is the original one, and safe."""

import pytest

from edudesk.services.evidence import display_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("照片 1（送教）.jpg", "照片 1（送教）.jpg"),
        ("C:\\档案\\照片.jpg", "照片.jpg"),
        ("/mnt/照片.jpg", "照片.jpg"),
        ("协议\u202egpj.exe", "协议gpj.exe"),
        ("两\n行\x1b[31m.txt", "两行[31m.txt"),
        ("\udcff\udcfe.jpg", "\ufffd\ufffd.jpg"),
        ("䶮𬭊\U00031350.jpg", "䶮𬭊\U00031350.jpg"),
        ("", "?"),
    ],
)
def test_names(given, shown):
    assert display_name(given) == shown


def test_a_long_name_keeps_its_suffix():
    shown = display_name("很" * 300 + ".jpeg")
    assert len(shown) == 120
    assert shown.endswith("….jpeg")
