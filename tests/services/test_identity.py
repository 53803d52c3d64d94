"""Joined ids stand for one, whatever the order in which they were linked."""

from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.identity import joined

LINKS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=12)


@given(LINKS, st.randoms())
def test_the_order_of_links_does_not_matter(links, random):
    shuffled = [pair[::-1] if random.random() < 0.5 else pair for pair in links]
    random.shuffle(shuffled)
    assert joined(links) == joined(shuffled)


@given(LINKS)
def test_linked_ids_have_one_that_stands_for_them(links):
    identity = joined(links)
    assert all(identity.of(one) == identity.of(other) for one, other in links)
    assert all(identity.of(identity.of(one)) == identity.of(one) for one, _ in links)


def test_the_holder_stands_for_its_own_school():
    assert joined([("a", "z")], first={"z"}).of("a") == "z"
