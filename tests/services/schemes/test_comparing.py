"""What differs between two schemes is found field by field."""

from decimal import Decimal

from edudesk.services.adopting import shipped_scheme
from edudesk.services.schemes.comparing import Change, compare
from edudesk.services.schemes.naming import FIELDS
from edudesk.services.schemes.reading import read_scheme

from .own import HEAD, RULE

BODY = 'period = "term"\ncondition = { select = { kinds = ["guidance"], host = "helped" }, at_least = 3 }\n'
TEXT = f"{HEAD}[[quotas]]{RULE}{BODY}"


def compared(old: str, new: str):
    return compare(read_scheme(old), read_scheme(new))


def test_two_schemes_that_ask_the_same_do_not_differ():
    assert not compared(TEXT, "# ein anderer Kopf\n" + TEXT)
    text = shipped_scheme("qinnan")
    assert not compared(text, text)


def test_a_changed_number_is_named_with_its_field():
    (rule,) = compared(TEXT, TEXT.replace("at_least = 3", "at_least = 4")).rules
    assert (rule.id, rule.section, rule.sort) == ("rule", "rules", "changed")
    assert rule.changes == (Change("condition.bound.at_least", Decimal(3), Decimal(4)),)


def test_a_changed_list_is_one_change():
    (rule,) = compared(TEXT, TEXT.replace('["guidance"]', '["guidance", "inspection"]')).rules
    assert rule.changes == (Change("condition.select.kinds", ("guidance",), ("guidance", "inspection")),)


def test_rules_of_every_section_are_added_and_removed():
    summary = '[[documents]]\nid = "d"\nname = { zh = "总结", en = "Summary" }\nsentence = "交总结。"\n'
    summary += 'kinds = ["term-summary"]\ndue = { sort = "term-end" }\n'
    (added,) = compared(TEXT, TEXT + summary).rules
    (removed,) = compared(TEXT + summary, TEXT).rules
    assert (added.section, added.sort, added.name.zh) == ("documents", "added", "总结")
    assert (removed.section, removed.sort) == ("documents", "removed")


def test_a_setting_differs_by_its_value():
    text = shipped_scheme("qinnan")
    other = read_scheme(text, {"exchange-days": 12})
    found = compare(read_scheme(text), other)
    (setting,) = found.settings
    assert (setting.id, setting.changes) == ("exchange-days", (Change("value", 10, 12),))
    assert [rule.id for rule in found.rules] == ["exchange-days"]


def test_the_head_differs_by_its_fields():
    found = compared(TEXT, TEXT.replace("years = 2", "years = 3").replace('version = "1"', 'version = "2"'))
    assert [change.path for change in found.head] == ["version", "cycle.years"]


def test_a_table_that_appears_is_one_change():
    per = TEXT.replace('period = "term"', 'period = "term"\nunit = { zh = "场", en = "talks" }')
    (rule,) = compared(TEXT, per).rules
    assert [change.path for change in rule.changes] == ["unit"]


def test_every_field_of_a_scheme_has_a_name():
    from dataclasses import fields, is_dataclass

    from edudesk.services.schemes import scheme

    known = {
        field.name
        for name in scheme.__all__
        if isinstance(cls := getattr(scheme, name), type) and is_dataclass(cls)
        for field in fields(cls)
    }
    assert known - set(FIELDS) == set()
    assert set(FIELDS) - known <= {"value"}
