"""首页 of our school and two partners under the scheme of the pictures, and its sums."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.schemes.results import State
from edudesk.services.standing.home import home_view
from edudesk.services.standing.live import Standing
from edudesk.services.standing.view import HomeView, OwedRow
from edudesk.texts import Texts

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)


class Pairing:
    """Our school and two partners under the scheme of the pictures."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        with change(archive, "community.create", NOW) as writing:
            self.partners = [
                writing.create(
                    "school", {"name": name, "short_name": name, "kind": "primary", "location": "township"}
                )
                for name in ("丽光学校", "大番坡学校")
            ]
            ends = [archive.holder_id, *self.partners]
            roles = ("lead", "member", "member")
            members = tuple({"school_id": one, "role": role} for one, role in zip(ends, roles, strict=True))
            self.person = writing.create(
                "person",
                {
                    "name": "张副校长",
                    "facts": (
                        {"fact": "school", "school_id": archive.holder_id},
                        {"fact": "post", "value": "vice-principal"},
                    ),
                },
            )
            self.community = writing.create("community", {"name": "结对", "members": members})
            writing.create(
                "term",
                {
                    "community_id": self.community,
                    "code": "2025-1",
                    "starts_on": date(2025, 9, 1),
                    "ends_on": date(2026, 1, 23),
                },
            )
        adopt(
            archive,
            self.community,
            shipped_scheme("qinnan"),
            since=date(2025, 9, 1),
            settings={},
            now=NOW,
        )
        self.standing = Standing(archive)

    def activity(self, kind: str, partner: int, day: date, state: str = "held", **more: Any) -> str:
        """Write an activity at a partner's."""
        ours, other = self.archive.holder_id, self.partners[partner]
        content = {
            "topic": f"{kind} {day}",
            "state": state,
            "kinds": (kind,),
            "form": "onsite",
            "starts_on": day,
            "community_id": self.community,
            "host_id": other,
            "schools": ({"school_id": ours, "side": "helper"}, {"school_id": other, "side": "helped"}),
            "people": ({"person_id": self.person, "side": "helper", "role": "guide"},),
            **more,
        }
        with change(self.archive, "activity.create", NOW) as writing:
            return writing.create("activity", content)

    def view(self, today: date, language: str = "zh", code: TermCode | None = None) -> HomeView:
        """Return the page of a day."""
        return home_view(self.standing, code, today, Texts("en" if language == "en" else "zh"))

    def row(self, today: date, name: str) -> OwedRow:
        """Return the owed row of a rule."""
        return next(row for row in self.view(today).owed if row.name == name)


def said(row: OwedRow) -> str:
    """Return a row's sentence, what stands out in brackets."""
    return "".join(f"[{piece.text}]" if piece.warns else piece.text for piece in row.sentence)


def add_up(view: HomeView) -> None:
    """Hold every number of the page against its neighbours and the records behind it."""
    rows = [*(row.rule for row in view.owed), *(row.rule for row in view.done)]
    rows += (row.rule for row in view.idle)
    counted = [rule for chip in view.counts for rule in chip.rules]
    assert sorted(rows) == sorted(counted)
    assert all(count == 1 for count in Counter(counted).values())
    assert all(chip.number == len(chip.rules) for chip in view.counts)
    states = {row.rule: row.state for row in view.owed} | {row.rule: row.state for row in view.done}
    for chip in view.counts:
        allowed = {State.MET, State.EXCEEDED} if chip.key == "done" else {chip.state}
        assert {states.get(rule, State.NOT_APPLICABLE) for rule in chip.rules} <= allowed
    assert view.gaps_head.number == len(view.gaps) == len(view.gaps_head.records)
    assert view.total.number == len(view.total.records) == len(set(view.total.records))
    for row in view.owed:
        for tally in row.tallies:
            assert tally.done + tally.planned + tally.owed == tally.target
            assert tally.done + tally.beyond == tally.value
            assert min(tally.done, tally.planned, tally.owed, tally.beyond) >= 0
            assert set(tally.records) <= set(row.records)
        assert row.step.label
        assert row.spoken
    if view.pairs_head:
        assert len(view.pairs_head.records) == view.pairs_head.number + len(view.pairs)
