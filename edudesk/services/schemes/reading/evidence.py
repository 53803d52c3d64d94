"""Reading which papers every record of a sort is to have."""

from edudesk.services.schemes.reading.rules import Reader
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.scheme import EvidenceNeed

RECORDS = {"activity": "activity-kind", "exchange": "", "pair": "pair-kind", "donation": ""}
"""The records that papers may be asked of, and the vocabulary of their kinds."""


def read_evidence(reader: Reader, table: Table) -> EvidenceNeed:
    """Return which papers an activity, exchange, mentor pair or donation needs."""
    identity, name, sentence = reader.head(table)
    known = reader.words.of("evidence-kind")
    needs = []
    for need in table.entries("needs"):
        entry = Table({"needs": need if isinstance(need, list) else [need]}, table.place, table.problems)
        needs.append(entry.words("needs", known))
    if not needs:
        table.report("scheme.missing", "needs")
    record = table.one_of("record", RECORDS, "activity")
    kinds = RECORDS.get(record, "")
    need = EvidenceNeed(
        identity,
        name,
        sentence,
        table.words("kinds", reader.words.of(kinds)) if kinds else (),
        tuple(needs),
        record,
        table.words("exchange_forms", reader.words.of("exchange-form")) if record == "exchange" else (),
    )
    table.finish()
    return need
