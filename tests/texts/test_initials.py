"""Names are found by the first letters of their reading."""

import pytest

from edudesk.resources import resource
from edudesk.texts.initials import initials, is_like, places_read, reading, readings


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


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("xz", "校长"),
        ("cq", "重庆路小学"),
        ("zd", "重点课题"),
        ("yh", "建设银行"),
        ("cl", "长乐区实验小学"),
        ("zls", "长老师"),
        ("sxm", "单晓梅"),
        ("dy", "单元整体教学"),
        ("zls", "曾老师"),
        ("xls", "解老师"),
        ("jd", "解读课标"),
        ("qls", "仇老师"),
        ("zls", "查老师"),
        ("ck", "查课"),
        ("xz", "行知小学"),
        ("cy", "朝阳小学"),
        ("zy", "朝阳小学"),
        ("yy", "音乐"),
        ("kj", "会计"),
    ],
)
def test_a_character_of_several_readings_is_found_by_each(typed: str, text: str):
    assert is_like(typed, text)


def test_other_readings_of_other_characters_are_not_found():
    assert not is_like("xc", "校门口")
    assert not is_like("zz", "重庆")
    assert list(places_read("xz", "副校长和校长")) == [1, 4]


def test_characters_are_read_together_in_all_common_ways_the_usual_first():
    assert list(readings("校长")) == [
        ("xiao", "chang"),
        ("xiao", "zhang"),
        ("jiao", "chang"),
        ("jiao", "zhang"),
    ]
    ways = list(readings("重行长乐朝会"))
    assert ways[0] == tuple(map(reading, "重行长乐朝会"))
    assert len(ways) <= 16
    assert {way[5] for way in ways} == {"hui", "kuai"}


def test_the_table_of_several_readings_says_each_character_once():
    lines = resource("several-readings.txt").read_text("utf-8").splitlines()
    assert len({line[0] for line in lines}) == len(lines)
    for line in lines:
        character, *ways = line.split()
        assert len(character) == 1
        assert ways, line
        assert len(set(ways)) == len(ways), line
