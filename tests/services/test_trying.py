"""A scheme is tried on this term before it is taken."""

from datetime import date

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.adopting import adoption_content, shipped_scheme
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.schemes.reading import compose
from edudesk.services.schemes.results import State
from edudesk.services.trying import try_scheme

from .test_adopting import NOW

TODAY = date(2025, 12, 1)
SMALL = """format = "edudesk-scheme 0.2"
id = "own"
version = "1"
name = { zh = "我县", en = "Ours" }
source = "补充通知"
builds_on = { id = "qinnan" }
[[change]]
rule = "campus-culture"
condition = { at_least = 4 }
sentence = "每学期4次。"
[[drop]]
rule = "plan-help"
because = "无"
"""


@pytest.fixture
def paired(archive):
    """A pairing under the shipped scheme."""
    with change(archive, "test", NOW) as writing:
        helper, helped = (writing.create("school", {"name": name}) for name in ("甲小学", "乙小学"))
        community = writing.create(
            "community",
            {
                "name": "结对",
                "members": [{"school_id": helper, "role": "lead"}, {"school_id": helped, "role": "member"}],
            },
        )
        content = adoption_content(
            community, shipped_scheme("qinnan"), date(2025, 9, 1), {"exchange-days": 12}
        )
        writing.create("adoption", content)
    return records.get(archive, community)


def test_each_rule_is_shown_before_and_after(archive, paired):
    trial = try_scheme(archive, paired, compose(SMALL, lambda _: shipped_scheme("qinnan")), TODAY)
    rules = {rule.id: rule for rule in trial.rules}
    assert trial.term.code == TermCode.parse("2025-1")
    culture = rules["campus-culture"]
    assert culture.before is not None
    assert culture.after is not None
    assert [culture.before.target, culture.after.target] == [1, 4]
    assert not culture.same
    assert rules["plan-help"].after is None
    assert rules["guidance-visits"].same
    assert all(rule.after.state in State for rule in trial.rules if rule.after)


def test_settings_that_were_chosen_are_kept_where_the_new_scheme_has_them(archive, paired):
    trial = try_scheme(archive, paired, shipped_scheme("qinnan"), TODAY)
    assert trial.settings == {"exchange-days": 12}
    assert all(rule.same for rule in trial.rules)
    other = try_scheme(archive, paired, shipped_scheme("taihe-kindergarten"), TODAY)
    assert other.settings == {}


def test_nothing_is_written(archive, paired):
    before = records.all_of(archive, "adoption")
    try_scheme(archive, paired, shipped_scheme("taihe-kindergarten"), TODAY)
    assert records.all_of(archive, "adoption") == before


def test_a_setting_that_does_not_fit_is_refused(archive, paired):
    with pytest.raises(UserError):
        try_scheme(archive, paired, shipped_scheme("qinnan"), TODAY, settings={"exchange-days": 0})
