"""From a mentor pair, its sessions of all terms and its reviews to what its papers are told."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from edudesk.models.activity import Activity
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Opinion
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, full_terms, term_label, term_reach
from edudesk.services.identity import same_events
from edudesk.services.records import Record
from edudesk.services.reports.collecting import opinion_facts
from edudesk.services.reports.pair_facts import PairOpinion, PairPapers, PairSession, PairSide, PairTerm
from edudesk.services.reports.work import TermWork

_PARTS = ("mentor", "apprentice")
_OBSERVED = frozenset({"observation", "open-lesson", "demonstration-lesson", "same-lesson"})
_REVIEW = "pair-review"


def pair_papers(archive: Archive, work: TermWork, record: Record, today: date) -> PairPapers:
    """Return everything that the record says of a pair; nothing is added."""
    content = record.content
    with archive.read() as connection:
        sessions = _sessions(connection, record.id)
        files = records.about(connection, Evidence, [one.id for one in sessions])
        said = records.about(connection, Opinion, [record.id, *(one.id for one in sessions)])
    people = tuple(_people(work, content))
    counts = {one.id: sum(file.content["about_id"] == one.id for file in files) for one in sessions}
    about = {one.id: [each for each in said if each.content["about_id"] == one.id] for one in sessions}
    own = [one for one in said if one.content["about_id"] == record.id and one.content["kind"] == _REVIEW]
    return PairPapers(
        name=record.title,
        people=people,
        kind=work.word("pair-kind", content.get("kind")),
        subject=work.word("subject", content.get("subject")),
        signed_on=content.get("signed_on"),
        starts_on=content.get("starts_on"),
        ends_on=content.get("ends_on"),
        goals=content.get("goals", ""),
        mentor_duties=content.get("mentor_duties", ""),
        apprentice_duties=content.get("apprentice_duties", ""),
        sessions=tuple(_session(work, one, about[one.id], counts[one.id]) for one in sessions),
        terms=tuple(_terms(work, content, people, own, today)),
        completion=work.word("completion", content.get("completion")),
        ended_early_on=content.get("ended_early_on"),
        ended_because=content.get("ended_because", ""),
    )


def _sessions(connection: Connection, pair_id: str) -> tuple[Record, ...]:
    """Return the sessions that were held, oldest first; an event that both sides recorded comes once."""
    chosen = select(Activity.id).where(Activity.pair_id == pair_id, Activity.state == "held")
    found = records.get_many(connection, connection.execute(chosen).scalars())
    there = sorted(
        (one for one in found.values() if not one.deleted),
        key=lambda one: (one.content.get("starts_on") or date.max, one.id),
    )
    events = same_events(connection)
    return tuple({events.of(one.id): one for one in reversed(there)}.values())[::-1]


def _people(work: TermWork, content: Mapping[str, Any]) -> Iterator[PairSide]:
    day = content.get("starts_on") or content.get("signed_on")
    for part in _PARTS:
        for row in content.get("people", ()):
            if row["part"] != part:
                continue
            person = work.people.get(row.get("person_id") or "")
            told = {
                name: work.texts.listed(work.said(row.get("person_id"), fact, day))
                for name, fact in (
                    ("title", "title"),
                    ("honour", "honour"),
                    ("subjects", "subject"),
                    ("post", "post"),
                )
            }
            yield PairSide(
                part,
                work.person(row.get("person_id"), row.get("name")),
                work.school(work.school_of(row.get("person_id"), day)),
                teaching_since=person.content.get("teaching_since", "") if person else "",
                **told,
            )


def _session(work: TermWork, record: Record, said: Sequence[Record], files: int) -> PairSession:
    content = record.content
    kinds = content.get("kinds", ())
    lessons = [row["amount"] for row in content.get("units", ()) if row["unit"] == "lesson"]
    teaching = [row for row in content.get("people", ()) if row.get("role") == "teacher"]
    place = (work.school(content.get("host_id")), content.get("place", ""))
    return PairSession(
        topic=content["topic"],
        day=content.get("starts_on"),
        place=work.texts.listed(dict.fromkeys(place)),
        form=work.word("form", content.get("form")),
        kinds=work.words("activity-kind", kinds),
        observed=not _OBSERVED.isdisjoint(kinds),
        lessons=sum(lessons[1:], lessons[0]) if lessons else None,
        taught_by=work.texts.listed(work.person(row.get("person_id"), row.get("name")) for row in teaching),
        process=content.get("process", ""),
        result=content.get("result", ""),
        reflection=content.get("reflection", ""),
        opinions=tuple(
            f"{facts.by}：{facts.text}" if facts.by else facts.text
            for facts in (opinion_facts(work, one) for one in said)
            if facts.text
        ),
        files=files,
    )


def _terms(
    work: TermWork,
    content: Mapping[str, Any],
    people: Sequence[PairSide],
    written: Sequence[Record],
    today: date,
) -> Iterator[PairTerm]:
    """Give the terms of the pair until today, oldest first, with what each of both sides wrote."""
    begun = content.get("starts_on") or content.get("signed_on")
    if begun is None or begun > today:
        return
    ended = content.get("ended_early_on") or content.get("ends_on") or today
    known = work.status.facts.terms
    for term in full_terms(known, begun.year - 1, today.year):
        if term.starts_on > min(ended, today) or term.ends_on < begun:
            continue
        first, last = term_reach(term, known)
        found = [one for one in written if first <= (one.content.get("dated") or date.min) <= last]
        opinions = tuple(each for person in people for each in _said(person, found))
        yield PairTerm(_label(work, term.code), opinions)


def _label(work: TermWork, code: TermCode) -> str:
    return term_label(code)(work.language)


def _said(person: PairSide, written: Sequence[Record]) -> Iterator[PairOpinion]:
    own = [one.content for one in written if one.content.get("by", "") == person.name]
    for content in own or ({},):
        yield PairOpinion(
            person.part,
            person.name,
            content.get("body", ""),
            content.get("grade", ""),
            content.get("dated"),
        )
