"""How a term stands as plain data, for JSON: every field is described in ``docs/status-json.md``."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from edudesk.services.records import Record
from edudesk.services.schemes.explain import plain, say_near, say_owed, say_score
from edudesk.services.schemes.results import (
    Counted,
    Entry,
    Gap,
    Near,
    Owed,
    Part,
    Period,
    RuleResult,
    ScoreNode,
    ScoreResult,
)
from edudesk.services.status import TermStatus
from edudesk.texts import Texts


def status_data(status: TermStatus, texts: Texts) -> dict[str, Any]:
    """Return one community's term: scheme, rules, assessments; sentences in the reader's language."""
    evaluation, scheme = status.evaluation, status.scheme
    return {
        "community": {"id": status.community.id, "name": status.community.title},
        "term": str(status.term.code),
        "on": evaluation.today.isoformat(),
        "scheme": {"id": scheme.id, "version": scheme.version, "name": scheme.name(texts.language)},
        "settings": dict(evaluation.settings),
        "rules": [_rule(result, texts) for result in evaluation.results],
        "assessments": [_assessment(score, status.community, texts) for score in evaluation.scores],
    }


def _rule(result: RuleResult, texts: Texts) -> dict[str, Any]:
    return {
        "id": result.rule_id,
        "kind": result.kind.value,
        "name": result.name(texts.language),
        "sentence": result.sentence,
        "unit": result.unit(texts.language),
        "state": result.state.value,
        "warning": result.warning,
        "value": plain(result.value),
        "planned": plain(result.planned),
        "target": plain(result.target),
        "period": _period(result.period, texts) if result.period else None,
        "note": _said(result.note, texts),
        **_behind(result, texts),
        "parts": [_part(part, texts) for part in result.parts],
    }


def _part(part: Part, texts: Texts) -> dict[str, Any]:
    return {
        "for": part.basis.label(texts.language),
        "for_sort": part.basis.sort,
        "for_id": part.basis.id,
        "state": part.state.value,
        "value": plain(part.value),
        "planned": plain(part.planned),
        "target": plain(part.target),
        "unit": part.unit(texts.language) if part.unit else None,
        "period": _period(part.period, texts),
        "note": _said(part.note, texts),
        "formula": _said(part.formula, texts),
        **_behind(part, texts),
    }


def _behind(result: RuleResult | Part, texts: Texts) -> dict[str, Any]:
    """Return what is owed, and the records behind a figure."""
    return {
        "owed": [say_owed(texts, owed) for owed in result.owed],
        "counted": _counted(result.counted),
        "near": [_near(one, texts) for one in result.near],
        "gaps": [_gap(one) for one in result.gaps],
    }


def _counted(counted: Iterable[Counted]) -> list[dict[str, Any]]:
    return [{"record": one.record, "id": one.id, "amount": plain(one.amount)} for one in counted]


def _near(near: Near, texts: Texts) -> dict[str, Any]:
    return {"record": near.record, "id": near.id, "why": say_near(texts, near)}


def _gap(gap: Gap) -> dict[str, Any]:
    return {"record": gap.record, "id": gap.id, "missing": list(gap.kinds)}


def _period(period: Period, texts: Texts) -> dict[str, Any]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return {"name": period.label(texts.language), **days}


def _said(owed: Owed | None, texts: Texts) -> str | None:
    return say_owed(texts, owed) if owed else None


def _points(points: Decimal | None) -> str | None:
    """Return points as they are shown, None while they are open."""
    return None if points is None else say_score(points)


def _assessment(score: ScoreResult, community: Record, texts: Texts) -> dict[str, Any]:
    return {
        "id": score.assessment_id,
        "name": score.name(texts.language),
        "sentence": score.sentence,
        "for": score.basis.label(texts.language) or community.title,
        "for_sort": score.basis.sort,
        "for_id": score.basis.id or community.id,
        "period": _period(score.period, texts),
        "shown": score.shown,
        "points": _points(score.node.points),
        "value": _points(score.node.value),
        "grade": score.grade(texts.language) if score.grade else None,
        "vetoes": [say_owed(texts, veto) for veto in score.vetoes],
        "tree": _node(score.node, texts),
    }


def _node(node: ScoreNode, texts: Texts) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name(texts.language),
        "sentence": node.sentence,
        "points": _points(node.points),
        "weight": _points(node.weight),
        "bonus": node.bonus,
        "left_out": node.left_out,
        "value": _points(node.value),
        "formula": say_owed(texts, node.formula),
        "missing": [say_owed(texts, one) for one in node.missing],
        "counted": _counted(node.counted),
        "entries": [_entry(one) for one in node.entries],
        "parts": [_node(one, texts) for one in node.inputs],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "sort": entry.sort,
        "sheet": entry.sheet,
        "id": entry.id,
        "school": entry.school_id,
        "school_year": entry.school_year,
        "term": str(entry.term) if entry.term else None,
    }
