"""What deserves a look is said, and nothing is stopped by it."""

from datetime import date, datetime
from typing import Any

import pytest

from edudesk.texts import Texts
from edudesk.ui.pages.record.advice import Standpoint, advise, listed
from edudesk.ui.pages.record.facts import seven_facts
from edudesk.ui.pages.record.telling import Quantity, Someone, Told, Where
from edudesk.ui.papers.paper import Paper
from edudesk.ui.papers.taking import told_kind

TODAY = date(2025, 12, 16)
TEXTS = Texts("zh")


def paper(day: int | None, twin: str = "") -> Paper:
    taken = datetime(2025, 12, day, 10, 5) if day else None
    return Paper(f"p{day}", "IMG.jpg", "photo", "0" * 64, taken, twin=twin)


def codes(told: Told, *papers: Paper, base: dict[str, Any] | None = None, holiday: str = "") -> list[str]:
    return [one.code for one in advise(TEXTS, told, papers, Standpoint(TODAY, 14, base or {}, holiday), ())]


def test_photos_of_the_day_and_without_a_day_say_nothing() -> None:
    assert codes(Told(day=TODAY), paper(16), paper(None)) == []
    assert codes(Told(day=date(2025, 12, 15), more={"ends_on": TODAY}), paper(15), paper(16)) == []


def test_a_photo_of_another_day_is_pointed_out_with_its_day() -> None:
    (notice,) = advise(TEXTS, Told(day=TODAY), [paper(9), paper(16)], Standpoint(TODAY, 14, {}), ())
    assert notice.words == "有 1 张照片是12月9日拍的，和活动日期不同。请看一眼。"
    assert [words for _, words in notice.links] == ["看照片", "没问题"]
    assert advise(TEXTS, Told(day=TODAY), [paper(9)], Standpoint(TODAY, 14, {}), {"other-day"}) == ()


def test_the_same_picture_elsewhere_is_named() -> None:
    (notice,) = advise(TEXTS, Told(day=TODAY), [paper(16, "送教下乡")], Standpoint(TODAY, 14, {}), ())
    assert "送教下乡" in notice.words


@pytest.mark.parametrize(
    ("state", "day", "found"),
    [
        ("held", date(2025, 12, 2), []),
        ("held", date(2025, 12, 1), ["late"]),
        ("planned", date(2025, 12, 1), ["held-now"]),
        ("planned", date(2025, 12, 17), []),
        ("held", date(2025, 12, 17), ["future"]),
        ("cancelled", date(2025, 12, 1), []),
    ],
)
def test_the_day_is_held_against_today(state: str, day: date, found: list[str]) -> None:
    assert codes(Told(state=state, day=day)) == found


def test_who_plans_for_today_is_not_asked_whether_it_was_held() -> None:
    assert codes(Told(state="planned", day=TODAY)) == []
    assert codes(Told(state="planned", day=TODAY), base={"state": "planned"}) == ["held-now"]


def test_what_was_entered_in_time_is_not_late_for_being_changed() -> None:
    assert codes(Told(day=date(2025, 9, 1)), base={"state": "held"}) == []
    assert codes(Told(day=date(2025, 9, 1)), base={"state": "planned"}) == ["late"]


def test_a_day_in_the_holidays_names_its_term() -> None:
    assert codes(Told(day=TODAY), holiday="2025—2026学年第一学期") == ["holiday"]


def test_seven_facts_are_counted_as_they_are_told() -> None:
    assert sum(fact.told for fact in seven_facts(TEXTS, Told(), ())) == 0
    told = Told(
        day=TODAY,
        quantities=(Quantity("1"),),
        where=Where.OURS,
        partners=("x",),
        topic="送教",
        theirs=(Someone("莫春燕"),),
        result="好",
    )
    assert sum(fact.told for fact in seven_facts(TEXTS, told, [paper(16)])) == 7
    last = seven_facts(TEXTS, told, [paper(16)], ["签到表"])[-1]
    assert (last.told, last.missing) == (False, "签到表")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("签到表.jpg", "sign-in"),
        ("12月16日签到.pdf", "sign-in"),
        ("教案-分数.docx", "lesson-plan"),
        ("IMG_1234.jpg", ""),
        ("照片1.jpg", ""),
    ],
)
def test_a_file_is_what_its_name_says(name: str, kind: str) -> None:
    assert told_kind(name) == kind


def test_words_are_listed_as_one_says_them() -> None:
    assert listed(TEXTS, ["甲", "乙", "丙"]) == "甲、乙、丙"
    assert listed(TEXTS, []) == ""
