"""The one next step of a rule that is owed, with what the form it opens can already know."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from edudesk.services.schemes.results import Basis, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import DocumentRule, Leaf, Rule, Select, leaves_of
from edudesk.services.standing.owing import misfits, planned, unmet
from edudesk.services.standing.view import RecordKey, RuleKey, Step
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_FEW = 2
_TYPES = {"stay": "exchange", "pair": "mentor-pair"}
_ENTERED = frozenset(
    {"activity", "exchange", "donation", "mentor-pair", "request", "achievement", "document"}
)
_IN_COMMUNITY = {"duty": "group", "community": "members", "school": "members", "roster-school": "members"}
"""What is entered as a row of the community: the step that opens it there."""
_PLANNED = frozenset({"activity", "exchange"})
_PAPERS = frozenset({"achievement", "document"})


def step_of(texts: Texts, status: TermStatus, result: RuleResult) -> Step:
    """Return the next step of a rule that still asks for something."""
    match result.kind:
        case RuleKind.DOCUMENT:
            return _paper_step(texts, status, result)
        case RuleKind.LIMIT if _of_members(status, result):
            return _step(texts, "members", {"community_id": status.community.id})
        case RuleKind.LIMIT | RuleKind.ELIGIBILITY:
            return _step(texts, "see-rule", {"rule": list(_key(status, result))})
    return _work_step(texts, status, result)


def _of_members(status: TermStatus, result: RuleResult) -> bool:
    """Return whether a limit is kept or broken by who is a member."""
    return any(limit.id == result.rule_id and limit.sort == "partners" for limit in status.scheme.limits)


def gap_step(texts: Texts, record: RecordKey, kinds: Sequence[str], names: str) -> Step:
    """Return the step that adds what is missing with a record; ``names`` are those of the kinds."""
    code = "home.step.file" if len(kinds) <= _FEW else "home.step.file-many"
    label = texts.say(code, kinds=names, count=len(kinds))
    return Step("file", label, {"record": list(record), "kinds": list(kinds)})


def pair_step(texts: Texts, status: TermStatus, pair_id: str, today: date) -> Step:
    """Return the step that records a session of a mentor pair."""
    content = {
        "community_id": status.community.id,
        "pair_id": pair_id,
        "state": "held",
        "starts_on": today.isoformat(),
    }
    return _step(texts, "record", {"type": "activity", "content": content, "kinds": []})


def _step(texts: Texts, kind: str, arguments: Mapping[str, Any], label: str = "") -> Step:
    return Step(kind, texts.say(f"home.step.{label or kind}"), arguments)


# -- what is done


def _work_step(texts: Texts, status: TermStatus, result: RuleResult) -> Step:
    today, parts = status.evaluation.today, unmet(result)
    over = all(today > part.period.last for part in parts)
    forgotten = planned(parts, status.facts, past=True)
    ahead = planned(parts, status.facts)
    due = forgotten or tuple(each for each in ahead if each.first <= today)
    if due:
        return _step(texts, "open", {"record": list(due[0].record)}, "late" if over else "record")
    if ahead and not _enough(result, parts):
        ahead = ()
    elif not ahead:
        ahead = tuple(one for one, _ in misfits(parts, status.facts, today)[:1])
    if ahead and not over:
        return _step(texts, "see-plan", {"records": [list(each.record) for each in ahead]})
    return _entry_step(texts, status, result, parts)


def _entry_step(texts: Texts, status: TermStatus, result: RuleResult, parts: Sequence[Part]) -> Step:
    """Return the step that enters what counts: held where the time is over, else planned."""
    over = all(status.evaluation.today > part.period.last for part in parts)
    rule = next(rule for rule in status.scheme.rules if rule.id == result.rule_id)
    select = first_leaf(rule, parts).select.alternatives[0]
    type_code = _TYPES.get(select.record, select.record)
    if type_code == "exchange" and select.record == "stay" and select.kinds:
        type_code = "activity"
    if type_code in _IN_COMMUNITY:
        return _step(texts, _IN_COMMUNITY[type_code], {"community_id": status.community.id})
    if type_code not in _ENTERED:
        return _step(texts, "see-rule", {"rule": list(_key(status, result))})
    content = suggested(status, select, parts[0], type_code)
    if type_code == "document":
        content |= {"title": rule.name.zh}
    if over:
        content |= _held(parts[0]) if type_code in _PLANNED else {}
        return _step(texts, "record", _arguments(type_code, content, select), "late")
    if type_code in _PLANNED:
        return _step(texts, "arrange", _arguments(type_code, content | {"state": "planned"}, select))
    return _step(texts, "record", _arguments(type_code, content, select), type_code)


def _held(part: Part) -> dict[str, Any]:
    return {"state": "held", "starts_on": part.period.last.isoformat()}


def _enough(result: RuleResult, parts: Sequence[Part]) -> bool:
    return result.state is State.ON_TRACK or all(part.planned >= part.target for part in parts)


def _arguments(type_code: str, content: Mapping[str, Any], select: Select) -> dict[str, Any]:
    """Return a form's arguments; ``kinds`` are those of which any one counts."""
    kinds = select.exchange_forms if type_code == "exchange" else select.kinds
    return {"type": type_code, "content": dict(content), "kinds": list(kinds)}


def suggested(status: TermStatus, select: Select, part: Part, type_code: str) -> dict[str, Any]:
    """Return what the rule itself says about a record that would count for a part, as JSON values."""
    basis = part.basis
    content: dict[str, Any] = {"community_id": status.community.id}
    if type_code == "activity":
        content |= _of_activity(select, basis)
    elif type_code in {"exchange", "donation"} and basis.helped_id:
        away = select.direction == "member-to-lead"
        ends = (basis.helped_id, basis.helper_id) if away else (basis.helper_id, basis.helped_id)
        content |= dict(zip(("from_id", "to_id"), ends, strict=True))
    if type_code in _PAPERS and len(select.kinds) == 1:
        content["kind"] = select.kinds[0]
    if type_code == "exchange" and len(select.exchange_forms) == 1:
        content["form"] = select.exchange_forms[0]
    return content


def _of_activity(select: Select, basis: Basis) -> dict[str, Any]:
    content: dict[str, Any] = {}
    ends = {"helper": basis.helper_id, "helped": basis.helped_id}
    if basis.sort == "partner":
        content["schools"] = [{"school_id": school, "side": side} for side, school in ends.items()]
        if host := ends.get(select.host):
            content["host_id"] = host
    elif basis.sort in {"subject", "pair"}:
        content |= {"subjects": [basis.id]} if basis.sort == "subject" else {"pair_id": basis.id}
    for name, chosen in (("kinds", select.kinds), ("subjects", select.subjects), ("lines", select.lines)):
        if len(chosen) == 1:
            content[name] = list(chosen)
    if len(select.forms) == 1:
        content["form"] = select.forms[0]
    return content


def first_leaf(rule: Rule, parts: Sequence[Part]) -> Leaf:
    """Return the leaf that owes; where a condition has several, the one whose name the debt bears."""
    found = list(leaves_of(rule.condition))
    named = {owed.parameters.get("name") for part in parts for owed in part.owed}
    return next((leaf for leaf in found if leaf.name and leaf.name in named), found[-1])


# -- what is handed in


def _paper_step(texts: Texts, status: TermStatus, result: RuleResult) -> Step:
    parts = unmet(result)
    rule = next(rule for rule in status.scheme.documents if rule.id == result.rule_id)
    for part in parts:
        for near in part.near:
            if near.reason == "not-handed-in":
                return _step(texts, "hand-in", {"record": [near.record, near.id]})
    return _step(texts, "write", _paper(status, rule, parts[0]))


def _paper(status: TermStatus, rule: DocumentRule, part: Part) -> dict[str, Any]:
    """Return the record in which the paper is to be found: a document of the kind, or the agreement."""
    content: dict[str, Any] = {"community_id": status.community.id}
    if "agreement" in rule.kinds:
        return {"type": "agreement", "content": content, "kinds": []}
    ours = next((school.id for school in status.facts.schools if school.ours), None)
    content |= {"title": rule.name.zh, "kind": rule.kinds[0]}
    if part.basis.sort in {"activity", "exchange", "pair"}:
        content["about_id"] = part.basis.id
    else:
        content["school_id"] = part.basis.id if part.basis.sort == "school" else ours
        if rule.due.sort.startswith("term-"):
            content["term"] = str(status.evaluation.term)
    return {"type": "document", "content": content, "kinds": list(rule.kinds)}


def _key(status: TermStatus, result: RuleResult) -> RuleKey:
    return status.community.id, result.rule_id
