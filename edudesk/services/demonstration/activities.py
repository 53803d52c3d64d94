"""Activities of the demonstration: planned, held, cancelled, entered late."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from edudesk.models.contents import Content
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.changes import Writing
from edudesk.services.demonstration.material import (
    ACTIVITY_FILES,
    Names,
    Raw,
    dice,
    entered,
    local,
    read,
)
from edudesk.services.demonstration.steps import Paper, Photo, Step

_PAPERS = {
    "签到表": "sign-in",
    "教案": "lesson-plan",
    "活动方案": "plan",
    "活动议程": "programme",
    "活动措施": "measures",
    "过程记录": "record",
    "纸质记录": "scan",
}
_SAME = ("topic", "grade", "place", "pupils", "process", "result", "reflection", "follow_up", "term")


def activity_steps(names: Names, plans: dict[str, date]) -> Iterator[Step]:
    """Give the steps of all activities; ``plans`` tells the day of each plan by its key."""
    for name in ACTIVITY_FILES:
        material = read(name)
        for number, raw in enumerate(material["activity"]):
            about = {"key": f"{name}-{number}", "recorder": material.get("recorder", "周敏仪")} | raw
            yield from _steps(names, material, about, plans[material["plan"]])


def _steps(names: Names, material: Raw, raw: Raw, plan_day: date) -> Iterator[Step]:
    topic, key = raw["topic"], raw["key"]
    author = "唐晚晴" if material["helper"] == "云杉附幼" else ""
    planned = "planned" in raw

    def plan(writing: Writing) -> str:
        content = _planned(names, material, raw)
        return writing.create("activity", content, record_id=names.mint(key))

    def hold(writing: Writing) -> str:
        content = _held(names, material, raw)
        if planned:
            writing.edit(names.keys[key], content)
        else:
            writing.create("activity", content, record_id=names.mint(key))
        _follow(names, raw, writing)
        return names.keys[key]

    if planned:
        at = local(raw.get("planned_on_paper", plan_day + timedelta(days=1)), time(15, 20))
        yield Step(at, "activity.plan", topic, plan, author)
    if raw.get("state") == "planned":
        return
    at = entered(raw["day"], key, raw.get("entered"))
    name = "activity.hold" if planned else "activity.create"
    papers = tuple(_papers(material, raw))
    historical = raw.get("historical", False)
    yield Step(at, name, topic, hold, author, historical, _photos(raw), papers)


def _follow(names: Names, raw: Raw, writing: Writing) -> None:
    """Write what a held activity brings with it: an answered request, a link to the other side's record."""
    if "answers" in raw:
        writing.edit(names.keys[raw["answers"]], {"state": "answered"})
    if "same_event" in raw:
        both = {"first_id": names.keys[raw["same_event"]], "second_id": names.keys[raw["key"]]}
        basis = "同一天、同一地点、同一主讲人，双方各有一份记录。"
        writing.create("same-event", {**both, "basis": basis})


def _planned(names: Names, material: Raw, raw: Raw) -> Content:
    return {
        "topic": raw["topic"],
        "state": "planned",
        "kinds": tuple(raw["kinds"]),
        "starts_on": raw["planned"],
        "planned_on": raw["planned"],
        "community_id": names.communities[material["community"]],
        "plan_id": names.keys[material["plan"]],
        "host_id": names.schools.get(raw.get("host", "")),
        "form": raw.get("form", "onsite"),
        "subjects": _subjects(raw),
        "lines": _lines(names, raw),
        "schools": _schools(names, material, raw),
        "responsible": raw.get("responsible", raw["recorder"]),
    }


def _held(names: Names, material: Raw, raw: Raw) -> Content:
    if raw.get("state") == "cancelled":
        return {"state": "cancelled", "cancelled_because": raw["cancelled_because"]}
    units = raw.get("units", {})
    starts_at, ends_at = _clocks(raw)
    return {
        **{name: _trimmed(raw[name]) for name in _SAME if name in raw},
        "state": "held",
        "kinds": tuple(raw["kinds"]),
        "starts_on": raw["day"],
        "starts_at": starts_at,
        "ends_at": ends_at,
        "community_id": names.communities[material["community"]],
        "pair_id": names.keys.get(raw.get("pair", "")),
        "request_id": names.keys.get(raw.get("answers", "")),
        "form": raw.get("form", "onsite"),
        "host_id": names.schools.get(raw.get("host", "")),
        "subjects": _subjects(raw),
        "lines": _lines(names, raw),
        "schools": _schools(names, material, raw),
        "people": tuple(_people(names, material, raw)),
        "units": tuple({"unit": unit, "amount": Decimal(amount)} for unit, amount in units.items()),
        "actual": units.get("attendance"),
        "expected": raw.get("expected", units.get("attendance")),
        "recorder": raw["recorder"],
    }


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _clocks(raw: Raw) -> tuple[time | None, time | None]:
    if "time" not in raw:
        return None, None
    first, last = raw["time"].split("-")
    return time.fromisoformat(first), time.fromisoformat(last)


def _subjects(raw: Raw) -> tuple[str, ...]:
    words = VOCABULARIES["subject"]
    return tuple(words.read(subject) or subject for subject in raw.get("subjects", ()))


def _lines(names: Names, raw: Raw) -> tuple[str, ...]:
    return tuple(names.lines.get(line, line) for line in raw.get("lines", ()))


def _schools(names: Names, material: Raw, raw: Raw) -> tuple[Content, ...]:
    helper = {"school_id": names.schools[material["helper"]], "side": "helper"}
    return (helper, *({"school_id": names.schools[one], "side": "helped"} for one in raw["with"]))


def _people(names: Names, material: Raw, raw: Raw) -> Iterator[Content]:
    helper = names.schools[material["helper"]]
    for said in raw.get("people", ()):
        role, name = said.split()
        person = names.people[name]
        yield {
            "person_id": person,
            "name": name,
            "side": "helper" if names.school_of[person] == helper else "helped",
            "role": VOCABULARIES["activity-role"].read(role),
        }
    for said in raw.get("groups", ()):
        school, words, count = said.split()
        side = "helper" if names.schools[school] == helper else "helped"
        yield {"name": f"{school}{words}", "count": int(count), "side": side, "role": "participant"}


def _photos(raw: Raw) -> tuple[Photo, ...]:
    starts_at = _clocks(raw)[0] or time(10, 0)
    fallen = dice(f"photo {raw['key']}")
    shots = []
    for number, scene in enumerate(raw.get("pictures", ())):
        after = timedelta(minutes=18 + 25 * number + fallen.randrange(14), seconds=fallen.randrange(60))
        shots.append(Photo(scene, raw["board"], datetime.combine(raw["day"], starts_at) + after))
    return tuple(shots)


def _papers(material: Raw, raw: Raw) -> Iterator[Paper]:
    for name in raw.get("papers", ()):
        facts = {
            "topic": raw["topic"],
            "day": raw["day"],
            "place": raw.get("place", raw.get("host", "")),
            "schools": "、".join((material["helper"], *raw["with"])),
            "people": tuple(raw.get("people", ())),
            "groups": tuple(raw.get("groups", ())),
            "process": raw.get("process", "").strip(),
            "result": raw.get("result", ""),
        }
        yield Paper(name, _PAPERS[name], facts)
