"""Activities carried over an edit stand as if they had been arranged anew."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import ActivityFacts
from edudesk.services.schemes.judging.order import Order

from .making import FACTS

FIRST = date(2025, 9, 1)
ACTIVITIES = st.builds(
    ActivityFacts,
    id=st.sampled_from([f"a{number}" for number in range(9)]),
    state=st.just("held"),
    starts_on=st.integers(0, 6).map(lambda days: FIRST + timedelta(days=days)),
    ends_on=st.sampled_from([None, FIRST + timedelta(days=60)]),
    term=st.sampled_from([None, TermCode(2025, 2)]),
    deleted=st.booleans(),
)
SETS = st.dictionaries(st.integers(0, 8).map(lambda number: f"a{number}"), ACTIVITIES).map(
    lambda found: {name: replace(each, id=name) for name, each in sorted(found.items())}
)


@given(before=SETS, after=SETS)
@settings(max_examples=200, deadline=None)
def test_an_order_carried_over_an_edit_is_the_one_made_anew(before, after):
    old = replace(FACTS, activities=tuple(before.values()))
    new = replace(FACTS, activities=tuple(after.values()))
    Order.of(old)
    touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    gone = [before[name] for name in touched if name in before]
    come = [after[name] for name in touched if name in after]
    Order.carry(old, new, gone, come)
    carried = Order.of(new)
    assert carried == Order.of(replace(new))
    assert Order.of(old) == Order.of(replace(old))


def test_nothing_is_carried_where_nothing_was_arranged():
    old, new = replace(FACTS), replace(FACTS)
    Order.carry(old, new, (), ())
    assert new.reckoned == {}
