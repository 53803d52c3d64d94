"""What the page asks of the archive; run in the desk's thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edudesk.errors import Problem
from edudesk.services.calendar import TermCode
from edudesk.texts import Label, Texts
from edudesk.ui.desk import Opened
from edudesk.ui.pages.scheme.edits import Edit, edited

if TYPE_CHECKING:
    from edudesk.services.schemebook import Booked
    from edudesk.services.schemes.editable import Editable
    from edudesk.services.standing.rules import RuleGroup, RuleView
    from edudesk.services.standing.supposing import TrialLine
    from edudesk.services.status import TermStatus

_NAMELESS = Label("", "")


@dataclass(frozen=True)
class Shown:
    """One scheme that the page can show: that in force in a community, or one's ``own`` (its record).

    ``use`` tells of one's own whether a community follows it: "used", "changed" since it was adopted, or
    "unused". Its rules and ``trial`` are reckoned on ``community``, and only of the one that is looked at.
    """

    community: str
    community_name: str
    scheme_name: str
    groups: "tuple[RuleGroup, ...]" = ()
    own: str = ""
    scheme_id: str = ""
    name: Label = _NAMELESS
    is_shipped: bool = False
    use: str = "used"
    trial: "tuple[TrialLine, ...] | None" = None
    builds_on: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> str:
        """What names it in the chooser."""
        return self.own or self.community

    @property
    def can_edit(self) -> bool:
        """Whether its rules can be changed here: those of a small file are in the other one."""
        return bool(self.own) and not self.builds_on and not self.problems


@dataclass(frozen=True)
class Schemes:
    """All communities that follow a scheme, one's own schemes, and the communities that follow none yet."""

    following: tuple[Shown, ...]
    waiting: tuple[str, ...]
    own: tuple[Shown, ...] = ()

    @property
    def all(self) -> tuple[Shown, ...]:
        """All that can be shown, in the order of the chooser."""
        return (*self.following, *self.own)


@dataclass(frozen=True)
class RuleShown:
    """A rule with what of it can be changed, none of it where the scheme is not one's own."""

    view: "RuleView"
    fields: "tuple[Editable, ...]" = ()


@dataclass(frozen=True)
class Tried:
    """What a scheme would come to with edits that are not saved; ``problems`` where it cannot be used."""

    shown: RuleShown | None
    groups: "tuple[RuleGroup, ...]"
    lines: "tuple[TrialLine, ...]"
    problems: tuple[Problem, ...] = ()


def schemes(
    term: TermCode | None, texts: Texts, own: str = "", community: str = ""
) -> Callable[[Opened], Schemes]:
    """Return the question for all schemes; of the ``own`` one also how ``community`` would stand under it."""

    def question(opened: Opened) -> Schemes:
        from edudesk.services.adopting import shipped_schemes
        from edudesk.services.schemebook import own_schemes
        from edudesk.services.standing.rules import rule_rows

        statuses = opened.standing.at(term, opened.clock.today())
        following = tuple(
            Shown(
                status.community.id,
                status.community.title,
                status.scheme.name(texts.language),
                rule_rows(status, texts),
                scheme_id=status.scheme.id,
                is_shipped=status.scheme.id in shipped_schemes(),
            )
            for status in statuses
        )
        waiting = tuple(one.title for one in opened.standing.without_scheme)
        mine = tuple(
            _own(opened, texts, one, statuses, (term, own, community))
            for one in own_schemes(opened.archive)
            if opened.standing.communities
        )
        return Schemes(following, waiting, mine)

    return question


def _own(
    opened: Opened,
    texts: Texts,
    booked: "Booked",
    statuses: "Sequence[TermStatus]",
    wanted: tuple[TermCode | None, str, str],
) -> Shown:
    from edudesk.services.records import get
    from edudesk.services.schemes.reading.building import builds_on
    from edudesk.services.standing.rules import rule_rows
    from edudesk.services.standing.supposing import trial_lines

    term, own, community = wanted
    base = builds_on(get(opened.archive, booked.own).content["text"])
    use, title = _use(opened, booked, statuses), _title(opened, community)
    told = Shown(
        community,
        title,
        booked.name(texts.language),
        own=booked.own,
        scheme_id=booked.id,
        name=booked.name,
        use=use,
        builds_on=base,
        problems=booked.problems,
    )
    if booked.own != own or booked.scheme is None:
        return told
    after = supposed(opened, own, community, term)
    before = next((one for one in statuses if one.community.id == after.community.id), None)
    lines = trial_lines(texts, before, after) if before else None
    place = after.community
    return replace(
        told,
        community=place.id,
        community_name=place.title,
        groups=rule_rows(after, texts),
        trial=lines,
    )


def _title(opened: Opened, community: str) -> str:
    return next((one.title for one in opened.standing.communities if one.id == community), "")


def _use(opened: Opened, booked: "Booked", statuses: "Sequence[TermStatus]") -> str:
    from edudesk.services.adopting import scheme_hash
    from edudesk.services.schemebook import whole_text

    followed = [one for one in statuses if one.adoption is not None and one.scheme.id == booked.id]
    if not followed or booked.scheme is None:
        return "unused"
    text = scheme_hash(whole_text(opened.archive, booked.own))
    hashes = {one.adoption.content["scheme_hash"] for one in followed if one.adoption is not None}
    return "used" if text in hashes else "changed"


def supposed(opened: Opened, own: str, community: str, term: TermCode | None) -> "TermStatus":
    """Return how a community (else the first) would stand under one's own scheme."""
    from edudesk.services.schemebook import whole_text
    from edudesk.services.standing.supposing import suppose

    wanted = _known(opened, community)
    text, today = whole_text(opened.archive, own), opened.clock.today()
    return opened.standing.once(
        ("supposed", own, wanted, term, today),
        lambda: suppose(opened.standing, wanted, text, today=today, code=term),
    )


def _known(opened: Opened, community: str) -> str:
    known = [one.id for one in opened.standing.communities]
    return community if community in known else known[0]


def rule(
    term: TermCode | None, community: str, rule_id: str, texts: Texts, own: str = ""
) -> Callable[[Opened], RuleShown | None]:
    """Return the question for one rule; its answer is None when the scheme has no such rule any more."""

    def question(opened: Opened) -> RuleShown | None:
        if own:
            return _shown(opened, supposed(opened, own, community, term), rule_id, texts, editing=True)
        found = opened.standing.at(term, opened.clock.today())
        status = next((one for one in found if one.community.id == community), None)
        return _shown(opened, status, rule_id, texts) if status else None

    return question


def _shown(
    opened: Opened, status: "TermStatus", rule_id: str, texts: Texts, *, editing: bool = False
) -> RuleShown | None:
    from edudesk.services.schemes.editable import editable
    from edudesk.services.standing.rules import rule_view

    try:
        view = rule_view(status, rule_id, texts, opened.standing.topic)
        return RuleShown(view, editable(status.scheme, rule_id) if editing else ())
    except KeyError:
        return None


def trial(
    term: TermCode | None,
    place: tuple[str, str],
    rule_id: str,
    edits: Sequence[Edit],
    texts: Texts,
) -> Callable[[Opened], Tried]:
    """Return the question what one's own scheme, at ``place`` (record, community), comes to with edits."""

    def question(opened: Opened) -> Tried:
        from edudesk.services.records import get
        from edudesk.services.schemes.reading import BadScheme
        from edudesk.services.standing.rules import rule_rows
        from edudesk.services.standing.supposing import suppose, trial_lines

        own, community = place
        today = opened.clock.today()
        before = supposed(opened, own, community, term)
        text = edited(get(opened.archive, own).content["text"], rule_id, edits)
        try:
            after = suppose(opened.standing, before.community.id, text, today=today, code=term)
        except BadScheme as bad:
            return Tried(None, (), (), bad.problems)
        shown = _shown(opened, after, rule_id, texts)
        return Tried(shown, rule_rows(after, texts), trial_lines(texts, before, after))

    return question


def whole_text_of(shown: Shown, term: TermCode | None) -> Callable[[Opened], str]:
    """Return the question for a scheme's text as a file: one's own as it was written, else that in force."""

    def question(opened: Opened) -> str:
        if shown.own:
            from edudesk.services.schemebook import export_scheme

            return export_scheme(opened.archive, shown.own).decode("utf-8")
        return in_force(opened, shown.community, term).scheme.text

    return question


def in_force(opened: Opened, community: str, term: TermCode | None) -> "TermStatus":
    """Return how a community stands that follows a scheme."""
    found = opened.standing.at(term, opened.clock.today())
    return next(one for one in found if one.community.id == community)
