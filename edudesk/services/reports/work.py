"""One community's term as reports see it: its records, read once, and the words for what they name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import chain

from sqlalchemy import Connection, or_, select

from edudesk.models.activity import Activity
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.models.filing import Evidence
from edudesk.models.people_work import Opinion
from edudesk.models.vocabularies import VOCABULARIES, vocabulary_of_fact
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.belonging import OF_COMMUNITY, TermDays, belongs, term_days
from edudesk.services.calendar import write_term
from edudesk.services.calendar.writing import TermStyle
from edudesk.services.identity import same_objects
from edudesk.services.moving.schools import name_on
from edudesk.services.records import Record
from edudesk.services.reports.facts import Frame
from edudesk.services.schemes.sheeted import nodes_of
from edudesk.services.status import TermStatus
from edudesk.texts import Language, Texts

_READ = tuple(code for code in OF_COMMUNITY if code not in ("adoption", "term"))


@dataclass(frozen=True)
class TermWork:
    """Everything of one community's term that is not in the recycle bin.

    ``records`` are the term's by type, in the order of their days; ``evidence`` and ``opinions`` are by the
    record they are about; ``counted`` are the names of the rules that count a record.
    """

    status: TermStatus
    days: TermDays
    frame: Frame
    texts: Texts
    records: Mapping[str, tuple[Record, ...]]
    evidence: Mapping[RecordId, tuple[Record, ...]]
    opinions: Mapping[RecordId, tuple[Record, ...]]
    schools: Mapping[RecordId, Record]
    people: Mapping[RecordId, Record]
    counted: Mapping[RecordId, tuple[str, ...]]
    titles: Mapping[RecordId, str]

    @property
    def language(self) -> Language:
        """The language of the reports."""
        return self.texts.language

    @property
    def held(self) -> tuple[Record, ...]:
        """The activities that took place, oldest first."""
        return tuple(one for one in self.records["activity"] if one.content["state"] == "held")

    def word(self, vocabulary: str, code: str | None) -> str:
        """Return the word for a code, the scheme's own where it has one."""
        if not code:
            return ""
        own = self.status.scheme.word(vocabulary, code)
        if vocabulary == "member-role":
            own = next((role.name for role in self.status.scheme.roles if role.code == code), None)
        known = VOCABULARIES.get(vocabulary)
        found = own or (known.label(code) if known else None)
        return found(self.language) if found else code

    def words(self, vocabulary: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the words for several codes."""
        return tuple(self.word(vocabulary, code) for code in codes)

    def school(self, school_id: RecordId | None, *, short: bool = False) -> str:
        """Return a school's name as it was at the end of the term."""
        record = self.schools.get(school_id or "")
        return name_on(record.content, self.status.term.ends_on, short=short) if record else ""

    def person(self, person_id: RecordId | None, name: str | None = None) -> str:
        """Return a person's name, of the roster or as it was written."""
        record = self.people.get(person_id or "")
        return str(record.content["name"]) if record else name or ""

    def on_day(
        self, person_id: RecordId | None, fact: str, day: date | None
    ) -> tuple[Mapping[str, str], ...]:
        """Return a person's dated facts of one sort that hold on a day, of any day where none is given."""
        record = self.people.get(person_id or "")
        rows = record.content.get("facts", ()) if record else ()
        return tuple(row for row in rows if row["fact"] == fact and _in_force(row, day))

    def said(self, person_id: RecordId | None, fact: str, day: date | None) -> tuple[str, ...]:
        """Return the words of a person's dated facts, such as the honours held on a day."""
        words = vocabulary_of_fact(fact)
        vocabulary = VOCABULARIES.get(words)
        found = []
        for row in self.on_day(person_id, fact, day):
            value = row.get("value") or ""
            code = (vocabulary.read(value) if vocabulary else None) or value
            found.append(self.word("level", row.get("level")) + self.word(words, code))
        return tuple(filter(None, found))

    def school_of(self, person_id: RecordId | None, day: date | None) -> RecordId | None:
        """Return the school a person belongs to on a day."""
        rows = self.on_day(person_id, "school", day)
        return rows[-1].get("school_id") if rows else None

    def side(self, school_id: RecordId | None, day: date | None) -> str:
        """Return a school's side in the community on a day: "helper", "helped" or "other"."""
        members = self.status.community.content.get("members", ())
        roles = [row["role"] for row in members if row["school_id"] == school_id and _in_force(row, day)]
        return self.status.scheme.side(roles[-1]) if roles else "other"


def term_work(archive: Archive, status: TermStatus, texts: Texts, today: date) -> TermWork:
    """Read a term's records; ``today`` is the day the reports are made, the words are those of ``texts``."""
    days = term_days(status.term, status.facts.terms)
    frame = _frame(archive, status, texts, today)
    with archive.read() as connection:
        filed = same_objects(connection, archive.holder_id).group(status.community.id)
        found = {code: _of_term(connection, code, filed, days) for code in _READ}
        subjects = {status.community.id, *(one.id for one in chain.from_iterable(found.values()))}
        named = records.get_many(connection, _named(status))
        return TermWork(
            status=status,
            days=days,
            frame=frame,
            texts=texts,
            records=found,
            evidence=_by_subject(records.about(connection, Evidence, subjects)),
            opinions=_by_subject(records.about(connection, Opinion, subjects)),
            schools={record.id: record for record in records.all_of(connection, "school")},
            people={record.id: record for record in records.all_of(connection, "person")},
            counted=_counted(status, texts.language),
            titles={
                one.id: _title(one, status.term.ends_on)
                for one in (*named.values(), *chain.from_iterable(found.values()))
            },
        )


def _of_term(
    connection: Connection, code: str, communities: Sequence[RecordId], days: TermDays
) -> tuple[Record, ...]:
    """Return the records of a type, filed under any of the community's ids, that belong to the term."""
    if code == "activity":  # years of them, of which a term is a small part
        found = tuple(records.get_many(connection, _activities(connection, communities, days)).values())
    else:
        each = (records.all_of(connection, code, community_id=one) for one in communities)
        found = tuple(chain.from_iterable(each))
    return tuple(sorted((one for one in found if belongs(code, one.content, days)), key=_order))


def _activities(connection: Connection, communities: Sequence[RecordId], days: TermDays) -> list[RecordId]:
    """Return the ids of the activities that may belong to the term."""
    chosen = (
        select(Activity.id)
        .join(RecordHead, RecordHead.id == Activity.id)
        .where(RecordHead.deleted.is_(False), Activity.community_id.in_(communities))
        .where(or_(Activity.term.is_not(None), Activity.starts_on.between(days.first, days.last)))
    )
    return list(connection.execute(chosen).scalars())


def _named(status: TermStatus) -> Iterator[RecordId]:
    """Give the ids of the records that the results point to, of whatever term."""
    for result in status.evaluation.results:
        yield from (one.id for one in result.counted)
        yield from (one.id for one in result.near)
        yield from (one.id for one in result.gaps)
    for score in status.evaluation.scores:
        for node, _ in nodes_of(score.node):
            yield from (one.id for one in node.counted)
    for sheet in status.facts.assessments:
        yield from (link.about_id for link in sheet.links)


def _title(record: Record, end: date) -> str:
    """Return what names a record in a sentence: an activity or donation with its day, a school at the end."""
    if record.type == "school":
        return name_on(record.content, end)
    day = record.content.get("starts_on") if record.type == "activity" else record.content.get("dated")
    return f"{day} {record.title}" if day else record.title


def _order(record: Record) -> tuple[date, time, str]:
    content = record.content
    begun = ("starts_on", "planned_from", "dated", "asked_on", "signed_on")
    day = next((content[name] for name in begun if content.get(name)), date.max)
    return day, content.get("starts_at") or time.min, record.id


def _frame(archive: Archive, status: TermStatus, texts: Texts, today: date) -> Frame:
    holder = records.get(archive, archive.holder_id)
    return Frame(
        holder=name_on(holder.content, status.term.ends_on),
        community=str(status.community.content["name"]),
        term=term_words(archive, status),
        made_on=today,
        language=texts.language,
    )


def term_words(archive: Archive, status: TermStatus) -> str:
    """Return the term as the community writes it."""
    entered = records.all_of(archive, "term", community_id=status.community.id, code=str(status.term.code))
    style = next((one.content["style"] for one in entered if one.content.get("style")), "")
    known = {each.value for each in TermStyle}
    return write_term(status.term.code, TermStyle(style) if style in known else TermStyle.LONG_DASH)


def _by_subject(found: Iterable[Record]) -> Mapping[RecordId, tuple[Record, ...]]:
    about: dict[RecordId, list[Record]] = defaultdict(list)
    for record in found:
        about[record.content["about_id"]].append(record)
    return {
        record_id: tuple(sorted(rows, key=lambda one: (one.content.get("place_in_list") or 0, one.id)))
        for record_id, rows in about.items()
    }


def _counted(status: TermStatus, language: Language) -> Mapping[RecordId, tuple[str, ...]]:
    names: dict[RecordId, dict[str, None]] = defaultdict(dict)
    for result in status.evaluation.results:
        for counted in result.counted:
            names[counted.id][result.name(language)] = None
    return {record_id: tuple(found) for record_id, found in names.items()}


def _in_force(row: Mapping[str, object], day: date | None) -> bool:
    since, until = row.get("since"), row.get("until")
    if day is None:
        return True
    began = not isinstance(since, date) or since <= day
    return began and (not isinstance(until, date) or until >= day)
