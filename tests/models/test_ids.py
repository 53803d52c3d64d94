"""Ids sort by the order in which they were made."""

import uuid

from edudesk.models.ids import new_id


def test_ids_are_version_seven_and_in_order() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    first = uuid.UUID(made[0])
    assert first.version == 7
    assert first.variant == uuid.RFC_4122
