"""The gaps of a package as rows, each with its button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from edudesk.services.handing.view import ASKED, PAPERS, GapRow
from edudesk.services.packages.gaps import TermGap
from edudesk.services.packages.payload import Contents
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes.results import Owed, RuleResult, State
from edudesk.services.standing.owing import say_owing, say_short, unmet
from edudesk.services.standing.steps import gap_step, step_of
from edudesk.services.standing.view import RuleKey, Step
from edudesk.services.standing.words import say_day
from edudesk.services.standing.written import Writing, writing_step, writing_words
from edudesk.texts import Texts

_NEW = {"gap.no-agreement": "agreement", "gap.no-plan": "plan", "gap.no-summary": "summary"}
_KINDS = {"gap.agreement-scan": ("agreement",), "gap.exchange-document": ("formal-document",)}


def gap_rows(
    texts: Texts,
    work: TermWork,
    gaps: Sequence[TermGap],
    contents: Contents,
    writings: Mapping[RuleKey, Writing],
) -> tuple[GapRow, ...]:
    """Return a row for each gap: what the scheme asks for first, then papers and files."""
    community = work.status.community.id
    rows = [
        _asked(texts, work, gap, writings.get((community, gap.rule_id)))
        if gap.owed
        else _paper(texts, work, gap, contents)
        for gap in gaps
    ]
    return tuple(sorted(rows, key=lambda row: row.group != ASKED))


def _asked(texts: Texts, work: TermWork, gap: TermGap, writing: Writing | None) -> GapRow:
    status = work.status
    assert gap.owed is not None
    result = status.evaluation.result(gap.rule_id)
    alone = _of_one(result, gap.owed)
    shown = alone or result
    if alone or len(result.owed) == 1:
        lacks = "".join(piece.text for piece in say_owing(texts, status, shown))
    else:
        lacks = say_short(texts, gap.owed)
    step = step_of(texts, status, shown)
    # What is written here is for the first who owes it; the papers of others come from them.
    if writing and step.kind == "write" and unmet(shown)[0].basis == unmet(result)[0].basis:
        step = writing_step(texts, step, writing)
        lacks = writing_words(texts, shown, writing) or lacks
    return GapRow(ASKED, shown.state, gap.about, lacks, gap.sentence, step)


def _of_one(result: RuleResult, owed: Owed) -> RuleResult | None:
    """Return a result in which only the partner, month or person of one debt still owes; None if none does.

    The others stay, so that the one is named.
    """
    debts = [
        (part, at)
        for part in result.parts
        if part.state is not State.NOT_APPLICABLE
        for at in range(len(part.owed))
    ]
    if len(debts) != len(result.owed) or len(debts) == 1:
        return None
    part, at = debts[result.owed.index(owed)]
    own = replace(part, owed=(part.owed[at],))
    parts = tuple(own if one is part else replace(one, owed=()) for one in result.parts)
    return replace(result, parts=parts, state=part.state)


def _paper(texts: Texts, work: TermWork, gap: TermGap, contents: Contents) -> GapRow:
    short = gap.code.removeprefix("gap.")
    about = _named(texts, work, gap) or texts.say(f"handing.about.{short}")
    what = say_day(texts, date.fromisoformat(gap.lacks)) if gap.code == "gap.not-held" else gap.lacks
    lacks = texts.say(f"handing.lacks.{short}", what=what)
    return GapRow(PAPERS, State.AT_RISK, about, lacks, gap.sentence, _step(texts, work, gap, contents))


def _named(texts: Texts, work: TermWork, gap: TermGap) -> str:
    """Return a record's title, in front of it the day when it was."""
    kind, record_id = gap.record or ("", "")
    record = next((one for one in work.records.get(kind, ()) if one.id == record_id), None)
    day = record and (record.content.get("starts_on") if kind == "activity" else record.content.get("dated"))
    return f"{say_day(texts, day)} {record.title}" if record and day else gap.about


def _step(texts: Texts, work: TermWork, gap: TermGap, contents: Contents) -> Step:
    short = gap.code.removeprefix("gap.")
    if gap.code in _NEW:
        content = {"community_id": work.status.community.id}
        if gap.code != "gap.no-agreement":
            content["term"] = str(work.status.term.code)
            content["level"] = "term"
        arguments = {"type": _NEW[gap.code], "content": content}
        return Step("write", texts.say(f"handing.step.{short}"), arguments)
    assert gap.record is not None
    record = gap.record
    if gap.code == "gap.evidence":
        names = gap.lacks if len(gap.kinds) == 1 else texts.say("handing.several-kinds")
        return gap_step(texts, record, gap.kinds, names)
    if record[0] == "evidence":
        about_id = contents.evidence[record[1]].content["about_id"]
        subject = contents.about[about_id]
        record = (subject.type, subject.id)
    kind = "open" if gap.code == "gap.not-held" else "file"
    arguments = {"record": list(record), "kinds": list(_KINDS.get(gap.code, ()))}
    return Step(kind, texts.say(f"handing.step.{short}"), arguments)
