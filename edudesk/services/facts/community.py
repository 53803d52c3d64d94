"""The community, its schools, its dates: what rules are asked of."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from edudesk.errors import UserError
from edudesk.models.community import (
    Adoption,
    Agreement,
    AgreementParty,
    Community,
    CommunityDomain,
    CommunityDuty,
    CommunityMember,
    SpecialDay,
)
from edudesk.models.community import Term as TermRecord
from edudesk.models.school import School, SchoolChange
from edudesk.services.calendar import SpecialDays, SpecialRange, Term, TermCode
from edudesk.services.facts.source import Source, present
from edudesk.services.moving.schools import former_names
from edudesk.services.schemes.facts import (
    AgreementFacts,
    CommunityFacts,
    DomainEntry,
    DutyFacts,
    MemberFacts,
    OtherCommunity,
    SchoolFacts,
)


def community(source: Source) -> CommunityFacts:
    """Return the community itself."""
    row = source.connection.execute(
        present(Community).where(Community.id == source.community_id)
    ).one_or_none()
    if row is None:
        raise UserError("record.none")
    return CommunityFacts(row.id, row.name, row.type or "", row.since, row.until)


def schools(source: Source) -> tuple[SchoolFacts, ...]:
    """Return all schools of the archive, joined stand-ins as one."""
    facts: dict[str, SchoolFacts] = {}
    changes = source.parts(SchoolChange, _change)
    for row in source.connection.execute(present(School)):
        stands = source.identity.of(row.id)
        if stands in facts and row.id != stands:
            continue  # a stand-in adds nothing to the school it is joined with
        facts[stands] = SchoolFacts(
            stands,
            row.name,
            row.short_name or "",
            row.stage or _stage(row.kind),
            row.location or "",
            row.kind or "",
            ours=stands == source.identity.maybe(source.holder_id),
            former=former_names(changes.get(row.id, ()), row.name),
        )
    return tuple(facts.values())


def _change(row: Row[Any]) -> Mapping[str, Any]:
    return {"change": row.change, "on": row.on, "name": row.name}


def members(source: Source) -> tuple[MemberFacts, ...]:
    """Return who belongs to the community, and as what."""
    return _members(source, source.rows(CommunityMember, [source.community_id])[source.community_id])


def _members(source: Source, rows: list[Row[Any]]) -> tuple[MemberFacts, ...]:
    return tuple(
        MemberFacts(source.identity.of(row.school_id), row.role, row.since, row.until) for row in rows
    )


def domains(source: Source) -> tuple[DomainEntry, ...]:
    """Return the lists that 'every' runs over."""
    rows = source.rows(CommunityDomain, [source.community_id])[source.community_id]
    return tuple(
        DomainEntry(
            row.domain,
            source.identity.maybe(row.about_id) or source.code(row.domain, row.value),
            row.since,
            row.until,
        )
        for row in rows
    )


def agreements(source: Source) -> tuple[AgreementFacts, ...]:
    """Return the agreements."""
    found = source.of_community(Agreement)
    parties = source.rows(AgreementParty, [row.id for row in found])
    return tuple(_agreement(source, row, parties.get(row.id, [])) for row in found)


def _agreement(source: Source, row: Row[Any], parties: list[Row[Any]]) -> AgreementFacts:
    return AgreementFacts(
        row.id,
        row.signed_on,
        row.starts_on,
        row.ends_on,
        row.filed_on,
        tuple(source.identity.of(party.school_id) for party in parties),
        source.paper(row.id).count,
        row.approved_on,
        row.warn_days,
    )


def duties(source: Source) -> tuple[DutyFacts, ...]:
    """Return the leading group and the liaisons."""
    rows = source.rows(CommunityDuty, [source.community_id])[source.community_id]
    return tuple(
        DutyFacts(
            source.code("group-duty", row.duty),
            source.identity.maybe(row.person_id),
            row.name or "",
            source.identity.maybe(row.school_id),
            row.since,
            row.until,
        )
        for row in rows
    )


def others(source: Source) -> tuple[OtherCommunity, ...]:
    """Return the archive's other communities that follow a scheme, for limits that look across them."""
    schemes: dict[str, set[str]] = defaultdict(set)
    for row in source.connection.execute(present(Adoption)):
        schemes[row.community_id].add(row.scheme_id)
    communities = [
        row
        for row in source.connection.execute(present(Community))
        if row.id in schemes and row.id not in source.communities and source.identity.of(row.id) == row.id
    ]
    of_members = source.rows(CommunityMember, [row.id for row in communities])
    pacts = source.connection.execute(present(Agreement).where(Agreement.community_id.in_(schemes))).all()
    parties = source.rows(AgreementParty, [row.id for row in pacts])
    of_pacts: dict[str, list[AgreementFacts]] = defaultdict(list)
    for row in pacts:
        of_pacts[row.community_id].append(_agreement(source, row, parties.get(row.id, [])))
    return tuple(
        OtherCommunity(
            CommunityFacts(row.id, row.name, row.type or "", row.since, row.until),
            tuple(sorted(schemes[row.id])),
            _members(source, of_members.get(row.id, [])),
            tuple(of_pacts[row.id]),
        )
        for row in communities
    )


def terms(source: Source) -> tuple[Term, ...]:
    """Return the terms with the days that were entered."""
    found = source.connection.execute(
        present(TermRecord).where(TermRecord.community_id == source.community_id)
    )
    return tuple(Term(TermCode.parse(row.code), row.starts_on, row.ends_on) for row in found)


def special_days(source: Source) -> SpecialDays:
    """Return holidays and exchanged days."""
    found = source.connection.execute(present(SpecialDay))
    return SpecialDays(tuple(SpecialRange(row.first, row.last, row.works, row.name or "") for row in found))


def _stage(kind: str | None) -> str:
    """Return the stage that a kind of school teaches, where it teaches one only."""
    stages = {"kindergarten": "preschool", "teaching-point": "primary"}
    plain = {"primary", "junior", "senior", "special", "vocational"}
    return stages.get(kind or "", (kind or "") if kind in plain else "")
