"""A community keeps the text of its scheme."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from edudesk.errors import UserError
from edudesk.services.adopting import adopt, scheme_in_force, shipped_scheme, shipped_schemes
from edudesk.services.changes import change
from edudesk.services.records import all_of, get
from edudesk.services.schemes.reading import BadScheme

NOW = datetime(2025, 9, 1, 8, tzinfo=UTC)


@pytest.fixture
def community(archive):
    with change(archive, "community.create", NOW) as writing:
        return writing.create("community", {"name": "结对"})


def test_the_two_first_schemes_are_shipped():
    assert {"qinnan", "taihe-kindergarten"} <= set(shipped_schemes())


def test_an_adoption_keeps_the_whole_text_and_its_hash(archive, community):
    text = shipped_scheme("qinnan")
    made = get(archive, adopt(archive, community, text, since=date(2025, 9, 1), settings={}, now=NOW))
    assert made.content["scheme_text"] == text
    assert made.content["scheme_hash"] == hashlib.sha256(text.encode()).hexdigest()
    assert made.content["scheme_id"] == "qinnan"


def test_the_scheme_in_force_is_the_latest_that_had_begun(archive, community):
    text = shipped_scheme("qinnan")
    days = [date(2025, 9, 1), date(2026, 9, 1)]
    first, second = (adopt(archive, community, text, since=day, settings={}, now=NOW) for day in days)

    def on(day):
        record = scheme_in_force(archive, community, day)
        return record and record.id

    assert on(date(2025, 8, 31)) is None
    assert on(date(2025, 9, 1)) == on(date(2026, 8, 31)) == first
    assert on(date(2026, 9, 1)) == second


def test_of_two_adoptions_from_one_day_the_later_corrects_the_other(archive, community):
    text = shipped_scheme("qinnan")
    _, second = (
        adopt(archive, community, text, since=date(2025, 9, 1), settings={}, now=NOW) for _ in range(2)
    )
    in_force = scheme_in_force(archive, community, date(2025, 10, 1))
    assert in_force is not None
    assert in_force.id == second


def test_a_text_that_is_no_scheme_is_not_adopted(archive, community):
    with pytest.raises(BadScheme):
        adopt(archive, community, "name = 1", since=date(2025, 9, 1), settings={}, now=NOW)
    assert all_of(archive, "adoption") == ()


def test_a_scheme_that_is_not_shipped_is_named_with_those_that_are():
    with pytest.raises(UserError, match=r"adoption\.unknown.*qinnan"):
        shipped_scheme("../../setup")
