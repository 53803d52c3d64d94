"""What a predecessor looks at before an archive changes hands; nothing of it is required (decision 27)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select

from edudesk.errors import UserError
from edudesk.models.archive import RecordHead
from edudesk.models.giving import Request
from edudesk.services.archive import Archive
from edudesk.services.authors import author_of, name_author
from edudesk.services.changes import change
from edudesk.services.communities.seeing import community_view
from edudesk.services.drafts.saving import waiting
from edudesk.services.frame import last_backup
from edudesk.services.jobs import QUIET, Job
from edudesk.services.recycling import in_the_bin
from edudesk.services.safety.check import check
from edudesk.services.standing.live import Standing
from edudesk.services.standing.side import gap_rows
from edudesk.texts import Texts

_CHECKED = "last-check"
_UNDONE = ("open", "accepted")


@dataclass(frozen=True)
class Point:
    """One point of the list: its words, whether there is something to look at, and where."""

    code: str
    words: str
    open: bool
    page: str = ""


@dataclass(frozen=True)
class Guide:
    """How an archive stands before it changes hands."""

    author: str
    folder: Path
    points: tuple[Point, ...]

    @property
    def left(self) -> tuple[Point, ...]:
        """What is still open."""
        return tuple(one for one in self.points if one.open)


def guide(standing: Standing, texts: Texts, now: datetime, today: date) -> Guide:
    """Return what there is to look at before the archive is handed over."""
    archive = standing.archive
    points = (*_counted(standing, texts, today), *_safe(archive, texts, now))
    return Guide(author_of(archive), archive.folder, points)


def check_archive(archive: Archive, now: datetime, job: Job = QUIET) -> bool:
    """Check the archive and keep what came of it; return whether it is sound."""
    report = check(archive, job)
    errors = sum(one.severity == "error" for one in report.findings)
    archive.set_fact(_CHECKED, {"at": now.isoformat(), "errors": errors})
    return report.sound


def hand_over(archive: Archive, name: str, today: date, now: datetime, texts: Texts) -> str:
    """Let a successor enter records from now on; return the change, which is a paper of the archive.

    The paper is what the history keeps of it. Errors: ``succession.nobody``, ``succession.same``.
    """
    before, after = author_of(archive), name.strip()
    if not after:
        raise UserError("succession.nobody")
    if after == before:
        raise UserError("succession.same", name=after)
    code = "succession.record" if before else "succession.record-first"
    title = texts.say(code, before=before, after=after)
    content = {
        "title": title,
        "kind": "other",
        "school_id": archive.holder_id,
        "dated": today,
        "author": before or after,
    }
    with change(archive, "archive.succeed", now, subject=after) as writing:
        writing.create("document", content)
    name_author(archive, after)
    return writing.change_id


def _counted(standing: Standing, texts: Texts, today: date) -> Iterator[Point]:
    archive = standing.archive
    statuses = standing.at(None, today)
    drafts = len(waiting(archive).drafts)
    gaps = gap_rows(texts, standing, statuses)
    counts = (
        ("drafts", drafts, "activity"),
        ("bin", len(in_the_bin(archive)), "bin"),
        ("gaps", len(gaps), "handing"),
        ("agreements", _ending(standing, today), "community"),
        ("requests", _requests(archive), "others"),
    )
    for code, count, page in counts:
        said = f"succession.{code}" if count else f"succession.{code}-none"
        yield Point(code, texts.say(said, count=count), bool(count), page if count else "")


def _safe(archive: Archive, texts: Texts, now: datetime) -> Iterator[Point]:
    kept = archive.fact(_CHECKED)
    if kept is None:
        yield Point("check", texts.say("succession.check-never"), open=True)
    else:
        day = datetime.fromisoformat(kept["at"]).astimezone().date().isoformat()
        code = "succession.check-found" if kept["errors"] else "succession.check-sound"
        yield Point("check", texts.say(code, day=day, count=kept["errors"]), open=bool(kept["errors"]))
    backup = last_backup(archive)
    if backup is None or backup.at.astimezone().date() < now.astimezone().date():
        yield Point("backup", texts.say("succession.backup-none"), open=True)
    else:
        time = f"{backup.at.astimezone():%H:%M}"
        yield Point("backup", texts.say("succession.backup-done", time=time), open=False)


def _ending(standing: Standing, today: date) -> int:
    schemes = {one.community.id: one.scheme for one in standing.at(None, today)}
    views = (
        community_view(standing.archive, one.id, today, schemes.get(one.id)) for one in standing.communities
    )
    return sum(pact.warns for view in views for pact in view.agreements)


def _requests(archive: Archive) -> int:
    asked = (
        select(func.count())
        .select_from(Request.__table__)
        .join(RecordHead, RecordHead.id == Request.id)
        .where(RecordHead.deleted.is_(False), Request.state.in_(_UNDONE))
    )
    with archive.read() as connection:
        return int(connection.execute(asked).scalar_one())
