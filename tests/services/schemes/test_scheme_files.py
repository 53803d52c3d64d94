"""A scheme file as a whole: old formats, new formats, what is too large, where and for whom it holds."""

from pathlib import Path

import pytest

from edudesk.services.schemes.reading import BadScheme, check_scheme, read_scheme
from edudesk.texts import Label

from .own import HEAD, RULE

DATA = Path(__file__).parents[2] / "data"
BODY = 'period = "term"\ncondition = { select = { kinds = ["lecture"] }, at_least = 1 }\n'
ONE_RULE = f"{HEAD}[[quotas]]{RULE}{BODY}"


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
