"""Qt's palette from our colours, and our colours from Qt's palette under high contrast."""

from PySide6.QtGui import QColor, QPalette

from edudesk.ui.theme.tokens import Shade, Size, StateColours, Tokens, tokens

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onAccent",
    QPalette.ColorRole.Highlight: "accentFill",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "strip",
    QPalette.ColorRole.ToolTipText: "onStrip",
    QPalette.ColorRole.Light: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "bline",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Shadow: "line2",
    QPalette.ColorRole.Accent: "accentFill",
}
_FAINT = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette_of(table: Tokens) -> QPalette:
    """Return the palette that Fusion draws with where no style sheet reaches."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(table.colour(name)))
    for role in _FAINT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(table.colour("text3")))
    return palette


def contrast_tokens(palette: QPalette, size: Size) -> Tokens:
    """Return a table in the system's own colours only: ground, text, and what is selected."""

    def named(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    ground, text = named(QPalette.ColorRole.Window), named(QPalette.ColorRole.WindowText)
    chosen, on_chosen = named(QPalette.ColorRole.Highlight), named(QPalette.ColorRole.HighlightedText)
    dark = palette.color(QPalette.ColorRole.Window).lightness() < palette.color(_FAINT[0]).lightness()
    shade = Shade.DARK if dark else Shade.LIGHT
    grounds = ("bg", "nav", "surface", "sunken", "hover", "accentSoft", "strip", "disabled")
    fills = ("accentFill", "accentHover")
    colours = dict.fromkeys(tokens(shade).colours, text)
    colours |= dict.fromkeys(grounds, ground) | dict.fromkeys(fills, chosen) | {"onAccent": on_chosen}
    states = {state: StateColours(text, ground) for state in tokens(shade).states}
    return Tokens(shade, size, colours, states)
