"""Marks in words: whatever is typed stays as it is, and what a mark says never breaks it."""

from hypothesis import given
from hypothesis import strategies as st

from edudesk.services.summarising.marks import Mark, joined, length, marks, pieces, remarked, spoken

_KEYS = st.text(
    st.characters(exclude_characters="[]| \n\r\t", exclude_categories=("Cs", "Z", "C")), min_size=1
)
_SAID = st.none() | st.text(st.characters(exclude_characters="[]|", exclude_categories=("Cs", "C")))
_MARKS = st.builds(Mark, st.sampled_from(("figure", "table", "photo")), _KEYS, _SAID)
_SCRAPS = st.sampled_from(("[[", "]]", "[[figure:", "|", "figure:held]]", "[[photo:a", "\n", "￼", "说"))
_TEXTS = st.lists(st.text(max_size=8) | _SCRAPS | _MARKS.map(str), max_size=12).map("".join)


@given(_TEXTS)
def test_no_word_is_lost_however_marks_are_cut(text):
    found = pieces(text)
    assert joined(found) == text
    assert "" not in found
    assert pieces(joined(found)) == found


@given(st.lists(st.text(st.characters(exclude_characters="[]"), max_size=9) | _MARKS, max_size=8))
def test_marks_are_read_as_they_were_written(written):
    text = joined(written)
    assert [one for one in pieces(text) if isinstance(one, Mark)] == [
        one for one in written if isinstance(one, Mark)
    ]
    assert spoken(text, lambda _mark: "") == "".join(one for one in written if isinstance(one, str))


@given(_MARKS, st.text())
def test_a_mark_may_say_anything(mark, words):
    (read,) = pieces(str(mark.saying(words)))
    assert isinstance(read, Mark)
    assert read.bare == mark.bare


@given(_TEXTS)
def test_what_is_not_known_keeps_what_it_said(text):
    assert remarked(text, lambda _mark: None) == text
    assert [mark.bare for mark in marks(remarked(text, lambda _mark: "1"))] == [
        mark.bare for mark in marks(text)
    ]


def test_words_are_counted_as_a_word_processor_does():
    assert length("开展活动 24 次，online 研讨。") == len("开展活动次，研讨。") + len(("24", "online"))
