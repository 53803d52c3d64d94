"""Words over narrow columns, in both languages."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from edudesk.services.exchanging.kinds import work_kinds
from edudesk.texts import Language, Texts
from edudesk.ui.pages.exchanges.bars import YearBars
from edudesk.ui.pages.exchanges.bars_model import STATE
from edudesk.ui.pages.exchanges.words import long_month, say_span, say_states, short_day, short_month, worked
from edudesk.ui.theme import Shade, Size, theme

DAY = date(2025, 9, 18)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("2025年9月", "9月", "9.18", "9月18日—10月2日", "9月18日—30日")),
        ("en", ("September 2025", "Sep", "18 Sep", "18 Sep–2 Oct", "18–30 Sep")),
    ],
)
def test_months_and_days_are_written_as_the_language_writes_them(
    language: Language, said: tuple[str, ...]
) -> None:
    texts = Texts(language)
    spans = [say_span(texts, DAY, last, brief=True) for last in (date(2025, 10, 2), date(2025, 9, 30))]
    assert (long_month(texts, DAY), short_month(texts, DAY), short_day(texts, DAY), *spans) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("上课 10 节", "听课 1 节", "集体备课 2 次")),
        ("en", ("Lessons 10", "Lessons observed 1", "Planning 2 times")),
    ],
)
def test_work_is_said_with_its_unit_once(language: Language, said: tuple[str, ...]) -> None:
    kinds = {kind.code: kind for kind in work_kinds(None)}
    counted = {"lesson": 10, "observation": 1, "planning": 2}
    texts = Texts(language)
    assert tuple(worked(texts, kinds[code], Decimal(amount)) for code, amount in counted.items()) == said


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_a_stay_stands_is_never_cut(qtbot: QtBot, language: Language, size: Size) -> None:
    theme().set(Shade.LIGHT, size)
    texts = Texts(language)
    bars = YearBars(texts)
    qtbot.addWidget(bars)
    room = bars.columnWidth(STATE) - theme().tokens.px(8 + 16 + 6 + 4)  # beside the glyph
    metrics = QFontMetrics(theme().font("second"))
    assert max(metrics.horizontalAdvance(words) for words in say_states(texts)) <= room
