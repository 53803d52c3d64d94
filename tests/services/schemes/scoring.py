"""A scheme with assessment tables, and invented sheets and figures for its scores."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import (
    AssessmentFacts,
    Facts,
    FigureFacts,
    MemberFacts,
    SchoolFacts,
    ScoreLine,
)
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import Evaluation, ScoreNode, ScoreResult
from edudesk.texts import Language, Texts

from .making import AFTER, AUTUMN, FACTS, OURS

Entered = FigureFacts | AssessmentFacts
OPEN = None
"""The value of a score that waits for something."""
NORTH = "s-north"
THREE = replace(
    FACTS,
    schools=(*FACTS.schools, SchoolFacts(NORTH, "北坡小学", "北坡", "primary", "village")),
    members=(*FACTS.members, MemberFacts(NORTH, "member")),
    agreements=(),
)
TWO = replace(FACTS, agreements=())
"""A lead and two members."""

HEAD = """
format = "edudesk-scheme 0.2"
id = "own"
version = "1"
name = { zh = "自定", en = "Own" }
source = "自定"
cycle = { years = 2 }

[[types]]
code = "fused"
name = { zh = "融合型", en = "Fused" }

[[types]]
code = "loose"
name = { zh = "协作型", en = "Cooperative" }

[[figures]]
id = "mark"
name = { zh = "自身得分", en = "Own mark" }
unit = { zh = "分", en = "points" }

[[figures]]
id = "rank"
name = { zh = "位次", en = "Rank" }
unit = { zh = "分", en = "points" }

[[figures]]
id = "count"
name = { zh = "参评校数", en = "Schools assessed" }
unit = { zh = "分", en = "points" }
of = "community"

[[quotas]]
id = "visits"
name = { zh = "到校指导", en = "Visits" }
sentence = "每学期到校指导不少于4次。"
period = "term"
condition = { select = { kinds = ["guidance"] }, at_least = 4 }
"""
NAME = 'name = { zh = "表", en = "Table" }\nsentence = "考核。"\n'


def table(body: str, of: str = "lead") -> str:
    """Return a scheme with one assessment table ``t``."""
    return f'{HEAD}\n[[assessments]]\nid = "t"\n{NAME}of = "{of}"\n{body}'


def part(identity: str, body: str) -> str:
    return f'{{ id = "{identity}", name = {{ zh = "{identity}", en = "{identity}" }}, {body} }}'


def parts(*each: str) -> str:
    return "parts = [\n" + ",\n".join(each) + "\n]\n"


def figure(code: str, school: str | None, value: float | str, year: int = 2025) -> FigureFacts:
    return FigureFacts(f"f-{code}-{school}-{year}", code, school, year, value=Decimal(str(value)))


def sheet(
    lines: Mapping[str, float | str],
    school: str | None = OURS,
    name: str = "t",
    part_: str = "self",
    term: TermCode | None = None,
) -> AssessmentFacts:
    """Return a filled-in sheet; a value such as ``"2x"`` is a count and no score."""
    made = tuple(
        ScoreLine(indicator, count=Decimal(value[:-1]))
        if isinstance(value, str) and value.endswith("x")
        else ScoreLine(indicator, Decimal(str(value)))
        for indicator, value in lines.items()
    )
    return AssessmentFacts(f"{name}-{school}-{part_}-{term}", name, school, 2025, term, part_, lines=made)


def said(node: ScoreNode) -> tuple[Decimal | None, str]:
    """Return a score with its formula."""
    return node.value, formula(node)


def with_(facts: Facts, *entered: Entered) -> Facts:
    figures = tuple(each for each in entered if isinstance(each, FigureFacts))
    sheets = tuple(each for each in entered if isinstance(each, AssessmentFacts))
    return replace(facts, figures=facts.figures + figures, assessments=facts.assessments + sheets)


def evaluation(text: str, facts: Facts, term: TermCode = AUTUMN, **settings: str) -> Evaluation:
    assert check_scheme(text) == ()
    return evaluate(read_scheme(text, settings), facts, term, AFTER, settings)


def scored(
    text: str, facts: Facts, name: str = "t", school: str = OURS, term: TermCode = AUTUMN
) -> ScoreResult:
    """Return the score of a table for a school, or the community's with an empty ``school``."""
    found = evaluation(text, facts, term).scores
    (one,) = (each for each in found if each.assessment_id == name and each.basis.id == school)
    return one


def value(text: str, facts: Facts, **asked: Any) -> Decimal | None:
    """Return a score with two decimals, as it is shown."""
    found = scored(text, facts, **asked).node.value
    return None if found is None else found.quantize(Decimal("0.01"))


def formula(node: ScoreNode, language: Language = "zh") -> str:
    return say_owed(Texts(language), node.formula)


def missing(node: ScoreNode) -> list[str]:
    return [say_owed(Texts("zh"), each) for each in node.missing]
