"""Whose a package is, by its signature: a key is kept at first contact, a change is never just taken."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.keys import Signer, pin, signs, standing

Trust = Literal["none", "own", "known", "first", "changed"]
"""Not signed; else how the signer stands to what this archive has seen."""


def trust(source: Archive | Connection, signer: Signer | None) -> Trust:
    """Return how a signature that holds stands here."""
    return "none" if signer is None else standing(source, signer)


def expect_trust(
    archive: Archive, signer: Signer | None, stands: Trust, holder_id: RecordId, *, changed_key: bool
) -> None:
    """Refuse what is not signed by whom it says; ``stands`` is how the signature stands here.

    ``changed_key`` says that a person has asked the sender about a changed key. Raises UserError
    ``receiving.unsigned`` where a school signs otherwise, ours always, and ``signing.changed``.
    """
    if signer is None:
        if holder_id == archive.holder_id or signs(archive, holder_id):
            raise UserError("receiving.unsigned")
    elif stands == "changed" and not changed_key:
        raise UserError("signing.changed", holder=signer.holder, spoken=signer.spoken)


def keep_key(
    source: Archive | Connection, signer: Signer | None, now: datetime, by: str, *, changed_key: bool
) -> Trust:
    """Keep the key of what is taken in, in its transaction; return how its signature stood before.

    A changed one is kept if ``changed_key`` says that a person spoke for it; else ``signing.changed``, which
    another package may have brought about since :func:`expect_trust`.
    """
    return "none" if signer is None else pin(source, signer, now, by, accept_change=changed_key)
