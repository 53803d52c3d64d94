"""The filters offer what occurs, and nothing else."""

from datetime import date

from edudesk.services.listing.activities import ActivityFilter
from edudesk.services.listing.offers import offers
from edudesk.services.listing.terms import TermRange
from edudesk.texts import Label

AUTUMN = ActivityFilter(term=TermRange("2025-1", date(2025, 9, 1), date(2026, 1, 31)))


def test_only_what_occurs_in_the_term_is_offered(village, taking):
    village.activity(kinds=("lecture", "joint-research"), schools=taking(village.ours, village.far))
    village.activity(day=date(2025, 11, 3), kinds=("lecture", "自己加的"), schools=taking(village.near))
    village.activity(day=date(2026, 3, 3), kinds=("demonstration",), schools=taking(village.institute))
    village.delete(village.activity(day=date(2025, 12, 3), kinds=("other",)))
    found = offers(village.archive, AUTUMN)
    assert found.months == ("2025-11", "2025-09")
    assert [label.zh for _, label in found.kinds] == ["联合教研", "专题讲座", "自己加的"]
    assert found.schools == ((village.near, "大番坡"), (village.far, "丽光"))
    assert len(offers(village.archive, ActivityFilter()).months) == 3


def test_a_scheme_names_what_is_offered(village):
    village.activity(kinds=("lecture",))
    found = offers(village.archive, AUTUMN, lambda _vocabulary, _code: Label("讲坛", "Masters"))
    assert found.kinds == (("lecture", Label("讲坛", "Masters")),)


def test_an_empty_archive_offers_nothing(village):
    found = offers(village.archive, AUTUMN)
    assert (found.kinds, found.schools, found.months) == ((), (), ())
