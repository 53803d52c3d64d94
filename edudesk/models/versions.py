"""Version vectors: which revision knew of which (decision 2)."""

from collections.abc import Iterable, Mapping

Vector = Mapping[str, int]
"""Writer id to the last counter of that writer that went into a revision."""


def merged(vectors: Iterable[Vector]) -> dict[str, int]:
    """Return the smallest vector that knows all that these know."""
    whole: dict[str, int] = {}
    for vector in vectors:
        for writer, counter in vector.items():
            whole[writer] = max(counter, whole.get(writer, 0))
    return whole


def knows(vector: Vector, other: Vector) -> bool:
    """Return whether ``vector`` contains all that ``other`` contains (equal counts as knowing)."""
    return all(vector.get(writer, 0) >= counter for writer, counter in other.items())
