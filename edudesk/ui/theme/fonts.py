"""The typefaces: the system's own for Chinese, else the one that comes with the program."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from edudesk.resources import resource

SYSTEM = ("Microsoft YaHei UI", "Microsoft YaHei")
BUNDLED = "Noto Sans SC"
FAMILIES = (*SYSTEM, BUNDLED)
"""In the order they are looked for; YaHei has two weights only, so all type is regular or bold."""


@cache
def load_fonts() -> bool:
    """Take in the bundled typeface where the system has none of its own; tell whether it was taken in."""
    if any(QFontDatabase.hasFamily(family) for family in SYSTEM):
        return False
    for file in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(resource("fonts", file)))
    return True


def font_of(points: float, *, bold: bool) -> QFont:
    """Return the typeface in a size and one of the two weights."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
