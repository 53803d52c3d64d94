"""What all reports have in common: running foot, properties, signature block."""

from edudesk.services.reports.document import Block, Document, SignatureBlock
from edudesk.services.reports.facts import Frame
from edudesk.texts import Label, Language

_FILLED_BY = Label("填表人", "Filled in by")
_CHECKED_BY = Label("审核人", "Checked by")
_SEAL = Label("（盖章）", "(Seal)")
_DATE = Label("日期", "Date")


def framed(title: str, blocks: tuple[Block, ...], frame: Frame, *, subtitle: str | None = None) -> Document:
    """Return a document in the frame; without a subtitle of its own it bears the term."""
    running = " · ".join(filter(None, (frame.holder, frame.community, frame.term)))
    return Document(
        title=title,
        blocks=blocks,
        subtitle=frame.term if subtitle is None else subtitle,
        running=running,
        author=frame.holder,
        language=frame.language,
        made=frame.made_on,
    )


def signatures(language: Language, filled_by: str = "", checked: Label = _CHECKED_BY) -> SignatureBlock:
    """Return the foot of a form; nobody's signature and no date is ever filled in but the recorder's name."""
    return SignatureBlock(
        (
            (_FILLED_BY(language), filled_by),
            (checked(language), ""),
            (_SEAL(language), ""),
            (_DATE(language), ""),
        )
    )
