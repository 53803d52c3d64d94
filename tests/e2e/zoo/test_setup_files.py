"""Setup and scheme files that are no TOML, or say the wrong thing."""

import pytest

from tests.e2e.program import plain, run
from tests.e2e.zoo.making import written

BAD_TOML = {
    "deep": "a = " + "[" * 50_000,
    "digits": "a = " + "9" * 5_000,
    "dots": ".".join("a" * 50_000) + " = 1",
    "date": "a = 2025-13-45",
    "quotes": '[school]\nname = "云杉小学',
    "twice": "[school]\nname = 'a'\n[school]\n",
    "nul": "a = 1\0",
}


@pytest.mark.parametrize("name", BAD_TOML)
def test_bad_toml_is_told_with_its_place_and_no_english(tmp_path, name):
    path = written(tmp_path / "a.toml", BAD_TOML[name])
    status, words = run("new", "--archive", str(tmp_path / "new"), "--from", str(path))
    assert status == 2
    assert words.startswith("设置文件第")
    assert not (tmp_path / "new").exists()
    status, words = run("scheme", "check", str(path))
    assert status == 1
    assert "行" in words
    assert "?" not in words


@pytest.mark.parametrize(
    "value", ["9223372036854775808", "['a']", "1e400", "true", "2025-09-01", "{ a = 1 }"]
)
def test_a_wrong_value_in_a_setup_file_is_told(tmp_path, value):
    path = written(tmp_path / "a.toml", f"[author]\nname = {value}\n[school]\nname = '云杉小学'\n")
    status, words = run("new", "--archive", str(tmp_path / "new"), "--from", str(path))
    assert status == 2
    plain(words)
    assert not (tmp_path / "new").exists()
