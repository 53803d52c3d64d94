"""The page: three segments, the four steps of a package, and the bar of what comes next."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from edudesk.services.handing.view import Checked
from edudesk.services.schemes.results import State
from edudesk.ui.ahead import KeptCheck
from edudesk.ui.desk import Opened, Work
from edudesk.ui.page import Page
from edudesk.ui.pages.handing.batch_view import BatchView
from edudesk.ui.pages.handing.check_view import CheckView
from edudesk.ui.pages.handing.done_view import DoneView
from edudesk.ui.pages.handing.look_view import LookView
from edudesk.ui.pages.handing.making_view import AGAIN, ANOTHER, AS_FOLDER, LEAVE_OUT, MakingView
from edudesk.ui.pages.handing.packing import CHECK, DONE, READING, WRITING, Packing
from edudesk.ui.pages.handing.roll_view import RollView
from edudesk.ui.pages.handing.step_facts import step_facts
from edudesk.ui.pages.handing.traffic_view import TrafficView
from edudesk.ui.session import Session
from edudesk.ui.theme import theme
from edudesk.ui.widgets import dialogs
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.chips import Segment
from edudesk.ui.widgets.empty import EmptyState
from edudesk.ui.widgets.icon import Icon
from edudesk.ui.widgets.layout import BottomBar, PageScroll
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.steps import StepsBar
from edudesk.ui.widgets.words import Link, Words

MAKE, LOOK, SENT, ROLL = "make", "look", "sent", "roll"
_STEP_OF = {CHECK: 0, WRITING: 1, READING: 2, DONE: 3}


class HandingPage(Page):
    """Handing in: check, make, read back, hand over; what others send; what went to and fro; all members."""

    code = "handing"
    may_go = True
    has_primary = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        say = session.say
        self._checked: Checked | None = None
        self._packing = Packing.of(session)
        self._stage = self._packing.stage
        tabs = [(tab, say(f"handing.tab.{tab}")) for tab in (MAKE, LOOK, SENT, ROLL)]
        self._tabs = Segment(tabs)
        self._tabs.setAccessibleName(say("handing.title"))
        self._last = Words("", "second", "text2", elide=True)
        successor = Link(say("succession.settings-link"), "second")
        successor.clicked.connect(lambda: session.go("succession"))
        self._scroll = PageScroll(say("handing.title"), right=[self._last, successor], beside=[self._tabs])
        self._steps = StepsBar([(say(f"handing.step.{number}"), "") for number in range(1, 5)])
        self._check = CheckView(session)
        self._making = MakingView(session, self._packing)
        self._done = DoneView(session, self._packing)
        self._look, self._batch = LookView(session), BatchView(session)
        self._sent = TrafficView(session, self._packing)
        self._roll = RollView(session)
        others = (self._look, self._batch, self._sent, self._roll)
        self._views = (self._check, self._making, self._done, *others)
        self._blank = EmptyState("package", "", "", "…")
        self._make = Button(say("handing.make"), role="primary")
        self._bar = BottomBar(say("handing.bar.looking"), [self._make])
        self._lay_out()
        self._connect()
        self._show()

    def shows(self, work: Work) -> bool:
        """Return whether it is the making of a package or its copy, or the reading of another one."""
        return work in {self._packing.work, self._packing.copying, self._look.work, self._batch.work}

    def refresh(self) -> None:
        """Look at the term again: what was mended is no longer listed."""
        term, texts = self.session.term, self.session.texts
        kept = KeptCheck.of(self.session).answer
        if self._checked is None and kept is not None:
            self._show_answer(kept)

        def question(opened: Opened) -> Checked:
            from edudesk.services.handing.checking import Asking, check_term

            clock = opened.clock
            asking = Asking(opened.archive, clock.now(), clock.today(), texts)
            standing = opened.standing
            statuses = standing.own(term, clock.today())
            without = [one.title for one in standing.without_scheme if standing.is_ours(one)]
            return check_term(asking, statuses, without)

        self.session.desk.ask(self, question, self._show_answer, key="check")
        self._check.target.look()
        self._look.refresh()
        self._sent.refresh()
        self._done.refresh()
        if self._tabs.value() == ROLL:
            self._roll.refresh()

    def go_to(self, **place: Any) -> None:
        """Show a segment by ``tab``: make, look, sent or roll; ``package=…`` is looked at.

        With ``conflicts`` the records that say two things are shown, whatever is being looked at.
        """
        if "tab" in place:
            self._tabs.set_value(place["tab"])
        if "package" in place:
            self._tabs.set_value(LOOK)
            self._batch.put_away()
            self._look.look_at(Path(place["package"]))
        if place.get("conflicts"):
            self._batch.put_away()
            self._look.show_conflicts()
        # What was mended elsewhere, or a stick plugged in meanwhile, is noticed on coming back.
        self._stale = True
        self._show()
        if self.isVisible():
            self._freshen()

    def focus_filter(self) -> None:
        if self._tabs.value() == LOOK:
            self._look.focus_filter()

    def print_page(self) -> None:
        """Print the list that is shown, or the list of gaps of the package that was just made."""
        tab = self._tabs.value()
        if tab == LOOK:
            self._look.print_list()
        elif tab == SENT:
            self._sent.print_list()
        elif tab == ROLL:
            self._roll.print_roll()
        elif tab == MAKE and self._packing.stage == DONE:
            self._done.print_gaps()

    def _show_answer(self, checked: Checked) -> None:
        self._checked = checked
        self._last.setText(self._checked.last)
        self._done.show_deadline(self._checked.deadline_words)
        self._check.show_check(self._checked)
        self._show()

    def _forget(self) -> None:
        """Make nothing of the term that was looked at before."""
        self._checked = None
        self._show()

    def _start(self) -> None:
        wanted = self._check.wanted()
        if wanted is None:
            self._scroll.reveal(self._check)
        elif not self._packing.is_busy:
            self._packing.start(wanted)

    def _leave_failure(self, way: str) -> None:
        if way == AS_FOLDER:
            self._check.target.choose_form("folder")
        if way == LEAVE_OUT:
            self._check.leave_out()
        if way == ANOTHER:
            title = self.session.say("handing.target.choose-title")
            folder = dialogs.choose_folder(self, title, self._check.target.folder)
            if folder is None:
                return
            self._check.target.choose(folder)
        self._packing.reset()
        if way in (AGAIN, ANOTHER, AS_FOLDER, LEAVE_OUT):
            self._start()

    def _check_again(self, package: Path) -> None:
        self._tabs.set_value(LOOK)
        self._batch.put_away()
        self._show()
        self._look.look_at(package)

    def _make_anew(self, edition: str) -> None:
        if edition:
            self._check.choose_edition(edition)
        self._go_back(0)

    def _load_receipt(self) -> None:
        say = self.session.say
        found = dialogs.choose_files(self, say("handing.load-receipt"), ["*.json"], say("incoming.filter"))
        if found:
            self._check_again(found[0])

    def _show_tab(self, tab: str) -> None:
        self._tabs.set_value(tab)
        self._show()

    def _turn(self) -> None:
        if self._tabs.value() == ROLL:
            self._roll.refresh()
        self._show()

    def _go_back(self, place: int) -> None:
        if place == 0 and not self._packing.is_busy:
            self._packing.reset()
            self._make.setFocus()

    def _show(self) -> None:
        packing, tab = self._packing, self._tabs.value()
        blank = tab == MAKE and self._show_blank()
        making = tab == MAKE and not blank
        self._steps.setVisible(making)
        self._blank.setVisible(blank)
        look = self._batch if self._batch.is_begun else self._look
        inside: QWidget = {LOOK: look, SENT: self._sent, ROLL: self._roll}.get(tab, self._inside())
        for view in self._views:
            view.setVisible(view is inside and not blank)
        self._stopped.setVisible(making and packing.stage == CHECK and packing.stopped)
        self._bar.setVisible(making and packing.stage == CHECK)
        self._last.setVisible(making and packing.stage == CHECK and bool(self._last.text()))
        self._look.bar.setVisible(inside is self._look and self._look.wants_bar)
        self._show_steps()
        self._show_bar()
        self._making.show_packing()
        if packing.stage == DONE:
            self._done.show_packing()

    def _follow(self) -> None:
        """Show the next stage; who works on this page with keys finds the focus on its first button."""
        focus = QApplication.focusWidget()
        is_here = self.isVisible() and (focus is None or self.isAncestorOf(focus))
        before, self._stage = self._stage, self._packing.stage
        if self._stage == DONE:
            self._check.forget_password()
        self._show()
        if is_here and before != self._stage and self._tabs.value() == MAKE:
            if self._stage == CHECK:
                self._make.setFocus()
            elif self._stage == DONE:
                self._done.focus_button()
            else:
                self._making.focus_button()

    def _inside(self) -> QWidget:
        stage = self._packing.stage
        return self._check if stage == CHECK else self._done if stage == DONE else self._making

    def _show_blank(self) -> bool:
        checked, say = self._checked, self.session.say
        if checked is None or checked.communities or self._packing.stage != CHECK:
            return False
        kind = "no-scheme" if checked.without_scheme else "no-community"
        words = (say(f"handing.{kind}{part}") for part in ("", "-why", "-button"))
        self._blank.set_words(*words)
        return True

    def _take_blank_step(self) -> None:
        if self._checked is not None and self._checked.without_scheme:
            self.session.go("scheme")
        else:
            self.session.go("community")

    def _show_bar(self) -> None:
        say, count = self.session.say, self._check.gap_count
        if self._checked is None:
            self._bar.set_words(say("handing.bar.looking"))
        else:
            self._bar.set_words(say("handing.bar", count=count) if count else say("handing.bar.none"))
        several = len(self._check.chosen)
        self._make.setText(say("handing.make-several", count=several) if several > 1 else say("handing.make"))
        self._make.setEnabled(self._checked is not None)

    def _show_steps(self) -> None:
        packing, say = self._packing, self.session.say
        at = _STEP_OF.get(packing.stage, 1)
        self._steps.set_current(at)
        facts = step_facts(self.session.texts, packing, self._check.gap_count, self._check.seconds)
        for place, words in enumerate(facts):
            self._steps.set_fact(place, words)
        self._steps.setAccessibleName(say("handing.title"))

    def _lay_out(self) -> None:
        px = theme().tokens.px
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._stopped = Notice(State.ON_TRACK, self.session.say("handing.cancelled"), ())
        for part in (self._steps, self._stopped, self._blank):
            self._scroll.body.addWidget(part)
        for view in self._views:
            self._scroll.body.addWidget(view, 1)
        self._make.setMinimumWidth(px(150))
        self._bar.body.insertWidget(0, Icon("info"))
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._bar)
        whole.addWidget(self._look.bar)

    def _connect(self) -> None:
        self._tabs.edited.connect(self._turn)
        self._make.clicked.connect(self._start)
        self._packing.changed.connect(self._follow)
        self._look.changed.connect(self._show)
        self._look.several.connect(self._batch.offer)
        self._batch.changed.connect(self._show)
        self._check.changed.connect(self._show)
        self._steps.chosen.connect(self._go_back)
        self._making.wanted.connect(self._leave_failure)
        self._done.anew.connect(self._make_anew)
        self._done.loading.connect(self._load_receipt)
        self.session.term_changed.connect(self._forget)
        self._blank.clicked.connect(self._take_blank_step)
        self._sent.checking.connect(self._check_again)
        self._sent.making.connect(lambda: self._show_tab(MAKE))
        self._roll.taking_in.connect(lambda: self._show_tab(LOOK))
