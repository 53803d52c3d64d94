"""A7: twenty synchronous lessons by September, studies, research both ways, contests, papers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from edudesk.services.schemes.facts import CommunityFacts, MemberFacts, SchoolFacts
from edudesk.services.schemes.results import State
from tests.services.schemes.making import AUTUMN, EAST, FACTS, OURS, SPRING, WEST, activity, figures

from .making import away, by, having, held, judge, pair, paper

JUDGE = judge("kaihua-chihuai")
POINT = "s-point"
SUMMER = date(2026, 9, 10)
TOWN = replace(
    FACTS,
    community=CommunityFacts("c", "池淮教共体", since=date(2025, 1, 1)),
    schools=(*FACTS.schools, SchoolFacts(POINT, "上坑教学点", stage="primary", location="village")),
    members=(*FACTS.members, MemberFacts(POINT, "teaching-point")),
)


def lessons(subject: str, count: int, day: date = date(2025, 9, 10), **changes: Any):
    return activity(
        f"sync-{subject}",
        starts_on=day,
        kinds=("sync-lesson",),
        form="online",
        subjects=(subject,),
        units={"lesson": Decimal(count)},
        **changes,
    )


@pytest.mark.parametrize(
    ("chinese", "maths", "art", "value", "state"),
    [
        (10, 10, 0, 2, State.MET),  # 20 in all, two subjects with ten
        (11, 9, 0, 1, State.MISSED),  # 20 in all, one subject with ten
        (15, 4, 0, 0, State.MISSED),  # 19 in all
        (10, 9, 5, 1, State.MISSED),  # 24 in all, one subject with ten
        (10, 9, 10, 2, State.MET),  # two of three subjects
        (30, 0, 0, 1, State.MISSED),
    ],
)
def test_ten_lessons_in_each_of_two_subjects_and_twenty_in_all(chinese, maths, art, value, state):
    counts = {"chinese": chinese, "maths": maths, "art": art}
    facts = having(TOWN, [lessons(subject, count) for subject, count in counts.items() if count])
    assert figures(JUDGE("sync-lessons", facts)) == (value, 2, state)


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"starts_on": date(2025, 9, 30)}, True),
        ({"starts_on": date(2025, 10, 1)}, False),
        ({"starts_on": date(2025, 3, 10)}, True),
        ({"starts_on": date(2024, 12, 30)}, False),
        ({"state": "planned"}, False),
        ({"deleted": True}, False),
    ],
)
def test_the_lessons_are_given_by_the_end_of_september(changes, counts):
    facts = having(TOWN, [replace(lessons("chinese", 20), **changes)])
    assert JUDGE("sync-lessons", facts).value == (1 if counts else 0)
    later = JUDGE("sync-lessons", facts, {"sync-by": "10-31"})
    assert later.period.last == date(2025, 10, 31)
    assert JUDGE("sync-lessons", facts, {"sync-from": "09-01"}).period.first == date(2025, 9, 1)


@pytest.mark.parametrize(("count", "state"), [(7, State.MISSED), (8, State.MET), (9, State.EXCEEDED)])
def test_eight_online_studies(count, state):
    facts = having(TOWN, held(count, "online-study", subjects=("chinese",)))
    assert JUDGE("online-study", facts, today=SUMMER, term=SPRING).state is state
    each = JUDGE("online-study", facts, {"study-count": "subject"}, today=SUMMER, term=SPRING)
    assert figures(each) == (1 if count >= 8 else 0, 2, State.MISSED)  # Chinese and maths are listed
    year = JUDGE("online-study", facts, {"year": "calendar-year"})
    assert year.period.last == date(2025, 12, 31)


def test_an_online_review_by_both_sides_follows_every_lesson():
    both = by("p-backbone", "p-east")
    given = [lessons("chinese", 1), lessons("maths", 1)]
    reviews = held(2, "online-review", form="online", people=both)
    assert figures(JUDGE("online-review", having(TOWN, given, reviews), today=SUMMER, term=SPRING)) == (
        2,
        2,
        State.MET,
    )
    fewer = having(TOWN, given, reviews[:1])
    assert figures(JUDGE("online-review", fewer, today=SUMMER, term=SPRING)) == (1, 2, State.MISSED)
    one_sided = having(TOWN, given, held(2, "online-review", form="online", people=by("p-backbone")))
    assert JUDGE("online-review", one_sided, today=SUMMER, term=SPRING).value == 0
    assert JUDGE("online-review", TOWN).state is State.NOT_APPLICABLE


def researched(count: int):
    return held(count, "joint-research")


THERE = held(1, "demonstration-lesson", people=by("p-backbone", role="teacher"))
HERE = held(1, "open-lesson", host_id=OURS, people=by("p-east", role="teacher"))


@pytest.mark.parametrize(
    ("records", "value", "state"),
    [
        ((*researched(4), *THERE, *HERE), 3, State.MET),
        ((*researched(3), *THERE, *HERE), 2, State.MISSED),
        ((*researched(4), *THERE), 2, State.MISSED),
        ((*researched(4), *HERE), 2, State.MISSED),
        (held(4, "joint-research", form="online"), 0, State.MISSED),
    ],
)
def test_research_on_site_with_lessons_in_both_directions(records, value, state):
    found = JUDGE("research", having(TOWN, records), today=SUMMER, term=SPRING)
    assert figures(found) == (value, 3, state)


def test_exchanged_backbone_teachers_cover_every_member():
    first, last = date(2025, 9, 8), date(2026, 1, 16)
    stays = [
        away("e", "p-backbone", first, last),
        away("w", "p-backbone-2", first, last, to_id=WEST),
        away("p", "p-teacher", first, last, to_id=POINT),
    ]
    facts = having(TOWN, stays)
    assert figures(JUDGE("exchange-covers", facts, today=SUMMER, term=SPRING)) == (2, 3, State.MISSED)
    every = JUDGE("exchange-covers", facts, {"backbone": "any"}, today=SUMMER, term=SPRING)
    assert figures(every) == (3, 3, State.MET)


@pytest.mark.parametrize(("count", "state"), [(1, State.MISSED), (2, State.MET), (3, State.EXCEEDED)])
def test_two_mentor_pairs_in_all_or_for_each_member(count, state):
    pairs = [pair(f"m{number}", "p-backbone", "p-east") for number in range(count)]
    facts = having(TOWN, pairs)
    assert JUDGE("pairs", facts, today=SUMMER, term=SPRING).state is state
    each = JUDGE("pairs", facts, {"pair-count": "member"}, today=SUMMER, term=SPRING)
    assert figures(each) == (min(count, 2), 6, State.MISSED)  # East's pairs alone, of two for three members


@pytest.mark.parametrize(
    ("rule", "kind", "least"),
    [("quality-analysis", "quality-analysis", 2), ("homework-seminar", "homework-seminar", 3)],
)
def test_meetings_of_the_term(rule, kind, least):
    for count, state in ((least - 1, State.MISSED), (least, State.MET), (least + 1, State.EXCEEDED)):
        assert figures(JUDGE(rule, having(TOWN, held(count, kind)))) == (count, least, state)
    assert JUDGE(rule, having(TOWN, held(least, kind)), term=SPRING, today=SUMMER).value == 0


@pytest.mark.parametrize("rule", ["contest-young", "contest-backbone"])
def test_a_contest_names_its_subject(rule):
    other = "contest-backbone" if rule == "contest-young" else "contest-young"
    facts = having(TOWN, held(1, rule, subjects=("maths",)))
    assert figures(JUDGE(rule, facts)) == (1, 1, State.MET)
    assert figures(JUDGE(rule, facts, {"contest-count": "subject"})) == (1, 2, State.MISSED)
    assert JUDGE(rule, having(TOWN, held(1, rule))).value == 0  # no subject
    assert JUDGE(rule, having(TOWN, held(1, other, subjects=("maths",)))).value == 0


@pytest.mark.parametrize(
    ("rule", "kind", "needed"),
    [
        ("sync-papers", "sync-lesson", ("photo", "lesson-table", "transcript")),
        ("study-papers", "online-study", ("review-record", "photo")),
        ("research-papers", "joint-research", ("record",)),
    ],
)
def test_papers_with_the_activities(rule, kind, needed):
    for missing in (None, *needed):
        kinds = frozenset(needed) - {missing}
        found = JUDGE(rule, having(TOWN, held(1, kind, evidence_kinds=kinds)))
        assert (found.state is State.MET) == (missing is None)


@pytest.mark.parametrize(
    ("rule", "kind", "due"),
    [
        ("exchange-list", "list", date(2025, 10, 1)),
        ("programme", "programme", date(2025, 10, 1)),
        ("agreement", "agreement", date(2025, 10, 1)),
        ("sync-table", "sync-table", date(2025, 9, 30)),
    ],
)
def test_what_is_uploaded_by_its_day(rule, kind, due):
    for days, state in ((0, State.MET), (1, State.MISSED)):
        handed = date.fromordinal(due.toordinal() + days)
        assert JUDGE(rule, having(TOWN, [paper(kind, due, handed_on=handed)]), term=AUTUMN).state is state


def test_one_core_and_three_schools_with_one_teaching_point():
    for rule, value in (("core", 1), ("supported", 3), ("teaching-point", 1)):
        found = JUDGE(rule, TOWN)
        assert (int(found.value), found.state, found.warning) == (value, State.MET, True)
    assert JUDGE("supported", FACTS).state is State.MISSED
    assert JUDGE("teaching-point", FACTS).state is State.MISSED


def test_teachers_who_went_to_the_members_come_first():
    stays = [
        away("e", "p-backbone", date(2025, 9, 8), date(2026, 1, 16)),
        away("back", "p-east", date(2025, 9, 8), date(2026, 1, 16), from_id=EAST, to_id=OURS),
    ]
    found = JUDGE("priority", having(TOWN, stays))
    assert [(part.basis.id, part.state) for part in found.parts] == [("p-backbone", State.MET)]


@pytest.mark.parametrize(
    ("rule", "kind", "setting"),
    [
        ("exchange-list", "list", "list-days"),
        ("programme", "programme", "list-days"),
        ("agreement", "agreement", "agreement-days"),
    ],
)
def test_days_of_grace_are_settings(rule, kind, setting):
    late = having(TOWN, [paper(kind, date(2025, 10, 2))])
    assert JUDGE(rule, late).state is State.MISSED
    assert JUDGE(rule, late, {setting: 31}).state is State.MET
