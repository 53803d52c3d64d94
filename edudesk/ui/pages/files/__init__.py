"""档案: the volumes, their files, and what waits to be filed."""

from edudesk.ui.pages.files.page import FilesPage

__all__ = ["FilesPage"]
