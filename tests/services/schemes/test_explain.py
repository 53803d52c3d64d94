import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from edudesk.services.schemes import explain
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import Gap
from edudesk.texts import Label, Texts, english

from .making import AFTER, AUTUMN, EAST_ONLY, FACTS, MID, activity, scheme_text, visits

SCHEME = read_scheme(scheme_text("qinnan"))
ZH, EN = Texts("zh"), Texts("en")


def owed(facts, rule: str, texts: Texts, today: date = MID) -> list[str]:
    found = evaluate(SCHEME, facts, AUTUMN, today).result(rule)
    return [explain.say_owed(texts, each) for each in found.owed]


def test_what_is_owed_is_said_with_its_last_day():
    facts = replace(EAST_ONLY, activities=visits(2))
    assert owed(facts, "guidance-visits", ZH) == ["还差 1 次，截止 1月23日"]
    assert owed(facts, "guidance-visits", EN) == ["1 times still owed by 2026-01-23"]


def test_what_is_planned_is_said_too():
    planned = activity("p", state="planned", starts_on=date(2025, 12, 1))
    facts = replace(EAST_ONLY, activities=(*visits(2), planned))
    assert owed(facts, "guidance-visits", ZH) == ["还差 1 次（已计划 1），截止 1月23日"]


def test_each_partner_is_named():
    assert owed(replace(FACTS, activities=visits(3)), "guidance-visits", ZH) == [
        "西塘：还差 3 次，截止 1月23日"
    ]


def test_missing_subjects_and_papers_are_named():
    assert owed(EAST_ONLY, "exchange-subjects", ZH) == ["还差语文、数学，截止 1月23日"]
    assert owed(EAST_ONLY, "agreement", ZH) == ["已形成，请于 2025年11月15日 前报教育局基础教育股"]


@pytest.mark.parametrize("texts", [ZH, EN], ids=["zh", "en"])
@pytest.mark.parametrize("facts", [EAST_ONLY, FACTS, replace(FACTS, activities=visits(4, form="online"))])
def test_everything_a_result_holds_can_be_said(texts, facts):
    for today in (MID, AFTER):
        for result in evaluate(SCHEME, facts, AUTUMN, today).results:
            assert explain.say_state(texts, result.state)
            assert "/" in explain.say_figure(result)
            said = [explain.say_owed(texts, each) for each in result.owed]
            said += [explain.say_near(texts, near) for near in result.near]
            said += [explain.say_owed(texts, result.note)] if result.note else []
            said += [explain.say_period(texts, result.period)] if result.period else []
            assert all(said)
            assert not any("{" in sentence for sentence in said)


def test_a_gap_names_the_papers():
    labels = {"photo": Label("照片", "Photo"), "record": Label("过程记录", "Record")}
    assert explain.say_gap(ZH, Gap("activity", "a", ("photo", "record")), labels) == "缺：照片、过程记录"


def test_numbers_are_plain():
    assert [explain.plain(Decimal(text)) for text in ("3", "2.50", "10", "0.0")] == ["3", "2.5", "10", "0"]


def test_every_sentence_has_its_chinese():
    for code, sentence in english().items():
        has_words = re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", sentence))
        if code.startswith("scheme.") and has_words:
            assert ZH.pattern(code) != sentence, code
