"""Checking what the scores of a scheme refer to: rules, figures and each other, without a circle."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from edudesk.services.schemes.reading.tables import Table, nearest
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme import Condition, Figure, FigureNumber, Number, Reckoned
from edudesk.services.schemes.scheme.scoring import (
    Assessment,
    Better,
    ByFigure,
    ByRule,
    Collect,
    Deduct,
    Levels,
    Quantity,
    Rank,
    Ratio,
    Rise,
    ScoreOf,
    ScorePart,
    Sum,
    parts_of,
    targets_of,
)


@dataclass(frozen=True)
class Reference:
    """What a part names: its sort ("rule", "figure", "score"), the field it stands in and the id."""

    sort: str
    field: str
    id: str
    term: int = 0


def check_references(
    root: Table, assessments: Iterable[Assessment], rules: Iterable[Any], figures: Iterable[Figure]
) -> None:
    """Report every rule, figure or score that does not exist, and every circle of scores.

    What a statistic only states has no share that is met.
    """
    tables = tuple(assessments)
    asked = {one.id for one in rules if getattr(one, "kind", None) is not RuleKind.STATISTIC}
    known = {
        "rule": asked,
        "figure": {one.id for one in figures},
        "score": {part.id for one in tables for part in parts_of(one)},
    }
    sound = True
    for assessment in tables:
        for part in parts_of(assessment):
            for each in references_of(part):
                place = Table({}, _place(assessment, part), root.problems)
                if each.id and each.id not in known[each.sort]:
                    sound = False
                    if isinstance(part.method, Levels) and part.method.of.number is not None:
                        continue  # said where the number was read
                    guess = nearest(each.id, known[each.sort])
                    code = f"scheme.no-such-{each.sort}{'-guess' if guess else ''}"
                    place.report(code, each.field, value=each.id, guess=guess)
                elif each.sort == "score" and each.id:
                    sound = _check_score(place, tables, assessment, each) and sound
    if sound and not _has_circle(root, tables):
        _check_figures(root, tables, {one.id for one in figures if one.of == "school"})


def _place(assessment: Assessment, part: ScorePart) -> str:
    inside = "" if part is assessment.whole else f".parts[{part.id}]"
    return f"assessments[{assessment.id}]{inside}"


def _check_score(place: Table, tables: tuple[Assessment, ...], own: Assessment, each: Reference) -> bool:
    found = targets_of(tables, own, each.id)
    if len(found) > 1:
        place.report("scheme.two-scores", each.field, value=each.id)
        return False
    target = found[0][0]
    if target.period == "term" and own.period != "term" and not each.term:
        place.report("scheme.which-term", each.field, value=each.id)
        return False
    return True


def _has_circle(root: Table, tables: tuple[Assessment, ...]) -> bool:
    leads = {
        (own.id, part.id): [
            (target.id, step.id)
            for name in _leads_to(part)
            for target, step in targets_of(tables, own, name)[:1]
        ]
        for own in tables
        for part in parts_of(own)
    }
    done: set[tuple[str, str]] = set()
    for start in leads:
        circle = _circle(start, leads, done, [])
        if circle:
            table = Table({}, f"assessments[{start[0]}]", root.problems)
            table.report("scheme.score-circle", "score", way=" → ".join(part for _, part in circle))
            return True
    return False


def _leads_to(part: ScorePart) -> list[str]:
    inner = [one.id for one in part.method.parts] if isinstance(part.method, Sum) else []
    return inner + [each.id for each in references_of(part) if each.sort == "score"]


def _circle(
    at: tuple[str, str],
    leads: dict[tuple[str, str], list[tuple[str, str]]],
    done: set[tuple[str, str]],
    way: list[tuple[str, str]],
) -> list[tuple[str, str]]:
    if at in way:
        return [*way[way.index(at) :], at]
    if at in done:
        return []
    for further in leads[at]:
        if circle := _circle(further, leads, done, [*way, at]):
            return circle
    done.add(at)
    return []


def _check_figures(root: Table, tables: tuple[Assessment, ...], of_schools: set[str]) -> None:
    """Report figures of schools that would be read for the community as a whole."""
    waiting = [(table, table.whole) for table in tables if table.of == "community"]
    seen = set()
    while waiting:
        own, part = waiting.pop()
        if (own.id, part.id) in seen:
            continue
        seen.add((own.id, part.id))
        for each in references_of(part):
            others = isinstance(part.method, Better) and each.field == "when"
            if each.sort == "figure" and each.id in of_schools and not others:
                place = Table({}, _place(own, part), root.problems)
                place.report("scheme.school-figure", each.field, value=each.id)
        if isinstance(part.method, Ratio) or (
            isinstance(part.method, ScoreOf) and part.method.of in {"lead", "members"}
        ):
            continue
        waiting += [found for name in _leads_to(part) for found in targets_of(tables, own, name)[:1]]


# -- what a part names


def references_of(part: ScorePart) -> list[Reference]:
    """Return the rules, figures and scores that the method of a part names."""
    named: list[Reference] = []
    match part.method:
        case ByRule(rule=name):
            named = [Reference("rule", "rule", name)]
        case Deduct(what=what) | Collect(what=what):
            named = _quantity(what, "owed")
        case Levels(of=what):
            named = _quantity(what, "of")
        case Rank(figure=figure, per_cent_of=whole):
            named = [Reference("figure", "rank", name) for name in (figure, whole) if name]
        case ByFigure(figure=figure):
            named = [Reference("figure", "figure", figure)]
        case ScoreOf(id=name, term=term):
            named = [Reference("score", "score", name, term)]
        case Ratio(score=name):
            named = [Reference("score", "ratio", name)]
        case Better(of=names, otherwise=other, when=when):
            named = [Reference("score", "better", name) for name in (*names, other) if name] + _risen(when)
    return named


def _quantity(what: Quantity, field: str) -> list[Reference]:
    named = (("rule", what.owed), ("figure", what.figure), ("score", what.score))
    figures = [("figure", one) for one in _figures(what.number)]
    return [Reference(sort, field, name) for sort, name in (*named, *figures) if name]


def _figures(number: Number | None) -> list[str]:
    """Return the figures that a number is made of."""
    if isinstance(number, FigureNumber):
        return [number.figure]
    inner = number.numbers if isinstance(number, Reckoned) else ()
    return [name for one in inner for name in _figures(one)]


def _risen(when: Rise | Condition | None) -> list[Reference]:
    return [Reference("figure", "when", when.figure)] if isinstance(when, Rise) else []
