"""How each community stands around the form; asked in the archive's thread, in words of one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.scheme import Scheme, leaves_of
from edudesk.texts import Language
from edudesk.ui.pages.record.ground import Items, SchoolChoice, Surroundings
from edudesk.ui.pages.record.telling import Sides, Someone, Told, Where

if TYPE_CHECKING:
    from edudesk.services.records import Record
    from edudesk.services.schemes.facts import ActivityFacts, Facts
    from edudesk.services.standing.live import Standing

_LONG = 6
_SIDES = {"lead": "helper", "member": "helped"}


@dataclass(frozen=True)
class Names:
    """What things are called: schools and people by id, pairs and exchanges of each community."""

    schools: Mapping[str, str]
    people: Mapping[str, str]
    pairs: Mapping[str, Items]
    exchanges: Mapping[str, Items]


def surroundings(
    standing: "Standing", today: date, language: Language, names: Names
) -> tuple[Surroundings, ...]:
    """Return every community; where there is none yet, one without id among all schools."""
    found = {status.community.id: status for status in standing.at(None, today)}
    holder = standing.archive.holder_id
    made = []
    for community in standing.communities:
        status = found.get(community.id)
        scheme = status.scheme if status else None
        facts = status.facts if status else None
        sides = _sides(community, scheme, holder, standing)
        last = _last(facts, sides, today, names.people) if facts else None
        neutral = sides.school_id != standing.identity.of(holder)
        one = _surroundings(community, sides, scheme, language, names)
        made.append(replace(one, neutral=neutral, last=last))
    return tuple(made) or (_nowhere(holder, language, names.schools),)


def _surroundings(
    community: "Record",
    sides: Sides,
    scheme: Scheme | None,
    language: Language,
    names: Names,
) -> Surroundings:
    asked = _asked(scheme) if scheme else ()
    words = _Words(scheme, language)
    kinds = words.of("activity-kind")
    known = dict(kinds)
    first = tuple((code, known[code]) for code in asked if code in known)
    return Surroundings(
        community.id,
        str(community.content["name"]),
        sides,
        neutral=False,
        partners=tuple(
            SchoolChoice(one, names.schools.get(one, ""), side)
            for one, side in sides.of.items()
            if one != sides.school_id
        ),
        kinds=(*first, *(kind for kind in kinds if kind[0] not in asked)),
        asked=len(first),
        subjects=words.of("subject"),
        lines=words.of("line"),
        units=words.of("unit"),
        roles=words.of("activity-role"),
        pairs=names.pairs.get(community.id, ()),
        exchanges=names.exchanges.get(community.id, ()),
    )


def _nowhere(holder: str, language: Language, schools: Mapping[str, str]) -> Surroundings:
    words = _Words(None, language)
    of = {one: "helper" if one == holder else "helped" for one in schools}
    partners = tuple(SchoolChoice(one, name, "helped") for one, name in schools.items() if one != holder)
    return Surroundings(
        "",
        "",
        Sides("", holder, "helper", of),
        neutral=False,
        partners=partners,
        kinds=words.of("activity-kind"),
        asked=0,
        subjects=words.of("subject"),
        lines=(),
        units=words.of("unit"),
        roles=words.of("activity-role"),
    )


class _Words:
    """The vocabularies with what the scheme adds and how it calls things."""

    def __init__(self, scheme: Scheme | None, language: Language) -> None:
        self._scheme = scheme
        self._language = language

    def of(self, vocabulary: str) -> Items:
        """Return the codes of a vocabulary with their words, the scheme's own last."""
        own = self._scheme.vocabulary.get(vocabulary, ()) if self._scheme else ()
        called = {word.code: word.name(self._language) for word in own}
        choices = VOCABULARIES[vocabulary].choices if vocabulary in VOCABULARIES else ()
        common = {one.code: one.label(self._language) for one in choices}
        return tuple((common | called).items())


def _sides(community: "Record", scheme: Scheme | None, holder: str, standing: "Standing") -> Sides:
    identity, of = standing.identity, {}
    for member in community.content.get("members", ()):
        role = scheme.role_code(member["role"]) if scheme else member["role"]
        side = scheme.side(role) if scheme else _SIDES.get(role, "other")
        of[identity.of(member["school_id"])] = side
    us = identity.of(holder)
    if of.get(us) not in ("helper", "helped"):
        # The archive keeps a pairing of others, such as its kindergarten's: "we" is who helps.
        us = next((school for school, side in of.items() if side == "helper"), us)
    return Sides(community.id, us, of.get(us, "helper"), of)


def _asked(scheme: Scheme) -> tuple[str, ...]:
    """Return the kinds that rules count, of each rule its first one, then the second ones and so on."""
    of_rules = [
        tuple(
            dict.fromkeys(
                kind
                for leaf in leaves_of(rule.condition)
                for select in leaf.select.alternatives
                if select.record == "activity"
                for kind in select.kinds
            )
        )
        for rule in scheme.rules
    ]
    in_turns = dict.fromkeys(kind for turn in zip_longest(*of_rules) for kind in turn if kind)
    words = VOCABULARIES["activity-kind"]
    # Long names would take the place of two others.
    return tuple(sorted(in_turns, key=lambda kind: len(words.label(kind).zh) > _LONG))


def _last(facts: "Facts", sides: Sides, today: date, people: Mapping[str, str]) -> Told | None:
    held = [one for one in facts.activities if one.state == "held" and one.starts_on <= today]
    if not held:
        return None
    activity = max(held, key=lambda one: (one.starts_on, one.id))
    host = activity.host_id or ""
    where = Where.OURS if host == sides.school_id else Where.PARTNER if host else Where.UNTOLD
    return Told(
        where=Where.ONLINE if activity.form == "online" else where,
        partners=tuple(one.school_id for one in activity.schools if one.school_id != sides.school_id),
        host=host,
        ours=tuple(_people(activity, people, side=sides.side)),
        theirs=tuple(_people(activity, people, side=sides.other)),
    )


def _people(activity: "ActivityFacts", names: Mapping[str, str], side: str) -> Iterator[Someone]:
    for one in activity.people:
        if one.person_id and one.side == side:
            yield Someone(names.get(one.person_id, one.name), one.person_id, None, one.role)
