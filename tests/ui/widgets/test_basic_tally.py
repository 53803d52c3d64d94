"""格子, glyphs and tags: what is drawn, and what is said of it."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.theme import Shade, Size, theme
from edudesk.ui.widgets.states import FactTag, StateGlyph, StateTag, paint_glyph, state_word
from edudesk.ui.widgets.tally import Cells, TallyGroup, TallyWidget, paint_tally, tally_width


def drawn(cells: Cells, width: int = 200, ratio: float = 1.0) -> QImage:
    image = QImage(int(width * ratio), int(20 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme().colour("surface"))
    painter = QPainter(image)
    paint_tally(painter, QRect(0, 2, width, 16), cells)
    painter.end()
    return image


def middle(image: QImage, place: int) -> QColor:
    """Return the colour beside the middle of a cell, where neither dot nor tick reaches."""
    return image.pixelColor(place * 20 + 4, 10)


def test_done_cells_are_filled_in_the_states_ink_and_owed_ones_hollow():
    image = drawn(Cells(2, 0, 3, State.ON_TRACK))
    assert [middle(image, place) for place in range(2)] == [theme().colour("on-track")] * 2
    assert middle(image, 2) == theme().colour("surface")


def test_each_kind_of_cell_looks_different():
    pictures = [
        drawn(cells, 16)
        for cells in (
            Cells(1, 0, 1, State.MET),
            Cells(0, 1, 1, State.MET),
            Cells(0, 0, 1, State.MET, gained=1),
            Cells(0, 0, 1, State.MET),
        )
    ]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_what_is_owed_is_in_the_states_ink_only_at_risk_and_after_the_end():
    def reddest(state: State) -> int:
        image = drawn(Cells(0, 0, 1, state), 16)
        colours = [image.pixelColor(x, y) for x in range(16) for y in range(20)]
        return max(colour.red() - colour.blue() for colour in colours)

    assert reddest(State.AT_RISK) > 60
    assert reddest(State.MISSED) > 60
    assert reddest(State.ON_TRACK) < 20


def test_cells_beyond_the_target_stand_after_a_line():
    exceeded, plain = Cells(6, 0, 4, State.EXCEEDED), Cells(6, 0, 6, State.MET)
    assert tally_width(exceeded) == tally_width(plain) + 4 + 3
    image = drawn(exceeded)
    assert image.pixelColor(80 + 12, 10) == theme().colour("exceeded")
    assert any(image.pixelColor(x, 2) != theme().colour("surface") for x in range(79, 84))


@pytest.mark.parametrize(
    ("cells", "is_bar"),
    [
        (Cells(3, 0, 12, State.ON_TRACK), False),
        (Cells(3, 0, 13, State.ON_TRACK), True),
        (Cells(13, 0, 2, State.EXCEEDED), True),
        (Cells(1.5, 0, 3, State.ON_TRACK), True),
        (Cells(6, 4, 10, State.ON_TRACK, bar=True), True),
    ],
)
def test_many_or_broken_counts_are_a_bar(cells: Cells, is_bar: bool):
    assert cells.is_bar is is_bar


def test_a_bar_is_filled_as_far_as_it_is_done_with_a_gap_at_the_target():
    image = drawn(Cells(12, 0, 10, State.MET, bar=True), 120)
    assert image.pixelColor(50, 10) == theme().colour("met")
    assert image.pixelColor(100, 10) == theme().colour("surface")
    assert image.pixelColor(110, 10) == theme().colour("met")
    half = drawn(Cells(6, 0, 12, State.ON_TRACK, bar=True), 120)
    assert half.pixelColor(40, 10) == theme().colour("on-track")
    assert half.pixelColor(90, 10) == theme().colour("surface")


def test_nothing_asked_and_nothing_done_draws_nothing():
    assert tally_width(Cells(0, 0, 0, State.NOT_APPLICABLE)) == 0
    drawn(Cells(0, 0, 0, State.NOT_APPLICABLE, bar=True), 40)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_filled_cells_have_sharp_edges_at_every_scale(ratio: float):
    image = drawn(Cells(3, 0, 3, State.MET), ratio=ratio)
    row = int(10 * ratio)
    colours = {image.pixelColor(x, row).name() for x in range(int(58 * ratio))}
    assert colours == {theme().tokens.colour("met").lower(), theme().tokens.colour("surface").lower()}


def test_large_type_makes_cells_larger():
    cells = Cells(2, 0, 3, State.ON_TRACK)
    before = tally_width(cells)
    theme().set(Shade.LIGHT, Size.LARGER)
    assert tally_width(cells) == before * 1.25


def test_cells_are_read_out(qtbot: QtBot):
    said = "到校指导，大番坡学校，2/3 次，还差 1 次，进行中"
    widget = TallyWidget(Cells(2, 0, 3, State.ON_TRACK), said)
    qtbot.addWidget(widget)
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == said
    widget.set_cells(Cells(3, 0, 3, State.MET), "够了")
    assert interface.text(QAccessible.Text.Name) == "够了"


def test_a_figure_opens_what_is_behind_it(qtbot: QtBot):
    group = TallyGroup("大番坡 2/3 次", Cells(2, 1, 3, State.ON_TRACK), "大番坡学校，2/3 次")
    qtbot.addWidget(group)
    group.show()
    for act in (
        lambda: qtbot.mouseClick(group, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(group, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(group.opened):
            act()
    assert group.height() >= 28


@pytest.mark.parametrize("shade", list(Shade))
def test_glyphs_are_told_apart_without_colour(shade: Shade):
    theme().set(shade, Size.STANDARD)
    pictures = []
    for state in State:
        image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        paint_glyph(painter, QRectF(0, 0, 20, 20), state, "text")
        painter.end()
        pictures.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_glyphs_and_tags_are_read_out(qtbot: QtBot):
    texts = Texts("zh")
    for state in State:
        word = state_word(texts, state)
        for widget in (StateGlyph(state, word), StateTag(state, word)):
            qtbot.addWidget(widget)
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None
            assert interface.text(QAccessible.Text.Name) == word
    tag = FactTag("补录")
    qtbot.addWidget(tag)
    assert tag.accessibleName() == "补录"


def test_states_have_their_fixed_words():
    words = [state_word(Texts("zh"), state) for state in State]
    assert words == ["已达标", "超额", "进行中", "有风险", "未达标", "不适用"]
    assert len({state_word(Texts("en"), state) for state in State}) == len(State)
