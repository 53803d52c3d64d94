"""What the form asks of the archive; all of it runs in the archive's thread or a thread of its own."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from edudesk.models.contents import Content
from edudesk.texts import Language, Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.record.contents import read, tell
from edudesk.ui.pages.record.ground import Begun, Ground, GroupChoice, Items, PersonChoice, Waiting
from edudesk.ui.pages.record.telling import Quantity, Told, Where
from edudesk.ui.pages.record.typed import from_plain, to_plain
from edudesk.ui.papers.asking import drafted_papers, kept_papers
from edudesk.ui.papers.paper import evidence_kinds

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.drafts import Draft
    from edudesk.services.records import Record
    from edudesk.services.standing.foresee import Foreseen

TYPED = "told"
"""The name under which a draft keeps the whole form, as it was typed."""


@dataclass(frozen=True)
class Place:
    """What the form is opened for: a draft, a record, or a new activity, some of it given as JSON values."""

    draft: str = ""
    activity: str = ""
    state: str = ""
    content: Mapping[str, Any] | None = None


def begin(opened: Opened, place: Place, language: Language) -> Begun:
    """Return the form for a place; ``record.none`` when what it names is gone."""
    from edudesk.services import drafts

    ground = ask_ground(opened, language)
    waiting = {one.id: one for one in drafts.waiting(opened.archive).drafts if one.type == "activity"}
    fresh = tuple(Waiting(one.id, one.title) for one in waiting.values() if one.about is None)
    ground = replace(ground, waiting=fresh)
    resumed = waiting.get(place.draft) or next(
        (one for one in waiting.values() if place.activity and one.about == place.activity), None
    )
    if resumed is not None:
        begun = _resume(opened, ground, resumed)
    elif place.activity:
        begun = _edit(opened, ground, place.activity)
    else:
        begun = _new(opened, ground, place)
    return replace(begun, told=replace(begun.told, state=place.state)) if place.state else begun


def ask_ground(opened: Opened, language: Language) -> Ground:
    """Return what the form offers, of today."""
    from edudesk.services.changes import LATE_AFTER_DAYS
    from edudesk.services.records import all_of
    from edudesk.ui.pages.record.surroundings import Names, surroundings

    archive, today = opened.archive, opened.clock.today()
    schools = {one.id: _called(one) for one in all_of(archive, "school")}
    people = tuple(_person(one, schools, today) for one in all_of(archive, "person"))
    names = Names(
        schools,
        {one.id: one.name for one in people},
        _by_community(all_of(archive, "mentor-pair")),
        _by_community(all_of(archive, "exchange")),
    )
    opened.standing.catch_up()
    late_after = archive.fact("late-after-days") or LATE_AFTER_DAYS
    around = surroundings(opened.standing, today, language, names)
    return Ground(around, people, _groups(archive), schools, evidence_kinds(language), late_after)


def _groups(archive: "Archive") -> tuple[GroupChoice, ...]:
    """Return each group once, as its newest term has it."""
    from edudesk.services.listing.groups import groups

    found: dict[tuple[str, str], GroupChoice] = {}
    for one in groups(archive):
        found.setdefault(
            (one.name, one.school_id), GroupChoice(one.name, one.count, one.school_id, one.school)
        )
    return tuple(found.values())


@dataclass(frozen=True)
class Foresight:
    """What an activity would count in, and the term that it falls to where its day is in the holidays."""

    foreseen: "Foreseen | None"
    holiday_of: str = ""


def foresee(
    opened: Opened, content: Content, evidence: Iterable[str], texts: Texts, replacing: str
) -> Foresight:
    """Return what the activity would count in; errors are those of days that no calendar knows."""
    today, community = opened.clock.today(), content.get("community_id", "")
    foreseen = opened.standing.foresee(
        community, content, tuple(evidence), today, texts, replacing=replacing or None
    )
    moved = content.get("term")
    return Foresight(foreseen, "" if moved else _holiday(opened, community, content, texts.language))


def _holiday(opened: Opened, community: str, content: Content, language: Language) -> str:
    from edudesk.services.calendar import default_term, term_label, term_of

    day = content.get("starts_on")
    found = {status.community.id: status for status in opened.standing.at(None, opened.clock.today())}
    if day is None or community not in found:
        return ""
    terms = found[community].facts.terms
    code = term_of(day, terms)
    term = next((one for one in terms if one.code == code), default_term(code))
    return "" if term.starts_on <= day <= term.ends_on else term_label(code)(language)


def drafted(draft: "Draft", told: Told, begun: Begun, now: Any) -> "Draft":
    """Return the draft with what stands in the form, as content and just as typed."""
    from edudesk.models.contents import to_json
    from edudesk.models.registry import record_types

    sides = begun.ground.of(told.community_id).sides
    content = tell(told, begun.base, sides)
    plain = to_json(record_types()["activity"].fields, content)
    typed = {TYPED: json.dumps(to_plain(told), ensure_ascii=False)}
    return replace(draft, changed_at=now, title=told.topic, content=plain, typed=typed)


def _new(opened: Opened, ground: Ground, place: Place) -> Begun:
    from edudesk.models.contents import from_json
    from edudesk.models.registry import record_types
    from edudesk.services.drafts import new_draft

    given = from_json(record_types()["activity"].fields, place.content or {})
    community = ground.of(given.get("community_id", ""))
    told = read(given, community.sides, _names(opened.archive))
    if "state" not in given and told.day and told.day > opened.clock.today():
        told = replace(told, state="planned")
    told = replace(
        told,
        community_id=community.id,
        day=told.day or opened.clock.today(),
        quantities=told.quantities or (Quantity("1"),),
    )
    if not told.partners and community.last:
        told = replace(told, partners=community.last.partners, host=community.last.host)
    if told.where is Where.UNTOLD:
        # Who helps goes there, who is helped is come to; a touch says otherwise.
        told = replace(told, where=Where.PARTNER if community.sides.side == "helper" else Where.OURS)
    if given.get("state") == "planned":
        given = {**given, "plan_id": _plan(opened, told, given)}
    # What the form has no field for, such as the request that is answered, stays in what was given.
    return Begun(ground, told, given, new_draft("activity", opened.clock.now()))


def in_plan(opened: Opened, told: Told, begun: Begun) -> Begun:
    """Return the form of an activity that was begun for a plan with the plan that its day falls to now."""
    if begun.record_id or not begun.base.get("plan_id"):
        return begun
    return replace(begun, base={**begun.base, "plan_id": _plan(opened, told, begun.base)})


def _plan(opened: Opened, told: Told, base: Content) -> str | None:
    from edudesk.services.planning import Calendar, running_plan

    if not told.community_id or told.day is None:
        return None
    facts = opened.standing.facts_of(told.community_id)
    calendar = Calendar(facts.terms, facts.special_days)
    return running_plan(opened.archive, told.community_id, told.day, calendar, meant=base.get("plan_id"))


def _edit(opened: Opened, ground: Ground, record_id: str) -> Begun:
    from edudesk.services.drafts import editing
    from edudesk.services.records import get

    archive = opened.archive
    record = get(archive, record_id)
    sides = ground.of(record.content.get("community_id", "")).sides
    told = read(record.content, sides, _names(archive))
    owner = "" if record.owner_id == archive.holder_id else ground.schools.get(record.owner_id, "—")
    draft = editing(archive, record_id, opened.clock.now())
    return Begun(ground, told, record.content, draft, kept_papers(archive, record_id), record_id, owner)


def _resume(opened: Opened, ground: Ground, draft: "Draft") -> Begun:
    from edudesk.models.contents import from_json
    from edudesk.models.registry import record_types
    from edudesk.services.records import get

    archive = opened.archive
    content = from_json(record_types()["activity"].fields, draft.content)
    fresh = {name: value for name, value in content.items() if name != "planned_on"}
    base = get(archive, draft.about).content if draft.about else fresh
    if TYPED in draft.typed:
        told = from_plain(json.loads(draft.typed[TYPED]))
    else:
        told = read(content, ground.of(content.get("community_id", "")).sides, _names(archive))
    papers = drafted_papers(archive, draft)
    return Begun(ground, told, base, draft, papers, draft.about or "", resumed=True)


def _names(archive: "Archive") -> Mapping[str, str]:
    """Return the names of all people, those in the bin too: a row may name them by id alone."""
    from edudesk.services.records import all_of

    return {one.id: one.title for gone in (True, False) for one in all_of(archive, "person", deleted=gone)}


def _called(school: "Record") -> str:
    return str(school.content.get("short_name") or school.content["name"])


def _person(person: "Record", schools: Mapping[str, str], today: date) -> PersonChoice:
    at = [row for row in person.content.get("facts", ()) if row["fact"] == "school" and _holds(row, today)]
    school_id = str(at[-1].get("school_id") or "") if at else ""
    return PersonChoice(person.id, str(person.content["name"]), school_id, schools.get(school_id, ""))


def _holds(row: Content, day: date) -> bool:
    since, until = row.get("since"), row.get("until")
    return (since is None or since <= day) and (until is None or day <= until)


def _by_community(records: Iterable["Record"]) -> Mapping[str, Items]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in records:
        found[one.content.get("community_id", "")].append((one.id, one.title))
    return {community: tuple(items) for community, items in found.items()}


def recorded_on(opened: Opened, day: date) -> tuple[str, str] | None:
    """Return id and topic of our activity of a day, where there is one that photos may be of."""
    from edudesk.services.intake import proposals
    from edudesk.services.records import get_many

    found = [one for one in proposals(opened.archive, [day])[day] if not one.near]
    owners = get_many(opened.archive, [one.id for one in found])
    own = (one for one in found if owners[one.id].owner_id == opened.archive.holder_id)
    return next(((one.id, one.topic) for one in own), None)
