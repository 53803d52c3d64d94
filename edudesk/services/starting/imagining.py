"""The pairing as it would be, made in memory from the answers; nothing here knows a database."""

from datetime import date

from edudesk.services.calendar import Term
from edudesk.services.schemes.facts import CommunityFacts, Facts, MemberFacts, SchoolFacts
from edudesk.services.starting.answers import LEAD, MEMBER, Answers, days_of


def facts_of(answers: Answers, today: date) -> Facts:
    """Return the facts of the pairing as it would be, made in memory; ids are the schools' names.

    Without partners one without a name stands for all, so that what is asked can be seen.
    """
    days = days_of(answers, today)
    ours, theirs = (LEAD, MEMBER) if answers.helps else (MEMBER, LEAD)
    own = SchoolFacts("our", answers.name.strip(), kind=answers.kind, stage=_stage(answers.kind), ours=True)
    others = [SchoolFacts(one.name, one.name, kind=one.kind, stage=_stage(one.kind)) for one in answers.named]
    others = others or [SchoolFacts("partner", "", kind=answers.kind, stage=_stage(answers.kind))]
    return Facts(
        CommunityFacts("pairing", "", since=days.since),
        (own, *others),
        (MemberFacts("our", ours), *(MemberFacts(one.id, theirs) for one in others)),
        terms=(Term(days.code, days.first, days.last),),
    )


def _stage(kind: str) -> str:
    return {"kindergarten": "preschool", "teaching-point": "primary"}.get(kind, kind)
