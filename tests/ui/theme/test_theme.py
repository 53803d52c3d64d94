"""The theme on a running application: quick, live, with icons that exist, and plain under high contrast."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import edudesk.ui
from edudesk.resources import resource
from edudesk.services.schemes.results import State
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.theme.palettes import contrast_tokens
from edudesk.ui.widgets.words import Words

ICON = re.compile(
    r"(?:IconButton|Icon|EmptyState|pixmap|icon|paint_icon)\(\s*(?:painter,\s*[^,]+(?:\([^)]*\))?,\s*)?\"([a-z0-9-]+)\""
)


def test_a_change_of_shade_reaches_what_is_shown(qtbot: QtBot):
    words = Words("名册", colour="text2")
    qtbot.addWidget(words)
    words.show()
    with qtbot.waitSignal(theme().changed):
        theme().set(Shade.DARK, Size.STANDARD)
    assert words.palette().color(QPalette.ColorRole.WindowText) == QColor(theme().tokens.colour("text2"))
    assert words.grab().toImage().pixelColor(0, 0) != words.palette().windowText().color()


def test_the_same_look_again_changes_nothing(qtbot: QtBot):
    with qtbot.assertNotEmitted(theme().changed):
        theme().set(Shade.LIGHT, Size.STANDARD)


def test_larger_type_makes_fonts_larger():
    small = theme().font("body").pointSizeF()
    theme().set(Shade.LIGHT, Size.LARGER)
    assert theme().font("body").pointSizeF() == small * 1.25


def test_there_are_two_weights_only():
    weights = {theme().font(role, bold=bold).weight() for role in ("body", "title") for bold in (False, True)}
    assert {int(weight) for weight in weights} == {400, 700}


def test_every_icon_in_the_folder_is_drawn_in_the_colour_asked_for():
    outlines = [file for file in resource("icons").glob("*.svg") if "currentColor" in file.read_text()]
    assert len(outlines) > 50
    for file in outlines:
        image = theme().pixmap(file.stem, "accent", 24, 2.0).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 250
        ]
        assert inked, file.stem
        assert all(abs(colour.blue() - theme().colour("accent").blue()) < 4 for colour in inked), file.stem


def test_every_icon_named_in_the_window_exists():
    folder = resource("icons")
    for file in Path(edudesk.ui.__file__).parent.rglob("*.py"):
        for name in ICON.findall(file.read_text(encoding="utf-8")):
            assert (folder / f"{name}.svg").exists(), f"{file.name}: {name}"


def test_a_wrong_icon_is_said_at_once():
    with pytest.raises(FileNotFoundError):
        theme().pixmap("no-such-icon", "text", 20)


def test_an_icon_is_drawn_once():
    assert theme().pixmap("house", "text", 20).cacheKey() == theme().pixmap("house", "text", 20).cacheKey()


def test_high_contrast_uses_the_systems_colours_only():
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "black"),
        (QPalette.ColorRole.WindowText, "yellow"),
        (QPalette.ColorRole.Highlight, "cyan"),
        (QPalette.ColorRole.HighlightedText, "black"),
    ):
        palette.setColor(role, QColor(colour))
    table = contrast_tokens(palette, Size.STANDARD)
    used = {*table.colours.values(), *(table.colour(state) for state in State)}
    assert used == {QColor(name).name() for name in ("black", "yellow", "cyan")}
    assert table.shade is Shade.DARK


def test_labels_show_data_as_it_is(qtbot: QtBot):
    words = Words("<b>数学</b> & 语文")
    qtbot.addWidget(words)
    plain = QLabel("x")
    qtbot.addWidget(plain)
    assert words.text() == "<b>数学</b> & 语文"
    assert words.sizeHint().width() > words.fontMetrics().horizontalAdvance("<b>数学</b>")
