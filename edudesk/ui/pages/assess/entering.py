"""What is entered at an indicator: both sides' scores with their reasons, and the figures it needs."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.texts import Texts
from edudesk.ui.pages.assess.deeds import Deed, Target, put, put_figure, put_samples
from edudesk.ui.pages.assess.kept import KeptField
from edudesk.ui.pages.assess.reading import read_typed, typed_entry, written
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.boxes import FieldBox
from edudesk.ui.widgets.entries import LongField, TextField
from edudesk.ui.widgets.typed_fields import TypedField
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.schemes.results import Entry
    from edudesk.services.standing.assessing import FigureRow, IndicatorRow

Part = Literal["self", "review"]
_NUMBER = 92


class ScoreField(TypedField):
    """Points or a number, of samples several; as it is typed in the tree."""

    def __init__(self, texts: Texts, entry: "Entry") -> None:
        super().__init__(texts)
        self._entry = entry
        self.setFixedWidth(theme().tokens.px(_NUMBER if entry.sort != "scores" else 2 * _NUMBER))

    def parse(self, text: str) -> tuple[Decimal, ...]:
        return read_typed(self._entry, text)

    def write(self, value: tuple[Decimal, ...]) -> str:
        from edudesk.services.schemes.explain import plain

        return "、".join(plain(number) for number in value)


def values_of(target: Target, text: str) -> Deed:
    """Return the deed that writes what was typed as a score or number."""
    found = read_typed(target.entry, text)
    if target.entry.sort == "scores":
        return put_samples(target, found)
    field = "count" if target.entry.sort == "count" else "score"
    return put(target, **{field: found[0] if found else None})


class EntryForm(QWidget):
    """The fields of one indicator; ``kept`` gives a deed and what it does, in words."""

    kept = Signal(object, str)

    def __init__(self, session: Session, target: Target, row: "IndicatorRow") -> None:
        super().__init__()
        self._session, self._target, self._name = session, target, row.name
        self.fields: dict[str, KeptField] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().tokens.px(10))

    @property
    def first(self) -> QWidget | None:
        """The field that is filled in first."""
        field = next(iter(self.fields.values()), None)
        found = field.parent() if field else None
        return found if isinstance(found, QWidget) else None

    def flush(self) -> None:
        """Keep what was typed and not left yet."""
        for field in self.fields.values():
            field.flush()

    def field(
        self, code: str, widget: TypedField | TextField | LongField, keep: Callable[[str], None], name: str
    ) -> QWidget:
        """Name a field and tie it to what keeps it."""
        widget.setAccessibleName(name)
        if isinstance(widget, TypedField):
            self.fields[code] = KeptField(widget.line, keep, lambda: not widget.error())
        else:
            self.fields[code] = KeptField(widget, keep)
        return widget


class SheetForm(EntryForm):
    """自评 beside 复核: the number where one is asked for, and the reason."""

    def __init__(self, session: Session, target: Target, row: "IndicatorRow") -> None:
        super().__init__(session, target, row)
        columns = QHBoxLayout()
        columns.setSpacing(theme().tokens.px(16))
        entry = typed_entry(row)
        for part in ("self", "review"):
            columns.addLayout(self._side(part, entry, row), 1)
        self._layout.addLayout(columns)
        self.show_row(row)

    def show_row(self, row: "IndicatorRow") -> None:
        """Show what stands there now."""
        entry = typed_entry(row)
        day = f"{row.signed_on:%Y-%m-%d}" if row.signed_on else ""
        self._signed.setText(" ".join(filter(None, (row.signed_by, day))) if row.review else "")
        for part, side in (("self", row.own), ("review", row.review)):
            if entry is not None:
                self.fields[f"{part}-score"].show(written(entry, side))
            self.fields[f"{part}-note"].show(side.note)

    def _side(self, part: Part, entry: "Entry | None", row: "IndicatorRow") -> QVBoxLayout:
        say, px = self._session.say, theme().tokens.px
        column = QVBoxLayout()
        column.setSpacing(px(6))
        title = say(f"assess.column-{'own' if part == 'self' else 'review'}")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Words(title, "second", "text2", bold=True))
        head.addStretch(1)
        if part == "review":
            self._signed = Words("", "caption", "text2", elide=True)
            head.addWidget(self._signed, 4)
        column.addLayout(head)
        if entry is not None:
            number = ScoreField(self._session.texts, entry)
            keep = partial(self._keep_score, part, entry, title)
            self.field(f"{part}-score", number, keep, f"{row.name} {title}")
            box = FieldBox(self._measured(number, entry, row))
            number.problem.connect(box.set_error)
            column.addWidget(box)
        note = LongField(say("assess.note-hint" if part == "self" else "assess.note-hint-review"), lines=1)
        keep_note = partial(self._keep_note, part, title)
        self.field(f"{part}-note", note, keep_note, say("assess.note", side=title))
        column.addWidget(note)
        column.addStretch(1)
        return column

    def _measured(self, number: ScoreField, entry: "Entry", row: "IndicatorRow") -> QWidget:
        """Return the field with what it counts behind it."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().tokens.px(8))
        line.addWidget(number)
        code = "assess.number-of" if entry.sort == "count" else "assess.of" if row.points else "assess.points"
        line.addWidget(Words(self._session.say(code, points=row.points), "second", "text2", elide=True), 1)
        return box

    def _keep_score(self, part: Part, entry: "Entry", title: str, text: str) -> None:
        target = Target(self._target.community, self._target.title, entry, part)
        self.kept.emit(values_of(target, text), self._said(title, text))

    def _keep_note(self, part: Part, title: str, text: str) -> None:
        target = Target(self._target.community, self._target.title, self._target.entry, part)
        words = self._session.say("assess.noted", name=self._name, side=title)
        self.kept.emit(put(target, note=text or None), words)

    def _said(self, title: str, text: str) -> str:
        code = "assess.kept" if text else "assess.emptied"
        return self._session.say(code, name=self._name, side=title, value=text)


class FigureForm(EntryForm):
    """学校数据 such as a ranking: the number with its year, and where it comes from."""

    def __init__(
        self, session: Session, target: Target, row: "IndicatorRow", figures: "Sequence[FigureRow]"
    ) -> None:
        super().__init__(session, target, row)
        for at, figure in enumerate(figures):
            self._layout.addWidget(self._line(at, figure))
        self.show_figures(figures)

    def show_figures(self, figures: "Sequence[FigureRow]") -> None:
        """Show what is entered now."""
        for at, figure in enumerate(figures):
            self.fields[f"{at}-value"].show(figure.value)
            self.fields[f"{at}-source"].show(figure.source)

    def _line(self, at: int, figure: "FigureRow") -> QWidget:
        say, px = self._session.say, theme().tokens.px
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        about = say("assess.figure-about", school=figure.school, name=figure.name, when=figure.when)
        column.addWidget(Words(about, "second", "text2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        number = ScoreField(self._session.texts, figure.entry)
        self.field(f"{at}-value", number, partial(self._keep, at, figure), about)
        line.addWidget(number)
        if figure.unit:
            line.addWidget(Words(figure.unit, "second", "text2"))
        source = TextField(say("assess.source-hint"))
        self.field(f"{at}-source", source, partial(self._keep_source, at, figure), say("assess.source"))
        # Without a figure the source waits for it.
        self.fields[f"{at}-source"].is_readable = lambda: bool(self.fields[f"{at}-value"].typed)
        line.addWidget(source, 1)
        problem = Words("", "second", "missed", wrap=True)
        problem.hide()
        column.addLayout(line)
        column.addWidget(problem)
        number.problem.connect(partial(_explain, problem))
        return box

    def _keep(self, at: int, figure: "FigureRow", text: str) -> None:
        found = read_typed(figure.entry, text)
        target = Target(self._target.community, figure.name, figure.entry)
        deed = put_figure(target, found[0] if found else None, self.fields[f"{at}-source"].typed)
        code = "assess.figure-kept" if text else "assess.figure-emptied"
        self.kept.emit(deed, self._session.say(code, school=figure.school, name=figure.name, value=text))

    def _keep_source(self, at: int, figure: "FigureRow", _text: str) -> None:
        self._keep(at, figure, self.fields[f"{at}-value"].typed)


def _explain(words: Words, problem: str) -> None:
    words.setText(problem)
    words.setVisible(bool(problem))


def figures_of(
    row: "IndicatorRow", community: str, known: "Mapping[tuple[str, Entry], FigureRow]"
) -> "tuple[FigureRow, ...]":
    """Return the figures that a row is reckoned from."""
    places = ((community, entry) for entry in row.entries if entry.sort == "figure")
    return tuple(known[place] for place in places if place in known)
