"""Why a record does not count, in a few spoken words."""

from edudesk.services.schemes.facts import ActivityFacts, Facts
from edudesk.services.schemes.results import Near
from edudesk.texts import Texts

UNTELLING = frozenset({"planned", "not-yet", "cancelled", "other-period", "other-partner", "other-basis"})
"""Reasons that say nothing about how a record was written."""


def say_why(texts: Texts, near: Near, facts: Facts, formed: ActivityFacts | None = None) -> str:
    """Return the reason, more exactly where the record shows it; ``formed`` is the record if known."""
    one = formed or facts.activity.get(near.id)
    is_one = near.reason == "handed-late" and near.parameters["days"] == 1
    detail = "-one" if is_one else _detail(near.reason, one, facts) if one else ""
    return texts.say(f"home.why.{near.reason}{detail}", **dict(near.parameters))


def _detail(reason: str, one: ActivityFacts, facts: Facts) -> str:
    """Return what the record itself shows about a reason, as the end of the sentence's code."""
    blank = {
        "not-at-partner": not one.host_id,
        "other-line": not one.lines,
        "other-subject": not one.subjects,
    }
    if blank.get(reason):
        return "-blank"
    ours = {school.id for school in facts.schools if school.ours}
    return "-ours" if reason == "not-at-partner" and one.host_id in ours else ""
