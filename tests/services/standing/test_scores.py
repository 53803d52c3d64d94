"""Scores on 首页: shown where a scheme has tables, open while something is missing, and never owed."""

from decimal import Decimal

from edudesk.services.archive import Archive
from edudesk.services.assessing import Line, Place, set_line
from edudesk.services.calendar import TermCode
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.schemes.results import Entry
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.snapshot import glance, keep
from edudesk.services.standing.view import HomeView, RuleKey
from edudesk.texts import Texts
from tests.pictures.assessed import COMMUNITY, add_assessed


def view(archive: Archive, texts: Texts) -> HomeView:
    return home_view(Standing(archive), None, DEMO_DAY, texts)


def test_without_a_table_there_is_no_card(look: Archive, zh: Texts):
    assert view(look, zh).scores == ()


def test_our_own_score_and_the_communitys_are_told_with_what_is_open(demo: Archive, zh: Texts):
    add_assessed(demo)
    told = {row.table: (row.fact, row.open) for row in view(demo, zh).scores}
    assert told["own"] == ("还有 1 项没填", True)
    assert told["bundled"] == ("还有 3 项没填", True)
    assert len([row for row in view(demo, zh).scores if row.table == "own"]) == 1


def test_a_score_that_is_known_is_told(demo: Archive, zh: Texts):
    community = add_assessed(demo)
    place = Place(demo, community, "各校得分（合成前）")
    school = next(row.school for row in view(demo, zh).scores if row.table == "own")
    entry = Entry("score", "own", "routine-2", school, 2025, TermCode(2025, 2))
    set_line(place, entry, Line(Decimal(95)), now=DEMO_NOW)
    assert next(row.fact for row in view(demo, zh).scores if row.table == "own") == "90.2 分"


def test_no_score_is_owed_and_the_counts_add_up_over_several_schemes(demo: Archive, zh: Texts):
    before = view(demo, zh)
    community = add_assessed(demo)
    after = view(demo, zh)
    stands: list[tuple[RuleKey, str]] = [(row.rule, row.community) for row in after.owed]
    stands += [(row.rule, row.community) for row in after.done]
    stands += [(row.rule, row.community) for row in after.idle]
    new = [(rule, name) for (where, rule), name in stands if where == community]
    assert not {rule for rule, _ in new} & {row.table for row in after.scores}
    assert {name for _, name in new} == {COMMUNITY}
    assert len(after.owed) == len(before.owed) + len([row for row in after.owed if row.rule[0] == community])
    rules = [rule for chip in after.counts for rule in chip.rules]
    assert sorted(rules) == sorted(rule for rule, _ in stands)
    assert sum(chip.number for chip in after.counts) == len(stands)


def test_a_kept_page_keeps_its_scores(demo: Archive, zh: Texts):
    add_assessed(demo)
    made = view(demo, zh)
    keep(demo.folder, made)
    assert glance(demo.folder, DEMO_DAY, "zh") == made
