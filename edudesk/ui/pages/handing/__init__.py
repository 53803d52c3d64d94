"""上报与交接: what is missing, the package's making, what was handed in, checking others' packages."""

from edudesk.ui.pages.handing.page import HandingPage

__all__ = ["HandingPage"]
