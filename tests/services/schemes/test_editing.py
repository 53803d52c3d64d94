"""One's own scheme is edited field by field, and its comments and order stay."""

import pytest

from edudesk.errors import UserError
from edudesk.services.adopting import shipped_scheme
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.reading.editing import (
    add_rule,
    drop_rule,
    set_default,
    set_head,
    set_value,
)
from edudesk.services.schemes.reading.format import RULES
from edudesk.services.schemes.scheme import Leaf
from edudesk.services.toml_text import parse
from edudesk.texts import Label

TEXT = shipped_scheme("qinnan")


def rule(text: str, rule_id: str):
    raw = parse(text)
    return next(one for section in RULES for one in raw.get(section, []) if one["id"] == rule_id)


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_number_is_changed_and_nothing_else():
    text = set_value(TEXT, "guidance-visits", "condition.at_least", 4)
    assert changed_lines(TEXT, text) == ["at_least = 4"]
    assert len(text.splitlines()) == len(TEXT.splitlines())
    condition = read_scheme(text).rules[0].condition
    assert isinstance(condition, Leaf)
    assert condition.bound.at_least == 4


def test_a_list_a_name_and_a_field_of_an_inner_list_are_changed():
    text = set_value(TEXT, "campus-culture", "condition.select.kinds", ("campus-culture", "lecture"))
    text = set_value(text, "campus-culture", "name", Label("文化活动", "Culture"))
    text = set_value(text, "exchange-both-ways", "condition.all[2].at_least", 2)
    text = set_value(text, "partners", "between", [1, 3])
    assert check_scheme(text) == ()
    assert rule(text, "campus-culture")["condition"]["select"]["kinds"] == ["campus-culture", "lecture"]
    assert rule(text, "exchange-both-ways")["condition"]["all"][1]["at_least"] == 2
    assert rule(text, "partners")["between"] == [1, 3]
    assert "# ---- 报送材料 ----" in text


def test_a_field_is_taken_out():
    text = set_value(TEXT, "term-summary", "due.days", None)
    assert "days" not in rule(text, "term-summary")["due"]


@pytest.mark.parametrize(
    ("rule_id", "path", "code"),
    [
        ("nothing", "name", "scheme.no-rule"),
        ("partners", "nowhere.at_least", "scheme.no-field"),
        ("partners", "between[9].x", "scheme.no-field"),
        ("partners", "a b", "scheme.no-field"),
        ("partners", "between.x", "scheme.no-field"),
        ("exchange-both-ways", "condition.all[0].at_least", "scheme.no-field"),
    ],
)
def test_a_place_that_is_not_there_is_refused(rule_id, path, code):
    with pytest.raises(UserError) as caught:
        set_value(TEXT, rule_id, path, 1)
    assert caught.value.code == code


def test_defaults_and_the_head_are_changed():
    text = set_default(TEXT, "exchange-days", 12)
    text = set_head(text, id="own", name=Label("我校", "Ours"))
    scheme = read_scheme(text)
    assert (scheme.id, scheme.name.zh, scheme.settings["exchange-days"]) == ("own", "我校", 12)
    with pytest.raises(UserError):
        set_default(TEXT, "no-such", 1)


def test_a_rule_is_dropped_with_its_section_when_it_was_the_last():
    text = drop_rule(TEXT, "activity-papers")
    assert "[[evidence]]" not in text
    assert "exchange-days" not in {one.id for one in read_scheme(drop_rule(TEXT, "exchange-days")).rules}
    for one in read_scheme(TEXT).rules:
        assert one.id not in {other.id for other in read_scheme(drop_rule(TEXT, one.id)).rules}


@pytest.mark.parametrize("section", RULES)
def test_a_rule_of_every_section_can_be_added_and_read_at_once(section):
    text = add_rule(TEXT, section, "new-rule", Label("新的一条", "A new rule"), "新的要求。")
    assert check_scheme(text) == ()
    assert rule(text, "new-rule")["sentence"] == "新的要求。"


def test_an_id_stays_one_rules_own():
    with pytest.raises(UserError) as caught:
        add_rule(TEXT, "quotas", "schedule", Label("一", "One"), "一。")
    assert caught.value.code == "scheme.rule-known"
