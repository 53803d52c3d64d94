"""The evaluator against a person's count, over random terms."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import read_scheme

from .by_hand_qinnan import qinnan
from .by_hand_taihe import taihe
from .making import AUTUMN, SPRING, scheme_text
from .random_terms import a_community, a_day

CHOICES: dict[str, dict[str, Sequence[Any]]] = {
    "qinnan": {
        "basis": ("partner", "community"),
        "experience": ("post", "any"),
        "backbone": ("honour", "any"),
        "exchange-age": (0, 45),
        "exchange-days": (1, 10),
        "exchange-day": ("natural", "working"),
        "exchange-count": ("sum", "person"),
        "exchange-subjects": ("together", "each-way"),
        "pupil-activities": (0, 1, 2),
    },
    "taihe-kindergarten": {
        "basis": ("partner", "community"),
        "backbone": ("honour", "any"),
        "team-size": (1, 2),
        "joint-activities": (1, 3),
        "other-forms": (0, 2),
    },
}
COUNTS = {"qinnan": qinnan, "taihe-kindergarten": taihe}
SCHEMES = {name: read_scheme(scheme_text(name)) for name in COUNTS}


@pytest.mark.parametrize("name", COUNTS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_the_program_counts_what_a_person_counts(name, seed):
    draw = Random(seed)
    facts, term, today = a_community(draw), draw.choice((AUTUMN, SPRING)), a_day(draw)
    chosen = {setting: draw.choice(values) for setting, values in CHOICES[name].items()}
    by_program = {
        one.rule_id: (one.value, one.planned, one.target, one.state.value)
        for one in evaluate(SCHEMES[name], facts, term, today, chosen).results
    }
    by_person = COUNTS[name](facts, term, today, chosen)
    assert {rule: by_program[rule] for rule in by_person} == by_person
