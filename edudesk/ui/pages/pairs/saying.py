"""A pair in the words of its card and its row."""

from typing import TYPE_CHECKING

from edudesk.services.schemes.results import State
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from datetime import date

    from edudesk.services.pairing.overview import PairCard


def state_words(session: Session, card: "PairCard") -> tuple[State, str]:
    """Return how a pair stands, as glyph and words."""
    if card.state == "running":
        owed = [month for month in card.months if month.past and month.owed]
        if owed:
            return owed[-1].state, session.say("pairs.state-owed", count=sum(one.owed for one in owed))
        return (
            (State.ON_TRACK, session.say("pairs.state-idle"))
            if card.idle
            else (
                State.MET,
                session.say("pairs.state-met"),
            )
        )
    state = State.MET if card.state == "done" else State.NOT_APPLICABLE
    return state, session.say(f"pairs.state-{card.state}")


def couple_words(session: Session, card: "PairCard") -> str:
    """Return ``方若兰 → 莫春燕``."""
    from edudesk.services.pairing.overview import couple

    return couple(session.texts, card)


def about_words(card: "PairCard") -> str:
    """Return kind and subject, where they are known."""
    return "　".join(part for part in (card.kind, card.subject) if part)


def school_words(session: Session, card: "PairCard") -> str:
    """Return the schools of both sides."""
    from edudesk.services.pairing.overview import schools_of

    return schools_of(session.texts, card)


def span_words(session: Session, first: "date | None", last: "date | None") -> str:
    """Return from when to when, with years."""
    if first is None and last is None:
        return session.say("pairs.no-dates")
    if first is None or last is None:
        code = "pairs.until" if first is None else "pairs.since"
        return session.say(code, day=(first or last))
    return f"{first.isoformat()} — {last.isoformat()}"


def count_words(session: Session, card: "PairCard") -> str:
    """Return how many sessions there were in the term, and when the last one was."""
    from edudesk.services.standing.words import say_day

    said = session.say("pairs.held", count=card.held)
    if card.planned:
        said += session.say("pairs.and-planned", count=card.planned)
    if card.last:
        said += session.say("pairs.and-last", day=say_day(session.texts, card.last))
    return said


def spoken(session: Session, card: "PairCard") -> str:
    """Return the whole card in one sentence."""
    parts = (
        couple_words(session, card),
        about_words(card),
        school_words(session, card),
        state_words(session, card)[1],
        count_words(session, card),
        ("；" if session.texts.language == "zh" else "; ").join(month.spoken for month in card.months),
    )
    return session.texts.phrase(parts)
