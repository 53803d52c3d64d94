"""Plans: their words, their schedule of activities, what is owed and not planned, last year's taken over."""

from edudesk.services.planning.arranging import Arranged, arrange
from edudesk.services.planning.copying import CopiedRow, Copy, new_title, preview, sources, take
from edudesk.services.planning.plans import (
    LEVELS,
    Made,
    NewPlan,
    PlanView,
    Section,
    begin_plan,
    plans_in,
    sections_content,
    view,
)
from edudesk.services.planning.proposing import OwedRule, Proposal, owed_rules
from edudesk.services.planning.schedule import (
    RowEdit,
    ScheduledRow,
    add_rows,
    cancel_rows,
    edit_row,
    new_row,
    revive_row,
    rows_between,
    rows_of,
    take_in,
    unplanned,
)
from edudesk.services.planning.shifting import Calendar, Shifted, shift, spread, week_of

__all__ = [
    "LEVELS",
    "Arranged",
    "Calendar",
    "CopiedRow",
    "Copy",
    "Made",
    "NewPlan",
    "OwedRule",
    "PlanView",
    "Proposal",
    "RowEdit",
    "ScheduledRow",
    "Section",
    "Shifted",
    "add_rows",
    "arrange",
    "begin_plan",
    "cancel_rows",
    "edit_row",
    "new_row",
    "new_title",
    "owed_rules",
    "plans_in",
    "preview",
    "revive_row",
    "rows_between",
    "rows_of",
    "sections_content",
    "shift",
    "sources",
    "spread",
    "take",
    "take_in",
    "unplanned",
    "view",
    "week_of",
]
