"""The typefaces: quotation marks as wide as a character in Chinese, narrow in English."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from edudesk.resources import resource
from edudesk.ui.shell.speaking import speak
from edudesk.ui.theme import theme
from edudesk.ui.theme.fonts import BUNDLED, NARROW, families
from edudesk.ui.theme.narrow import MARKS, narrowed

EM = 1000.0


def _width(font: QRawFont, letter: str) -> float:
    return font.advancesForGlyphIndexes(font.glyphIndexesForString(letter))[0].x()


@pytest.fixture(params=["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def faces(request) -> tuple[QRawFont, QRawFont]:
    font = resource("fonts", request.param).read_bytes()
    narrow = narrowed(font, BUNDLED, NARROW)
    return QRawFont(QByteArray(font), EM), QRawFont(QByteArray(narrow), EM)


def test_in_english_quotation_marks_take_the_room_of_their_ink(faces):
    chinese, english = faces
    for mark in MARKS:
        assert _width(chinese, mark) == EM
        ink = english.boundingRect(english.glyphIndexesForString(mark)[0])
        assert 0 < ink.left() < ink.right() < _width(english, mark) <= EM * 0.55, mark
        assert ink.width() == chinese.boundingRect(chinese.glyphIndexesForString(mark)[0]).width()


def test_all_else_is_as_it_was(faces):
    chinese, english = faces
    assert english.familyName() == NARROW
    assert chinese.familyName() == BUNDLED
    for letter in "aW'\"，。—结对":
        assert _width(english, letter) == _width(chinese, letter)
    assert english.ascent() == chinese.ascent()


def test_the_window_is_set_in_the_typeface_of_its_language(dressed: QApplication):
    speak(dressed, "en")
    assert theme().font("body").families() == list(families("en"))
    assert NARROW in dressed.font().families()
    speak(dressed, "zh")
    assert theme().font("body").families() == list(families("zh"))
    assert NARROW not in dressed.font().families()
