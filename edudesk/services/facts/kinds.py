"""The kinds of evidence that lie with an activity, and those that its record itself stands for."""

from collections.abc import Mapping
from functools import lru_cache

WRITTEN: Mapping[str, str] = {
    "process": "record",
    "result": "summary",
    "reflection": "reflection",
    "link": "link",
    "rating": "rating",
}
"""A field that is filled in is the paper that evidence rules ask for: nobody writes it a second time."""
_SAID = frozenset({"rating", "feedback"})
"""Opinions of these kinds are such papers as well."""


@lru_cache(maxsize=4096)
def kinds_of(
    files: frozenset[str], written: tuple[bool, ...], opinions: tuple[str, ...] = ()
) -> frozenset[str]:
    """Return the kinds of evidence: those of the files, of what is written, of what others say.

    ``written`` tells of the fields of :data:`WRITTEN`, in their order, whether they are filled in. The same
    few answers occur in all records.
    """
    there = (kind for kind, filled in zip(WRITTEN.values(), written, strict=True) if filled)
    return files.union(there, _SAID.intersection(opinions))
