"""The terms of an archive: their days decide where an activity counts."""

from datetime import UTC, date, datetime

import pytest

from edudesk.errors import Invalid
from edudesk.services import records
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.termbook import set_term_days, term_days
from edudesk.services.undo import undo

NOW = datetime(2025, 9, 2, 8, tzinfo=UTC)
AUTUMN, SPRING = TermCode(2025, 1), TermCode(2025, 2)


@pytest.fixture
def community(archive):
    """Return the id of a community of ours."""
    with change(archive, "community.create", NOW) as writing:
        return writing.create("community", {"name": "明德结对"})


def test_without_entered_days_the_usual_ones_are_shown_as_such(archive, community):
    (found,) = term_days(archive, (AUTUMN,))
    assert (found.starts_on, found.ends_on, found.entered) == (date(2025, 9, 1), date(2026, 1, 31), False)


def test_days_are_entered_for_every_community_of_ours_and_can_be_undone(archive, community):
    made = set_term_days(archive, AUTUMN, date(2025, 9, 1), date(2026, 1, 23), NOW)
    (found,) = term_days(archive, ())
    assert (found.ends_on, found.entered, found.ours) == (date(2026, 1, 23), True, True)
    assert [one.content["community_id"] for one in records.all_of(archive, "term")] == [community]
    undo(archive, made, NOW)
    assert term_days(archive, ()) == ()


def test_changed_days_change_the_record_and_make_no_second_one(archive, community):
    set_term_days(archive, AUTUMN, date(2025, 9, 1), date(2026, 1, 23), NOW)
    set_term_days(archive, AUTUMN, date(2025, 9, 1), date(2026, 1, 30), NOW)
    assert len(records.all_of(archive, "term")) == 1


def test_backward_and_overlapping_days_are_refused_and_change_nothing(archive, community):
    set_term_days(archive, AUTUMN, date(2025, 9, 1), date(2026, 1, 23), NOW)
    with pytest.raises(Invalid):
        set_term_days(archive, SPRING, date(2026, 7, 1), date(2026, 3, 1), NOW)
    with pytest.raises(Invalid) as wrong:
        set_term_days(archive, SPRING, date(2026, 1, 20), date(2026, 7, 3), NOW)
    assert wrong.value.problems[0].code == "term.overlap"
    assert [one.content["code"] for one in records.all_of(archive, "term")] == ["2025-1"]
