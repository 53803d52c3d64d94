"""The commands about schemes, from a small file to a community that follows it."""

import json
import shutil
from pathlib import Path

import pytest

from edudesk.cli import run_command
from edudesk.services.demonstration import DEMO_DAY

SMALL = """format = "edudesk-scheme 0.2"
id = "our-county"
version = "1"
name = { zh = "我县结对帮扶", en = "Our county's pairing" }
source = "县教育局补充通知"
builds_on = { id = "qinnan", version = "1" }

[set]
exchange-days = 15

[[change]]
rule = "guidance-visits"
condition = { at_least = 4 }
sentence = "每学期到结对学校指导不少于4次。"
"""


@pytest.fixture(scope="module")
def demo(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(demonstration, tmp_path_factory.mktemp("demo") / "archive")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "our-county.toml"
    path.write_text(SMALL, "utf-8")
    return path


def said(capsys, *words: object) -> tuple[int, str]:
    status = run_command([str(word) for word in words])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def first_community(demo: Path, capsys) -> str:
    _, words = said(capsys, "status", "--archive", demo, "--term", "2025-2", "--on", DEMO_DAY, "--json")
    return str(json.loads(words)[0]["community"]["id"])


def test_schemes_are_listed_with_their_rules(capsys) -> None:
    status, words = said(capsys, "scheme", "list", "--json")
    listed = {scheme["id"]: scheme for scheme in json.loads(words)}
    assert status == 0
    assert listed["qinnan"]["rules"] >= 19
    assert "exchange-days" in listed["qinnan"]["settings"]


def test_a_scheme_is_shown_section_by_section_in_words(capsys) -> None:
    status, words = said(capsys, "scheme", "show", "qinnan")
    assert status == 0
    assert words.index("结对限制") < words.index("任务、目标和统计") < words.index("报送材料")
    assert "[guidance-visits]" in words
    assert "不少于 3 次" in words


def test_a_small_file_is_checked_together_with_what_it_builds_on(small: Path, capsys) -> None:
    assert said(capsys, "scheme", "check", small)[0] == 0
    small.write_text(SMALL.replace('rule = "guidance-visits"', 'rule = "guidance-visit"'), "utf-8")
    status, words = said(capsys, "scheme", "check", small)
    assert status == 1
    assert "change[guidance-visit]" in words
    assert "guidance-visits" in words


def test_a_file_may_build_on_one_that_lies_beside_it(small: Path, capsys) -> None:
    town = small.with_name("our-town.toml")
    text = SMALL.replace('"our-county"', '"our-town"').replace('id = "qinnan"', 'id = "our-county"')
    town.write_text(text.replace("exchange-days = 15", "exchange-days = 20"), "utf-8")
    assert said(capsys, "scheme", "check", town)[0] == 0
    _, words = said(capsys, "scheme", "compare", small, town)
    assert "15 → 20" in words


def test_another_version_of_the_base_is_pointed_out_and_no_problem(small: Path, capsys) -> None:
    small.write_text(SMALL.replace('version = "1" }', 'version = "0" }'), "utf-8")
    status, words = said(capsys, "scheme", "check", small)
    assert status == 0
    assert "第 0 版" in words


def test_what_differs_is_said_in_words(small: Path, capsys) -> None:
    status, words = said(capsys, "scheme", "compare", "qinnan", small)
    assert status == 0
    assert "不少于 3 次 → 不少于 4 次" in words
    assert said(capsys, "scheme", "compare", "qinnan", "qinnan")[1].strip() == "两个方案的要求相同。"


def test_trying_a_scheme_shows_what_would_change_and_writes_nothing(demo: Path, small: Path, capsys) -> None:
    use = ("scheme", "use", small, "--archive", demo, "--since", "2026-03-01", "--on", DEMO_DAY)
    community = first_community(demo, capsys)
    status, words = said(capsys, *use, "--community", community, "--dry-run")
    assert status == 0
    assert "不少于 3 次 → 不少于 4 次" in words
    assert "试算" in words
    _, words = said(capsys, "status", "--archive", demo, "--term", "2025-2", "--on", DEMO_DAY, "--json")
    assert json.loads(words)[0]["scheme"]["id"] == "qinnan"


def test_a_community_follows_the_whole_text_with_the_settings_given(demo, small, tmp_path, capsys) -> None:
    demo = shutil.copytree(demo, tmp_path / "copy")
    community = first_community(demo, capsys)
    use = ("scheme", "use", small, "--archive", demo, "--community", community, "--since", "2026-03-01")
    assert said(capsys, *use, "--set", "basis")[0] == 2
    assert said(capsys, *use, "--set", "basis=nobody")[0] == 2
    assert said(capsys, *use, "--set", "basis=community", "--set", "exchange-days=16")[0] == 0
    _, words = said(capsys, "status", "--archive", demo, "--term", "2025-2", "--on", DEMO_DAY, "--json")
    stand = json.loads(words)[0]
    assert stand["scheme"]["id"] == "our-county"
    assert (stand["settings"]["basis"], stand["settings"]["exchange-days"]) == ("community", 16)
    rules = {rule["id"]: rule for rule in stand["rules"]}
    assert rules["guidance-visits"]["target"] == "4"


def test_every_field_of_the_json_is_described(demo: Path, capsys) -> None:
    _, words = said(capsys, "status", "--archive", demo, "--term", "2025-1", "--on", DEMO_DAY, "--json")
    paper = (Path(__file__).parents[2] / "docs" / "status-json.md").read_text("utf-8")

    def fields(value) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(fields, value.values()))
        return set().union(*map(fields, value)) if isinstance(value, list) else set()

    stand = json.loads(words)[0]
    settings = stand.pop("settings")
    assert settings
    assert {name for name in fields(stand) if f"`{name}`" not in paper} == set()
