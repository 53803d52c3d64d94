"""A signature holds for one signer, one purpose and one text, and is written in one way."""

import json

import pytest

from edudesk.services.keys.signature import LARGEST, Key, Signer, check, public_key, read_signature

# The first key of RFC 8032, 7.1.
SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
SIGNER = Signer("archive-1", "school-1", "示范小学", PUBLIC)
KEY = Key(SEED, SIGNER)
TEXT = "正文\n".encode()


def test_the_public_key_is_that_of_the_standard():
    assert public_key(SEED) == PUBLIC
    assert len(SIGNER.spoken.split()) == 4


def test_the_secret_is_in_no_crash_report():
    assert SEED.hex() not in repr(KEY)
    assert str(SEED) not in repr(KEY)


def test_the_same_text_is_signed_with_the_same_bytes():
    assert KEY.sign("package", TEXT) == KEY.sign("package", TEXT)


def test_every_bit_of_the_text_counts():
    signature = KEY.sign("package", TEXT)
    assert check(signature, "package", TEXT)
    for place in range(8 * len(TEXT)):
        changed = bytearray(TEXT)
        changed[place // 8] ^= 1 << place % 8
        assert not check(signature, "package", bytes(changed))
    assert not check(signature, "receipt", TEXT)


def test_every_bit_of_a_written_signature_counts():
    written = KEY.sign("package", TEXT).as_bytes()
    signature = read_signature(written)
    assert signature is not None
    assert check(signature, "package", TEXT)
    for place in range(8 * len(written)):
        changed = bytearray(written)
        changed[place // 8] ^= 1 << place % 8
        found = read_signature(bytes(changed))
        assert found is None or not check(found, "package", TEXT)


@pytest.mark.parametrize(
    "changes",
    [
        {"archive": "archive-2"},
        {"holder": "school-2"},
        {"holder_name": "另一所小学"},
        {"public_key": public_key(bytes(32))},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_no_name_can_be_exchanged_under_a_signature(changes: dict[str, str]):
    said = json.loads(KEY.sign("package", TEXT).as_bytes()) | changes
    found = read_signature((json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    assert found is not None
    assert not check(found, "package", TEXT)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 4000,
        KEY.sign("package", TEXT).as_bytes() + b"\n",
        KEY.sign("package", TEXT).as_bytes().replace(b"Ed25519", b"none"),
        KEY.sign("package", TEXT).as_bytes().replace(PUBLIC.encode(), PUBLIC.upper().encode()),
        KEY.sign("package", TEXT).as_bytes().replace(b'"archive-1"', b"1"),
        Key(SEED, Signer("a", "b", "长" * LARGEST, PUBLIC)).sign("package", TEXT).as_bytes(),
    ],
)
def test_what_is_written_otherwise_is_no_signature(content: bytes):
    assert read_signature(content) is None
