"""The sorts of records beside activities: when each counts, for whom, and by which fields."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes.facts import (
    AchievementFacts,
    AgreementFacts,
    CommunityFacts,
    DocumentFacts,
    DutyFacts,
    Facts,
    MemberFacts,
    OtherCommunity,
    PairFacts,
    Participant,
    SchoolFacts,
)

from .making import AFTER, EAST, FACTS, MID, OURS, SPRING, WEST, activity, stay
from .selecting import reasons, selected, taken

AWARD = AchievementFacts("award", "award", "city", date(2025, 11, 1), OURS, ("p-teacher",))
PAPER = DocumentFacts("paper", "certificate", date(2025, 10, 20), school_id=OURS)
PAIR = PairFacts("pair", date(2025, 9, 1), date(2025, 12, 31), "teaching", "maths", ("p-dean",), ("p-east",))
STAY = replace(stay("stay", "p-teacher", date(2025, 9, 1), date(2025, 12, 31)), form="secondment")


def with_award(**changes: object) -> Facts:
    return replace(FACTS, achievements=(replace(AWARD, **changes),))  # type: ignore[arg-type]


def with_paper(facts: Facts = FACTS, **changes: object) -> Facts:
    return replace(facts, documents=(replace(PAPER, **changes),))  # type: ignore[arg-type]


def with_stay(**changes: object) -> Facts:
    return replace(FACTS, exchanges=(replace(STAY, **changes),))  # type: ignore[arg-type]


def with_pair(**changes: object) -> Facts:
    return replace(FACTS, pairs=(replace(PAIR, **changes),))  # type: ignore[arg-type]


LAST = date(2025, 12, 31)
HALF = Decimal("7.5")


# -- achievements


@pytest.mark.parametrize(
    ("field", "changes", "reason"),
    [
        ('kinds = ["award"]', {"kind": "paper"}, None),
        ('levels = ["city"]', {"level": "county"}, "other-level"),
        ('levels = ["city"]', {"level": ""}, "other-level"),
        ('level_at_least = "city"', {"level": "county"}, "other-level"),
        ('level_at_least = "city"', {"dated": date(2026, 1, 30)}, "planned"),
        ('people = [{ side = "helper" }]', {"people": ("p-east",)}, "person-side"),
        ('schools = { side = "helper" }', {"school_id": WEST, "people": ()}, "other-school"),
    ],
)
def test_an_achievement_counts_on_its_day_by_kind_level_person_and_school(field, changes, reason):
    select = f'{{ record = "achievement", {field} }}'
    assert taken(select, with_award()) == {"award"}
    assert taken(select, with_award(**changes)) == set()
    assert reasons(select, with_award(**changes)) == ({"award": reason} if reason else {})


def test_a_level_takes_those_above_it():
    assert taken('{ record = "achievement", level_at_least = "city" }', with_award(level="national"))


def test_an_achievement_without_a_day_belongs_to_no_period():
    assert taken('{ record = "achievement" }', with_award(dated=None)) == set()


def test_an_achievement_counts_for_each_of_its_people():
    found = selected('{ record = "achievement" }', with_award(), per='{ each = "school" }')
    assert [part.value for part in found.parts] == [1, 0, 0]


# -- papers


def test_a_paper_counts_by_its_date_else_by_the_day_it_was_handed_in():
    select = '{ record = "document", kinds = ["certificate"] }'
    assert taken(select, with_paper()) == {"paper"}
    assert taken(select, with_paper(dated=None, handed_on=date(2025, 10, 20))) == {"paper"}
    assert taken(select, with_paper(dated=None)) == set()
    assert taken(select, with_paper(kind="plan")) == set()
    assert reasons(select, with_paper(dated=date(2025, 8, 20))) == {"paper": "other-period"}


def test_a_paper_that_names_its_term_counts_there():
    select = '{ record = "document" }'
    assert taken(select, with_paper(term=SPRING)) == set()
    late = with_paper(term=FACTS.terms[0].code, dated=date(2026, 3, 5))
    assert taken(select, late, today=date(2026, 4, 1)) == {"paper"}


@pytest.mark.parametrize("about", ["held", "stay", "pair", "p-teacher"])
def test_a_paper_belongs_to_the_people_of_what_it_is_about(about):
    facts = replace(
        with_stay(),
        pairs=(replace(PAIR, mentors=("p-teacher",)),),
        activities=(activity("held", people=(Participant("p-teacher"),)),),
    )
    select = '{ record = "document", people = [{ subjects = ["maths"], posts = ["teacher"] }] }'
    assert taken(select, with_paper(facts, about_id=about)) == {"paper"}


def test_a_paper_that_names_a_person_is_that_person_s_alone():
    facts = replace(FACTS, activities=(activity("held", people=(Participant("p-teacher"),)),))
    select = '{ record = "document", people = [{ posts = ["teacher"] }] }'
    named = with_paper(facts, about_id="held", person_id="p-dean")
    assert reasons(select, named) == {"paper": "person-post"}


# -- agreements, duties, schools, communities


def test_an_agreement_counts_while_it_runs_for_its_parties():
    runs = AgreementFacts("a", date(2025, 9, 20), date(2025, 9, 1), date(2025, 10, 31), parties=(OURS, EAST))
    facts = replace(FACTS, agreements=(runs,))
    assert taken('{ record = "agreement" }', facts) == {"a"}
    found = selected('{ record = "agreement" }', facts, per='{ each = "school" }')
    assert [part.value for part in found.parts] == [1, 1, 0]
    over = replace(FACTS, agreements=(replace(runs, ends_on=date(2025, 8, 31), starts_on=date(2024, 9, 1)),))
    assert taken('{ record = "agreement" }', over) == set()


def test_an_agreement_that_names_no_parties_binds_all_members():
    facts = replace(FACTS, agreements=(AgreementFacts("a", starts_on=date(2025, 9, 1)),))
    found = selected('{ record = "agreement" }', facts, per='{ each = "school" }')
    assert [part.value for part in found.parts] == [1, 1, 1]


def test_a_duty_counts_while_it_is_held_by_its_kind_and_person():
    duty = DutyFacts("liaison", "p-vice", school_id=OURS, since=date(2025, 9, 1))
    select = '{ record = "duty", kinds = ["liaison"], people = [{ posts = ["vice-principal"] }] }'
    assert selected(select, replace(FACTS, duties=(duty,))).value == 1
    assert selected(select, replace(FACTS, duties=(replace(duty, since=None),))).value == 1
    assert selected(select, replace(FACTS, duties=(replace(duty, duty="leader"),))).value == 0
    over = replace(duty, since=None, until=date(2025, 8, 31))
    assert selected(select, replace(FACTS, duties=(over,))).value == 0
    other = selected(select, replace(FACTS, duties=(replace(duty, person_id="p-teacher"),)))
    assert [near.reason for near in other.near] == ["person-post"]


def test_any_school_of_the_archive_and_those_that_are_members():
    stranger = SchoolFacts("s-far", "南坪中学", stage="junior")
    facts = replace(FACTS, schools=(*FACTS.schools, stranger))
    assert taken('{ record = "roster-school" }', facts) == {OURS, EAST, WEST, "s-far"}
    assert taken('{ record = "roster-school", schools = { stages = ["junior"] } }', facts) == {"s-far"}
    assert taken('{ record = "roster-school", schools = { side = "helped" } }', facts) == {EAST, WEST}
    assert taken('{ record = "school" }', facts) == {OURS, EAST, WEST}


def test_communities_of_the_same_scheme_count_by_their_type():
    def other(identity: str, kind: str, *schemes: str) -> OtherCommunity:
        return OtherCommunity(CommunityFacts(identity, identity, kind), schemes, (MemberFacts(OURS, "lead"),))

    facts = replace(
        FACTS, others=(other("d", "inner", "own"), other("e", "", "own"), other("f", "inner", "x"))
    )
    assert taken('{ record = "community" }', facts) == {"c", "d", "e"}
    assert taken('{ record = "community", types = ["inner"] }', facts) == {"d"}
    assert reasons('{ record = "community", types = ["inner"] }', facts) == {
        "c": "other-type",
        "e": "other-type",
    }
    ended = replace(facts.others[0].community, until=date(2025, 8, 20))
    gone = replace(facts, others=(replace(facts.others[0], community=ended),))
    assert reasons('{ record = "community", types = ["inner"] }', gone)["d"] == "other-period"


# -- stays and pairs


@pytest.mark.parametrize(
    ("field", "fits", "other", "reason"),
    [
        ('posts_held = ["director"]', {"post": "director"}, {"post": "teacher"}, "other-post-held"),
        ('posts_held = ["director"]', {"post": "director"}, {}, "other-post-held"),
        (
            "least_weekly_periods = 8",
            {"weekly_periods": Decimal(8)},
            {"weekly_periods": HALF},
            "too-few-periods",
        ),
        ("least_weekly_periods = 8", {"weekly_periods": Decimal(9)}, {}, "too-few-periods"),
        ("confirmed = true", {"host_confirmed": True}, {}, "not-confirmed"),
        ('grades = ["excellent"]', {"grade": "excellent"}, {"grade": "good"}, "other-grade"),
        ('grades = ["excellent"]', {"grade": "excellent"}, {}, "no-grade"),
        ("least_months = 4", {}, {"real_to": date(2025, 12, 30)}, "too-few-months"),
        (
            "least_months = 4",
            {"real_to": None, "planned_to": LAST},
            {"real_to": None, "planned_to": MID},
            "too-few-months",
        ),
        ("most_months = 3", {"real_to": date(2025, 12, 30)}, {}, "too-many-months"),
        ("least_days = 122", {}, {"real_to": date(2025, 12, 30)}, "not-enough-days"),
    ],
)
def test_a_stay_is_asked_for_what_was_entered_of_it(field, fits, other, reason):
    for record in ("exchange", "stay"):
        select = f'{{ record = "{record}", {field} }}'
        assert taken(select, with_stay(**fits)) == {"stay"}
        assert taken(select, with_stay(**other)) == set()
        assert reasons(select, with_stay(**other)) == {"stay": reason}


def test_zero_months_as_of_a_setting_not_filled_in_ask_for_nothing():
    assert taken('{ record = "exchange", least_months = 0, most_months = 0 }', with_stay()) == {"stay"}


@pytest.mark.parametrize(
    ("field", "fits", "other", "reason"),
    [
        (
            'completions = ["passed"]',
            {"completion": "passed"},
            {"completion": "ended"},
            "other-completion",
        ),
        ('completions = ["passed"]', {"completion": "passed"}, {}, "other-completion"),
        ("least_months = 4", {}, {"ends_on": date(2025, 12, 30)}, "too-few-months"),
        ('people = [{ side = "helper", roles = ["mentor"] }]', {}, {"mentors": ("p-east",)}, "person-side"),
        ('schools = { locations = ["urban"] }', {}, {"mentors": ("p-east-plain",)}, "other-school"),
    ],
)
def test_a_pair_is_asked_for_what_was_entered_of_it(field, fits, other, reason):
    select = f'{{ record = "pair", {field} }}'
    assert taken(select, with_pair(**fits)) == {"pair"}
    assert reasons(select, with_pair(**other)) == {"pair": reason}


# -- papers that lie with a record


@pytest.mark.parametrize(
    ("record", "facts", "about"),
    [
        ("activity", replace(FACTS, activities=(activity("x"),)), {"about_id": "x"}),
        ("exchange", with_stay(id="x"), {"about_id": "x"}),
        ("pair", with_pair(id="x"), {"about_id": "x"}),
        ("achievement", with_award(id="x"), {"about_id": "x"}),
        ("person", FACTS, {"person_id": "p-dean"}),
        ("school", FACTS, {"school_id": EAST}),
    ],
)
def test_a_record_without_the_paper_that_is_asked_for_does_not_count(record, facts, about):
    select = f'{{ record = "{record}", documents = ["confirmation"] }}'
    name = next(iter(about.values()))
    assert taken(select, facts) == set()
    assert reasons(select, facts)[name] == "missing-document"
    paper = DocumentFacts("d", "confirmation", date(2025, 12, 1), **about)
    assert taken(select, replace(facts, documents=(paper,))) == {name}


def test_the_missing_paper_is_named():
    select = '{ record = "exchange", documents = ["confirmation"] }'
    (near,) = selected(select, with_stay()).near
    assert near.parameters["papers"].zh == "鉴定表"  # type: ignore[attr-defined]


@pytest.mark.parametrize("rating", ["excellent", "good"])
def test_an_activity_counts_by_its_rating(rating):
    facts = replace(FACTS, activities=(activity("x", rating=rating),))
    select = '{ grades = ["excellent"] }'
    assert reasons(select, facts) == ({} if rating == "excellent" else {"x": "other-grade"})


def test_a_planned_stay_counts_only_as_planned():
    planned = with_stay(state="planned", planned_from=date(2025, 12, 1), planned_to=date(2026, 1, 10))
    found = selected('{ record = "exchange" }', planned, today=MID)
    assert (int(found.value), int(found.planned)) == (0, 1)
    assert selected('{ record = "exchange" }', planned, today=AFTER).value == 0
