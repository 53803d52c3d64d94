"""Every scheme that comes with the program, taken by a school with two terms of work, and stated as JSON."""

import json
import re
import shutil
from pathlib import Path

import pytest

from edudesk.cli import run_command
from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.demonstration import DEMO_DAY
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.sections import entries

STATES = {"met", "exceeded", "on-track", "at-risk", "missed", "not-applicable"}
PAPER = (Path(__file__).resolve().parents[2] / "docs" / "status-json.md").read_text("utf-8")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.mark.parametrize("name", sorted(shipped_schemes()))
def test_it_is_checked_taken_and_stated(name: str, demonstration: Path, tmp_path: Path, capsys) -> None:
    archive = shutil.copytree(demonstration, tmp_path / "archive")
    at = ("--archive", str(archive))
    assert run_command(["scheme", "check", name]) == 0
    community = "云杉小学结对帮扶（石榴湾、白鹭岭）"
    assert run_command(["scheme", "use", name, *at, "--community", community, "--since", "2026-03-01"]) == 0
    capsys.readouterr()
    words = ("status", *at, "--term", "2025-2", "--on", str(DEMO_DAY), "--community", community, "--json")
    assert run_command(words) == 0
    (stated,) = json.loads(capsys.readouterr().out)
    scheme = read_scheme(shipped_scheme(name))
    assert stated["scheme"]["id"] == name
    ours = [entry.id for section, entry in entries(scheme) if section != "assessments"]
    assert sorted(rule["id"] for rule in stated["rules"]) == sorted(ours)
    for rule in stated["rules"]:
        _holds_what_the_paper_says(rule)
    assert {one["id"] for one in stated["assessments"]} <= {one.id for one in scheme.assessments}


def _holds_what_the_paper_says(rule: dict[str, object]) -> None:
    assert all(f"`{field}`" in PAPER for field in rule)
    assert rule["state"] in STATES
    assert all(NUMBER.fullmatch(str(rule[field])) for field in ("value", "planned", "target"))
    assert rule["sentence"]
    assert rule["period"] is None or {"first", "last"} <= set(rule["period"])  # type: ignore[call-overload]
    counted = rule["counted"]
    assert isinstance(counted, list)
    assert all({"record", "id", "amount"} == set(one) and one["id"] for one in counted)
