"""The points that a scheme leaves open, each with its first reading set."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.cards import Card
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.fields import Check, FormRow, NumberField, TextField
from edudesk.ui.widgets.layout import Column
from edudesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from edudesk.services.schemes.facts import SettingValue
    from edudesk.services.schemes.scheme import Setting

_FIELD = 240


class SettingsCard(Card):
    """Hidden until asked for. ``edited`` tells that a value other than the first reading may be set."""

    edited = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session.say("start.points"), link=session.say("start.settings-away"))
        self._session = session
        self._settings: tuple[Setting, ...] = ()
        self._values: dict[str, SettingValue] = {}
        self._is_open = False
        self.editors: dict[str, QWidget] = {}
        self._points = Column(gap=12)
        self.link_clicked.connect(self.turn)
        self.add_block(self._points)
        self.hide()

    @property
    def values(self) -> "Mapping[str, SettingValue]":
        """What differs from the first readings."""
        usual = {setting.id: setting.default for setting in self._settings}
        return {name: value for name, value in self._values.items() if usual.get(name) != value}

    def show_settings(self, settings: "Sequence[Setting]", values: "Mapping[str, SettingValue]") -> None:
        """Show a scheme's points with these values, folded as before."""
        self._settings = tuple(settings)
        known = {setting.id for setting in settings}
        self._values = {name: value for name, value in values.items() if name in known}
        self._fill()

    def _fill(self) -> None:
        say = self._session.say
        while (item := self._points.body.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.editors = {}
        self.setVisible(self._is_open and bool(self._settings))
        if self.isHidden():
            return
        self._points.body.addWidget(Words(say("start.settings-why"), "second", "text2", wrap=True))
        for setting in self._settings:
            row = self._row(setting)
            self._points.body.addWidget(row)
            row.show()

    def turn(self) -> None:
        """Show the points, or put them away; what was set stays."""
        self._is_open = not self._is_open
        self._fill()

    def _row(self, setting: "Setting") -> FormRow:
        language = self._session.texts.language
        value = self._values.get(setting.id, setting.default)
        match setting.type:
            case "choice":
                editor: QWidget = self._choice(setting, value)
            case "flag":
                editor = self._flag(setting, value)
            case "number":
                editor = self._number(setting, value)
            case _:
                editor = self._day(setting, value)
        editor.setMinimumWidth(theme().tokens.px(_FIELD))
        row = FormRow(setting.name(language), editor, above=True)
        row.label.setWordWrap(True)
        if isinstance(editor, NumberField):
            editor.edited.connect(lambda: row.set_error(self._wrong(setting, editor)))
        self.editors[setting.id] = editor
        return row

    def _choice(self, setting: "Setting", value: "SettingValue") -> QWidget:
        language = self._session.texts.language
        field = ChoiceField([(choice.code, choice.name(language)) for choice in setting.choices])
        field.set_value(value)
        field.edited.connect(lambda: self._set(setting, field.value()))
        return field

    def _flag(self, setting: "Setting", value: "SettingValue") -> QWidget:
        check = Check(self._session.say("start.setting.yes"))
        check.setChecked(bool(value))
        check.toggled.connect(lambda on: self._set(setting, on))
        return check

    def _number(self, setting: "Setting", value: "SettingValue") -> QWidget:
        field = NumberField(self._session.texts)
        field.set_value(int(value))

        def take() -> None:
            number = field.value()
            if number is not None and not self._wrong(setting, field):
                self._set(setting, int(number))

        field.edited.connect(take)
        return field

    def _day(self, setting: "Setting", value: "SettingValue") -> QWidget:
        from edudesk.services.schemes.reading.settings import fits

        field = TextField()
        field.setText(str(value))
        field.textChanged.connect(lambda text: self._set(setting, text) if fits(setting, text) else None)
        return field

    def _wrong(self, setting: "Setting", field: NumberField) -> str:
        number = field.value()
        if number is not None and number == int(number) and setting.minimum <= number <= setting.maximum:
            return ""
        return self._session.say("start.setting.wrong", least=setting.minimum, most=setting.maximum)

    def _set(self, setting: "Setting", value: "SettingValue") -> None:
        self._values[setting.id] = value
        self.edited.emit()
