"""Every activity of the term is in exactly one group, and the sentence says how many are in each."""

from datetime import date

import pytest

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.standing.counted import counted_in
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts


@pytest.mark.parametrize("code", [None, TermCode(2025, 1)])
@pytest.mark.parametrize("day", [date(2025, 10, 8), date(2026, 3, 20), DEMO_DAY, date(2026, 9, 30)])
def test_the_groups_add_up_to_what_was_held(
    look: Archive, zh: Texts, code: TermCode | None, day: date
) -> None:
    standing = Standing(look)
    found = counted_in(standing.at(code, day), zh, standing.others(code, day))
    assert found.total.number == found.counted.number + found.near.number + found.free.number
    groups = (found.counted, found.near, found.free, found.planned, found.cancelled)
    assert sorted(key for group in groups for key in group.records) == sorted(
        ("activity", one) for one in found.standings
    )
    assert set(found.total.records) == set(home_view(standing, code, day, zh).total.records)
    if code == TermCode(2025, 1) or day == DEMO_DAY:
        assert found.total.number > 0


def test_the_sentence_is_that_of_the_list(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    found = counted_in(standing.at(None, DEMO_DAY), zh, standing.others(None, DEMO_DAY))
    assert found.sentence == "共 22 次：15 次算进要求，2 次没算进，5 次没有数量要求；另有 5 次已排"
    by_topic = {standing.topic(one): standing_ for one, standing_ in found.standings.items()}
    online = next(one for topic, one in by_topic.items() if topic.startswith("网络教研"))
    assert (online.key, online.text) == ("near", "线上办的，不是到现场，没算进")
    meeting = by_topic["春季学期结对工作协调会"]
    assert (meeting.key, meeting.text) == ("free", "没有数量要求")
    lacking = next(one for topic, one in by_topic.items() if topic.startswith("师徒活动：批注课"))
    assert lacking.missing == (("photo", "照片"),)
    visit = next(one for topic, one in by_topic.items() if topic.startswith("开学常规"))
    assert "到结对学校指导" in visit.text
    assert visit.rules[0].rule[0] in {one.id for one in standing.communities}


def test_what_no_scheme_asks_about_is_counted_too(demo: Archive, zh: Texts) -> None:
    standing = Standing(demo)
    before = counted_in(standing.at(None, DEMO_DAY), zh, standing.others(None, DEMO_DAY))
    with change(demo, "activity.create", DEMO_NOW) as writing:
        own = {"topic": "校内教研", "state": "held", "starts_on": date(2026, 5, 4)}
        loose = writing.create("activity", own)
        community = writing.create("community", {"name": "另一个"})
        other = writing.create("activity", own | {"community_id": community})
        later = writing.create("activity", own | {"state": "planned", "starts_on": date(2026, 6, 4)})
    after = counted_in(standing.at(None, DEMO_DAY), zh, standing.others(None, DEMO_DAY))
    assert after.free.number == before.free.number + 2
    assert [after.standings[one].key for one in (loose, other, later)] == ["free", "free", "planned"]
    assert after.of(records.all_of(demo, "activity")[0].id) is None or after.total.number == 24


def test_of_many_rules_those_that_ask_for_more_come_first_and_each_once(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    found = counted_in(standing.at(None, DEMO_DAY), zh)
    for one in found.standings.values():
        assert [rule.unmet for rule in one.rules] == sorted((rule.unmet for rule in one.rules), reverse=True)
        assert len({rule.rule for rule in one.rules}) == len(one.rules)
    several = max(found.standings.values(), key=lambda one: len(one.rules))
    assert len(several.rules) > 1
    assert all(rule.state_text for rule in several.rules)
