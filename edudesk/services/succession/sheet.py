"""The handover sheet: from the archive to what its layout is told."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select

from edudesk.models.archive import RecordHead
from edudesk.models.filing import Evidence
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.records import get
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.profiles import SHEET
from edudesk.services.reports.rendering import Rendered, render
from edudesk.services.reports.takeover import HeldFacts, TakeoverFacts, takeover_sheet
from edudesk.services.standing.live import Standing
from edudesk.services.succession.guide import guide
from edudesk.texts import Texts

_FIRST_MONTH = 8
"""A school year begins with August here, so that preparations in the last days of August count to it."""


def write_sheet(
    standing: Standing, path: Path, *, successor: str, now: datetime, today: date, texts: Texts
) -> Rendered:
    """Write the handover sheet as .pdf, .docx or .xlsx; the errors of rendering."""
    archive = standing.archive
    found = guide(standing, texts, now, today)
    years, held = _held(archive, texts)
    facts = TakeoverFacts(
        giver=found.author,
        taker=successor,
        folder=str(archive.folder),
        files=_files(archive),
        years=years,
        held=held,
        points=tuple((one.words, one.open) for one in found.points),
    )
    holder = str(get(archive, archive.holder_id).content["name"])
    frame = Frame(holder=holder, made_on=today, language=texts.language)
    return render(takeover_sheet(facts, frame), SHEET, path)


def _held(archive: Archive, texts: Texts) -> tuple[tuple[str, ...], tuple[HeldFacts, ...]]:
    """Return the school years of entry and, type by type, how many records of each there are."""
    month, year = func.strftime("%m", RecordHead.entered_at), func.strftime("%Y", RecordHead.entered_at)
    asked = (
        select(RecordHead.type, year, month, func.count())
        .where(RecordHead.deleted.is_(False))
        .group_by(RecordHead.type, year, month)
    )
    counted: dict[str, Counter[int]] = {}
    with archive.read() as connection:
        for code, of_year, of_month, count in connection.execute(asked):
            first = int(of_year) - (int(of_month) < _FIRST_MONTH)
            counted.setdefault(code, Counter())[first] += count
    years = sorted({first for found in counted.values() for first in found})
    types = record_types()
    held = tuple(
        HeldFacts(types[code].label(texts.language), tuple(counted[code][first] for first in years))
        for code in types
        if code in counted
    )
    return tuple(f"{first}—{first + 1}" for first in years), held


def _files(archive: Archive) -> int:
    asked = (
        select(func.count())
        .select_from(Evidence.__table__)
        .join(RecordHead, RecordHead.id == Evidence.id)
        .where(RecordHead.deleted.is_(False))
    )
    with archive.read() as connection:
        return int(connection.execute(asked).scalar_one())
