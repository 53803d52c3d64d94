"""师徒结对: mentor pairs as cards and as a list, their sessions and reviews, a new pair, how one ends."""

from edudesk.ui.pages.pairs.page import PairsPage

__all__ = ["PairsPage"]
