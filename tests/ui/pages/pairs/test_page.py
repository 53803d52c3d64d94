"""师徒结对 by keys and mouse: looking, recording, a new pair, reviews of a term, an early end, undo."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edudesk.services import drafts
from edudesk.services.calendar import TermCode
from edudesk.services.records import all_of, get
from edudesk.services.undo import undo
from edudesk.ui.desk import Opened
from edudesk.ui.pages.pairs import PairsPage
from edudesk.ui.pages.pairs.ending import EndDialog
from edudesk.ui.session import Session
from tests.ui.asking import LONG, Said, Went, told
from tests.ui.widgets.composing import write


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PairsPage:
    session.preferences.keep_state("pairs.view", "cards")
    made = PairsPage(session)
    qtbot.addWidget(made)
    made.resize(1300, 640)
    made.show()
    qtbot.waitUntil(lambda: made.pane.seen is not None, timeout=LONG)
    return made


def names(page: PairsPage) -> list[str]:
    return [card.mentors[0].name for card in page.shown]


def test_the_daily_work_with_pairs(qtbot: QtBot, session: Session, page: PairsPage, went: Went, said: Said):
    work = Work(qtbot, session, page, went, said)
    work.look_through_the_cards()
    pair = work.record_a_session_from_its_card()
    work.change_to_the_list_and_back()
    work.go_to_an_activity_by_the_time_line(pair)
    made = work.make_a_pair()
    work.review_a_term_as_the_mentor(pair)
    work.end_a_pair_early(made)
    work.let_it_run_again(made)


@dataclass(frozen=True)
class Work:
    """The daily work with pairs, step by step, by keys and mouse."""

    qtbot: QtBot
    session: Session
    page: PairsPage
    went: Went
    said: Said

    def until(self, ready: Callable[[], object]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=LONG)

    def ask(self, question: Callable[[Opened], Any]) -> Any:
        """Return what the archive answers."""
        return told(self.qtbot, self.session, question)

    def look_through_the_cards(self) -> None:
        """The title answers, cards are reached by arrows, the pane follows, the filter narrows."""
        page, qtbot = self.page, self.qtbot
        assert page.title.title == "5月还有 3/5 对没有活动"
        assert names(page)[:3] == ["贺景行", "唐晚晴", "叶知秋"]
        first, second = page.cards.cards[:2]
        assert "4月 1 次；5月 没有活动" in first.accessibleName()
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Right)
        assert page.focusWidget() is second
        self.until(lambda: page.pane.shown == second.card.id and page.pane.seen is not None)
        click(qtbot, page.filters.which._buttons["idle"])
        assert len(page.shown) == 3
        page.focus_filter()
        qtbot.keyClicks(page.filters.text, "hjx")
        assert names(page) == ["贺景行"]
        page.filters.clear()

    def record_a_session_from_its_card(self) -> str:
        """The form is told both people with their sides, the kind and the schools; return the pair."""
        card = next(one for one in self.page.cards.cards if one.card.mentors[0].name == "贺景行")
        click(self.qtbot, card.step)
        self.until(lambda: self.went)
        to, place = self.went.pop()
        assert to == "record"
        content = place["content"]
        assert [(row["name"], row["role"], row["side"]) for row in content["people"]] == [
            ("贺景行", "mentor", "helper"),
            ("韦志航", "apprentice", "helped"),
        ]
        assert (content["kinds"], content["subjects"]) == (["mentoring"], ["maths"])
        assert len(content["schools"]) == 2
        return card.card.id

    def change_to_the_list_and_back(self) -> None:
        """The list says the same."""
        page = self.page
        click(self.qtbot, page.view._buttons["list"])
        self.until(lambda: page.table.model.total == 5)
        assert page.table.isVisible()
        click(self.qtbot, page.view._buttons["cards"])

    def go_to_an_activity_by_the_time_line(self, pair: str) -> None:
        """The time line leads to each activity."""
        pane = self.page.pane
        self.page.go_to(id=pair)
        self.until(lambda: self.is_seen(pair) and pane.line.isVisible())
        entry = pane.line.entries[0]
        entry.setFocus()
        self.qtbot.keyClick(entry, Qt.Key.Key_Return)
        assert self.went.pop() == ("activity", {"id": entry.line.id})

    def make_a_pair(self) -> str:
        """Two names by initials and Enter, a duty by a click, saved by the button; return the new pair."""
        page, qtbot = self.page, self.qtbot
        click(qtbot, page.add_button)
        self.until(lambda: page.form.is_ready)
        form = page.form
        assert page.has_primary
        for part, typed in (("mentor", "gtx"), ("apprentice", "lhb,mcy")):
            qtbot.keyClicks(form.people[part].line, typed)
            qtbot.keyClick(form.people[part].line, Qt.Key.Key_Return)
        assert form.days["starts_on"].date() == date(2025, 9, 1)
        assert form.name.text().count("—") == 1
        click(qtbot, form.duties["mentor"].offers["listen-7"])
        assert form.duties["mentor"].words.text() == "每学期听徒弟课不少于7节。"
        click(qtbot, form.save_button)
        self.until(lambda: self.said and self.said[-1][0] == "已结对")
        pairs = self.ask(lambda opened: all_of(opened.archive, "mentor-pair"))
        made = pairs[-1]
        assert len(pairs) == 6
        assert [row["part"] for row in made.content["people"]] == ["mentor", "apprentice", "apprentice"]
        assert made.content["mentor_duties"] == "每学期听徒弟课不少于7节。"
        self.until(lambda: page.pane.shown == made.id and len(page.shown) == 6)
        return str(made.id)

    def review_a_term_as_the_mentor(self, pair: str) -> None:
        """The term as both sides see it: who has not written is named; one writes, the other waits."""
        self.page.open_reviews(pair, "2025-1")
        reviews = self.page.reviews
        self.until(lambda: len(reviews.cards) == 2)
        mentor, apprentice = reviews.cards
        write(mentor.body_field, "敢放手了")
        with self.qtbot.waitSignal(mentor.keeper.kept, timeout=5000):
            pass
        (draft,) = self.ask(lambda opened: drafts.waiting(opened.archive).drafts)
        assert (draft.type, draft.content["body"], draft.content["by"]) == ("opinion", "敢放手了", "贺景行")
        assert not apprentice.is_touched
        click(self.qtbot, reviews.save_button)
        self.until(lambda: self.said[-1][0] == "评议已存好")
        (opinion,) = self.ask(lambda opened: all_of(opened.archive, "opinion", about_id=pair))
        assert opinion.content["dated"] <= date(2026, 2, 28)
        assert self.ask(lambda opened: drafts.waiting(opened.archive).drafts) == ()

    def end_a_pair_early(self, pair: str) -> None:
        """Ending asks for its reason, which waits after a slip; the pair stays as history."""
        page, qtbot = self.page, self.qtbot
        page.go_to(id=pair)
        self.until(lambda: self.is_seen(pair))
        dialog = self.dialog_of_the_end()
        click(qtbot, dialog.outcome._buttons["ended"])
        click(qtbot, dialog.do)
        assert dialog.because_row.box.error == "写几个字，为什么结束"
        write(dialog.because, "徒弟调走")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # a slip: what was typed waits
        self.until_the_dialog_is_gone()
        dialog = self.dialog_of_the_end("徒弟调走")
        assert dialog.outcome.value() == "ended"
        dialog.reject()  # as it was shown, so it stays
        self.until_the_dialog_is_gone()
        click(qtbot, self.dialog_of_the_end("徒弟调走").do)
        self.until(lambda: self.said[-1][0].endswith("已结束"))
        page.filters.choose("ended")
        self.until(lambda: [one.id for one in page.shown] == [pair])

    def let_it_run_again(self, pair: str) -> None:
        """Undo lets the pair run again."""
        change = self.said[-1][1]
        self.session.desk.change(
            self.session, lambda opened: undo(opened.archive, change, opened.clock.now())
        )
        self.until(lambda: not self.page.shown)
        assert self.page.empty.isVisible()
        assert "completion" not in self.ask(lambda opened: get(opened.archive, pair).content)

    def is_seen(self, pair: str) -> bool:
        """Tell whether the pane shows a pair."""
        seen = self.page.pane.seen
        return seen is not None and seen.detail.card.id == pair

    def dialog_of_the_end(self, because: str = "") -> EndDialog:
        """Open the dialog that ends a pair, and wait until the reason typed before is there."""
        self.page.pane.end.trigger()
        dialog = self.page.window().findChild(EndDialog)
        assert dialog is not None
        self.until(lambda: dialog.because.text() == because)
        return dialog

    def until_the_dialog_is_gone(self) -> None:
        """Wait until no dialog of an end is there."""
        self.until(lambda: self.page.window().findChild(EndDialog) is None)


def test_what_was_typed_is_there_again_after_a_crash(qtbot: QtBot, session: Session, page: PairsPage):
    page.open_form({})
    qtbot.waitUntil(lambda: page.form.is_ready, timeout=LONG)
    write(page.form.people["mentor"].line, "外校张老师")
    qtbot.keyClick(page.form.people["mentor"].line, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.form.keeper.kept, timeout=5000):
        pass
    again = PairsPage(session)
    qtbot.addWidget(again)
    again.show()
    again.open_form({})
    qtbot.waitUntil(lambda: again.form.is_ready, timeout=LONG)
    assert [one.name for one in again.form.people["mentor"].tokens()] == ["外校张老师"]
    assert again.form.kept.text() == "接着上次没存的写"
    again.form.save()
    assert again.form.rows["apprentice"].box.error == "徒弟是谁"

    # Its name in the navigation leads back to the pairs, and where none runs all are offered.
    again.to_start()
    assert again.cards.isVisible()
    session.set_term(TermCode(2024, 2))
    qtbot.waitUntil(again.empty.isVisible, timeout=LONG)
    click(qtbot, again.empty.button)
    qtbot.waitUntil(lambda: len(again.shown) == 5, timeout=LONG)
