"""The theme that is worn now, changed while the program runs."""

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from edudesk.texts import Language
from edudesk.ui.theme.fonts import font_of, load_fonts
from edudesk.ui.theme.icons import draw_icon
from edudesk.ui.theme.palettes import contrast_tokens, palette_of
from edudesk.ui.theme.sheet import style_sheet
from edudesk.ui.theme.tokens import Shade, Size, Tokens, tokens

_BOLD = ("figure", "title", "guide", "detail", "card")


class Theme(QObject):
    """Colours, sizes, fonts and icons for whatever paints; ``changed`` comes after a change was put on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shade: Shade | None = Shade.LIGHT
        self._size = Size.STANDARD
        self._language: Language = "zh"
        self._app: QApplication | None = None
        self._system = QPalette()
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self.tokens: Tokens = tokens(Shade.LIGHT)

    def set(self, shade: Shade | None, size: Size) -> None:
        """Wear another shade (None: as the system has it) and type size, at once."""
        self._shade, self._size = shade, size
        self._renew()

    def speak(self, language: Language) -> None:
        """Take the typefaces in which a language is set; what is shown already keeps those it has."""
        if language == self._language:
            return
        self._language = language
        self._fonts.clear()
        if self._app is not None:
            load_fonts(language)
            self._app.setFont(self.font("body"))

    def wear(self, app: QApplication) -> None:
        """Put the theme on the application and follow the system from now on."""
        self._app = app
        self._system = QPalette(app.palette())
        app.setStyle("Fusion")
        load_fonts(self._language)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._put_on()

    def colour(self, name: str) -> QColor:
        """Return a colour of the table, ready to paint with."""
        return QColor(self.tokens.colour(name))

    def font(self, role: str, bold: bool = False) -> QFont:  # noqa: FBT001, FBT002 - short at every label
        """Return the font of a role of ``POINTS``; titles and figures are bold by themselves."""
        wanted = self.tokens.pt(role), bold or role in _BOLD
        if wanted not in self._fonts:
            self._fonts[wanted] = font_of(wanted[0], bold=wanted[1], language=self._language)
        return QFont(self._fonts[wanted])

    def pixmap(self, name: str, colour: str, px: float | str, ratio: float = 0.0) -> QPixmap:
        """Return Lucide's icon in a colour of the table; ``ratio`` 0 is that of the finest screen."""
        if not ratio:
            app = QGuiApplication.instance()
            ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        return draw_icon(name, self.tokens.colour(colour), self.tokens.px(px), ratio)

    def icon(self, name: str, colour: str = "text2", size: float | str = "icon") -> QIcon:
        """Return Lucide's icon for buttons and menus, paler where they are disabled."""
        icon = QIcon(self.pixmap(name, colour, size))
        icon.addPixmap(self.pixmap(name, "line2", size), QIcon.Mode.Disabled)
        return icon

    def _follow(self) -> None:
        if self._shade is None or self._is_contrast():
            self._renew()

    def _renew(self) -> None:
        before = self.tokens
        self.tokens = self._table()
        if self.tokens != before:
            self._put_on()
            self.changed.emit()

    def _put_on(self) -> None:
        if self._app is None:
            return
        self.tokens = self._table()
        self._app.setPalette(palette_of(self.tokens))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(style_sheet(self.tokens))

    def _table(self) -> Tokens:
        if self._app is not None and self._is_contrast():
            return contrast_tokens(self._system, self._size)
        return tokens(self._shade or self._system_shade(), self._size)

    def _is_contrast(self) -> bool:
        hints = QGuiApplication.styleHints()  # kept by name: the wrapper owns what accessibility() returns
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _system_shade(self) -> Shade:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Shade.DARK if dark else Shade.LIGHT


@cache
def theme() -> Theme:
    """Return the one theme of this process."""
    return Theme()


def apply_theme(app: QApplication) -> None:
    """Put the theme on the application before its first window is made."""
    theme().wear(app)
