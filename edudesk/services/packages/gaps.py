"""What is still missing in a term's package, in plain sentences: the package says so honestly."""

from collections.abc import Iterator, Mapping
from datetime import date

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.packages.parcels import Parcel
from edudesk.services.records import Record
from edudesk.services.reports.making import term_summary
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes import explain
from edudesk.services.schemes.results import RuleKind, State
from edudesk.texts import Label

_DONE = frozenset({State.MET, State.EXCEEDED, State.NOT_APPLICABLE})


def term_gaps(
    work: TermWork, today: date, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> tuple[str, ...]:
    """Return every gap of a term as a sentence: rules first, then papers, then files.

    ``evidence`` are the files that should travel, ``parcels`` what became of each by the original's hash.
    """
    found = [
        *_owed(work),
        *_missing_evidence(work),
        *_missing_papers(work),
        *_not_held(work, today),
        *_files(work, evidence, parcels),
    ]
    return tuple(dict.fromkeys(found))


def _owed(work: TermWork) -> Iterator[str]:
    for result in work.status.evaluation.results:
        if result.state in _DONE or result.kind is RuleKind.EVIDENCE:
            continue
        name = result.name(work.language)
        for one in result.owed:
            owed = explain.say_owed(work.texts, one)
            yield owed if owed.startswith(name) else work.texts.say("gap.rule", rule=name, owed=owed)


def _missing_evidence(work: TermWork) -> Iterator[str]:
    """Give one sentence for each record that lacks papers, whichever rules notice it."""
    missing: dict[RecordId, dict[str, None]] = {}
    # A rule that runs for a year also notices records of other terms; they go with their own package.
    sent = {record.id for listed in work.records.values() for record in listed}
    for result in work.status.evaluation.results:
        for gap in (gap for gap in result.gaps if gap.id in sent):
            missing.setdefault(gap.id, {}).update(dict.fromkeys(gap.kinds))
    known = {choice.code: choice.label for choice in VOCABULARIES["evidence-kind"].choices}
    for record_id, kinds in missing.items():
        labels = [(work.status.scheme.word("evidence-kind", code) or known.get(code)) for code in kinds]
        words = [
            (label or Label(code, code))(work.language) for label, code in zip(labels, kinds, strict=True)
        ]
        listed = ("、" if work.language == "zh" else ", ").join(words)
        yield work.texts.say("gap.evidence", title=work.titles.get(record_id, ""), kinds=listed)


def _missing_papers(work: TermWork) -> Iterator[str]:
    say = work.texts.say
    if not work.records["agreement"]:
        yield say("gap.no-agreement")
    for record in work.records["agreement"]:
        if not work.evidence.get(record.id):
            yield say("gap.agreement-scan", title=record.title)
    if not work.records["plan"]:
        yield say("gap.no-plan")
    summary = term_summary(work)
    if summary is None:
        yield say("gap.no-summary")
    else:
        yield from _unwritten(work, summary)
    for record in work.records["exchange"]:
        kinds = {one.content["kind"] for one in work.evidence.get(record.id, ())}
        if record.content["state"] == "held" and "formal-document" not in kinds:
            yield say("gap.exchange-document", name=record.title)


def _unwritten(work: TermWork, summary: Record) -> Iterator[str]:
    sections = summary.content.get("sections", ())
    empty = [row.get("heading", "") for row in sections if not row.get("body", "").strip()]
    if not sections:
        yield work.texts.say("gap.summary-empty", title=summary.title)
    elif empty:
        yield work.texts.say("gap.summary-sections", title=summary.title, sections="、".join(empty))


def _not_held(work: TermWork, today: date) -> Iterator[str]:
    for record in work.records["activity"]:
        day = record.content.get("ends_on") or record.content.get("starts_on")
        if record.content["state"] == "planned" and day and day < today:
            yield work.texts.say("gap.not-held", day=day, topic=record.title)


def _files(
    work: TermWork, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> Iterator[str]:
    for record in evidence.values():
        parcel = parcels[record.content["sha256"]]
        if not parcel.travels:
            about = work.titles.get(record.content["about_id"], "")
            yield work.texts.say(f"gap.file-{parcel.state}", name=record.content["name"], title=about)
