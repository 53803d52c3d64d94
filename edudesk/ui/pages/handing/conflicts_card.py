"""两个版本: a record that says two things, field by field; its owner's person chooses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from edudesk.ui.desk import Opened
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.flow import FlowLayout
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.receiving.conflicts import Conflict

_LABEL = 104


class ConflictsCard(Card):
    """One record in conflict after the other; hidden while there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("incoming.conflicts"), link=session.say("incoming.next-conflict"))
        self._session = session
        self._found: tuple[Conflict, ...] = ()
        self._at = 0
        self._is_free = True
        self._choices: dict[str, Segment] = {}
        self.link_clicked.connect(self._go_on)
        self.hide()

    def refresh(self) -> None:
        """Ask again which records are in conflict."""
        texts = self._session.texts

        def question(opened: Opened) -> "tuple[Conflict, ...]":
            from edudesk.services.receiving.conflicts import conflicts

            return conflicts(opened.archive, texts)

        self._session.desk.ask(self, question, self._take, key="conflicts")

    def set_place(self, *, free: bool) -> None:
        """Stand back while a package is being looked at."""
        self._is_free = free
        self.setVisible(free and bool(self._found))

    def _take(self, found: "tuple[Conflict, ...]") -> None:
        if found != self._found:
            self._found, self._at = found, min(self._at, max(0, len(found) - 1))
            self._show()
        self.set_place(free=self._is_free)

    def _go_on(self) -> None:
        self._at = (self._at + 1) % len(self._found)
        self._show()

    def _show(self) -> None:
        self.clear()
        self._choices = {}
        if not self._found:
            return
        one, say = self._found[self._at], self._session.say
        self.set_fact(say("incoming.conflict-place", number=self._at + 1, count=len(self._found)))
        self.set_link(say("incoming.next-conflict") if len(self._found) > 1 else "")
        kind = one.type_label(self._session.texts.language)
        about = say("incoming.conflict-about", type=kind, title=one.title, owner=one.owner)
        why = say("incoming.conflict-ours") if one.ours else say("incoming.conflict-theirs", owner=one.owner)
        parts: list[QWidget] = [
            Words(about, bold=True, wrap=True),
            Words(why, "second", "text2", wrap=True),
            self._beside(one),
        ]
        if one.ours:
            parts.append(self._buttons(one))
        self.add_block(Column(*parts, gap=10))

    def _beside(self, one: "Conflict") -> QWidget:
        say, px, whole = self._session.say, theme().tokens.px, QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(_LABEL))
        top = Qt.AlignmentFlag.AlignTop
        names = [self._named(number) for number in range(len(one.versions))]
        for number, version in enumerate(one.versions):
            said = say(
                "incoming.version-by",
                version=names[number],
                author=version.author or say("incoming.nobody"),
                day=f"{version.made_at.astimezone():%Y-%m-%d %H:%M}",
            )
            grid.addWidget(Words(said, "second", "text2", wrap=True), 0, number + 1, top)
            grid.setColumnStretch(number + 1, 1)
        mixes = one.ours and not any(version.deleted for version in one.versions)
        for row, field in enumerate((field for field in one.fields if field.differs), 1):
            grid.addWidget(Words(field.label, "second", "text2", wrap=True), row, 0, top)
            for number, words in enumerate(field.words):
                shown = say("incoming.deleted-here") if one.versions[number].deleted else words
                grid.addWidget(Words(shown or "—", wrap=True), row, number + 1, top)
            if mixes:
                ids = [version.revision_id for version in one.versions]
                choice = Segment(list(zip(ids, names, strict=True)))
                choice.setAccessibleName(field.label)
                self._choices[field.name] = choice
                grid.addWidget(choice, row, len(names) + 1, top)
        return whole

    def _named(self, number: int) -> str:
        return self._session.say("incoming.version", number=number + 1)

    def _buttons(self, one: "Conflict") -> QWidget:
        say, bar = self._session.say, QWidget()
        flow = FlowLayout(bar, gap=10)
        for number, version in enumerate(one.versions):
            code = "incoming.choose-deleted" if version.deleted else "incoming.choose-whole"
            button = Button(say(code, version=self._named(number)))
            button.clicked.connect(lambda _=False, chosen=version.revision_id: self._choose(one, chosen, {}))
            flow.addWidget(button)
        if self._choices:
            mixed = Button(say("incoming.choose-mixed"), icon="check")
            mixed.clicked.connect(lambda: self._choose_mixed(one))
            flow.addWidget(mixed)
        return bar

    def _choose_mixed(self, one: "Conflict") -> None:
        first = one.versions[0].revision_id
        fields = {name: choice.value() for name, choice in self._choices.items()}
        self._choose(one, first, {name: source for name, source in fields.items() if source != first})

    def _choose(self, one: "Conflict", revision_id: str, fields: dict[str, str]) -> None:
        record_id, said = one.record_id, self._session.say("incoming.chosen", title=one.title)

        def deed(opened: Opened) -> str:
            from edudesk.services.receiving.conflicts import choose

            return choose(opened.archive, record_id, revision_id, opened.clock.now(), fields)

        def done(change_id: str) -> None:
            self._session.toast(said, change_id)
            self.refresh()

        self._session.desk.change(self, deed, done)
