"""In which edition a package leaves, how private, and whether under a password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from edudesk.errors import UserError
from edudesk.services.handing.sizes import expected_bytes, expected_parts, largest_file
from edudesk.services.handing.view import CommunityCheck
from edudesk.services.packages.editions import FULL, SAME_SCHOOL, Edition, email, parse_size
from edudesk.services.packages.profiles import PROFILES, USUAL, Profile
from edudesk.ui.pages.handing.opening import say_size
from edudesk.ui.pages.handing.sealing_fields import SealingFields
from edudesk.ui.pages.handing.side_row import SideRow
from edudesk.ui.pages.handing.target import Target
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.fields import ChoiceField, FieldBox, TextField
from edudesk.ui.widgets.words import Words

EDITIONS = ("full", "email", "same-school")
_KEPT = "handing.sending"
_PARTS, _OTHER = (10, 20, 25, 50), 0
"""Megabytes of an attachment that mail programs take, and one that is typed."""
_EDGES = (2400, 1600, 1200)
_USUAL_PART, _USUAL_EDGE = 20, 1600
_MB = 1_000_000


class EditionRows(QWidget):
    """Rows of choices, those that belong to an edition only while it is chosen; ``changed`` follows each."""

    changed = Signal()

    def __init__(self, session: Session, target: Target) -> None:
        super().__init__()
        self._session, self._target = session, target
        self._chosen: Sequence[CommunityCheck] = ()
        self._leaves_out = False
        say = session.say
        self.segment = Segment([(code, say(f"sending.edition.{code}")) for code in EDITIONS], spread=True)
        self._effect = Words("", "caption", "text2", wrap=True)
        parts = [(size, say("sending.at-most", size=size)) for size in _PARTS]
        self.part = ChoiceField([*parts, (_OTHER, say("sending.part-other"))])
        self.typed = TextField(say("sending.part-example"))
        self._typed_box = FieldBox(self.typed)
        self.edge = ChoiceField([(edge, say(f"sending.edge.{edge}", edge=edge)) for edge in _EDGES])
        forms = [(form, say(f"handing.form.{form}")) for form in ("zip", "folder")]
        self.form = Segment(forms, spread=True)
        self.sealing = SealingFields(session)
        self.profile = ChoiceField(
            [(one.code, one.label(session.texts.language)) for one in PROFILES.values()]
        )
        self._privacy = Words("", "caption", "text2", wrap=True)
        self._lay_out()
        self._restore()
        self._connect()
        self._show()

    @property
    def edition(self) -> Edition:
        """The edition as it is chosen; a size that cannot be is the usual one until it is typed anew."""
        if self.segment.value() != "email":
            return SAME_SCHOOL if self.segment.value() == "same-school" else FULL
        try:
            size = self._size()
        except UserError:
            size = _USUAL_PART * _MB
        return email(max_part=size, edge=int(self.edge.value()), leave_out=self._leaves_out)

    @property
    def privacy(self) -> Profile:
        """What of the records stays."""
        return PROFILES.get(str(self.profile.value()), USUAL)

    @property
    def takes_folder(self) -> bool:
        """Whether the package may be a folder: what is sealed or sent by mail is files."""
        return self.segment.value() == "full" and not self.sealing.tick.isChecked()

    @property
    def package_form(self) -> str:
        """One file or a folder: "zip" or "folder"."""
        return self._target.form if self.takes_folder else "zip"

    @property
    def expected(self) -> int:
        """About how many bytes are to be written."""
        return sum(expected_bytes(one, self.edition) for one in self._chosen)

    @property
    def largest(self) -> int:
        """About how large the largest file is, 0 where files stay as they are."""
        if self.package_form == "folder":
            return 0
        return max((largest_file(one, self.edition) for one in self._chosen), default=0)

    def leave_out(self) -> None:
        """Leave out files that are too large for a part, until something else is chosen."""
        self._leaves_out = True

    def settle(self) -> bool:
        """Return whether a package can be made so; otherwise say what is to be typed anew, and where."""
        return self._size_fits(take_focus=True) and self.sealing.settle()

    def show_chosen(self, chosen: Sequence[CommunityCheck]) -> None:
        """Say how large the packages of these will be."""
        self._chosen = tuple(chosen)
        self._show()

    def _size(self) -> int:
        if self.part.value() != _OTHER:
            return int(self.part.value()) * _MB
        typed = self.typed.text().strip()
        size = parse_size(f"{typed}MB" if typed.replace(".", "").isdigit() else typed)
        email(max_part=size)
        return size

    def _size_fits(self, *, take_focus: bool = False) -> bool:
        problem = ""
        if self.segment.value() == "email":
            try:
                self._size()
            except UserError as error:
                code = f"sending.{error.code.removeprefix('editions.')}"
                problem = self._session.say(code, **error.parameters)
        self._typed_box.set_error(problem)
        if problem and take_focus:
            self.typed.setFocus()
        return not problem

    def _follow(self) -> None:
        self._leaves_out = False
        if self.part.value() != _OTHER or self.typed.text():
            self._size_fits()
        self._keep()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        say, texts = self._session.say, self._session.texts
        code, edition = self.segment.value(), self.edition
        size = say_size(texts, self.expected)
        parts = sum(expected_parts(one, edition) for one in self._chosen)
        part = f"{edition.max_part / _MB:g} MB"  # as it was chosen: mailboxes count in millions
        self._effect.setText(say(f"sending.effect.{code}", size=size, count=parts, part=part))
        for row in self._email_rows:
            row.setVisible(code == "email")
        self._typed_box.setVisible(self.part.value() == _OTHER)
        self._form_row.setVisible(self.takes_folder)
        self._privacy_row.setVisible(code != "same-school")
        self.sealing.must_seal(on=code == "same-school")
        self._privacy.setText(say(f"sending.privacy.{self.privacy.code}"))

    def _keep(self) -> None:
        kept = {"part": self.part.value(), "edge": self.edge.value(), "profile": self.profile.value()}
        self._session.preferences.keep_state(_KEPT, {**kept, "typed": self.typed.text()})

    def _restore(self) -> None:
        state = self._session.preferences.state(_KEPT)
        kept = state if isinstance(state, dict) else {}
        self.part.set_value(kept.get("part") if kept.get("part") in (*_PARTS, _OTHER) else _USUAL_PART)
        self.edge.set_value(kept.get("edge") if kept.get("edge") in _EDGES else _USUAL_EDGE)
        self.profile.set_value(kept.get("profile") if kept.get("profile") in PROFILES else USUAL.code)
        self.typed.setText(str(kept.get("typed") or ""))
        self.form.set_value(self._target.form)

    def _connect(self) -> None:
        for field in (self.segment, self.part, self.edge, self.profile):
            field.edited.connect(self._follow)
        self.typed.editingFinished.connect(self._follow)
        self.sealing.changed.connect(self._follow)
        self.form.edited.connect(lambda: self._target.choose_form(str(self.form.value())))

    def _lay_out(self) -> None:
        say, px = self._session.say, theme().tokens.px
        self.form.setAccessibleName(say("handing.form"))
        self.segment.setAccessibleName(say("handing.edition"))
        self.typed.setAccessibleName(say("sending.part"))
        self._email_rows = (
            SideRow(say("sending.part"), self.part, self._typed_box),
            SideRow(say("sending.pictures"), self.edge),
        )
        self._form_row = SideRow(say("handing.form"), self.form)
        self._privacy_row = SideRow(say("handing.privacy"), self.profile, self._privacy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for row in (
            SideRow(say("handing.edition"), self.segment, self._effect),
            *self._email_rows,
            self._form_row,
            self._privacy_row,
            SideRow(say("sending.sealing"), self.sealing),
        ):
            column.addWidget(row)
