"""The archive's own key (decision 4): kept among its facts, so that it goes wherever the archive goes."""

from sqlalchemy import Connection, select

from edudesk.models.school import School
from edudesk.services.archive import Archive, fact_of
from edudesk.services.keys.signature import Key, Purpose, Signature, Signer, new_seed, public_key

_KEY = "signing-key"


def own_key(archive: Archive) -> Key:
    """Return what the archive signs with; one that has no key yet gets it now, for good."""
    kept = archive.fact(_KEY)
    if kept is None:
        kept = new_seed().hex()
        archive.set_fact(_KEY, kept)
    seed, holder = bytes.fromhex(kept), archive.holder_id
    with archive.read() as connection:
        name = connection.execute(select(School.name).where(School.id == holder)).scalar_one()
    return Key(seed, Signer(str(archive.fact("id")), holder, name, public_key(seed)))


def own_signer(archive: Archive) -> Signer:
    """Return the archive as its signatures name it."""
    return own_key(archive).signer


def own_names(connection: Connection) -> tuple[str, str]:
    """Return the id of the archive and that of whom it belongs to, as its signatures name them."""
    return str(fact_of(connection, "id")), str(fact_of(connection, "holder"))


def is_own_key(connection: Connection, signer: Signer) -> bool:
    """Return whether a signer, who bears the archive's own names, has its key too."""
    kept = fact_of(connection, _KEY)
    return kept is not None and signer.public_key == public_key(bytes.fromhex(kept))


def sign(archive: Archive, purpose: Purpose, text: bytes) -> Signature:
    """Sign ``text`` with the archive's key."""
    return own_key(archive).sign(purpose, text)
