"""Finding records by their words, names, days and files; which alone knows SQLite's full-text search."""

from edudesk.services.search.grams import grams, query, runs
from edudesk.services.search.index import Found, Looked, Match, SearchIndex
from edudesk.services.search.sought import Sought, sought_in

__all__ = ["Found", "Looked", "Match", "SearchIndex", "Sought", "grams", "query", "runs", "sought_in"]
