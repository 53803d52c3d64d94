"""考核自查 on 首页: each table with the score so far, and how much is still open. No score is owed."""

from collections.abc import Iterator, Sequence

from edudesk.services.schemes.explain import say_score
from edudesk.services.schemes.results import ScoreResult
from edudesk.services.standing.view import ScoreRow
from edudesk.services.status import TermStatus
from edudesk.texts import Texts


def score_rows(texts: Texts, statuses: Sequence[TermStatus]) -> tuple[ScoreRow, ...]:
    """Return our own school's score in every table, and those of whole communities."""
    scored = [status for status in statuses if any(table.shown for table in status.scheme.assessments)]
    return tuple(row for status in scored for row in _rows(texts, status, named=len(scored) > 1))


def _rows(texts: Texts, status: TermStatus, *, named: bool) -> Iterator[ScoreRow]:
    ours = {school.id for school in status.facts.schools if school.ours}
    for score in status.evaluation.scores:
        if score.shown and (not score.basis.id or score.basis.id in ours):
            yield _row(texts, status, score, status.community.title if named else "")


def _row(texts: Texts, status: TermStatus, score: ScoreResult, community: str) -> ScoreRow:
    node, name = score.node, score.name(texts.language)
    code = "assess.score-known" if node.value is not None else "assess.score-open"
    fact = texts.say(code, score=say_score(node.value), count=len(node.missing))
    spoken = texts.say("assess.score-spoken", name=name, fact=fact)
    school = score.basis.id or None
    is_open = node.value is None
    return ScoreRow(
        status.community.id, score.assessment_id, school, name, community, fact, spoken, open=is_open
    )
