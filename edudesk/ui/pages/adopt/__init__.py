"""Choosing a scheme for a community that follows none yet."""

from edudesk.ui.pages.adopt.page import AdoptPage

__all__ = ["AdoptPage"]
