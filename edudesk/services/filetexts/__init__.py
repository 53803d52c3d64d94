"""The text inside files, for searching: read once in a process of its own, kept beside the archive."""

from edudesk.services.filetexts.cache import FileText, State, TextCache
from edudesk.services.filetexts.reader import TextReader

__all__ = ["FileText", "State", "TextCache", "TextReader"]
