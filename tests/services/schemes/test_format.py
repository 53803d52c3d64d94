import re
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import BadScheme, check_scheme, read_scheme
from edudesk.texts import Texts

from .making import AFTER, AUTUMN, FACTS, SCHEMES, scheme_text

RULE = """
[[quotas]]
id = "visits"
name = { zh = "走访", en = "Visits" }
sentence = "每学期走访不少于3次。"
period = "term"

[quotas.condition]
select = { kinds = ["guidance"] }
at_least = 3
"""
HEAD = """
format = "edudesk-scheme 0.1"
id = "own"
version = "1"
name = { zh = "自定", en = "Own" }
source = "自定"
"""


def problems(text: str) -> set[tuple[str, str, str]]:
    return {(problem.code, problem.place, problem.field) for problem in check_scheme(text)}


def broken(old: str, new: str) -> set[tuple[str, str, str]]:
    assert old in RULE
    return problems(HEAD + RULE.replace(old, new))


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_schemes_are_free_of_problems_under_every_choice(path):
    assert check_scheme(path.read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_schemes_can_be_said_in_both_languages(path):
    scheme = read_scheme(path.read_text(encoding="utf-8"))
    said: list[Any] = [*scheme.rules, *scheme.documents, *scheme.evidence, *scheme.limits]
    for rule in said:
        assert rule.sentence.endswith("。")
        assert rule.name.zh
        assert rule.name.en.isascii()


def test_a_plain_rule_is_read():
    assert problems(HEAD + RULE) == set()


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "field"),
    [
        ('"guidance"', '"guidanse"', "scheme.unknown-word-guess", ".condition.select", "kinds"),
        ('"guidance"', '"zzz"', "scheme.unknown-word", ".condition.select", "kinds"),
        ("at_least = 3", "at_lest = 3", "scheme.unknown-field-guess", ".condition", "at_lest"),
        ("at_least = 3", "between = [3, 1]", "scheme.impossible", ".condition", "between"),
        ("at_least = 3", "at_least = 3\nat_most = 2", "scheme.impossible", ".condition", "at_least"),
        ("at_least = 3", "at_least = 3\nexactly = 2", "scheme.two-bounds", ".condition", "exactly"),
        ("at_least = 3", "at_least = -1", "scheme.too-small", ".condition", "at_least"),
        ("at_least = 3", 'at_least = "drei"', "scheme.wrong-type", ".condition", "at_least"),
        ("at_least = 3", "at_least = nan", "scheme.too-small", ".condition", "at_least"),
        ("at_least = 3", 'at_least = "@visits"', "scheme.unknown-setting", ".condition.at_least", "at_least"),
        ('sentence = "每学期走访不少于3次。"', "", "scheme.missing", "", "sentence"),
        ('"每学期走访不少于3次。"', '" "', "scheme.missing", "", "sentence"),
        (', en = "Visits"', "", "scheme.wrong-type", "", "name"),
        ('"term"', '"terms"', "scheme.unknown-word-guess", ".period", "sort"),
        ('"term"', '"cycle"', "scheme.no-cycle", ".period", "sort"),
        ('"term"', '"term"\nper = "post"', "scheme.missing", ".per", "posts"),
        (
            '["guidance"] }',
            '["guidance"], lines = ["care"] }',
            "scheme.unknown-word",
            ".condition.select",
            "lines",
        ),
        (
            "at_least = 3",
            'at_least = 3\nmeasure = { sort = "served" }',
            "scheme.not-yet",
            ".condition",
            "measure",
        ),
        (
            "at_least = 3",
            'at_least = 3\nmeasure = { sort = "sum" }',
            "scheme.missing",
            ".condition.measure",
            "unit",
        ),
    ],
)
def test_a_problem_names_the_rule_the_field_and_what_was_meant(old, new, code, place, field):
    assert (code, f"quotas[visits]{place}", field) in broken(old, new)


def test_all_problems_come_at_once():
    with pytest.raises(BadScheme) as caught:
        read_scheme(HEAD + RULE.replace('"guidance"', '"x"').replace('"term"', '"y"'))
    assert len(caught.value.problems) == 2
    assert Texts("zh").present(caught.value) == "这个方案有 2 处问题，没有采用；正在使用的方案不变。"


def test_a_problem_is_said_with_its_place():
    (problem,) = check_scheme(HEAD + RULE.replace('"guidance"', '"guidanse"'))
    said = Texts("zh").problem(problem)
    assert said == "quotas[visits].condition.select: kinds：没有“guidanse”这个代码，是不是“guidance”？"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scheme.no-format"),
        ("format = 3", "scheme.no-format"),
        ('format = "edudesk-scheme 0.9"', "scheme.newer-format"),
        ("format = ", "scheme.toml"),
        ("[[" * 4000, "scheme.toml"),
        ("a = " + "[" * 5000, "scheme.toml"),
        (HEAD, "scheme.empty"),
        (HEAD + RULE + RULE, "scheme.twice"),
        (HEAD + "[assessment]\n" + RULE, "scheme.unknown-field-guess"),
        (HEAD + "quotas = 3\n", "scheme.wrong-type"),
        (HEAD + "quotas = [3]\n", "scheme.wrong-type"),
        (HEAD + "quotes = []\n" + RULE, "scheme.unknown-field-guess"),
    ],
)
def test_what_is_no_usable_scheme_is_refused_plainly(text, code):
    assert code in {problem.code for problem in check_scheme(text)}


def test_a_variant_is_checked_even_when_it_is_not_chosen():
    text = scheme_text("qinnan").replace('any = [{ side = "helper" }]', 'any = [{ side = "helpr" }]')
    assert any(
        problem.place.endswith("people.when.any[1]") or problem.field == "side"
        for problem in check_scheme(text)
    )
    assert read_scheme(text).id == "qinnan"


def test_a_missing_variant_is_a_problem():
    text = scheme_text("qinnan").replace('any = [{ side = "helper" }]', "")
    assert "scheme.bad-choose" in {problem.code for problem in check_scheme(text)}


@pytest.mark.parametrize(
    "settings", [{"basis": "nobody"}, {"exchange-days": 0}, {"exchange-days": True}, {"exchange-dais": 9}]
)
def test_a_setting_out_of_range_is_refused(settings):
    scheme = read_scheme(scheme_text("qinnan"))
    with pytest.raises(BadScheme):
        evaluate(scheme, FACTS, AUTUMN, AFTER, settings)


def test_a_number_setting_stands_in_for_a_value():
    scheme = read_scheme(scheme_text("qinnan"), {"exchange-days": 12})
    assert evaluate(scheme, FACTS, AUTUMN, AFTER, {"exchange-days": 12}).result("exchange-days").target == 24


def test_the_example_in_the_papers_is_a_scheme():
    page = (SCHEMES.parents[1] / "docs" / "scheme-format.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert check_scheme(example) == ()
    (rule,) = read_scheme(example).rules
    assert rule.id == "guidance-visits"


CHOICE = """
[[settings]]
id = "odd"
name = { zh = "设定", en = "Setting" }
type = "choice"
default = "one"
choices = [{ code = "one", name = { zh = "一", en = "One" } }]
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RULE.replace("at_least = 3", 'at_least = { choose = "none", when = {} }'), "scheme.bad-choose"),
        (CHOICE.replace('default = "one"', 'default = ["one"]') + RULE, "scheme.bad-default"),
        (
            CHOICE.replace('"choice"', '"number"').replace('"one"\nch', "1\nch")
            + RULE.replace("at_least = 3", 'at_least = { choose = "odd", when = {} }'),
            "scheme.bad-choose",
        ),
        (RULE + 'measure = { sort = "sum", unit = "day", convert = "week" }', "scheme.wrong-type"),
        (RULE + 'measure = { sort = "sum", unit = "day", convert = { wek = 5 } }', "scheme.unknown-word"),
        (RULE.replace("at_least = 3", "between = [nan, 3]"), "scheme.too-small"),
        (RULE.replace("at_least = 3", "between = [1, 2, 3]"), "scheme.wrong-type"),
        (RULE.replace('"term"', '{ sort = "until", on = 2025-09-30T08:00:00 }'), "scheme.wrong-type"),
        (RULE.replace('"term"', '{ sort = "month", least_days = 1000000 }'), "scheme.too-large"),
        (RULE.replace('"term"', '"stay"\nper = "partner"'), "scheme.not-yet"),
        (
            RULE + "[[evidence]]\nid = 'e'\nname = { zh = '甲', en = 'A' }\nsentence = '一'\nneeds = 3",
            "scheme.wrong-type",
        ),
        ("cycle = { years = 5000 }\n" + RULE, "scheme.too-large"),
        ("[eligibility]\n" + RULE, "scheme.wrong-type"),
    ],
)
def test_odd_values_are_problems_and_never_a_crash(text, code):
    assert code in {problem.code for problem in check_scheme(HEAD + text)}


ODD = (
    *("3", "-1", "nan", "true", '"x"', '"@x"', '"term"', "[]", '["x"]', "[[1]]", "{}", "{ sort = 3 }"),
    *("{ choose = 3 }", "9" * 30, '""', "2025-01-01", "2025-01-01T00:00:00"),
)
VALUE = re.compile(r'(?<== )("[^"\n]*"|\d+|\[[^\]]*\]|\{[^}]*\})')


@given(path=st.sampled_from(sorted(SCHEMES.glob("*.toml"))), seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_scheme_is_read_or_refused(path, seed):
    draw, text = Random(seed), path.read_text(encoding="utf-8")
    for _ in range(2):
        found = draw.choice(list(VALUE.finditer(text)))
        text = text[: found.start()] + draw.choice(ODD) + text[found.end() :]
    assert isinstance(check_scheme(text), tuple)


def test_the_papers_name_every_code():
    page = (SCHEMES.parents[1] / "docs" / "scheme-format.md").read_text(encoding="utf-8")
    codes = page.split("## Codes")[1]
    named = re.findall(r"^\| `([a-z-]+)` \|", codes, re.MULTILINE)
    assert len(named) == 19
    for vocabulary in named:
        (row,) = re.findall(rf"^\| `{vocabulary}` \|.*$", codes, re.MULTILINE)
        for choice in VOCABULARIES[vocabulary].choices:
            assert f"`{choice.code}` {choice.label.zh}" in row
