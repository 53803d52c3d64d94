"""Step 1: what is missing, beside it to whom the package goes and what will be in it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.services.handing.sizes import expected_bytes
from edudesk.services.handing.view import Checked, CommunityCheck, GapRow, Wanted
from edudesk.services.packages.editions import Edition
from edudesk.ui.pages.handing.gap_list import GapsCard
from edudesk.ui.pages.handing.questions import Concerned, ask_name, ask_pattern, ask_pictures
from edudesk.ui.pages.handing.side import ALL, PartsCard, ReceiverCard
from edudesk.ui.pages.handing.target import Target
from edudesk.ui.session import Session
from edudesk.ui.steps import take_step
from edudesk.ui.widgets.layout import Column, TwoColumns

if TYPE_CHECKING:
    from edudesk.services.handing.faces import OutgoingPicture

_BYTES_A_SECOND = 8 << 20
_SECONDS_A_FILE = 0.04
"""What an old laptop and a stick manage, roughly."""


class CheckView(QWidget):
    """The check of one community or of all; ``changed`` when something else is to be made."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._checked: Checked | None = None
        self._chosen = ""
        self.target = Target(session, self)
        self.gaps = GapsCard(session.texts)
        self._side = ReceiverCard(session, self.target)
        self._parts = PartsCard(session)
        self.gaps.wanted.connect(self._mend)
        self._side.changed.connect(self.changed)
        self._side.edition.changed.connect(self._ask_name)
        self._side.faces.clicked.connect(self._look_at_faces)
        self._side.naming.clicked.connect(self._name)
        self._side.community_chosen.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        side = Column(self._side, gap=12)
        side.body.addWidget(self._parts, 1)
        layout.addWidget(TwoColumns(self.gaps, side))

    @property
    def chosen(self) -> tuple[CommunityCheck, ...]:
        """The communities whose packages are to be made."""
        found = self._checked.communities if self._checked else ()
        if self._chosen == ALL:
            return found
        return tuple(one for one in found if one.community_id == self._chosen) or found[:1]

    @property
    def gap_count(self) -> int:
        """How many gaps the packages will name."""
        return sum(len(one.gaps) for one in self.chosen)

    @property
    def edition(self) -> Edition:
        """The edition that is to be made."""
        return self._side.edition.edition

    @property
    def seconds(self) -> int:
        """About how long the making takes."""
        return round(
            sum(
                one.files * _SECONDS_A_FILE + 2 * expected_bytes(one, self.edition) / _BYTES_A_SECOND
                for one in self.chosen
            )
        )

    def show_check(self, checked: Checked) -> None:
        """Show a term as it stands now."""
        self._checked = checked
        self._show()

    def leave_out(self) -> None:
        """Leave files that are too large for a part out of the next package."""
        self._side.edition.leave_out()

    def choose_edition(self, code: str) -> None:
        """Choose another edition, as a person does."""
        self._side.edition.segment.set_value(code)
        self._side.edition.segment.edited.emit()

    def forget_password(self) -> None:
        """Keep nothing of the password that was typed."""
        self._side.edition.sealing.forget()

    def wanted(self) -> Wanted | None:
        """Return what is to be made, None when there is nothing, or when it cannot be as it is typed."""
        checked, chosen, edition = self._checked, self.chosen, self._side.edition
        if checked is None or not chosen or not edition.settle():
            return None
        clock = self._session.clock
        return Wanted(
            term=checked.term,
            community_id="" if self._chosen == ALL else chosen[0].community_id,
            to=self.target.folder,
            form=edition.package_form,
            handed_to=self._side.receiver,
            now=clock.now(),
            today=clock.today(),
            files=sum(one.files for one in chosen),
            edition=edition.edition,
            profile=edition.privacy,
            password=edition.sealing.password,
        )

    def _concerned(self) -> Concerned:
        chosen = tuple(one.community_id for one in self.chosen)
        return Concerned(self._session.term, chosen, self._session.texts)

    def _ask_name(self) -> None:
        question = partial(ask_name, concerned=self._concerned(), edition=self.edition)
        self._session.desk.ask(self, question, self._side.show_name, key="name")

    def _name(self) -> None:
        self._session.desk.ask(self, ask_pattern, self._open_naming, key="pattern")

    def _open_naming(self, pattern: str) -> None:
        from edudesk.ui.pages.handing.naming_window import NamingWindow

        NamingWindow(self._session, pattern, self._concerned(), self.edition, self).open()

    def _look_at_faces(self) -> None:
        question = partial(ask_pictures, concerned=self._concerned())
        self._session.desk.ask(self, question, self._open_faces, key="faces")

    def _open_faces(self, pictures: "tuple[OutgoingPicture, ...]") -> None:
        from edudesk.ui.pages.handing.faces_window import FacesWindow

        if pictures:
            FacesWindow(self._session, pictures, self).open()

    def _choose(self, community: str) -> None:
        self._chosen = community
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        if self._checked is not None:
            chosen: Sequence[CommunityCheck] = self.chosen
            self.gaps.show_gaps(chosen)
            self._side.show_check(self._checked, chosen)
            self._parts.show_parts(chosen)
            self._ask_name()

    def _mend(self, row: GapRow) -> None:
        take_step(self._session, row.step)
