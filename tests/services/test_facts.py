"""The snapshot says what the tables say, with linked records as one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.facts import collect_facts
from edudesk.services.facts.forming import forming_facts
from edudesk.services.identity import Identity
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import (
    AchievementFacts,
    AssessmentFacts,
    DutyFacts,
    FigureFacts,
    ScoreLine,
    ScoreLink,
)
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


@pytest.fixture
def community(archive: Archive) -> str:
    with change(archive, "community.create", NOW) as writing:
        members = ({"school_id": archive.holder_id, "role": "lead"},)
        return writing.create("community", {"name": "明德·青溪", "members": members})


def created(archive: Archive, type_code: str, **content: object) -> str:
    with change(archive, f"{type_code}.create", NOW) as writing:
        return writing.create(type_code, content)


def test_what_was_won_is_told_with_those_who_won_it(archive: Archive, community: str) -> None:
    person = created(archive, "person", name="林可")
    people = ({"person_id": person}, {"name": "外聘专家"})
    about = {"community_id": community, "school_id": archive.holder_id, "dated": date(2025, 11, 3)}
    made = created(archive, "achievement", title="论文", kind="paper", level="city", people=people, **about)
    scan = {"sha256": "0" * 64, "name": "a.pdf", "kind": "scan", "size": 3}
    created(archive, "evidence", about_id=made, **scan)
    created(archive, "achievement", title="别处的奖")
    (won,) = collect_facts(archive, community).achievements
    assert won == AchievementFacts(
        made, "paper", "city", date(2025, 11, 3), archive.holder_id, (person, "外聘专家"), 1
    )


def test_the_leading_group_is_told_with_its_duties(archive: Archive, community: str) -> None:
    person = created(archive, "person", name="林可")
    group = (
        {"duty": "leader", "name": "王局长", "since": date(2025, 9, 1)},
        {"duty": "联系人", "person_id": person, "school_id": archive.holder_id},
        {"duty": "督导员", "name": "何敏", "until": date(2026, 1, 31)},
    )
    with change(archive, "community.edit", NOW) as writing:
        writing.edit(community, {"group": group})
    assert collect_facts(archive, community).duties == (
        DutyFacts("leader", None, "王局长", None, date(2025, 9, 1)),
        DutyFacts("liaison", person, "", archive.holder_id),
        DutyFacts("督导员", None, "何敏", None, None, date(2026, 1, 31)),
    )


def test_figures_are_the_communitys_and_those_of_schools_filed_with_none(
    archive: Archive, community: str
) -> None:
    other = created(archive, "community", name="另一个")
    rank = {"name": "综合排名", "code": "rank", "school_id": archive.holder_id}
    school = created(archive, "figure", **rank, school_year=2025, value=Decimal(12))
    own = created(
        archive,
        "figure",
        name="结余",
        code="left",
        community_id=community,
        term="2025-1",
        value=Decimal("-1.25"),
    )
    created(archive, "figure", **rank, community_id=other, value=Decimal(3))
    created(archive, "figure", name="无主", code="rank", value=Decimal(4))
    assert collect_facts(archive, community).figures == (
        FigureFacts(school, "rank", archive.holder_id, 2025, None, Decimal(12)),
        FigureFacts(own, "left", None, None, TermCode(2025, 1), Decimal("-1.25")),
    )


def test_an_assessment_is_told_line_by_line_with_what_shows_it(archive: Archive, community: str) -> None:
    shown = created(archive, "document", title="方案", kind="programme", community_id=community)
    made = created(
        archive,
        "assessment",
        title="自评",
        sheet="main",
        part="self",
        community_id=community,
        school_id=archive.holder_id,
        school_year=2025,
        dated=date(2026, 6, 30),
        lines=(
            {"indicator": "1.1", "score": Decimal("4.5"), "count": Decimal(2), "note": "缺签到表"},
            {"indicator": "1.2"},
        ),
        links=({"indicator": "1.1", "about_id": shown},),
    )
    assert collect_facts(archive, community).assessments == (
        AssessmentFacts(
            id=made,
            sheet="main",
            school_id=archive.holder_id,
            school_year=2025,
            part="self",
            dated=date(2026, 6, 30),
            lines=(ScoreLine("1.1", Decimal("4.5"), Decimal(2), "缺签到表"), ScoreLine("1.2")),
            links=(ScoreLink("1.1", shown),),
        ),
    )


HELD = {"topic": "送教", "state": "held", "starts_on": date(2025, 9, 18)}


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ({}, set()),
        ({"process": "过程"}, {"record"}),
        ({"result": "成效", "reflection": "反思"}, {"summary", "reflection"}),
        ({"link": "https://example.org"}, {"link"}),
        ({"rating": "good"}, {"rating"}),
    ],
)
def test_what_is_written_in_the_record_is_the_paper_that_is_asked_for(
    archive: Archive, community: str, written: dict[str, object], kinds: set[str]
) -> None:
    content = {**HELD, "community_id": community, **written}
    made = created(archive, "activity", **content)
    (held,) = collect_facts(archive, community).activities
    assert held.evidence_kinds == kinds
    assert held.evidence_count == 0
    assert held.rating == written.get("rating", "")
    assert forming_facts(made, content, (), Identity({})) == held


def test_what_others_say_of_an_activity_counts_until_it_is_deleted(archive: Archive, community: str) -> None:
    content = {**HELD, "community_id": community}
    made = created(archive, "activity", **content)
    early, late = date(2025, 10, 1), date(2025, 11, 1)
    told = created(archive, "opinion", about_id=made, kind="rating", grade="合格课", dated=late)
    created(archive, "opinion", about_id=made, kind="rating", grade="优秀", dated=early)
    created(archive, "opinion", about_id=made, kind="feedback")
    (held,) = collect_facts(archive, community).activities
    assert held.evidence_kinds == {"rating", "feedback"}
    assert held.rating == "pass"
    formed = forming_facts(made, {**content, "rating": "good"}, (), Identity({}), opinions=held.opinions)
    assert formed
    assert formed.evidence_kinds == {"rating", "feedback"}
    assert formed.rating == "good"
    with change(archive, "opinion.delete", NOW) as writing:
        writing.delete(told)
    (held,) = collect_facts(archive, community).activities
    assert held.rating == "excellent"


def test_a_stay_has_its_own_grade_or_the_one_its_host_confirmed(archive: Archive, community: str) -> None:
    stay = {"state": "held", "community_id": community, "weekly_periods": Decimal("6.5")}
    graded = created(archive, "exchange", name="林可", **stay, grade="excellent")
    plain = created(archive, "exchange", name="何敏", **stay)
    for one in (graded, plain):
        created(archive, "opinion", about_id=one, kind="host-confirmation", grade="称职")
    found = {one.id: one for one in collect_facts(archive, community).exchanges}
    assert (found[graded].grade, found[plain].grade) == ("excellent", "pass")
    assert found[plain].weekly_periods == Decimal("6.5")
    assert found[plain].host_confirmed


def test_papers_pairs_agreements_and_people_tell_what_rules_ask(archive: Archive, community: str) -> None:
    dated = {"since": date(2024, 1, 1), "until": date(2024, 12, 31)}
    facts = (
        {"fact": "assessment", "value": "称职", **dated},
        {"fact": "service", "value": "2019年在青溪镇支教一年"},
    )
    person = created(archive, "person", name="林可", facts=facts)
    of = {"community_id": community}
    paper = {"title": "体会", "kind": "reflection", "author": "林可", "characters": 1500}
    created(archive, "document", **paper, person_id=person, **of)
    created(archive, "mentor-pair", name="一对", completion="excellent", **of)
    created(archive, "agreement", name="协议", approved_on=date(2025, 8, 20), **of)
    found = collect_facts(archive, community)
    (document,) = found.documents
    assert (document.person_id, document.author, document.characters) == (person, "林可", 1500)
    assert found.pairs[0].completion == "excellent"
    assert found.agreements[0].approved_on == date(2025, 8, 20)
    (someone,) = found.people
    assert [(fact.fact, fact.value, fact.since) for fact in someone.facts] == [
        ("assessment", "pass", date(2024, 1, 1)),
        ("service", "2019年在青溪镇支教一年", None),
    ]


def test_what_is_given_without_a_value_is_worth_its_price(archive: Archive, community: str) -> None:
    items = (
        {"name": "图书", "quantity": Decimal(200), "unit_price": Decimal(20)},
        {"name": "现金", "value": Decimal(500)},
        {"name": "旧桌椅", "quantity": Decimal(30)},
    )
    created(
        archive, "donation", purpose="图书角", dated=date(2025, 11, 3), community_id=community, items=items
    )
    (given,) = collect_facts(archive, community).donations
    assert given.value == Decimal(4500)
