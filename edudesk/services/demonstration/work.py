"""Plans, pairs, counted groups, requests, donations, achievements and summaries of the demonstration."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from edudesk.models.contents import Content
from edudesk.services.changes import Writing
from edudesk.services.demonstration.material import Names, Raw, entered, local
from edudesk.services.demonstration.steps import Photo, Step
from edudesk.services.records import get

_PLAN = ("title", "level", "term", "school_year", "dated", "author")
_PAIR = (
    *("name", "kind", "subject", "signed_on", "starts_on", "ends_on"),
    *("goals", "mentor_duties", "apprentice_duties"),
)
_REQUEST = ("topic", "asked_on", "wanted_by", "form", "note")
_DONATION = ("purpose", "dated", "receiver", "handler", "receipt")
_GROUP = ("name", "kind", "count", "term", "note")
_ACHIEVEMENT = ("title", "kind", "level", "dated", "issuer")


def work_steps(names: Names, work: Raw) -> Iterator[Step]:
    """Give the steps of everything that is one record and done."""
    for raw in work["plan"]:
        at = local(raw["dated"], time(16, 40))
        content = _sections(names, work, raw)
        yield Step(at, "plan.create", raw["title"], _creating(names, "plan", content, raw["key"]))
    for raw in work["pair"]:
        at = entered(raw["signed_on"], raw["key"], 1)
        yield Step(
            at,
            "mentor-pair.create",
            raw["name"],
            _creating(names, "mentor-pair", _pair(names, work, raw), raw["key"]),
        )
    for raw in work["request"]:
        at = local(raw["asked_on"], time(10, 15))
        yield Step(
            at,
            "request.create",
            raw["topic"],
            _creating(names, "request", _request(names, work, raw), raw["key"]),
        )
    for raw in work["achievement"]:
        at = entered(raw["dated"], raw["title"], 3)
        yield Step(
            at,
            "achievement.create",
            raw["title"],
            _creating(names, "achievement", _achievement(names, work, raw)),
        )
    for raw in work["summary"]:
        at = local(raw["dated"], time(17, 30))
        yield Step(
            at, "summary.create", raw["title"], _creating(names, "summary", _sections(names, work, raw))
        )
    yield from (_group(names, work, raw) for raw in work["group"])
    yield from _donations(names, work)
    yield from (_promotion(names, raw) for raw in work["promotion"])


def _creating(names: Names, type_code: str, content: Content, key: str = "") -> Callable[[Writing], str]:
    return lambda writing: writing.create(type_code, content, record_id=names.mint(key))


def community_of(names: Names, work: Raw, raw: Raw) -> str:
    """Return the id of the community that ``raw`` names as primary or kindergarten."""
    return names.communities[work[raw.get("community", "primary")]]


def _sections(names: Names, work: Raw, raw: Raw) -> Content:
    return {
        **{name: raw[name] for name in _PLAN if name in raw},
        "community_id": community_of(names, work, raw),
        "school_id": names.schools[raw["school"]],
        "sections": tuple({"heading": heading, "body": body} for heading, body in raw["sections"]),
    }


def _pair(names: Names, work: Raw, raw: Raw) -> Content:
    parts = tuple(
        {"part": part, "person_id": names.people[raw[part]], "name": raw[part], "since": raw["starts_on"]}
        for part in ("mentor", "apprentice")
    )
    plain = {name: raw[name] for name in _PAIR if name in raw}
    return {**plain, "community_id": community_of(names, work, raw), "people": parts}


def _request(names: Names, work: Raw, raw: Raw) -> Content:
    return {
        **{name: raw[name] for name in _REQUEST if name in raw},
        "community_id": community_of(names, work, raw),
        "school_id": names.schools[raw["school"]],
        "kinds": tuple(raw.get("kinds", ())),
        "subjects": tuple(raw.get("subjects", ())),
        # What is answered in the end was open when it was entered.
        "state": "open",
    }


def _achievement(names: Names, work: Raw, raw: Raw) -> Content:
    people = tuple({"person_id": names.people[name], "name": name} for name in raw["people"])
    return {
        **{name: raw[name] for name in _ACHIEVEMENT},
        "community_id": community_of(names, work, raw),
        "school_id": names.schools[raw["school"]],
        "people": people,
    }


def _group(names: Names, work: Raw, raw: Raw) -> Step:
    content = {
        **{name: raw[name] for name in _GROUP if name in raw},
        "community_id": community_of(names, work, raw),
        "school_id": names.schools[raw["school"]],
        "partner_id": names.schools[raw["partner"]] if "partner" in raw else None,
    }
    at = local(raw["entered"], time(15, 20))
    return Step(at, "group.create", raw["name"], _creating(names, "group", content))


def _donations(names: Names, work: Raw) -> Iterator[Step]:
    for raw in work["donation"]:
        items = tuple(
            {
                "name": name,
                "specification": specification,
                "quantity": Decimal(quantity),
                "unit": unit,
                "unit_price": Decimal(str(price)),
                "value": Decimal(quantity) * Decimal(str(price)),
            }
            for name, specification, quantity, unit, price in raw["items"]
        )
        content = {
            **{name: raw[name] for name in _DONATION},
            "community_id": community_of(names, work, raw),
            "from_id": names.schools[raw["from"]],
            "to_id": names.schools[raw["to"]],
            "items": items,
        }
        shot = Photo(raw["picture"], raw["board"], datetime.combine(raw["dated"], time(15, 12, 40)))
        write = _creating(names, "donation", content)
        at = entered(raw["dated"], raw["purpose"], 1)
        yield Step(at, "donation.create", raw["purpose"], write, photos=(shot,))


def _promotion(names: Names, raw: Raw) -> Step:
    def write(writing: Writing) -> None:
        person = get(writing.connection, names.people[raw["person"]])
        facts = [_ended(fact, raw["since"]) for fact in person.content["facts"]]
        facts.append({"fact": "title", "value": raw["title"], "since": raw["since"]})
        writing.edit(person.id, {"facts": tuple(facts)})

    return Step(local(raw["entered"], time(9, 30)), "person.edit", raw["person"], write)


def _ended(fact: Content, day: date) -> Content:
    return {**fact, "until": day - timedelta(days=1)} if fact["fact"] == "title" else fact
