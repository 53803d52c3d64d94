"""The command line as an IT person uses it: exit statuses, plain words, JSON, both languages."""

import json
import shutil
from pathlib import Path

import pytest

from edudesk.cli import run_command
from edudesk.services.demonstration import DEMO_DAY
from edudesk.texts import english


@pytest.fixture(scope="module")
def demo(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(demonstration, tmp_path_factory.mktemp("demo") / "archive")


def test_status_names_every_community_and_exits_done_with_gaps(demo: Path, capsys) -> None:
    words = ("status", "--archive", str(demo), "--term", "2025-2", "--on", str(DEMO_DAY))
    assert run_command(words) == 0
    said = capsys.readouterr().out
    assert said.count("截至 2026-05-20") == 2
    assert "还差英语" in said
    assert run_command([*words, "--strict"]) == 1


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_shows_what_the_demonstration_says(demo: Path, name: str, capsys) -> None:
    paper = (Path(__file__).resolve().parents[2] / name).read_text("utf-8")
    shown = paper.partition("```text\n")[2].partition("```")[0].splitlines()
    assert run_command(["status", "--archive", str(demo), "--term", "2025-2", "--on", str(DEMO_DAY)]) == 0
    said = {" ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    assert {" ".join(line.split()) for line in shown} - said == {"…"}


def test_status_in_json_holds_what_the_table_shows(demo: Path, capsys) -> None:
    assert (
        run_command(["status", "--archive", str(demo), "--term", "2025-1", "--on", str(DEMO_DAY), "--json"])
        == 0
    )
    first, second = json.loads(capsys.readouterr().out)
    assert first["scheme"]["id"] == "qinnan"
    assert second["scheme"]["id"] == "taihe-kindergarten"
    rules = {rule["id"]: rule for rule in first["rules"]}
    assert rules["exchange-days"]["state"] == "exceeded"
    assert all(rule["sentence"] for rule in rules.values())


def test_english_is_complete_where_a_person_reads(demo: Path, capsys) -> None:
    words = ("--language", "en", "status", "--archive", str(demo), "--term", "2025-2", "--on", str(DEMO_DAY))
    assert run_command(words) == 0
    said = capsys.readouterr().out
    assert "Still owed" in said
    assert "still owed by" in said
    assert "还差" not in said


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["status", "--term", "2025-1", "--archive", "no-such-place"], 2),
        (["status", "--term", "2025-7"], 2),
        (["status", "--term", "2025-1", "--on", "昨天"], 2),
        (["merge", "package.zip"], 2),
        (["export", "--term", "2025-1", "--to", "x", "--edition", "email"], 2),
        (["scheme", "show", "no-such-scheme"], 2),
        (["scheme", "check", "no-such-file.toml"], 2),
        (["scheme", "check", "qinnan"], 0),
        (["scheme", "list"], 0),
        (["verify", "no-such-package.zip"], 2),
    ],
)
def test_each_outcome_has_its_exit_status_and_plain_words(
    words, status, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(words) == status
    said = capsys.readouterr()
    assert any("\u4e00" <= character <= "\u9fff" for character in said.out + said.err)
    assert list(tmp_path.iterdir()) == []


def test_the_option_that_helps_is_named_by_the_command_alone(demo: Path, tmp_path: Path, capsys) -> None:
    paper = ["report", "--archive", str(demo), "--kind", "移交单", "--record", "none"]
    assert run_command([*paper, "--to", str(tmp_path / "slip.pdf")]) == 2
    assert "--record" in capsys.readouterr().err


def test_wrong_use_is_said_in_the_readers_language(capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(["status"])
    assert caught.value.code == 2
    assert "还需要写：--term" in capsys.readouterr().err


def test_every_command_has_help_in_both_languages(capsys) -> None:
    for language in ("zh", "en"):
        for name in ("demo", "new", "template", "import", "scheme", "status", "report", "export", "verify"):
            with pytest.raises(SystemExit) as caught:
                run_command(["--language", language, name, "--help"])
            assert caught.value.code == 0
            said = capsys.readouterr().out
            assert (english()[f"cli.{name}"] in said.replace("\n", " ")) == (language == "en")


def test_a_package_leaves_and_is_verified_under_a_password(demo: Path, tmp_path: Path, capsys) -> None:
    password, weak = tmp_path / "password.txt", tmp_path / "weak.txt"
    password.write_text("Granat-2026 apfel\n", "utf-8")
    weak.write_text("123456\n", "utf-8")
    export = ["export", "--archive", str(demo), "--term", "2025-1", "--on", str(DEMO_DAY)]
    export += ["--to", str(tmp_path / "out"), "--password-file"]
    assert run_command([*export, str(weak)]) == 2
    assert run_command([*export, str(password), "--form", "folder"]) == 2
    assert not (tmp_path / "out").exists()
    assert run_command([*export, str(password)]) == 0
    package, *_ = sorted((tmp_path / "out").iterdir())
    capsys.readouterr()
    assert run_command(["verify", str(package)]) == 2
    assert "密码" in capsys.readouterr().err
    assert run_command(["verify", str(package), "--password-file", str(password), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["valid"], told["signature"]["state"]) == (True, "valid")
    assert not [path for path in demo.iterdir() if path.name.startswith(".edudesk-part-")]


def test_a_backup_comes_back_and_check_finds_the_archive_sound(demo: Path, tmp_path: Path, capsys) -> None:
    assert run_command(["backup", "--archive", str(demo), "--to", str(tmp_path / "stick")]) == 0
    (backup,) = (tmp_path / "stick").iterdir()
    again = str(tmp_path / "again")
    assert run_command(["restore", str(backup), "--archive", again]) == 0
    assert run_command(["restore", str(backup), "--archive", again]) == 2
    assert (
        run_command(
            [
                "scheme",
                "use",
                "qinnan",
                "--archive",
                again,
                "--community",
                "云杉附幼结对帮扶（石榴湾幼儿园）",
                "--since",
                "2026-09-01",
            ]
        )
        == 0
    )
    assert run_command(["restore", str(backup), "--archive", again, "--over", "--journal"]) == 0
    assert run_command(["check", "--archive", again]) == 0
    said = capsys.readouterr().out
    assert "从流水里补回 1 次录入" in said
    assert "一切正常" in said
