"""名册: people and schools, and the import."""

from edudesk.ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
