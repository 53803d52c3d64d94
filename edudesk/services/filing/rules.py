"""How this school numbers, kept as a fact of its archive."""

from dataclasses import asdict

from edudesk.services.archive import Archive
from edudesk.services.filing.numbering import FilingRules, check_pattern

_FACT = "filing"


def filing_rules(archive: Archive) -> FilingRules:
    """Return how the school numbers, the standard's way where it has set nothing."""
    return FilingRules(**(archive.fact(_FACT) or {}))


def set_filing_rules(archive: Archive, rules: FilingRules) -> None:
    """Keep how the school numbers from now on; numbers that were given stay as they are.

    Raises UserError for a pattern that makes no number.
    """
    check_pattern(rules.pattern)
    archive.set_fact(_FACT, asdict(rules))
