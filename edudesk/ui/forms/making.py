"""Which editor a field gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from edudesk.models.description import Field, Kind, Privacy
from edudesk.texts import Texts
from edudesk.ui.forms.asking import Ground
from edudesk.ui.forms.editors import (
    CheckEditor,
    ChipsEditor,
    ChoiceEditor,
    DayEditor,
    Editor,
    LineEditor,
    LongEditor,
    MappingEditor,
    NumberEditor,
    ParsedEditor,
)
from edudesk.ui.forms.masked import MaskedEditor
from edudesk.ui.forms.typed import ClockField, MomentField, MonthField, terms_offered


@dataclass(frozen=True)
class Surroundings:
    """What every editor of a form may need."""

    texts: Texts
    today: date
    ground: Ground


def make_editor(field: Field, around: Surroundings) -> Editor:
    """Return the editor of a plain field; lists of rows have their own (:mod:`edudesk.ui.forms.rows`)."""
    if field.privacy is not Privacy.OPEN:
        return MaskedEditor(around.texts, withheld=field.privacy is Privacy.WITHHELD)
    return _MAKERS[field.kind](field, around)


def _choice(field: Field, around: Surroundings) -> Editor:
    items = around.ground.offered(field.vocabulary, around.texts.language)
    return ChoiceEditor(items, around.texts.say("forms.choose"), needed=field.required)


def _choices(field: Field, around: Surroundings) -> Editor:
    items = around.ground.offered(field.vocabulary, around.texts.language)
    return ChipsEditor(items, around.texts.say("forms.more"))


def _term(field: Field, around: Surroundings) -> Editor:
    items = terms_offered(around.today, around.texts.language)
    return ChoiceEditor(items, around.texts.say("forms.choose"), needed=field.required)


class _ReferenceEditor(ChoiceEditor):
    """A record by its title; one that is not offered keeps the name it had."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        self._names = around.ground.names
        items = around.ground.candidates.get(field.target, ())
        super().__init__(items, around.texts.say("forms.choose"), needed=field.required)

    def show(self, value: str | None) -> None:
        if value:
            self.add(value, self._names.get(value, "…"))
        super().show(value)


_MAKERS: Mapping[Kind, Callable[[Field, Surroundings], Editor]] = {
    Kind.TEXT: lambda _field, _around: LineEditor(),
    Kind.LONG_TEXT: lambda _field, _around: LongEditor(3),
    Kind.DAY: lambda _field, around: DayEditor(around.texts, around.today),
    Kind.MOMENT: lambda _field, around: ParsedEditor(MomentField(around.texts, around.today)),
    Kind.CLOCK: lambda _field, around: ParsedEditor(ClockField(around.texts)),
    Kind.MONTH: lambda _field, around: ParsedEditor(MonthField(around.texts)),
    Kind.TERM: _term,
    Kind.WHOLE: lambda _field, around: NumberEditor(around.texts, whole=True),
    Kind.NUMBER: lambda _field, around: NumberEditor(around.texts),
    Kind.MONEY: lambda _field, around: NumberEditor(around.texts),
    Kind.YES_NO: lambda field, around: CheckEditor(field.label(around.texts.language), needed=field.required),
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.REFERENCE: _ReferenceEditor,
    Kind.MAPPING: lambda _field, _around: MappingEditor(),
}
