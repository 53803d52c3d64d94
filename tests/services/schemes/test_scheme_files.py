"""A scheme file as a whole: old formats, new formats, what is too large, where and for whom it holds."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edudesk.services.schemes.checking import look_through
from edudesk.services.schemes.reading import BadScheme, check_scheme, read_scheme
from edudesk.services.standing.ruling import say_rule
from edudesk.texts import Label, Texts

from .making import SCHEMES
from .own import HEAD, RULE

DATA = Path(__file__).parents[2] / "data"
BODY = 'period = "term"\ncondition = { select = { kinds = ["lecture"] }, at_least = 1 }\n'
ONE_RULE = f"{HEAD}[[quotas]]{RULE}{BODY}"

NAMES = sorted(path.stem for path in SCHEMES.glob("*.toml"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What was published of these names no place.
PLACELESS = {
    "alliance-by-agreement",
    "compulsory-development-community",
    "county-alliance",
    "county-integration",
    "english-research-group",
    "experimental-primary-phases",
    "fused-built-cooperative",
    "home-school",
    "left-behind-children-project",
    "n-plus-2",
    "new-education-studios",
    "party-branch-pairing",
    "prefecture-six-actions",
    "preschool-on-order",
    "primary-central-bundle",
    "provincial-demo-kindergarten",
    "school-group-two-forms",
    "single-event",
    "training-attendance",
}


def codes(text: str) -> list[str]:
    return [problem.code for problem in check_scheme(text)]


@pytest.mark.parametrize("path", sorted(DATA.glob("scheme-*/*.toml")), ids=lambda path: path.name)
def test_a_file_of_every_released_format_is_still_read(path):
    text = path.read_text("utf-8")
    assert text.split("format = ")[1].startswith(f'"edudesk-{path.parent.name.replace("-", " ")}"')
    assert check_scheme(text) == ()
    assert read_scheme(text).id == path.stem


@pytest.mark.parametrize("version", ["0.3", "0.9", "0.10", "1.0", "12.1"])
def test_a_format_newer_than_the_program_asks_for_an_update(version):
    newer = ONE_RULE.replace("edudesk-scheme 0.1", f"edudesk-scheme {version}")
    (problem,) = check_scheme(newer)
    assert problem.code == "scheme.newer-format"
    assert problem.parameters["found"] == f"edudesk-scheme {version}"
    with pytest.raises(BadScheme):
        read_scheme(newer)


@pytest.mark.parametrize("version", ["0.0", "old", "", "1", "0.2.1", "-1.0"])
def test_a_format_that_never_was_is_named_with_the_one_that_is_read(version):
    assert codes(ONE_RULE.replace("edudesk-scheme 0.1", f"edudesk-scheme {version}")) == [
        "scheme.other-format"
    ]


def test_the_place_and_the_kinds_of_school_are_read():
    head = 'place = { zh = "某市某区", en = "A district" }\nstages = ["preschool", "primary"]\n'
    scheme = read_scheme(ONE_RULE.replace("cycle =", f"{head}cycle ="))
    assert scheme.place == Label("某市某区", "A district")
    assert scheme.stages == ("preschool", "primary")
    assert read_scheme(ONE_RULE).stages == ()


def test_a_kind_of_school_that_nobody_knows_is_a_problem():
    assert codes(ONE_RULE.replace("cycle =", 'stages = ["primry"]\ncycle =')) == ["scheme.unknown-word-guess"]


def test_what_is_larger_than_any_scheme_is_refused_before_it_is_read():
    assert codes(ONE_RULE + "#" * 1_000_001) == ["scheme.too-big"]
    assert codes(ONE_RULE + "nested = " + "[" * 70 + "]" * 70) == ["scheme.too-deep"]
    rules = "".join(f"[[quotas]]{RULE}{BODY}".replace('id = "rule"', f'id = "r{n}"') for n in range(301))
    assert codes(HEAD + rules) == ["scheme.too-many-rules"]
    one = '[[settings]]\nid = "s{}"\nname = {{ zh = "一", en = "One" }}\ntype = "flag"\ndefault = true\n'
    assert codes(ONE_RULE + "".join(one.format(n) for n in range(61))) == ["scheme.too-many-settings"]


def test_changes_to_another_scheme_are_no_scheme_alone():
    assert codes(ONE_RULE + '[builds_on]\nid = "qinnan"\n') == ["scheme.not-composed"]
    assert codes(ONE_RULE + "[set]\nvisits = 4\n") == ["scheme.builds-on-nothing"]


def _shipped(scheme_id: str) -> str | None:
    path = SCHEMES / f"{scheme_id}.toml"
    return path.read_text("utf-8") if path.exists() else None


def _labels(value: Any) -> Iterator[dict[str, str]]:
    """Return every name in both languages that stands anywhere in a file."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from _labels(one)


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_with_the_program_leaves_nothing_to_mend(name):
    """No setting or word is idle; hints are only given where a file is too long to be read in all ways."""
    found = look_through(_shipped(name) or "", _shipped)
    assert found.problems == ()
    assert {hint.code for hint in found.hints} <= {"scheme.hint-unread"}, found.hints


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_with_the_program_has_a_place_or_none_on_purpose(name):
    assert bool(read_scheme(_shipped(name) or "").place.zh) == (name not in PLACELESS)


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_with_the_program_is_named_in_both_languages(name):
    for label in _labels(tomllib.loads(_shipped(name) or "")):
        without_words = re.fullmatch(r"[\W\d]+", label["en"]) is not None  # such as 60 % or 1+1
        assert without_words or CHINESE.search(label["zh"]), label
        assert without_words or re.search("[A-Za-z]", label["en"]), label


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_rule_that_comes_with_the_program_is_said_in_both_languages(name, language):
    scheme, texts = read_scheme(_shipped(name) or ""), Texts(language)
    for rule in scheme.rules:
        assert CHINESE.search(rule.sentence), rule.id
        assert "".join(piece.text for piece in say_rule(texts, scheme, rule.id)).strip(), rule.id
