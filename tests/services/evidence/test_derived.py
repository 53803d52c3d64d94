"""Derived files can vanish or break without harm."""

import pytest

from edudesk.services.evidence import DerivedFiles

ORIGINAL = "ab" * 32


def test_made_once_and_again_after_damage(tmp_path):
    derived, made = DerivedFiles(tmp_path / "derived"), []

    def make():
        made.append(1)
        return b"small picture"

    for _ in range(2):
        assert derived.get_or_make(ORIGINAL, "thumbnail-512", make) == b"small picture"
    assert len(made) == 1
    copy = next(path for path in (tmp_path / "derived").rglob("*") if path.is_file())
    copy.write_bytes(copy.read_bytes()[:-3])
    assert derived.get_or_make(ORIGINAL, "thumbnail-512", make) == b"small picture"
    derived.clear()
    assert derived.get(ORIGINAL, "thumbnail-512") is None
    assert derived.get_or_make(ORIGINAL, "thumbnail-512", make) == b"small picture"
    assert len(made) == 3


def test_forgetting_an_original_takes_all_its_copies_and_no_others(tmp_path):
    derived, other = DerivedFiles(tmp_path), "ab" + "cd" * 31
    for original in (ORIGINAL, other):
        for recipe in ("thumbnail-512", "report-1600"):
            derived.keep(original, recipe, b"x")
    derived.forget(ORIGINAL)
    assert derived.get(ORIGINAL, "report-1600") is None
    assert derived.get(other, "report-1600") == b"x"


def test_copy_that_cannot_be_kept_is_handed_over_all_the_same(tmp_path):
    (tmp_path / "derived").write_text("a file in the way")
    assert DerivedFiles(tmp_path / "derived").get_or_make(ORIGINAL, "thumbnail-512", lambda: b"x") == b"x"


@pytest.mark.parametrize("recipe", ["../x", "", "a/b", "A"])
def test_recipe_reaches_no_other_path(tmp_path, recipe):
    with pytest.raises(ValueError):
        DerivedFiles(tmp_path).get(ORIGINAL, recipe)
