"""An earlier plan to go by, and a plan on paper: what the page asks of the archive for them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.plan.questions import Known, new_plan

if TYPE_CHECKING:
    from edudesk.services.planning import Copy, Made, PlanView


def earlier_plans(opened: Opened, of: Known, level: str) -> "tuple[PlanView, ...]":
    """Return the plans that one can go by."""
    from edudesk.services import planning

    chosen = of.plan.month if of.plan and level == "month" else ""
    return planning.sources(opened.archive, of.community or None, level, of.code, chosen)


def copy_of(opened: Opened, of: Known, source: "PlanView") -> "Copy":
    """Return what going by an earlier plan would write."""
    from edudesk.services import planning

    level = source.level or "term"
    plain = new_plan(of, level)
    mine = of.plan if of.plan and of.plan.level == level and of.plan.ours else None
    chosen = mine.month if mine and mine.month else plain.month
    title = mine.title if mine else planning.new_title(source, of.code, chosen)
    new = replace(plain, title=title, month=chosen, headings=())
    return planning.preview(opened.archive, source, new, of.calendar)


def take_copy(opened: Opened, copy: "Copy", ids: tuple[str, ...], title: str, into: str) -> "Made":
    """Write the copy."""
    from edudesk.services import planning

    taken = replace(copy, new=replace(copy.new, title=title or copy.new.title))
    return planning.take(opened.archive, taken, ids, opened.clock.now(), into or None)


def report(opened: Opened, kind: str, of: Known, texts: Texts, path: Path | None) -> Path:
    """Write a plan or its schedule: to ``path``, or as a PDF to be looked at."""
    from edudesk.services.listing.viewing import VIEWED
    from edudesk.services.packages.names import safe_name
    from edudesk.services.reports.making import make_report

    plan = of.plan
    assert plan is not None
    name = f"{plan.title} {texts.say(f'planpage.print-{kind}')}"
    target = path or opened.archive.derived / VIEWED / f"{safe_name(name)}.pdf"
    target.parent.mkdir(parents=True, exist_ok=True)
    today = opened.clock.today()
    make_report(
        opened.archive,
        kind,
        str(of.code),
        target,
        today=today,
        texts=texts,
        community_id=plan.community_id,
        record_id=plan.id,
    )
    return target
