"""From the answers of the first start to an archive, by the same way as a setup file goes."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from edudesk.errors import UserError
from edudesk.services.archive import Archive, open_archive
from edudesk.services.setup.building import build_aside
from edudesk.services.setup.founding import write_setup
from edudesk.services.setup.reading import SetUp, read_tables
from edudesk.services.starting.answers import LEAD, MEMBER, Answers, days_of


def make_archive(folder: Path, answers: Answers, community: str, now: datetime, today: date) -> Archive:
    """Make the archive that the answers describe and open it; ``community`` is the pairing's name.

    When an archive lies there that these same answers made before (the program was killed right after), it
    is opened as it is. Errors: those of :func:`build_aside`, :class:`Invalid`.
    """
    wanted = set_up_of(answers, community, today)
    try:
        return build_aside(folder, now, lambda aside: write_setup(aside, wanted, now))
    except UserError as error:
        if error.code != "archive.exists" or not answers.holder_id:
            raise
        return _made_before(folder, answers, now, error)


def _made_before(folder: Path, answers: Answers, now: datetime, refused: UserError) -> Archive:
    archive = open_archive(folder, now)
    if archive.fact("holder") != answers.holder_id:
        archive.close()
        raise refused
    return archive


def set_up_of(answers: Answers, community: str, today: date) -> SetUp:
    """Return what a setup file with these answers would say."""
    return read_tables(tables_of(answers, community, today), answers.holder_id or None)


def tables_of(answers: Answers, community: str, today: date) -> dict[str, Any]:
    """Return the tables of the setup file. Without partners there is no pairing, hence no scheme or term."""
    raw: dict[str, Any] = {
        "school": _school(answers.name.strip(), answers.kind),
        "partners": [_school(one.name, one.kind) for one in answers.named],
    }
    if answers.author.strip():
        raw["author"] = {"name": answers.author.strip()}
    if answers.named:
        raw["communities"] = [_community(answers, community, today)]
    return raw


def _school(name: str, kind: str) -> dict[str, str]:
    return {"name": name, "kind": kind} if kind else {"name": name}


def _community(answers: Answers, name: str, today: date) -> dict[str, Any]:
    days = days_of(answers, today)
    ours, theirs = (LEAD, MEMBER) if answers.helps else (MEMBER, LEAD)
    members = [{"school": answers.name.strip(), "role": ours}]
    members += [{"school": one.name, "role": theirs} for one in answers.named]
    raw: dict[str, Any] = {
        "name": name,
        "since": days.since,
        "members": members,
        "terms": [{"code": str(days.code), "starts_on": days.first, "ends_on": days.last}],
    }
    if answers.chosen_scheme:
        raw["scheme"] = {"id": answers.chosen_scheme, "settings": dict(answers.settings)}
    return raw
