"""方案: every rule in words, with its sentence and how it stands."""

from edudesk.ui.pages.scheme.page import SchemePage

__all__ = ["SchemePage"]
