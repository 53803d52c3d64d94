"""Receipts and packages between machines of one school, of every released format, are still read."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from edudesk.models.registry import record_types
from edudesk.services.packages.verify import verify
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.receipts import read_receipt
from edudesk.services.records import title_of

DATA = Path(__file__).resolve().parents[2] / "data"


def _named(type_code: str, content: dict[str, Any]) -> str:
    """Return what names a record as these samples have it: schemes and terms by their codes."""
    described = record_types()[type_code]
    coded = type_code in ("adoption", "term")
    return str(content[described.title[0]]) if coded else title_of(described, content)


def _samples(sort: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sample", sorted(DATA.glob(f"{sort}-*")), ids=lambda sample: sample.name)


@_samples("receipt")
def test_a_receipt_of_an_earlier_program_is_read(sample: Path) -> None:
    expected = json.loads((sample / "expected.json").read_text("utf-8"))
    receipt = read_receipt(sample / "receipt.json")
    assert receipt.signer is not None
    told = {**asdict(receipt), "signed_by": receipt.signer.spoken}
    assert {name: told[name] for name in expected} == expected


@_samples("same-school")
def test_a_package_of_another_machine_of_an_earlier_program_is_read(sample: Path) -> None:
    expected = json.loads((sample / "expected.json").read_text("utf-8"))
    verdict = verify(sample / "package.zip", password=expected["password"])
    assert (verdict.valid, verdict.files) == (True, expected["files"])
    package = open_package(sample / "package.zip", password=expected["password"])
    assert package.edition == "same-school"
    found = {
        one: [heads[0]["type"], _named(heads[0]["type"], heads[0]["content"])]
        for one, heads in package.records.items()
    }
    assert found.items() >= expected["records"].items()
