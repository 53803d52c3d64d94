"""EduDesk keeps the paired-assistance archive of schools and kindergartens."""

__version__ = "0.1.0"
