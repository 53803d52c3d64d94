"""One activity in words, as the pane shows it; made in the desk's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.results import State
from edudesk.texts import Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.activity.questions import counting
from edudesk.ui.papers.asking import kept_papers
from edudesk.ui.papers.paper import Paper
from edudesk.ui.papers.tiles import Days

if TYPE_CHECKING:
    from edudesk.services.listing.detail import ActivityDetail
    from edudesk.services.standing.besides import Besides
    from edudesk.services.standing.counted import ActivityStanding

_SEVERAL = 2

Facts = tuple[tuple[str, str], ...]
"""Labels with their words."""


@dataclass(frozen=True)
class Counts:
    """A line of where the activity counts, or nearly does: ``rule`` is empty where there is none.

    ``reason`` is why it does not count, or of a rule it counts in how that stands.
    """

    state: State
    rule: tuple[str, str] | None
    name: str
    reason: str


@dataclass(frozen=True)
class DetailView:
    """Everything the pane shows of one activity."""

    id: str
    topic: str
    second: str
    tags: tuple[str, ...]
    ours: bool
    planned: bool
    facts: Facts
    more: Facts
    missing: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    days: Days
    counts: tuple[Counts, ...]
    community: str
    """In whose rules it counts; empty where the archive has one community."""


def ask_detail(opened: Opened, record_id: str, term: TermCode | None, texts: Texts) -> DetailView | None:
    """Return one activity in words; None when it lies in the recycle bin."""
    from edudesk.services.listing.detail import detail
    from edudesk.services.listing.words import scheme_words

    own = scheme_words(status.scheme for status in opened.standing.at(None, opened.clock.today()))
    found = detail(opened.archive, record_id, own)
    if found.deleted:
        return None
    stands = counting(opened, term, texts).of(record_id)
    communities = {one.id: one.title for one in opened.standing.communities}
    papers, besides = kept_papers(opened.archive, record_id), _besides(opened, record_id, term, texts)
    return _Teller(found, papers, stands, texts, besides=besides, communities=communities).view()


def _besides(opened: Opened, record_id: str, term: TermCode | None, texts: Texts) -> "Besides":
    from edudesk.services.standing.besides import Besides, counted_besides

    standing, today = opened.standing, opened.clock.today()

    def reckon() -> "Mapping[str, Besides]":
        return counted_besides([one.evaluation for one in standing.at(term, today)], texts.language)

    return standing.once(("besides", term, today, texts.language), reckon).get(record_id, Besides())


class _Teller:
    """Puts an activity into words."""

    def __init__(
        self,
        found: "ActivityDetail",
        papers: tuple[Paper, ...],
        stands: "ActivityStanding | None",
        texts: Texts,
        *,
        besides: "Besides",
        communities: Mapping[str, str],
    ) -> None:
        self.communities, self.besides = communities, besides
        self.found, self.papers, self.stands, self.texts = found, papers, stands, texts

    def say(self, code: str, **parameters: object) -> str:
        return self.texts.say(f"activities.{code}", **parameters)

    def view(self) -> DetailView:
        found = self.found
        return DetailView(
            id=found.id,
            topic=found.topic,
            second=self._second(),
            tags=tuple(self._tags()),
            ours=found.ours,
            planned=found.state == "planned",
            facts=tuple((self.say(f"fact-{name}"), words) for name, words in self._facts() if words),
            more=tuple((self.say(f"fact-{name}"), words) for name, words in self._more() if words),
            missing=self.stands.missing if self.stands else (),
            papers=self.papers,
            days=(found.starts_on, found.ends_on),
            counts=tuple(self._counts()),
            community=self._community(),
        )

    def _second(self) -> str:
        from edudesk.services.standing.words import listed, say_day

        found = self.found
        kinds = listed(self.texts, (kind(self.texts.language) for kind in found.kinds))
        day = say_day(self.texts, found.entered_at.astimezone().date())
        who = found.entered_by or (found.owner if not found.ours else "")
        entered = self.say("entered", who=who, day=day) if who else self.say("entered-on", day=day)
        return f"{kinds}　{entered}" if kinds else entered

    def _tags(self) -> list[str]:
        found = self.found
        tags = [] if found.state == "held" else [self.say(f"tag-{found.state}")]
        if found.late:
            tags.append(self.say("tag-late"))
        if found.historical:
            tags.append(self.say("tag-historical"))
        return tags if found.ours else [*tags, self.say("tag-theirs")]

    def _facts(self) -> list[tuple[str, str]]:
        found = self.found
        return [
            ("when", self._when()),
            ("where", self._where()),
            ("amounts", self._amounts()),
            ("ours", self._people(ours=True)),
            ("theirs", self._people(ours=False)),
            ("schools", self._schools()),
            ("result", found.result),
        ]

    def _more(self) -> list[tuple[str, str]]:
        from edudesk.services.standing.words import listed

        found = self.found
        subjects = listed(self.texts, (one(self.texts.language) for one in found.subjects))
        return [
            ("indicators", listed(self.texts, self.besides.indicators)),
            ("statistics", listed(self.texts, self.besides.statistics)),
            ("subjects", subjects),
            ("grade", found.grade),
            ("process", found.process),
            ("reflection", found.reflection),
            ("follow-up", found.follow_up),
            ("link", found.link),
            ("rating", found.rating(self.texts.language) if found.rating else ""),
            ("recorder", found.recorder),
        ]

    def _when(self) -> str:
        from edudesk.services.reports.wording import clock
        from edudesk.services.standing.words import say_weekday

        found = self.found
        if found.starts_on is None:
            return "—"
        words = f"{found.starts_on.isoformat()} {say_weekday(self.texts, found.starts_on)}"
        if found.ends_on and found.ends_on != found.starts_on:
            words += f" — {found.ends_on.isoformat()}"
        return f"{words} {clock(found.starts_at, found.ends_at)}".strip()

    def _where(self) -> str:

        found = self.found
        form = found.form(self.texts.language) if found.form else ""
        place = found.host if not found.host_ours else self.say("at-home")
        return self.texts.phrase((place, found.place, form))

    def _amounts(self) -> str:
        from edudesk.services.standing.words import say_amount

        return self.texts.phrase(say_amount(self.texts, *amount) for amount in self.found.amounts)

    def _people(self, *, ours: bool) -> str:
        from edudesk.services.standing.words import listed

        said = []
        for one in self.found.people:
            if one.ours is not ours:
                continue
            name = self.say("group", name=one.name, count=one.count) if one.count else one.name
            role = one.role(self.texts.language) if one.role else ""
            said.append(self.say("with-role", name=name, role=role) if role else name)
        if not said:
            schools = [school.name for school in self.found.schools if school.ours is ours]
            return listed(self.texts, schools) if not ours and len(schools) < _SEVERAL else ""
        return listed(self.texts, said)

    def _schools(self) -> str:
        """Return who takes part side by side, where the people alone would not tell: there are several."""
        from edudesk.models.vocabularies import VOCABULARIES
        from edudesk.services.standing.words import listed

        found = self.found.schools
        if sum(1 for one in found if not one.ours) < _SEVERAL:
            return ""
        said = []
        for side in VOCABULARIES["side"].choices:
            names = listed(self.texts, (one.name for one in found if one.side == side.code))
            if names:
                label = side.label(self.texts.language)
                said.append(self.say("on-side", side=label, schools=names))
        return "\n".join(said)

    def _community(self) -> str:
        """Return in whose rules it counts, where there are several communities."""
        stands = self.stands
        if stands is None:
            return ""
        rules = [*(one.rule for one in stands.rules), *(one.rule for one in stands.near)]
        return self.communities.get(rules[0][0], "") if rules and len(self.communities) > 1 else ""

    def _counts(self) -> list[Counts]:
        if self.stands is None:
            return []
        lines = [Counts(State.MET, named.rule, named.name, named.state_text) for named in self.stands.rules]
        lines += [Counts(State.AT_RISK, near.rule, near.name, near.reason) for near in self.stands.near]
        return lines or [Counts(State.NOT_APPLICABLE, None, self.stands.text, "")]
