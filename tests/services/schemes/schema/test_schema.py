"""The JSON Schema in the papers is what the readers ask for, and every scheme at hand keeps to it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from edudesk.services.schemes.checking import look_through

from .making import PROBE, as_json, scheme_schema, written

ROOT = Path(__file__).parents[4]
SCHEMA = ROOT / "docs" / "scheme.schema.json"
FILES = [PROBE, *sorted((ROOT / "resources" / "schemes").glob("*.toml"))]
FILES += [
    *sorted((ROOT / "docs" / "examples").glob("*.toml")),
    *sorted((ROOT / "tests" / "data").glob("scheme-*/*.toml")),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def wrong(validator: Draft202012Validator, value: Any) -> list[str]:
    return [
        f"{'.'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in validator.iter_errors(value)
    ]


def test_the_schema_in_the_papers_is_made_of_the_readers_of_today():
    again = f"python3 dev.py schema (python -m tests.services.schemes.schema.making {SCHEMA})"
    assert SCHEMA.read_text("utf-8") == written(), again


def test_the_probing_scheme_is_a_scheme():
    assert look_through(PROBE.read_text("utf-8"), lambda _: None).problems == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_scheme_keeps_to_the_schema(path, validator):
    assert wrong(validator, as_json(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sort = "served"', 'sort = "sreved"'),
        ("host = ", "hsot = "),
        ('of = "lead"', 'of = "laed"'),
        ('sentence = "一。"\nperiod = "term"', 'period = "term"'),
        ("in_terms = [2]", "in_terms = [2, true]"),
        ("bonus = true", "bonus = 1"),
        ('starts = "03-01"', 'starts = "1 March"'),
    ],
)
def test_what_no_reader_knows_is_against_the_schema(old, new, validator):
    text = PROBE.read_text("utf-8")
    assert old in text
    assert wrong(validator, as_json(text.replace(old, new))) != []


@pytest.mark.parametrize(
    "name", ["condition", "select", "people", "schools", "number", "part", "measure", "period"]
)
def test_what_stands_in_many_places_is_said_once(name):
    assert name in scheme_schema()["$defs"]
