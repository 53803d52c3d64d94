"""What must hold of every condition that the grammar allows, whatever the records are."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.explain import say_near, say_owed
from edudesk.services.schemes.facts import FigureFacts
from edudesk.services.schemes.reading import check_scheme, read_scheme
from edudesk.services.schemes.results import State
from edudesk.services.schemes.scheme import Joined
from edudesk.services.standing.ruling import say_rule
from edudesk.texts import Texts

from .making import AUTUMN, OURS, SPRING
from .own import own
from .random_conditions import BASES, FIGURES, PERIODS, a_condition
from .random_terms import a_community, a_day

SEEDS = st.integers(0, 2**32)
LANGUAGES = [Texts("zh"), Texts("en")]
BEST = [State.NOT_APPLICABLE, State.MISSED, State.AT_RISK, State.ON_TRACK, State.MET, State.EXCEEDED]


def a_scheme(draw, *, rising=False):
    """Return a scheme of one random rule."""
    period = draw.choice(PERIODS)
    per = '"community"' if period == '"stay"' else draw.choice(BASES)
    condition = a_condition(draw, rising=rising)
    if period == '"ever"':  # which has too many weeks
        condition = condition.replace("'week'", "'month'")
    return own("quotas", f"period = {period}\nper = {per}\ncondition = {condition}\n") + FIGURES


def a_term(draw):
    facts = a_community(draw)
    figure = FigureFacts("f", "teachers", OURS, 2025, value=Decimal(draw.choice((0, 3, 30))))
    return (
        replace(facts, figures=(figure,) if draw.random() < 0.7 else ()),
        draw.choice((AUTUMN, SPRING)),
        a_day(draw),
    )


@given(SEEDS)
@settings(max_examples=80, deadline=None)
def test_every_condition_is_judged_and_said(seed):
    draw = Random(seed)
    text = a_scheme(draw)
    assert check_scheme(text) == ()
    scheme, (facts, term, today) = read_scheme(text), a_term(draw)
    found = evaluate(scheme, facts, term, today).result("rule")
    every: list[Any] = [found, *found.parts]
    for one in every:
        assert all(number.is_finite() for number in (one.value, one.planned, one.target))
        assert min(one.value, one.planned, one.target) >= 0
        counted = {(each.record, each.id) for each in one.counted}
        assert not counted & {(each.record, each.id) for each in one.near}
    for part in found.parts:
        open_ = part.state in {State.MISSED, State.AT_RISK, State.ON_TRACK}
        assert open_ == bool(part.owed)
    for texts in LANGUAGES:
        assert "".join(piece.text for piece in say_rule(texts, scheme, "rule"))
        owed = [*found.owed, *([found.note] if found.note else [])]
        assert all(say_owed(texts, one) for one in owed)
        assert all(say_near(texts, one) for one in found.near)


@given(SEEDS, st.sampled_from(["activities", "exchanges"]))
@settings(max_examples=80, deadline=None)
def test_one_record_more_never_lowers_what_rises(seed, field):
    draw = Random(seed)
    scheme = read_scheme(a_scheme(draw, rising=True))
    facts, term, today = a_term(draw)
    rows = getattr(facts, field)
    fewer = replace(facts, **{field: rows[: len(rows) // 2]})
    more, less = (evaluate(scheme, each, term, today).result("rule") for each in (facts, fewer))
    before = {(part.basis.id, part.period.first): part for part in less.parts}
    for part in more.parts:
        was = before.get((part.basis.id, part.period.first))
        if was is None or was.state is State.NOT_APPLICABLE:
            continue
        assert BEST.index(part.state) >= BEST.index(was.state)
        if not _has_alternatives(scheme.rules[0].condition):
            assert part.value >= was.value
            assert part.planned >= was.planned


def _has_alternatives(condition):
    """Return whether the figure may change to that of another alternative."""
    return isinstance(condition, Joined) and condition.at_least == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_records_does_not_matter(seed):
    draw = Random(seed)
    scheme, (facts, term, today) = read_scheme(a_scheme(draw)), a_term(draw)
    turned = replace(facts, activities=facts.activities[::-1], exchanges=facts.exchanges[::-1])
    assert evaluate(scheme, facts, term, today) == evaluate(scheme, turned, term, today)
