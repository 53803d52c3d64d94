"""Rong'an's invented schools: who is there, who is sent, who is on 跟岗 and with whom."""

from dataclasses import replace
from datetime import date

from edudesk.services.schemes.facts import PersonFacts
from tests.services.schemes.making import EAST, EAST_ONLY, OURS, SPRING, activity, person

from .making import away, by, judge, pair
from .whole import YEAR_END

NAME = "rongan"
judged = judge(NAME)
FIRST, LAST = date(2025, 9, 1), date(2027, 7, 10)
CYCLE = {"cycle-first": "2025-09-01", "cycle-last": "2027-08-31"}
ONE_YEAR_LEFT = date(2026, 9, 1)


def young(identity: str, birth: date | None = date(1995, 5, 1), **facts: str) -> PersonFacts:
    """Return a teacher of the joint school who may go on 跟岗."""
    return replace(person(identity, EAST, **facts), birth=birth)


BASE = replace(
    EAST_ONLY,
    community=replace(EAST_ONLY.community, since=date(2025, 6, 1)),  # before its first training
    people=(
        person("p-head", post="principal"),
        person("p-vice", post="vice-principal"),
        person("p-dean", post="director"),
        person("p-b1", honour="backbone", title="first"),
        person("p-b2", honour="subject-leader", title="senior"),
        person("p-b3", honour="backbone", title="second"),
        person("p-plain", title="first"),
        person("e-vice", EAST, post="vice-principal"),
        person("e-dean", EAST, post="director"),
        young("e1"),
        young("e2"),
        young("e3"),
        young("e4"),
        young("e5"),
        young("e6"),
    ),
)


def sent(who: str, post: str, last: date = LAST, form: str = "secondment", **changes):
    """Return the stay of somebody whom the lead sends."""
    return away(f"sent-{who}", who, FIRST, last, form, post=post, **changes)


def shadow(who: str, last: date = LAST, **changes):
    """Return the stay of somebody of the joint school on 跟岗 at the lead."""
    return away(f"shadow-{who}", who, FIRST, last, "shadowing", from_id=EAST, to_id=OURS, **changes)


TEAM = (
    sent("p-vice", "vice-principal", form="post"),
    sent("p-dean", "vice-principal"),
    sent("p-b1", "class-teacher"),
    sent("p-b2", "research-leader"),
)
SHADOWS = (shadow("e1"), shadow("e2"), shadow("e3"))
MENTORS = (pair("m1", "p-b1", "e1"), pair("m2", "p-b2", "e2"), pair("m3", "p-b1", "e3"))


def lesson(who: str, day: date = date(2025, 11, 5)):
    """Return somebody's open lesson at the lead."""
    return activity(f"open-{who}", kinds=("open-lesson",), people=by(who), starts_on=day, host_id=OURS)


def subject(kind: str, code: str, day: date = date(2025, 10, 20), **changes):
    """Return a planning or a lesson brought, of one subject."""
    return activity(f"{kind}-{code}-{day}", kinds=(kind,), subjects=(code,), starts_on=day, **changes)


def ready(rule: str, facts, settings=None, *, today=YEAR_END, term=SPRING):
    """Return what a rule says when the year is over."""
    return judged(rule, facts, {**CYCLE, **(settings or {})}, today=today, term=term)


def autumn(rule: str, facts, settings=None, **changes):
    """Return what a rule says in the autumn term."""
    return judged(rule, facts, {**CYCLE, **(settings or {})}, **changes)
