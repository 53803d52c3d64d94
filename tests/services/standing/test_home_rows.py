"""首页: each row's sentence, its deadline, and the one next step."""

from datetime import date

from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.schemes.results import State
from tests.services.standing.home import NOW, Pairing, said


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


def test_a_limit_names_each_school_once(pairing: Pairing) -> None:
    row = pairing.row(date(2025, 9, 10), "每个乡镇选定的村级小学数")
    assert said(row) == "丽光学校、大番坡学校都现为 0 所，要求 1 至 2 所"


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
