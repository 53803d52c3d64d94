"""A scheme can ask for much, but not make the program hang."""

from dataclasses import replace

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.judging import effort
from edudesk.services.schemes.judging.scores import scoring
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.results import State
from edudesk.services.schemes.scheme.scoring import Sum

from .making import AFTER, AUTUMN, FACTS, scheme_text, visits


def test_a_rule_that_looks_at_too_much_is_not_reckoned_and_says_so(monkeypatch):
    facts = replace(FACTS, activities=visits(40))
    scheme = read_scheme(scheme_text("qinnan"))
    whole = evaluate(scheme, facts, AUTUMN, AFTER).result("guidance-visits")
    assert (whole.state, whole.note) == (State.MISSED, None)
    monkeypatch.setattr(effort, "MOST_A_RULE", 60)
    cut = evaluate(scheme, facts, AUTUMN, AFTER)
    visited = cut.result("guidance-visits")
    assert visited.state is State.NOT_APPLICABLE
    assert visited.note is not None
    assert visited.note.code == "scheme.note.too-much"
    assert cut.result("agreement-years").state is State.MET


def test_all_rules_together_are_bounded_too(monkeypatch):
    monkeypatch.setattr(effort, "MOST_IN_ALL", 100)
    found = evaluate(read_scheme(scheme_text("qinnan")), FACTS, AUTUMN, AFTER).results
    stopped = [one for one in found if one.note and one.note.code == "scheme.note.too-much"]
    assert len(stopped) > 3
    assert len(found) == len(evaluate(read_scheme(scheme_text("qinnan")), FACTS, AUTUMN, AFTER).results)


def test_a_table_that_looks_at_too_much_keeps_its_place_and_says_so(monkeypatch):
    def looks_at_too_much(*_case):
        raise effort.Exhausted

    scheme = read_scheme(scheme_text("liuzhou"))
    whole = evaluate(scheme, FACTS, AUTUMN, AFTER).scores
    monkeypatch.setitem(scoring._METHODS, Sum, looks_at_too_much)
    cut = evaluate(scheme, FACTS, AUTUMN, AFTER).scores
    assert [one.assessment_id for one in cut] == [one.assessment_id for one in whole] != []
    assert {score.node.value for score in cut} == {None}
    assert {one.code for score in cut for one in score.node.missing} == {"scheme.note.too-much"}
