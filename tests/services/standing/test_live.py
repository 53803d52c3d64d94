"""The facts in memory are those of the tables after whatever was written."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode
from edudesk.services.changes import Writing, change
from edudesk.services.demonstration import DEMO_DAY, DEMO_NOW
from edudesk.services.facts import collect_facts
from edudesk.services.facts.collecting import source_of
from edudesk.services.facts.work import activities
from edudesk.services.standing import live, touched
from edudesk.services.standing.live import Standing
from edudesk.services.status import communities, term_status
from edudesk.services.undo import undo

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
KINDS = ("guidance", "demonstration-lesson", "pupil-exchange", "campus-culture", "joint-research")


def agrees(standing: Standing, archive: Archive) -> None:
    """Hold what is in memory against the tables, read as a whole."""
    standing.catch_up()
    kept = {one.record.id: one.facts for one in standing._kept.values()}
    assert list(kept) == [one.id for one in communities(archive)]
    for community_id, facts in kept.items():
        assert facts == collect_facts(archive, community_id)
    with archive.read() as connection:
        assert standing.loose == activities(source_of(connection, ""))
        assert standing.latest == live._entered_last(connection)
    for record in records.all_of(archive, "activity"):
        assert standing.topic(record.id) == record.title


class Writer:
    """Writes anything anywhere, as a person or an import might."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.chance = random.Random(seed)
        self.changes: list[str] = []

    def some(self, type_code: str, *, deleted: bool = False) -> str | None:
        """Return the id of any record of a type."""
        found = records.all_of(self.archive, type_code, deleted=deleted)
        ours = [one.id for one in found if one.owner_id == self.archive.holder_id]
        return self.chance.choice(ours) if ours else None

    def write(self) -> None:
        """Make one change of one to three records."""
        deeds = [self.chance.choice(self.deeds()) for _ in range(self.chance.randint(1, 3))]
        with change(self.archive, "any", NOW) as writing:
            for deed in deeds:
                deed(writing)
        self.changes.append(writing.change_id)

    def deeds(self) -> list[Callable[[Writing], object]]:
        """Return what may be done."""
        return [
            self.create_activity,
            self.create_activity,
            self.edit_activity,
            self.edit_activity,
            self.attach,
            self.attach,
            self.move_evidence,
            self.document,
            self.stay,
            self.donate,
            self.request,
            self.opine,
            self.opine,
            self.win,
            self.measure,
            self.assess,
            self.link_event,
            self.rename,
            self.term,
            self.delete,
            self.delete,
            self.restore,
        ]

    def day(self) -> date:
        """Return any day of two years."""
        return date(2025, 8, 1) + timedelta(days=self.chance.randrange(400))

    def content(self) -> dict[str, object]:
        """Return an activity of any community or none."""
        pick = self.chance.choice
        schools = [self.some("school"), self.some("school")]
        return {
            "topic": f"第 {self.chance.randrange(1000)} 次活动",
            "state": pick(("held", "held", "planned", "cancelled")),
            "kinds": tuple(self.chance.sample(KINDS, 2)),
            "starts_on": self.day(),
            "community_id": pick((self.some("community"), None)),
            "request_id": pick((self.some("request"), None)),
            "host_id": schools[0],
            "process": pick((None, "写了过程")),
            "reflection": pick((None, "写了反思")),
            "rating": pick((None, "good", "pass")),
            "schools": tuple({"school_id": one} for one in dict.fromkeys(schools)),
            "people": ({"person_id": self.some("person"), "role": "guide"}, {"name": "教师", "count": 9}),
            "units": ({"unit": "time", "amount": Decimal(1)},),
        }

    def create_activity(self, writing: Writing) -> None:
        writing.create("activity", self.content())

    def edit_activity(self, writing: Writing) -> None:
        content = self.content()
        names = self.chance.sample(sorted(content), 3)
        writing.edit(self.some("activity") or "", {name: content[name] for name in names})

    def attach(self, writing: Writing) -> None:
        about = self.some(
            self.chance.choice(("activity", "exchange", "agreement", "donation", "mentor-pair"))
        )
        kind = self.chance.choice(("photo", "sign-in", "formal-document", "scan"))
        writing.create(
            "evidence", {"about_id": about, "sha256": "0" * 64, "name": "a.jpg", "kind": kind, "size": 1}
        )

    def move_evidence(self, writing: Writing) -> None:
        writing.edit(self.some("evidence") or "", {"about_id": self.some("activity"), "kind": "plan"})

    def document(self, writing: Writing) -> None:
        community, day = self.some("community"), self.day()
        writing.create(
            "document", {"title": "总结", "kind": "term-summary", "community_id": community, "dated": day}
        )

    def stay(self, writing: Writing) -> None:
        writing.edit(self.some("exchange") or "", {"starts_on": self.day(), "ends_on": None, "state": "held"})

    def donate(self, writing: Writing) -> None:
        item = {"name": "书", "quantity": Decimal(2), "value": Decimal(self.chance.randrange(900))}
        writing.edit(self.some("donation") or "", {"items": (item,)})

    def request(self, writing: Writing) -> None:
        writing.edit(self.some("request") or "", {"state": "answered"})

    def opine(self, writing: Writing) -> None:
        about = self.some(self.chance.choice(("activity", "exchange")))
        kind = self.chance.choice(("rating", "feedback", "host-confirmation"))
        known = self.some("opinion")
        if known and self.chance.random() < 0.4:
            writing.edit(known, {"about_id": about})
        else:
            writing.create("opinion", {"about_id": about, "kind": kind, "grade": "优秀"})

    def win(self, writing: Writing) -> None:
        author = {"person_id": self.some("person")}
        writing.edit(self.some("achievement") or "", {"level": "city", "people": (author, {"name": "李"})})

    def measure(self, writing: Writing) -> None:
        figure = {"name": "排名", "code": "rank", "value": Decimal(self.chance.randrange(90))}
        community = self.chance.choice((self.some("community"), None))
        writing.create("figure", {**figure, "community_id": community, "school_id": self.some("school")})

    def assess(self, writing: Writing) -> None:
        table = {"title": "自评", "sheet": "main", "part": "self", "community_id": self.some("community")}
        line = {"indicator": "1.1", "score": Decimal(self.chance.randrange(9)), "count": Decimal(2)}
        link = {"indicator": "1.1", "about_id": self.some("activity")}
        writing.create("assessment", {**table, "lines": (line,), "links": (link,)})

    def link_event(self, writing: Writing) -> None:
        one, other = self.some("activity"), self.some("activity")
        if one != other:
            writing.create("same-event", {"first_id": one, "second_id": other})

    def rename(self, writing: Writing) -> None:
        writing.edit(self.some("school") or "", {"short_name": f"校{self.chance.randrange(99)}"})
        writing.edit(self.some("person") or "", {"birth_month": f"19{self.chance.randint(60, 99)}-05"})

    def term(self, writing: Writing) -> None:
        writing.edit(self.some("term") or "", {"ends_on": date(2027, 1, 1)})

    def delete(self, writing: Writing) -> None:
        wanted = self.some(
            self.chance.choice(("activity", "activity", "evidence", "document", "opinion", "figure"))
        )
        if wanted:
            writing.delete(wanted)

    def restore(self, writing: Writing) -> None:
        wanted = self.some(self.chance.choice(("activity", "evidence", "document")), deleted=True)
        if wanted:
            writing.restore(wanted)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_in_step_equals_what_is_read_as_a_whole(demo: Archive, seed: int) -> None:
    standing, writer = Standing(demo), Writer(demo, seed)
    agrees(standing, demo)
    for number in range(12):
        writer.write()
        if number % 4 == 3:
            undo(demo, writer.changes.pop(), NOW)
        agrees(standing, demo)


def test_an_activitys_edit_reads_nothing_else_again(demo: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    standing = Standing(demo)
    before = standing.at(None, DEMO_DAY)
    whole: list[object] = []
    monkeypatch.setattr(live, "collected", whole.append)
    wanted = before[0].facts.activities[-1].id
    with change(demo, "activity.edit", NOW) as writing:
        writing.edit(wanted, {"kinds": ("lecture",)})
    after = standing.at(None, DEMO_DAY)
    assert whole == []
    assert after[0].facts.people is before[0].facts.people
    assert after[0].facts.activities[0] is before[0].facts.activities[0]
    assert after[1] is before[1]
    agrees(standing, demo)


def test_a_large_import_is_read_as_a_whole(demo: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    standing, writer = Standing(demo), Writer(demo, 9)
    standing.catch_up()
    monkeypatch.setattr(touched, "MANY", 3)
    with change(demo, "import", NOW) as writing:
        for _ in range(5):
            writer.create_activity(writing)
    agrees(standing, demo)


def test_every_type_of_record_is_known_to_be_read_or_not() -> None:
    from edudesk.models.registry import record_types

    read_whole = {"community", "same-as", "same-event"}
    assert record_types().keys() == touched.SECTIONS.keys() | touched.SILENT | read_whole | touched.ATTACHED


@pytest.mark.parametrize("code", [None, TermCode(2025, 1), TermCode(2025, 2)])
def test_the_standing_is_that_of_the_command_line(look: Archive, code: TermCode | None) -> None:
    found = Standing(look).at(code, DEMO_DAY)
    wanted = [term_status(look, one, code or TermCode(2025, 2), DEMO_DAY) for one in communities(look)]
    assert [one.evaluation for one in found] == [one.evaluation for one in wanted]
    assert [(one.term, one.adoption) for one in found] == [(one.term, one.adoption) for one in wanted]


def test_nothing_written_means_nothing_reckoned_again(look: Archive) -> None:
    standing = Standing(look)
    first = standing.at(None, DEMO_DAY)
    assert not standing.catch_up()
    assert all(one is other for one, other in zip(first, standing.at(None, DEMO_DAY), strict=True))


def test_a_community_without_a_scheme_is_named_and_stops_nothing(archive: Archive) -> None:
    standing = Standing(archive)
    assert standing.at(None, DEMO_DAY) == ()
    assert standing.communities == ()
    with change(archive, "community.create", NOW) as writing:
        made = writing.create(
            "community",
            {"name": "结对", "members": ({"school_id": archive.holder_id, "role": "lead"},)},
        )
    assert standing.at(None, DEMO_DAY) == ()
    assert [one.id for one in standing.without_scheme] == [made]
    adopt(archive, made, shipped_scheme("qinnan"), since=date(2025, 9, 1), settings={}, now=NOW)
    assert [one.community.id for one in standing.at(None, DEMO_DAY)] == [made]
    assert standing.without_scheme == ()
    # Before it was adopted there was none.
    assert standing.at(TermCode(2023, 1), DEMO_DAY) == ()


def test_a_scheme_that_cannot_be_read_is_as_good_as_none(archive: Archive) -> None:
    with change(archive, "community.create", NOW) as writing:
        made = writing.create("community", {"name": "结对"})
        writing.create(
            "adoption",
            {
                "community_id": made,
                "scheme_id": "newer",
                "scheme_version": "9",
                "scheme_text": 'format = "edudesk-scheme 9"',
                "scheme_hash": "0" * 64,
                "since": date(2025, 9, 1),
            },
        )
    standing = Standing(archive)
    assert standing.at(None, DEMO_DAY) == ()
    assert [one.id for one in standing.without_scheme] == [made]


def test_linked_records_stand_for_each_other_at_once(demo: Archive) -> None:
    standing = Standing(demo)
    standing.catch_up()
    with change(demo, "link", DEMO_NOW) as writing:
        twin = writing.create("school", {"name": "石榴湾小学校"})
        schools = records.all_of(demo, "school")
        real = next(one.id for one in schools if one.content["short_name"] == "石榴湾小学")
        writing.create("same-as", {"first_id": twin, "second_id": real})
    agrees(standing, demo)
