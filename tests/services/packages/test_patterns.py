"""Packages and folders are named by a pattern that a person may change, and stay safe on every system."""

import pytest

from edudesk.errors import UserError
from edudesk.services.packages.patterns import (
    ACTIVITY,
    PACKAGE,
    keep_pattern,
    named_by,
    pattern_of,
    read_pattern,
    shown_pattern,
)
from edudesk.texts import Texts
from tests.services.packages.handing import IDENTITY
from tests.services.packages.test_build import build, payload

VALUES = {
    "学校": "示范小学",
    "学年": "2025-2026学年",
    "学期": "第一学期",
    "材料": "工作总结",
    "日期": "20260109",
}


def test_a_name_follows_the_pattern():
    assert (
        named_by("{学校}{学年}{学期}{材料}{日期}", VALUES) == "示范小学2025-2026学年第一学期工作总结20260109"
    )
    assert named_by("{材料}_{学校}", VALUES) == "工作总结_示范小学"
    assert named_by("{序号}-{类型}-{主题}", {"序号": "03", "主题": "听课"}) == "03-听课", "nothing gapes"
    assert named_by("{主题}", {}) == "未命名"
    assert named_by("{主题}：{序号}", {"主题": f"证 {IDENTITY}?", "序号": "x" * 200}).startswith(
        "证 （证件号略）？："
    )
    assert len(named_by("{主题}", {"主题": "长" * 300}, room=9)) <= 91


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{教师}", "editions.pattern-unknown"),
        ("{Teacher}", "editions.pattern-unknown"),
        ("{学校}{日期", "editions.pattern-braces"),
        ("上报材料", "editions.pattern-fields"),
        (f"{{学校}}{IDENTITY}", "editions.pattern-number"),
    ],
)
def test_what_cannot_be_a_pattern_is_said(pattern, code):
    with pytest.raises(UserError) as refused:
        read_pattern(PACKAGE, pattern)
    assert refused.value.code == code
    assert "{学校}" in Texts("zh").present(refused.value) or code == "editions.pattern-number"
    assert "{School}{School year}" in Texts("en").present(refused.value) or code == "editions.pattern-number"


def test_a_pattern_is_written_in_either_language_and_kept_the_same(archive):
    for named in (PACKAGE, ACTIVITY):
        english = shown_pattern(named, named.usual, "en")
        assert english.isascii()
        assert shown_pattern(named, english, "zh") == read_pattern(named, english) == named.usual
        for field in named.fields:
            assert read_pattern(named, f"{{{field.en.upper()}}}") == f"{{{field.zh}}}", "however written"
    keep_pattern(archive, PACKAGE, "{Papers}—{学年} { school } 2026")
    assert archive.fact(PACKAGE.fact) == "{材料}—{学年} {学校} 2026"
    assert (
        shown_pattern(PACKAGE, pattern_of(archive, PACKAGE), "en") == "{Papers}—{School year} {School} 2026"
    )
    assert named_by(read_pattern(PACKAGE, "{School}-{Papers}"), VALUES) == named_by("{学校}-{材料}", VALUES)


def test_a_package_is_named_by_the_archives_own_patterns(term_archive, tmp_path):
    archive = term_archive
    keep_pattern(archive, PACKAGE, "{日期} {共同体}/{版本}")
    keep_pattern(archive, ACTIVITY, "{日期}_{主题}")
    built = build(archive, tmp_path / "out")
    assert built.path.name == "20260120 明德—石榴湾结对／完整版.zip"
    assert "04-活动记录/20251015_送教：古诗两首/活动记录表.pdf" in payload(built.path)
    keep_pattern(archive, PACKAGE, "")
    assert pattern_of(archive, PACKAGE) == PACKAGE.usual
