"""The reports by name, each with the page it is printed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from edudesk.services.reports.activity_records import RECORD_TITLE
from edudesk.services.reports.attendance import ATTENDANCE_TITLE
from edudesk.services.reports.catalogue import CATALOGUE_TITLE
from edudesk.services.reports.ledgers import LEDGER_TITLE
from edudesk.services.reports.lists import EXCHANGES_TITLE, PAIRS_TITLE, ROSTER_TITLE
from edudesk.services.reports.photo_pages import PHOTO_TITLE
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET, Profile
from edudesk.services.reports.self_check import SELF_CHECK_TITLE
from edudesk.services.reports.writings import PLAN_TITLE, SCHEDULE_TITLE, SUMMARY_TITLE
from edudesk.texts import Label


@dataclass(frozen=True)
class ReportKind:
    """A report: its name and its usual page; ``of_record`` when it prints one activity."""

    label: Label
    profile: Profile
    of_record: bool = False


REPORT_KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        "record": ReportKind(RECORD_TITLE, SHEET, of_record=True),
        "photos": ReportKind(PHOTO_TITLE, SHEET, of_record=True),
        "attendance": ReportKind(ATTENDANCE_TITLE, SHEET, of_record=True),
        "ledger": ReportKind(LEDGER_TITLE, LEDGER),
        "summary": ReportKind(SUMMARY_TITLE, OFFICIAL),
        "self-check": ReportKind(SELF_CHECK_TITLE, LEDGER),
        "pairs": ReportKind(PAIRS_TITLE, LEDGER),
        "exchanges": ReportKind(EXCHANGES_TITLE, LEDGER),
        "roster": ReportKind(ROSTER_TITLE, LEDGER),
        "plan": ReportKind(PLAN_TITLE, OFFICIAL),
        "schedule": ReportKind(SCHEDULE_TITLE, SHEET),
        "catalogue": ReportKind(CATALOGUE_TITLE, LEDGER),
    }
)
"""What ``edudesk report --kind`` offers."""
