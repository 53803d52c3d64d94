"""The head of a preview in English: what is counted and what is looked for are read whole."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from edudesk.services.receiving.comparing import VERDICTS
from edudesk.texts import Texts
from edudesk.ui.pages.handing.preview_card import PreviewCard
from edudesk.ui.session import Session


@pytest.mark.parametrize("count", [3, len(VERDICTS)])
@pytest.mark.parametrize("width", [960, 744, 560])
def test_the_counts_and_the_words_of_the_field_are_whole(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch, width: int, count: int
) -> None:
    monkeypatch.setattr(session, "texts", Texts("en"))
    shown: Any = SimpleNamespace(
        numbers=dict.fromkeys(VERDICTS[:count], 128),
        items=(),
        package=SimpleNamespace(name="one.zip"),
        search=lambda _words, **_texts: (),
    )
    card = PreviewCard(session, shown)
    qtbot.addWidget(card)
    card.resize(width, 640)
    card.show()

    def placed(widget: Any) -> QRect:
        return QRect(widget.mapTo(card, QPoint()), widget.size())

    chips = [card.chips.button(one) for one in VERDICTS[:count]]
    qtbot.waitUntil(lambda: all(one.isVisible() for one in chips) and placed(card.table).width() <= width)
    for at, chip in enumerate(chips):
        assert chip.width() >= chip.sizeHint().width(), chip.text()
        assert card.rect().contains(placed(chip)), chip.text()
        others = [*chips[at + 1 :], card.text, card.table]
        assert [one for one in others if placed(one).intersects(placed(chip))] == [], chip.text()
    words = card.text.fontMetrics().horizontalAdvance(card.text.placeholderText())
    assert card.text.contentsRect().width() - card.text.textMargins().left() > words
    lines = {placed(one).top() for one in chips}
    if count == 3 and len(lines) == 1:
        assert placed(chips[0]).center().y() == placed(card.text).center().y()
    assert len(lines) < count
