"""The verdict on a package, its facts, and what was noticed file by file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.handing.view import Looked, Remark
from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows, VerdictBand
from edudesk.ui.pages.handing.gap_list import Band
from edudesk.ui.pages.handing.opening import say_size
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card, Separator
from edudesk.ui.widgets.words import Words

_MOST = 200
"""So many remarks are listed; more of them help nobody."""


class VerdictCard(Card):
    """The verdict; with ``whole`` also what is wrong and the facts, where nothing else is shown.

    ``changed_key``: whole, but signed with another key than before; nothing may look as if all were well.
    """

    def __init__(self, session: Session, looked: Looked, *, whole: bool, changed_key: bool = False) -> None:
        super().__init__()
        say = session.say
        # What became of a paper is the answer; the lists that no longer fit follow from it.
        told = sorted(looked.remarks, key=lambda one: not one.path.startswith("data/"))
        wrong = [one for one in told if one.wrong]
        if looked.valid:
            code = "handing.look.good-changed" if changed_key else "handing.look.good"
            title, why = say(code), say(f"{code}-why", count=looked.files)
        else:
            title, why = say("handing.look.bad"), say("handing.look.bad-why", count=len(wrong))
        state = State.MISSED if not looked.valid else State.AT_RISK if changed_key else State.MET
        self.body.addWidget(VerdictBand(state, title, why, alone=not whole))
        if whole:
            add_remarks(self, session, "handing.look.wrong", wrong)
            add_facts(self, session, looked)


class FactsCard(Card):
    """What a package says of itself, beside its preview; ``extra`` are further rows."""

    def __init__(self, session: Session, looked: Looked, extra: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        add_facts(self, session, looked, extra)
        self.body.addStretch(1)


def add_facts(card: Card, session: Session, looked: Looked, extra: Sequence[tuple[str, str]] = ()) -> None:
    """Add the facts of a package to a card, and what is worth knowing of it."""
    say, rows = session.say, FactRows()
    unsaid = say("handing.look.unsaid")
    size = say_size(session.texts, looked.bytes)
    rows.add_file(say("handing.file"), looked.path.name)
    rows.add_fact(say("handing.look.sender"), looked.sender or unsaid)
    rows.add_sentence(say("handing.look.about"), looked.about or unsaid)
    rows.add_fact(say("handing.look.made"), looked.made_on or unsaid)
    rows.add_fact(say("handing.content"), say("handing.look.size", files=looked.files, size=size))
    if looked.gaps:
        rows.add_sentence(say("handing.look.inside"), looked.gaps)
    for name, words in extra:
        rows.add_fact(name, words)
    if looked.check_code:
        rows.add_widget(say("handing.code"), code_words(looked.check_code))
        rows.add_below(Words(say("handing.look.compare"), "second", "text2", wrap=True))
    card.body.addWidget(rows)
    add_remarks(card, session, "handing.look.notable", [one for one in looked.remarks if not one.wrong])


def code_words(code: str) -> Words:
    """Return a check code that can be marked and copied."""
    words = Words(code, "detail", bold=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def add_remarks(card: Card, session: Session, code: str, remarks: Sequence[Remark]) -> None:
    """Add what was noticed below a heading, where anything was."""
    if not remarks:
        return
    say, px = session.say, theme().tokens.px
    card.body.addWidget(Separator())
    card.body.addWidget(Band(say(code, count=len(remarks))))
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(px(20), px(10), px(20), px(12))
    column.setSpacing(px(8))
    for remark in remarks[:_MOST]:
        column.addWidget(Words(remark.path or say("handing.look.whole"), "second", wrap=True))
        column.addWidget(Words(remark.words, "second", "missed" if remark.wrong else "text2", wrap=True))
    if len(remarks) > _MOST:
        column.addWidget(Words(say("handing.look.more", count=len(remarks) - _MOST), "second", "text2"))
    card.body.addWidget(whole)
