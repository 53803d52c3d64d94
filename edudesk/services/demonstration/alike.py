"""Drawn scenes look more alike than photos do: all but one pair have been looked at and found in order."""

from itertools import combinations

from edudesk.services.archive import Archive
from edudesk.services.evidence import alike
from edudesk.services.records import all_of, get_many
from edudesk.services.twins import find_fine

_SHOWN = "donation"
"""What is left to be looked at lies with one of these."""


def look_through_drawn(archive: Archive) -> None:
    """Remember which drawn pictures are two scenes, as a person would have said it."""
    pictures = [one for one in all_of(archive, "evidence") if one.content.get("likeness")]
    about = get_many(archive, [one.content["about_id"] for one in pictures])
    find_fine(
        archive,
        [
            (first.id, second.id)
            for first, second in combinations(pictures, 2)
            if alike(first.content["likeness"], second.content["likeness"])
            and _SHOWN not in {about[one.content["about_id"]].type for one in (first, second)}
        ],
    )
