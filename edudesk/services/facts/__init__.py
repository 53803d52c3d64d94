"""From the tables to the snapshot that rules are evaluated on."""

from collections.abc import Mapping

from edudesk.services.archive import Archive
from edudesk.services.facts import community, people, work
from edudesk.services.facts.source import Source, evidence_by_record
from edudesk.services.identity import same_objects
from edudesk.services.schemes.facts import Facts, SettingValue


def collect_facts(
    archive: Archive, community_id: str, settings: Mapping[str, SettingValue] | None = None
) -> Facts:
    """Return all that rules read about one community, with linked schools and people as one.

    ``settings`` are those of the adoption in force.
    """
    holder = archive.fact("holder")
    with archive.read() as connection:
        identity = same_objects(connection, holder)
        source = Source(connection, community_id, holder, identity, evidence_by_record(connection))
        return Facts(
            community=community.community(source),
            schools=community.schools(source),
            members=community.members(source),
            domains=community.domains(source),
            agreements=community.agreements(source),
            terms=community.terms(source),
            special_days=community.special_days(source),
            settings=dict(settings or {}),
            activities=work.activities(source),
            people=people.people(source),
            pairs=people.pairs(source),
            exchanges=people.exchanges(source),
            documents=work.documents(source),
            donations=work.donations(source),
            requests=work.requests(source),
            others=community.others(source),
        )
