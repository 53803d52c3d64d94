"""首页 around its rows: title, dates, papers, pairs, the latest entry, and what to do first."""

from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts
from tests.services.standing.home import NOW, Pairing, add_up


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 12, 16), "今天 12月16日 周二，第 16 周，离学期结束还有 38 天"),
        (date(2025, 9, 1), "今天 9月1日 周一，第 1 周，离学期结束还有 144 天"),
        (date(2026, 1, 23), "今天 1月23日 周五，第 21 周，学期最后一天"),
        (date(2026, 1, 26), "今天 1月26日 周一，学期已在 1月23日结束"),
    ],
)
def test_the_subtitle_says_where_in_the_term_today_lies(pairing: Pairing, day: date, words: str) -> None:
    assert pairing.view(day).subtitle == words


def test_another_term_is_spoken_of_as_such(pairing: Pairing) -> None:
    view = pairing.view(date(2026, 3, 20), code=TermCode(2025, 1))
    assert not view.present
    assert view.subtitle == "2025年9月1日—2026年1月23日"
    assert view.title.startswith("这个学期还差")
    assert view.dates == ()
    assert view.pairs_head is None


def test_next_dates_tell_what_comes_and_how_near(pairing: Pairing) -> None:
    today = date(2025, 12, 16)
    soon = pairing.activity("guidance", 1, today, "planned", topic="到大番坡学校指导")
    pairing.activity("campus-culture", 1, date(2025, 12, 18), "planned", topic="线上集体备课")
    with change(pairing.archive, "exchange.create", NOW) as writing:
        writing.create(
            "exchange",
            {
                "name": "陈老师",
                "community_id": pairing.community,
                "state": "planned",
                "to_id": pairing.partners[1],
                "planned_from": date(2025, 12, 22),
                "planned_until": date(2025, 12, 25),
            },
        )
    rows = pairing.view(today).dates
    assert [(row.day_text, row.text, row.near) for row in rows][:3] == [
        ("12月16日", "到大番坡学校指导", "今天"),
        ("12月18日", "线上集体备课", "后天"),
        ("12月22日", "陈老师到大番坡学校交流 4 天", "周一"),
    ]
    assert rows[0].record == ("activity", soon)
    assert [(row.kind, row.near) for row in rows][-2:] == [
        ("document", "还有 38 天"),
        ("term-end", "还有 38 天"),
    ]
    assert rows[-2].text == "交学期帮扶工作总结给结对帮扶工作领导小组办公室"
    assert list(rows) == sorted(rows, key=lambda row: row.day)


def test_missing_papers_are_one_click_away(pairing: Pairing) -> None:
    made = pairing.activity("guidance", 1, date(2025, 9, 18))
    (gap,) = pairing.view(date(2025, 9, 20)).gaps
    assert (gap.record, gap.day_text, gap.step.kind) == (("activity", made), "9月18日", "file")
    assert gap.step.label.startswith("补")
    assert gap.step.arguments == {"record": ["activity", made], "kinds": list(gap.kinds)}
    with change(pairing.archive, "evidence", NOW) as writing:
        for kind in gap.kinds:
            file = {"about_id": made, "sha256": "0" * 64, "name": "a", "kind": kind, "size": 1}
            writing.create("evidence", file)
    assert pairing.view(date(2025, 9, 20)).gaps == ()


def test_pairs_without_a_session_this_month(pairing: Pairing) -> None:
    with change(pairing.archive, "mentor-pair.create", NOW) as writing:
        pairs = [
            writing.create(
                "mentor-pair",
                {
                    "name": name,
                    "community_id": pairing.community,
                    "starts_on": date(2025, 9, 1),
                    "people": ({"part": "mentor", "name": "韦老师"}, {"part": "apprentice", "name": name}),
                },
            )
            for name in ("陆老师", "覃老师")
        ]
    pairing.activity("mentoring", 1, date(2025, 12, 3), pair_id=pairs[0])
    pairing.activity("mentoring", 1, date(2025, 11, 3), pair_id=pairs[1])
    view = pairing.view(date(2025, 12, 16))
    assert view.pairs_head
    assert (view.pairs_head.text, view.pairs_head.number) == ("12月 1/2 对有活动", Decimal(1))
    (row,) = view.pairs
    assert row.text == "韦老师带覃老师，这个月还没活动"
    assert row.step.arguments["content"]["pair_id"] == pairs[1]


def test_the_latest_entry_is_named(pairing: Pairing) -> None:
    made = pairing.activity("guidance", 1, date(2025, 9, 18), topic="六年级数学总复习集体备课")
    view = pairing.view(date(2025, 9, 20))
    assert view.latest == "周敏 9月20日记了“六年级数学总复习集体备课”"
    assert view.latest_record == ("activity", made)
    assert view.total.text == "全部 1 次活动"


def test_in_an_earlier_term_the_latest_entry_is_one_of_that_term(pairing: Pairing) -> None:
    today = date(2026, 3, 20)
    before = pairing.activity("guidance", 1, date(2025, 9, 18), topic="听评课")
    later = pairing.activity("guidance", 1, date(2026, 3, 18), topic="同课异构")
    assert pairing.view(today).latest_record == ("activity", later)
    assert pairing.view(today, code=TermCode(2025, 1)).latest_record == ("activity", before)
    assert pairing.view(today, code=TermCode(2024, 2)).latest == ""


def test_an_empty_archive_says_what_to_do_first(archive: Archive) -> None:
    standing, texts = Standing(archive), Texts("zh")
    view = home_view(standing, None, date(2025, 9, 20), texts)
    assert view.title == "还没有填结对学校"
    assert view.blank
    assert (view.blank.kind, view.blank.step and view.blank.step.kind) == ("community", "members")
    assert not any((view.counts, view.owed, view.dates, view.total.number))
    add_up(view)
    with change(archive, "community.create", NOW) as writing:
        community = writing.create("community", {"name": "结对"})
        loose = {
            "topic": "校内教研",
            "state": "held",
            "starts_on": date(2025, 9, 2),
            "community_id": community,
        }
        writing.create("activity", loose)
    view = home_view(standing, None, date(2025, 9, 20), texts)
    assert view.title == "还没有选方案"
    assert view.blank
    assert view.blank.kind == "scheme"
    assert view.total.text == "全部 1 次活动"


def test_a_scheme_without_activities_shows_what_is_asked(pairing: Pairing) -> None:
    view = pairing.view(date(2025, 9, 2))
    assert view.blank
    assert view.blank.kind == "activity"
    assert view.owed
    add_up(view)
    pairing.activity("lecture", 0, date(2025, 9, 20), "planned")
    assert pairing.view(date(2025, 9, 2)).blank is None


def test_an_agreement_is_told_as_long_ahead_as_it_says(pairing: Pairing) -> None:
    today = date(2025, 9, 20)
    pact = {"community_id": pairing.community, "signed_on": date(2022, 9, 1), "ends_on": date(2026, 1, 18)}
    with change(pairing.archive, "agreement.create", NOW) as writing:
        writing.create("agreement", {**pact, "name": "一直提前半年说", "warn_days": 180})
        writing.create("agreement", {**pact, "name": "照常说"})
    assert [row.day for row in pairing.view(today).dates if row.kind == "agreement"] == [pact["ends_on"]]
