"""Looks into a package without changing anything: whether it is in order, and the lists that lie in it."""

from pathlib import Path

from edudesk.services.handing.view import Looked, Remark
from edudesk.services.jobs import QUIET, Job
from edudesk.services.packages.check_code import check_code
from edudesk.services.packages.contents import Contents
from edudesk.services.packages.payload import STATEMENT
from edudesk.services.packages.verdict import Finding
from edudesk.services.packages.verify import opened, verify
from edudesk.texts import Texts

GAP_LIST = f"data/{STATEMENT}/缺项清单.pdf"


def look_into(package: Path, texts: Texts, job: Job = QUIET) -> Looked:
    """Verify any package and say what was found, file by file. Errors: those of ``verify``."""
    verdict = verify(package, job)
    sound = verdict.valid and verdict.tag_manifest
    return Looked(
        path=package,
        valid=verdict.valid,
        files=verdict.files,
        bytes=verdict.bytes,
        sender=verdict.about("Source-Organization"),
        about=verdict.about("External-Description"),
        made_on=verdict.about("Bagging-Date"),
        gaps=verdict.about("Internal-Sender-Description"),
        check_code=check_code(verdict.tag_manifest) if sound else "",
        remarks=tuple(_remark(finding, texts) for finding in verdict.findings),
    )


def _remark(finding: Finding, texts: Texts) -> Remark:
    words = texts.say(finding.code, **finding.parameters)
    return Remark(finding.path, words, finding.severity == "error")


def gap_list(package: Path) -> bytes:
    """Return the printed list of what is missing that lies in a package of ours, as PDF."""
    with opened(package) as (tree, base):
        return Contents(tree, base).read(GAP_LIST)
