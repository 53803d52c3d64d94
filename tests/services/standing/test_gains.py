"""What is gained or only stated, in words; it is no duty of 首页."""

from dataclasses import replace
from datetime import date

import pytest

from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import RuleResult
from edudesk.services.standing.gains import say_gain, say_part, say_part_figure
from edudesk.services.standing.owing import say_debt, unmet
from edudesk.services.standing.rows import deadline_of, sort_of
from edudesk.services.standing.ruling import say_rule
from edudesk.texts import Texts
from tests.services.schemes.making import FACTS, stay
from tests.services.schemes.own import judged, own

ZH = Texts("zh")
DAYS = """
gives = { zh = "一次支教经历", en = "One experience" }
condition = { select = { record = "exchange" }, measure = { sort = "served" }, at_least = 30 }
"""
MONEY = 'select = { record = "exchange" }\namount = 200\n'
WHO = 'select = { record = "exchange" }\nwho = [{ title_at_least = "first" }]\n'
SERVED = stay("s", "p-teacher", date(2025, 9, 1), date(2025, 9, 20))


def found(section: str, body: str, *stays, today: date = date(2025, 11, 10)) -> RuleResult:
    return judged(own(section, body), replace(FACTS, exchanges=stays), today)


def test_a_recognition_counts_people_and_says_what_is_missing():
    result = found("recognition", DAYS, SERVED)
    assert say_gain(ZH, result) == "0 人达到，共 1 人"
    assert say_part_figure(ZH, result, result.parts[0]) == "20/30 天"
    assert say_part(ZH, result, result.parts[0]) == "还差 10 天"


def test_an_allowance_says_the_sum_and_its_formula():
    running = replace(SERVED, real_to=None, planned_to=date(2025, 12, 20))
    result = found("allowances", MONEY, running)
    assert say_gain(ZH, result) == "600 元，到期共 800 元"
    assert say_part(ZH, result, result.parts[0]) == "200 元 × 3 个月 = 600 元；按计划到期共 800 元"


@pytest.mark.parametrize(("section", "body"), [("recognition", DAYS), ("allowances", MONEY)])
def test_nothing_of_it_is_owed(section, body):
    result = found(section, body, SERVED)
    assert unmet(result) == ()
    assert sort_of(result) == ""


def test_everybody_who_does_not_fit_is_named_without_a_deadline():
    other = stay("t", "p-dean", date(2025, 9, 1), date(2025, 9, 20))
    for stays, who in (((SERVED,), "p-teacher"), ((SERVED, other), "p-teacher、p-dean")):
        result = found("eligibility", WHO, *stays)
        (words,) = say_debt(ZH, result, FACTS, date(2025, 11, 10))
        assert words.text == f"{who}：没有登记职称，要求一级教师及以上"
        assert deadline_of(result) is None


def test_who_does_not_fit_is_owed_and_who_fits_needs_no_word():
    assert sort_of(found("eligibility", WHO, SERVED)) == "owed"
    fits = WHO.replace('title_at_least = "first"', 'subjects = ["maths"]')
    assert sort_of(found("eligibility", fits, SERVED)) == ""


@pytest.mark.parametrize(
    ("section", "body", "said"),
    [
        ("recognition", DAYS, "认定为“一次支教经历”"),
        ("allowances", MONEY + "least_days = 15\nmost = 1000\n", "每个月 200 元"),
        ("eligibility", WHO + 'exempt = ["exemption"]\n', "特殊情况审批"),
        ("limits", 'mentor_pairs = "mentor"\nat_most = 2\n', "一名师傅同时带徒弟"),
        (
            "documents",
            'kinds = ["month-report"]\ndue = { sort = "month-end", days = 5 }\nnumber = 2\n',
            "每月结束后",
        ),
        ("evidence", 'record = "pair"\nneeds = ["plan"]\n', "师徒"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sort_of_rule_is_said_in_one_sentence(section, body, said, language):
    texts = Texts(language)
    whole = "".join(piece.text for piece in say_rule(texts, read_scheme(own(section, body)), "rule"))
    assert "{" not in whole
    if language == "zh":
        assert said in whole
