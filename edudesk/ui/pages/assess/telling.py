"""What the head of the page says: the score, what is still open, and the other tables' scores."""

from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.pages.assess.questions import Assessed

if TYPE_CHECKING:
    from edudesk.services.standing.assessing import AssessmentTable, SubjectView

UNKNOWN = "—"


def title_of(texts: Texts, subject: "SubjectView") -> str:
    """Return the answer: the score, or how much is missing before there is one."""
    if subject.value == UNKNOWN:
        return texts.say("assess.title-open", count=len(subject.missing))
    sort = "reviewed" if any(row.review for row in subject.rows) else "own"
    score = texts.say(f"assess.title-{sort}", score=subject.value)
    if subject.grade:
        score = texts.say("assess.title-graded", score=score, grade=subject.grade)
    if subject.missing:
        return texts.say("assess.title-besides", score=score, count=len(subject.missing))
    return score


def second_of(texts: Texts, known: Assessed, table: "AssessmentTable", subject: "SubjectView") -> str:
    """Return whose score it is and of when, then the score of the whole community where it has one."""
    said = [subject.name, subject.period]
    for other in known.tables:
        if other.community_id != table.community_id or other.id == table.id or subject.school_id is None:
            continue
        whole = next((one for one in other.subjects if one.school_id is None), None)
        if whole is not None:
            code = "assess.other-open" if whole.value == UNKNOWN else "assess.other"
            said.append(texts.say(code, name=other.name, score=whole.value))
    return " · ".join(said)
