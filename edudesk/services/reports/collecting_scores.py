"""From scores to what the assessment report is told."""

from collections.abc import Iterator

from edudesk.services.reports.assessments import IndicatorFacts, ScoreFacts
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes.explain import say_owed, say_score
from edudesk.services.schemes.results import ScoreNode, ScoreResult
from edudesk.services.schemes.sheeted import REVIEW, SELF, Sheeted, SheetLines, nodes_of
from edudesk.texts import Label

_COUNT = Label("数量 {count}", "number {count}")
_REVIEW, _OWN = Label("考评：", "Reviewer: "), Label("自评：", "Own: ")
_SHEETS = frozenset({"assessment", "figure"})


def score_facts(work: TermWork) -> tuple[ScoreFacts, ...]:
    """Return every shown score of the term with its indicators, in the order of the scheme's tables."""
    sheets = SheetLines(work.status.facts.assessments)
    return tuple(_score(work, sheets, one) for one in work.status.evaluation.scores if one.shown)


def _score(work: TermWork, sheets: SheetLines, score: ScoreResult) -> ScoreFacts:
    language, node = work.language, score.node
    return ScoreFacts(
        table=score.name(language),
        sentence=score.sentence,
        subject=score.basis.label(language) or str(work.status.community.content["name"]),
        period=score.period.label(language),
        value=say_score(node.value),
        points="" if node.points is None else say_score(node.points),
        grade=score.grade(language) if score.grade else "",
        formulas=tuple(_formulas(work, node)),
        vetoes=tuple(say_owed(work.texts, one) for one in score.vetoes),
        missing=tuple(say_owed(work.texts, one) for one in node.missing),
        indicators=tuple(_indicators(work, sheets, node)),
    )


def _formulas(work: TermWork, node: ScoreNode) -> Iterator[str]:
    """Give the formula of a score, then of each step that is itself made of others."""
    for one, _ in nodes_of(node):
        if one is node or (one.inputs and not one.left_out):
            yield f"{one.name(work.language)}：{say_owed(work.texts, one.formula)}"


def _indicators(work: TermWork, sheets: SheetLines, top: ScoreNode) -> Iterator[IndicatorFacts]:
    for node, depth in nodes_of(top):
        if node is top or node.left_out:
            continue
        own, review = sheets.written(node.place, SELF), sheets.written(node.place, REVIEW)
        shown = [one.id for one in node.counted if one.record not in _SHEETS]
        evidence = dict.fromkeys((*shown, *sheets.links(node.place)))
        yield IndicatorFacts(
            depth - 1,
            node.name(work.language),
            node.sentence,
            _worth(node),
            _entered(work, own),
            _entered(work, review),
            say_score(node.value),
            tuple(work.titles.get(one, one) for one in evidence),
            tuple(_reasons(work, node, own, review)),
        )


def _worth(node: ScoreNode) -> str:
    if node.weight is not None:
        return f"{say_score(node.weight)}%"
    points = "" if node.points is None else say_score(node.points)
    return f"+{points}" if node.bonus else points


def _entered(work: TermWork, line: Sheeted) -> str:
    return line.score or (_COUNT(work.language).format(count=line.count) if line.count else "")


def _reasons(work: TermWork, node: ScoreNode, own: Sheeted, review: Sheeted) -> Iterator[str]:
    """Give how the points were reckoned, where that is no mere entry, and why some were taken."""
    if node.value is not None and not node.inputs and not own.score and not review.score:
        yield say_owed(work.texts, node.formula)
    notes = [(_REVIEW, review.note), (_OWN, own.note)]
    if review.note == own.note or not (review.note and own.note):
        yield from dict.fromkeys(note for _, note in notes if note)
    else:
        yield from (f"{who(work.language)}{note}" for who, note in notes)
