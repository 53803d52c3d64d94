"""The snapshot says what the tables say, with linked records as one."""

from datetime import UTC, date, datetime
from decimal import Decimal

from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.facts import collect_facts
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import read_scheme

NOW = datetime(2025, 9, 20, tzinfo=UTC)


def test_a_community_is_collected_with_all_that_rules_read(archive: Archive) -> None:
    ours = archive.holder_id
    with change(archive, "import", NOW) as writing:
        partner = writing.create(
            "school", {"name": "青溪镇中心小学", "kind": "primary", "location": "township"}
        )
        person = writing.create(
            "person",
            {
                "name": "林可",
                "birth_month": "1985-03",
                "facts": (
                    {"fact": "school", "school_id": ours},
                    {"fact": "title", "value": "中学高级", "since": date(2020, 9, 1)},
                    {"fact": "honour", "value": "骨干教师", "level": "city"},
                ),
            },
        )
        community = writing.create(
            "community",
            {
                "name": "明德·青溪",
                "members": ({"school_id": ours, "role": "lead"}, {"school_id": partner, "role": "member"}),
                "domains": ({"domain": "subject", "value": "chinese"},),
            },
        )
        writing.create(
            "term",
            {
                "community_id": community,
                "code": "2025-1",
                "starts_on": date(2025, 9, 1),
                "ends_on": date(2026, 1, 23),
            },
        )
        activity = writing.create(
            "activity",
            {
                "topic": "同课异构",
                "state": "held",
                "kinds": ("same-lesson",),
                "starts_on": date(2025, 9, 18),
                "community_id": community,
                "host_id": partner,
                "schools": ({"school_id": ours, "side": "helper"}, {"school_id": partner, "side": "helped"}),
                "people": ({"person_id": person, "role": "teacher"}, {"name": "班主任", "count": 10}),
                "units": ({"unit": "period", "amount": Decimal("2.5")},),
            },
        )
        gone = writing.create(
            "activity",
            {"topic": "x", "state": "held", "starts_on": date(2025, 9, 1), "community_id": community},
        )
        writing.delete(gone)
        sheet = {"about_id": activity, "sha256": "0" * 64, "name": "a.jpg", "kind": "photo", "size": 3}
        writing.create("evidence", sheet)
    facts = collect_facts(archive, community)
    assert [school.ours for school in facts.schools] == [True, False]
    assert [(member.school_id, member.role) for member in facts.members] == [
        (ours, "lead"),
        (partner, "member"),
    ]
    assert facts.terms[0].code == TermCode(2025, 1)
    (held,) = facts.activities
    assert held.units == {"period": Decimal("2.5")}
    assert [(one.person_id, one.count) for one in held.people] == [(person, 1), (None, 10)]
    assert held.evidence_count == 1
    assert held.evidence_kinds == {"photo"}
    (someone,) = facts.people
    assert {(fact.fact, fact.value) for fact in someone.facts} == {
        ("school", ours),
        ("title", "senior"),
        ("honour", "backbone"),
    }
    assert someone.birth == date(1985, 3, 1)


def test_a_stand_in_and_the_school_it_is_joined_with_are_one(archive: Archive) -> None:
    with change(archive, "import", NOW) as writing:
        stand_in = writing.create("school", {"name": "明德小学"})
        community = writing.create(
            "community", {"name": "结对", "members": ({"school_id": stand_in, "role": "lead"},)}
        )
        first = {"topic": "教研", "state": "held", "starts_on": date(2025, 9, 1), "community_id": community}
        one = writing.create("activity", first | {"host_id": stand_in})
        other = writing.create("activity", first | {"host_id": archive.holder_id})
        writing.create("same-as", {"first_id": stand_in, "second_id": archive.holder_id})
        writing.create("same-event", {"first_id": one, "second_id": other})
    facts = collect_facts(archive, community)
    assert len(facts.schools) == 1
    assert facts.schools[0].name == "明德实验小学"
    assert facts.members[0].school_id == archive.holder_id
    assert {activity.host_id for activity in facts.activities} == {archive.holder_id}
    assert len({activity.event for activity in facts.activities}) == 1
    assert facts.activities[0].event is not None


def test_partners_in_other_communities_under_the_same_scheme_count_for_the_limit(archive: Archive) -> None:
    ours = archive.holder_id
    with change(archive, "import", NOW) as writing:
        found = []
        for number in range(3):
            partner = writing.create("school", {"name": f"青溪镇第{number}小学", "kind": "primary"})
            members = ({"school_id": ours, "role": "lead"}, {"school_id": partner, "role": "member"})
            found.append(writing.create("community", {"name": f"明德·青溪{number}", "members": members}))
    day = date(2025, 9, 1)
    for community in found[:2]:
        adopt(archive, community, shipped_scheme("qinnan"), since=day, settings={}, now=NOW)
    scheme = read_scheme(shipped_scheme("qinnan"))

    def partners() -> tuple[int, str]:
        facts = collect_facts(archive, found[0])
        limit = evaluate(scheme, facts, TermCode(2025, 1), date(2025, 10, 1)).result("partners")
        return int(limit.value), limit.state

    assert partners() == (2, "met")  # the third community follows no scheme
    adopt(archive, found[2], shipped_scheme("qinnan"), since=day, settings={}, now=NOW)
    assert partners() == (3, "missed")
