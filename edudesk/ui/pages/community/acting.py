"""What the page does: each act is one change with its way back in the toast."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from edudesk.errors import UserError
from edudesk.ui.kept_window import KeptWindow
from edudesk.ui.pages.community import questions
from edudesk.ui.pages.community.acts import (
    Act,
    Values,
    ask_domain,
    ask_duty,
    ask_last_day,
    ask_role,
    ask_to_join,
)
from edudesk.ui.pages.community.questions import Offers
from edudesk.ui.session import Session

if TYPE_CHECKING:
    from edudesk.services.communities.agreements import AgreementLine
    from edudesk.services.communities.answers import JoinedPair, RefusedPair, ShownProposal
    from edudesk.services.communities.seeing import DatedLine


class Acting:
    """Opens the windows of the acts and writes what they say, for the community that is shown."""

    def __init__(self, session: Session, page: QWidget) -> None:
        self._session, self._page = session, page
        self.community = ""
        self.act: Act | None = None
        """The window that was opened last."""

    def join(self) -> None:
        """Let a school join."""
        self._with_offers(
            lambda offers: ask_to_join(self._session, offers, partial(self._join, offers), self._page),
            "join",
        )

    def role(self, line: "DatedLine") -> None:
        """Give a member another role from a day on."""

        def write(values: Values) -> None:
            begins = {**line.row, "role": values["role"], "since": values["since"], "until": None}
            self._turn("members", "role", ends=line.row, begins=begins)

        self._with_offers(lambda offers: ask_role(self._session, offers, line, write, self._page))

    def leave(self, line: "DatedLine") -> None:
        """Let a member leave with a last day."""
        say = self._session.say
        title = say("communitypage.leave-of", name=line.who)
        self._end("members", "leave", title, say("communitypage.leave-do"), line)

    def serve(self, instead: "DatedLine | None" = None) -> None:
        """Enter somebody into the leading group, or instead of somebody from a day on."""

        def write(values: Values) -> None:
            if not values["person"] and not values["name"]:
                self._refuse("communities.nobody")
                return
            duty = instead.row["duty"] if instead else values["duty"]
            side = instead.row.get("school_id") if instead else values["side"]
            who = {"person_id": values["person"], "name": values["name"] or None}
            begins = {"duty": duty, "school_id": side, **who, "since": values["since"]}
            self._turn("group", "group", ends=instead.row if instead else None, begins=begins)

        def make(offers: Offers) -> Act:
            return ask_duty(self._session, offers, write, self._page, instead=instead)

        self._with_offers(make, f"instead {instead.who}" if instead else "serve")

    def stop_serving(self, line: "DatedLine") -> None:
        """End a place in the leading group."""
        say = self._session.say
        title = say("communitypage.stop-of", name=line.who)
        self._end("group", "group-end", title, say("communitypage.stop-do"), line)

    def cover(self) -> None:
        """Let "every subject, person or member" run over one more."""

        def write(values: Values) -> None:
            sort, value = values["domain"], values["value"]
            about = {"value": value} if sort == "subject" else {"about_id": value}
            begins = {"domain": sort, **about, "since": values["since"]}
            self._turn("domains", "domain", begins=begins)

        self._with_offers(lambda offers: ask_domain(self._session, offers, write, self._page))

    def stop_covering(self, line: "DatedLine") -> None:
        """Let it run over one fewer after a day."""
        say = self._session.say
        title = say("communitypage.uncover-of", name=line.words(self._session.texts.language) or line.who)
        self._end("domains", "domain-end", title, say("communitypage.stop-do"), line)

    def act_on(self, sort: str, act: str, line: "DatedLine") -> None:
        """Do what a row's menu says."""
        deeds: dict[tuple[str, str], Callable[[DatedLine], None]] = {
            ("members", "role"): self.role,
            ("members", "leave"): self.leave,
            ("group", "instead"): self.serve,
            ("group", "end"): self.stop_serving,
            ("domains", "end"): self.stop_covering,
        }
        deeds[sort, act](line)

    def act_on_pact(self, act: str, line: "AgreementLine") -> None:
        """Renew an agreement, note its filing, or open it to be edited or to take the scan."""
        back = ("community", {"id": self.community})
        if act == "renew":
            self._session.desk.ask(
                self._page,
                lambda opened: questions.ask_renewal(opened, line.id),
                lambda content: self._session.go("make", type="agreement", content=content, back=back),
            )
        elif act == "file":
            self._ask_filing(line)
        else:
            self._session.go("make", type="agreement", record=line.id, back=back)

    def new_agreement(self) -> None:
        """Open the form of an agreement with the present members as parties."""
        back, community = ("community", {"id": self.community}), self.community
        self._session.desk.ask(
            self._page,
            lambda opened: questions.ask_new_agreement(opened, community),
            lambda content: self._session.go("make", type="agreement", content=content, back=back),
        )

    def answer(self, one: "ShownProposal", *, same: bool) -> None:
        """Write that two are one, or keep that they are not."""
        say, proposal = self._session.say, one.proposal
        if not same:
            deed = partial(questions.refuse, first=proposal.first, second=proposal.second)
            again = partial(self._ask_again, proposal.first, proposal.second)
            words = say("communitypage.kept-apart"), say("communitypage.step-apart")
            self._session.desk.change(
                self._page, deed, lambda _none: self._session.toast_answer(*words, again)
            )
            return
        basis = say(f"communitypage.basis.{proposal.basis}")
        self._session.desk.change(
            self._page,
            lambda opened: questions.confirm(opened, proposal, basis),
            partial(self._done, "joined-now"),
        )

    def part(self, pair: "JoinedPair") -> None:
        """Part what was joined."""
        self._session.desk.change(
            self._page, lambda opened: questions.part(opened, pair.link), partial(self._done, "parted")
        )

    def look_again(self, pair: "RefusedPair") -> None:
        """Propose once more."""
        self._ask_again(pair.first, pair.second)

    def _ask_again(self, first: str, second: str) -> None:
        self._session.desk.change(self._page, lambda opened: questions.look_again(opened, first, second))

    def _join(self, offers: Offers, values: Values) -> None:
        names = {name: one for one, name in offers.schools}
        typed = values["new-school"]
        school = values["school"] if not typed else names.get(typed)
        if not school and not typed:
            self._refuse("communities.which")
            return
        begins = {"role": values["role"], "since": values["since"]}
        if school:
            begins["school_id"] = school
        self._turn("members", "join", begins=begins, new_school="" if school else typed)

    def _end(self, name: str, deed: str, title: str, do: str, line: "DatedLine") -> None:
        def write(values: Values) -> None:
            self._turn(name, deed, ends=line.row, until=values["until"])

        self._open(ask_last_day(self._session, title, do, write, self._page))

    def _ask_filing(self, line: "AgreementLine") -> None:
        say = self._session.say

        def write(values: Values) -> None:
            deed = partial(questions.note_filing, agreement_id=line.id, day=values["filed"], title=line.name)
            self._write(deed, "filed-now")

        act = Act(self._session, say("communitypage.file-of"), say("communitypage.save"), write, self._page)
        day = line.filed_on or self._session.clock.today()
        act.add_day("filed", day, needed=say("communitypage.needed.day"))
        self._open(act)

    def _turn(self, name: str, deed: str, **what: Any) -> None:
        from edudesk.services.communities.deeds import Turn

        wanted = Turn(name, deed, **what)
        community = self.community
        self._write(lambda opened: questions.turn_rows(opened, community, wanted), "changed")

    def _write(self, deed: Callable[[Any], str], said: str) -> None:
        """Write what the window says; it closes when that is done, and says what went wrong else."""
        act = self.act

        def done(change: str) -> None:
            if act is not None:
                act.accept()
            self._done(said, change)

        def failed(error: Any) -> None:
            if act is not None:
                act.refuse(error)

        if act is not None:
            act.do.set_busy(self._session.say("communitypage.saving"))
        self._session.desk.change(act or self._page, deed, done, failed=failed)

    def _done(self, said: str, change: str) -> None:
        self._session.toast(self._session.say(f"communitypage.{said}"), change)

    def _refuse(self, code: str) -> None:
        if self.act is not None:
            self.act.refuse(UserError(code))

    def _with_offers(self, make: Callable[[Offers], Act], name: str = "") -> None:
        """Open a window with what it offers; under a ``name`` what is typed there is kept."""
        language, community = self._session.texts.language, self.community
        self._session.desk.ask(
            self._page,
            lambda opened: questions.ask_offers(opened, community, language),
            lambda offers: self._open(make(offers), name),
            key="offers",
        )

    def _open(self, act: Act, name: str = "") -> None:
        self.act = act
        if name:
            KeptWindow(self._session, act, name, ("community", self.community), act.fields)
        act.show_first()
