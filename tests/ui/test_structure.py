"""Every screen of the window, wide and narrow, large and foreign: nothing cut, nameless or out of reach."""

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edudesk.resources import resource
from edudesk.services.filing.classes import CLASSES
from edudesk.services.preferences import SizeChoice
from edudesk.texts import Label, Language, Texts
from tests.pictures.modes import LAPTOP, NARROW, Mode
from tests.pictures.scenes import SCENES
from tests.pictures.scenes.community import SCHOOLS
from tests.pictures.scenes.people import ROSTER
from tests.pictures.stage import Ground, Stage
from tests.ui.structure_checks import CHECKS, Finding, Screen
from tests.ui.structure_hands import Hands
from tests.ui.structure_pseudo import PseudoTexts, marked_label
from tests.ui.structure_watch import Watch
from tests.ui.structure_words import chinese_marks, untranslated

pytestmark = pytest.mark.long

TYPED = (
    "2025秋季帮扶协议（盖章） "
    "没有这个 阅读 二年级口语交际同课异构，课后评议到六点 约好下周三再听一节，由对方上。 教师名册 班主任 "
    "三月初三 U 盘 明德实验小学 周敏 云杉共建型教共体 教研室 江一帆"
    "上报材料 结对帮扶材料 受援校鉴定 完整版；身份证号、电话未列入，图片位置信息已去除；缺项 中文 "
    "示范小学 石榴湾镇中心小学 林可 明德—石榴湾结对 送教 讲座 教研 秋季上报包 春季上报包 "
    "秋季帮扶协议 盖章 下学期工作计划 捐赠清单 wps 三年级手拉手小组 不完整的包 加密 家长志愿者"
)
"""What the scenes type and name, what stands in packages, and the names of languages."""


def _mode(language: Language, size: SizeChoice, room: tuple[int, int]) -> Mode:
    return Mode("", language, "light", size, room)


@cache
def _material(demonstration: Path) -> str:
    """Return everything that stands in the archive and in the files it was made from."""
    parts = [TYPED, ROSTER, *SCHOOLS]
    parts += [path.read_text("utf-8") for path in sorted((demonstration / "journal").glob("*.jsonl"))]
    for folder in ("schemes", "demonstration"):
        parts += [path.read_text("utf-8") for path in sorted(resource(folder).rglob("*.toml"))]
    return json.dumps(parts, ensure_ascii=False)


def _is_data(demonstration: Path, folder: Path) -> Callable[[str], bool]:
    # In archive numbers words stand in Chinese, whatever the language.
    material = _material(demonstration) + " ".join(one.name.zh for one in CLASSES)
    code = re.compile(r"[A-Z]{2,4}")  # four groups of letters and digits, to be read out on the telephone
    return lambda words: words in material or words in f"{folder}/EduDesk" or bool(code.fullmatch(words))


def _walk(
    stage: Stage, watch: Watch, looks: Callable[[Screen], Iterator[Finding]], *, narrowed: bool = False
) -> dict[str, list[str]]:
    """Act all scenes and look at each, if asked for in a narrow window too; tell in which what was found."""
    found: dict[str, list[str]] = {}
    only = os.environ.get("EDUDESK_SCENES", "").split()
    for scene in SCENES:
        if scene.fresh:
            stage.begin(scene.archive)
        scene.act(stage)
        if only and scene.code not in only:
            continue
        for finding in looks(_screen(stage, watch)):
            found.setdefault(str(finding), []).append(scene.code)
        if narrowed:
            stage.resize(*NARROW)
            stage.settle()
            for finding in _structure(_screen(stage, watch)):
                found.setdefault(f"{finding} (narrow)", []).append(scene.code)
            stage.resize(*stage.mode.room)
    stage.end()
    return found


def _screen(stage: Stage, watch: Watch) -> Screen:
    page = stage.shown_page()
    with watch.looking() as written:
        stage.picture()
    return Screen(stage.window, page, tuple(written))


@pytest.fixture
def stage_of(qapp: QApplication, demonstration: Path, tmp_path: Path) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(mode: Mode, texts: Texts | None = None) -> Stage:
        made.append(
            Stage(qapp, mode, Ground(demonstration, tmp_path / "stage", tmp_path / "stage" / "U 盘"), texts)
        )
        return made[-1]

    yield make
    for stage in made:
        stage.end()


@pytest.fixture
def watch(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watching = Watch(qapp)
    watching.listen(monkeypatch)
    QAccessible.setActive(True)
    return watching


def _structure(screen: Screen) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(screen)


def _told(found: dict[str, list[str]]) -> str:
    return "\n" + "\n".join(f"{what}   [{', '.join(scenes[:6])}]" for what, scenes in sorted(found.items()))


@pytest.mark.parametrize(
    "mode",
    [_mode("zh", "standard", LAPTOP), _mode("en", "larger", LAPTOP)],
    ids=["zh", "en-larger"],
)
def test_every_screen_is_whole(
    qtbot: QtBot, mode: Mode, stage_of: Callable[..., Stage], watch: Watch, demonstration: Path
) -> None:
    stage = stage_of(mode)
    hands, is_data = Hands(stage), _is_data(demonstration, stage.folder)

    def looks(screen: Screen) -> Iterator[Finding]:
        yield from _structure(screen)
        if mode.size == "standard":  # fingers do the same in every look
            yield from hands.look(screen)
        if mode.language == "en":
            yield from chinese_marks(screen, is_data)

    # Walking twice would take twice as long, and a window is made narrow in life too.
    found = _walk(stage, watch, looks, narrowed=mode.language == "zh")
    assert not found, _told(found)


def test_every_word_is_translated_and_longer_words_break_nothing(
    qtbot: QtBot,
    stage_of: Callable[..., Stage],
    watch: Watch,
    demonstration: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Label, "__call__", marked_label)
    stage = stage_of(_mode("en", "standard", LAPTOP), PseudoTexts())
    is_data = _is_data(demonstration, stage.folder)

    def looks(screen: Screen) -> Iterator[Finding]:
        yield from _structure(screen)
        yield from untranslated(screen, is_data)

    found = _walk(stage, watch, looks)
    assert not found, _told(found)
