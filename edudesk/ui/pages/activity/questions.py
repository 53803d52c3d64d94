"""What the list asks of the archive; run in the desk's thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edudesk.services.calendar import NO_SPECIAL_DAYS, SpecialDays, TermCode
from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.widgets.tables import Cell, Request, Row

if TYPE_CHECKING:
    from edudesk.services.listing.activities import ActivityRow, ActivitySort
    from edudesk.services.listing.columns import Columns
    from edudesk.services.listing.narrowing import ActivityFilter
    from edudesk.services.listing.words import OwnWords
    from edudesk.services.standing.counted import ActivityStanding, Counting

Pairs = tuple[tuple[str, str], ...]
"""Values of a choice with their words."""


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; ``ids`` are those behind a figure, whatever their term."""

    text: str = ""
    kind: str = ""
    school: str = ""
    month: str = ""
    rule: str = ""  # community id, a space, rule id
    missing: bool = False
    ids: tuple[str, ...] | None = None
    columns: tuple[ColumnWords, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether nothing is filtered out."""
        return replace(self, columns=()) == Wanted()


@dataclass(frozen=True)
class Rows:
    """A page of the list, how many rows there are in all, and the words below."""

    rows: Sequence[Row]
    total: int


@dataclass(frozen=True)
class Ground:
    """What stands around the list: the values of its filters, and what the term comes to in words."""

    kinds: Pairs
    schools: Pairs
    months: Pairs
    rules: Pairs
    sentence: str
    missing: int
    days: tuple[date, date]
    """The first and the last day of the term."""
    special: SpecialDays
    """Holidays, and weekends that are worked."""


def _own_words(opened: Opened) -> "OwnWords":
    from edudesk.services.listing.words import scheme_words

    return scheme_words(status.scheme for status in opened.standing.at(None, opened.clock.today()))


def counting(opened: Opened, term: TermCode | None, texts: Texts) -> "Counting":
    """Return where every activity of the term counts."""
    from edudesk.services.standing.counted import counted_in

    standing, today = opened.standing, opened.clock.today()

    def reckon() -> "Counting":
        statuses = standing.at(term, today)
        return counted_in(statuses, texts, standing.others(term, today))

    return standing.once(("counting", term, today, texts.language), reckon)


def chosen_of(opened: Opened, wanted: Wanted, term: TermCode | None, texts: Texts) -> "ActivityFilter":
    """Return which activities the filters leave."""
    return _chosen(opened, wanted, term, counting(opened, term, texts), texts)


def _chosen(
    opened: Opened, wanted: Wanted, term: TermCode | None, counts: "Counting", texts: Texts
) -> "ActivityFilter":
    from edudesk.services.listing.narrowing import ActivityFilter
    from edudesk.services.listing.terms import term_range

    code = term or opened.standing.term_of_day(opened.clock.today())
    of_rule = missing = None
    if wanted.rule:
        community, _, rule = wanted.rule.partition(" ")
        of_rule = tuple(
            key
            for key, one in counts.standings.items()
            if any(named.rule == (community, rule) for named in one.rules)
        )
    if wanted.missing:
        missing = tuple(key for key, one in counts.standings.items() if one.missing)
    return ActivityFilter(
        text=wanted.text,
        kinds=(wanted.kind,) if wanted.kind else (),
        schools=(wanted.school,) if wanted.school else (),
        month=wanted.month,
        term=None if wanted.ids is not None else term_range(opened.archive, str(code)),
        ids=wanted.ids,
        of_rule=of_rule,
        missing=missing,
        columns=columns_of(opened, wanted.columns, counts, texts),
    )


def columns_of(
    opened: Opened, wanted: tuple[ColumnWords, ...], counts: "Counting", texts: Texts
) -> "Columns":
    """Return what the columns narrow the list to, in the words that it shows."""
    from edudesk.services.listing.columns import Columns

    said = {key: one.text for key, one in counts.standings.items()}
    lacks = {key: _lacks(one, texts) for key, one in counts.standings.items() if one.missing}
    return Columns(wanted, texts.language, _own_words(opened), {"counts": said, "evidence": lacks})


def values(opened: Opened, column: str, term: TermCode | None, texts: Texts) -> tuple[str, ...]:
    """Return the few different words of a column."""
    from edudesk.services.listing.activities import values as values_of

    columns = columns_of(opened, (), counting(opened, term, texts), texts)
    return values_of(opened.archive, column, columns)


def _sort(request: Request | None) -> "ActivitySort":
    from edudesk.services.listing.activities import ActivitySort

    if request is None or not request.sort:
        return ActivitySort()
    column: Any = request.sort
    return ActivitySort(column, request.descending)


def rows(opened: Opened, wanted: Wanted, term: TermCode | None, request: Request, texts: Texts) -> Rows:
    """Return a page of activities."""
    from edudesk.services.listing.activities import count, page

    counts = counting(opened, term, texts)
    chosen = _chosen(opened, wanted, term, counts, texts)
    own = _own_words(opened)
    found = page(opened.archive, chosen, _sort(request), request.first, request.count, own_words=own)
    return Rows([_row(one, counts, texts) for one in found], count(opened.archive, chosen))


def ids(
    opened: Opened, wanted: Wanted, term: TermCode | None, order: tuple[str, bool], texts: Texts
) -> tuple[str, ...]:
    """Return the ids of all rows in the order ``(column, descending)``."""
    from edudesk.services.listing.activities import ids as all_ids

    chosen = _chosen(opened, wanted, term, counting(opened, term, texts), texts)
    asked = Request(0, 0, order[0], order[1], lambda _rows, _total: None)
    return all_ids(opened.archive, chosen, _sort(asked))


def _row(one: "ActivityRow", counts: "Counting", texts: Texts) -> Row:
    from edudesk.services.standing.words import listed, say_day, short_labels

    stands = counts.of(one.id)
    day = say_day(texts, one.starts_on) if one.starts_on else "—"
    kinds = listed(texts, (kind(texts.language) for kind in one.kinds))
    tag = texts.say(f"activities.tag-{one.state}") if one.state != "held" else ""
    if one.late:
        tag = texts.say("activities.tag-late")
    if not one.ours:
        tag = texts.say("activities.tag-theirs")
    cells: dict[str, Cell | str] = {
        "date": Cell(day, hint=one.starts_on.isoformat() if one.starts_on else "", value=one.starts_on),
        "topic": Cell(one.topic, tag=tag),
        "kinds": kinds,
        "partner": listed(texts, short_labels(one.partners)),
        "evidence": _papers(one, stands, texts),
        "counts": Cell(stands.text if stands else "—", faint=not (stands and stands.rules)),
    }
    row = Row(one.id, cells, data=one)
    return replace(row, spoken=texts.phrase(part for code in cells for part in row.cell(code).said))


def _papers(one: "ActivityRow", stands: "ActivityStanding | None", texts: Texts) -> Cell:
    files = texts.say("activities.files", count=one.evidence) if one.evidence else ""
    if stands is not None and stands.missing:
        return Cell(_lacks(stands, texts), state=State.AT_RISK, hint=files)
    return Cell(files or "—", faint=not files)


def _lacks(stands: "ActivityStanding", texts: Texts) -> str:
    from edudesk.services.standing.words import listed

    names = listed(texts, (name for _code, name in stands.missing))
    return texts.say("activities.lacks", what=names)


def ground(opened: Opened, term: TermCode | None, texts: Texts) -> Ground:
    """Return the values that the term's activities may be narrowed to, and what the term comes to."""
    from edudesk.models.vocabularies import VOCABULARIES
    from edudesk.services.listing.words import word
    from edudesk.services.standing.words import say_month

    statuses = opened.standing.at(term, opened.clock.today())
    counts = counting(opened, term, texts)
    held = {one.id: one for status in statuses for one in status.facts.activities}
    present = [held[key] for key in counts.standings if key in held]
    own, language = _own_words(opened), texts.language
    used = {kind for one in present for kind in one.kinds}
    kinds = [choice.code for choice in VOCABULARIES["activity-kind"].choices if choice.code in used]
    schools = {school.id: school.called for status in statuses for school in status.facts.schools}
    partners = {part.school_id for one in present for part in one.schools}
    ours = {school.id for status in statuses for school in status.facts.schools if school.ours}
    months = sorted({(one.starts_on.year, one.starts_on.month): one.starts_on for one in present}.items())
    return Ground(
        kinds=tuple((code, word("activity-kind", code, own)(language)) for code in kinds),
        schools=tuple((key, name) for key, name in schools.items() if key in partners - ours),
        months=tuple((f"{year}-{month:02}", say_month(texts, day)) for (year, month), day in months),
        rules=_rules(counts),
        sentence=counts.sentence,
        missing=sum(1 for one in counts.standings.values() if one.missing),
        days=_days(opened, term),
        special=_special(opened),
    )


def _days(opened: Opened, term: TermCode | None) -> tuple[date, date]:
    from edudesk.services.listing.terms import term_range

    found = term_range(opened.archive, str(term or opened.standing.term_of_day(opened.clock.today())))
    return found.first, found.last


def _special(opened: Opened) -> SpecialDays:
    """Return the special days of the archive, which all its communities have in common."""
    found = (opened.standing.facts_of(one.id).special_days for one in opened.standing.communities)
    return next(found, NO_SPECIAL_DAYS)


def _rules(counts: "Counting") -> Pairs:
    named = {named.rule: named.name for one in counts.standings.values() for named in one.rules}
    return tuple((f"{community} {rule}", name) for (community, rule), name in named.items())


def delete(opened: Opened, chosen: tuple[str, ...]) -> str:
    """Put activities into the recycle bin; return the id of the change."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, chosen, opened.clock.now())


def what_goes(opened: Opened, chosen: tuple[str, ...], texts: Texts) -> str:
    """Return in words which activities go into the bin, a single one by its topic, and what goes along."""
    from edudesk.services.records import get
    from edudesk.services.recycling import say_hanging, what_hangs

    one = get(opened.archive, chosen[0]) if len(chosen) == 1 else None
    said = texts.say("records.to-bin", title=one.title) if one else texts.say("records.many-to-bin")
    return "\n".join((said, *say_hanging(texts, what_hangs(opened.archive, chosen))))


def print_sheets(opened: Opened, chosen: tuple[str, ...], texts: Texts) -> Path:
    """Make the attendance sheets of activities as one PDF among the derived files."""
    from edudesk.services.listing.viewing import VIEWED
    from edudesk.services.packages.names import safe_name
    from edudesk.services.records import get
    from edudesk.services.reports.signing import print_sheets as made

    topic = get(opened.archive, chosen[0]).title if len(chosen) == 1 else ""
    name = f"{texts.say('activities.sheet-name')} {topic}".strip()
    path = opened.archive.derived / VIEWED / f"{safe_name(name)}.pdf"
    return made(opened.archive, chosen, path, today=opened.clock.today(), texts=texts)
