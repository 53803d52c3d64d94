"""Pictures that are not to be sent: a person's choice, kept with this archive and never sent itself."""

from edudesk.services.archive import Archive

_FACT = "held-back"


def held_back(archive: Archive) -> frozenset[str]:
    """Return the originals (SHA-256) that are not to be sent."""
    return frozenset(archive.fact(_FACT) or ())


def hold_back(archive: Archive, sha256: str, *, held: bool) -> None:
    """Say that an original is not to be sent from now on, or that it may be."""
    known = held_back(archive)
    archive.set_fact(_FACT, sorted(known | {sha256} if held else known - {sha256}))
