"""Looks at a package before it is taken in: whether it is in order, whose it is, what it would change."""

from dataclasses import dataclass
from pathlib import Path

from edudesk.errors import EduDeskError
from edudesk.services.archive import Archive
from edudesk.services.handing.looking import looked_into
from edudesk.services.handing.view import Looked
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import Signer, pinned
from edudesk.services.packages.verify import verify
from edudesk.services.receiving.opening import read_package
from edudesk.services.receiving.preview import Preview, preview
from edudesk.services.receiving.trusting import expect_trust, trust
from edudesk.texts import Texts


@dataclass(frozen=True)
class Examined:
    """A package as it is; ``preview`` of one that can be taken in, ``trouble`` where that cannot be.

    One that was not made by EduDesk has neither. ``known_key`` is the spoken key that this archive has of
    the signer, where it now signs with another.
    """

    looked: Looked
    preview: Preview | None = None
    trouble: EduDeskError | None = None
    known_key: str = ""


def examine(
    archive: Archive, path: Path, texts: Texts, job: Job = QUIET, password: str | None = None
) -> Examined:
    """Verify any package and compare what is in it with what is here; nothing is kept.

    Errors: those of ``verify``.
    """
    verdict = verify(path, job, password)
    looked = looked_into(path, verdict, texts)
    if not verdict.valid or verdict.signature == "foreign":
        return Examined(looked)
    try:
        package = read_package(path, verdict, password)
        stands = trust(archive, package.signer)
        expect_trust(archive, package.signer, stands, package.sender.holder_id, changed_key=True)
        shown = preview(archive, package)
    except EduDeskError as error:
        return Examined(looked, trouble=error)
    known = _known_key(archive, package.signer) if package.signer and shown.trust == "changed" else ""
    return Examined(looked, shown, known_key=known)


def _known_key(archive: Archive, signer: Signer) -> str:
    """Return the key that is known of the signer, of the same archive rather than of the same school."""
    known = [one.signer for one in pinned(archive, signer)]
    same = [one for one in known if one.archive_id == signer.archive_id]
    return next((one.spoken for one in (*same, *known)), "")
