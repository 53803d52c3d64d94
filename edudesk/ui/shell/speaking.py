"""Qt's own words, such as those of its dialogs and menus, in the window's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from edudesk.texts import Language


def speak(app: QApplication, language: Language) -> None:
    """Let Qt's own dialogs, menus and dates speak the language, and no longer another."""
    before = app.findChild(QTranslator, "qt")
    if before is not None:
        app.removeTranslator(before)
        before.deleteLater()
    QLocale.setDefault(QLocale("zh_CN" if language == "zh" else "en_GB"))
    if language == "zh":
        translator = QTranslator(app)
        translator.setObjectName("qt")
        translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        app.installTranslator(translator)
