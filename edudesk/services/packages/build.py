"""Builds the packages of a term, one for each community, all of them or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.disk.temporary import remove_if_there
from edudesk.services.evidence import Decoder
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.bag import Form
from edudesk.services.packages.describing import Occasion
from edudesk.services.packages.editions import FULL, Edition
from edudesk.services.packages.entering import Unsettled, entering
from edudesk.services.packages.packing import Made, Packing
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.packages.withholding import sendable_work
from edudesk.services.reports.drawing import Draw, draw_here
from edudesk.services.reports.work import term_work
from edudesk.services.status import chosen_communities, own_communities, term_status
from edudesk.texts import Texts


@dataclass(frozen=True)
class Built:
    """A finished package: payload files and bytes, the gaps as sentences, what no font could draw.

    ``parts`` are where it lies, several of an e-mail edition. ``tag_manifest`` are the SHA-256 that stand for
    them, with a space between.
    """

    parts: tuple[Path, ...]
    files: int
    bytes: int
    tag_manifest: str
    gaps: tuple[str, ...]
    missing_characters: tuple[str, ...]
    handover_id: RecordId

    @property
    def path(self) -> Path:
        """Where the package lies, or its first part."""
        return self.parts[0]


def build_packages(
    archive: Archive,
    term: str,
    to: Path,
    *,
    now: datetime,
    today: date,
    community_id: str | None = None,
    edition: Edition = FULL,
    profile: Profile = USUAL,
    form: Form = "zip",
    handed_to: str = "",
    texts: Texts | None = None,
    job: Job = QUIET,
    confirm: Callable[[Path], object] = lambda _package: None,
    draw: Draw = draw_here,
) -> tuple[Built, ...]:
    """Write an edition of a term into the folder ``to`` and enter each package as handed over.

    ``community_id`` is an id or a name; without it every community gets a package. Papers are Chinese, gaps
    in the language of ``texts``, drawn by ``draw``. Gaps do not prevent building. ``confirm`` is called with
    each finished package or part before any is entered, and may refuse it by raising. On any failure, and
    when the person stops it, nothing is left under a final name and nothing is entered. Errors: those of
    choosing a community, evaluating, and :class:`BagWriter`; of an e-mail edition ``editions.file-too-large``
    and ``.part-too-small``, before anything is written.
    """
    code = TermCode.parse(term)
    communities = (
        chosen_communities(archive, community_id) if community_id is not None else own_communities(archive)
    )
    if not communities:
        raise UserError("package.no-community")
    statuses = [term_status(archive, community, code, today) for community in communities]
    finished: list[Path] = []
    try:
        made: list[Made] = []
        with Decoder() as decoder:
            for status in statuses:
                work = sendable_work(term_work(archive, status, Texts("zh"), today), profile)
                occasion = Occasion(archive, work, now, today, edition, profile, draw)
                packing = Packing(occasion, texts or Texts("zh"), decoder, job, finished)
                made.append(packing.pack(to, form))
        for path in finished:
            confirm(path)
        with entering(archive, [one.handover["manifest_hash"] for one in made]):
            return _entered(archive, made, now, handed_to)
    except Unsettled:
        raise
    except BaseException:
        for path in finished:
            remove_if_there(path)
        raise


def _entered(archive: Archive, made: list[Made], now: datetime, handed_to: str) -> tuple[Built, ...]:
    receiver = {"handed_to": handed_to} if handed_to else {}
    with change(
        archive, "handover.create", now, subject="、".join(one.handover["name"] for one in made)
    ) as writing:
        ids = [writing.create("handover", {**one.handover, **receiver}) for one in made]
    return tuple(
        Built(
            tuple(bag.path for bag in one.bags),
            sum(bag.files for bag in one.bags),
            sum(bag.bytes for bag in one.bags),
            one.handover["manifest_hash"],
            one.gaps,
            one.missing_characters,
            made_id,
        )
        for one, made_id in zip(made, ids, strict=True)
    )
