"""From the packages that came and our own records to the table of all members.

Rules are shown as each member's package froze them (decision 12); totals and scores are reckoned here from
the records of all, so that what two sides recorded of one event counts once (decision 8).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.calendar import TermCode
from edudesk.services.identity import Identity
from edudesk.services.listing.sides import in_force
from edudesk.services.listing.words import scheme_words, word
from edudesk.services.packages.check_code import check_code
from edudesk.services.records import Record
from edudesk.services.rollup.view import CommunityRoll, Handed, MemberRow, RuleCell, RuleHead, ScoreLine
from edudesk.services.schemes.results import RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.standing.live import Standing
from edudesk.services.status import TermStatus
from edudesk.services.summarising.figures import Counting, Figure, figures_of, held_in
from edudesk.services.summarising.saying import headcounts
from edudesk.services.summarising.spans import span_of, term_at
from edudesk.texts import Label

_ASKING = frozenset({RuleKind.QUOTA, RuleKind.TARGET, RuleKind.DOCUMENT, RuleKind.EVIDENCE, RuleKind.LIMIT})
_UNASKED = State.NOT_APPLICABLE


def roll_up(standing: Standing, code: TermCode, today: date) -> tuple[CommunityRoll, ...]:
    """Return the table of a term for every community of the archive that has members, oldest first."""
    standing.catch_up()
    archive = standing.archive
    with archive.read() as connection:
        came = [one for one in records.all_of(connection, "arrival") if _hands_in(one, code)]
    latest = newest(came, standing.identity)
    statuses = {one.community.id: one for one in standing.at(code, today)}
    rolls = (
        _Rolling(standing, community, statuses.get(community.id), latest.get(community.id, {}), code).roll()
        for community in standing.communities
    )
    return tuple(one for one in rolls if one.rows)


class _Rolling:
    """One community's table in the making."""

    def __init__(
        self,
        standing: Standing,
        community: Record,
        status: TermStatus | None,
        came: Mapping[RecordId, Record],
        code: TermCode,
    ) -> None:
        self._standing, self._status, self._code = standing, status, code
        self._community, self._came, self._same = community, came, standing.identity
        self._facts = standing.facts_of(community.id)
        self._days = term_at(code, self._facts.terms)

    def roll(self) -> CommunityRoll:
        """Return the table."""
        rows = tuple(self._rows())
        heads = _heads(self._own_results(), (one.content.get("results", {}) for one in self._came.values()))
        shown = {rule for row in rows for rule, cell in row.cells.items() if cell.state is not _UNASKED}
        return CommunityRoll(
            self._community.id,
            self._community.title,
            self._status.scheme.name if self._status else None,
            self._code,
            tuple(head for head in heads if head.id in shown),
            rows,
            self._totals(),
            tuple(self._scores()),
        )

    def _rows(self) -> Iterator[MemberRow]:
        ours = self._same.of(self._standing.archive.holder_id)
        members = self._community.content.get("members", ())
        seated = [row for row in members if in_force(row, self._days.ends_on)]
        named = records.get_many(self._standing.archive, (row["school_id"] for row in seated))
        for row in seated:
            school_id = self._same.of(row["school_id"])
            arrival = self._came.get(school_id)
            is_ours = school_id == ours
            yield MemberRow(
                row["school_id"],
                named[row["school_id"]].title,
                _role(row["role"], self._status.scheme if self._status else None),
                is_ours,
                _handed(arrival) if arrival else None,
                _own_cells(self._own_results()) if is_ours else _cells(arrival),
            )

    def _own_results(self) -> tuple[RuleResult, ...]:
        found = self._status.evaluation.results if self._status else ()
        return tuple(one for one in found if one.kind in _ASKING)

    def _totals(self) -> tuple[Figure, ...]:
        span = span_of({}, self._facts.terms, self._code)
        held = [one.id for one in held_in(self._facts, span)]
        with self._standing.archive.read() as connection:
            heads = headcounts(connection, held)
        found = figures_of(Counting(self._facts, span, self._status, heads))
        return tuple(one for one in found if one.group == "totals")

    def _scores(self) -> Iterator[ScoreLine]:
        for score in self._status.evaluation.scores if self._status else ():
            if score.shown:
                yield ScoreLine(score.name, score.basis.label.zh, score.node.value, score.node.points)


def _hands_in(arrival: Record, code: TermCode) -> bool:
    """Return whether a package was handed in for a term; 同校交接 hands nothing in."""
    return arrival.content.get("term") == str(code) and arrival.content["edition"] != "same-school"


def newest(came: Iterable[Record], same: Identity) -> Mapping[RecordId, Mapping[RecordId, Record]]:
    """Return the arrival that was made last, by community and sending school; linked ids are one."""
    found: dict[RecordId, dict[RecordId, Record]] = defaultdict(dict)
    ordered = sorted(came, key=lambda one: (one.content["made_at"], one.content["taken_at"], one.id))
    for one in ordered:
        found[same.of(one.content.get("community_id") or "")][same.of(one.content["from_id"])] = one
    return found


def _handed(arrival: Record) -> Handed:
    said = arrival.content
    return Handed(
        arrival.id,
        said["name"],
        said["made_at"],
        said["taken_at"],
        check_code(said["manifest_hash"]),
        said["signature"],
        tuple(said.get("results", {}).get("gaps", ())),
    )


def _heads(own: Sequence[RuleResult], told: Iterable[Mapping[str, Any]]) -> tuple[RuleHead, ...]:
    """Return the rules in the scheme's order; those that only a member's scheme has come after."""
    heads = {one.rule_id: RuleHead(one.rule_id, one.name) for one in own}
    for results in told:
        for rule in results.get("rules", ()):
            if RuleKind(rule["kind"]) in _ASKING:
                heads.setdefault(rule["id"], RuleHead(rule["id"], Label(**rule["name"])))
    return tuple(heads.values())


def _own_cells(results: Sequence[RuleResult]) -> Mapping[str, RuleCell]:
    return {one.rule_id: RuleCell(one.state, one.figure, one.target) for one in results}


def _cells(arrival: Record | None) -> Mapping[str, RuleCell]:
    rules = arrival.content.get("results", {}).get("rules", ()) if arrival else ()
    return {
        rule["id"]: RuleCell(State(rule["state"]), Decimal(rule["value"]), Decimal(rule["target"]))
        for rule in rules
    }


def _role(code: str, scheme: Scheme | None) -> Label:
    return word("member-role", code, scheme_words((scheme,) if scheme else ()))
