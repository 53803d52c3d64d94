"""收照片: photos from folders and sticks, by day, put to their activities; the same picture twice."""

from edudesk.ui.pages.intake.page import IntakePage

__all__ = ["IntakePage"]
