"""What the page of exchanged teachers asks of the archive; all of it runs in the archive's thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.papers.asking import kept_papers
from edudesk.ui.papers.paper import Paper

if TYPE_CHECKING:
    from edudesk.services.calendar import TermCode
    from edudesk.services.drafts import Draft, DraftPhoto
    from edudesk.services.exchanging.explaining import GainLine
    from edudesk.services.exchanging.grid import Place, Week
    from edudesk.services.exchanging.months import Months
    from edudesk.services.exchanging.steps import Confirmation
    from edudesk.services.exchanging.writing import Saved
    from edudesk.services.exchanging.year import StayRow, Year


@dataclass(frozen=True)
class StayView:
    """All that is known of one stay, and what was typed about it and not saved yet."""

    row: "StayRow"
    week: "Week"
    months: "Months"
    said: "tuple[Confirmation, ...]"
    lines: "tuple[GainLine, ...]"
    papers: tuple[Paper, ...]
    has_rules: bool
    draft: "Draft | None"


def ask_year(opened: Opened, term: "TermCode | None") -> "Year":
    """Return the stays of the school year that is looked at."""
    from edudesk.services.exchanging.year import school_year, year_of

    today = opened.clock.today()
    return year_of(opened.archive, school_year(term, today), today)


def ask_stay(opened: Opened, row: "StayRow", monday: date | None, texts: Texts) -> StayView:
    """Return a stay with a week of it; ``record.none`` when it is gone."""
    from edudesk.services.exchanging.explaining import explain, has_rules
    from edudesk.services.exchanging.grid import week_of
    from edudesk.services.exchanging.months import months_of
    from edudesk.services.exchanging.steps import confirmations

    archive, today = opened.archive, opened.clock.today()
    week = week_of(archive, row.id, monday, today)
    return StayView(
        row,
        week,
        months_of(archive, row.id, today),
        confirmations(archive, row.id),
        explain(opened.standing, week.stay, today, texts),
        kept_papers(archive, row.id),
        has_rules(opened.standing, today),
        _typed(opened, row.id),
    )


def _typed(opened: Opened, stay_id: str) -> "Draft | None":
    from edudesk.services.drafts import IN_PLACE, waiting

    found = (one for one in waiting(opened.archive).drafts if one.about == stay_id and IN_PLACE in one.typed)
    return next(found, None)


def draft_of(stay_id: str, now: datetime) -> "Draft":
    """Return an empty draft of what is typed about a stay."""
    from edudesk.services.drafts import new_draft

    return replace(new_draft("exchange", now), about=stay_id)


def save_week(opened: Opened, stay_id: str, typed: "Mapping[Place, Decimal | None]") -> "Saved":
    """Write what was typed into a week."""
    from edudesk.services.exchanging import writing

    return writing.save_week(opened.archive, stay_id, typed, opened.clock.now(), opened.clock.today())


def save_months(opened: Opened, stay_id: str, written: Mapping[str, Mapping[str, Any]]) -> str:
    """Write what was typed of some months; return the change."""
    from edudesk.services.exchanging import months

    return months.save_months(opened.archive, stay_id, written, opened.clock.now())


def save_words(opened: Opened, stay_id: str, said: Mapping[str, Any]) -> str:
    """Write the host's words; return the change."""
    from edudesk.services.exchanging import steps

    return steps.confirm(opened.archive, stay_id, said, opened.clock.now())


def arrive(opened: Opened, stay_id: str, day: date) -> str:
    """Note that a stay began; return the change."""
    from edudesk.services.exchanging import steps

    return steps.arrive(opened.archive, stay_id, day, opened.clock.now())


def go_home(opened: Opened, stay_id: str, day: date) -> str:
    """Note that a stay ended; return the change."""
    from edudesk.services.exchanging import steps

    return steps.go_home(opened.archive, stay_id, day, opened.clock.now())


def ask_new(opened: Opened) -> dict[str, Any]:
    """Return what a new stay most likely says: from our school, in the first community, planned."""
    from edudesk.services.records import all_of

    found: dict[str, Any] = {"state": "planned", "from_id": opened.archive.holder_id}
    communities = all_of(opened.archive, "community")
    if communities:
        found["community_id"] = communities[0].id
        members = [row["school_id"] for row in communities[0].content.get("members", ())]
        others = [one for one in members if one != opened.archive.holder_id]
        if len(others) == 1:
            found["to_id"] = others[0]
    return found


def attach(opened: Opened, stay_id: str, photos: "tuple[DraftPhoto, ...]") -> str:
    """Lay files that were taken in with a stay; return the change."""
    from edudesk.services.attaching import enter_all
    from edudesk.services.changes import change
    from edudesk.services.drafts.photos import as_taken
    from edudesk.services.records import get

    title = get(opened.archive, stay_id).title
    with change(opened.archive, "evidence.attach", opened.clock.now(), subject=title) as writing:
        enter_all(writing, [as_taken(one, stay_id) for one in photos])
    return writing.change_id


def take_out(opened: Opened, evidence_ids: tuple[str, ...]) -> str:
    """Put files into the recycle bin; return the change."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, evidence_ids, opened.clock.now())
