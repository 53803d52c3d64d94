"""Papers that stays, mentor pairs and donations are to have."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import DocumentFacts, DonationFacts, PairFacts
from edudesk.services.schemes.results import State

from .making import EAST, FACTS, OURS, figures, stay
from .own import judged, own

STAYS = (
    'record = "exchange"\nexchange_forms = ["secondment"]\nneeds = ["formal-document", ["photo", "summary"]]'
)


def seconded(identity: str, first: date, last: date, **changes):
    return replace(stay(identity, "p-teacher", first, last), form="secondment", **changes)


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        (set(), ("formal-document", "photo")),
        ({"summary"}, ("formal-document",)),
        ({"formal-document"}, ("photo",)),
    ],
)
def test_a_stay_lacks_what_is_not_with_it(kinds, missing):
    found = seconded("s", date(2025, 9, 8), date(2025, 10, 8), evidence_kinds=frozenset(kinds))
    result = judged(own("evidence", STAYS), replace(FACTS, exchanges=(found,)))
    assert [(gap.record, gap.id, gap.kinds) for gap in result.gaps] == [("exchange", "s", missing)]
    assert figures(result) == (0, 1, State.MISSED)
    assert result.unit.zh == "人次"


def test_a_stay_that_is_complete_is_met_and_a_paper_of_the_archive_completes_it():
    found = seconded("s", date(2025, 9, 8), date(2025, 10, 8), document_attached=True)
    summary = DocumentFacts("d", "summary", about_id="s")
    facts = replace(FACTS, exchanges=(found,), documents=(summary,))
    assert figures(judged(own("evidence", STAYS), facts)) == (1, 1, State.MET)


def test_stays_of_other_forms_other_terms_and_planned_ones_are_not_asked():
    found = (
        stay("short", "p-dean", date(2025, 9, 8), date(2025, 9, 9)),
        seconded("before", date(2025, 3, 1), date(2025, 6, 1)),
        seconded("planned", date(2026, 1, 1), date(2026, 1, 20), state="planned"),
    )
    result = judged(own("evidence", STAYS), replace(FACTS, exchanges=found))
    assert (result.state, result.note and result.note.code) == (State.NOT_APPLICABLE, "scheme.note.no-stay")


def test_every_pair_of_the_term_and_every_donation_may_be_asked():
    pair = PairFacts("p", date(2025, 9, 10), kind="teaching", evidence_kinds=frozenset({"plan"}))
    given = DonationFacts("g", date(2025, 10, 1), OURS, EAST, Decimal(100))
    facts = replace(FACTS, pairs=(pair, replace(pair, id="q", kind="class")), donations=(given,))
    pairs = own("evidence", 'record = "pair"\nkinds = ["teaching"]\nneeds = ["plan"]')
    assert figures(judged(pairs, facts)) == (1, 1, State.MET)
    donations = judged(own("evidence", 'record = "donation"\nneeds = ["photo"]'), facts)
    assert [gap.id for gap in donations.gaps] == ["g"]
