# ruff: noqa: E501 - sentences stand here as they are said
"""Mistakes of somebody who writes a scheme by hand, and how each is said in both languages."""

import pytest

from edudesk.services.schemes.checking import Findings, look_through
from edudesk.services.schemes.reading import check_scheme
from edudesk.texts import Language, Texts

from .own import HEAD, RULE, own

VISITS = 'period = "term"\ncondition = { select = { kinds = ["guidance"] }, at_least = 1 }\n'
SOUND = own("quotas", VISITS)
MONTHS = """period = { sort = "window", first = "10-01", last = "12-31" }
condition = { in_every = "month", at_least = 4, condition = { select = { kinds = ["guidance"] }, at_least = 1 } }
"""


def checked(text: str) -> Findings:
    """Return what check finds in a scheme that builds on none."""
    return look_through(text, lambda _: None)


def said(text: str, language: Language = "en") -> list[tuple[str, str]]:
    """Return place and words of every problem."""
    texts = Texts(language)
    return [(one.place, texts.say(one.code, **one.parameters)) for one in check_scheme(text)]


def test_the_name_of_a_kind_instead_of_its_code():
    wrong = SOUND.replace('"guidance"', '"同步课堂"')
    place = "quotas[rule].condition.select"
    assert said(wrong) == [(place, "kinds: 同步课堂 is not known. Did you mean sync-lesson?")]
    assert said(wrong, "zh") == [(place, "kinds：没有“同步课堂”这个代码，是不是“sync-lesson”？")]


def test_a_phase_without_days_is_known_and_has_none():
    phase = '[[phases]]\nid = "start"\nname = { zh = "启动", en = "Start" }\n'
    wrong = SOUND.replace('period = "term"', 'period = { sort = "phase", phase = "start" }') + phase
    assert said(wrong) == [
        (
            "quotas[rule].period",
            "phase: the phase start has no days, so nothing can be judged by it. Please give it first and last.",
        )
    ]
    assert said(wrong, "zh")[0][1].startswith("phase：阶段“start”没有写起止日期")


def test_a_phase_without_days_has_no_end_either():
    phase = '[[phases]]\nid = "start"\nname = { zh = "启动", en = "Start" }\n'
    due = 'kinds = ["report"]\ndue = { sort = "phase-end", phase = "start", days = 3 }\n'
    assert [one.code for one in check_scheme(own("documents", due) + phase)] == ["scheme.phase-without-days"]


def test_a_wrong_date_is_not_a_missing_one():
    wrong = SOUND.replace("cycle = { years = 2 }", 'cycle = { first = 2025-09-01, last = "2028-02-30" }')
    assert said(wrong) == [("cycle", "last is not a date.")]


@pytest.mark.parametrize(
    "given", ["condition = {\n select = { } }\n", "condition = { select = { },\n at_least = 1 }\n"]
)
def test_a_table_over_several_lines(given):
    wrong = HEAD + "[[quotas]]" + RULE + given
    ((place, words),) = said(wrong)
    assert place == ""
    assert words.endswith(
        "what stands between { and } must stand on one line; only lists [ … ] may run over several."
    )
    assert "{ 和 } 之间的内容要写在同一行" in said(wrong, "zh")[0][1]


def test_a_date_that_does_not_exist():
    wrong = SOUND.replace("cycle = { years = 2 }", "cycle = { first = 2025-09-01, last = 2028-02-30 }")
    assert said(wrong) == [("", "The date at line 7, column 38 does not exist. Please mend it.")]


@pytest.mark.parametrize("rest", ["period = \n", 'period = "term\n', "[dates]\na = 1\n[dates]\n"])
def test_other_mistakes_are_said_by_their_place_alone(rest):
    assert [one.code for one in check_scheme(SOUND + rest)] == ["scheme.toml"]


def test_a_sentence_that_is_missing_is_not_said_to_be_no_chinese():
    found = checked(SOUND.replace('sentence = "一条要求。"\n', ""))
    assert [one.code for one in found.problems] == ["scheme.missing"]
    assert not found.hints


def test_more_months_than_a_window_has():
    assert [one.code for one in checked(own("quotas", MONTHS)).problems] == ["scheme.impossible"]
    assert not checked(own("quotas", MONTHS.replace("at_least = 4", "at_least = 3"))).problems
