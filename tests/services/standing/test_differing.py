"""What differs between two schemes is said in words a person reads."""

import pytest

from edudesk.services.adopting import find_shipped, shipped_scheme
from edudesk.services.schemes.reading import compose, read_scheme
from edudesk.services.standing.differing import say_differences
from edudesk.texts import Texts

SMALL = """format = "edudesk-scheme 0.2"
id = "qinnan"
version = "1"
name = { zh = "钦南区中小学（幼儿园）结对帮扶", en = "Qinnan: paired schools and kindergartens" }
source = "补充通知"
builds_on = { id = "city" }
"""


def differences(changes: str, language="zh"):
    old = shipped_scheme("qinnan")
    small = SMALL.replace('id = "qinnan"', 'id = "own"') + changes
    new = compose(small, lambda _: old)
    return say_differences(Texts(language), read_scheme(old), read_scheme(new))


def test_a_changed_number_is_said_before_and_after():
    change = '[[change]]\nrule = "guidance-visits"\ncondition = { at_least = 4 }\nsentence_kept = true\n'
    (rule,) = differences(change)
    assert (rule.sort, rule.name) == ("changed", "到结对学校指导")
    assert rule.lines == ("不少于 3 次 → 不少于 4 次",)
    assert differences(change, "en")[0].lines == ("at least 3 times → at least 4 times",)


def test_a_changed_sentence_stands_beside_what_it_changes():
    change = '[[change]]\nrule = "campus-culture"\ncondition = { at_least = 2 }\nsentence = "每学期2次。"\n'
    (rule,) = differences(change)
    assert rule.lines == (
        "不少于 1 次 → 不少于 2 次",
        "原话：每学期开展校园文化交流活动不少于1次。 → 每学期2次。",
    )


def test_fields_that_no_sentence_speaks_of_are_said_by_their_name():
    (rule,) = differences('[[change]]\nrule = "term-summary"\nremind = 20\n')
    assert rule.lines == ("提前几天提醒：14 → 20",)


def test_what_is_new_and_gone_is_named():
    change = '[[drop]]\nrule = "material"\nbecause = "无"\n[[quotas]]\nid = "n"\nperiod = "term"\n'
    change += 'name = { zh = "座谈", en = "Talks" }\nsentence = "座谈1次。"\n'
    change += 'condition = { select = { kinds = ["seminar"] }, at_least = 1 }\n'
    assert [(one.sort, one.name) for one in differences(change)] == [
        ("removed", "物资和资金支援"),
        ("added", "座谈"),
    ]


def test_a_setting_and_what_it_changes_are_both_said():
    setting, rule = differences("[set]\nexchange-days = 15\n")
    assert (setting.section, setting.lines) == ("settings", ("取值：10 → 15",))
    assert rule.lines == ("不少于 10 天 → 不少于 15 天",)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_any_two_schemes_can_be_compared(language):
    qinnan, taihe = (read_scheme(find_shipped(name) or "") for name in ("qinnan", "taihe-kindergarten"))
    for old, new in ((qinnan, taihe), (taihe, qinnan)):
        views = say_differences(Texts(language), old, new)
        assert {view.sort for view in views} == {"added", "removed", "changed"}
        assert all(line.strip() for view in views for line in view.lines)
