"""What a package would be called, told before it is made and while its pattern is typed."""

from edudesk.services.handing.checking import Asking
from edudesk.services.handing.same_school import name_of
from edudesk.services.packages.describing import Occasion, package_name
from edudesk.services.packages.editions import SAME_SCHOOL, Edition
from edudesk.services.packages.patterns import PACKAGE, read_pattern
from edudesk.services.packages.withholding import sendable_work
from edudesk.services.reports.work import term_work
from edudesk.services.status import TermStatus
from edudesk.texts import Texts


def name_preview(asking: Asking, status: TermStatus, edition: Edition, pattern: str = "") -> str:
    """Return the name by a pattern, without one by that of the archive; it has no suffix.

    同校交接 has a name of its own.

    Errors are those of :func:`~edudesk.services.packages.patterns.read_pattern`.
    """
    if edition == SAME_SCHOOL:
        return name_of(asking.archive, asking.today)
    kept = read_pattern(PACKAGE, pattern) if pattern else ""
    work = sendable_work(term_work(asking.archive, status, Texts("zh"), asking.today))
    return package_name(Occasion(asking.archive, work, asking.now, asking.today, edition), kept)
