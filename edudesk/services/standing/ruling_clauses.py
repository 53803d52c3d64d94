"""What must hold of a record besides its kind, each as a clause: ``满 12 个月``, ``经接收学校确认``."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from edudesk.services.schemes.judging.units import UNITS
from edudesk.services.schemes.reading.words import KINDS
from edudesk.services.schemes.scheme import PeopleTest, SchoolTest, Select
from edudesk.services.standing.words import say_amount

if TYPE_CHECKING:
    from edudesk.services.standing.ruling_records import RecordTeller

SENT = frozenset({"exchange", "stay"})
SCHOOLS = frozenset({"school", "roster-school"})
_PERSONS = frozenset({"person", "duty", *SENT})


def tails(teller: "RecordTeller", chosen: Select) -> Iterator[str]:
    """Give what stands in brackets behind a record of any sort."""
    if chosen.schools != SchoolTest() and chosen.record not in {*SCHOOLS, "person"}:
        yield teller.say("clause.schools", schools=teller.schools(chosen.schools))
    if chosen.part != "takes-part":
        gift = "-gift" if chosen.record == "donation" else ""
        yield teller.say(f"clause.part.{chosen.part}{gift}")
    if chosen.acts_as:
        yield teller.say("clause.acts-as", roles=teller.words("activity-role", chosen.acts_as))
    yield from _of_time(teller, chosen)
    yield from _of_outcome(teller, chosen)
    if chosen.types:
        yield teller.say("clause.types", types=teller.types(chosen.types))
    if chosen.states:
        yield teller.say("clause.states", states=teller.words("request-state", chosen.states))
    if chosen.evidence:
        yield teller.say(
            "clause.evidence", papers=teller.both(teller.named("evidence-kind", chosen.evidence))
        )
    if chosen.documents:
        yield teller.say(
            "clause.documents", papers=teller.both(teller.named("document-kind", chosen.documents))
        )
    if chosen.among:
        yield among(teller, chosen, chosen.among)
    for other in chosen.excluded:
        yield teller.say("clause.except", what=teller.beyond(other, chosen) or teller.thing(other))


def _of_time(teller: "RecordTeller", chosen: Select) -> Iterator[str]:
    def amount(number: Decimal | int, unit: str) -> str:
        return say_amount(teller.texts, Decimal(number), UNITS[unit])

    if chosen.least_days:
        working = teller.say("working-days", days=chosen.least_days) if chosen.least_working else ""
        yield teller.say("clause.least-days", days=working or amount(chosen.least_days, "day"))
    if chosen.least_months is not None:
        yield teller.say("clause.least-months", months=amount(chosen.least_months, "month"))
    if chosen.most_months is not None:
        yield teller.say("clause.most-months", months=amount(chosen.most_months, "month"))
    if chosen.least_weekly_periods is not None:
        yield teller.say("clause.weekly", periods=amount(chosen.least_weekly_periods, "period"))


def _of_outcome(teller: "RecordTeller", chosen: Select) -> Iterator[str]:
    if chosen.posts_held:
        yield teller.say("clause.posts-held", posts=teller.words("post", chosen.posts_held))
    if chosen.confirmed:
        yield teller.say("clause.confirmed")
    if chosen.grades:
        yield teller.say("clause.grades", grades=teller.words("grade", chosen.grades))
    if chosen.levels:
        yield teller.say("clause.levels", levels=teller.words("level", chosen.levels))
    if chosen.level_at_least:
        yield teller.say("clause.level-at-least", levels=teller.words("level", (chosen.level_at_least,)))
    if chosen.completions:
        yield teller.say("clause.completions", completions=teller.words("completion", chosen.completions))


def among(teller: "RecordTeller", chosen: Select, inner: Select) -> str:
    """Return in which other records it must occur."""
    what, record = teller.thing(inner), inner.alternatives[0].record
    if chosen.record not in SCHOOLS and chosen.record != "person":
        return teller.say("clause.among-them", what=what)
    sort = "sent" if record in SENT else record if record in {"activity", "community"} else "other"
    if chosen.record in SCHOOLS and sort == "sent":
        sort = "other"
    return teller.say(f"clause.among.{sort}", what=what)


def leading(teller: "RecordTeller", chosen: Select) -> Iterator[str]:
    """Give as clauses what a whole phrase says before its verb: who, where, about what, of which kind."""
    if chosen.exchange_forms:
        yield teller.say("clause.forms", what=teller.words("exchange-form", chosen.exchange_forms))
    if chosen.kinds:
        vocabulary = KINDS.get(chosen.record, "activity-kind")
        yield teller.say("clause.kinds", what=teller.words(vocabulary, chosen.kinds))
    if chosen.schools != SchoolTest() and chosen.record in SCHOOLS:
        yield teller.say("clause.schools-are", schools=teller.schools(chosen.schools))
    if chosen.schools != SchoolTest() and chosen.record == "person":
        yield teller.say("clause.schools-at", schools=teller.schools(chosen.schools))
    yield from placed(teller, chosen)
    for test in chosen.people:
        yield from acting(teller, test, "is" if chosen.record in _PERSONS else "who")


def placed(teller: "RecordTeller", chosen: Select) -> Iterator[str]:
    """Give as clauses where, in which direction and about what."""
    if chosen.direction:
        yield teller.say("clause.direction", direction=teller.direction(chosen.direction))
    if chosen.host:
        yield teller.say("clause.host", where=teller.side(chosen.host))
    if len(chosen.forms) == 1:
        yield teller.say(f"clause.form.{chosen.forms[0]}")
    if chosen.lines:
        yield teller.say("clause.lines", what=teller.words("line", chosen.lines))
    if chosen.subjects:
        yield teller.say("clause.subjects", what=teller.words("subject", chosen.subjects))


def acting(teller: "RecordTeller", test: PeopleTest, plain: str) -> Iterator[str]:
    """Give what somebody is and does in a record."""
    who, roles = teller.split(test)
    if roles and who:
        yield teller.say("clause.acting", who=who, roles=roles)
    elif roles:
        yield teller.say("clause.part", roles=roles)
    else:
        yield teller.say(f"clause.{plain}", who=who)
