"""Adopting a scheme: the community keeps its whole text; a later edition changes nothing (decision 12)."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.models.contents import Content
from edudesk.resources import resource
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.records import Record, all_of, get
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading import compose, read_scheme


@cache
def shipped_schemes() -> Mapping[str, Path]:
    """Return the files of the schemes that come with the program by id; a file is named for its scheme."""
    return {path.stem: path for path in sorted(resource("schemes").glob("*.toml"))}


@cache
def shipped_scheme(scheme_id: str) -> str:
    """Return the whole text of a scheme that comes with the program; ``adoption.unknown`` else."""
    if scheme_id not in shipped_schemes():
        raise UserError("adoption.unknown", scheme=scheme_id, offered="、".join(shipped_schemes()))
    return compose(shipped_schemes()[scheme_id].read_text("utf-8"), find_shipped)


def find_shipped(scheme_id: str) -> str | None:
    """Return the text of a scheme that comes with the program, None when there is none."""
    return shipped_schemes()[scheme_id].read_text("utf-8") if scheme_id in shipped_schemes() else None


def scheme_hash(scheme_text: str) -> str:
    """Return the SHA-256 of a scheme's text (UTF-8, as it stands) as 64 hexadecimal digits."""
    return hashlib.sha256(scheme_text.encode()).hexdigest()


def adoption_content(
    community_id: RecordId, scheme_text: str, since: date, settings: Mapping[str, SettingValue]
) -> Content:
    """Return the content of an Adoption; ``BadScheme`` when the text or a setting cannot be used.

    What is kept is the whole text: a scheme that builds on another has been put together with it before.
    """
    scheme = read_scheme(scheme_text, settings)
    return {
        "community_id": community_id,
        "scheme_id": scheme.id,
        "scheme_version": scheme.version,
        "scheme_text": scheme_text,
        "scheme_hash": scheme_hash(scheme_text),
        "since": since,
        "settings": dict(settings),
    }


def adopt(
    archive: Archive,
    community_id: RecordId,
    scheme_text: str,
    *,
    since: date,
    settings: Mapping[str, SettingValue],
    now: datetime,
) -> RecordId:
    """Let a community follow a scheme from ``since`` on and return the adoption's id.

    A scheme that builds on another is kept as the whole that results. Earlier adoptions stay: they judge the
    periods that ended before. ``now`` is the entry time in UTC.
    """
    content = adoption_content(community_id, compose(scheme_text, find_shipped), since, settings)
    community = get(archive, community_id)
    with change(archive, "scheme.adopt", now, subject=community.title) as writing:
        return writing.create("adoption", content)


def scheme_in_force(source: Archive | Connection, community_id: RecordId, day: date) -> Record | None:
    """Return the adoption that judges a period ending on ``day``: the latest that had begun by then.

    Of two from the same day the one adopted later corrects the other. Before the first adoption begins,
    none is in force.
    """
    return in_force(all_of(source, "adoption", community_id=community_id), day)


def in_force(adoptions: Iterable[Record], day: date) -> Record | None:
    """Return which of a community's adoptions judges a period ending on ``day``."""
    begun = [record for record in adoptions if record.content["since"] <= day]
    return max(begun, key=lambda record: (record.content["since"], record.id), default=None)
