"""What a stay comes to by the schemes: recognition, allowance and advice, line by line, with the records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from edudesk.models.base import RecordId
from edudesk.services.belonging import lasting
from edudesk.services.calendar import TermCode
from edudesk.services.exchanging.grid import term_of_day
from edudesk.services.exchanging.stay import Stay
from edudesk.services.records import get_many
from edudesk.services.reports.wording import days
from edudesk.services.schemes.explain import plain, say_owed, say_period
from edudesk.services.schemes.results import Counted, Part, RuleKind, RuleResult, State
from edudesk.services.standing.gains import say_part, say_part_figure
from edudesk.services.standing.live import Standing
from edudesk.services.standing.words import say_amount
from edudesk.services.status import TermStatus
from edudesk.texts import Texts

Sort = Literal["gain", "paid", "advice", "counts"]
_SORTS: dict[RuleKind, Sort] = {
    RuleKind.RECOGNITION: "gain",
    RuleKind.ALLOWANCE: "paid",
    RuleKind.ELIGIBILITY: "advice",
    RuleKind.LIMIT: "advice",
}
_ASKED = frozenset({RuleKind.QUOTA, RuleKind.TARGET})
_FITS = frozenset({State.MET, State.EXCEEDED, State.NOT_APPLICABLE})
_TYPES = {"pair": "mentor-pair"}


@dataclass(frozen=True)
class Behind:
    """A record behind a line: its type, its id, its name and how much it adds."""

    type: str
    id: RecordId
    words: str
    amount: str


@dataclass(frozen=True)
class GainLine:
    """One rule for one person: the figure, how it comes about, the scheme's sentence, the records."""

    sort: Sort
    community_id: RecordId
    rule_id: str
    name: str
    figure: str
    words: str
    sentence: str
    period: str
    state: State
    behind: tuple[Behind, ...]


def explain(standing: Standing, stay: Stay, today: date, texts: Texts) -> tuple[GainLine, ...]:
    """Return what the schemes say of the one who stays, in their own words; it blocks nothing.

    It is asked of the term of the stay's last day so far; what looks at a longer time says its own period.
    """
    standing.catch_up()
    statuses = standing.at(_term(stay, today), today)
    who = standing.identity.maybe(stay.record.content.get("person_id")) or stay.record.content["name"]
    found = [
        (status, result, part)
        for status in statuses
        for result in status.evaluation.results
        if result.kind in _SORTS
        for part in result.parts
        if _concerns(part, who, stay.id) and (_SORTS[result.kind] != "advice" or part.state not in _FITS)
    ]
    records = {one.id for _, _, part in found for one in part.counted}
    titles = _titles(standing, records, texts)
    lines = (_line(status, result, part, titles, texts) for status, result, part in found)
    return (*lines, *_counting(statuses, stay.id, texts))


def _term(stay: Stay, today: date) -> TermCode | None:
    last = min(stay.last or today, today)
    return term_of_day(stay, max(last, stay.first or last))


def _counting(statuses: Iterable[TermStatus], stay_id: RecordId, texts: Texts) -> Iterator[GainLine]:
    """Give the rules of the term that the stay itself counts in, with what it adds."""
    for status in statuses:
        for result in status.evaluation.results:
            for one in result.counted:
                if one.id == stay_id and result.kind in _ASKED and result.period is not None:
                    yield GainLine(
                        "counts",
                        status.community.id,
                        result.rule_id,
                        result.name(texts.language),
                        say_amount(texts, one.amount, result.unit),
                        "",
                        result.sentence,
                        say_period(texts, result.period),
                        result.state,
                        (),
                    )


def _concerns(part: Part, who: str, stay_id: RecordId) -> bool:
    if part.basis.sort != "person" or part.basis.id != who:
        return False
    # Somebody else's stay is no advice on this one.
    return not part.near or any(one.id == stay_id for one in part.near) or bool(part.counted)


def _line(
    status: TermStatus, result: RuleResult, part: Part, titles: dict[RecordId, str], texts: Texts
) -> GainLine:
    sort = _SORTS[result.kind]
    words = say_part(texts, result, part)
    if sort == "advice" or not words:
        words = texts.phrase([say_owed(texts, one) for one in part.owed]) or words
    return GainLine(
        sort,
        status.community.id,
        result.rule_id,
        result.name(texts.language),
        say_part_figure(texts, result, part) if sort != "advice" else "",
        words,
        result.sentence,
        say_period(texts, part.period),
        part.state,
        tuple(_behind(part.counted, titles)),
    )


def _behind(counted: Iterable[Counted], titles: dict[RecordId, str]) -> Iterator[Behind]:
    for one in counted:
        if one.id in titles:
            yield Behind(_TYPES.get(one.record, one.record), one.id, titles[one.id], plain(one.amount))


def _titles(standing: Standing, ids: set[RecordId], texts: Texts) -> dict[RecordId, str]:
    """Return how each record is called: a stay by its days and host, others by title and day."""
    named: dict[RecordId, str] = {}
    for one in get_many(standing.archive, ids).values():
        content = one.content
        if one.type == "exchange":
            named[one.id] = days(*lasting(content), texts.language)
        else:
            day = content.get("starts_on") or content.get("dated")
            named[one.id] = f"{day} {one.title}" if day else one.title
    return named


def has_rules(standing: Standing, today: date) -> bool:
    """Return whether any scheme in force says something of recognition or allowances."""
    return any(status.scheme.recognition or status.scheme.allowances for status in standing.at(None, today))
