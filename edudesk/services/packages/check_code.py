"""The check code: what stands for a whole package, short enough to be read out over the telephone."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: none of I, L, O, U, which are misheard or misread."""

_BITS, _GROUP = 80, 4


def check_codes(tag_manifests: str) -> str:
    """Return the code of each of several parts whose SHA-256 are given with a space between."""
    return "、".join(map(check_code, tag_manifests.split()))


def check_code(tag_manifest: str) -> str:
    """Return the code for a tag manifest's SHA-256 (64 hexadecimal digits): four groups of four characters.

    Its first 80 bits, five to a character. Another package with the same code cannot be made on purpose.
    """
    number = int(tag_manifest[: _BITS // 4], 16)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
