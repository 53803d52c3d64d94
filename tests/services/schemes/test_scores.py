# ruff: noqa: E501 - tables stand here as they are written in a scheme
"""Scores of two published schemes (A8, A17), reckoned by hand in the text of each test."""

from dataclasses import replace
from decimal import Decimal

import pytest

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.facts import Facts

from .making import AUTUMN, EAST, OURS, SPRING, WEST
from .scoring import (
    HEAD,
    NORTH,
    THREE,
    TWO,
    Entered,
    evaluation,
    figure,
    formula,
    missing,
    scored,
    sheet,
    value,
    with_,
)

# -- A8: 主体学校终评 = 自身得分×80% + 成员校平均得分×20%

BUNDLED = (
    HEAD
    + """
[[settings]]
id = "risen"
name = { zh = "位次上升", en = "Risen" }
type = "choice"
default = "any-member"
choices = [{ code = "any-member", name = { zh = "任一成员校", en = "Any member" } }, { code = "all-members", name = { zh = "全部成员校", en = "All members" } }]

[[assessments]]
id = "main"
name = { zh = "主体学校终评", en = "Main school's final score" }
sentence = "主体学校终评由自身得分的80%和共同体学校得分的20%构成。"
of = "lead"
better = { of = ["bundled", "own"], else = "bundled", when = { rise = { figure = "rank", places = 5 }, of = "@risen" } }

[[assessments.steps]]
id = "own"
name = { zh = "自身得分", en = "Own score" }
figure = "mark"

[[assessments.steps]]
id = "bundled"
name = { zh = "捆绑得分", en = "Bundled score" }
parts = [
    { id = "own-part", name = { zh = "自身得分", en = "Own score" }, weight = 80, score = { id = "own" } },
    { id = "member-part", name = { zh = "成员校得分", en = "Members' scores" }, weight = 20, score = { id = "own", of = "members" } },
]
"""
)


def ranks(**places: tuple[int, int]) -> tuple[Entered, ...]:
    """Return the ranks of schools the year before and now."""
    schools = {"east": EAST, "west": WEST, "north": NORTH}
    return tuple(
        figure("rank", schools[name], rank, year)
        for name, both in places.items()
        for year, rank in zip((2024, 2025), both, strict=True)
    )


def marks(facts: Facts, ours: float, *members: float) -> Facts:
    schools = (EAST, WEST, NORTH)
    return with_(
        facts,
        figure("mark", OURS, ours),
        *(figure("mark", one, mark) for one, mark in zip(schools, members, strict=False)),
    )


SAME = ranks(east=(10, 10), west=(12, 12))


def test_two_members_weigh_ten_per_cent_each():
    """90×80% + 80×10% + 70×10% = 72 + 8 + 7 = 87."""
    facts = with_(marks(TWO, 90, 80, 70), *SAME)
    result = scored(BUNDLED, facts, "main")
    assert result.node.value == Decimal(87)
    (bundled,) = (node for node in result.node.inputs if node.id == "bundled")
    assert formula(bundled) == "80%×90 + 20%×75 = 87"
    assert formula(bundled.inputs[1]) == "(80 + 70)÷2 = 75"


def test_three_members_share_the_twenty_per_cent():
    """90×80% + (80+70+72)÷3×20% = 72 + 14.8 = 86.8."""
    facts = with_(marks(THREE, 90, 80, 70, 72), *SAME, *ranks(north=(3, 3)))
    assert value(BUNDLED, facts, name="main") == Decimal("86.80")


@pytest.mark.parametrize(("places", "expected"), [(4, 87), (5, 90), (6, 90)])
def test_the_own_score_stands_when_a_member_rose_five_places(places: int, expected: int):
    """The bundled score is 87, the own one 90; it may be taken from five places on."""
    risen = ranks(east=(10, 10 - places), west=(12, 12))
    assert value(BUNDLED, with_(marks(TWO, 90, 80, 70), *risen), name="main") == expected


def test_a_lower_own_score_is_never_forced_on_anybody():
    """70×80% + 90×20% = 74 is better than 70."""
    facts = with_(marks(TWO, 70, 90, 90), *ranks(east=(10, 4), west=(12, 12)))
    assert value(BUNDLED, facts, name="main") == 74


@pytest.mark.parametrize(("west", "expected"), [((12, 8), 87), ((12, 7), 90)])
def test_all_members_must_have_risen_where_the_setting_says_so(west: tuple[int, int], expected: int):
    facts = with_(marks(TWO, 90, 80, 70), *ranks(east=(10, 5), west=west))
    found = evaluation(BUNDLED, facts, risen="all-members").scores
    assert found[0].node.value == expected


def test_a_rank_fallen_is_no_rise():
    facts = with_(marks(TWO, 90, 80, 70), *ranks(east=(5, 10), west=(12, 12)))
    assert value(BUNDLED, facts, name="main") == 87


def test_a_missing_mark_leaves_the_score_open_and_says_what_to_enter():
    facts = with_(TWO, figure("mark", OURS, 90), figure("mark", EAST, 80), *SAME)
    result = scored(BUNDLED, facts, "main")
    assert result.node.value is None
    assert missing(result.node) == ["西塘：在“考核自查”里填“自身得分”（2025—2026学年）"]
    (bundled,) = (node for node in result.node.inputs if node.id == "bundled")
    assert formula(bundled) == "80%×90 + 20%×—（还有没填的，暂不合计）"


def test_a_missing_rank_leaves_open_which_score_counts():
    facts = with_(marks(TWO, 90, 80, 70), *ranks(east=(10, 9)))
    node = scored(BUNDLED, facts, "main").node
    assert node.value is None
    assert missing(node) == [
        "西塘：在“考核自查”里填“位次”（2025—2026学年）",
        "西塘：在“考核自查”里填“位次”（2024—2025学年）",
    ]


def test_a_missing_rank_does_no_harm_where_both_scores_are_the_same():
    assert value(BUNDLED, marks(TWO, 80, 80, 80), name="main") == 80


def test_one_risen_member_settles_the_exception_whatever_is_missing():
    facts = with_(marks(TWO, 90, 80, 70), *ranks(east=(10, 5)))
    assert value(BUNDLED, facts, name="main") == 90


# -- A17: 常态化第一学期×30% + 第二学期×30% + 帮扶项目或特色发展 40 分

YUHUAN = (
    HEAD
    + """
[[assessments]]
id = "regular"
name = { zh = "常态化考核", en = "Regular work" }
sentence = "常态化考核。"
of = "school"
period = "term"
shown = false
entered = true

[[assessments]]
id = "year"
name = { zh = "共同体学年考核", en = "The year's assessment" }
sentence = "学年考核100分。"
of = "community"
parts = [
    { id = "first", name = { zh = "第一学期常态化", en = "Regular work, term 1" }, points = 30, times = 0.3, ratio = { score = "regular-1", lead = 1, member = 1 } },
    { id = "second", name = { zh = "第二学期常态化", en = "Regular work, term 2" }, points = 30, times = 0.3, ratio = { score = "regular-2", lead = 1, member = 1 } },
    { id = "project", name = { zh = "帮扶项目", en = "Project" }, points = 20, applies = { types = ["fused"] }, ratio = { score = "project-mark", lead = 7, member = 3 } },
    { id = "feature", name = { zh = "特色发展", en = "Feature" }, points = 20, applies = { types = ["fused"] }, ratio = { score = "feature-mark", lead = 3, member = 7 } },
    { id = "project-alone", name = { zh = "帮扶项目", en = "Project" }, points = 40, times = 2, applies = { types = ["loose"] }, ratio = { score = "project-mark", lead = 1, member = 1 } },
]

[[assessments.steps]]
id = "regular-1"
name = { zh = "第一学期常态化", en = "Regular work, term 1" }
score = { id = "regular", term = 1 }

[[assessments.steps]]
id = "regular-2"
name = { zh = "第二学期常态化", en = "Regular work, term 2" }
score = { id = "regular", term = 2 }

[[assessments.steps]]
id = "project-mark"
name = { zh = "帮扶项目得分", en = "Project" }
points = 20
entered = true

[[assessments.steps]]
id = "feature-mark"
name = { zh = "特色发展得分", en = "Feature" }
points = 20
entered = true
"""
)


def of_type(kind: str) -> Facts:
    return replace(TWO, community=replace(TWO.community, type=kind))


def regular(school: str, first: float, second: float) -> tuple[Entered, ...]:
    return tuple(
        sheet({"regular": mark}, school, "regular", term=term)
        for term, mark in ((AUTUMN, first), (SPRING, second))
    )


MARKS = (
    *regular(OURS, 90, 92),
    *regular(EAST, 80, 84),
    *regular(WEST, 70, 88),
    sheet({"project-mark": 18, "feature-mark": 16}, OURS, "year"),
    sheet({"project-mark": 14, "feature-mark": 18}, EAST, "year"),
    sheet({"project-mark": 16, "feature-mark": 20}, WEST, "year"),
)


def test_a_fused_community_weighs_each_item_in_its_own_ratio():
    """Members' means: 75 and 86; 15; 19. Term 1: (90+75)÷2×0.3 = 24.75; term 2: (92+86)÷2×0.3 = 26.7;
    project: (7×18+3×15)÷10 = 17.1; feature: (3×16+7×19)÷10 = 18.1; together 86.65.
    """
    result = scored(YUHUAN, with_(of_type("fused"), *MARKS), "year", "", SPRING)
    assert result.node.value == Decimal("86.65")
    assert formula(result.node) == "24.75 + 26.7 + 17.1 + 18.1 = 86.65"
    first, _, project, feature, alone = result.node.inputs
    assert formula(first) == "(1×90 + 1×75)÷2 = 82.5；×0.3 = 24.75"
    assert formula(project) == "(7×18 + 3×15)÷10 = 17.1"
    assert formula(feature) == "(3×16 + 7×19)÷10 = 18.1"
    assert alone.left_out


def test_a_cooperative_community_has_no_feature_and_equal_halves():
    """24.75 + 26.7 + (18+15)÷2×2 = 33 → 84.45."""
    result = scored(YUHUAN, with_(of_type("loose"), *MARKS), "year", "", SPRING)
    assert result.node.value == Decimal("84.45")


def test_in_the_first_term_the_second_stays_open():
    first_only = [one for one in MARKS if getattr(one, "term", None) != SPRING]
    result = scored(YUHUAN, with_(of_type("fused"), *first_only), "year", "", AUTUMN)
    assert result.node.value is None
    assert formula(result.node).startswith("24.75 + — + 17.1 + 18.1")
    assert missing(result.node) == [
        f"{name}：在“考核自查”的《常态化考核》里填“常态化考核”的得分（2025—2026学年第二学期）"
        for name in ("青禾", "东岭", "西塘")
    ]


def test_a_term_table_stands_for_the_term_shown():
    """In the spring the regular score of a school is that of the spring."""
    facts = with_(of_type("fused"), *MARKS)
    assert value(YUHUAN, facts, name="regular", school=EAST, term=SPRING) == 84
    assert value(YUHUAN, facts, name="regular", school=EAST, term=TermCode(2025, 1)) == 80


def test_hidden_tables_say_that_they_are_only_steps():
    scores = evaluation(YUHUAN, with_(of_type("fused"), *MARKS), SPRING).scores
    assert {one.assessment_id: one.shown for one in scores} == {"regular": False, "year": True}
