"""Know a picture again after a chat program has made it smaller: a 64-bit difference hash."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

WIDTH, HEIGHT = 9, 8
# With fewer grey levels between its darkest and lightest cell a picture is an empty page or a black frame.
LEAST_CONTRAST = 8
# Of 64 bits; real photos recompressed down to 320 pixels differ in 0-4, different photos in 23 or more.
MOST_DIFFERENT = 6


def difference_hash(greys: Sequence[int]) -> str:
    """Return 16 hexadecimal digits for 9 x 8 grey levels (0-255, row by row); "" for a blank picture.

    Each bit says whether a cell is lighter than its right-hand neighbour (dHash, N. Krawetz 2013).
    """
    if max(greys) - min(greys) < LEAST_CONTRAST:
        return ""
    bits = 0
    for row in range(HEIGHT):
        for column in range(WIDTH - 1):
            at = row * WIDTH + column
            bits = bits << 1 | (greys[at] > greys[at + 1])
    return f"{bits:016x}"


def alike(one: str, other: str) -> bool:
    """Tell whether two perceptual hashes are of the same picture; a blank picture is like no other."""
    if not one or not other:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= MOST_DIFFERENT


def alike_among(hashes: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of different hashes that are of the same picture, each in order; blank ones never.

    Six different bits leave at least two of a hash's eight bytes as they are. So only those are compared that
    have some two bytes in common: ten thousand pictures take a fraction of a second.
    """
    known = sorted({one for one in hashes if one})
    bits = {one: int(one, 16) for one in known}
    found: set[tuple[str, str]] = set()
    for first, second in combinations(range(0, 2 * HEIGHT, 2), 2):
        near: dict[str, list[str]] = defaultdict(list)
        for one in known:
            near[one[first : first + 2] + one[second : second + 2]].append(one)
        for group in near.values():
            for one, other in combinations(group, 2):
                if (bits[one] ^ bits[other]).bit_count() <= MOST_DIFFERENT:
                    found.add((one, other))
    return frozenset(found)
