"""交流教师: who is away, what they do week by week, what it comes to."""

from edudesk.ui.pages.exchanges.page import ExchangesPage

__all__ = ["ExchangesPage"]
