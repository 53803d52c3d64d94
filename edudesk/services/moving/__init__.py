"""What happens in the lives of people and schools: moves, titles, new names, mergers."""

from edudesk.services.moving.people import Turn, turn_people
from edudesk.services.moving.schools import (
    Merger,
    Merging,
    SchoolPast,
    merge,
    name_on,
    past_of,
    preview,
    rename,
    split,
)

__all__ = [
    "Merger",
    "Merging",
    "SchoolPast",
    "Turn",
    "merge",
    "name_on",
    "past_of",
    "preview",
    "rename",
    "split",
    "turn_people",
]
