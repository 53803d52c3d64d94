"""The table of colours: readable everywhere, complete for every state, and the only place with colours."""

import re
from pathlib import Path

import pytest

import edudesk.ui
from edudesk.resources import resource
from edudesk.services.schemes.results import State
from edudesk.ui.pages.exchanges.week_grid import SHUT
from edudesk.ui.theme.sheet import style_sheet
from edudesk.ui.theme.tokens import PIXELS, POINTS, SCALES, Shade, Size, Tokens, tokens

GROUNDS = ("bg", "nav", "surface", "accentSoft")
TABLES = [pytest.param(tokens(shade), id=shade) for shade in Shade]
COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(|QColor\(\s*\d|Qt\.GlobalColor\.(?!transparent)")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text", "text2", "text3", "accent"])
def test_text_can_be_read_on_every_ground(table: Tokens, ground: str, text: str):
    assert contrast(table.colour(text), table.colour(ground)) >= 4.5


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("state", list(State))
def test_a_states_ink_can_be_read_on_every_ground_and_on_its_own(table: Tokens, state: State):
    for ground in ("bg", "nav", "surface", f"{state}-soft"):
        assert contrast(table.colour(state), table.colour(ground)) >= 4.5, ground
    assert contrast(table.colour("text"), table.colour(f"{state}-soft")) >= 4.5


@pytest.mark.parametrize("table", TABLES)
def test_edges_of_fields_and_white_on_fills_can_be_seen(table: Tokens):
    assert contrast(table.colour("line2"), table.colour("surface")) >= 3
    assert contrast(table.colour("accent"), table.colour("surface")) >= 3
    for fill in ("accentFill", "accentHover"):
        assert contrast(table.colour("onAccent"), table.colour(fill)) >= 4.5
    for ink in ("onStrip", "stripLink"):
        assert contrast(table.colour(ink), table.colour("strip")) >= 4.5


@pytest.mark.parametrize("table", TABLES)
def test_a_cell_that_is_shut_is_told_from_an_open_one(table: Tokens):
    assert contrast(table.colour(SHUT), table.colour("surface")) >= 1.12


def test_both_shades_have_the_same_colours_and_every_state():
    light, dark = tokens(Shade.LIGHT), tokens(Shade.DARK)
    assert set(light.colours) == set(dark.colours)
    assert set(light.states) == set(dark.states) == set(State)


@pytest.mark.parametrize("size", list(Size))
def test_nothing_clickable_is_below_28_pixels_and_nothing_shrinks(size: Size):
    table = tokens(Shade.LIGHT, size)
    for name in ("button", "row-button", "primary", "nav-row", "target", "row"):
        assert table.px(name) >= 28
        assert table.px(name) >= PIXELS[name]
    assert [table.pt(role) for role in POINTS] == [points * SCALES[size] for points in POINTS.values()]


@pytest.mark.parametrize("shade", list(Shade))
@pytest.mark.parametrize("size", list(Size))
def test_the_style_sheet_leaves_no_name_unfilled(shade: Shade, size: Size):
    sheet = style_sheet(tokens(shade, size))
    assert "@" not in sheet
    assert f"min-height: {round(30 * SCALES[size])}px" in sheet


def test_no_colour_stands_anywhere_but_in_the_table():
    package = Path(edudesk.ui.__file__).parent
    files = [file for file in package.rglob("*.py") if file.name != "tokens.py"]
    assert len(files) > 20
    found = [file.name for file in files if COLOUR.search(file.read_text(encoding="utf-8"))]
    assert not found
    assert not COLOUR.search(resource("style", "edudesk.qss").read_text(encoding="utf-8"))
