import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import UserError
from edudesk.services.packages.names import (
    PATH_LIMIT,
    Names,
    portable,
    safe_name,
    same_name_key,
)

RESERVED = set('<>:"/\\|?*%') | {chr(code) for code in range(32)} | {"\x7f"}


@given(st.text(st.characters(exclude_categories=[])), st.integers(20, 100))
def test_any_text_becomes_a_name_that_windows_accepts(text, limit):
    name = safe_name(text, limit=limit)
    assert name
    assert not set(name) & RESERVED
    assert name == name.strip(" ").rstrip(".")
    assert len(name.encode("utf-16-le")) // 2 <= limit
    assert len(name.encode()) <= 240
    assert unicodedata.is_normalized("NFC", name)
    assert portable(name)
    assert not re.search(r"(?<!\d)\d{17}[\dXx](?!\d)", name)


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_a_safe_name_stays_as_it_is(text):
    assert safe_name(safe_name(text)) == safe_name(text)


@pytest.mark.parametrize(
    "name", ["CON", "nul", "Aux.txt", "com1.tar.gz", "LPT9", "COM¹", "prn .pdf", "conout$"]
)
def test_device_names_of_windows_are_changed(name):
    assert safe_name(name).startswith("_")


def test_reserved_characters_keep_their_look():
    assert safe_name('送教：语文/数学 "一课" 100%?') == "送教：语文／数学 ＂一课＂ 100％？"


@pytest.mark.parametrize(
    "name",
    ["张三330102199001011234", "33010219900101123X 扫描.jpg", "３３０１０２１９９００１０１１２３４.jpg"],
)
def test_identity_numbers_are_left_out(name):
    assert not re.search(r"\d{6}", unicodedata.normalize("NFKC", safe_name(name)))


def test_other_long_numbers_stay():
    assert safe_name("mmexport1694500000000.jpg") == "mmexport1694500000000.jpg"
    assert safe_name("20250912103015123456789.jpg") == "20250912103015123456789.jpg"


def test_hidden_characters_cannot_disguise_an_extension():
    assert safe_name("照片\u202egpj.exe") == "照片gpj.exe"


def test_a_shortened_name_keeps_its_extension():
    name = safe_name("很长的题目" * 60 + ".docx")
    assert name.endswith(".docx")
    assert len(name) <= 100


@given(st.lists(st.tuples(st.sampled_from(["", "甲", "B"]), st.text(max_size=40)), max_size=30))
def test_names_in_a_folder_never_meet(wanted):
    names = Names("示范小学2025-2026学年第一学期")
    paths = [names.claim(folder, text) for folder, text in wanted]
    assert len({same_name_key(path) for path in paths}) == len(paths)
    assert all(portable(path) for path in paths)


def test_names_that_differ_only_in_case_or_form_get_a_number():
    names = Names()
    assert [names.claim("甲", text) for text in ("Nuñez.txt", "NUN\u0303EZ.TXT", "nuñez.txt")] == [
        "甲/Nuñez.txt",
        "甲/NUÑEZ (2).TXT",
        "甲/nuñez (3).txt",
    ]


def test_a_path_stays_below_the_limit_and_one_that_cannot_is_refused():
    names = Names("包" * 30)
    folder = names.claim(names.claim("", "夹" * 60, room=100), "里" * 90, room=40)
    path = names.claim(folder, "名" * 120 + ".jpg")
    assert len("包" * 30 + "/data/" + path) <= PATH_LIMIT
    with pytest.raises(UserError) as caught:
        names.claim("深" * 190, "名")
    assert caught.value.code == "package.path_too_long"
