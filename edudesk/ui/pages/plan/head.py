"""The page's head: how the plan stands, which plan and view of it, and what is done with it as a whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.layout import TitleBar
from edudesk.ui.widgets.menus import Entry, make_menu

if TYPE_CHECKING:
    from edudesk.services.planning import PlanView
    from edudesk.ui.pages.plan.questions import Known

SCHEDULE, TEXT, CALENDAR = "schedule", "text", "calendar"
LEVELS = ("term", "month", "year", "long-term")
NEW = "new:"
"""What stands before a level where a plan of it is to be begun."""
_LEAST_CHOICE = 126


class PlanHead(TitleBar):
    """The title is how many are still to come; the sentence below it is the plan's own title."""

    def __init__(self, session: Session, entries: Sequence[Entry]) -> None:
        self._session, say = session, session.say
        self.communities, self.plans = ChoiceField(()), ChoiceField((), say("planpage.choose"))
        self.views = Segment([(code, say(f"planpage.view-{code}")) for code in (SCHEDULE, TEXT, CALENDAR)])
        self.print = Button(say("planpage.print"), icon="printer", hint="Ctrl P")
        more = Button(say("planpage.more"))
        right = [self.views, self.plans, self.print, more]
        super().__init__(say("planpage.title"), right, second=" ", beside=[self.communities])
        self._known: Known | None = None
        self._is_told = True
        more.setMenu(make_menu(entries, self))
        self.communities.setAccessibleName(say("planpage.community"))
        self.plans.setAccessibleName(say("planpage.which"))
        self.plans.setMinimumWidth(theme().tokens.px(_LEAST_CHOICE))
        self.communities.hide()

    def show_known(self, known: "Known") -> None:
        """Offer the communities and plans there are, and say how the one that is shown stands."""
        self._known = known
        self._show_choices(known)
        self._tell(known)

    def say_plan(self, *, told: bool) -> None:
        """Say below the title which plan this is, or not; its words begin with the same."""
        self._is_told = told
        plan = self._known.plan if self._known else None
        self.set_second(plan.title if plan and told else "")

    def _show_choices(self, known: "Known") -> None:
        self.communities.set_items(known.communities)
        self.communities.set_value(known.community)
        self.communities.setVisible(len(known.communities) > 1)
        say = self._session.say
        there = {one.level for one in known.plans if one.level != "month"}
        items = [(one.id, self._name(one, known.plans)) for one in known.plans]
        items += [(f"{NEW}{level}", say(f"planpage.write-{level}")) for level in LEVELS if level not in there]
        self.plans.set_items(items)
        self.plans.set_value(known.plan.id if known.plan else None)

    def _name(self, one: "PlanView", plans: "tuple[PlanView, ...]") -> str:
        """Return what a plan is called among others: its level and month, its title where two are alike."""
        label = VOCABULARIES["plan-level"].label(one.level) if one.level else None
        level = label(self._session.texts.language) if label else ""
        month = self._session.say(f"month.month.{int(one.month[5:])}") if one.month else ""
        alike = [other for other in plans if (other.level, other.month) == (one.level, one.month)]
        return " ".join(part for part in (level, month, one.title if len(alike) > 1 else "") if part)

    def _tell(self, known: "Known") -> None:
        say, plan = self._session.say, known.plan
        self.say_plan(told=self._is_told)
        if plan is None:
            return
        rows = known.rows
        open_still = sum(row.state in {"planned", "late"} for row in rows)
        late = sum(row.state == "late" for row in rows)
        held = sum(row.state == "held" for row in rows)
        code = "late" if late else "open" if open_still else "done" if held else "bare"
        self.set_title(say(f"planpage.title-{code}", open=open_still, late=late, held=held))
