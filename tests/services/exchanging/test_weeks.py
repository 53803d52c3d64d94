"""Typed weeks become records and come back; what somebody wrote in detail is never overwritten."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.exchanging.grid import Week, week_of
from edudesk.services.exchanging.months import months_of, save_months
from edudesk.services.exchanging.steps import arrive, confirm, confirmations, go_home
from edudesk.services.exchanging.writing import save_week
from edudesk.services.exchanging.year import year_of
from edudesk.services.facts import collect_facts
from edudesk.services.records import all_of, get
from edudesk.services.undo import undo

NOW = datetime(2026, 2, 9, 1, tzinfo=UTC)
TODAY = date(2026, 2, 9)
MONDAY = date(2025, 10, 13)


@pytest.fixture
def stay(archive: Archive) -> str:
    """Return a stay from Tuesday 14 October to Friday 30 January; the autumn term ends on 23 January."""
    with change(archive, "import", NOW, historical=True) as writing:
        host = writing.create("school", {"name": "青溪镇中心小学", "short_name": "青溪小学"})
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": host, "role": "member"},
        )
        community = writing.create("community", {"name": "明德·青溪", "members": members})
        for code, first, last in (
            ("2025-1", date(2025, 9, 1), date(2026, 1, 23)),
            ("2025-2", date(2026, 1, 26), date(2026, 7, 3)),
        ):
            days = {"community_id": community, "code": code, "starts_on": first, "ends_on": last}
            writing.create("term", days)
        off = {"name": "国庆", "first": date(2025, 10, 16), "last": date(2025, 10, 16), "works": False}
        writing.create("special-day", off)
        person = writing.create("person", {"name": "林可"})
        return writing.create(
            "exchange",
            {
                "name": "林可",
                "person_id": person,
                "community_id": community,
                "state": "planned",
                "form": "secondment",
                "from_id": archive.holder_id,
                "to_id": host,
                "planned_from": date(2025, 10, 14),
                "planned_until": date(2026, 1, 30),
                "subjects": ("chinese",),
                "weekly_periods": Decimal(14),
            },
        )


def amounts(week: Week, code: str) -> list[str]:
    line = next(one for one in week.lines if one.kind.code == code)
    return ["" if cell.amount is None else str(cell.amount) for cell in line.cells]


def line_of(week: Week, code: str) -> tuple[float, float, float]:
    line = next(one for one in week.lines if one.kind.code == code)
    return float(line.week), float(line.month), float(line.term)


def test_a_week_is_one_change_and_comes_back_as_it_was_typed(archive: Archive, stay: str) -> None:
    tuesday, wednesday = date(2025, 10, 14), date(2025, 10, 15)
    typed = {
        ("lesson", tuesday): Decimal(3),
        ("lesson", wednesday): Decimal(4),
        ("research", wednesday): Decimal("0.5"),
        ("observation", tuesday): Decimal(2),
        ("review", tuesday): Decimal(1),
    }
    saved = save_week(archive, stay, typed, NOW, TODAY)
    assert (saved.made, saved.edited, saved.removed, saved.kept) == (5, 0, 0, ())
    week = week_of(archive, stay, MONDAY, TODAY)
    assert amounts(week, "lesson") == ["", "3", "4", "", "", "", ""]
    assert amounts(week, "research") == ["", "", "0.5", "", "", "", ""]
    assert amounts(week, "observation")[1] == "2"
    assert amounts(week, "review")[1] == "1"
    assert all(cell.open for line in week.lines for cell in line.cells)
    made = next(one for one in all_of(archive, "activity") if one.content["starts_on"] == wednesday)
    assert made.content["exchange_id"] == stay
    assert made.content["kinds"] == ("secondment",)
    assert [row["side"] for row in made.content["schools"]] == ["helper", "helped"]
    assert made.content["people"][0]["role"] == "teacher"
    facts = collect_facts(archive, made.content["community_id"])
    assert {one.exchange_id for one in facts.activities} == {stay}
    undo(archive, saved.change_id, NOW)
    assert amounts(week_of(archive, stay, MONDAY, TODAY), "lesson") == [""] * 7


def test_changing_emptying_and_typing_the_same_again(archive: Archive, stay: str) -> None:
    tuesday = date(2025, 10, 14)
    save_week(archive, stay, {("lesson", tuesday): Decimal(3)}, NOW, TODAY)
    again = save_week(archive, stay, {("lesson", tuesday): Decimal(3)}, NOW, TODAY)
    assert again.change_id == ""
    more = save_week(archive, stay, {("lesson", tuesday): Decimal(5)}, NOW, TODAY)
    assert (more.made, more.edited) == (0, 1)
    assert len(all_of(archive, "activity")) == 1
    for nothing in (None, Decimal(0)):
        gone = save_week(archive, stay, {("lesson", tuesday): nothing}, NOW, TODAY)
        assert gone.count == (nothing is None)
    assert all_of(archive, "activity") == ()
    assert len(all_of(archive, "activity", deleted=True)) == 1


def test_days_outside_the_stay_or_to_come_are_marked_and_not_written(archive: Archive, stay: str) -> None:
    week = week_of(archive, stay, MONDAY, date(2025, 10, 17))
    assert [day.inside for day in week.days] == [False, True, True, True, True, True, True]
    assert [day.free for day in week.days] == [False, False, False, True, False, True, True]
    assert week.days[3].name == "国庆"
    assert [day.ahead for day in week.days] == [False] * 5 + [True] * 2
    typed = {("lesson", day.day): Decimal(2) for day in week.days}
    saved = save_week(archive, stay, typed, NOW, date(2025, 10, 17))
    # A day off is the person's to fill; the day before the stay and the days to come are not.
    assert sorted(day for _, day in saved.kept) == [
        date(2025, 10, 13),
        date(2025, 10, 18),
        date(2025, 10, 19),
    ]
    assert amounts(week_of(archive, stay, MONDAY, TODAY), "lesson") == ["", "2", "2", "2", "2", "", ""]
    slip = save_week(archive, stay, {("lesson", date(2025, 10, 14)): Decimal(33)}, NOW, TODAY)
    assert slip.kept
    assert slip.change_id == ""


def test_a_week_over_a_terms_edge_is_split(archive: Archive, stay: str) -> None:
    days = (date(2026, 1, 22), date(2026, 1, 23), date(2026, 1, 26), date(2026, 1, 30))
    save_week(archive, stay, {("lesson", day): Decimal(2) for day in days}, NOW, TODAY)
    assert line_of(week_of(archive, stay, date(2026, 1, 19), TODAY), "lesson") == (4, 8, 4)
    assert line_of(week_of(archive, stay, date(2026, 1, 26), TODAY), "lesson") == (4, 8, 4)
    after = week_of(archive, stay, date(2026, 1, 26), TODAY)
    assert after.before == {("lesson", date(2026, 1, 29)): 2, ("lesson", date(2026, 1, 30)): 2}


def test_what_was_written_in_detail_is_shown_and_never_overwritten(archive: Archive, stay: str) -> None:
    tuesday, friday = date(2025, 10, 14), date(2025, 10, 17)
    save_week(archive, stay, {("lesson", tuesday): Decimal(3)}, NOW, TODAY)
    typed = all_of(archive, "activity")[0]
    with change(archive, "activity.edit", NOW) as writing:
        writing.edit(typed.id, {"process": "《草船借箭》第一课时。"})
        units = ({"unit": "time", "amount": Decimal(1)},)
        talk = {"topic": "识字教学漫谈", "state": "held", "kinds": ("lecture",), "starts_on": friday}
        writing.create("activity", {**talk, "exchange_id": stay, "units": units})
        two_days = {"topic": "调研", "state": "held", "kinds": ("survey",), "starts_on": tuesday}
        writing.create("activity", {**two_days, "ends_on": date(2025, 10, 15), "exchange_id": stay})
    week = week_of(archive, stay, MONDAY, TODAY)
    lesson = next(one for one in week.lines if one.kind.code == "lesson").cells[1]
    assert (lesson.amount, lesson.open, lesson.ids) == (Decimal(3), False, (typed.id,))
    lecture = next(one for one in week.lines if one.kind.code == "lecture").cells[4]
    assert (lecture.amount, lecture.words, lecture.open) == (None, "1次", False)
    survey = next(one for one in week.lines if one.kind.kind == "survey").cells
    assert survey[2].goes_on
    wanted = {("lesson", tuesday): Decimal(9), ("lecture", friday): None}
    saved = save_week(archive, stay, wanted, NOW, TODAY)
    assert (saved.change_id, len(saved.kept)) == ("", 2)
    assert get(archive, typed.id).content["units"][0]["amount"] == 3
    assert not get(archive, lecture.ids[0]).deleted


def test_months_keep_what_was_written_beside_what_the_records_say(archive: Archive, stay: str) -> None:
    days = (date(2025, 10, 14), date(2025, 10, 31), date(2025, 11, 3))
    save_week(archive, stay, {("lesson", day): Decimal(2) for day in days}, NOW, TODAY)
    before = months_of(archive, stay, TODAY).notes
    assert [note.month for note in before] == ["2025-10", "2025-11", "2025-12", "2026-01"]
    assert [(note.counted.days, float(note.counted.lessons)) for note in before[:2]] == [(2, 4), (1, 2)]
    assert before[0].days is None
    made = save_months(archive, stay, {"2025-10": {"days": 13, "body": "带三年级语文。"}}, NOW)
    assert made
    assert save_months(archive, stay, {"2025-10": {"days": 13}}, NOW) == ""
    october = months_of(archive, stay, TODAY).notes[0]
    assert (october.days, october.periods, october.body) == (13, None, "带三年级语文。")
    save_months(archive, stay, {"2025-10": {"days": None, "body": ""}}, NOW)
    assert get(archive, stay).content.get("months", ()) == ()


def test_arriving_returning_and_the_hosts_words(archive: Archive, stay: str) -> None:
    arrive(archive, stay, date(2025, 10, 15), NOW)
    with pytest.raises(UserError, match="exchanges.backwards"):
        go_home(archive, stay, date(2025, 10, 14), NOW)
    go_home(archive, stay, date(2026, 1, 28), NOW)
    before = get(archive, stay)
    assert (before.content["state"], before.content["starts_on"]) == ("held", date(2025, 10, 15))
    said = {"by": "罗长庚", "dated": date(2026, 1, 30), "grade": "excellent", "body": "承担语文课。"}
    confirm(archive, stay, said, NOW)
    assert confirm(archive, stay, said, NOW) == ""
    confirm(archive, stay, said | {"grade": "good"}, NOW)
    (words,) = confirmations(archive, stay)
    assert (words.grade, words.school, words.ours) == ("good", "青溪镇中心小学", True)
    assert get(archive, stay).revision_id == before.revision_id
    (row,) = year_of(archive, 2025, TODAY).stays
    assert (row.direction, row.phase(TODAY), row.document, row.grade) == ("out", "over", False, "good")
    assert year_of(archive, 2024, TODAY).stays == ()
