"""上报与交接: what is missing, the package's making, taking in what others send, what went to and fro."""

from edudesk.ui.pages.handing.page import HandingPage

__all__ = ["HandingPage"]
