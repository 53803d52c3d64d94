"""Exchanged teachers of the demonstration, and what their hosts say of them; documents handed in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.changes import Writing
from edudesk.services.demonstration.material import Names, Raw, entered, rows
from edudesk.services.demonstration.steps import Paper, Step
from edudesk.services.demonstration.work import community_of
from edudesk.services.records import Record

_STAY = "who subject from to planned_from planned_until starts_on ends_on number"
_CONFIRMED = "who month by dated grade body"
_DOCUMENT = "kind community term title dated handed_on school"
_PLAIN = ("kind", "term", "title", "dated", "handed_on")
_SHORT = ("agreement", "pair-list", "development-plan", "year-assessment")
_WEEK = timedelta(days=7)


def exchange_steps(names: Names, work: Raw) -> Iterator[Step]:
    """Give the steps of all stays: planned by a formal document, then held, then confirmed by the host."""
    by_document: dict[str, list[Raw]] = defaultdict(list)
    for raw in rows(work["exchanges"], _STAY):
        by_document[raw.get("number", "")].append(raw)
    for number, stays in by_document.items():
        yield _planning(names, work, number, stays)
        yield from (_holding(names, raw) for raw in stays if "starts_on" in raw)
    for raw in rows(work["confirmations"], _CONFIRMED):
        yield _confirming(names, raw)


def _key(raw: Raw) -> str:
    return f"{raw['who']} {raw['planned_from']:%Y-%m}"


def _planning(names: Names, work: Raw, number: str, stays: list[Raw]) -> Step:
    def write(writing: Writing) -> list[str]:
        return [
            writing.create("exchange", _planned(names, work, raw), record_id=names.mint(_key(raw)))
            for raw in stays
        ]

    first = min(raw["planned_from"] for raw in stays)
    # Stays without a number yet were agreed on at the meeting in April.
    day = first - _WEEK if number else first - 5 * _WEEK
    school = stays[0]["from"]
    papers = (Paper("派遣通知", "formal-document", _notice(number, stays)),) if number else ()
    return Step(entered(day, number + school, 0), "exchange.plan", number or school, write, papers=papers)


def _planned(names: Names, work: Raw, raw: Raw) -> Content:
    return {
        "name": raw["who"],
        "person_id": names.people[raw["who"]],
        "community_id": community_of(names, work, {}),
        "state": "planned",
        "form": "short" if raw["from"] == "云杉小学" else "shadowing",
        "from_id": names.schools[raw["from"]],
        "to_id": names.schools[raw["to"]],
        "planned_from": raw["planned_from"],
        "planned_until": raw["planned_until"],
        "post": "teacher",
        "subjects": (raw["subject"],),
        "document_number": raw.get("number"),
    }


def _holding(names: Names, raw: Raw) -> Step:
    changes = {"state": "held", "starts_on": raw["starts_on"], "ends_on": raw.get("ends_on")}
    day = raw.get("ends_on", raw["starts_on"])
    return Step(
        entered(day, _key(raw), 1),
        "exchange.hold",
        raw["who"],
        lambda writing: writing.edit(names.keys[_key(raw)], changes),
    )


def _confirming(names: Names, raw: Raw) -> Step:
    def write(writing: Writing) -> str:
        said = {name: raw[name] for name in ("by", "dated", "grade", "body")}
        about = names.keys[f"{raw['who']} {raw['month']}"]
        host = names.school_of[names.people[raw["by"]]]
        return writing.create(
            "opinion", {**said, "about_id": about, "kind": "host-confirmation", "school_id": host}
        )

    return Step(entered(raw["dated"], raw["who"] + raw["month"], 2), "opinion.create", raw["who"], write)


def document_steps(names: Names, work: Raw) -> Iterator[Step]:
    """Give the steps of the papers that were handed in; those from before the archive come as history."""
    documents = [(raw, False) for raw in rows(work["documents"], _DOCUMENT)]
    history = [(raw, True) for raw in rows(work["history"], _DOCUMENT)]
    first = min(raw["dated"] for raw, _ in documents)
    for raw, historical in (*history, *documents):
        day = first if historical else raw.get("handed_on", raw["dated"])
        content: Content = {
            **{name: raw[name] for name in _PLAIN if name in raw},
            "community_id": community_of(names, work, raw),
            "school_id": names.schools[raw["school"]],
            "handed_to": work["documents"]["to"] if "handed_on" in raw else None,
            "author": raw["school"],
        }
        facts = {"topic": raw["title"], "day": raw["dated"], "people": (), "schools": raw["school"]}
        paper = Paper(raw["title"], "scan", {**facts, "process": _body(work, raw)})
        yield Step(
            entered(day, raw["title"], 0),
            "document.create",
            raw["title"],
            lambda writing, content=content: writing.create("document", content),  # type: ignore[misc]
            historical=historical,
            papers=(paper,),
        )


def _body(work: Raw, raw: Raw) -> str:
    """Return the words of the plan or summary that was handed in as this paper."""
    sort = "summary" if raw["kind"] == "term-summary" else "plan"
    for text in work[sort]:
        term = text.get("term", raw["term"])
        if raw["kind"] not in _SHORT and (text["community"], term) == (raw["community"], raw["term"]):
            return "\n".join(f"{heading}：{body}" for heading, body in text["sections"])
    return "本件为演示材料，正文从略。"


def agreement_steps(agreements: Iterable[Record], work: Raw) -> Iterator[Step]:
    """Give the steps that attach the signed agreements and note when they were filed."""
    by_name = {agreement.title: agreement for agreement in agreements}
    for raw in work["signed"]:
        own = by_name[raw["agreement"]]
        facts = {"topic": own.title, "day": own.content["signed_on"], "process": own.content["content"]}
        scan = Paper(own.title, "scan", {**facts, "people": ()})
        at = entered(raw["scanned"], own.title, 0)
        yield Step(at, "evidence.attach", own.title, lambda _writing, own=own: own.id, papers=(scan,))  # type: ignore[misc]
        if "filed_on" in raw:
            yield _filing(own, raw["filed_on"])


def _filing(agreement: Record, day: date) -> Step:
    def write(writing: Writing) -> None:
        writing.edit(agreement.id, {"filed_on": day})

    return Step(entered(day, agreement.title, 1), "agreement.edit", agreement.title, write)


def _notice(number: str, stays: list[Raw]) -> Raw:
    subjects = VOCABULARIES["subject"]
    listed = "\n".join(
        f"{raw['who']}（{subjects.label(raw['subject']).zh}）到{raw['to']}，"
        f"{raw['planned_from']:%Y-%m-%d} 至 {raw['planned_until']:%Y-%m-%d}"
        for raw in stays
    )
    return {
        "topic": f"{number} 关于选派骨干教师交流的通知",
        "day": min(raw["planned_from"] for raw in stays) - _WEEK,
        "schools": stays[0]["from"],
        "people": (),
        "process": listed,
    }
