"""Looks into a package without changing anything: whether it is in order, and the lists that lie in it."""

from pathlib import Path

from edudesk.services.handing.view import Looked, Remark
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.cataloguing import CATALOGUES
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.payload import STATEMENT
from edudesk.services.packages.retelling import retold
from edudesk.services.packages.signed import how_signed
from edudesk.services.packages.verdict import Finding, Verdict
from edudesk.services.packages.verify import opened, verify
from edudesk.texts import Texts

GAP_LIST, CATALOGUE = f"data/{STATEMENT}/缺项清单.pdf", f"data/{CATALOGUES[0]}"


def look_into(package: Path, texts: Texts, job: Job = QUIET, password: str | None = None) -> Looked:
    """Verify any package and say what was found, file by file. Errors: those of ``verify``."""
    return looked_into(package, verify(package, job, password), texts)


def looked_into(package: Path, verdict: Verdict, texts: Texts) -> Looked:
    """Return a verdict in words."""
    sound = verdict.valid and verdict.tag_manifest
    return Looked(
        path=package,
        valid=verdict.valid,
        files=verdict.files,
        bytes=verdict.bytes,
        sender=verdict.about("Source-Organization"),
        about=retold(verdict.about("External-Description"), texts),
        made_on=verdict.about("Bagging-Date"),
        gaps=retold(verdict.about("Internal-Sender-Description"), texts),
        check_code=check_code(verdict.tag_manifest) if sound else "",
        signed=how_signed(verdict, texts),
        remarks=tuple(_remark(finding, texts) for finding in verdict.findings),
    )


def _remark(finding: Finding, texts: Texts) -> Remark:
    words = texts.say(finding.code, **finding.parameters)
    return Remark(finding.path, words, finding.severity == "error")


def gap_list(package: Path) -> bytes:
    """Return the printed list of what is missing, as PDF, from an open package of ours; empty without one.

    Of an e-mail edition only one of the parts holds it.
    """
    return paper_in(package, GAP_LIST)


def paper_in(package: Path, name: str) -> bytes:
    """Return a paper of an open package of ours by its path, such as :data:`CATALOGUE`; empty without it."""
    with opened(package) as (tree, base):
        contents = Contents(tree, base)
        return contents.read(name) if name in contents.sizes else b""
