"""Partners' keys: pinned at first contact, a change never taken without a person's word.

Each archive that was seen has a row; what is asked of a signer reads those of its archive and its school.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from edudesk.errors import UserError
from edudesk.models.archive import PartnerKey
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.keys.own import is_own_key, own_names
from edudesk.services.keys.signature import Signer
from edudesk.services.plain import instant

Standing = Literal["own", "known", "first", "changed"]
"""Of a signer: this archive, a key seen before, nobody seen before, or another key under a known name."""


@dataclass(frozen=True)
class Pinned:
    """A partner's key: since when (UTC, ISO 8601) and by which package or receipt; the keys before it."""

    signer: Signer
    since: str
    by: str
    earlier: tuple["Pinned", ...] = ()


def standing(source: Archive | Connection, signer: Signer) -> Standing:
    """Tell how a signer, whose signature holds, stands to what this archive has seen.

    A new archive that speaks for a school of which there is a key already is ``changed``, not ``first``.
    """
    if isinstance(source, Archive):
        with source.read() as connection:
            return standing(connection, signer)
    archive_id, holder_id = own_names(source)
    if (signer.archive_id, signer.holder_id) == (archive_id, holder_id) and is_own_key(source, signer):
        return "own"
    partners = [one.signer for one in pinned(source, signer)]
    if any(_same_key(one, signer) for one in partners):
        return "known"
    named = partners or signer.archive_id == archive_id or signer.holder_id == holder_id
    return "changed" if named else "first"


def pinned(source: Archive | Connection, like: Signer | None = None) -> tuple[Pinned, ...]:
    """Return the partners' keys that hold, in the order in which their archives were first seen.

    Of those ``like`` a signer: the keys of the same archive or of the same school.
    """
    chosen = select(PartnerKey.pinned).order_by(PartnerKey.number)
    if like is not None:
        names = PartnerKey.archive_id == like.archive_id, PartnerKey.holder_id == like.holder_id
        chosen = chosen.where(or_(*names))
    return _kept(source, chosen)


def signs(source: Archive | Connection, holder_id: RecordId) -> bool:
    """Return whether a key is known by which a school or bureau signs."""
    return bool(_kept(source, select(PartnerKey.pinned).where(PartnerKey.holder_id == holder_id)))


def pin(
    source: Archive | Connection, signer: Signer, now: datetime, by: str, *, accept_change: bool = False
) -> Standing:
    """Keep the key of a signer at first contact and return how the signer stood before.

    Nothing is kept of an own or known one. A changed one raises UserError ``signing.changed``, unless a
    person has asked the partner and says so: then it is the signer's from now on. The former key stays in
    ``earlier``; accepting it again takes the change back.
    """
    if isinstance(source, Archive):
        with source.write() as connection:
            return pin(connection, signer, now, by, accept_change=accept_change)
    stood = standing(source, signer)
    if stood == "changed" and not accept_change:
        raise UserError("signing.changed", holder=signer.holder, spoken=signer.spoken)
    if stood in {"first", "changed"}:
        earlier = _before(source, signer) if stood == "changed" else ()
        _keep(source, Pinned(signer, instant(now), by, earlier))
    return stood


def _before(connection: Connection, signer: Signer) -> tuple[Pinned, ...]:
    """Return the keys that the signer's archive had until now, the last one at the end."""
    for one in pinned(connection, signer):
        if one.signer.archive_id == signer.archive_id:
            return (*one.earlier, Pinned(one.signer, one.since, one.by))
    return ()


def _same_key(one: Signer, other: Signer) -> bool:
    names = one.archive_id, one.holder_id, one.public_key
    return names == (other.archive_id, other.holder_id, other.public_key)


def _kept(source: Archive | Connection, chosen: Select[tuple[dict[str, Any]]]) -> tuple[Pinned, ...]:
    if isinstance(source, Archive):
        with source.read() as connection:
            return _kept(connection, chosen)
    return tuple(_read(said) for said in source.execute(chosen).scalars())


def _keep(connection: Connection, one: Pinned) -> None:
    names = {"archive_id": one.signer.archive_id, "holder_id": one.signer.holder_id}
    statement = upsert(PartnerKey).values(**names, pinned=_plain(one))
    new = {name: statement.excluded[name] for name in ("holder_id", "pinned")}
    connection.execute(statement.on_conflict_do_update(index_elements=["archive_id"], set_=new))


def _plain(one: Pinned) -> dict[str, Any]:
    before = [_plain(each) for each in one.earlier]
    return {**one.signer.plain(), "since": one.since, "by": one.by, "earlier": before}


def _read(said: Mapping[str, Any]) -> Pinned:
    earlier = tuple(_read(each) for each in said["earlier"])
    return Pinned(Signer.from_plain(said), said["since"], said["by"], earlier)
