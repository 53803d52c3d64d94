"""From the tables to the snapshot that rules are evaluated on."""

from edudesk.services.facts.collecting import collect_facts

__all__ = ["collect_facts"]
