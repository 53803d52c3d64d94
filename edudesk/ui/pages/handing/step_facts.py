"""What stands below the titles of the four steps."""

from edudesk.texts import Texts
from edudesk.ui.pages.handing.packing import DONE, FAILED, READING, WRITING, Packing

_SOON, _LONG = 50, 90
"""Seconds from which on time to come, and time gone by, is said in minutes."""


def step_facts(texts: Texts, packing: Packing, gaps: int, seconds: int) -> tuple[str, str, str, str]:
    """Return a fact for each step; ``gaps`` are open, the making takes about ``seconds``."""
    say = texts.say
    now, every = say("handing.step-fact.now"), say("handing.step-fact.every-file")
    ways, missing = say("handing.step-fact.ways"), _missing(texts, "open", gaps)
    match packing.stage:
        case stage if stage == DONE:
            told = sum(len(one.gaps) for one in packing.handed)
            files = sum(one.files + one.lists for one in packing.handed)
            same, ready = say("handing.step-fact.same", count=files), say("handing.step-fact.ready")
            return _missing(texts, "told", told), _took(texts, packing), same, ready
        case stage if stage == READING:
            return missing, _took(texts, packing), now, ways
        case stage if stage == WRITING:
            return missing, now, every, ways
        case stage if stage == FAILED:
            return missing, say("handing.step-fact.failed"), every, ways
    return missing, _estimated(texts, seconds), every, ways


def _missing(texts: Texts, code: str, count: int) -> str:
    if not count:
        return texts.say("handing.step-fact.none-open")
    return texts.say(f"handing.step-fact.{code}", count=count)


def _took(texts: Texts, packing: Packing) -> str:
    seconds = packing.seconds.get(WRITING, 0.0)
    if seconds >= _LONG:
        return texts.say("handing.step-fact.took-minutes", minutes=round(seconds / 60))
    return texts.say("handing.step-fact.took", seconds=max(1, round(seconds)))


def _estimated(texts: Texts, seconds: int) -> str:
    if not seconds:
        return ""
    if seconds >= _SOON:
        return texts.say("handing.step-fact.minutes", minutes=max(1, round(seconds / 60)))
    return texts.say("handing.step-fact.seconds", seconds=max(5, round(seconds / 5) * 5))
