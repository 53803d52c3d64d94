"""The whole examples in the papers, evaluated on small facts with every figure worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from edudesk.services.schemes.checking import look_through
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import (
    DocumentFacts,
    Facts,
    FigureFacts,
    Participant,
    SchoolPart,
)
from edudesk.services.schemes.reading import compose, read_scheme
from edudesk.services.schemes.results import Evaluation
from edudesk.services.standing.differing import say_differences
from edudesk.texts import Texts

from .making import AUTUMN, EAST, FACTS, OURS, SPRING, WEST, activity, person, stay, visits
from .scoring import sheet

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
ZH = Texts("zh")
TODAY = date(2026, 1, 26)


def find(scheme_id: str) -> str | None:
    path = EXAMPLES / f"{scheme_id}.toml"
    return path.read_text("utf-8") if path.exists() else None


def whole(scheme_id: str) -> str:
    return compose(find(scheme_id) or "", find)


def figures(evaluation: Evaluation) -> dict[str, tuple[int, int, str]]:
    return {one.rule_id: (int(one.value), int(one.target), one.state.value) for one in evaluation.results}


def owed(evaluation: Evaluation, rule: str) -> list[str]:
    return [say_owed(ZH, one) for one in evaluation.result(rule).owed]


def lesson(day: int):
    taught = (Participant("p-backbone", role="teacher"),)
    return activity(f"l{day}", kinds=("sent-lesson",), starts_on=date(2025, 10, day), people=taught)


PAIRED = replace(
    FACTS,
    activities=(
        *visits(3),
        activity("west", host_id=WEST, schools=(SchoolPart(OURS, "helper"), SchoolPart(WEST, "helped"))),
        activity("research-1", kinds=("joint-research",), subjects=("chinese",)),
        activity("research-2", kinds=("joint-research",), subjects=("maths",)),
        *(lesson(day) for day in range(1, 9)),
    ),
    exchanges=(stay("exchange", "p-teacher", date(2025, 9, 1), date(2025, 12, 31)),),
    documents=(
        DocumentFacts(
            "reflection", "reflection", date(2026, 1, 25), date(2026, 1, 25), AUTUMN, person_id="p-teacher"
        ),
    ),
    assessments=(
        sheet({"routine": 60, "results": 20}, OURS, "community"),
        sheet({"routine": 70, "results": 30}, EAST, "community"),
        sheet({"routine": 50, "results": 20}, WEST, "community"),
    ),
)
"""Three visits in the east and one in the west, research in two subjects, eight lessons, four months away."""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_nothing_is_wrong_with_an_example(path):
    found = look_through(path.read_text("utf-8"), find)
    assert (found.problems, found.hints) == ((), ())


def test_the_county_asks_what_a_person_works_out():
    found = evaluate(read_scheme(whole("yunxi-county")), PAIRED, AUTUMN, TODAY)
    assert figures(found) == {
        "visits": (3, 4, "missed"),  # 2 of 2 in the east, where a third is one more, and 1 of 2 in the west
        "subjects": (2, 3, "missed"),  # Chinese and maths, not English
        "exchange": (1, 2, "at-risk"),  # 1 of 5 helpers away is 20 %; of that one 0 % is a backbone teacher
        "reflection": (1, 1, "met"),  # the one exchanged teacher's
        "experience": (1, 1, "met"),  # eight lessons sent by one teacher
        "transport": (800, 800, "met"),  # September to December, 200 each
    }
    assert owed(found, "subjects") == ["到 1月23日 还差英语，已经开展的可以补录"]
    (paid,) = found.result("transport").parts
    assert paid.formula is not None
    assert say_owed(ZH, paid.formula) == "200 元 × 4 个月 = 800 元"


def test_the_county_scores_lead_and_members_in_their_ratio():
    """Lead 60 + 20 = 80; members 100 and 70, in the mean 85; 80 × 6/10 + 85 × 4/10 = 82."""
    (score,) = evaluate(read_scheme(whole("yunxi-county")), PAIRED, AUTUMN, TODAY).scores
    assert score.node.value == Decimal(82)
    assert score.grade is not None
    assert score.grade.zh == "合格"


def test_visits_can_be_counted_for_all_partners_together():
    county = whole("yunxi-county")
    found = evaluate(read_scheme(county), PAIRED, AUTUMN, TODAY, {"visits-for": "community"})
    assert figures(found)["visits"] == (4, 2, "met")


def test_the_town_asks_what_it_changed_and_the_rest_as_the_county():
    town, county = read_scheme(whole("yunxi-town")), read_scheme(whole("yunxi-county"))
    found = figures(evaluate(town, PAIRED, AUTUMN, TODAY))
    same = figures(evaluate(county, PAIRED, AUTUMN, TODAY))
    assert found.pop("visits") == (4, 6, "missed")  # 3 of 3 in the east, 1 of 3 in the west
    assert found.pop("forum") == (0, 1, "on-track")
    assert found == {rule: figure for rule, figure in same.items() if rule not in {"visits", "transport"}}
    said = {view.id: view.sort for view in say_differences(ZH, county, town)}
    assert said.keys() >= {"visits", "forum", "transport", "share"}
    assert (said["visits"], said["forum"], said["transport"]) == ("changed", "added", "removed")


def hand_in_hand() -> Facts:
    """Observations in four of the five months, guidance in two fields, 6 periods and 3 half days."""
    experienced = replace(person("p-old", honour="master"), teaching_since=date(2010, 9, 1))
    young = replace(person("p-young"), teaching_since=date(2023, 9, 1))
    return replace(
        FACTS,
        members=FACTS.members[:2],
        people=(experienced, young, *(person(f"p-e{number}", EAST) for number in range(2))),
        figures=(FigureFacts("f", "teachers", None, 2025, value=Decimal(10)),),
        activities=(
            *(
                activity(f"o{month}", kinds=("observation",), starts_on=date(2025, month, 12), people=())
                for month in (9, 10, 11, 12)
            ),
            activity("care", lines=("care",), people=(Participant("p-old", role="guide"),)),
            activity("play", lines=("play",), people=(Participant("p-young", role="guide"),)),
            activity("lesson", kinds=("sent-lesson",), units={"period": Decimal(6)}, people=()),
            activity("research", kinds=("joint-research",), units={"half-day": Decimal(3)}, people=()),
            activity("course", kinds=("training",), units={"attendance": Decimal(42)}, people=()),
        ),
        exchanges=tuple(
            replace(
                stay(f"s{number}", f"p-e{number}", date(2025, 11, 3), date(2025, 11, 14), back=True),
                form="shadowing",
            )
            for number in range(2)
        ),
    )


def test_the_kindergartens_figures_are_those_worked_out_by_hand():
    scheme = read_scheme(whole("qingyan-kindergarten"))
    found = evaluate(scheme, hand_in_hand(), AUTUMN, TODAY)
    assert figures(found) | {"papers": ()} == {
        "half-day": (4, 5, "missed"),  # September to January, none in January
        "lines": (2, 3, "missed"),  # nothing on families
        "periods": (12, 12, "met"),  # 6 periods, and 3 half days at 3 each of which 6 count
        "shadowing": (20, 30, "on-track"),  # 2 of the 10 teachers entered; 12 % would keep pace
        "attendances": (42, 0, "not-applicable"),
        "papers": (),
        "year-summary": (0, 0, "not-applicable"),  # due in June
        "guides": (1, 2, "missed"),  # fifteen years fit, two do not
    }
    assert figures(found)["papers"][:2] == (9, 9)
    spring = evaluate(scheme, hand_in_hand(), SPRING, date(2026, 6, 25))
    assert figures(spring)["year-summary"] == (0, 1, "at-risk")


def test_a_community_without_schools_names_everything_itself():
    """Visits in all five months in the east, in two in the west; one member sent somebody to the core."""
    east = tuple(
        activity(
            f"e{month}", kinds=("expert-visit",), starts_on=date(2026 if month == 1 else 2025, month, 12)
        )
        for month in (9, 10, 11, 12, 1)
    )
    west = tuple(
        activity(
            f"w{month}",
            kinds=("expert-visit",),
            starts_on=date(2025, month, 20),
            host_id=WEST,
            schools=(SchoolPart(OURS), SchoolPart(WEST)),
        )
        for month in (9, 10)
    )
    trained = replace(stay("x", "p-east", date(2025, 11, 3), date(2025, 11, 14), back=True), form="shadowing")
    facts = replace(FACTS, activities=(*east, *west), exchanges=(trained,))
    found = evaluate(read_scheme(whole("medical-community")), facts, AUTUMN, TODAY)
    assert figures(found) == {
        "core": (1, 1, "met"),
        "members": (2, 2, "met"),
        "expert-visits": (7, 10, "missed"),
        "training": (1, 2, "missed"),
        "rights-list": (0, 0, "not-applicable"),  # by the end of March
        "shared-list": (0, 0, "not-applicable"),
    }


def test_hospital_and_members_are_joined_four_to_six():
    """The core 50 + 30 = 80, the members 100 and 80, in the mean 90: 80 × 4/10 + 90 × 6/10 = 86."""
    sheets = (
        ({"service": 50, "management": 30}, OURS),
        ({"service": 60, "management": 40}, EAST),
        ({"service": 50, "management": 30}, WEST),
    )
    entered = tuple(sheet(points, school, "year") for points, school in sheets)
    found = evaluate(
        read_scheme(whole("medical-community")), replace(FACTS, assessments=entered), AUTUMN, TODAY
    )
    (score,) = found.scores
    assert score.node.value == Decimal(86)
    assert score.grade is not None
    assert score.grade.zh == "优秀"
