"""A content survives JSON, and what is wrong with it is told field by field."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.errors import Problem
from edudesk.models.contents import from_json, problems, to_json
from edudesk.models.description import Field, Kind
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES

WORDS = st.text(min_size=1, max_size=20)
PLAIN = {
    Kind.TEXT: WORDS,
    Kind.LONG_TEXT: WORDS,
    Kind.DAY: st.dates(date(1950, 1, 1), date(2100, 1, 1)),
    Kind.MOMENT: st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    Kind.CLOCK: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    Kind.MONTH: st.just("2025-09"),
    Kind.TERM: st.just("2025-1"),
    Kind.WHOLE: st.integers(0, 10**6),
    Kind.NUMBER: st.decimals(0, 10**6, places=2),
    Kind.MONEY: st.decimals(0, 10**6, places=2),
    Kind.YES_NO: st.booleans(),
    Kind.REFERENCE: st.uuids().map(str),
    Kind.MAPPING: st.dictionaries(WORDS, st.integers(), min_size=1, max_size=3),
}


def values(field: Field) -> st.SearchStrategy:
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        vocabulary = VOCABULARIES.get(field.vocabulary)
        codes = st.sampled_from([choice.code for choice in vocabulary.choices]) if vocabulary else WORDS
        return codes if field.kind is Kind.CHOICE else st.lists(codes, min_size=1, max_size=3).map(tuple)
    if field.kind is Kind.ROWS:
        return st.lists(contents(field.rows), min_size=1, max_size=3).map(tuple)
    return PLAIN[field.kind]


@cache  # a strategy that is made anew is looked through anew, for each example
def contents(fields: tuple[Field, ...]) -> st.SearchStrategy:
    required = {field.name: values(field) for field in fields if field.required}
    more = {field.name: values(field) for field in fields if not field.required}
    return st.fixed_dictionaries(required, optional=more)


@pytest.mark.parametrize("code", record_types())
@given(data=st.data())
def test_every_content_comes_back_from_json(code: str, data: st.DataObject) -> None:
    described = record_types()[code]
    content = data.draw(contents(described.fields))
    again = from_json(described.fields, json.loads(json.dumps(to_json(described.fields, content))))
    assert again == content
    in_order = {"field.order"}  # days drawn at random may lie the wrong way round
    assert {problem.code for problem in problems(described, content)} <= in_order


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"topic": ""}, "field.required", "topic"),
        ({"topic": 5}, "field.kind", "topic"),
        ({"topic": "长" * 100_001}, "field.too-long", "topic"),
        ({"starts_on": datetime(2025, 9, 1)}, "field.kind", "starts_on"),
        ({"ends_on": date(2025, 8, 1)}, "field.order", "ends_on"),
        ({"actual": True}, "field.kind", "actual"),
        ({"form": "mars"}, "field.choice", "form"),
        ({"term": "2025-9"}, "field.form", "term"),
        ({"host_id": "../etc"}, "field.form", "host_id"),
        ({"colour": "red"}, "field.unknown", "colour"),
        ({"units": ({"unit": "time", "amount": Decimal("1.005")},)}, "field.number", "units.0.amount"),
        ({"units": ({"unit": "time", "amount": Decimal("NaN")},)}, "field.number", "units.0.amount"),
        ({"units": ({"unit": "time"},)}, "field.required", "units.0.amount"),
    ],
)
def test_what_is_wrong_is_tied_to_its_field(changes: dict[str, object], code: str, field: str) -> None:
    content = {"topic": "送教", "state": "held", "starts_on": date(2025, 9, 1)} | changes
    found = problems(record_types()["activity"], content)
    assert [(problem.code, problem.field) for problem in found] == [(code, field)]
    assert isinstance(found[0], Problem)


def test_every_type_and_field_is_described_in_both_languages() -> None:
    for described in record_types().values():
        assert described.label.zh
        assert described.label.en
        names = {field.name for field in described.fields}
        assert set(described.natural_key) <= names
        assert set(described.title) <= names
        assert set(described.happened) <= names
        for field in described.fields:
            assert field.label.zh, field.name
            assert field.label.en, field.name
            assert field.kind not in (Kind.CHOICE, Kind.CHOICES) or field.vocabulary
            assert (field.kind is Kind.ROWS) == bool(field.rows)


def test_vocabularies_read_their_own_labels_and_no_word_means_two_things() -> None:
    for vocabulary in VOCABULARIES.values():
        said: dict[str, str] = {}
        for choice in vocabulary.choices:
            assert vocabulary.read(choice.label.zh) == choice.code
            for word in (choice.code, choice.label.zh, *choice.synonyms):
                assert said.setdefault(word, choice.code) == choice.code, (vocabulary.code, word)
