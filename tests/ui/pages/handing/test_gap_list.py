"""Very many gaps are shown some at a time, and none is lost."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from edudesk.services.handing.view import PAPERS, CommunityCheck, GapRow
from edudesk.services.schemes.results import State
from edudesk.services.standing.view import Step
from edudesk.texts import Texts
from edudesk.ui.pages.handing.gap_list import GapsCard
from edudesk.ui.widgets.words import Link, Words


def check(count: int) -> CommunityCheck:
    """Return the check of a community that lacks so many papers."""
    gaps = tuple(
        GapRow(
            PAPERS, State.AT_RISK, f"活动 {number}", "照片", f"活动 {number} 没有照片", Step("file", "补照片")
        )
        for number in range(count)
    )
    return CommunityCheck("one", "明德", gaps, (), 3, 1_000, ())


def more(card: GapsCard) -> list[Link]:
    """Return the links to further rows."""
    return [link for link in card.findChildren(Link) if link.text().startswith("还有") and link.isVisible()]


def test_a_thousand_gaps_come_with_each_click_in_their_order(qtbot: QtBot) -> None:
    card = GapsCard(Texts("zh"))
    qtbot.addWidget(card)
    card.show()
    card.show_gaps((check(100),))
    assert len(card.lines) == 40
    for expected in (80, 100):
        qtbot.waitUntil(lambda: bool(more(card)))
        qtbot.mouseClick(more(card)[0], Qt.MouseButton.LeftButton)
        assert len(card.lines) == expected
    assert not more(card)
    places = [card.body.indexOf(line) for line in card.lines]
    assert places == sorted(places)
    assert all(f"活动 {number}" in line.accessibleName() for number, line in enumerate(card.lines))


def test_few_gaps_are_all_there(qtbot: QtBot) -> None:
    card = GapsCard(Texts("zh"))
    qtbot.addWidget(card)
    card.show()
    card.show_gaps((check(7),))
    assert len(card.lines) == 7
    assert not more(card)


def test_what_a_gap_is_about_and_what_it_lacks_are_whole_in_a_narrow_list(qtbot: QtBot) -> None:
    about = "Open lesson of the whole township on reading aloud, with the parents of both schools"
    lacks = "no photograph, no attendance sheet, no record of the discussion that followed it"
    gap = GapRow(PAPERS, State.AT_RISK, about, lacks, f"{about}: {lacks}", Step("file", "Add them"))
    card = GapsCard(Texts("en"))
    qtbot.addWidget(card)
    card.resize(560, 400)
    card.show()
    card.show_gaps((CommunityCheck("one", "Mingde", (gap,), (), 3, 1_000, ()),))
    (line,) = card.lines

    def is_whole(words: Words) -> bool:
        wanted = words.heightForWidth(words.width())
        return words.height() >= wanted > words.fontMetrics().lineSpacing() * 2

    qtbot.waitUntil(lambda: is_whole(line.about) and is_whole(line.lacks))
    assert line.about.geometry().right() < line.lacks.geometry().left()
    assert line.rect().contains(line.lacks.geometry())
