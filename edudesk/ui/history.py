"""The way from a record's pane to its history, the same everywhere."""

from edudesk.ui.session import Session
from edudesk.ui.widgets.pane import Pane


def offer_history(session: Session, pane: Pane) -> None:
    """Put 历史 into the pane's menu."""
    action = pane.more.addAction(session.say("history.open"))
    action.triggered.connect(lambda: session.go("history", id=pane.shown))
