"""What somebody gains, and what is only stated, in words: no debts, no deadlines."""

from edudesk.services.schemes.explain import plain, say_owed
from edudesk.services.schemes.results import Part, RuleKind, RuleResult, State
from edudesk.services.standing.owing import say_short
from edudesk.services.standing.words import say_amount, say_ratio
from edudesk.texts import Texts


def say_gain(texts: Texts, result: RuleResult) -> str:
    """Return the value of a rule that nobody owes: how many people, how much money, or the figure."""
    if result.kind is RuleKind.RECOGNITION:
        if result.state is State.NOT_APPLICABLE:
            return "—"
        return texts.say("home.gain.people", value=plain(result.value), target=plain(result.target))
    if result.kind is RuleKind.ALLOWANCE and result.planned > result.value:
        return texts.say(
            "home.gain.money", value=plain(result.value), planned=plain(result.planned), unit=result.unit
        )
    return say_amount(texts, result.value, result.unit)


def say_part_figure(texts: Texts, result: RuleResult, part: Part) -> str:
    """Return one person's figure: of what is asked for, or the time or money alone."""
    if result.kind is RuleKind.RECOGNITION and part.unit:
        if not part.target:
            return say_amount(texts, part.value, part.unit)
        return say_ratio(texts, part.value, part.target, part.unit)
    if result.kind is RuleKind.ALLOWANCE:
        return say_amount(texts, part.value, result.unit)
    return plain(part.value)


def say_part(texts: Texts, result: RuleResult, part: Part) -> str:
    """Return what one person has gained, or what is still missing for it, or how the money comes about."""
    if part.formula or part.note:
        return texts.phrase([say_owed(texts, one) for one in (part.formula, part.note) if one])
    if result.kind is not RuleKind.RECOGNITION:
        return ""
    if part.state is State.MET:
        return texts.say("home.gain.met")
    lacking = texts.phrase([say_short(texts, one) for one in part.owed])
    return lacking or texts.say("home.gain.coming")
