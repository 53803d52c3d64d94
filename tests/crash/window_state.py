"""What a killed window has left on the disk, and how much of what was typed is missing."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from edudesk.errors import UserError
from edudesk.models.archive import Revision
from edudesk.services.archive import Archive, open_archive
from edudesk.services.calendar.typed import parse_day
from edudesk.services.drafts import drafts_folder, waiting
from edudesk.services.packages.verify import verify
from edudesk.services.records import Record, all_of
from edudesk.services.safety.check import check
from edudesk.services.starting import FILE
from edudesk.services.starting.answers import Answers
from edudesk.services.starting.keeping import read_draft
from tests.e2e.new_user.desk import Place
from tests.e2e.new_user.story import ACTIVITIES, NOW

_DAYS = ("first", "last", "since", "day")
_ONCE = {"school": "name", "person": "name", "community": "name", "term": "code", "activity": "topic"}
_WORDS = "term "
"""What begins a place whose words may lie anywhere: in a record or in a draft of some page."""
_EVERYWHERE = "*"
_DRAFTS = 3
"""So many a person may have begun: a line of the plan, both reviews."""
_PEOPLE = (0, 10, 16)
"""Nobody, the people of the first list, those of both."""


@dataclass(frozen=True)
class Key:
    """One key: the moment, the field, and what stood in it then; ``done`` once it had been taken."""

    moment: float
    place: str
    words: str
    done: bool


def keys(log: Path) -> list[Key]:
    """Return what was typed; a line that was cut off by the kill is left out."""
    lines = log.read_bytes().split(b"\n")[:-1] if log.exists() else []
    return [Key(*json.loads(line)) for line in lines]


def lost(typed: list[Key], disk: Mapping[str, str], killed: float) -> float:
    """Return how long before the kill the first key that is missing was taken; 0 when none is."""
    worst = 0.0
    words = {place for place in {key.place for key in typed} if place.startswith(_WORDS)}
    found = {**disk, **dict.fromkeys(words, disk.get(_EVERYWHERE, ""))}
    for place in {key.place for key in typed}:
        done = [key for key in typed if key.place == place and key.done]
        kept = [number for number, key in enumerate(done) if is_same(place, key.words, found.get(place, ""))]
        ahead = [key for key in typed if key.place == place and not key.done]
        if ahead and is_same(place, ahead[-1].words, found.get(place, "")):
            continue
        missing = done[kept[-1] + 1 :] if kept else done
        if missing:
            worst = max(worst, killed - missing[0].moment)
    return worst


def is_same(place: str, words: str, found: str) -> bool:
    """Tell whether a field says what was typed; a day that was understood is written in full."""
    if words == found or (place.startswith(_WORDS) and words in found):
        return True
    if place not in _DAYS:
        return False
    try:
        return parse_day(words, NOW.date()).isoformat() == found
    except UserError:
        return False


def read_all(place: Place) -> dict[str, str]:
    """Return what the disk has of every field: in a record, in a draft, or in the answers."""
    answers = read_draft(place.config / FILE)
    found = dict(_answered(answers))
    if (place.archive / "edudesk.db").is_file():
        with open_archive(place.archive, NOW) as archive:
            if not answers.begun:
                found |= _founded(archive)
            found |= _told(archive)
            found[_EVERYWHERE] = _everything(archive)
    return found


def _everything(archive: Archive) -> str:
    """Return all that records and drafts say."""
    with archive.read() as connection:
        said = connection.execute(select(Revision.content)).scalars().all()
    drafts = [path.read_text("utf-8") for path in drafts_folder(archive).glob("*.json")]
    return "\n".join([*(json.dumps(one, ensure_ascii=False) for one in said), *drafts])


def expect_sound(place: Place) -> None:
    """Assert that nothing is half, damaged or there twice.

    A file comes before the row that knows it, so a kill between the two leaves one too many in the store.
    """
    if (place.archive / "edudesk.db").is_file():
        with open_archive(place.archive, NOW) as archive:
            found = [one for one in check(archive).findings if one.code != "check.file-spare"]
            assert found == [], found
            left = waiting(archive)
            assert left.problems == ()
            assert len(left.drafts) <= _DRAFTS
            expect_once(
                archive, [str(draft.content.get("topic", "")) for draft in left.drafts if not draft.about]
            )
            packages = [path for path in place.out.iterdir() if not path.name.startswith(".edudesk-part-")]
            assert all(verify(package).valid for package in packages)
            assert len(all_of(archive, "handover")) <= len(packages)


def expect_once(archive: Archive, drafted: list[str]) -> None:
    """Assert that every school, person, term, activity and photo is there once."""
    for code, field in _ONCE.items():
        names = [
            str(one.content[field]) for one in all_of(archive, code) if not one.content.get("exchange_id")
        ]
        names += [name for name in drafted if name and code == "activity"]
        assert max(Counter(names).values(), default=0) <= 1, (code, names)
    photos = [(one.content["about_id"], one.content["sha256"]) for one in all_of(archive, "evidence")]
    assert len(set(photos)) == len(photos)
    assert len(all_of(archive, "person")) in _PEOPLE


def _answered(answers: Answers) -> Iterator[tuple[str, str]]:
    yield "name", answers.name
    yield "author", answers.author
    for number, partner in enumerate(answers.partners, 1):
        yield f"partner {number}", partner.name
    yield from (("first", answers.first), ("last", answers.last), ("since", answers.since))


def _founded(archive: Archive) -> dict[str, str]:
    holder, *partners = all_of(archive, "school")
    (term,), (community,) = all_of(archive, "term"), all_of(archive, "community")
    found = {"name": holder.title, "author": str(archive.fact("author"))}
    found |= {f"partner {number}": one.title for number, one in enumerate(partners, 1)}
    days = {"first": term.content["starts_on"], "last": term.content["ends_on"]}
    days["since"] = community.content["since"]
    return found | {name: day.isoformat() for name, day in days.items()}


def _told(archive: Archive) -> dict[str, str]:
    """Return what the draft says, else the record that was entered last."""
    drafts = [draft for draft in waiting(archive).drafts if "told" in draft.typed]
    if drafts:
        told = json.loads(drafts[0].typed["told"])
        people = [one["name"] for side in ("ours", "theirs") for one in told.get(side, ())]
        day = told.get("day") or told.get("day_typed", "")
        return _fields(day, told.get("topic", ""), told.get("result", ""), people)
    entered = [one for one in all_of(archive, "activity") if not one.content.get("exchange_id")]
    if not entered:
        return {}
    newest: Record = entered[-1]
    names = {one.id: one.title for one in all_of(archive, "person")}
    people = [names[row["person_id"]] for row in newest.content.get("people", ())]
    starts_on: date = newest.content["starts_on"]
    return _fields(starts_on.isoformat(), newest.title, newest.content.get("result") or "", people)


def _fields(day: str, topic: str, result: str, people: list[str]) -> dict[str, Any]:
    named = {name for told in ACTIVITIES for name in (*told.ours, *told.theirs)}
    found = {"day": day, "topic": topic, "result": result}
    for name in named:
        # A name that is being typed is there as far as it goes.
        begun = [one for one in people if one and name.startswith(one)]
        found[f"person {name}"] = max(begun, key=len, default="")
    return found
