"""首页: the numbers add up, the words are those of the table, and there is one next step for each row."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY
from edudesk.services.schemes.results import State
from edudesk.services.standing.counted import counted_in
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.rules import rule_view
from edudesk.services.standing.view import HomeView, OwedRow
from edudesk.texts import Texts
from tests.services.standing.test_live import Writer

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)
DAYS = [date(2025, 9, 1) + timedelta(days=7 * week) for week in range(0, 48, 5)]


class Pairing:
    """Our school and two partners under the scheme of the pictures."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        with change(archive, "community.create", NOW) as writing:
            self.partners = [
                writing.create(
                    "school", {"name": name, "short_name": name, "kind": "primary", "location": "township"}
                )
                for name in ("丽光学校", "大番坡学校")
            ]
            ends = [archive.holder_id, *self.partners]
            roles = ("lead", "member", "member")
            members = tuple({"school_id": one, "role": role} for one, role in zip(ends, roles, strict=True))
            self.person = writing.create(
                "person",
                {
                    "name": "张副校长",
                    "facts": (
                        {"fact": "school", "school_id": archive.holder_id},
                        {"fact": "post", "value": "vice-principal"},
                    ),
                },
            )
            self.community = writing.create("community", {"name": "结对", "members": members})
            writing.create(
                "term",
                {
                    "community_id": self.community,
                    "code": "2025-1",
                    "starts_on": date(2025, 9, 1),
                    "ends_on": date(2026, 1, 23),
                },
            )
        adopt(
            archive,
            self.community,
            shipped_scheme("qinnan"),
            since=date(2025, 9, 1),
            settings={},
            now=NOW,
        )
        self.standing = Standing(archive)

    def activity(self, kind: str, partner: int, day: date, state: str = "held", **more: Any) -> str:
        """Write an activity at a partner's."""
        ours, other = self.archive.holder_id, self.partners[partner]
        content = {
            "topic": f"{kind} {day}",
            "state": state,
            "kinds": (kind,),
            "form": "onsite",
            "starts_on": day,
            "community_id": self.community,
            "host_id": other,
            "schools": ({"school_id": ours, "side": "helper"}, {"school_id": other, "side": "helped"}),
            "people": ({"person_id": self.person, "side": "helper", "role": "guide"},),
            **more,
        }
        with change(self.archive, "activity.create", NOW) as writing:
            return writing.create("activity", content)

    def view(self, today: date, language: str = "zh", code: TermCode | None = None) -> HomeView:
        """Return the page of a day."""
        return home_view(self.standing, code, today, Texts("en" if language == "en" else "zh"))

    def row(self, today: date, name: str) -> OwedRow:
        """Return the owed row of a rule."""
        return next(row for row in self.view(today).owed if row.name == name)


def said(row: OwedRow) -> str:
    """Return a row's sentence, what stands out in brackets."""
    return "".join(f"[{piece.text}]" if piece.warns else piece.text for piece in row.sentence)


@pytest.fixture
def pairing(archive: Archive) -> Pairing:
    return Pairing(archive)


def add_up(view: HomeView) -> None:
    """Hold every number of the page against its neighbours and the records behind it."""
    rows = [*(row.rule for row in view.owed), *(row.rule for row in view.done)]
    rows += (row.rule for row in view.idle)
    counted = [rule for chip in view.counts for rule in chip.rules]
    assert sorted(rows) == sorted(counted)
    assert all(count == 1 for count in Counter(counted).values())
    assert all(chip.number == len(chip.rules) for chip in view.counts)
    states = {row.rule: row.state for row in view.owed} | {row.rule: row.state for row in view.done}
    for chip in view.counts:
        allowed = {State.MET, State.EXCEEDED} if chip.key == "done" else {chip.state}
        assert {states.get(rule, State.NOT_APPLICABLE) for rule in chip.rules} <= allowed
    assert view.gaps_head.number == len(view.gaps) == len(view.gaps_head.records)
    assert view.total.number == len(view.total.records) == len(set(view.total.records))
    for row in view.owed:
        for tally in row.tallies:
            assert tally.done + tally.planned + tally.owed == tally.target
            assert tally.done + tally.beyond == tally.value
            assert min(tally.done, tally.planned, tally.owed, tally.beyond) >= 0
            assert set(tally.records) <= set(row.records)
        assert row.step.label
        assert row.spoken
    if view.pairs_head:
        assert len(view.pairs_head.records) == view.pairs_head.number + len(view.pairs)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("code", [None, TermCode(2025, 1), TermCode(2025, 2)])
def test_all_numbers_add_up_on_any_day(look: Archive, day: date, code: TermCode | None) -> None:
    view = home_view(Standing(look), code, day, Texts("zh"))
    add_up(view)
    number = len(view.owed)
    assert (f" {number} 件事" in view.title) == bool(number)
    order = [row.state for row in view.owed]
    ranks = (State.MISSED, State.AT_RISK, State.ON_TRACK)
    assert order == sorted(order, key=ranks.index)


@pytest.mark.parametrize("seed", range(3))
def test_all_numbers_add_up_whatever_was_written(demo: Archive, seed: int) -> None:
    standing, writer = Standing(demo), Writer(demo, seed)
    for language in ("zh", "en", "zh", "zh", "en", "zh"):
        for _ in range(3):
            writer.write()
        texts = Texts("zh" if language == "zh" else "en")
        view = home_view(standing, None, DEMO_DAY, texts)
        add_up(view)
        found = counted_in(standing.at(None, DEMO_DAY), texts, standing.others(None, DEMO_DAY))
        assert set(found.total.records) == set(view.total.records)
        for status in standing.at(None, DEMO_DAY):
            for result in status.evaluation.results:
                rule_view(status, result.rule_id, texts, standing.topic)


def test_every_record_behind_a_figure_is_there(look: Archive) -> None:
    view = home_view(Standing(look), None, DEMO_DAY, Texts("zh"))
    behind = {record for row in view.owed for record in row.records}
    behind |= {record for row in view.done for record in row.records}
    behind |= {
        *view.total.records,
        *view.gaps_head.records,
        *(row.record for row in view.dates if row.record),
    }
    assert view.pairs_head
    behind |= {*view.pairs_head.records}
    found = records.get_many(look, [record_id for _, record_id in behind])
    assert {(one.type, one.id) for one in found.values()} == behind
    held = [one.content for one in records.all_of(look, "activity", state="held")]
    first = date(2026, 3, 2)
    in_term = [one for one in held if (one["starts_on"] >= first) != (one.get("term") == "2025-2")]
    assert view.total.number == len(in_term)


def test_both_languages_say_the_same(look: Archive) -> None:
    standing = Standing(look)
    zh, en = (home_view(standing, None, DEMO_DAY, Texts(language)) for language in ("zh", "en"))
    assert [row.rule for row in zh.owed] == [row.rule for row in en.owed]
    own = {school.content["name"] for school in records.all_of(look, "school")}
    assert en.title == "8 things are still owed this term"
    assert "周" not in en.subtitle
    for row in en.owed:
        words = said(row) + row.step.label + row.name + row.deadline_text + row.state_text
        for name in (*own, "石榴湾小学", "白鹭岭小学", "石榴湾幼儿园"):
            words = words.replace(name, "")
        assert words.isascii(), words


def test_the_sentence_and_the_step_follow_what_is_planned(pairing: Pairing) -> None:
    guidance = "到结对学校指导"
    for day in (date(2025, 9, 18), date(2025, 10, 23), date(2025, 11, 27)):
        pairing.activity("guidance", 0, day)
    for day in (date(2025, 9, 25), date(2025, 11, 6)):
        pairing.activity("guidance", 1, day)

    early = pairing.row(date(2025, 11, 28), guidance)
    assert early.state is State.ON_TRACK
    assert said(early) == "大番坡学校还差 1 次，还没安排，时间够"
    assert (early.step.kind, early.step.label) == ("arrange", "去安排")

    late = pairing.row(date(2025, 12, 16), guidance)
    assert late.state is State.AT_RISK
    assert said(late) == "大番坡学校还差 1 次，[没有安排]"
    assert [tally.text for tally in late.tallies] == ["丽光 3/3 次", "大番坡 2/3 次"]
    content = late.step.arguments["content"]
    assert (late.step.kind, content["host_id"], content["state"]) == (
        "arrange",
        pairing.partners[1],
        "planned",
    )
    assert "guidance" in late.step.arguments["kinds"]

    planned = pairing.activity("guidance", 1, date(2025, 12, 18), "planned")
    ahead = pairing.row(date(2025, 12, 16), guidance)
    assert (ahead.state, said(ahead)) == (State.ON_TRACK, "大番坡学校还差 1 次，已排后天")
    assert (ahead.step.kind, ahead.step.label) == ("see-plan", "看安排")
    assert ahead.step.arguments["records"] == [["activity", planned]]
    assert ahead.tallies[1].planned == 1

    on_the_day = pairing.row(date(2025, 12, 18), guidance)
    assert said(on_the_day) == "大番坡学校还差 1 次，已排今天"
    assert (on_the_day.step.kind, on_the_day.step.label) == ("open", "记一次")
    assert on_the_day.step.arguments == {"record": ["activity", planned]}

    forgotten = pairing.row(date(2025, 12, 20), guidance)
    assert said(forgotten) == "大番坡学校还差 1 次，[原定 12月18日的还没记]"
    assert forgotten.step.arguments == {"record": ["activity", planned]}

    over = next(
        row for row in pairing.view(date(2026, 3, 20), code=TermCode(2025, 1)).owed if row.name == guidance
    )
    assert (over.state, over.overdue) == (State.MISSED, True)
    assert said(over) == "大番坡学校还差 1 次，做过的可以补录"
    assert over.step.label == "去补录"


def test_what_is_planned_but_would_not_count_says_why(pairing: Pairing) -> None:
    day = date(2025, 12, 18)
    planned = pairing.activity("guidance", 1, day, "planned", people=())
    row = pairing.row(date(2025, 12, 16), "到结对学校指导")
    assert said(row).endswith("[12月18日排的还不算：没填参加的人]")
    assert row.step.arguments == {"records": [["activity", planned]]}


def test_those_who_owe_the_same_stand_together(pairing: Pairing) -> None:
    row = pairing.row(date(2025, 9, 10), "校园文化活动")
    assert said(row) == "丽光学校、大番坡学校都还差 1 次，还没安排，时间够"
    pairing.activity("campus-culture", 0, date(2025, 9, 9))
    assert said(pairing.row(date(2025, 9, 10), "校园文化活动")).startswith("大番坡学校还差 1 次")


def test_the_deadline_stands_once_where_it_is_the_same(pairing: Pairing) -> None:
    view = pairing.view(date(2025, 9, 10))
    assert view.owed_head == ""
    assert {row.deadline_text for row in view.owed} >= {"1月23日（周五）前完成"}
    with change(pairing.archive, "document.create", NOW) as writing:
        for kind in ("programme", "activity-plan", "schedule"):
            paper = {
                "title": kind,
                "kind": kind,
                "community_id": pairing.community,
                "term": "2025-1",
                "handed_on": date(2025, 9, 12),
            }
            writing.create("document", paper)
        writing.create(
            "agreement",
            {
                "name": "协议",
                "community_id": pairing.community,
                "signed_on": date(2025, 9, 1),
                "filed_on": date(2025, 9, 2),
            },
        )
    view = pairing.view(date(2025, 10, 20))
    same = [row for row in view.owed if row.deadline == date(2026, 1, 23)]
    others = [row.name for row in view.owed if row not in same]
    if not others:
        assert view.owed_head == "都在 1月23日（周五）前完成"
    facts = {row.name: row.fact for row in view.done}
    assert facts["学期活动安排表"] == "9月12日已报"


def test_done_rows_say_how_much(pairing: Pairing) -> None:
    for day in (3, 4, 5, 9):
        pairing.activity("pupil-exchange", 0, date(2025, 9, day))
        pairing.activity("pupil-exchange", 1, date(2025, 9, day))
    facts = {row.name: (row.state, row.fact) for row in pairing.view(date(2025, 9, 20)).done}
    assert facts["学生“手拉手”“一帮一”"] == (State.EXCEEDED, "8 次，要求 2 次，超 6 次")


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


def test_no_word_is_left_open(look: Archive) -> None:
    """No placeholder, no None and no number without its unit reaches the page."""

    def words(value: Any) -> list[str]:
        if is_dataclass(value):
            return [word for field in fields(value) for word in words(getattr(value, field.name))]
        if isinstance(value, tuple):
            return [word for one in value for word in words(one)]
        return [value] if isinstance(value, str) else []

    for language in ("zh", "en"):
        view = home_view(Standing(look), None, DEMO_DAY, Texts("zh" if language == "zh" else "en"))
        for word in words(replace(view, language="")):
            assert "{" not in word
            assert "None" not in word
            assert "  " not in word


def test_an_agreement_is_told_as_long_ahead_as_it_says(pairing: Pairing) -> None:
    today = date(2025, 9, 20)
    pact = {"community_id": pairing.community, "signed_on": date(2022, 9, 1), "ends_on": date(2026, 1, 18)}
    with change(pairing.archive, "agreement.create", NOW) as writing:
        writing.create("agreement", {**pact, "name": "一直提前半年说", "warn_days": 180})
        writing.create("agreement", {**pact, "name": "照常说"})
    assert [row.day for row in pairing.view(today).dates if row.kind == "agreement"] == [pact["ends_on"]]
