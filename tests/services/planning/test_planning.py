"""A term's plan in the demonstration: what is owed becomes planned, and last year's is taken over."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.services import planning, records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_NOW
from edudesk.services.planning import Calendar, NewPlan, RowEdit, Section
from edudesk.services.recycling import in_the_bin
from edudesk.services.retracing import last_undoable, undo_words
from edudesk.services.standing.live import Standing
from edudesk.services.status import TermStatus
from edudesk.services.undo import undo
from edudesk.texts import Texts

ZH = Texts("zh")
TODAY = DEMO_NOW.date()
SPRING, NEXT = TermCode(2025, 2), TermCode(2026, 1)


@pytest.fixture
def demo(demonstration: Path, tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "demo"
    shutil.copytree(
        demonstration, folder, ignore=shutil.ignore_patterns("edudesk.lock", "evidence", "derived")
    )
    with open_archive(folder, DEMO_NOW) as archive:
        yield archive


def calendar_of(standing: Standing, community: str) -> Calendar:
    facts = standing.facts_of(community)
    return Calendar(facts.terms, facts.special_days)


def community_of(archive: Archive) -> str:
    plan = next(one for one in records.all_of(archive, "plan") if one.content.get("term") == "2025-2")
    return str(plan.content["community_id"])


def test_the_plans_of_a_term_are_those_that_are_about_it(demo: Archive):
    community = community_of(demo)
    calendar = calendar_of(Standing(demo), community)
    found = planning.plans_in(demo, community, SPRING, calendar)
    assert [(one.level, one.term, one.school_year) for one in found] == [
        ("term", "2025-2", None),
        ("year", "", 2025),
    ]
    assert not planning.plans_in(demo, community, NEXT, calendar)


def test_what_is_proposed_counts_as_planned_once_it_is_in_the_plan(demo: Archive):
    standing, proposed, code, today = Standing(demo), 0, SPRING, TODAY
    for status in standing.at(code, today):
        community = status.community.id
        plan = planning.plans_in(demo, community, code, calendar_of(standing, community))[0]
        for rule in planning.owed_rules(ZH, status):
            for proposal in rule.proposals:
                (one,) = planning.arrange(standing, status, proposal, ZH)
                assert one.content["starts_on"] > today
                made = planning.add_rows(demo, plan.id, [one.content], DEMO_NOW)[0]
                assert one.lacking or ahead(standing, rule, code, today) > ahead_of(status, rule), proposal
                proposed += not one.lacking
                undo(demo, made.change_id, DEMO_NOW)
    assert proposed >= 3


def ahead(standing: Standing, rule: planning.OwedRule, code: TermCode, today: date) -> Decimal:
    return ahead_of(next(one for one in standing.at(code, today) if one.community.id == rule.rule[0]), rule)


def ahead_of(status: TermStatus, rule: planning.OwedRule) -> Decimal:
    result = next(one for one in status.evaluation.results if one.rule_id == rule.rule[1])
    return sum((part.planned for part in result.parts), Decimal(0))


def test_rows_are_planned_moved_and_cancelled_and_each_is_one_step_of_undo(demo: Archive):
    community = community_of(demo)
    plan = planning.plans_in(demo, community, SPRING, calendar_of(Standing(demo), community))[0]
    before = planning.rows_of(demo, plan.id, TODAY)
    assert {one.state for one in before} >= {"held", "planned"}
    partner = next(one.partners[0] for one in before if one.partners)
    edit = RowEdit(date(2026, 6, 3), "期末联合教研", "joint-research", partner, "许静文")
    (made,) = planning.add_rows(demo, plan.id, [planning.new_row(demo, edit, community)], DEMO_NOW)
    row = next(one for one in planning.rows_of(demo, plan.id, TODAY) if one.id == made.id)
    assert (row.state, row.day, row.partners, row.responsible) == (
        *("planned", date(2026, 6, 3), (partner,), "许静文"),
    )
    planning.edit_row(demo, made.id, RowEdit(date(2026, 6, 5), "期末联合教研"), DEMO_NOW)
    row = next(one for one in planning.rows_of(demo, plan.id, TODAY) if one.id == made.id)
    assert (row.day, row.planned_on, row.kind_codes) == (
        *(date(2026, 6, 5), date(2026, 6, 3), ("joint-research",)),
    )
    planning.cancel_rows(demo, [made.id], "暴雨停课", DEMO_NOW)
    step = last_undoable(demo)
    assert step is not None
    assert undo_words(ZH, step) == "撤销：取消活动"
    row = next(one for one in planning.rows_of(demo, plan.id, TODAY) if one.id == made.id)
    assert (row.state, row.because) == ("cancelled", "暴雨停课")
    undo(demo, step.id, DEMO_NOW)
    row = next(one for one in planning.rows_of(demo, plan.id, date(2026, 6, 8)) if one.id == made.id)
    assert row.state == "late"


def test_last_year_is_taken_over_with_its_days_shifted_as_one_change(demo: Archive):
    community = community_of(demo)
    calendar = calendar_of(Standing(demo), community)
    (source, *_) = planning.sources(demo, community, "term", NEXT)
    assert source.term == "2025-1"  # the same term of last year comes before the newer one
    title = planning.new_title(source, NEXT, "")
    assert title == "2026-2027学年第一学期结对帮扶工作计划"
    new = NewPlan("term", title, NEXT, community_id=community)
    copy = planning.preview(demo, source, new, calendar)
    assert copy.rows
    assert all(row.new.weekday() == row.old.weekday() for row in copy.rows if not row.moved)
    assert all(row.week == row.old_week for row in copy.rows if not row.moved)
    chosen = [row.id for row in copy.rows if not row.cancelled]
    made = planning.take(demo, copy, chosen, DEMO_NOW)
    (taken,) = planning.plans_in(demo, community, NEXT, calendar)
    assert (taken.id, taken.sections) == (made.id, source.sections)
    rows = planning.rows_of(demo, made.id, TODAY)
    assert len(rows) == len(chosen)
    assert {one.state for one in rows} == {"planned"}
    assert not any(records.get(demo, one.id).content.get("people") for one in rows)
    undo(demo, made.change_id, DEMO_NOW)
    assert not planning.plans_in(demo, community, NEXT, calendar)
    assert len(in_the_bin(demo)) >= 0


def test_taken_into_a_plan_that_is_there_its_own_words_stay(demo: Archive):
    community = community_of(demo)
    calendar = calendar_of(Standing(demo), community)
    new = NewPlan("term", "新学期计划", NEXT, community_id=community, headings=("指导思想", "考核保障"))
    begun = planning.begin_plan(demo, new, DEMO_NOW)
    with_words = [Section("指导思想", "自己写的"), Section("考核保障")]
    with change(demo, "plan.edit", DEMO_NOW) as writing:
        writing.edit(begun.id, {"sections": planning.sections_content(with_words)})
    source = planning.sources(demo, community, "term", NEXT)[0]
    planning.take(demo, planning.preview(demo, source, new, calendar), [], DEMO_NOW, begun.id)
    (plan,) = planning.plans_in(demo, community, NEXT, calendar)
    assert plan.sections[0] == Section("指导思想", "自己写的")
    assert [one.body for one in plan.sections if one.heading == "考核保障"] == [source.sections[-1].body]
    assert [one.heading for one in plan.sections].count("指导思想") == 1
    assert "主要措施" in [one.heading for one in plan.sections]


def test_the_schedule_of_months_is_counted_by_their_mondays(demo: Archive):
    community = community_of(demo)
    calendar = calendar_of(Standing(demo), community)
    made = planning.begin_plan(
        demo, NewPlan("month", "4月计划", SPRING, "2026-04", community_id=community), DEMO_NOW
    )
    edit = RowEdit(date(2026, 4, 15), "听评课")
    planning.add_rows(demo, made.id, [planning.new_row(demo, edit, community)], DEMO_NOW)
    (source, *_) = planning.sources(demo, community, "month", SPRING, "2026-05")
    new = NewPlan("month", planning.new_title(source, SPRING, "2026-05"), SPRING, "2026-05", community)
    (row,) = planning.preview(demo, source, new, calendar).rows
    assert (new.title, row.new) == ("5月计划", date(2026, 5, 13))
    assert row.new - row.old == timedelta(weeks=4)
