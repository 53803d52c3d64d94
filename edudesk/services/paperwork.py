"""Any paper by its name: a report of a term, of the filed volumes, a package's slip, or the roll-up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, term_of
from edudesk.services.filing.listing import shelves
from edudesk.services.filing.printing import PAPERS, write_paper
from edudesk.services.handing.slip import write_slip
from edudesk.services.reports.handover_slip import SLIP_TITLE
from edudesk.services.reports.making import chosen_kind, make_report
from edudesk.services.reports.rendering import Rendered
from edudesk.services.rollup.reckoning import roll_up
from edudesk.services.rollup.sheet import ROLL_TITLE, write_roll
from edudesk.services.standing.live import Standing
from edudesk.services.status import chosen_community
from edudesk.texts import Label, Texts

_SLIP, _ROLL = "handover-slip", "roll-up"
_ALONE = {_SLIP: SLIP_TITLE, _ROLL: ROLL_TITLE}
"""The papers that are not of one community's term."""
_ALSO = {
    "移交单": "handover-slip",
    "汇总": "roll-up",
    "汇总表": "roll-up",
    "卷内目录": "volume-contents",
    "卷内备考表": "volume-notes",
    "案卷封面": "volume-cover",
    "脊背": "volume-cover",
}


@dataclass(frozen=True)
class Asked:
    """What is asked for; ``volumes`` are of the papers of volumes, the rest is of the reports of a term.

    Without a term the one that the day lies in is meant.
    """

    kind: str
    term: str | None = None
    community: str | None = None
    record: RecordId | None = None
    volumes: tuple[str, ...] = ()


def write_report(archive: Archive, asked: Asked, path: Path, *, today: date, texts: Texts) -> Rendered:
    """Write a paper as .pdf, .docx or .xlsx.

    Errors: ``report.kind``, ``report.volume``, ``report.handover``, and those of the reports and of the
    papers of volumes.
    """
    alone = _named(_ALONE, asked.kind)
    if alone == _SLIP:
        return write_slip(archive, asked.record, path, today=today, texts=texts)
    if alone == _ROLL:
        return _write_roll(archive, asked, path, today, texts)
    paper = _named({code: one.name for code, one in PAPERS.items()}, asked.kind)
    if paper is not None:
        volumes = _volumes(archive, paper, asked.volumes, today)
        return write_paper(archive, paper, volumes, path, today=today, texts=texts)
    chosen_kind(asked.kind, texts, {code: one.name for code, one in PAPERS.items()} | _ALONE)
    return make_report(
        archive,
        asked.kind,
        asked.term or str(_term(archive, asked.community, today)),
        path,
        today=today,
        texts=texts,
        community_id=asked.community,
        record_id=asked.record,
    )


def _named(papers: Mapping[str, Label], name: str) -> str | None:
    wanted = _ALSO.get(name.strip(), name.strip())
    return next((code for code, one in papers.items() if wanted in {code, one.zh, one.en}), None)


def _write_roll(archive: Archive, asked: Asked, path: Path, today: date, texts: Texts) -> Rendered:
    standing = Standing(archive)
    standing.catch_up()
    code = TermCode.parse(asked.term) if asked.term else standing.term_of_day(today)
    rolls = roll_up(standing, code, today)
    if asked.community:
        wanted = chosen_community(archive, asked.community).id
        rolls = tuple(one for one in rolls if one.community_id == wanted)
    return write_roll(rolls, path, today, texts)


def _volumes(archive: Archive, paper: str, asked: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Return the volumes meant; the only one where a paper is of one and none is named."""
    known = tuple(one.text for one in shelves(archive, today).volumes)
    if not known:
        raise UserError("filing.nothing-filed")
    if not asked and len(known) == 1:
        return known
    one = PAPERS[paper].one
    if any(name not in known for name in asked) or (one and len(asked) != 1):
        raise UserError("report.volume", known="\n".join(known))
    return asked


def _term(archive: Archive, community: str | None, today: date) -> TermCode:
    """Return the term that a day lies in, by the days that the community entered."""
    entered = records.all_of(archive, "term", community_id=chosen_community(archive, community).id)
    rows = [one.content for one in entered]
    return term_of(
        today, [Term(TermCode.parse(row["code"]), row["starts_on"], row["ends_on"]) for row in rows]
    )
