"""Somebody who writes anything anywhere in an archive."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import Writing, change

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
KINDS = ("guidance", "demonstration-lesson", "pupil-exchange", "campus-culture", "joint-research")


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
