"""Deleting records from any page: what hangs on them is said first, and the toast takes it back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from edudesk.ui.session import Session
from edudesk.ui.sheets.asking import Hangs, ask_hanging, delete
from edudesk.ui.widgets.dialogs import ask


def ask_to_delete(owner: QWidget, session: Session, ids: Sequence[str], title: str) -> None:
    """Ask whether these records go to the recycle bin; ``title`` names a single one."""
    say = session.say

    def answered(found: Hangs) -> None:
        if not found.free:
            refuse(found)
            return
        one = len(ids) == 1
        words = say("records.to-bin", title=title) if one else say("records.many-to-bin")
        ask(
            owner,
            say("records.delete-one") if one else say("records.delete-many", count=len(ids)),
            "\n".join((words, *found.sentences)),
            say("records.delete"),
            say("records.keep"),
            danger=True,
            then=confirmed,
        )

    def refuse(found: Hangs) -> None:
        users = tuple(("", one) for one in found.users)
        ask(
            owner,
            say("records.cannot"),
            "\n".join(found.sentences),
            say("records.look") if users else say("records.understood"),
            say("records.close") if users else "",
            then=lambda: session.go("records", records=users, title=say("records.users")) if users else None,
        )

    def confirmed() -> None:
        session.desk.change(owner, lambda opened: delete(opened, ids), gone)

    def gone(change_id: str) -> None:
        session.toast(say("records.deleted", count=len(ids)), change_id)

    texts = session.texts
    session.desk.ask(owner, lambda opened: ask_hanging(opened, ids, texts), answered)
