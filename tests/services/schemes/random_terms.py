"""Random communities around one school year, dense enough that every rule is met now and then."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from edudesk.services.calendar import SpecialDays, SpecialRange, Term, TermCode
from edudesk.services.schemes.facts import (
    ActivityFacts,
    AgreementFacts,
    CommunityFacts,
    DocumentFacts,
    DomainEntry,
    DonationFacts,
    ExchangeFacts,
    Facts,
    MemberFacts,
    Participant,
    PersonFact,
    PersonFacts,
    SchoolFacts,
    SchoolPart,
)

from .making import AUTUMN, EAST, OURS, SPRING, WEST

NORTH = "s-north"
TERMS = (
    Term(TermCode(2024, 2), date(2025, 2, 17), date(2025, 7, 4)),
    Term(AUTUMN, date(2025, 9, 1), date(2026, 1, 23)),
    Term(SPRING, date(2026, 2, 23), date(2026, 7, 8)),
    Term(TermCode(2026, 1), date(2026, 9, 1), date(2027, 1, 22)),
)
EDGES = (
    *(date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 20), date(2025, 11, 15), date(2025, 12, 31)),
    *(date(2026, 1, 23), date(2026, 1, 24), date(2026, 2, 10), date(2026, 2, 22), date(2026, 2, 23)),
    *(date(2026, 2, 28), date(2026, 3, 1), date(2026, 7, 8), date(2026, 8, 31), date(2026, 9, 1)),
)
# Kinds that the rules look for come more often.
KINDS = (
    *("guidance",) * 4,
    *("inspection", "lecture", "observation", "joint-research", "campus-culture", "pupil-exchange"),
    *("plan-help", "survey", "visiting-teaching", "secondment", "works-exchange", "mentoring", "other"),
)
SUBJECTS = ("chinese", "maths", "pe")
LINES = ("management", "education", "care", "facilities")
PEOPLE = tuple(f"p{number}" for number in range(6))


def a_day(draw: Random) -> date:
    if draw.random() < 0.4:
        return draw.choice(EDGES)
    return date(2025, 8, 1) + timedelta(days=draw.randrange(400))


def _some(draw: Random, values: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(draw.sample(values, min(draw.randint(0, most), len(values))))


def _dates(draw: Random, open_share: float = 0.7) -> tuple[date | None, date | None]:
    since, until = (None if draw.random() < open_share else a_day(draw) for _ in range(2))
    return (until, since) if since and until and until < since else (since, until)


def _person(draw: Random, identity: str) -> PersonFacts:
    home = {"p0": OURS, "p1": OURS, "p2": EAST, "p3": WEST}.get(identity) or draw.choice(
        (OURS, NORTH, "s-else")
    )
    rows = [PersonFact("school", home)]
    if draw.random() < 0.2:
        change = a_day(draw)
        rows = [
            PersonFact("school", home, until=change),
            PersonFact("school", draw.choice((OURS, EAST)), since=change + timedelta(days=1)),
        ]
    for fact, values in (
        ("post", ("director", "vice-principal", "class-teacher", "teacher")),
        ("honour", ("backbone", "master", "rising")),
        ("subject", SUBJECTS),
    ):
        for value in _some(draw, values, 2):
            since, until = _dates(draw, 0.8)
            rows.append(PersonFact(fact, value, since=since, until=until))
    birth = draw.choice((None, date(1970, 11, 1), date(1980, 9, 1), date(1990, 1, 1)))
    return PersonFacts(identity, identity, tuple(rows), birth)


def _participant(draw: Random) -> Participant:
    side = draw.choice(("", "", "", "", "helper", "helped"))
    if draw.random() < 0.8:
        return Participant(draw.choice(PEOPLE[:3] + PEOPLE), side=side)
    return draw.choice(
        (Participant(None, "甲", side=side), Participant(None, "乙"), Participant(None, "", 10))
    )


def _activity(draw: Random, identity: str) -> ActivityFacts:
    first = a_day(draw)
    named = draw.choice(
        ((OURS, EAST),) * 4 + ((OURS, WEST), (EAST,), (OURS,), (NORTH, EAST), (EAST, WEST), ())
    )
    return ActivityFacts(
        identity,
        draw.choice(("held", "held", "held", "planned", "cancelled")),
        first,
        draw.choice((None, None, first + timedelta(days=3), first + timedelta(days=40))),
        draw.choice((None,) * 6 + (AUTUMN, SPRING)),
        tuple({draw.choice(KINDS), draw.choice(KINDS)}),
        _some(draw, LINES, 3),
        _some(draw, SUBJECTS, 2),
        draw.choice(("onsite", "onsite", "onsite", "online", "mixed")),
        draw.choice((EAST, EAST, EAST, OURS, WEST, NORTH, None)),
        tuple(SchoolPart(school, draw.choice(("", "", "", "helper", "helped"))) for school in named),
        tuple({(one.person_id, one.name): one for one in (_participant(draw) for _ in range(3))}.values()),
        draw.choice(({}, {}, {"day": Decimal(2)}, {"period": Decimal(3)})),
        exchange_id=draw.choice((None, None, None, "x0")),
        event=draw.choice((None, None, None, "e1", "e2")),
        deleted=draw.random() < 0.1,
    )


def _exchange(draw: Random, identity: str) -> ExchangeFacts:
    first, begun = a_day(draw), draw.random() < 0.6
    length = timedelta(days=draw.choice((0, 1, 5, 9, 10, 60, 400)))
    ends = draw.choice(
        ((OURS, EAST),) * 3 + ((EAST, OURS),) * 2 + ((OURS, WEST), (WEST, EAST), (NORTH, EAST))
    )
    return ExchangeFacts(
        identity,
        *ends,
        state="held" if begun else draw.choice(("planned", "planned", "cancelled")),
        person_id=draw.choice((*PEOPLE, *PEOPLE, None)),
        name=draw.choice(("甲", "乙")),
        planned_from=draw.choice((None, first)) if begun else first,
        planned_to=draw.choice((None, first + length)),
        real_from=first if begun else None,
        real_to=draw.choice((None, first + length)) if begun else None,
        days_per_week=draw.choice((None, None, None, Decimal(3))),
        subjects=_some(draw, SUBJECTS, 1),
    )


def _document(draw: Random, identity: str) -> DocumentFacts:
    kinds = ("programme", "plan", "activity-plan", "schedule", "term-summary", "agreement")
    dated = draw.choice((None, a_day(draw), a_day(draw)))
    return DocumentFacts(
        identity,
        draw.choice(kinds),
        dated,
        draw.choice((None, a_day(draw), dated)),
        draw.choice((None, None, AUTUMN, SPRING)),
        school_id=draw.choice((None, OURS, EAST, WEST)),
    )


def a_community(draw: Random) -> Facts:
    """Return random facts; seen from the helper, the helped school or a bureau."""
    ours = draw.choice((OURS, OURS, OURS, EAST, None))
    members = [
        MemberFacts(OURS, "lead", *_dates(draw, 0.85)),
        MemberFacts(EAST, "member", *_dates(draw, 0.85)),
    ]
    if draw.random() < 0.4:
        members.append(MemberFacts(WEST, "member", *_dates(draw)))
    if draw.random() < 0.2:
        members.append(MemberFacts(NORTH, draw.choice(("lead", "neutral")), *_dates(draw)))
    signed = [
        draw.choice(((OURS, EAST), (OURS, EAST, WEST), (NORTH, EAST), ())) for _ in range(draw.randint(0, 2))
    ]
    return Facts(
        CommunityFacts("c", "共同体", since=date(2025, 3, 1)),
        schools=tuple(
            SchoolFacts(
                one, one, one, "primary", "urban" if one in {OURS, NORTH} else "township", ours=one == ours
            )
            for one in (OURS, EAST, WEST, NORTH)
        ),
        members=tuple(members),
        domains=tuple(DomainEntry("subject", name, *_dates(draw)) for name in _some(draw, SUBJECTS, 3)),
        agreements=tuple(
            AgreementFacts(
                f"a{number}",
                starts_on=draw.choice((date(2025, 2, 20), date(2025, 9, 1))),
                filed_on=draw.choice((None, None, a_day(draw))),
                ends_on=draw.choice((None, None, date(2026, 1, 31))),
                parties=parties,
            )
            for number, parties in enumerate(signed)
        ),
        terms=TERMS,
        special_days=SpecialDays((SpecialRange(date(2025, 10, 1), date(2025, 10, 8), works=False),)),
        activities=tuple(_activity(draw, f"v{number}") for number in range(draw.choice((0, 5, 15, 30, 60)))),
        people=tuple(_person(draw, one) for one in PEOPLE),
        exchanges=tuple(_exchange(draw, f"x{number}") for number in range(draw.choice((0, 1, 3, 8)))),
        documents=tuple(_document(draw, f"m{number}") for number in range(draw.choice((0, 4, 10)))),
        donations=tuple(
            DonationFacts(f"d{number}", a_day(draw), *draw.choice(((OURS, EAST), (EAST, OURS), (OURS, None))))
            for number in range(draw.randint(0, 2))
        ),
    )
