"""Everything that the page answers while one tells: rules, facts, notices, what waits unfinished."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from edudesk.models.contents import Content
from edudesk.services.schemes.results import State
from edudesk.services.standing.words import say_day
from edudesk.ui.pages.record.advice import Advice, Standpoint, advise, listed
from edudesk.ui.pages.record.asking import Foresight, Place, foresee
from edudesk.ui.pages.record.contents import tell
from edudesk.ui.pages.record.facts import seven_facts
from edudesk.ui.pages.record.frame import RecordFrame
from edudesk.ui.pages.record.ground import Begun
from edudesk.ui.papers.shelf import PaperShelf
from edudesk.ui.session import Session

_SILENT = frozenset(
    {"topic", "result", "reflection", "follow_up", "link", "place", "recorder", "responsible"}
)
"""Words that no rule reads: while they are typed the answer stays the same."""


def question(content: Content, kinds: tuple[str, ...]) -> object:
    """Return what the rules are asked; equal where their answer must be the same.

    Of the silent words they ask one thing, whether there are any: what is written is a paper of its kind.
    """
    read = {name: value for name, value in content.items() if name not in _SILENT}
    return read, _SILENT.intersection(content), kinds


class Answers(QObject):
    """Fills the cards and notices of the page.

    ``wanted(Place)`` asks for another form, ``moving(id)`` for the photos to go to that activity.
    """

    wanted = Signal(object)  # Place
    moving = Signal(str)

    def __init__(self, session: Session, frame: RecordFrame, shelf: PaperShelf) -> None:
        super().__init__(frame)
        self.session, self.frame, self.shelf = session, frame, shelf
        self.form = frame.form
        self._begun: Begun | None = None
        self._settled: set[str] = set()
        self._foresight = Foresight(None)
        self._asked: object = None

    def begin(self, begun: Begun | None) -> None:
        """Answer for another form from now on, or for none."""
        self._begun, self._settled = begun, set()
        self._foresight, self._asked = Foresight(None), None
        if begun is not None:
            self._announce(begun)
            self.look()

    def again(self) -> None:
        """Ask again: something was written elsewhere."""
        self._asked = None
        self._foresee()

    def tell(self, code: str, words: str) -> None:
        """Say something above the form."""
        self.frame.above.show_advice((Advice(code, words, ()),), self._answer)

    def offer(self, activity: str, topic: str, day: date) -> None:
        """Offer to put the photos to an activity of their day, which is recorded already."""
        say = self.session.say
        words = say("record.belongs", day=say_day(self.session.texts, day), title=topic)
        links = ((f"move {activity}", say("record.put-there")), ("another", say("record.is-another")))
        self.frame.above.show_advice((Advice("belongs", words, links, State.ON_TRACK),), self._answer)

    def look(self) -> None:
        """Answer what stands there now: facts and notices at once, the rules from the archive."""
        told = self.form.told()
        self.shelf.set_days(told.day, told.more.get("ends_on"))
        self._show_side()
        self._foresee()

    def _foresee(self) -> None:
        begun = self._begun
        if begun is None:
            return
        told, texts = self.form.told(), self.session.texts
        if told.day is None or told.state == "cancelled":
            code = "foresee-date" if told.day is None else "foresee-cancelled"
            self._foresight, self._asked = Foresight(None), None
            self.frame.foreseen.show_note(self.session.say(f"record.{code}"))
            self._show_side()
            return
        content = tell(told, begun.base, begun.ground.of(told.community_id).sides)
        kinds = tuple(one.kind for one in self.shelf.papers)
        asked = question(content, kinds)
        if asked == self._asked:
            return
        self._asked = asked
        self.session.desk.ask(
            self,
            lambda opened: foresee(opened, content, kinds, texts, begun.record_id),
            self._foreseen,
            failed=lambda _error: self._foreseen(Foresight(None)),
            key="foresee",
        )

    def _foreseen(self, foresight: Foresight) -> None:
        self._foresight = foresight
        foreseen, card = foresight.foreseen, self.frame.foreseen
        if foreseen is None:
            card.show_note(self.session.say("record.foresee-none"))
        elif foreseen.note and not self.form.told().partners:
            card.show_note(self.session.say("record.foresee-school"))
        else:
            card.show_foreseen(foreseen)
        self._show_side()

    def _show_side(self) -> None:
        begun = self._begun
        if begun is None:
            return
        told, texts, papers = self.form.told(), self.session.texts, self.shelf.papers
        foreseen = self._foresight.foreseen
        missing = [name for _, name in foreseen.gaps] if foreseen else []
        self.frame.facts.show_facts(seven_facts(texts, told, papers, missing))
        if not begun.readonly:
            self.frame.show_missing(listed(texts, missing) if foreseen else None)
        before = begun.base if begun.record_id else {}
        today, holiday = self.session.clock.today(), self._foresight.holiday_of
        standpoint = Standpoint(today, begun.ground.late_after, before, holiday)
        found = advise(texts, told, papers, standpoint, self._settled) if not begun.readonly else ()
        self.frame.notices.show_advice((*self._put_back(), *found), self._answer)

    def _put_back(self) -> tuple[Advice, ...]:
        paper = self.shelf.taken_out
        if paper is None:
            return ()
        say = self.session.say
        return (
            Advice("taken-out", say("record.removed", name=paper.name), (("back", say("record.put-back")),)),
        )

    def _answer(self, code: str, deed: str) -> None:
        match deed.split():
            case ["look", paper_id]:
                self.shelf.open(paper_id)
            case ["plan"]:
                self.form.set_state("planned")
            case ["hold"]:
                self.form.set_state("held")
            case ["back"]:
                self.shelf.put_back()
            case ["resume", draft_id]:
                self.wanted.emit(Place(draft=draft_id))
            case ["move", activity]:
                self.moving.emit(activity)
            case ["another"]:
                self.frame.above.show_advice((), self._answer)
            case ["new"]:
                self.wanted.emit(Place())
            case _:
                if code == "twin":
                    self.shelf.settle_twins()
                self._settled.add(code)
                self._show_side()

    def _announce(self, begun: Begun) -> None:
        """Offer what waits unfinished, or a fresh start where one goes on with it."""
        say, waiting = self.session.say, begun.ground.waiting
        found: tuple[Advice, ...] = ()
        if begun.resumed:
            at = begun.draft.changed_at.astimezone()
            when = f"{say_day(self.session.texts, at.date())} {at:%H:%M}"
            links = () if begun.record_id else (("new", say("record.start-new")),)
            found = (Advice("resumed", say("record.resumed", when=when), links, State.ON_TRACK),)
        elif waiting and not begun.record_id:
            title = waiting[0].title.strip() or say("record.untitled")
            code = "record.waiting" if len(waiting) == 1 else "record.waiting-several"
            links = ((f"resume {waiting[0].id}", say("record.resume")),)
            words = say(code, count=len(waiting), title=title)
            found = (Advice("waiting", words, links, State.ON_TRACK),)
        self.frame.above.show_advice(found, self._answer)
