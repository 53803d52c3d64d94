"""What the page says of summaries: the answer in its title, the lines of its list."""

from typing import TYPE_CHECKING

from edudesk.texts import Texts

if TYPE_CHECKING:
    from edudesk.services.summarising.board import Slot


def level_words(texts: Texts, slot: "Slot") -> str:
    """Return what sort of summary it is: ``学期总结``, ``12月月报``."""
    if slot.level == "month" and slot.month:
        return texts.say("summarypage.level-month", month=int(slot.month[5:]))
    known = slot.level if slot.level in {"term", "year"} else "month-any"
    return texts.say(f"summarypage.level-{known}")


def slot_words(texts: Texts, slot: "Slot") -> str:
    """Return the line of a summary in the list: what it is, and how far it is."""
    kind = level_words(texts, slot)
    if slot.owner:
        return texts.say("summarypage.slot-theirs", kind=kind, owner=slot.owner)
    if not slot.record and not slot.draft:
        return texts.say("summarypage.slot-new", kind=kind)
    code = "summarypage.slot-draft" if slot.draft else "summarypage.slot"
    return texts.say(code, kind=kind, written=slot.written, total=slot.total)


def title_words(texts: Texts, written: int, total: int) -> str:
    """Return the page's answer: how far the summary is."""
    if total and written == total:
        return texts.say("summarypage.title-done", total=total)
    if not written:
        return texts.say("summarypage.title-none", total=total)
    return texts.say("summarypage.title-part", written=written, left=total - written)
