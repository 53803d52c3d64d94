"""Who may be sent, mentor or hold a duty: who does not fit is named with the reason, planned ones too."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.explain import say_owed
from edudesk.services.schemes.facts import (
    DocumentFacts,
    ExchangeFacts,
    PairFacts,
    PersonFact,
    PersonFacts,
)
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.results import RuleKind, State
from edudesk.texts import Texts

from .making import EAST, FACTS, OURS, figures, stay
from .own import judged, own

SENT = 'select = { record = "exchange" }\n'
AGE = SENT + 'who = [{ any = [{ sex = "male", age_at_most = 54 }, { sex = "female", age_at_most = 49 }] }]\n'
TITLE = SENT + 'who = [{ title_at_least = "first" }]\n'
FIRST, LAST = date(2025, 9, 8), date(2026, 1, 10)


def someone(identity: str = "p-li", *facts: PersonFact, **changes) -> PersonFacts:
    usual = PersonFacts(identity, "李青", (PersonFact("school", OURS), *facts), sex="male")
    return replace(usual, **changes)


def sent(body: str, who: PersonFacts, *papers: DocumentFacts, first=FIRST, last=LAST, today=None, **changes):
    one = replace(stay("s", who.id, first, last), **changes)
    facts = replace(FACTS, people=(*FACTS.people, who), exchanges=(one,), documents=papers)
    return judged(own("eligibility", body), facts, *((today,) if today else ()))


def said(result, language="zh") -> list[str]:
    return [say_owed(Texts(language), owed) for owed in result.owed]


@pytest.mark.parametrize(
    ("birth", "state"),
    [
        (date(1970, 9, 1), State.MISSED),  # 55 on the day
        (date(1970, 10, 1), State.MET),
        (date(1980, 1, 1), State.MET),
        (None, State.MET),  # what nobody entered excludes nobody
    ],
)
def test_who_is_too_old_on_the_first_day_does_not_fit(birth, state):
    result = sent(AGE, someone(birth=birth))
    assert figures(result) == (int(state is State.MET), 1, state)
    assert result.kind is RuleKind.ELIGIBILITY
    assert result.warning


def test_the_person_and_the_reason_are_named():
    assert said(sent(AGE, someone(birth=date(1968, 3, 1)))) == ["李青：57 周岁，要求不超过 54 周岁"]
    low = someone("p-li", PersonFact("title", "second"))
    assert said(sent(TITLE, low)) == ["李青：职称是二级教师，要求一级教师及以上"]
    assert said(sent(TITLE, someone())) == ["李青：没有登记职称，要求一级教师及以上"]
    assert "57 years old" in said(sent(AGE, someone(birth=date(1968, 3, 1))), "en")[0]


@pytest.mark.parametrize(("title", "fits"), [("second", 0), ("first", 1), ("senior", 1)])
def test_a_title_is_reached_from_the_one_asked_for_on(title, fits):
    assert sent(TITLE, someone("p-li", PersonFact("title", title))).value == fits


def test_somebody_who_is_only_planned_to_go_is_a_warning_not_a_failing():
    result = sent(
        AGE,
        someone(birth=date(1965, 1, 1)),
        state="planned",
        real_from=None,
        real_to=None,
        planned_from=date(2026, 1, 5),
        planned_to=date(2026, 1, 16),
        today=date(2025, 12, 1),
    )
    assert figures(result) == (0, 1, State.AT_RISK)
    assert said(result) != []


def test_a_cancelled_stay_and_one_of_another_term_concern_nobody():
    old = someone(birth=date(1960, 1, 1))
    assert sent(AGE, old, state="cancelled").state is State.NOT_APPLICABLE
    assert sent(AGE, old, first=date(2025, 3, 1), last=date(2025, 6, 30)).state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    "paper",
    [
        DocumentFacts("d", "exemption", about_id="s", author="县教育局"),
        DocumentFacts("d", "exemption", person_id="p-li", author="县教育局"),
    ],
)
def test_a_paper_about_the_record_or_the_person_lets_them_pass_and_its_author_is_named(paper):
    result = sent(AGE + 'exempt = ["exemption"]\n', someone(birth=date(1965, 1, 1)), paper)
    assert figures(result) == (1, 1, State.MET)
    assert result.note is not None
    assert say_owed(Texts("zh"), result.note) == "例外：李青：经县教育局批准"


@pytest.mark.parametrize(
    "paper",
    [
        DocumentFacts("d", "exemption", person_id="p-dean"),
        DocumentFacts("d", "exemption", about_id="other"),
        DocumentFacts("d", "report", person_id="p-li"),
    ],
)
def test_a_paper_about_others_or_of_another_kind_frees_nobody(paper):
    old = someone(birth=date(1965, 1, 1))
    assert sent(AGE + 'exempt = ["exemption"]\n', old, paper).state is State.MISSED


def test_one_of_several_tests_is_enough_and_the_nearest_says_what_lacks():
    rule = SENT + 'who = [{ titles = ["senior"], posts = ["principal"] }, { honours = ["backbone"] }]\n'
    assert sent(rule, someone("p-li", PersonFact("honour", "backbone"))).value == 1
    assert said(sent(rule, someone())) == ["李青：没有登记荣誉称号，要求骨干教师"]


def test_of_a_pair_only_the_roles_named_are_tested():
    rule = own(
        "eligibility",
        'select = { record = "pair" }\nroles = ["mentor"]\nwho = [{ title_at_least = "first" }]',
    )
    mentor = someone("p-li", PersonFact("title", "senior"))
    pair = PairFacts("p", date(2025, 9, 10), mentors=("p-li",), apprentices=("p-east",))
    result = judged(rule, replace(FACTS, people=(*FACTS.people, mentor), pairs=(pair,)))
    assert {part.basis.id: int(part.value) for part in result.parts} == {"p-li": 1}


@pytest.mark.parametrize(
    ("last", "judged_count"),
    [(date(2026, 9, 7), 0), (date(2026, 9, 8), 1)],
)
def test_what_must_hold_to_go_on_is_asked_only_of_longer_stays(last, judged_count):
    rule = SENT + 'after_months = 12\nwho = [{ assessed = { grades = ["excellent"], known = true } }]\n'
    assert len(sent(rule, someone(), last=last).parts) == judged_count


def test_to_go_on_is_judged_on_the_day_the_months_have_passed():
    rule = SENT + "after_months = 12\nwho = [{ age_at_most = 54 }]\n"
    born = someone(birth=date(1971, 9, 1))  # 54 when sent, 55 a year later
    result = sent(rule, born, last=date(2027, 6, 30))
    assert figures(result) == (0, 1, State.AT_RISK)  # the day is still to come
    assert sent(SENT + "who = [{ age_at_most = 54 }]\n", born, last=date(2027, 6, 30)).value == 1


@pytest.mark.parametrize(("days", "fits"), [(1, 0), (2, 1), (3, 1)])
def test_a_condition_is_judged_over_everything_before(days, fits):
    rule = (
        'select = { record = "exchange", exchange_forms = ["secondment"] }\n'
        'condition = { select = { record = "exchange", exchange_forms = ["short"] }, '
        'measure = { sort = "served" }, at_least = 2 }\n'
    )
    before = stay("b", "p-teacher", date(2025, 3, 1), date(2025, 3, days))
    after = replace(stay("a", "p-teacher", date(2025, 9, 8), date(2025, 10, 8)), form="secondment")
    result = judged(own("eligibility", rule), replace(FACTS, exchanges=(before, after)))
    assert figures(result)[:2] == (fits, 1)
    assert said(result) == ([] if fits else ["p-teacher：还差 1 天"])


def test_somebody_who_is_only_a_name_has_no_title():
    named = ExchangeFacts("s", OURS, EAST, state="held", name="王老师", real_from=FIRST, real_to=LAST)
    result = judged(own("eligibility", TITLE), replace(FACTS, exchanges=(named,)))
    assert said(result) == ["王老师：没有登记职称，要求一级教师及以上"]


def test_a_rule_without_a_test_is_refused():
    assert [one.code for one in check_scheme(own("eligibility", SENT))] == ["scheme.missing"]
