"""What the page asks of the archive; all of it runs in the archive's thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.calendar import TermCode, term_label
from edudesk.texts import Label, Texts
from edudesk.ui.desk import Opened

if TYPE_CHECKING:
    from edudesk.services.drafts import Draft
    from edudesk.services.planning import (
        Arranged,
        Calendar,
        Made,
        OwedRule,
        PlanView,
        Proposal,
        RowEdit,
        ScheduledRow,
        Section,
    )
    from edudesk.services.status import TermStatus

LINE = "plan-line"
"""The name under which a draft keeps the line above the table as it was typed."""
Items = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wanted:
    """Which plan is looked for; without ``plan`` the term's own of the community."""

    term: TermCode | None
    community: str = ""
    plan: str = ""


@dataclass(frozen=True)
class Known:
    """All that the page shows of one plan, but for the calendar."""

    today: date
    code: TermCode
    term: str
    first: date
    last: date
    calendar: "Calendar"
    communities: Items
    community: str
    plans: tuple["PlanView", ...]
    plan: "PlanView | None"
    rows: tuple["ScheduledRow", ...]
    loose: tuple[str, ...]
    owed: tuple["OwedRule", ...]
    kinds: Items
    partners: Items
    earlier: bool
    editing: "Draft | None"
    resumed: bool
    line: "Draft | None"

    @property
    def months(self) -> tuple[str, ...]:
        """The months of the term, as plans have them."""
        found, month = [], self.first.replace(day=1)
        while month <= self.last:
            found.append(f"{month:%Y-%m}")
            month = (month.replace(day=28) + (date(2000, 1, 8) - date(2000, 1, 1))).replace(day=1)
        return tuple(found)


def known(opened: Opened, wanted: Wanted, texts: Texts) -> Known:
    """Return what the page shows."""
    from edudesk.services import drafts, planning

    archive, today = opened.archive, opened.clock.today()
    opened.standing.catch_up()
    communities = tuple((one.id, one.title) for one in opened.standing.communities)
    code = wanted.term or opened.standing.term_of_day(today)
    community = _community(opened, wanted, communities)
    calendar = _calendar(opened, community)
    status = _status(opened, community, code)
    term = calendar.term(code)
    plans = planning.plans_in(archive, community or None, code, calendar)
    if wanted.plan and wanted.plan not in {one.id for one in plans}:
        plans += _other(opened, wanted.plan)
    plan = next((one for one in plans if one.id == wanted.plan), plans[0] if plans else None)
    waiting = drafts.waiting(archive).drafts
    resumed = next((one for one in waiting if plan and one.about == plan.id), None)
    fresh = drafts.editing(archive, plan.id, opened.clock.now()) if plan and plan.ours else None
    line = next((one for one in waiting if LINE in one.typed and plan and _is_under(one, plan.id)), None)
    reach = calendar.reach(code)
    return Known(
        today=today,
        code=code,
        term=term_label(code)(texts.language),
        first=term.starts_on,
        last=term.ends_on,
        calendar=calendar,
        communities=communities,
        community=community,
        plans=plans,
        plan=plan,
        rows=planning.rows_of(archive, plan.id, today, _own_words(status)) if plan else (),
        loose=planning.unplanned(archive, community or None, *reach, today),
        owed=planning.owed_rules(texts, status) if status and code == status.evaluation.term else (),
        kinds=_kinds(status, texts),
        partners=_partners(opened, community, today),
        earlier=any(planning.sources(archive, community or None, level, code) for level in ("term", "year")),
        editing=resumed or fresh,
        resumed=resumed is not None,
        line=line,
    )


def _is_under(draft: "Draft", plan_id: str) -> bool:
    return draft.content.get("plan_id") == plan_id


def _community(opened: Opened, wanted: Wanted, communities: Items) -> str:
    for plan in _other(opened, wanted.plan) if wanted.plan else ():
        return plan.community_id or ""
    known_ids = [one for one, _ in communities]
    if wanted.community in known_ids:
        return wanted.community
    return known_ids[0] if known_ids else ""


def _other(opened: Opened, plan_id: str) -> "tuple[PlanView, ...]":
    """Return a plan of another time that was asked for, unless it is gone."""
    from edudesk.services.planning import view
    from edudesk.services.records import get_many

    found = get_many(opened.archive, [plan_id]).values()
    return tuple(view(opened.archive, one) for one in found if one.type == "plan" and not one.deleted)


def _calendar(opened: Opened, community: str) -> "Calendar":
    from edudesk.services.planning import Calendar

    if not community:
        return Calendar()
    facts = opened.standing.facts_of(community)
    return Calendar(facts.terms, facts.special_days)


def _status(opened: Opened, community: str, code: TermCode) -> "TermStatus | None":
    found = opened.standing.at(code, opened.clock.today())
    return next((one for one in found if one.community.id == community), None)


def _own_words(status: "TermStatus | None") -> Callable[[str, str], Label | None]:
    from edudesk.services.listing.words import NO_OWN_WORDS, scheme_words

    return scheme_words((status.scheme,)) if status else NO_OWN_WORDS


def _kinds(status: "TermStatus | None", texts: Texts) -> Items:
    own = {one.code: one.name for one in status.scheme.vocabulary.get("activity-kind", ())} if status else {}
    common = {one.code: one.label for one in VOCABULARIES["activity-kind"].choices}
    return tuple((code, label(texts.language)) for code, label in (common | own).items())


def _partners(opened: Opened, community: str, today: date) -> Items:
    if not community:
        return ()
    facts = opened.standing.facts_of(community)
    schools = {one.id: one for one in facts.schools}
    inside = [
        one.school_id
        for one in facts.members
        if (one.since is None or one.since <= today) and (one.until is None or today <= one.until)
    ]
    return tuple(
        (one, schools[one].short_name or schools[one].name)
        for one in dict.fromkeys(inside)
        if one in schools and not schools[one].ours
    )


@dataclass(frozen=True)
class Where:
    """Where an activity stands: its day, its community and its plan."""

    id: str
    day: date | None
    community: str
    plan: str


def where_is(opened: Opened, activity: str) -> Where | None:
    """Return where an activity stands, None where it is gone."""
    from edudesk.services.records import get_many

    record = get_many(opened.archive, [activity]).get(activity)
    if record is None or record.deleted:
        return None
    content = record.content
    names = ("community_id", "plan_id")
    return Where(activity, content.get("starts_on"), *(content.get(name) or "" for name in names))


@dataclass(frozen=True)
class Month:
    """What stands on the days of a month in the calendar."""

    rows: tuple["ScheduledRow", ...]


def month(opened: Opened, community: str, days: tuple[date, date], term: TermCode) -> Month:
    """Return a community's activities of some days."""
    from edudesk.services import planning

    words = _own_words(_status(opened, community, term))
    found = planning.rows_between(
        opened.archive, community or None, *days, today=opened.clock.today(), own_words=words
    )
    return Month(found)


# -- deeds


def begin(opened: Opened, of: Known, level: str) -> "Made":
    """Write a new plan of a level, its usual headings empty."""
    from edudesk.services import planning

    return planning.begin_plan(opened.archive, new_plan(of, level), opened.clock.now())


def new_plan(of: Known, level: str) -> Any:
    """Return what a new plan of a level is for: title and headings in Chinese, for they go to the bureau."""
    from edudesk.services.planning import NewPlan

    texts = Texts("zh")
    chosen = _free_month(of) if level == "month" else ""
    year, number = chosen.split("-") if chosen else ("", "0")
    title = texts.say(
        f"planpage.new.{level}",
        term=term_label(of.code)(texts.language),
        year=of.code.start_year,
        after=of.code.start_year + 1,
        month=texts.say(f"month.month.{int(number)}") if chosen else "",
        calendar_year=year,
    )
    headings = tuple(texts.say(f"planpage.heading.{at}") for at in range(1, 7))
    return NewPlan(level, title, of.code, chosen, of.community or None, headings)


def _free_month(of: Known) -> str:
    """Return the first month from today on that has no plan yet."""
    planned = {one.month for one in of.plans if one.level == "month"}
    present = f"{of.today:%Y-%m}"
    free = [one for one in of.months if one not in planned]
    return next((one for one in free if one >= present), free[0] if free else of.months[-1])


def enter(opened: Opened, draft: "Draft", content: Mapping[str, Any]) -> str:
    """Save the words of a plan; Invalid with every problem."""
    from edudesk.services import drafts

    now = opened.clock.now()
    return drafts.enter(opened.archive, written(draft, content, now), now).change_id


def written(draft: "Draft", content: Mapping[str, Any], now: Any) -> "Draft":
    """Return a draft with what stands in the editor."""
    return replace(draft, changed_at=now, content={**draft.content, **content}, title=content["title"])


def sections(draft: "Draft | None") -> "tuple[Section, ...]":
    """Return the sections that a draft holds."""
    from edudesk.services.planning import Section

    rows = draft.content.get("sections", ()) if draft else ()
    return tuple(Section(row.get("heading") or "", row.get("body") or "") for row in rows)


def add_row(opened: Opened, of: Known, edit: "RowEdit", record_id: str) -> "Made":
    """Plan what the line says."""
    from edudesk.services import planning

    assert of.plan is not None
    content = planning.new_row(opened.archive, edit, of.community or None)
    now = opened.clock.now()
    (made,) = planning.add_rows(opened.archive, of.plan.id, [content], now, record_id=record_id or None)
    return made


def edit_row(opened: Opened, activity: str, edit: "RowEdit") -> str:
    """Write what the line says over a row."""
    from edudesk.services import planning

    return planning.edit_row(opened.archive, activity, edit, opened.clock.now())


def row_draft(opened: Opened, activity: str) -> "Draft":
    """Return a draft of a row that is to be changed, or of a new one."""
    from edudesk.services import drafts

    now = opened.clock.now()
    return drafts.editing(opened.archive, activity, now) if activity else drafts.new_draft("activity", now)


@dataclass(frozen=True)
class Planned:
    """What was planned at one click: the first of it, its day, and what must still be told."""

    id: str
    change_id: str
    count: int
    day: date
    lacking: str


def plan_owed(
    opened: Opened, of: Known, proposals: "Sequence[tuple[Proposal, int]]", texts: Texts
) -> Planned:
    """Plan what is owed under the plan that is shown, in one change."""
    from edudesk.services import planning

    assert of.plan is not None
    status = _status(opened, of.community, of.code)
    assert status is not None
    taken = [row.day for row in of.rows if row.day]
    arranged: list[Arranged] = []
    for proposal, count in proposals:
        found = planning.arrange(opened.standing, status, proposal, texts, count=count, taken=taken)
        taken += [one.content["starts_on"] for one in found]
        arranged += found
    now = opened.clock.now()
    made = planning.add_rows(opened.archive, of.plan.id, [one.content for one in arranged], now)
    lacking = next((one.lacking for one in arranged if one.lacking), "")
    return Planned(made[0].id, made[0].change_id, len(made), arranged[0].content["starts_on"], lacking)


def cancel(opened: Opened, activity: str, because: str) -> str:
    """Say that a planned activity does not take place."""
    from edudesk.services import planning

    return planning.cancel_rows(opened.archive, [activity], because, opened.clock.now())


def revive(opened: Opened, activity: str) -> str:
    """Plan a cancelled activity again."""
    from edudesk.services import planning

    return planning.revive_row(opened.archive, activity, opened.clock.now())


def delete(opened: Opened, ids: tuple[str, ...]) -> str:
    """Put records into the bin."""
    from edudesk.services.recycling import delete_records

    return delete_records(opened.archive, ids, opened.clock.now())


def take_in(opened: Opened, plan: str, ids: tuple[str, ...]) -> str:
    """Put planned activities into the plan."""
    from edudesk.services import planning

    return planning.take_in(opened.archive, plan, ids, opened.clock.now())
