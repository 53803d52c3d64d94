"""From agreements, donations and achievements to what their papers are told."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from edudesk.models.giving import worth
from edudesk.services.records import Record
from edudesk.services.reports.agreements import PactFacts, PactParty
from edudesk.services.reports.registers import AchievementFacts, DonationFacts, GivenItem
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes import explain


def pact_facts(work: TermWork, record: Record) -> PactFacts:
    """Return an agreement; one that names no parties binds the members of its first day."""
    content = record.content
    return PactFacts(
        title=record.title,
        number=content.get("number", ""),
        basis=content.get("basis", ""),
        aims=content.get("aims", ""),
        content=content.get("content", ""),
        rights=content.get("rights", ""),
        signed_on=content.get("signed_on"),
        starts_on=content.get("starts_on"),
        ends_on=content.get("ends_on"),
        copies=content.get("copies"),
        parties=tuple(_parties(work, content)),
    )


def _parties(work: TermWork, content: Mapping[str, Any]) -> Iterator[PactParty]:
    day = content.get("starts_on") or content.get("signed_on")
    members = {row["school_id"]: row["role"] for row in _members(work, day)}
    rows = content.get("parties") or [{"school_id": school_id} for school_id in members]
    for row in rows:
        role = members.get(row["school_id"])
        yield PactParty(
            school=work.school(row["school_id"]),
            party=row.get("party") or "",
            part=work.word("member-role", role),
            signer=row.get("signer") or "",
        )


def _members(work: TermWork, day: date | None) -> list[Mapping[str, Any]]:
    rows = work.status.community.content.get("members", ())
    return [row for row in rows if day is None or _holds(row, day)]


def _holds(row: Mapping[str, Any], day: date) -> bool:
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= day) and (until is None or day <= until)


def donation_facts(work: TermWork) -> tuple[DonationFacts, ...]:
    """Return the donations of the term, line by line."""
    return tuple(_donation(work, record) for record in work.records["donation"])


def _donation(work: TermWork, record: Record) -> DonationFacts:
    content = record.content
    return DonationFacts(
        dated=content.get("dated"),
        giver=work.school(content.get("from_id")) or content.get("from_name", ""),
        taker=work.school(content.get("to_id")),
        purpose=content["purpose"],
        receiver=content.get("receiver", ""),
        handler=content.get("handler", ""),
        receipt=content.get("receipt", ""),
        items=tuple(_item(row) for row in content.get("items", ())),
        files=len(work.evidence.get(record.id, ())),
    )


def _item(row: Mapping[str, Any]) -> GivenItem:
    quantity, price = row.get("quantity"), row.get("unit_price")
    specification = row.get("specification")
    return GivenItem(
        name=f"{row['name']}（{specification}）" if specification else row["name"],
        quantity=(explain.plain(quantity) if quantity is not None else "") + (row.get("unit") or ""),
        unit_price=price,
        value=worth(quantity, price, row.get("value")),
    )


def achievement_facts(work: TermWork) -> tuple[AchievementFacts, ...]:
    """Return the achievements of the term."""
    return tuple(_achievement(work, record) for record in work.records["achievement"])


def _achievement(work: TermWork, record: Record) -> AchievementFacts:
    content = record.content
    people = (work.person(row.get("person_id"), row.get("name")) for row in content.get("people", ()))
    return AchievementFacts(
        title=content["title"],
        dated=content.get("dated"),
        kind=work.word("achievement-kind", content.get("kind")),
        level=work.word("level", content.get("level")),
        issuer=content.get("issuer", ""),
        people=tuple(filter(None, people)),
        school=work.school(content.get("school_id")),
        files=len(work.evidence.get(record.id, ())),
    )
