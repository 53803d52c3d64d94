"""自检: the look through the whole archive, its verdict in plain words, and what to do about each finding."""

from typing import TYPE_CHECKING, Any

from edudesk.errors import Cancelled, EduDeskError
from edudesk.services.filing.values import ALL, ENDED
from edudesk.services.filing.volumes import read_volume
from edudesk.services.jobs import Job
from edudesk.services.schemes.results import State
from edudesk.ui.pages.files.frame import View
from edudesk.ui.pages.files.nodes import volume_words
from edudesk.ui.session import Session
from edudesk.ui.widgets.busy import BusyCard
from edudesk.ui.widgets.buttons import Button
from edudesk.ui.widgets.layout import Column, Line
from edudesk.ui.widgets.notice import Notice
from edudesk.ui.widgets.words import Paragraph

if TYPE_CHECKING:
    from edudesk.services.archive import Archive
    from edudesk.services.filing.checking import ArchiveCheck
    from edudesk.services.safety.findings import Finding
    from edudesk.ui.desk import Work

_STATES = {"error": State.MISSED, "warning": State.AT_RISK, "note": State.NOT_APPLICABLE}
_MOST = 100


def _place_of(finding: "Finding") -> dict[str, str]:
    """Return the place of the page where what was found is listed; nothing where that is no list."""
    said = finding.parameters
    match finding.code:
        case "filing.found-unpaged":
            return {"place": ALL, "column": "pages"}
        case "filing.found-bare":
            return {"place": ALL, "column": "files", "words": "0"}
        case "filing.found-twice":
            return {"place": ALL, "column": "archive-number", "words": said["number"]}
        case "filing.found-hole":
            return {"place": f"volume:{said['volume']}", "column": ""}
        case "filing.found-ended":
            return {"place": ENDED, "column": ""}
    return {}


class CheckView(View):
    """Begins when it is told to; the last verdict stays until the next."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, session.say("files.check"))
        self.work: Work | None = None
        self.found: ArchiveCheck | None = None
        self.busy = BusyCard(session.texts)
        self.verdict = Notice(State.ON_TRACK, "")
        self.findings = Column(gap=8)
        self.again = Button(session.say("files.check-again"), icon="refresh-cw")
        self.again.clicked.connect(self.begin)
        self.honest = Paragraph(session.say("files.check-honest"), "second", "text2")
        for widget in (self.busy, self.verdict, self.findings, self.honest):
            self.area.body.addWidget(widget)
        self.area.body.addWidget(Line(self.again, None))
        self.area.body.addStretch(1)
        self.verdict.hide()
        self.again.hide()
        session.desk.changed.connect(self._age)

    def begin(self) -> None:
        """Look through everything, unless that is being done already."""
        if self.work is not None:
            return
        self._clear()
        self.verdict.hide()
        self.again.hide()
        self.set_title(self.session.say("files.check"), self.session.say("files.check-words"))
        today = self.session.clock.today()

        def deed(archive: "Archive", job: Job) -> "ArchiveCheck":
            from edudesk.services.filing.checking import check_archive

            return check_archive(archive, today, job)

        title = self.session.say("files.checking")
        self.work = self.session.desk.work(self, title, deed, self._show, failed=self._failed)
        self.busy.follow(self.work)
        self.busy.show_at_once()

    def _show(self, found: "ArchiveCheck") -> None:
        self.work, self.found = None, found
        say = self.session.say
        wrong = sum(one.severity == "error" for one in found.findings)
        look = sum(one.severity == "warning" for one in found.findings)
        state = State.MISSED if wrong else State.AT_RISK if look else State.MET
        code = "files.check-wrong" if wrong else "files.check-look" if look else "files.check-sound"
        self.verdict.set_state(state)
        self.verdict.set_words(
            say(
                code,
                count=wrong or look,
                records=found.report.records,
                files=found.report.files,
                filed=found.filed,
            )
        )
        self.verdict.show()
        for one in found.findings[:_MOST]:
            self.findings.body.addWidget(self._notice(one))
        if len(found.findings) > _MOST:
            rest = say("files.check-more", count=len(found.findings) - _MOST)
            self.findings.body.addWidget(Paragraph(rest, "second", "text2"))
        self.again.show()

    def _age(self) -> None:
        """Say that the verdict is of before the last change; reading everything again takes its time."""
        if self.found is not None and self.work is None:
            self.set_title(self.session.say("files.check"), self.session.say("files.check-older"))

    def _notice(self, finding: "Finding") -> Notice:
        say, place = self.session.say, _place_of(finding)
        links = (say("files.check-see"),) if place else ()
        notice = Notice(_STATES[finding.severity], say(finding.code, **self._said(finding)), links)
        notice.chosen.connect(lambda _link: self.session.go("files", **place))
        return notice

    def _said(self, finding: "Finding") -> dict[str, Any]:
        """Return what a finding speaks of, a volume in the words of the window."""
        said = dict(finding.parameters)
        volume = read_volume(said.get("volume", ""))
        return said | {"volume": volume_words(self.session, volume)} if volume else said

    def _failed(self, error: EduDeskError) -> None:
        self.work = None
        stopped = isinstance(error, Cancelled)
        self.verdict.set_state(State.NOT_APPLICABLE if stopped else State.MISSED)
        words = self.session.say("files.check-stopped") if stopped else self.session.texts.present(error)
        self.verdict.set_words(words)
        self.verdict.show()
        self.again.show()

    def _clear(self) -> None:
        while (item := self.findings.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
