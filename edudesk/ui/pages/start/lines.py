"""What the rail says of each answer."""

from collections.abc import Mapping, Sequence

from edudesk.services.calendar import term_label
from edudesk.services.starting.answers import PARTNERS, SCHEME, TERM, Answers, days_of
from edudesk.texts import Label
from edudesk.ui.session import Session

_TWO = 2


def rail_lines(session: Session, answers: Answers, schemes: Mapping[str, Label]) -> tuple[Sequence[str], ...]:
    """Return at most two lines for each of the five steps."""
    return (
        [answers.name.strip()] if answers.name.strip() else [],
        _partners(session, answers),
        _scheme(session, answers, schemes),
        _term(session, answers),
        [session.say("start.answer.people", count=answers.imported)] if answers.imported else [],
    )


def _partners(session: Session, answers: Answers) -> Sequence[str]:
    if PARTNERS in answers.skipped:
        return [session.say("start.skipped")]
    names = [partner.name for partner in answers.named]
    if len(names) <= _TWO:
        return names
    return [session.say("start.answer.some", first=names[0], count=len(names), more=len(names) - 1)]


def _scheme(session: Session, answers: Answers, schemes: Mapping[str, Label]) -> Sequence[str]:
    if SCHEME in answers.skipped:
        return [session.say("start.skipped")]
    name = schemes.get(answers.scheme or "")
    return [name(session.texts.language)] if name else []


def _term(session: Session, answers: Answers) -> Sequence[str]:
    if answers.reached < TERM:
        return []
    days = days_of(answers, session.clock.today())
    name = term_label(days.code)(session.texts.language)
    run = session.say("start.answer.days", first=_day(session, days.first), last=_day(session, days.last))
    return [name, run]


def _day(session: Session, day: object) -> str:
    return f"{day:%Y.%m.%d}" if session.texts.language == "zh" else f"{day:%d %b %Y}"
