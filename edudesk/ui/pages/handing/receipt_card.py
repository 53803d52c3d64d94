"""A receipt that came back: who received and verified which package, and when."""

from typing import TYPE_CHECKING

from edudesk.services.schemes.results import State
from edudesk.ui.pages.handing.facts import FactRows, VerdictBand
from edudesk.ui.pages.handing.verdict_card import code_words
from edudesk.ui.session import Session
from edudesk.ui.widgets.cards import Card

if TYPE_CHECKING:
    from edudesk.services.receiving.receipts import Entered


class ReceiptCard(Card):
    """What a receipt says; it is kept with the package that it is for."""

    def __init__(self, session: Session, entered: "Entered") -> None:
        super().__init__()
        say, receipt = session.say, entered.receipt
        state = State.MET if receipt.state == "received" else State.AT_RISK
        title = say(f"incoming.receipt-{receipt.state}", receiver=receipt.receiver)
        why = say("incoming.receipt-noted" if entered.changed else "incoming.receipt-noted-before")
        self.body.addWidget(VerdictBand(state, title, why))
        rows = FactRows()
        rows.add_file(say("incoming.receipt-package"), receipt.package)
        rows.add_fact(say("incoming.receipt-by"), receipt.receiver)
        rows.add_fact(say("incoming.receipt-at"), f"{receipt.stated_at.astimezone():%Y-%m-%d %H:%M}")
        rows.add_fact(say("incoming.signature"), say(f"incoming.receipt-trust.{entered.trust}"))
        rows.add_widget(say("handing.code"), code_words(receipt.check_code))
        self.body.addWidget(rows)
