"""The look of the window: colours, sizes, fonts, icons and the style sheet, all from one table."""

from edudesk.ui.theme.fonts import load_fonts
from edudesk.ui.theme.live import Theme, apply_theme, theme
from edudesk.ui.theme.tokens import Shade, Size, Tokens, tokens

__all__ = ["Shade", "Size", "Theme", "Tokens", "apply_theme", "load_fonts", "theme", "tokens"]
