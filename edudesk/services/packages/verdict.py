"""What checking a package finds: one finding for each thing that is wrong, with the file it concerns."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from edudesk.errors import Problem
from edudesk.services.keys import Signer

_LONGEST = 1_000
_MOST_KEPT = 1_000
"""Errors, and warnings, that a person could want to read."""
Severity = Literal["error", "warning"]
Signed = Literal["valid", "broken", "absent", "foreign"]
"""Signed and whole; not what was signed; made without a signature; not made by EduDesk."""


@dataclass(frozen=True)
class Finding:
    """One thing noticed; an ``error`` makes the package invalid.

    ``path`` is inside the package, made safe to show, and empty when the whole package is meant.
    """

    path: str
    code: str
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)
    severity: Severity = "error"

    def problem(self) -> Problem:
        """Return the finding as the catalogue of texts says it."""
        return Problem(self.code, place=self.path, parameters=self.parameters)


@dataclass(frozen=True)
class Verdict:
    """The answer about one package; ``files`` and ``bytes`` count its payload, ``info`` is its metadata.

    ``tag_manifest`` is the SHA-256 of ``tagmanifest-sha256.txt``, empty where there is none; of a valid
    package it stands for the whole. ``signer`` is known when ``signature`` is valid, which it is of a valid
    package alone.
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    bytes: int = 0
    info: tuple[tuple[str, str], ...] = ()
    tag_manifest: str = ""
    signature: Signed = "foreign"
    signer: Signer | None = None

    @property
    def valid(self) -> bool:
        """Whether the package is complete, unchanged and free of what must not be there."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes the package invalid."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is worth knowing and does not make the package invalid."""
        return tuple(finding for finding in self.findings if finding.severity == "warning")

    def about(self, label: str) -> str:
        """Return the first value of ``label`` in the metadata, labels compared without case, or ``""``."""
        return next((value for name, value in self.info if name.casefold() == label.casefold()), "")


class Findings:
    """Gathers findings while a package is checked; the same one is kept once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Finding] = {}
        self._counts: Counter[Severity] = Counter()

    def error(self, path: str, code: str, **parameters: object) -> None:
        """Keep something that makes the package invalid."""
        self._keep(path, code, parameters, "error")

    def warning(self, path: str, code: str, **parameters: object) -> None:
        """Keep something worth knowing."""
        self._keep(path, code, parameters, "warning")

    def _keep(self, path: str, code: str, parameters: Mapping[str, object], severity: Severity) -> None:
        self._counts[severity] += 1
        if self._counts[severity] <= _MOST_KEPT:
            finding = Finding(shown(path), code, parameters, severity)
            self._kept.setdefault((finding.path, code), finding)

    def sorted(self) -> tuple[Finding, ...]:
        """Return all findings, errors first, then by path; of absurdly many how many more there are."""
        kept = sorted(self._kept.values(), key=lambda each: (each.severity, each.path, each.code))
        more = sum(self._counts.values()) - sum(min(each, _MOST_KEPT) for each in self._counts.values())
        if more:
            kept.append(Finding("", "package.more_findings", {"count": more}, "warning"))
        return tuple(kept)


def shown(path: str) -> str:
    """Return a name from outside as it can be shown: what would move the cursor or hide text is spelt out.

    No file can have a name that is cut off here.
    """
    path = path if len(path) <= _LONGEST else path[:_LONGEST] + "…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "surrogatepass").decode()
        for letter in path
    )
