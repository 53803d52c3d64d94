"""Walks through the window in one process, watched from inside: lists opened, keys typed, rows scrolled."""

from edudesk import bootstrap

# As the program itself begins, before anything imports Qt.
bootstrap._start_quickly()  # noqa: SLF001
