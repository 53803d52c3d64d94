"""计划: the words of a plan, its schedule by weeks, and the term's calendar."""

from edudesk.ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]
