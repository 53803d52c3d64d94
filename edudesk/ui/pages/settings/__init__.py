"""设置: school, terms, look, backup; each change applies at once."""

from edudesk.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
