"""What a form is told before saving is what stands there after saving."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.models.contents import Content
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.facts.forming import forming_facts
from edudesk.services.facts.kinds import WRITTEN
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.results import Evaluation, RuleKind
from edudesk.services.standing.foresee import NO_LINKS, Foreseen
from edudesk.services.standing.live import Standing
from edudesk.services.standing.trial import Trial
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

EDITS: tuple[Mapping[str, Any], ...] = (
    {},
    {"form": "online"},
    {"state": "planned", "starts_on": date(2026, 6, 20)},
    {"kinds": ("campus-culture", "lecture")},
    {"people": ()},
    {"units": ({"unit": "day", "amount": Decimal(3)},), "ends_on": date(2026, 5, 21)},
    {"term": "2025-1"},
    {"schools": (), "host_id": None},
)


def status_of(standing: Standing, community_id: str) -> TermStatus:
    """Return how a community stands today."""
    return next(one for one in standing.at(None, DEMO_DAY) if one.community.id == community_id)


def known(evaluation: Evaluation, activity_id: str) -> set[tuple[str, str, Decimal, Decimal]]:
    """Return rule, basis, value and target of every part that counts an activity or hopes for it."""
    return {
        (result.rule_id, part.basis.label("zh"), part.value, part.target)
        for result in evaluation.results
        if result.kind in {RuleKind.QUOTA, RuleKind.TARGET}
        for part in result.parts
        if any(each.id == activity_id for each in part.counted)
        or any(each.id == activity_id and each.reason in {"planned", "not-yet"} for each in part.near)
    }


def told(foreseen: Foreseen) -> set[tuple[str, str, Decimal, Decimal]]:
    """Return the same of what was foreseen."""
    return {(one.rule[1], one.basis, one.after, one.tally.target) for one in foreseen.counted}


def activities_of(archive: Archive) -> list[records.Record]:
    """Return some activities of every sort."""
    found = [
        one for one in records.all_of(archive, "activity") if one.content["starts_on"] >= date(2026, 3, 1)
    ]
    return found[::3]


@pytest.mark.parametrize("edit", EDITS)
def test_new_activities_count_as_foreseen(demo: Archive, zh: Texts, edit: Content) -> None:
    standing = Standing(demo)
    standing.catch_up()
    for one in activities_of(demo)[:4]:
        content = {
            **one.content,
            "topic": f"再来一次：{one.title}",
            "starts_on": DEMO_DAY,
            "ends_on": None,
            **edit,
        }
        community = content["community_id"]
        foreseen = standing.foresee(community, content, ("photo", "record"), DEMO_DAY, zh)
        assert foreseen
        code = TermCode.parse(content["term"]) if content.get("term") else None
        with change(demo, "activity.create", DEMO_NOW) as writing:
            made = writing.create("activity", content)
            for kind in ("photo", "record"):
                file = {"about_id": made, "sha256": "0" * 64, "name": "a", "kind": kind, "size": 1}
                writing.create("evidence", file)
        after = next(s for s in standing.at(code, DEMO_DAY) if s.community.id == community)
        assert told(foreseen) == known(after.evaluation, made)
        gaps = {
            kind for r in after.evaluation.results for gap in r.gaps if gap.id == made for kind in gap.kinds
        }
        assert {kind for kind, _ in foreseen.gaps} == gaps


@pytest.mark.parametrize("edit", EDITS)
def test_edited_activities_count_as_foreseen(demo: Archive, zh: Texts, edit: Content) -> None:
    standing = Standing(demo)
    standing.catch_up()
    for one in activities_of(demo)[:4]:
        content = {**one.content, **edit}
        if (
            content["starts_on"] < one.content["starts_on"]
            or (content.get("ends_on") or DEMO_DAY) < content["starts_on"]
        ):
            continue
        if content.get("ends_on") and content["ends_on"] < content["starts_on"]:
            continue
        community = content["community_id"]
        kinds = status_of(standing, community).facts.activities
        files = next(a.evidence_kinds for a in kinds if a.id == one.id) - {*WRITTEN.values()}
        attached = [r.content["kind"] for r in records.all_of(demo, "evidence", about_id=one.id)]
        foreseen = standing.foresee(community, content, attached, DEMO_DAY, zh, replacing=one.id)
        assert foreseen
        assert files <= set(attached)
        code = TermCode.parse(content["term"]) if content.get("term") else None
        with change(demo, "activity.edit", DEMO_NOW) as writing:
            writing.edit(one.id, content)
        after = next(s for s in standing.at(code, DEMO_DAY) if s.community.id == community)
        assert told(foreseen) == known(after.evaluation, one.id)


def guidance(look: Archive, standing: Standing) -> dict[str, Any]:
    """Return the content of a visit that would count today."""
    done = next(
        one for one in records.all_of(look, "activity") if one.title.startswith("课后服务课程开发指导")
    )
    standing.catch_up()
    return {**done.content, "topic": "再去一次", "starts_on": DEMO_DAY}


def test_the_new_cell_stands_out(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    content = guidance(look, standing)
    foreseen = standing.foresee(content["community_id"], content, (), DEMO_DAY, zh)
    assert foreseen
    (one,) = [each for each in foreseen.counted if each.name == "到结对学校指导"]
    assert (one.before, one.after, one.tally.fresh) == (Decimal(3), Decimal(4), Decimal(1))
    assert one.sentence == "石榴湾小学 3 次变 4 次，要求 3 次"
    assert not one.planned


def test_what_is_missed_says_why(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    content = guidance(look, standing)
    asked = content["community_id"]
    online = standing.foresee(asked, content | {"form": "online"}, (), DEMO_DAY, zh)
    assert online
    reasons = {one.name: one.reason for one in online.missed}
    assert reasons["到结对学校指导"] == "没算进：线上办的，不是到现场"
    plain = standing.foresee(asked, content, (), DEMO_DAY, zh)
    assert plain
    assert {one.name: one.reason for one in plain.missed}["校园文化活动"] == "没算进：没选“校园文化活动”"
    assert len(plain.missed) <= 4


def test_a_content_that_is_hardly_begun_is_answered(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    asked = guidance(look, standing)["community_id"]
    assert standing.foresee(asked, {}, (), DEMO_DAY, zh) is None
    assert standing.foresee("unknown", {"starts_on": DEMO_DAY}, (), DEMO_DAY, zh) is None
    half = {
        "starts_on": DEMO_DAY,
        "ends_on": date(2026, 5, 1),
        "schools": ({"side": "helper"},),
        "people": ({},),
        "units": ({"unit": "time"}, {"amount": Decimal(1)}),
    }
    foreseen = standing.foresee(asked, half, (), DEMO_DAY, zh)
    assert foreseen
    assert (foreseen.counted, foreseen.note) == ((), "没有数量要求")


def test_foreseeing_changes_nothing(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    content = guidance(look, standing)
    before = standing.at(None, DEMO_DAY)
    kept = [replace(one.evaluation) for one in before]
    standing.foresee(content["community_id"], content, ("photo",), DEMO_DAY, zh)
    assert [one.evaluation for one in standing.at(None, DEMO_DAY)] == kept


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_not_evaluated_again_would_not_have_changed(look: Archive, edit: Content) -> None:
    standing = Standing(look)
    for one in activities_of(look):
        status = status_of(standing, one.content["community_id"])
        old = next(each for each in status.facts.activities if each.id == one.id)
        formed = forming_facts(one.id, {**one.content, **edit}, old.evidence_kinds, NO_LINKS, event=old.event)
        assert formed
        for replaced, own in ((old, formed), (None, replace(formed, id="~"))):
            kept = tuple(each for each in status.facts.activities if each is not replaced)
            facts = replace(status.facts, activities=(*kept, own))
            settings = status.evaluation.settings
            whole = evaluate(status.scheme, facts, status.evaluation.term, DEMO_DAY, settings)
            after = {result.rule_id: result for result in Trial(status, own, replaced, DEMO_DAY).after}
            asked = {rule.id for rule in status.scheme.rules} | {need.id for need in status.scheme.evidence}
            assert all(after[rule_id] == whole.result(rule_id) for rule_id in asked)
