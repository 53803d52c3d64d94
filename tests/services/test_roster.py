"""A person and a school of the roster are told in full, with what holds today first."""

from datetime import UTC, date, datetime

import pytest

from edudesk.errors import Invalid
from edudesk.services import records
from edudesk.services.changes import change
from edudesk.services.roster import choices, person_detail, save_record, school_detail
from edudesk.services.undo import undo
from edudesk.texts import Label

NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)
TODAY = date(2025, 11, 20)


def fact(code, value, since=None, until=None, **more):
    return {"fact": code, "value": value, "since": since, "until": until, **more}


@pytest.fixture
def partner(archive):
    with change(archive, "school.create", NOW) as writing:
        made = writing.create("school", {"name": "云溪小学", "kind": "primary", "phone": "07770001234"})
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": made, "role": "member", "since": date(2025, 9, 1)},
        )
        writing.create("community", {"name": "明德—云溪", "members": members})
    return made


@pytest.fixture
def person(archive, partner):
    facts = (
        fact("title", "second", date(2015, 9, 1), date(2020, 8, 31)),
        fact("honour", "backbone", date(2021, 1, 1), level="county"),
        fact("title", "first", date(2020, 9, 1)),
        {"fact": "school", "school_id": partner, "since": date(2015, 9, 1)},
    )
    content = {"name": "林晓岚", "phone": "13800001234", "sex": "female", "facts": facts}
    with change(archive, "person.create", NOW) as writing:
        made = writing.create("person", content)
        for state, day in (
            ("held", date(2025, 10, 1)),
            ("planned", date(2025, 12, 1)),
            ("held", date(2025, 9, 20)),
        ):
            writing.create(
                "activity",
                {
                    "topic": "送教",
                    "starts_on": day,
                    "state": state,
                    "people": ({"person_id": made, "side": "helped"},),
                    "schools": ({"school_id": partner, "side": "helped"},),
                },
            )
    return made


def test_what_holds_today_comes_first_and_what_was_is_dated(archive, person, partner):
    found = person_detail(archive, person, TODAY)
    assert [(line.label.zh, line.words.zh, line.current) for line in found.facts] == [
        ("任职学校", "云溪小学", True),
        ("职称", "一级教师", True),
        ("荣誉", "县级骨干教师", True),
        ("职称", "二级教师", False),
    ]
    assert (found.school, found.school_id, found.sex) == ("云溪小学", partner, Label("女", "Female"))
    before = person_detail(archive, person, date(2018, 1, 1))
    assert next(line.words.zh for line in before.facts if line.fact == "title") == "二级教师"


def test_phone_numbers_are_masked_beside_the_whole_one(archive, person, partner):
    assert person_detail(archive, person, TODAY).phone_masked == "138****1234"
    assert school_detail(archive, partner).phone_masked == "077****1234"


def test_only_work_that_was_held_is_counted_in_the_order_of_days(archive, person, partner):
    activities = person_detail(archive, person, TODAY).activities
    days = [records.get(archive, each).content["starts_on"] for each in activities]
    assert days == [date(2025, 9, 20), date(2025, 10, 1)]
    assert school_detail(archive, partner).activities == activities


def test_a_school_tells_its_roles_in_the_words_of_the_scheme(archive, partner):
    def own(vocabulary, code):
        return Label("成员园", "Member") if (vocabulary, code) == ("member-role", "member") else None

    found = school_detail(archive, partner, own)
    (member,) = found.memberships
    assert (member.community, member.role.zh, member.since) == ("明德—云溪", "成员园", date(2025, 9, 1))
    assert (found.partner, found.holder) == (True, False)
    ours = school_detail(archive, archive.holder_id)
    assert (ours.partner, ours.holder) == (False, True)


def test_forms_offer_our_school_first_and_free_words_where_there_is_no_list(archive, partner):
    offered = choices(archive)
    assert [name for _id, name in offered.schools] == ["明德实验小学", "云溪小学"]
    assert "employment" not in offered.words
    assert "service" not in offered.words
    assert ("chief", Label("正高级教师", "Chief teacher")) in offered.words["title"]
    assert ("excellent", Label("优秀", "Excellent")) in offered.words["assessment"]


def test_saving_is_one_step_of_undo_and_tells_every_problem(archive):
    made, change_id = save_record(archive, "person", None, {"name": "何敏"}, NOW)
    save_record(archive, "person", made, {"name": "何敏", "phone": "13800000000"}, NOW)
    assert records.get(archive, made).content["phone"] == "13800000000"
    with pytest.raises(Invalid) as refused:
        save_record(archive, "person", made, {"name": None, "birth_month": "春天"}, NOW)
    assert {problem.field for problem in refused.value.problems} == {"name", "birth_month"}
    other, change_id = save_record(archive, "person", None, {"name": "周建国"}, NOW)
    undo(archive, change_id, NOW)
    assert records.get(archive, other).deleted
