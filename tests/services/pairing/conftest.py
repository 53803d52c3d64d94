"""Our school leads one other under a scheme that asks two sessions a month of every pair."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from edudesk.models.archive import RecordHead, Revision
from edudesk.services.adopting import adopt
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import change
from edudesk.services.pairing.detail import PairDetail, pair_detail
from edudesk.services.pairing.overview import Overview, PairCard, overview
from edudesk.services.standing.live import Standing
from edudesk.texts import Texts

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)
TERM = TermCode(2025, 1)
SCHEME = """
format = "edudesk-scheme 0.2"
id = "monthly"
version = "1"
name = { zh = "每月两次", en = "Twice a month" }
source = "测试"

[[quotas]]
id = "sessions"
name = { zh = "师徒活动", en = "Sessions" }
sentence = "每对师徒每月活动不少于2次。"
period = "month"
per = "pair"

[quotas.condition]
select = { kinds = ["mentoring"] }
at_least = 2
"""


@dataclass
class Village:
    """The archive with what is in it."""

    archive: Archive
    partner: str
    community: str
    mentor: str
    apprentice: str

    def __post_init__(self) -> None:
        self.standing = Standing(self.archive)

    def create(self, type_code: str, /, **content: Any) -> str:
        """Write one record."""
        with change(self.archive, f"{type_code}.create", NOW) as writing:
            return writing.create(type_code, content)

    def pair(self, *more: str, **content: Any) -> str:
        """Write a pair of our mentor and their apprentice, with ``more`` apprentices by name."""
        people = (
            {"part": "apprentice", "person_id": self.apprentice},
            *({"part": "apprentice", "name": name} for name in more),
            {"part": "mentor", "person_id": self.mentor},
        )
        given = {"name": "方—莫", "community_id": self.community, "starts_on": date(2025, 9, 1)}
        return self.create("mentor-pair", **given | {"people": people, "kind": "teaching"} | content)

    def session(self, pair: str, day: date, state: str = "held", **content: Any) -> str:
        """Write a session."""
        given = {"topic": f"师徒活动 {day}", "kinds": ("mentoring",), "community_id": self.community}
        said = given | {"starts_on": day, "state": state, "pair_id": pair} | content
        return self.create("activity", **said)

    def give_away(self, record: str) -> None:
        """Let a record be the other school's."""
        with self.archive.write() as connection:
            for table, column in ((Revision, Revision.record_id), (RecordHead, RecordHead.id)):
                connection.execute(update(table).where(column == record).values(owner_id=self.partner))

    def view(self, today: date, term: TermCode | None = TERM) -> Overview:
        """Return all pairs on a day."""
        return overview(self.standing, term, today, Texts("zh"))

    def card(self, pair: str, today: date, term: TermCode | None = TERM) -> PairCard:
        """Return one pair on a day."""
        return next(card for card in self.view(today, term).pairs if card.id == pair)

    def detail(self, pair: str, today: date, term: TermCode = TERM) -> PairDetail:
        """Return one pair in full."""
        found = pair_detail(self.standing, pair, term, today, Texts("zh"))
        assert found is not None
        return found


@pytest.fixture
def village(archive: Archive) -> Village:
    """Return the community in its archive."""
    with change(archive, "archive.set-up", NOW) as writing:
        partner = writing.create("school", {"name": "石榴湾小学", "short_name": "石榴湾"})
        people = [
            writing.create("person", {"name": name, "facts": ({"fact": "school", "school_id": school},)})
            for name, school in (("方若兰", archive.holder_id), ("莫春燕", partner))
        ]
        members = (
            {"school_id": archive.holder_id, "role": "lead"},
            {"school_id": partner, "role": "member"},
        )
        community = writing.create("community", {"name": "结对", "members": members})
        dates = {"starts_on": date(2025, 9, 1), "ends_on": date(2026, 1, 23)}
        writing.create("term", {"community_id": community, "code": "2025-1", **dates})
        spring = {"starts_on": date(2026, 2, 25), "ends_on": date(2026, 7, 3)}
        writing.create("term", {"community_id": community, "code": "2025-2", **spring})
    adopt(archive, community, SCHEME, since=date(2025, 9, 1), settings={}, now=NOW)
    return Village(archive, partner, community, *people)
