"""The window's language: Qt's own words, such as those of its dialogs and menus, and the typefaces."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from edudesk.texts import Language
from edudesk.ui.theme import theme


def speak(app: QApplication, language: Language) -> None:
    """Let Qt's own dialogs, menus and dates speak the language, and set text as it is set in it."""
    theme().speak(language)
    before = app.findChild(QTranslator, "qt")
    if before is not None:
        app.removeTranslator(before)
        before.setObjectName("")  # it is there for a moment yet, and must not be found in place of the next
        before.deleteLater()
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
    if language == "zh":
        translator = QTranslator(app)
        translator.setObjectName("qt")
        translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        app.installTranslator(translator)
