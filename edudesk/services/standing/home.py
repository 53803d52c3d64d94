"""首页 in words: the answer, what is owed with one next step each, what is done, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.services.calendar import Term, TermCode, default_term, term_of
from edudesk.services.schemes.results import State
from edudesk.services.standing.live import Standing, in_term
from edudesk.services.standing.rows import DONE, IDLE, OWED, done_rows, idle_rows, owed_rows, rule_key, shown
from edudesk.services.standing.scores import score_rows
from edudesk.services.standing.side import Dates, gap_rows, pair_rows
from edudesk.services.standing.view import Blank, CountChip, Figure, HomeView, RecordKey, Step, Waiting
from edudesk.services.standing.words import say_day, say_weekday, week_number
from edudesk.services.standing.written import writings
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

_CHIPS = (
    ("done", State.MET, frozenset({State.MET, State.EXCEEDED})),
    ("on-track", State.ON_TRACK, frozenset({State.ON_TRACK})),
    ("at-risk", State.AT_RISK, frozenset({State.AT_RISK})),
    ("missed", State.MISSED, frozenset({State.MISSED})),
    ("not-applicable", State.NOT_APPLICABLE, frozenset({State.NOT_APPLICABLE})),
)
_WHEN_ANY = frozenset({"missed", "not-applicable"})
"""Counts that are left out when they are nought."""


@dataclass(frozen=True)
class _Moment:
    """The term that is looked at, and where today lies in it."""

    code: TermCode
    term: Term
    today: date
    present: bool


def home_view(standing: Standing, code: TermCode | None, today: date, texts: Texts) -> HomeView:
    """Return the page for a term on a day; without ``code`` for each community's own term of that day."""
    statuses = standing.own(code, today)
    moment = _moment(standing, statuses, code, today)
    owed, head = owed_rows(texts, statuses, writings(standing.archive, statuses))
    gaps = gap_rows(texts, standing, statuses, of_term=not moment.present)
    pairs, pairs_head = pair_rows(texts, statuses, today) if moment.present else ((), None)
    held = _held(standing, statuses, code, moment)
    latest, latest_record = _latest(texts, standing, None if moment.present else held)
    return HomeView(
        language=texts.language,
        today=today,
        term=str(moment.code),
        present=moment.present,
        revision=standing.revision,
        title=_title(texts, standing, statuses, moment, len(owed)),
        subtitle=_subtitle(texts, moment) + _past_mending(texts, statuses),
        waiting=_waiting(texts, standing),
        counts=_counts(texts, statuses),
        owed=owed,
        owed_head=head,
        done=done_rows(texts, statuses),
        idle=idle_rows(texts, statuses),
        latest=latest,
        latest_record=latest_record,
        total=Figure(texts.say("home.total", count=len(held)), Decimal(len(held)), held),
        dates=Dates(texts, standing, today).rows(statuses) if moment.present else (),
        gaps=gaps,
        gaps_head=Figure(
            texts.say("home.gap.head", count=len(gaps)), Decimal(len(gaps)), tuple(row.record for row in gaps)
        ),
        pairs=pairs,
        pairs_head=pairs_head,
        scores=score_rows(texts, statuses),
        blank=_blank(texts, standing, statuses, held),
    )


def _moment(
    standing: Standing, statuses: Sequence[TermStatus], wanted: TermCode | None, today: date
) -> _Moment:
    if statuses:
        first = statuses[0]
        code, term, terms = first.evaluation.term, first.term, first.facts.terms
    else:
        code, terms = wanted or standing.term_of_day(today), ()
        term = default_term(code)
    return _Moment(code, term, today, code == term_of(today, terms))


def _title(
    texts: Texts, standing: Standing, statuses: Sequence[TermStatus], moment: _Moment, owed: int
) -> str:
    if not statuses:
        ours = [one for one in standing.communities if standing.is_ours(one)]
        sort = "no-scheme" if ours else "partners" if standing.communities else "no-community"
        return texts.say(f"home.title.{sort}")
    if not owed:
        met = any(shown(status, DONE) for status in statuses)
        missed = any(one.state is State.MISSED for status in statuses for one in shown(status, DONE))
        sort = "nothing" if missed or not met else "done"
    else:
        sort = "owed-one" if owed == 1 else "owed"
    when = "" if moment.present else "-before" if moment.term.ends_on < moment.today else "-after"
    return texts.say(f"home.title.{sort}{when}", count=owed)


def _subtitle(texts: Texts, moment: _Moment) -> str:
    term, today = moment.term, moment.today
    said = {"day": say_day(texts, today), "weekday": say_weekday(texts, today)}
    if not moment.present:
        days = {"first": term.starts_on, "last": term.ends_on}
        return texts.say("home.subtitle.other", **{name: _full(texts, day) for name, day in days.items()})
    if today < term.starts_on:
        return texts.say("home.subtitle.before", **said, days=(term.starts_on - today).days)
    if today > term.ends_on:
        return texts.say("home.subtitle.holiday", **said, end=say_day(texts, term.ends_on))
    left = (term.ends_on - today).days
    week = week_number(term.starts_on, today)
    code = {0: "last-day", 1: "in-term-one"}.get(left, "in-term")
    return texts.say(f"home.subtitle.{code}", **said, week=week, days=left)


def _past_mending(texts: Texts, statuses: Sequence[TermStatus]) -> str:
    """Return how many rules are missed for good: with what is owed they make the counts beside the title."""
    count = sum(one.state is State.MISSED for status in statuses for one in shown(status, DONE))
    code = "home.subtitle.lost-one" if count == 1 else "home.subtitle.lost"
    return texts.say(code, count=count) if count else ""


def _waiting(texts: Texts, standing: Standing) -> Waiting | None:
    count = len(standing.in_conflict)
    words = texts.say("home.waiting", count=count)
    return Waiting(words, Step("choose", texts.say("home.step.choose"))) if count else None


def _full(texts: Texts, day: date) -> str:
    return texts.say("home.day-of-year", day=say_day(texts, day), year=day.year)


def _counts(texts: Texts, statuses: Sequence[TermStatus]) -> tuple[CountChip, ...]:
    results = [
        (rule_key(status, result), result.state)
        for status in statuses
        for sort in (OWED, DONE, IDLE)
        for result in shown(status, sort)
    ]
    chips = []
    for key, glyph, states in _CHIPS:
        rules = tuple(rule for rule, state in results if state in states)
        if rules or (results and key not in _WHEN_ANY):
            chips.append(CountChip(key, glyph, texts.say(f"home.count.{key}"), len(rules), rules))
    return tuple(chips)


def _held(
    standing: Standing, statuses: Sequence[TermStatus], wanted: TermCode | None, moment: _Moment
) -> tuple[RecordKey, ...]:
    """Return what was held in the term until today, whichever community it belongs to, or to none."""
    held = [
        one
        for status in statuses
        for one in in_term(status.facts.activities, status.facts.terms, status.evaluation.term)
    ]
    held += standing.others(wanted, moment.today)
    return tuple(
        ("activity", one.id) for one in held if one.state == "held" and one.starts_on <= moment.today
    )


def _is_begun(statuses: Sequence[TermStatus]) -> bool:
    """Return whether anything of the term is held or planned."""
    return any(
        one.state != "cancelled"
        for status in statuses
        for one in in_term(status.facts.activities, status.facts.terms, status.evaluation.term)
    )


def _latest(
    texts: Texts, standing: Standing, among: tuple[RecordKey, ...] | None
) -> tuple[str, RecordKey | None]:
    """Return what was recorded last; in another term than the present one, ``among`` what was held in it."""
    row = standing.latest if among is None else standing.latest_of({key[1] for key in among})
    if row is None:
        return "", None
    day = say_day(texts, row.entered_at.astimezone().date())
    code = "home.latest" if row.entered_by else "home.latest-nobody"
    return texts.say(code, who=row.entered_by or "", day=day, topic=row.topic), ("activity", row.id)


def _blank(
    texts: Texts, standing: Standing, statuses: Sequence[TermStatus], held: tuple[RecordKey, ...]
) -> Blank | None:
    arguments: dict[str, Any]
    if not standing.communities:
        kind, arguments = "community", {}
    elif not statuses:
        ours = [one.id for one in standing.communities if standing.is_ours(one)]
        kind, arguments = ("scheme", {"community_id": ours[0]}) if ours else ("partners", {})
    elif not held and not _is_begun(statuses):
        community = statuses[0].community.id
        kind, arguments = (
            "activity",
            {"type": "activity", "content": {"community_id": community}, "kinds": []},
        )
    else:
        return None
    step = {"community": "members", "scheme": "scheme", "activity": "record", "partners": "roll"}[kind]
    said = [texts.say(f"home.blank.{kind}.{part}") for part in ("title", "text", "step")]
    return Blank(kind, said[0], said[1], Step(step, said[2], arguments))
