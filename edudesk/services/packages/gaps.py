"""What is still missing in a term's package, in plain sentences: the package says so honestly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.packages.parcels import Parcel
from edudesk.services.records import Record
from edudesk.services.reports.making import term_summary
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes import explain
from edudesk.services.schemes.results import Owed, RuleKind, State
from edudesk.services.standing.words import amid
from edudesk.texts import Label

_DONE = frozenset({State.MET, State.EXCEEDED, State.NOT_APPLICABLE})


@dataclass(frozen=True)
class TermGap:
    """One thing that is missing: the sentence of the package, and its parts for those who can mend it.

    ``code`` is the sentence's, ``about`` the rule's name or the record's title, ``lacks`` which kinds of
    paper, sections or file. ``rule_id`` and ``owed`` are a rule's; ``record`` is type and id.
    """

    code: str
    sentence: str
    about: str = ""
    lacks: str = ""
    rule_id: str = ""
    owed: Owed | None = None
    record: tuple[str, RecordId] | None = None
    kinds: tuple[str, ...] = ()


def term_gaps(
    work: TermWork, today: date, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> tuple[TermGap, ...]:
    """Return every gap of a term, each sentence once: rules first, then papers, then files.

    ``evidence`` are the files that should travel, ``parcels`` what became of each by the original's hash.
    """
    found = [
        *_owed(work),
        *_missing_evidence(work),
        *_missing_papers(work),
        *_not_held(work, today),
        *_files(work, evidence, parcels),
    ]
    once: dict[str, TermGap] = {}
    for gap in found:
        once.setdefault(gap.sentence, gap)
    return tuple(once.values())


def _owed(work: TermWork) -> Iterator[TermGap]:
    for result in work.status.evaluation.results:
        if result.state in _DONE or result.kind is RuleKind.EVIDENCE:
            continue
        name = result.name(work.language)
        for one in result.owed:
            owed = explain.say_owed(work.texts, one)
            said = owed if owed.startswith(name) else work.texts.say("gap.rule", rule=name, owed=owed)
            yield TermGap("gap.rule", said, name, rule_id=result.rule_id, owed=one)


def _missing_evidence(work: TermWork) -> Iterator[TermGap]:
    """Give one sentence for each record that lacks papers, whichever rules notice it."""
    missing: dict[RecordId, dict[str, None]] = {}
    # A rule that runs for a year also notices records of other terms; they go with their own package.
    sent = {record.id: record.type for listed in work.records.values() for record in listed}
    for result in work.status.evaluation.results:
        for gap in (gap for gap in result.gaps if gap.id in sent):
            missing.setdefault(gap.id, {}).update(dict.fromkeys(gap.kinds))
    known = {choice.code: choice.label for choice in VOCABULARIES["evidence-kind"].choices}
    for record_id, kinds in missing.items():
        labels = [(work.status.scheme.word("evidence-kind", code) or known.get(code)) for code in kinds]
        words = [
            amid(work.texts, (label or Label(code, code))(work.language))
            for label, code in zip(labels, kinds, strict=True)
        ]
        listed = work.texts.listed(words)
        title = work.titles.get(record_id, "")
        sentence = work.texts.say("gap.evidence", title=title, kinds=listed)
        record = (sent[record_id], record_id)
        yield TermGap("gap.evidence", sentence, title, listed, record=record, kinds=tuple(kinds))


def _missing_papers(work: TermWork) -> Iterator[TermGap]:
    if not work.records["agreement"]:
        yield _absent(work, "gap.no-agreement")
    for record in work.records["agreement"]:
        if not work.evidence.get(record.id):
            yield _about(work, "gap.agreement-scan", record, title=record.title)
    if not work.records["plan"]:
        yield _absent(work, "gap.no-plan")
    summary = term_summary(work)
    if summary is None:
        yield _absent(work, "gap.no-summary")
    else:
        yield from _unwritten(work, summary)
    for record in work.records["exchange"]:
        kinds = {one.content["kind"] for one in work.evidence.get(record.id, ())}
        if record.content["state"] == "held" and "formal-document" not in kinds:
            yield _about(work, "gap.exchange-document", record, name=record.title)


def _absent(work: TermWork, code: str) -> TermGap:
    return TermGap(code, work.texts.say(code))


def _about(work: TermWork, code: str, record: Record, lacks: str = "", **parameters: object) -> TermGap:
    sentence = work.texts.say(code, **parameters)
    return TermGap(code, sentence, record.title, lacks, record=(record.type, record.id))


def _unwritten(work: TermWork, summary: Record) -> Iterator[TermGap]:
    sections = summary.content.get("sections", ())
    empty = [row.get("heading", "") for row in sections if not row.get("body", "").strip()]
    if not sections:
        yield _about(work, "gap.summary-empty", summary, title=summary.title)
    elif empty:
        listed = work.texts.listed(empty)
        yield _about(work, "gap.summary-sections", summary, listed, title=summary.title, sections=listed)


def _not_held(work: TermWork, today: date) -> Iterator[TermGap]:
    for record in work.records["activity"]:
        day = record.content.get("ends_on") or record.content.get("starts_on")
        if record.content["state"] == "planned" and day and day < today:
            yield _about(work, "gap.not-held", record, day.isoformat(), day=day, topic=record.title)


def _files(
    work: TermWork, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> Iterator[TermGap]:
    for record in evidence.values():
        parcel = parcels[record.content["sha256"]]
        if not parcel.travels and parcel.state != "held-back":
            code, name = f"gap.file-{parcel.state}", record.content["name"]
            about = work.titles.get(record.content["about_id"], "")
            sentence = work.texts.say(code, name=name, title=about)
            yield TermGap(code, sentence, about or name, name, record=(record.type, record.id))
