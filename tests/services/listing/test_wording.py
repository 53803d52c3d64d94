"""Values as words: the unit of a row stands behind its number."""

from decimal import Decimal

import pytest

from edudesk.models.registry import record_types
from edudesk.services.listing.wording import said_in_full
from edudesk.services.listing.words import NO_OWN_WORDS
from edudesk.texts import Language


@pytest.mark.parametrize(
    ("record", "name", "row", "language", "words"),
    [
        ("activity", "units", {"unit": "time", "amount": Decimal(1)}, "zh", "1 次"),
        ("activity", "units", {"unit": "time", "amount": Decimal(1)}, "en", "1 time"),
        ("activity", "units", {"unit": "lesson", "amount": Decimal(2)}, "en", "2 lessons"),
        ("donation", "items", {"name": "图书", "quantity": Decimal(200), "unit": "册"}, "zh", "图书，200 册"),
        ("donation", "items", {"name": "图书", "unit": "册"}, "zh", "图书，册"),
    ],
)
def test_a_unit_stands_behind_its_number(
    record: str, name: str, row: dict[str, object], language: Language, words: str
) -> None:
    field = next(one for one in record_types()[record].fields if one.name == name)
    assert said_in_full(field, (row,), {}, language, NO_OWN_WORDS) == words
