"""A small file that builds on another scheme becomes one whole text; mistakes are named where they stand."""

import random

import pytest

from edudesk.services.adopting import shipped_scheme
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.reading.building import MOST_STEPS, build, builds_on
from edudesk.services.schemes.scheme import Leaf
from edudesk.services.toml_text import parse

BASE = """# 某市方案
format = "edudesk-scheme 0.2"
id = "city"
version = "1"
name = { zh = "某市", en = "City" }
source = "某市文件"
cycle = { years = 2 }

# 可以选的
[[settings]]
id = "visits"
name = { zh = "次数", en = "Visits" }
type = "number"
default = 3
maximum = 9

[[roles]]
code = "lead"
side = "helper"
name = { zh = "龙头校", en = "Head school" }

# 每学期指导
[[quotas]]
id = "visits"
name = { zh = "指导", en = "Guidance" }
sentence = "每学期指导不少于3次。"
period = "term"
condition = { select = { kinds = ["guidance"], host = "helped" }, at_least = "@visits" } # 到校

[[quotas]]
id = "lectures"
name = { zh = "讲座", en = "Lectures" }
sentence = "每学期讲座不少于2场。"
period = "term"
[quotas.condition]
measure = { sort = "sum", unit = "lecture" }
at_least = 2
[quotas.condition.select]
kinds = ["lecture"]

[[documents]]
id = "summary"
name = { zh = "总结", en = "Summary" }
sentence = "每学期末交总结。"
kinds = ["term-summary"]
due = { sort = "term-end", days = 5 }
"""
HEAD = """format = "edudesk-scheme 0.2"
id = "county"
version = "3"
name = { zh = "某县", en = "County" }
source = "某县补充通知"
builds_on = { id = "city", version = "1" }
"""


def find(scheme_id):
    return {"city": BASE}.get(scheme_id)


def leaf(text: str, position: int = 0) -> Leaf:
    condition = read_scheme(text).rules[position].condition
    assert isinstance(condition, Leaf)
    return condition


def put_together(body):
    built = build(HEAD + body, find)
    assert built.problems == ()
    assert check_scheme(built.text) == ()
    return built


def wrong(body, head=HEAD):
    built = build(head + body, find)
    return [(problem.code, problem.place, problem.field) for problem in built.problems]


def test_a_scheme_that_stands_by_itself_stays_as_it_is():
    assert build(BASE, find).text == BASE
    assert builds_on(BASE) == ""
    assert builds_on(HEAD) == "city"


def test_what_the_small_file_does_not_speak_of_is_that_of_the_other():
    scheme = read_scheme(put_together("").text)
    assert (scheme.id, scheme.version, scheme.name.zh) == ("county", "3", "某县")
    assert [rule.id for rule in scheme.rules] == ["visits", "lectures"]
    assert scheme.cycle is not None


def test_a_default_is_set():
    scheme = read_scheme(put_together("[set]\nvisits = 5\n").text)
    assert scheme.settings["visits"] == 5
    assert leaf(scheme.text).bound.at_least == 5


def test_a_rule_is_changed_field_by_field_and_lists_as_a_whole():
    change = """[[change]]
rule = "visits"
sentence = "每学期指导、视导不少于4次。"
condition = { at_least = 4, select = { kinds = ["guidance", "inspection"] } }
"""
    text = put_together(change).text
    assert leaf(text).bound.at_least == 4
    assert leaf(text).select.kinds == ("guidance", "inspection")
    assert leaf(text).select.host == "helped"
    assert read_scheme(text).rules[0].sentence == "每学期指导、视导不少于4次。"


def test_a_range_takes_the_place_of_a_least_number():
    change = (
        '[[change]]\nrule = "visits"\nsentence = "每学期指导2至4次。"\ncondition = { between = [2, 4] }\n'
    )
    bound = leaf(put_together(change).text).bound
    assert [bound.at_least, bound.at_most] == [2, 4]


def test_another_sort_of_measure_or_due_day_takes_nothing_of_the_old_one():
    change = """[[change]]
rule = "lectures"
sentence = "每学期2个学科有讲座。"
condition = { measure = { sort = "distinct", of = "subject" } }
[[change]]
rule = "summary"
sentence = "每年12月31日前交总结。"
due = { sort = "every-year", day = "12-31" }
"""
    scheme = read_scheme(put_together(change).text)
    assert leaf(scheme.text, 1).measure.unit == ""
    assert scheme.documents[0].due.days == 0


def test_a_rule_is_dropped_for_a_reason():
    scheme = read_scheme(put_together('[[drop]]\nrule = "summary"\nbecause = "本县不要求"\n').text)
    assert scheme.documents == ()


def test_further_rules_roles_words_and_settings_are_added():
    body = """stages = ["primary"]
[[roles]]
code = "lead"
name = { zh = "核心校", en = "Core school" }
[[vocabulary.activity-kind]]
code = "tea"
name = { zh = "茶话会", en = "Tea" }
[[quotas]]
id = "tea"
name = { zh = "茶话会", en = "Tea" }
sentence = "每学期茶话会1次。"
period = "term"
condition = { select = { kinds = ["tea"] }, at_least = 1 }
"""
    scheme = read_scheme(put_together(body).text)
    assert [rule.id for rule in scheme.rules] == ["visits", "lectures", "tea"]
    assert [(role.code, role.side, role.name.zh) for role in scheme.roles] == [("lead", "helper", "核心校")]
    assert scheme.stages == ("primary",)


def test_comments_and_order_of_both_files_are_kept():
    body = """[[quotas]] # 本县自己的
id = "own"
name = { zh = "自定", en = "Own" }
sentence = "每学期座谈1次。"
period = "term"
condition = { select = { kinds = ["seminar"] }, at_least = 1 }
[set]
visits = 4
"""
    text = put_together(body).text
    assert text.startswith("# city 1 + county 3\n# 某市方案")
    for comment in ("# 可以选的", "# 每学期指导", "# 到校", "# 本县自己的"):
        assert comment in text
    assert text.index("# 可以选的") < text.index("# 每学期指导") < text.index("# 本县自己的")
    assert "builds_on" not in text


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[set]\nvisit = 4\n", ("scheme.set-unknown-guess", "set", "visit")),
        ("[set]\nxyz = 4\n", ("scheme.set-unknown", "set", "xyz")),
        ("[set]\nvisits = 40\n", ("scheme.bad-setting", "set", "visits")),
        ('[[change]]\nrule = "visit"\nname = 1\n', ("scheme.change-unknown-guess", "change[visit]", "rule")),
        ("[[change]]\nname = 1\n", ("scheme.missing", "change[1]", "rule")),
        (
            '[[change]]\nrule = "visits"\ncondition = { at_least = 4 }\n',
            ("scheme.sentence-unchanged", "change[visits]", "sentence"),
        ),
        ('[[drop]]\nrule = "visits"\n', ("scheme.missing", "drop[visits]", "because")),
        ('[[drop]]\nrule = "no"\nbecause = "无"\n', ("scheme.change-unknown", "drop[no]", "rule")),
        (
            '[[drop]]\nrule = "visits"\nbecause = "无"\n[[change]]\nrule = "visits"\nsentence = "一"\n',
            ("scheme.changed-and-dropped", "change[visits]", "rule"),
        ),
        (
            '[[change]]\nrule = "visits"\nid = "other"\nsentence = "一"\n',
            ("scheme.change-id", "change[visits]", "id"),
        ),
        ("set = 3\n", ("scheme.wrong-type", "", "set")),
        ("change = 3\n", ("scheme.wrong-type", "", "change")),
    ],
)
def test_a_mistake_is_named_where_it_stands(body, problem):
    assert problem in wrong(body)


def test_a_sentence_may_be_kept_on_purpose():
    put_together('[[change]]\nrule = "visits"\nsentence_kept = true\ncondition = { at_least = 3 }\n')


def test_what_is_wrong_in_the_whole_is_said_of_the_small_file():
    change = '[[change]]\nrule = "visits"\nsentence = "一条。"\n'
    change += 'condition = { select = { kinds = ["guidanse"] } }\n'
    built = build(HEAD + change, find)
    (problem,) = map(built.where, check_scheme(built.text))
    assert problem.place == "change[visits].condition.select"


def test_part_of_a_condition_that_a_setting_chooses_is_refused():
    variants = "true = { select = {}, at_least = 1 }, false = { select = {}, at_least = 2 }"
    chosen = f'condition = {{ choose = "both", when = {{ {variants} }} }}'
    base = BASE.replace(
        'condition = { select = { kinds = ["guidance"], host = "helped" }, at_least = "@visits" }', chosen
    )
    change = '[[change]]\nrule = "visits"\nsentence = "一条。"\ncondition = { at_least = 4 }\n'
    built = build(HEAD + change, lambda _: base)
    assert [problem.code for problem in built.problems] == ["scheme.change-choose"]


def test_another_version_of_the_base_is_pointed_out():
    (hint,) = build(HEAD.replace('version = "1" }', 'version = "2" }'), find).hints
    assert hint.code == "scheme.other-base"
    assert (hint.parameters["wanted"], hint.parameters["has"]) == ("2", "1")


def test_a_base_that_is_not_at_hand_is_named():
    assert wrong("", HEAD.replace('"city"', '"town"')) == [("scheme.no-base", "builds_on", "id")]


def chain(length):
    texts = {"s0": BASE.replace('"city"', '"s0"')}
    for step in range(1, length + 1):
        head = HEAD.replace('"county"', f'"s{step}"').replace('"city"', f'"s{step - 1}"')
        texts[f"s{step}"] = head + f"[set]\nvisits = {step + 1}\n"
    return texts


def test_a_chain_is_put_together_from_its_end():
    texts = chain(MOST_STEPS)
    built = build(texts[f"s{MOST_STEPS}"], texts.get)
    assert read_scheme(built.text).settings["visits"] == MOST_STEPS + 1


def test_a_chain_that_is_too_long_or_runs_in_a_circle_is_refused():
    texts = chain(MOST_STEPS + 1)
    assert [one.code for one in build(texts[f"s{MOST_STEPS + 1}"], texts.get).problems] == [
        "scheme.builds-too-far"
    ]
    assert wrong("", HEAD.replace('"city"', '"county"')) == [("scheme.builds-in-circles", "builds_on", "id")]
    circle = {"a": HEAD.replace('"county"', '"a"').replace('"city"', '"b"')}
    circle["b"] = HEAD.replace('"county"', '"b"').replace('"city"', '"a"')
    assert [one.code for one in build(circle["a"], circle.get).problems] == ["scheme.builds-in-circles"]


def test_a_damaged_base_is_a_problem_with_its_name():
    (problem,) = build(HEAD, lambda _: "id = ").problems
    assert (problem.code, problem.place) == ("scheme.toml", "city")


@pytest.mark.parametrize(
    "rule", ["guidance-visits", "exchange-subjects", "exchange-days", "schedule", "partners"]
)
def test_every_shape_of_a_shipped_rule_can_be_changed_and_keeps_its_comments(rule):
    small = HEAD.replace('"city", version = "1"', '"qinnan"')
    small += f'[[change]]\nrule = "{rule}"\nsentence = "改过的一句话。"\n'
    small += '[[drop]]\nrule = "material"\nbecause = "无"\n'
    built = build(small, shipped_scheme)
    assert built.problems == ()
    assert "# ---- 报送材料 ----" in built.text
    raw = parse(built.text)
    changed = [
        one for section in ("limits", "quotas", "documents") for one in raw[section] if one["id"] == rule
    ]
    assert [one["sentence"] for one in changed] == ["改过的一句话。"]
    assert check_scheme(built.text) == ()


SMALL = (
    HEAD
    + """place = { zh = "某县", en = "County" }
[set]
visits = 4
[[change]]
rule = "visits"
sentence = "一句话。"
condition = { at_least = 4, select = { kinds = ["guidance"] } }
[[change]]
rule = "summary"
due = { sort = "every-year", day = "12-31" }
sentence_kept = true
[[drop]]
rule = "lectures"
because = "无"
[[roles]]
code = "lead"
name = { zh = "核心校", en = "Core school" }
[[vocabulary.line]]
code = "care"
name = { zh = "保育", en = "Care" }
"""
)


@pytest.mark.parametrize("seed", range(150))
def test_whatever_two_files_say_they_are_put_together_or_refused(seed):
    chance = random.Random(seed)

    def spoiled(text: str) -> str:
        lines = text.splitlines()
        for _ in range(chance.randint(0, 3)):
            at = chance.randrange(len(lines))
            name, _, value = lines[at].partition("=")
            ways = [
                f"{name}= 3",
                f"{name}= [3]",
                f"{name}= {{ a = {value or 1} }}",
                name,
                f"[[{name.strip()}]]",
            ]
            lines[at] = chance.choice([*ways, "", lines[at][:-1], *lines])
        return "\n".join(lines)

    base = spoiled(BASE)
    built = build(spoiled(SMALL), lambda _: base)
    assert built.problems or parse(built.text)
    list(map(built.where, check_scheme(built.text)))
