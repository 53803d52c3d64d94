"""方案: every rule of every shipped scheme in a sentence, with its live value and what stands behind it."""

import re
from pathlib import Path

import pytest

from edudesk.services.adopting import shipped_schemes
from edudesk.services.archive import Archive
from edudesk.services.demonstration import DEMO_DAY
from edudesk.services.packages.records_json import results_as_json
from edudesk.services.receiving.results import frozen_results
from edudesk.services.rollup.reckoning import roll_up
from edudesk.services.schemes.explain import plain, say_figure
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import State
from edudesk.services.standing.live import Standing
from edudesk.services.standing.rules import rule_rows, rule_view
from edudesk.services.standing.ruling import say_rule
from edudesk.texts import Texts

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("name", shipped_schemes())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_said_in_one_sentence(name: str, language: str) -> None:
    texts = Texts("zh" if language == "zh" else "en")
    scheme = read_scheme(Path(shipped_schemes()[name]).read_text("utf-8"))
    sorts = (scheme.rules, scheme.documents, scheme.evidence, scheme.limits)
    for rule in (rule for some in sorts for rule in some):
        pieces = say_rule(texts, scheme, rule.id)
        said = "".join(piece.text for piece in pieces)
        assert said.endswith("。" if language == "zh" else ".")
        assert not re.search("[\ue000-\ue002{}]|None", said), said
        assert any(piece.mark for piece in pieces)
        assert all(piece.text for piece in pieces)
        if language == "en":
            assert re.sub("[−×÷]", "", said).isascii(), said  # the signs of a formula are the same everywhere


def test_the_sentence_marks_what_may_be_changed(look: Archive, zh: Texts) -> None:
    status = Standing(look).at(None, DEMO_DAY)[0]
    pieces = say_rule(zh, status.scheme, status.scheme.rules[0].id)
    marks = [piece.mark for piece in pieces if piece.mark]
    assert marks[:2] == ["period", "per"]
    assert marks[-1] == "bound"
    assert next(piece.text for piece in pieces if piece.mark == "bound") == "不少于 3 次"


def test_every_rule_stands_in_one_group(look: Archive, zh: Texts) -> None:
    for status in Standing(look).at(None, DEMO_DAY):
        groups = rule_rows(status, zh)
        rows = [row.rule[1] for group in groups for row in group.rows]
        assert sorted(rows) == sorted(result.rule_id for result in status.evaluation.results)
        assert [group.title.split("，")[0] for group in groups] == ["要做的", "要交的", "结对和材料"]
        assert all(f"{len(group.rows)} 项" in group.title for group in groups)


def test_what_went_beyond_is_told_alike_in_scheme_roll_up_and_package(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    rolls = {one.community_id: one for one in roll_up(standing, standing.term_of_day(DEMO_DAY), DEMO_DAY)}
    beyond = 0
    for status in standing.at(None, DEMO_DAY):
        said = {row.rule[1]: row.value for group in rule_rows(status, zh) for row in group.rows}
        (ours,) = (row for row in rolls[status.community.id].rows if row.ours)
        frozen = frozen_results({"results": results_as_json(status.evaluation)})
        sent = {one["id"]: f"{one['value']}/{one['target']}" for one in frozen["rules"]}
        for result in status.evaluation.results:
            if result.state is not State.EXCEEDED or result.rule_id not in ours.cells:
                continue
            cell = ours.cells[result.rule_id]
            figure = f"{plain(cell.value)}/{plain(cell.target)}"
            assert cell.value > cell.target
            assert figure in said[result.rule_id]
            assert figure == say_figure(result) == sent[result.rule_id]
            beyond += result.value != cell.value  # parts of which the whole takes no more than each target
    assert beyond


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_shows_all_that_stands_behind_it(look: Archive, language: str) -> None:
    texts, standing = Texts("zh" if language == "zh" else "en"), Standing(look)
    for status in standing.at(None, DEMO_DAY):
        for result in status.evaluation.results:
            view = rule_view(status, result.rule_id, texts, standing.topic)
            assert view.quote == result.sentence
            assert (
                [line.record[1] for line in view.counted] and len(view.counted) == len(result.counted)
            ) or not (result.counted)
            assert str(len(view.counted)) in view.counted_head
            assert str(len(view.near)) in view.near_head
            assert all(line.text and line.reason for line in view.near)
            assert all(line.text for line in view.counted)
            for part in view.parts:
                assert part.figure in part.tally.text
                assert part.sentence or part.state is State.MISSED


def test_what_nearly_counted_says_why(look: Archive, zh: Texts) -> None:
    standing = Standing(look)
    status = standing.at(None, DEMO_DAY)[0]
    (rule,) = [rule for rule in status.scheme.rules if rule.name.zh == "在结对学校开展联合活动"]
    view = rule_view(status, rule.id, zh, standing.topic)
    assert view.deadline_text == "7月3日（周五）前完成"
    assert view.counted_head == "算进来的 5 次"
    assert {line.text.split("《")[0].split("：")[0]: line.reason for line in view.near} == {
        "跟岗教师汇报课": "在本校办的，不是到对方学校",
        "网络教研": "线上办的，不是到现场",
    }
    assert view.parts[0].sentence[0].text == "够了"
