"""Ten years of one pairing under scheme A6, in an archive."""

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.material import FIRST_DAY, activities, name
from benchmarks.measuring import NOW
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change
from edudesk.services.founding import found_archive

SCHEME = "qinnan"
YEARS, ACTIVITIES = 10, 6_000
_SUBJECTS = ("chinese", "maths", "english", "science", "pe", "music", "art")
_EVIDENCE = ("photo", "photo", "photo", "sign-in", "record")


def found(folder: Path) -> Archive:
    """Make a new archive of the helping school."""
    return found_archive(folder, {"name": "明德实验小学", "kind": "primary", "location": "urban"}, NOW)


Original = Callable[[date, int], tuple[str, int] | None]
"""Gives hash and size of an original for a day, by its number; None where none need lie in the store."""


def _no_original(_day: date, _number: int) -> None:
    return None


def write(archive: Archive, count: int, original: Original = _no_original) -> str:
    """Write ``count`` activities with five files each, and what belongs to them; return the community."""
    chance = random.Random(4)
    with change(archive, "import", NOW, historical=True) as writing:
        partners = _partners(writing)
        schools = [archive.holder_id, *partners]
        people = {school: [_person(writing, chance, school) for _ in range(30)] for school in schools}
        community = writing.create("community", _community(archive.holder_id, partners))
        for type_code, paper in _papers(community, archive.holder_id, partners, people, chance):
            writing.create(type_code, paper)
    adopt(archive, community, shipped_scheme(SCHEME), since=FIRST_DAY, settings={}, now=NOW)
    contents = activities(count, YEARS * 365)
    with change(archive, "import", NOW, historical=True) as writing:
        for content in contents:
            partner = chance.choice(partners)
            made = writing.create(
                "activity",
                content | _taking_part(chance, community, archive.holder_id, partner, people),
            )
            for number, kind in enumerate(_EVIDENCE):
                known = original(content["starts_on"], number)
                writing.create("evidence", _file(made, number, kind, content["starts_on"], known))
    return community


def pair(archive: Archive) -> None:
    """Write the partners, the community and its scheme, and nothing of what they did."""
    with change(archive, "import", NOW, historical=True) as writing:
        community = writing.create("community", _community(archive.holder_id, _partners(writing)))
    adopt(archive, community, shipped_scheme(SCHEME), since=FIRST_DAY, settings={}, now=NOW)


def _partners(writing: Writing) -> list[str]:
    return [
        writing.create("school", {"name": each, "kind": "primary", "location": "township"})
        for each in ("青溪镇中心小学", "石桥镇中心小学")
    ]


def _person(writing: Writing, chance: random.Random, school: str) -> str:
    since = FIRST_DAY - timedelta(days=chance.randint(0, 6000))
    facts = [
        {"fact": "school", "school_id": school, "since": since},
        {"fact": "title", "value": chance.choice(("一级教师", "高级教师")), "since": since},
        {"fact": "subject", "value": chance.choice(_SUBJECTS)},
        {
            "fact": "post",
            "value": chance.choice(("班主任", "教研组长", "教导主任", "专任教师")),
            "since": since,
        },
    ]
    if chance.random() < 0.4:
        facts.append({"fact": "honour", "value": "骨干教师", "level": "county", "since": since})
    birth = f"{chance.randint(1965, 1995)}-{chance.randint(1, 12):02}"
    return writing.create("person", {"name": name(chance), "birth_month": birth, "facts": tuple(facts)})


def _community(holder: str, partners: list[str]) -> dict[str, Any]:
    members = [
        {"school_id": holder, "role": "lead"},
        *({"school_id": each, "role": "member"} for each in partners),
    ]
    domains = tuple({"domain": "subject", "value": subject} for subject in _SUBJECTS)
    return {"name": "明德·青溪·石桥", "since": FIRST_DAY, "members": tuple(members), "domains": domains}


def _papers(
    community: str, holder: str, partners: list[str], people: dict[str, list[str]], chance: random.Random
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the agreement and, for every term, its days, documents, exchanges and pairs."""
    yield (
        "agreement",
        {
            "name": "结对帮扶协议",
            "community_id": community,
            "signed_on": FIRST_DAY,
            "starts_on": FIRST_DAY,
            "ends_on": FIRST_DAY + timedelta(days=YEARS * 365),
            "filed_on": date(FIRST_DAY.year, 11, 10),
            "parties": tuple({"school_id": each} for each in (holder, *partners)),
        },
    )
    for year in range(FIRST_DAY.year, FIRST_DAY.year + YEARS):
        for number, first, last in (
            (1, date(year, 9, 1), date(year + 1, 1, 20)),
            (2, date(year + 1, 2, 20), date(year + 1, 7, 5)),
        ):
            of_term = {"community_id": community, "starts_on": first, "ends_on": last}
            yield "term", of_term | {"code": f"{year}-{number}"}
            yield from _documents(community, holder, f"{year}-{number}", first, last)
            for partner in partners:
                mentor, apprentice = chance.choice(people[holder]), chance.choice(people[partner])
                yield "exchange", _stay(chance, community, mentor, (holder, partner), first)
                pair = (
                    {"part": "mentor", "person_id": mentor},
                    {"part": "apprentice", "person_id": apprentice},
                )
                yield "mentor-pair", of_term | {"name": "师徒", "kind": "teaching", "people": pair}


def _documents(
    community: str, holder: str, code: str, first: date, last: date
) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, day in (
        ("programme", first),
        ("activity-plan", first),
        ("schedule", first),
        ("term-summary", last),
    ):
        yield (
            "document",
            {
                "title": f"{code} {kind}",
                "kind": kind,
                "community_id": community,
                "term": code,
                "school_id": holder,
                "dated": day,
                "handed_on": day,
            },
        )


def _stay(
    chance: random.Random, community: str, person: str, way: tuple[str, str], first: date
) -> dict[str, Any]:
    start = first + timedelta(days=chance.randint(5, 60))
    return {
        "name": "交流",
        "person_id": person,
        "community_id": community,
        "state": "held",
        "form": "short",
        "from_id": way[0],
        "to_id": way[1],
        "starts_on": start,
        "ends_on": start + timedelta(days=12),
        "subjects": (chance.choice(_SUBJECTS),),
    }


def _taking_part(
    chance: random.Random, community: str, holder: str, partner: str, people: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "community_id": community,
        "host_id": chance.choice((holder, partner, partner)),
        "schools": ({"school_id": holder, "side": "helper"}, {"school_id": partner, "side": "helped"}),
        "people": (
            {"person_id": chance.choice(people[holder]), "role": "guide"},
            {"person_id": chance.choice(people[holder]), "role": "teacher"},
            {"person_id": chance.choice(people[partner]), "role": "listener"},
            {"name": "两校教师", "count": chance.randint(5, 40), "role": "participant"},
        ),
        "units": (
            {"unit": "time", "amount": Decimal(1)},
            {"unit": "day", "amount": Decimal(1)},
            {"unit": "attendance", "amount": Decimal(chance.randint(5, 60))},
        ),
    }


def _file(about: str, number: int, kind: str, day: date, known: tuple[str, int] | None) -> dict[str, Any]:
    invented = hashlib.sha256(f"{about}{number}".encode()).hexdigest(), 3_000_000 + number
    sha256, size = known or invented
    return {
        "about_id": about,
        "sha256": sha256,
        "name": f"IMG_{day:%Y%m%d}_{number}.jpg",
        "kind": kind,
        "media_type": "image/jpeg",
        "size": size,
        "taken_at": datetime(day.year, day.month, day.day, 9, number),
        "taken_source": "exif",
        "width": 4032,
        "height": 3024,
    }
