"""Who may pair with how many, across communities and cycles."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import (
    AgreementFacts,
    CommunityFacts,
    Facts,
    MemberFacts,
    OtherCommunity,
    PairFacts,
)
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import RuleResult, State

from .making import AFTER, AUTUMN, EAST, EAST_ONLY, FACTS, OURS, WEST, figures, scheme_text
from .own import judged, own

SCHEMES = {name: read_scheme(scheme_text(name)) for name in ("qinnan", "taihe-kindergarten")}


def partners(scheme: str, facts: Facts, rule: str = "partners", term=AUTUMN) -> RuleResult:
    return evaluate(SCHEMES[scheme], facts, term, AFTER).result(rule)


def elsewhere(number: int, *schemes: str, **changes) -> OtherCommunity:
    members = (MemberFacts(OURS, "lead"), MemberFacts(f"k{number}", "member"))
    other = OtherCommunity(CommunityFacts(f"c{number}", "另一共同体"), schemes, members)
    return replace(other, **changes)


@pytest.mark.parametrize(("count", "state"), [(2, State.MET), (3, State.MET), (4, State.MISSED)])
def test_partners_in_other_communities_of_the_scheme_count(count, state):
    others = tuple(elsewhere(number, "qinnan", "taihe-kindergarten") for number in range(count))
    found = partners("taihe-kindergarten", replace(EAST_ONLY, others=others))
    assert figures(found)[::2] == (1 + count, state)
    assert [one.id for one in found.counted] == [EAST]  # partners elsewhere are counted, not handed on


def test_communities_under_another_scheme_do_not_count():
    others = tuple(elsewhere(number, "qinnan") for number in range(5))
    assert partners("taihe-kindergarten", replace(EAST_ONLY, others=others)).value == 1


def test_the_same_partner_in_two_communities_is_one():
    twice = elsewhere(1, "qinnan", members=EAST_ONLY.members)
    assert partners("qinnan", replace(EAST_ONLY, others=(twice,))).value == 1


def test_partners_of_the_whole_cycle_count_together_those_of_an_earlier_one_do_not():
    left = elsewhere(1, "taihe-kindergarten", community=CommunityFacts("c1", "", until=date(2026, 1, 31)))
    before = elsewhere(2, "taihe-kindergarten", community=CommunityFacts("c2", "", until=date(2025, 2, 20)))
    agreed = (AgreementFacts("a", date(2025, 2, 20)),)
    facts = replace(EAST_ONLY, agreements=agreed, others=(left, before))
    spring = replace(AUTUMN, number=2)
    assert partners("taihe-kindergarten", facts, term=spring).value == 2
    assert partners("qinnan", facts, term=spring).value == 1  # asks for the partners of the term


def test_a_school_that_only_helps_elsewhere_under_another_role_has_no_partner_there():
    helped = elsewhere(1, "qinnan", members=(MemberFacts("k1", "lead"), MemberFacts(OURS, "member")))
    assert partners("qinnan", replace(EAST_ONLY, others=(helped,))).value == 1


def test_the_partners_of_another_helper_of_the_community_are_counted_too():
    north = replace(FACTS.schools[0], id="s-north", ours=False)
    members = (*FACTS.members, MemberFacts("s-north", "lead"))
    signed = (
        AgreementFacts("a", starts_on=date(2025, 9, 1), parties=(OURS, EAST)),
        AgreementFacts("b", starts_on=date(2025, 9, 1), parties=("s-north", WEST)),
    )
    facts = replace(FACTS, schools=(*FACTS.schools, north), members=members, agreements=signed)
    assert [(part.basis.id, int(part.value)) for part in partners("qinnan", facts).parts] == [
        (OURS, 1),
        ("s-north", 1),
    ]


def test_agreements_tell_which_villages_a_township_supports():
    villages = tuple(MemberFacts(f"v{number}", "village") for number in range(4))
    facts = replace(FACTS, members=(*FACTS.members, *villages))
    assert partners("qinnan", facts, "village-schools").state is State.MISSED  # 4 for both
    signed = tuple(
        AgreementFacts(f"a{number}", parties=((EAST, WEST)[number % 2], f"v{number}")) for number in range(4)
    )
    found = partners("qinnan", replace(facts, agreements=signed), "village-schools")
    assert [int(part.value) for part in found.parts] == [2, 2]
    assert found.state is State.MET


def test_an_agreement_that_ran_out_binds_only_while_no_other_is_in_force():
    north = MemberFacts("s-north", "lead")
    old = AgreementFacts(
        "old", starts_on=date(2023, 9, 1), ends_on=date(2025, 8, 31), parties=("s-north", EAST)
    )
    new = AgreementFacts("new", starts_on=date(2025, 9, 1), parties=(OURS, EAST))
    facts = replace(EAST_ONLY, members=(*EAST_ONLY.members, north), agreements=(old, new))
    visits = "guidance-visits"
    assert [part.basis.id for part in partners("qinnan", facts, visits).parts] == [EAST]
    assert partners("qinnan", replace(facts, agreements=(old,)), visits).parts[0].basis.helper_id == "s-north"


# -- agreements, mentor pairs, unlike partners


def limited(body: str, facts: Facts = FACTS) -> RuleResult:
    return judged(own("limits", body), facts)


@pytest.mark.parametrize(
    ("last", "months", "state"),
    [
        (date(2026, 8, 30), 11, State.MISSED),
        (date(2026, 8, 31), 12, State.MET),
        (date(2026, 10, 1), 13, State.MET),
    ],
)
def test_an_agreement_lasts_so_many_months(last, months, state):
    agreed = AgreementFacts("a", starts_on=date(2025, 9, 1), ends_on=last)
    found = limited("agreement_months = true\nat_least = 12", replace(FACTS, agreements=(agreed,)))
    assert figures(found)[::2] == (months, state)


def pair(identity: str, first: date, last: date | None, *apprentices: str, **changes) -> PairFacts:
    return replace(
        PairFacts(identity, first, last, "teaching", mentors=("p-dean",), apprentices=apprentices), **changes
    )


@pytest.mark.parametrize(("count", "state"), [(1, State.MET), (2, State.MET), (3, State.MISSED)])
def test_a_mentor_has_at_most_so_many_apprentices(count, state):
    pairs = tuple(pair(f"p{number}", date(2025, 9, 1), None, f"a{number}") for number in range(count))
    found = limited('mentor_pairs = "mentor"\nat_most = 2', replace(FACTS, pairs=pairs))
    assert figures(found)[::2] == (count, state)
    assert [part.basis.id for part in found.parts] == ["p-dean"]


def test_apprentices_one_after_the_other_are_not_had_at_one_time():
    first = pair("p", date(2025, 9, 1), date(2025, 10, 31), "a")
    second = pair("q", date(2025, 11, 1), None, "b")
    rule = 'mentor_pairs = "mentor"\nat_most = 1'
    assert limited(rule, replace(FACTS, pairs=(first, second))).value == 1
    overlapping = replace(second, starts_on=date(2025, 10, 31))
    assert limited(rule, replace(FACTS, pairs=(first, overlapping))).value == 2


def test_two_apprentices_in_one_pair_are_two_and_one_in_two_pairs_is_one():
    rule = 'mentor_pairs = "mentor"\nat_most = 1'
    both = pair("p", date(2025, 9, 1), None, "a", "b")
    assert limited(rule, replace(FACTS, pairs=(both,))).value == 2
    twice = tuple(pair(one, date(2025, 9, 1), None, "a") for one in "pq")
    assert limited(rule, replace(FACTS, pairs=twice)).value == 1


def test_pairs_of_other_kinds_and_of_other_terms_do_not_count():
    found = (
        pair("p", date(2025, 9, 1), None, "a"),
        pair("q", date(2025, 9, 1), None, "b", kind="class"),
        pair("r", date(2025, 2, 1), date(2025, 7, 1), "c"),
        pair("s", date(2026, 3, 1), None, "d"),
    )
    rule = 'mentor_pairs = "mentor"\nkinds = ["teaching"]\nat_most = 1'
    assert limited(rule, replace(FACTS, pairs=found)).value == 1


def test_an_apprentice_has_at_most_so_many_mentors():
    pairs = (
        pair("p", date(2025, 9, 1), None, "a"),
        pair("q", date(2025, 9, 1), None, "a", mentors=("p-vice",)),
    )
    found = limited('mentor_pairs = "apprentice"\nat_most = 1', replace(FACTS, pairs=pairs))
    assert figures(found)[::2] == (2, State.MISSED)
    assert found.unit.zh == "人"


@pytest.mark.parametrize(
    ("stage", "state"), [("primary", State.MET), ("junior", State.MISSED), ("", State.MET)]
)
def test_partners_are_of_the_same_stage(stage, state):
    schools = (*FACTS.schools[:2], replace(FACTS.schools[2], stage=stage))
    found = limited('same = "stage"\nat_most = 0', replace(FACTS, schools=schools))
    assert found.state is state
    assert [one.id for one in found.counted] == [WEST] * (stage == "junior")


def test_a_limit_says_one_thing_only():
    text = own("limits", 'same = "stage"\nagreement_years = true\nat_most = 0')
    assert [problem.code for problem in check_scheme(text)] == ["scheme.two-bounds"]


def test_a_limit_may_hold_for_one_type_of_community_alone():
    types = '[[types]]\ncode = "pair"\nname = { zh = "1+1", en = "1+1" }\n'
    limit = own("limits", 'count = { side = "helped" }\nexactly = 1\napplies = { types = ["pair"] }\n')
    text = limit.replace("[[limits]]", f"{types}[[limits]]")
    typed = replace(FACTS, community=replace(FACTS.community, type="pair"))
    assert judged(text, FACTS).state is State.NOT_APPLICABLE
    assert judged(text, typed).state is State.MISSED
    assert judged(text, replace(typed, members=EAST_ONLY.members)).state is State.MET
