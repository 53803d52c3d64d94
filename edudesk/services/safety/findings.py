"""What a check finds: a code with parameters, and how much it matters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One thing found; ``code`` names a sentence, an error means that something is lost or wrong."""

    code: str
    severity: Severity
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """The result of a check: what was found, and how much was looked at."""

    findings: tuple[Finding, ...]
    records: int
    revisions: int
    files: int

    @property
    def sound(self) -> bool:
        """Whether no error was found; warnings and notes do not count."""
        return all(found.severity != "error" for found in self.findings)


def error(code: str, **parameters: Any) -> Finding:
    """Return a finding that means damage."""
    return Finding(code, "error", parameters)


def warning(code: str, **parameters: Any) -> Finding:
    """Return a finding that a person should look at."""
    return Finding(code, "warning", parameters)


def note(code: str, **parameters: Any) -> Finding:
    """Return a finding that is good to know."""
    return Finding(code, "note", parameters)
