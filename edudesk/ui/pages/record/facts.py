"""The seven facts that every form of every district asks for, as far as they are told."""

from collections.abc import Sequence

from edudesk.texts import Texts
from edudesk.ui.pages.record.advice import listed
from edudesk.ui.pages.record.side import Fact
from edudesk.ui.pages.record.telling import Told, Where, number
from edudesk.ui.papers.paper import Paper


def seven_facts(
    texts: Texts, told: Told, papers: Sequence[Paper], missing: Sequence[str] = ()
) -> tuple[Fact, ...]:
    """Return date, quantity, people, schools, topic, result and papers; ``missing`` are words of papers."""
    has = {
        "date": told.day is not None,
        "amount": any(number(one.amount) for one in told.quantities),
        "people": bool(told.ours or told.theirs),
        "schools": bool(told.partners) and told.where is not Where.UNTOLD,
        "topic": bool(told.topic.strip()),
        "result": bool(told.result.strip()),
    }
    facts = [Fact(texts.say(f"record.fact-{name}"), is_told) for name, is_told in has.items()]
    word = texts.say("record.fact-papers")
    return (*facts, Fact(word, bool(papers) and not missing, listed(texts, missing)))
