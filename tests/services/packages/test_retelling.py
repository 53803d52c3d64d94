"""What EduDesk writes of a package in Chinese is read in the window's language; others' words stay."""

import pytest

from edudesk.services.packages.retelling import retold
from edudesk.texts import Texts

TERM = "2025—2026学年第二学期"
OURS: tuple[tuple[str, dict[str, object]], ...] = (
    ("package.description", {"community": "明德—石榴湾结对（2024年签）", "term": TERM}),
    ("package.sender-description", {"gaps": 12}),
    ("editions.sender-description", {"edge": 1600, "gaps": 3}),
    ("editions.same-school", {}),
)


@pytest.mark.parametrize(("code", "parameters"), OURS)
def test_our_own_sentences_are_read_in_english(code, parameters):
    said = Texts("zh").say(code, **parameters)
    spoken = {**parameters, "term": "2025–2026, term 2"} if "term" in parameters else parameters
    assert retold(said, Texts("en")) == Texts("en").say(code, **spoken)
    assert retold(said, Texts("zh")) == said


@pytest.mark.parametrize("said", ["", "2025 年的材料，共三箱", "Papers of the office"])
def test_what_others_write_stays_as_it_is(said):
    assert retold(said, Texts("en")) == said
