"""共同体: partners on a diagram, members and group dated, agreements, and what may be one."""

from edudesk.ui.pages.community.page import CommunityPage

__all__ = ["CommunityPage"]
