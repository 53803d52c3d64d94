"""Whose signature a package bears: known, met for the first time, changed, or none."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import Check
from edudesk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from edudesk.services.receiving.examining import Examined
    from edudesk.services.receiving.preview import Preview

_STATES = {
    "own": State.MET,
    "known": State.MET,
    "first": State.ON_TRACK,
    "changed": State.MISSED,
    "none": State.AT_RISK,
}


class TrustRow(QWidget):
    """The sentence on the signature; a first key can be kept, a changed one must be spoken for."""

    def __init__(self, session: Session, looking: Looking, examined: "Examined", shown: "Preview") -> None:
        super().__init__()
        say, signer = session.say, shown.package.signer
        who = {"holder": signer.holder, "spoken": signer.spoken} if signer else {}
        words = say(f"incoming.trust.{shown.trust}", sender=shown.sender, known=examined.known_key, **who)
        links = [say("incoming.remember-key")] if shown.trust == "first" else []
        notice = Notice(_STATES[shown.trust], words, links, below=bool(links))
        notice.chosen.connect(lambda _place: looking.remember_key())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().tokens.px(6))
        column.addWidget(notice)
        if shown.trust == "changed":
            self.asked = Check(say("incoming.key-asked"))
            self.asked.setChecked(looking.key_accepted)
            self.asked.toggled.connect(lambda on: looking.accept_key(accepted=on))
            column.addWidget(self.asked)
