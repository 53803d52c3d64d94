"""Names are found by the first letters of their reading."""

import pytest

from edudesk.texts.initials import initials, is_like


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("李老师", "lls"),
        ("覃小琳", "qxl"),
        ("大番坡学校", "dfpxx"),
        ("钦州市实验小学", "qzssyxx"),
        ("曾祁欣", "zqx"),
        ("单老师", "sls"),
        ("Unit 5 对话课", "unit 5 dhk"),
        ("１班", "1b"),
        ("", ""),
    ],
)
def test_initials_of_names(name: str, letters: str):
    assert initials(name) == letters


def test_a_character_whose_reading_is_unknown_stays():
    assert initials("〇老师") == "〇ls"


@pytest.mark.parametrize("typed", ["dfp", "DFP", "番坡", "大番坡 学校", "ｄｆｐ", ""])
def test_a_name_is_found_by_letters_or_by_a_part(typed: str):
    assert is_like(typed, "大番坡学校")


@pytest.mark.parametrize("typed", ["dfq", "丽光", "番学"])
def test_other_names_are_not_found(typed: str):
    assert not is_like(typed, "大番坡学校")
