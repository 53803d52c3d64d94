"""The people, what they hold and where they serve: roster, mentor pairs, exchanges."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row

from edudesk.models.people_work import Exchange, MentorPair, MentorPairPerson
from edudesk.models.person import Person
from edudesk.models.person import PersonFact as PersonFactRow
from edudesk.models.vocabularies import vocabulary_of_fact
from edudesk.services.facts.source import Source, present
from edudesk.services.schemes.facts import ExchangeFacts, PairFacts, PersonFact, PersonFacts

_CONFIRMED = "host-confirmation"


def people(source: Source) -> tuple[PersonFacts, ...]:
    """Return everyone of the roster with what was true of them when."""
    dated = source.rows(PersonFactRow)
    gathered: dict[str, list[PersonFact]] = defaultdict(list)
    shown: dict[str, Row[Any]] = {}
    for row in source.connection.execute(present(Person)):
        stands = source.identity.of(row.id)
        if row.id == stands or stands not in shown:
            shown[stands] = row
        gathered[stands] += [_person_fact(source, fact) for fact in dated.get(row.id, ())]
    return tuple(
        PersonFacts(
            stands,
            row.name,
            tuple(gathered[stands]),
            _first_of(row.birth_month),
            row.sex or "",
            _first_of(row.teaching_since),
        )
        for stands, row in shown.items()
    )


def _person_fact(source: Source, row: Row[Any]) -> PersonFact:
    if row.fact == "school":
        value = source.identity.maybe(row.school_id) or row.value or ""
    else:
        value = source.code(vocabulary_of_fact(row.fact), row.value)
    return PersonFact(row.fact, value, row.level or "", row.since, row.until)


def pairs(source: Source) -> tuple[PairFacts, ...]:
    """Return the mentor pairs."""
    found = source.of_community(MentorPair)
    people = source.rows(MentorPairPerson, [row.id for row in found])

    def part(row: Row[Any], wanted: str) -> tuple[str, ...]:
        return tuple(
            source.identity.maybe(one.person_id) or one.name or ""
            for one in people.get(row.id, ())
            if one.part == wanted
        )

    return tuple(
        PairFacts(
            row.id,
            row.starts_on,
            row.ended_early_on or row.ends_on,
            row.kind or "",
            row.subject or "",
            part(row, "mentor"),
            part(row, "apprentice"),
            source.paper(row.id).count,
            row.completion or "",
            source.paper(row.id).kinds,
        )
        for row in found
    )


def exchanges(source: Source) -> tuple[ExchangeFacts, ...]:
    """Return the stays of exchanged teachers."""
    found = source.of_community(Exchange)
    said = source.opinions([row.id for row in found])
    confirmed = {about_id: kinds[_CONFIRMED] for about_id, kinds in said.items() if _CONFIRMED in kinds}
    return tuple(
        ExchangeFacts(
            id=row.id,
            from_id=source.identity.maybe(row.from_id) or "",
            to_id=source.identity.maybe(row.to_id) or "",
            form=row.form or "short",
            state=row.state,
            person_id=source.identity.maybe(row.person_id),
            name=row.name,
            planned_from=row.planned_from,
            planned_to=row.planned_until,
            real_from=row.starts_on,
            real_to=row.ends_on,
            days_per_week=row.days_per_week,
            document_attached="formal-document" in source.paper(row.id).kinds,
            host_confirmed=row.id in confirmed,
            post=row.post or "",
            subjects=tuple(row.subjects),
            evidence_count=source.paper(row.id).count,
            weekly_periods=row.weekly_periods,
            grade=row.grade or confirmed.get(row.id, ""),
            evidence_kinds=source.paper(row.id).kinds,
        )
        for row in found
    )


def _first_of(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None
