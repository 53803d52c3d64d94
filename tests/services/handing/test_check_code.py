"""The check code stands for the whole package and can be read out over a bad line."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.packages.check_code import ALPHABET, check_code

DIGESTS = st.binary(max_size=40).map(lambda content: hashlib.sha256(content).hexdigest())


def test_it_is_the_first_80_bits_five_to_a_character():
    assert check_code("0" * 64) == "0000 0000 0000 0000"
    assert check_code("f" * 64) == "ZZZZ ZZZZ ZZZZ ZZZZ"
    assert check_code("8" + "0" * 63) == "G000 0000 0000 0000"
    assert check_code("0" * 19 + "1" + "f" * 44) == "0000 0000 0000 0001"


def test_no_character_is_taken_for_another():
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


@given(DIGESTS)
def test_it_can_be_turned_back_into_the_bits(digest):
    spoken = check_code(digest).replace(" ", "")
    number = 0
    for letter in spoken:
        number = number * 32 + ALPHABET.index(letter)
    assert f"{number:020x}" == digest[:20]
