"""Packages and receipts on their way between schools: what each does in its own window, by mouse and keys."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from edudesk.texts import Language
from edudesk.ui.pages.community import CommunityPage
from edudesk.ui.pages.handing import HandingPage
from edudesk.ui.pages.handing.batching import Batching
from edudesk.ui.pages.handing.looking import Looking
from edudesk.ui.pages.handing.packing import DONE, Packing
from edudesk.ui.widgets.dialogs import Question
from tests.e2e.new_user.desk import Place, Sitting, answering, button, sit_down, words_of
from tests.e2e.new_user.hands import Hands

NOW = datetime(2026, 1, 20, 2, 30, tzinfo=UTC)


class Office:
    """Somebody before the window of one archive, on the page of handing in."""

    def __init__(self, user: Sitting) -> None:
        self.user, self.session, self.hands = user, user.window.session, user.hands
        page = user.go("handing")
        assert isinstance(page, HandingPage)
        self.page: HandingPage = page
        self.looking, self.packing = Looking.of(self.session), Packing.of(self.session)

    def say(self, code: str, **parameters: object) -> str:
        """Return words as the window says them."""
        return self.session.say(code, **parameters)

    def press(self, code: str) -> None:
        """Click the button that says this."""
        self.user.settle()
        self.hands.click(button(self.user.window, self.say(code)))

    def reads(self, words: str) -> None:
        """Wait until these words can be read on the page."""
        self.hands.until(lambda: words in words_of(self.user.window), f"to read {words}")

    def reads_no_more(self, words: str) -> None:
        """Wait until these words are gone from the page."""
        self.hands.until(lambda: words not in words_of(self.user.window), f"to read {words} no more")

    def turn_to(self, tab: str) -> None:
        """Turn to a segment of the page."""
        self.user.go("handing")
        self.press(f"handing.tab.{tab}")

    def make(self, stick: Path, password: str = "") -> Path:
        """Make the package of the term onto a stick, and return it."""
        self.turn_to("make")
        self.hands.until(self.page._make.isEnabled, "for the check")
        side = self.page._check._side
        if self.page._check.target.folder != stick:
            with answering(folder=stick):
                side._where.setFocus()
                self.hands.press(Qt.Key.Key_End)
        self.hands.until(lambda: self.page._check.target.folder == stick, "for the target")
        sealing = side.edition.sealing
        if password:
            self.hands.click(sealing.tick)
            self.hands.type(sealing.first, password)
            self.hands.type(sealing.second, password)
        self.user.settle()
        self.hands.click(self.page._make)
        self.hands.until(lambda: self.packing.stage == DONE, "for the package")
        (handed,) = self.packing.handed
        self.reads(handed.path.name)
        return handed.path

    def look_at(self, path: Path) -> None:
        """Choose a package or a receipt, and wait for what is found."""
        self.turn_to("look")
        if not self.page._look._file.isVisible():
            self.press("incoming.another")
        with answering(files=[path]):
            self.press("handing.look.file")
        self.user.settle()

    def unlock(self, password: str) -> None:
        """Type the password where it is asked for, and Enter."""
        asked = self.say("incoming.password")
        field = next(one for one in self.page.findChildren(QLineEdit) if one.accessibleName() == asked)
        self.hands.type(field, password)
        self.hands.press(Qt.Key.Key_Return)
        self.user.settle()

    def take_in(self) -> None:
        """Take in what was looked at."""
        self.press("incoming.take")
        self.user.settle()

    def take_back(self) -> None:
        """Take the whole package back, after a question."""
        self.press("incoming.take-back")
        self.agree()
        self.hands.until(lambda: self.looking.taken_back, "to be taken back")
        self.user.settle()

    def give_receipt(self, stick: Path) -> Path:
        """Write the receipt onto the stick, and return it."""
        with answering(folder=stick):
            self.press("incoming.write-receipt")
            self.hands.until(lambda: self.looking.receipt is not None, "for the receipt")
        assert self.looking.receipt is not None
        self.reads(self.looking.receipt.name)
        return self.looking.receipt

    def take_in_all(self, folder: Path, back: Path) -> Sequence[str]:
        """Take in a folder of packages and answer all of them; return what became of each."""
        self.turn_to("look")
        with answering(folder=folder):
            self.press("handing.look.folder")
        self.agree()
        batching = Batching.of(self.session)
        self.hands.until(lambda: batching.batch is not None and batching.work is None, "for the packages")
        with answering(folder=back):
            self.press("batch.write-receipts")
            self.hands.until(lambda: batching.receipts is not None, "for the receipts")
        assert batching.batch is not None
        return [one.state for one in batching.batch.outcomes]

    def say_yes(self) -> int:
        """Confirm what may be the same, one after the other; return how many there were."""
        page = self.user.page
        assert isinstance(page, CommunityPage)
        said = 0
        self.user.settle()
        while asked := page.twins.yes:
            self.hands.click(asked[0])
            self._until_other(page, asked)
            said += 1
        return said

    def agree(self) -> None:
        """Click what a question proposes."""
        self.hands.until(lambda: any(self._questions()), "for the question")
        self.hands.click(next(self._questions()).yes)

    def cells(self, tab: str, *keys: str) -> list[tuple[str, ...]]:
        """Return what the rows of a segment say in some columns."""
        self.turn_to(tab)
        self.user.settle()
        table = self.page._sent.table if tab == "sent" else self.page._roll.table
        self.hands.until(lambda: table.model.is_loaded, "for the list")
        rows = filter(None, map(table.model.row, range(table.model.total)))
        return [tuple(row.cell(key).text for key in keys) for row in rows]

    def _until_other(self, page: CommunityPage, asked: Sequence[object]) -> None:
        self.hands.until(lambda: page.twins.yes != asked, "for the next")
        self.user.settle()

    def _questions(self) -> Iterator[Question]:
        shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
        return (one for one in shown if isinstance(one, Question))


@contextmanager
def office(folder: Path, language: Language = "zh") -> Iterator[Office]:
    """Open the window on a school's archive, at work until it is closed again."""
    place = Place(folder)
    with sit_down(place, Hands(), now=NOW, archive=place.archive, language=language) as user:
        user.hands.until(lambda: user.window.is_ready, "for the archive")
        yield Office(user)
