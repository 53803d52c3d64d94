"""A scheme file is looked through: what can never be met or reached is named, what is idle is pointed out."""

import random
import subprocess
import sys
import time

import pytest

from edudesk.services.adopting import find_shipped, shipped_scheme, shipped_schemes
from edudesk.services.schemes.checking import look_through
from edudesk.texts import Texts

from .own import HEAD, RULE

SELECT = 'select = { kinds = ["guidance"] }'
GOOD = f'period = "term"\ncondition = {{ {SELECT}, at_least = 1 }}\n'


def quota(body: str, head: str = "") -> str:
    return HEAD.replace("0.1", "0.2") + head + f"[[quotas]]{RULE}{body}"


def problems(text: str) -> set[tuple[str, str, str]]:
    return {(one.code, one.place, one.field) for one in look_through(text, find_shipped).problems}


def hints(text: str) -> set[tuple[str, str]]:
    found = look_through(text, find_shipped)
    assert found.problems == ()
    assert found.scheme is not None
    return {(one.code, one.place) for one in found.hints}


@pytest.mark.parametrize("name", sorted(shipped_schemes()))
def test_nothing_is_wrong_with_a_shipped_scheme(name):
    found = look_through(shipped_scheme(name), find_shipped)
    assert found.problems == ()
    assert {hint.code for hint in found.hints}.isdisjoint(
        {"scheme.hint-unused-setting", "scheme.hint-unread"}
    )


@pytest.mark.parametrize(
    ("condition", "code", "place", "field"),
    [
        (
            'select = { kinds = ["guidance"] }, measure = { sort = "distinct", of = "kind" }, at_least = 3',
            "scheme.impossible",
            "quotas[rule].condition",
            "at_least",
        ),
        (
            'select = { lines = ["a"] }, measure = { sort = "distinct", of = "line" }, at_least = 2',
            "scheme.impossible",
            "quotas[rule].condition",
            "at_least",
        ),
        (
            'select = {}, measure = { sort = "distinct", of = "stage" }, at_least = 9',
            "scheme.impossible",
            "quotas[rule].condition",
            "at_least",
        ),
        (
            "select = { people = [{ age_at_least = 50, age_at_most = 40 }] }, at_least = 1",
            "scheme.impossible",
            "quotas[rule].condition.select.people[1]",
            "age_at_least",
        ),
        (
            "select = { people = [{ at_least = 3, at_most = 2 }] }, at_least = 1",
            "scheme.impossible",
            "quotas[rule].condition.select.people[1]",
            "at_least",
        ),
        (
            'in_every = "month", at_least = 12, condition = { select = {}, at_least = 1 }',
            "scheme.impossible",
            "quotas[rule].condition",
            "at_least",
        ),
        (
            'select = { kinds = ["lecture"], except = [{}] }, at_least = 1',
            "scheme.check-excepts-all",
            "quotas[rule].condition.select",
            "except",
        ),
        (
            'all = [{ select = {}, measure = { sort = "share", whole = 40 }, at_least = 101 }]',
            "scheme.check-over-hundred",
            "quotas[rule].condition.all[1]",
            "at_least",
        ),
    ],
)
def test_a_bound_that_nothing_can_meet_is_a_problem(condition, code, place, field):
    line = '[[vocabulary.line]]\ncode = "a"\nname = { zh = "一线", en = "A" }\n'
    assert problems(quota(f'period = "term"\ncondition = {{ {condition} }}\n', line)) == {
        (code, place, field)
    }


@pytest.mark.parametrize(
    ("body", "head", "code", "place"),
    [
        (
            'in_terms = [1]\nperiod = { sort = "window", first = "04-01", last = "06-30" }\n',
            "",
            "scheme.check-never-in-terms",
            "quotas[rule]",
        ),
        (
            'in_terms = [1]\nperiod = { sort = "phase", phase = "spring" }\n',
            '[[phases]]\nid = "spring"\nname = { zh = "春", en = "S" }\nfirst = "03-20"\nlast = "05-10"\n',
            "scheme.check-never-in-terms",
            "quotas[rule]",
        ),
        (
            'period = "term"\napplies = { helper = { roles = ["member"] } }\n',
            "",
            "scheme.check-no-role",
            "quotas[rule].applies",
        ),
        (
            'period = "term"\nper = { each = "school", schools = { side = "helped", roles = ["lead"] } }\n',
            "",
            "scheme.check-no-role",
            "quotas[rule].per.schools",
        ),
        (
            'period = { sort = "month", least_days = 32 }\n',
            "",
            "scheme.impossible",
            "quotas[rule].period",
        ),
    ],
)
def test_a_rule_that_nothing_comes_under_is_a_problem(body, head, code, place):
    text = quota(f"{body}condition = {{ {SELECT}, at_least = 1 }}\n", head)
    assert {found[:2] for found in problems(text)} == {(code, place)}


@pytest.mark.parametrize(
    "days", [("09-01", "10-31"), ("12-01", "03-31"), ("02-01", "02-20"), ("10-01", "06-30")]
)
def test_a_window_that_some_term_meets_is_none(days):
    first, last = days
    window = f'period = {{ sort = "window", first = "{first}", last = "{last}" }}\n'
    found = [
        problems(quota(f"in_terms = [{n}]\n{window}condition = {{ {SELECT}, at_least = 1 }}\n"))
        for n in (1, 2)
    ]
    assert set() in found


def test_an_added_word_does_not_take_the_place_of_a_common_one():
    words = '[[vocabulary.activity-kind]]\ncode = "lecture"\nname = { zh = "讲堂", en = "Hall" }\n'
    assert problems(quota(GOOD, words)) == {
        ("scheme.check-common-word", "vocabulary.activity-kind[lecture]", "code")
    }


def test_what_is_declared_and_not_used_is_a_hint():
    head = """[[settings]]
id = "idle"
name = { zh = "闲", en = "Idle" }
type = "flag"
default = true
[[vocabulary.line]]
code = "care"
name = { zh = "保育", en = "Care" }
[[vocabulary.activity-kind]]
code = "talk"
name = { zh = "专题讲座", en = "Talk" }
"""
    assert hints(quota(GOOD, head)) == {
        ("scheme.hint-unused-setting", "settings[idle]"),
        ("scheme.hint-unused-word", "vocabulary.line[care]"),
        ("scheme.hint-same-name", "vocabulary.activity-kind[talk]"),
    }


def test_a_sentence_without_chinese_and_a_rule_said_twice_are_hints():
    again = f"[[quotas]]{RULE}{GOOD}".replace('id = "rule"', 'id = "again"').replace("一条要求。", "Do it.")
    assert hints(quota(GOOD) + again) == {
        ("scheme.hint-no-chinese", "quotas[again]"),
        ("scheme.hint-same-rule", "quotas[again]"),
    }


def test_a_premise_that_always_holds_is_a_hint():
    condition = f"only_if = {{ {SELECT}, at_least = 0 }}, then = {{ {SELECT}, at_least = 1 }}"
    text = quota(f'period = "term"\ncondition = {{ {condition} }}\n')
    assert ("scheme.check-always", "quotas[rule].condition") in hints(text)


def test_a_problem_of_a_variant_that_is_not_the_default_is_found():
    setting = (
        '[[settings]]\nid = "n"\nname = { zh = "数", en = "N" }\ntype = "number"\ndefault = 1\nmaximum = 20\n'
    )
    condition = 'select = {}, measure = { sort = "distinct", of = "stage" }, at_least = "@n"'
    found = problems(quota(f'period = "term"\ncondition = {{ {condition} }}\n', setting))
    assert found == {("scheme.impossible", "quotas[rule].condition", "at_least")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_can_be_said(language):
    from edudesk.texts.sentences.schemebook import SENTENCES

    texts = Texts(language)
    for code in SENTENCES:
        if code.startswith(("scheme.check-", "scheme.hint-")):
            assert texts.pattern(code)


def large(rules: int) -> str:
    leaf = '{ select = { kinds = ["lecture"], people = [{ side = "helper" }] }, at_least = "@s0" }, '
    setting = '[[settings]]\nid = "s{}"\nname = {{ zh = "一", en = "One" }}\ntype = "number"\ndefault = 1\n'
    body = f'period = "term"\ncondition = {{ all = [{leaf * 36}] }}\n'
    quotas = "".join(
        f"[[quotas]]{RULE}{body}".replace('"rule"', f'"r{n}"').replace("@s0", f"@s{n % 60}")
        for n in range(rules)
    )
    return HEAD + "".join(setting.format(n) for n in range(60)) + quotas


def test_a_file_as_large_as_may_be_is_checked_in_two_seconds_and_a_hundred_megabytes():
    text = large(40)
    text += "#" * (999_000 - len(text.encode()))
    started = time.process_time()
    found = look_through(text, find_shipped)
    assert time.process_time() - started < 2
    assert found.problems == ()
    assert "scheme.hint-unread" in {hint.code for hint in found.hints}


@pytest.mark.skipif(sys.platform == "win32", reason="counts the memory of a process as Unix does")
def test_checking_a_large_file_takes_less_than_a_hundred_megabytes(tmp_path):
    text = large(40)
    path = tmp_path / "large.toml"
    path.write_text(text + "#" * (999_000 - len(text.encode())), "utf-8")
    program = """
import pathlib, resource, sys
from edudesk.services.adopting import find_shipped
from edudesk.services.schemes.checking import look_through
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = used()
look_through(pathlib.Path(sys.argv[1]).read_text("utf-8"), find_shipped)
print(used() - before)
"""
    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True, text=True)
    assert int(ran.stdout) < 100_000


def test_a_file_that_would_take_longer_is_refused():
    started = time.process_time()
    assert problems(large(250)) == {("scheme.too-many-tables", "", "")}
    assert time.process_time() - started < 2


def test_whatever_stands_in_a_file_is_looked_through_without_a_crash():
    lines = shipped_scheme("qinnan").splitlines()
    chance = random.Random(7)
    for _ in range(60):
        mixed = lines.copy()
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(mixed))
            how = chance.randrange(3)
            if how == 0:
                del mixed[at]
            elif how == 1:
                mixed[at] = chance.choice(lines)
            else:
                mixed[at] = mixed[at].replace("1", "-9", 1).replace('"', "", 1)
        found = look_through("\n".join(mixed), find_shipped)
        assert all(problem.code for problem in found.problems)
