"""What the form holds and what the record says are the same thing."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.models.contents import problems
from edudesk.models.ids import new_id
from edudesk.models.registry import record_types
from edudesk.ui.pages.record.answering import question
from edudesk.ui.pages.record.contents import changed, read, tell
from edudesk.ui.pages.record.telling import (
    Quantity,
    Sides,
    Someone,
    Told,
    Where,
    everyone,
    number,
)
from edudesk.ui.pages.record.typed import from_plain, to_plain

US, NEAR, FAR, VILLAGE = new_id(), new_id(), new_id(), new_id()
ANNA, BO = new_id(), new_id()
SIDES = Sides(new_id(), US, "helper", {US: "helper", NEAR: "helped", FAR: "helped", VILLAGE: "other"})
VISIT: dict[str, Any] = {
    "topic": "五年级班主任工作指导",
    "state": "held",
    "kinds": ("guidance",),
    "starts_on": date(2025, 12, 16),
    "form": "onsite",
    "host_id": NEAR,
    "schools": ({"school_id": US, "side": "helper"}, {"school_id": NEAR, "side": "helped"}),
    "people": (
        {"person_id": ANNA, "name": "方若兰", "side": "helper", "role": "leader"},
        {"name": "班主任", "count": 10, "side": "helped"},
        {"person_id": BO, "name": "韦志航", "side": "helper"},
    ),
    "units": ({"unit": "time", "amount": Decimal(1)},),
}


def told(**said: Any) -> Told:
    return replace(read({}, SIDES), day=date(2025, 12, 16), topic="送教", **said)


def test_a_record_is_read_as_it_is_told() -> None:
    form = read(VISIT, SIDES)
    assert (form.where, form.partners, form.host) == (Where.PARTNER, (NEAR,), NEAR)
    assert form.ours == (Someone("方若兰", ANNA, None, "leader"), Someone("韦志航", BO))
    assert form.theirs == (Someone("班主任", "", 10),)
    assert form.quantities == (Quantity("1", "time"),)
    assert everyone(form) == 12


def test_what_nobody_touched_stays_as_it_was() -> None:
    strange = VISIT | {
        "form": "mixed",
        "host_id": FAR,
        "schools": ({"school_id": NEAR}, {"school_id": US, "side": "other"}),
        "people": ({"name": "家长", "count": 3, "side": "other"}, {"name": "谁"}),
        "process": "  前后的空格也留着\n",
        "ends_on": date(2025, 12, 16),
        "plan_id": new_id(),
        "cancelled_because": "下雨",
    }
    assert tell(read(strange, SIDES), strange, SIDES) == strange
    renamed = tell(replace(read(strange, SIDES), topic="换个题目"), strange, SIDES)
    assert renamed == strange | {"topic": "换个题目"}


@pytest.mark.parametrize(
    ("where", "form", "host"),
    [
        (Where.PARTNER, "onsite", NEAR),
        (Where.OURS, "onsite", US),
        (Where.ONLINE, "online", None),
        (Where.ELSEWHERE, "onsite", None),
        (Where.UNTOLD, None, None),
    ],
    ids=list(Where),  # fresh ids in the names would differ between the processes that run the tests
)
def test_the_place_says_form_host_and_sides(where: Where, form: str | None, host: str | None) -> None:
    content = tell(told(where=where, partners=(NEAR, VILLAGE)), {}, SIDES)
    assert (content.get("form"), content.get("host_id")) == (form, host)
    assert content["schools"] == (
        {"school_id": US, "side": "helper"},
        {"school_id": NEAR, "side": "helped"},
        {"school_id": VILLAGE, "side": "other"},
    )


def test_of_several_partners_one_is_the_host() -> None:
    content = tell(told(where=Where.PARTNER, partners=(NEAR, FAR), host=FAR), {}, SIDES)
    assert content["host_id"] == FAR
    gone = tell(replace(read(content, SIDES), partners=(NEAR,)), content, SIDES)
    assert gone["host_id"] == NEAR


def test_moving_it_from_online_to_a_school_forgets_nothing_else() -> None:
    online = VISIT | {"form": "online", "host_id": None}
    moved = tell(replace(read(online, SIDES), where=Where.OURS), online, SIDES)
    assert moved == VISIT | {"host_id": US}


def test_a_new_role_keeps_what_else_the_row_says() -> None:
    form = read(VISIT, SIDES)
    again = replace(form, ours=(replace(form.ours[0], role="lecturer"), form.ours[1], Someone("新人")))
    people = tell(again, VISIT, SIDES)["people"]
    assert people == (
        {"person_id": ANNA, "name": "方若兰", "side": "helper", "role": "lecturer"},
        {"person_id": BO, "name": "韦志航", "side": "helper"},
        {"name": "新人", "side": "helper"},
        {"name": "班主任", "count": 10, "side": "helped"},
    )


def test_a_plan_keeps_the_day_it_was_planned_for() -> None:
    planned = tell(told(state="planned"), {}, SIDES)
    assert planned["planned_on"] == date(2025, 12, 16)
    held = replace(read(planned, SIDES), state="held", day=date(2025, 12, 18))
    content = tell(held, planned, SIDES)
    assert (content["starts_on"], content["planned_on"]) == (date(2025, 12, 18), date(2025, 12, 16))
    assert content["state"] == "held"


def test_several_quantities_are_kept_and_unreadable_ones_wait_in_the_draft() -> None:
    form = told(quantities=(Quantity("1"), Quantity("2.5", "period"), Quantity("两", "day")))
    assert tell(form, {}, SIDES)["units"] == (
        {"unit": "time", "amount": Decimal(1)},
        {"unit": "period", "amount": Decimal("2.5")},
    )
    assert from_plain(to_plain(form)) == form


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[("1", 1), (" 35 ", 35), ("0.5", Decimal("0.5")), ("２", 2), ("1e3", 1000)],
        *[("", None), ("-1", None), ("NaN", None), ("1.234", None), ("十", None)],
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, value: Decimal | None) -> None:
    assert number(typed) == value


def test_a_last_day_before_the_first_says_nothing() -> None:
    form = told(more={"ends_on": date(2025, 12, 1), "expected": "12", "actual": "十", "place": " 会议室 "})
    content = tell(form, {}, SIDES)
    assert "ends_on" not in content
    assert (content["expected"], content.get("actual"), content["place"]) == (12, None, "会议室")


def test_nothing_is_changed_until_something_is_said() -> None:
    assert not changed(read(VISIT, SIDES), VISIT, SIDES)
    assert changed(replace(read(VISIT, SIDES), result="定下十二条"), VISIT, SIDES)


def test_every_demonstration_activity_is_the_same_after_the_form(demonstration: Path, tmp_path: Path) -> None:
    import shutil
    from datetime import UTC, datetime

    from edudesk.services.archive import open_archive
    from edudesk.services.records import all_of
    from edudesk.services.standing.live import Standing
    from edudesk.ui.clock import Clock
    from edudesk.ui.desk import Opened
    from edudesk.ui.pages.record.asking import ask_ground

    folder = shutil.copytree(demonstration, tmp_path / "archive")
    with open_archive(folder, datetime(2026, 5, 20, 8, tzinfo=UTC)) as archive:
        ground = ask_ground(Opened(archive, Standing(archive), Clock()), "zh")
        activities = all_of(archive, "activity")
        assert len(activities) > 50
        for one in activities:
            sides = ground.of(one.content["community_id"]).sides
            form = from_plain(to_plain(read(one.content, sides)))
            assert form == read(one.content, sides)
            assert tell(form, one.content, sides) == one.content
            # Told anew, without looking at what was there, the same people and schools come out.
            anew = tell(form, {}, sides)
            for name in ("schools", "people"):
                assert sorted(map(_row, anew.get(name, ()))) == sorted(map(_row, one.content.get(name, ())))
            if anew.get("form") != "online":
                assert anew.get("host_id") == one.content.get("host_id")
            assert anew.get("form") == one.content.get("form")


def test_who_is_there_by_id_alone_has_the_name_of_the_roster() -> None:
    bare = VISIT | {"people": ({"person_id": ANNA, "side": "helper"},)}
    form = read(bare, SIDES, {ANNA: "方若兰"})
    assert form.ours == (Someone("方若兰", ANNA),)
    assert tell(form, bare, SIDES) == bare
    more = replace(form, ours=(*form.ours, Someone("韦志航", BO, 1)))
    assert tell(more, bare, SIDES)["people"][1] == {"person_id": BO, "side": "helper"}


def _row(row: dict[str, Any]) -> str:
    # Who is on the roster is there by id; the name beside it says the same once more.
    doubled = "person_id" in row
    return str(sorted((name, value) for name, value in row.items() if not (doubled and name == "name")))


WORDS = st.text("送教课 a\n", max_size=8)
PEOPLE = st.builds(
    Someone, st.sampled_from(["方若兰", "班主任"]), st.sampled_from(["", ANNA]), st.sampled_from([None, 9])
)
FORMS = st.builds(
    Told,
    state=st.sampled_from(["held", "planned", "cancelled"]),
    day=st.none() | st.dates(),
    starts_at=st.none() | st.just(time(9, 30)),
    quantities=st.lists(st.builds(Quantity, st.sampled_from(["1", "x", ""]), st.just("day")), max_size=2).map(
        tuple
    ),
    kinds=st.sampled_from([(), ("guidance",), ("guidance", "lecture")]),
    where=st.sampled_from(Where),
    mixed=st.booleans(),
    partners=st.sampled_from([(), (NEAR,), (FAR, NEAR)]),
    topic=WORDS,
    ours=st.lists(PEOPLE, max_size=3).map(tuple),
    theirs=st.lists(PEOPLE, max_size=3).map(tuple),
    result=WORDS,
    more=st.fixed_dictionaries(
        {}, optional={"process": WORDS, "expected": st.sampled_from(["3", "三"]), "ends_on": st.dates()}
    ),
)


@given(FORMS)
def test_whatever_is_told_is_a_content_without_faults_but_what_is_required(form: Told) -> None:
    content = tell(form, {}, SIDES)
    found = {(one.code, one.field) for one in problems(record_types()["activity"], content)}
    assert found <= {("field.required", "topic"), ("field.required", "starts_on")}
    assert tell(read(content, SIDES), content, SIDES) == content


@given(FORMS)
def test_the_draft_gives_back_every_word_as_typed(form: Told) -> None:
    assert replace(from_plain(to_plain(form)), more=dict(form.more)) == form


def test_rules_are_asked_again_when_a_text_begins_and_not_while_it_grows() -> None:
    plain, begun, longer = ({**VISIT, "reflection": words} for words in ("", "要", "要改进"))
    asked = [question({k: v for k, v in one.items() if v}, ("photo",)) for one in (plain, begun, longer)]
    assert asked[0] != asked[1] == asked[2]
    assert question(VISIT, ("photo",)) != question(VISIT, ())
