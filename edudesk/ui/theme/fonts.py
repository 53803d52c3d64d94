"""The typefaces: the system's own for Chinese, else the one that comes with the program."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from edudesk.resources import resource
from edudesk.texts import Language

SYSTEM = ("Microsoft YaHei UI", "Microsoft YaHei")
BUNDLED = "Noto Sans SC"
NARROW = "Noto Sans EN"
"""The bundled typeface as English is set in it: its quotation marks are not as wide as a character."""


def families(language: Language) -> tuple[str, ...]:
    """Return the families in the order they are looked for.

    YaHei has two weights only, so all type is regular or bold.
    """
    return (*SYSTEM, *([] if language == "zh" else [NARROW]), BUNDLED)


@cache
def load_fonts(language: Language = "zh") -> bool:
    """Take in the bundled typeface where the system has none of its own; tell whether it was taken in."""
    if any(QFontDatabase.hasFamily(family) for family in SYSTEM):
        return False
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        file = resource("fonts", name)
        if language == "zh" or not _take_in_narrow(file):
            QFontDatabase.addApplicationFont(str(file))
    return True


def _take_in_narrow(file: Path) -> bool:
    from edudesk.ui.theme.narrow import narrowed

    made = narrowed(file.read_bytes(), BUNDLED, NARROW)
    return QFontDatabase.addApplicationFontFromData(made) >= 0


def font_of(points: float, *, bold: bool, language: Language = "zh") -> QFont:
    """Return the typeface in a size and one of the two weights."""
    font = QFont()
    font.setFamilies(list(families(language)))
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
