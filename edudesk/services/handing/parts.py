"""The numbered folders of a package with how much lies in each."""

from collections import Counter

from edudesk.services.handing.view import PartRow
from edudesk.services.packages.payload import (
    ACTIVITIES,
    EXCHANGES,
    LEDGERS,
    ORGANISATION,
    PAIRS,
    PLANS,
    SELF_CHECK,
    STATEMENT,
    SUMMARIES,
)
from edudesk.services.packages.preparing import Prepared
from edudesk.services.reports.work import TermWork
from edudesk.texts import Texts

_PARTS = (
    *(ORGANISATION, PLANS, LEDGERS, ACTIVITIES, PAIRS),
    *(EXCHANGES, SUMMARIES, SELF_CHECK, STATEMENT),
)


def part_rows(texts: Texts, work: TermWork, prepared: Prepared) -> tuple[PartRow, ...]:
    """Return a row for each of the nine folders."""
    files = Counter(item.section for item in prepared.items)
    attached = Counter(item.section for item in prepared.items if item.parcel)
    open_parts = _unfinished(prepared)
    return tuple(
        PartRow(
            f"{folder[:2]} {texts.say(f'handing.part.{folder[:2]}')}",
            texts.say("handing.unfinished")
            if folder in open_parts
            else _count(texts, work, folder, files[folder], attached[folder]),
            folder in open_parts,
        )
        for folder in _PARTS
    )


def _unfinished(prepared: Prepared) -> frozenset[str]:
    codes = {gap.code.removeprefix("gap.") for gap in prepared.gaps}
    found = {PLANS} if "no-plan" in codes else set()
    if codes & {"no-summary", "summary-empty", "summary-sections"}:
        found.add(SUMMARIES)
    return frozenset(found)


def _count(texts: Texts, work: TermWork, folder: str, files: int, attached: int) -> str:
    pairs, stays = len(work.records["mentor-pair"]), len(work.records["exchange"])
    if folder == ACTIVITIES:
        return texts.say("handing.activities", count=len(work.held), files=attached)
    if folder == PAIRS and pairs:
        return texts.say("handing.pairs", count=pairs)
    if folder == EXCHANGES and stays:
        return texts.say("handing.stays", count=stays)
    return texts.say("handing.papers", count=files) if files else texts.say("handing.none")
