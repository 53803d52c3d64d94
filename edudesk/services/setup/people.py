"""A person of the setup file: plain facts, and dated ones written as short lists."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services.setup.tables import Page

_PLAIN = ("name", "sex", "birth_month", "phone", "id_number", "teaching_since", "note")
_HONOUR = ("name", "level", "since")
_DATED = ("school", "title", "posts", "subjects", "stage", "honours", "since")


def read_person(
    page: Page,
    raw: Mapping[str, Any],
    place: str,
    schools: Mapping[str, RecordId],
    holder: RecordId,
) -> dict[str, Any]:
    """Return the content of a Person; without ``school`` they work at the holder's."""
    page.known(raw, place, (*_PLAIN, *_DATED))
    since = page.day(raw["since"], place, "since") if "since" in raw else None
    school = page.named(raw["school"], place, "school", schools) if "school" in raw else holder
    facts = [_fact("school", since, school_id=school)]
    if "title" in raw:
        facts.append(_fact("title", since, value=page.word(raw["title"], place, "title", "title")))
    if "stage" in raw:
        facts.append(_fact("stage", since, value=page.word(raw["stage"], place, "stage", "stage")))
    for key, fact in (("posts", "post"), ("subjects", "subject")):
        facts += [_fact(fact, since, value=code) for code in page.words(raw, place, key, fact)]
    for number, honour in enumerate(page.tables(raw, place, "honours"), 1):
        facts.append(_honour(page, honour, f"{place}.honours[{number}]"))
    return page.content(raw, place, "person", _PLAIN) | {"facts": tuple(facts)}


def _honour(page: Page, raw: Mapping[str, Any], place: str) -> dict[str, Any]:
    page.known(raw, place, _HONOUR)
    if "name" not in raw:
        page.blame("setup.missing", place, "name")
        return {"fact": "honour"}
    since = page.day(raw["since"], place, "since") if "since" in raw else None
    level = page.word(raw["level"], place, "level", "level") if "level" in raw else None
    return _fact("honour", since, value=page.word(raw["name"], place, "name", "honour"), level=level)


def _fact(fact: str, since: date | None, **said: str | None) -> dict[str, Any]:
    return {"fact": fact, "since": since, **said}
