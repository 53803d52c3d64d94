"""Scores on the command line: one line for each, with its formula."""

from typing import TYPE_CHECKING

from edudesk.cli.console import Console
from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.schemes.results import ScoreResult
    from edudesk.services.status import TermStatus


def write_scores(status: "TermStatus", console: Console) -> None:
    """Write one line for each score that is shown, with its formula."""
    from edudesk.services.schemes.explain import say_owed, say_score

    texts = console.texts
    shown = [score for score in status.evaluation.scores if score.shown]
    if not shown:
        return
    rows = [[texts.say(f"cli.score-column-{name}") for name in ("table", "for", "period", "score", "how")]]
    for score in shown:
        node = score.node
        points = "" if node.points is None else f"/{say_score(node.points)}"
        grade = f" {score.grade(texts.language)}" if score.grade else ""
        rows.append(
            [
                score.name(texts.language),
                _for(status, score, texts),
                score.period.label(texts.language),
                f"{say_score(node.value)}{points}{grade}",
                say_owed(texts, node.formula),
            ]
        )
    console.table(rows)
    console.line()


def _for(status: "TermStatus", score: "ScoreResult", texts: Texts) -> str:
    return score.basis.label(texts.language) or status.community.title
