"""Three archives that write and send each other packages, and what is expected of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from sqlalchemy import select

from edudesk.errors import Cancelled
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.adopting import adoption_content, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.belonging import TermDays, term_days
from edudesk.services.calendar import Term, TermCode
from edudesk.services.changes import Writing, change
from edudesk.services.founding import found_archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import own_signer
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.profiles import USUAL, Profile
from edudesk.services.packages.selecting import Chosen, belonging, rows_of
from edudesk.services.packages.withholding import without_private
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.package import Package, Sender
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import Taken, take
from edudesk.services.receiving.undoing import take_back
from edudesk.services.undo import steps as changes_made
from edudesk.services.undo import undo
from tests.services.receiving.histories import (
    foreign_heads,
    shown,
    take_back_if_free,
    travelled,
    unless,
)
from tests.services.receiving.packing import NOW, TERM, TODAY, send

MEMBER, LEAD, BUREAU = range(3)
BEGINS, ENDS = date(2025, 9, 1), date(2026, 1, 23)
NAMES = {MEMBER: "石榴湾镇中心幼儿园", LEAD: "明德实验小学", BUREAU: "云杉市教育局"}
BEFORE = date(2025, 4, 15)
"""A day of the term before: what is moved there leaves the term and travels all the same."""
DAYS: TermDays = term_days(Term(TermCode.parse(TERM), BEGINS, ENDS), ())


@dataclass
class World:
    """The three archives, the packages under way, what was made by whom, and how packages are made."""

    archives: list[Archive]
    place: Path
    way: Callable[["World", int, Profile], Package | Path | None]
    under_way: list[Package | Path] = field(default_factory=list)
    made: dict[RecordId, int] = field(default_factory=dict)
    standing: tuple[dict[RecordId, Package], ...] = field(default_factory=lambda: ({}, {}, {}))
    """What each took in and did not take back, by arrival."""
    number: Iterator[int] = field(default_factory=count)

    def act(self, at: int, what: str, which: int) -> None:
        """Let the people of an archive do something: to a record of their own, or a new one."""
        archive = self.archives[at]
        if what in ("note", "file", "undo", "join"):
            getattr(self, f"_{what}")(archive, at, which)
            return
        own = _own(archive, "person" if what == "person" else "activity")
        if at == BUREAU:
            own = _own(archive, "opinion")
            what = "retell" if what in ("person", "move", "edit") else what
        if what == "create" or not own:
            if at != BUREAU:
                self._create(archive, at, which)
            return
        one = own[which % len(own)]
        with change(archive, f"act.{what}", NOW) as writing:
            self._alter(writing, what, one.id, which)

    def _create(self, archive: Archive, at: int, which: int) -> None:
        with change(archive, "act.create", NOW) as writing:
            person = _own(archive, "person")[0].id
            pupils = {"name": f"欧阳小{which}", "side": "helped"}
            about = {"community_id": _own(archive, "community")[0].id, "state": "held", "kinds": ("lecture",)}
            people = ({"person_id": person, "role": "teacher"}, pupils)
            told = {"topic": f"{at}-{next(self.number)}", "starts_on": date(2025, 10, 10 + which)}
            self.made[writing.create("activity", about | told | {"people": people})] = at

    def _alter(self, writing: Writing, what: str, one: RecordId, which: int) -> None:
        number = next(self.number)
        match what:
            case "edit":
                writing.edit(one, {"process": f"改 {number}"})
            case "move":
                writing.edit(one, {"starts_on": BEFORE if which % 2 else date(2025, 11, 3 + which)})
            case "person":
                writing.edit(one, {"phone": f"1380000{number:04}", "note": f"附注 {number}"})
            case "retell":
                writing.edit(one, {"body": f"再看 {number}"})
            case "delete":
                writing.delete(one)
            case "restore":
                writing.restore(one)

    def _note(self, archive: Archive, at: int, which: int) -> None:
        others = [one for one in records.all_of(archive, "activity") if one.owner_id != archive.holder_id]
        if others:
            with change(archive, "act.note", NOW) as writing:
                about = others[which % len(others)].id
                said = {
                    "about_id": about,
                    "kind": "note",
                    "by": NAMES[at],
                    "body": f"批注 {next(self.number)}",
                }
                self.made[writing.create("opinion", said)] = at

    def _file(self, archive: Archive, at: int, which: int) -> None:
        own = [one for one in _own(archive, "activity") if not one.deleted]
        if not own:
            return
        path = self.place / f"材料{which}.txt"
        path.write_text(f"第 {which} 份\n", "utf-8")  # the same file at several places
        (attached,) = attach_all(archive, [Attachment(own[which % len(own)].id, path)], NOW)
        self.made.setdefault(attached.evidence_id, at)

    def _undo(self, archive: Archive, _at: int, _which: int) -> None:
        made = [one for one in changes_made(archive, 3) if one.name.startswith(("act.", "evidence."))]
        for step in made[:1]:
            with unless("undo.built-on"):
                undo(archive, step.id, NOW)

    def _join(self, archive: Archive, at: int, _which: int) -> None:
        """Say that the communities of both schools are one, once, at the lead."""
        both = records.all_of(archive, "community")
        if at == LEAD and len(both) > 1 and not _own(archive, "same-as"):
            with change(archive, "join", NOW) as writing:
                said = {"first_id": both[0].id, "second_id": both[1].id, "basis": "核对过"}
                self.made[writing.create("same-as", said)] = at

    def pack(self, at: int, profile: Profile = USUAL) -> Package | Path | None:
        """Make a package of an archive's term and send it on its way; none where it knows no community."""
        package = self.way(self, at, profile)
        if package is not None:
            self.under_way.append(package)
        return package

    def deliver(self, sent: Package | Path, to: int, how: str = "") -> None:
        """Take a package in; ``tasted`` take it back at once, ``broken`` break it off at some moment."""
        archive = self.archives[to]
        package = open_package(sent) if isinstance(sent, Path) else sent
        if package.sender.holder_id == archive.holder_id:
            return
        before, files = shown(archive), set(archive.store.all())
        moments = count(1 - int(how[-1])) if how.startswith("broken") else None
        job = Job(cancelled=lambda: moments is not None and next(moments) >= 0)
        try:
            taken = _taken(archive, package, job)
        except Cancelled:
            assert (shown(archive), set(archive.store.all())) == (before, files)
            return
        self.standing[to][taken.arrival_id] = package
        self._expect_predicted(to)
        if how == "tasted" and taken.changed:
            take_back(archive, taken.arrival_id, NOW)
            self.standing[to].pop(taken.arrival_id)
            assert shown(archive) == before

    def take_back(self, at: int, which: int) -> None:
        """Take one of the packages back, unless something builds on it."""
        archive, came = self.archives[at], records.all_of(self.archives[at], "arrival")
        if not came:
            return
        one = came[which % len(came)].id
        take_back_if_free(archive, one)
        if records.get(archive, one).deleted:
            self.standing[at].pop(one)
        self._expect_predicted(at)

    def _expect_predicted(self, at: int) -> None:
        """Assert that an archive shows of others what follows from the packages that stand, and no more."""
        archive = self.archives[at]
        with archive.read() as connection:
            chosen = select(RecordHead.id, RecordHead.heads).where(RecordHead.owner_id != archive.holder_id)
            found = {row.id: sorted(row.heads) for row in connection.execute(chosen) if row.heads}
        expected = foreign_heads(self.standing[at].values(), archive.holder_id)
        for one in found.keys() | expected.keys():
            heads = expected.get(one, [])
            assert heads is None or found.get(one, []) == heads


def _own(archive: Archive, code: str) -> list[records.Record]:
    """Return the records of a type that the archive's holder owns, those in the bin as well."""
    found = [*records.all_of(archive, code), *records.all_of(archive, code, deleted=True)]
    return sorted((one for one in found if one.owner_id == archive.holder_id), key=lambda one: one.id)


def _taken(archive: Archive, package: Package, job: Job = QUIET) -> Taken:
    return take(archive, preview(archive, package), NOW, job, large_change=True, changed_key=True)


def community_of(archive: Archive) -> RecordId | None:
    """Return the community that an archive hands over: its own, or at the bureau the first it knows."""
    found = _own(archive, "community") or records.all_of(archive, "community")
    return min((one.id for one in found), default=None)


def selected(archive: Archive) -> tuple[Chosen, ...]:
    """Return the records that an archive's package holds."""
    community = community_of(archive)
    with archive.read() as connection:
        return (
            belonging(connection, community, DAYS, holder_id=archive.holder_id)
            if community is not None
            else ()
        )


def in_memory(world: World, at: int, profile: Profile) -> Package | None:
    """Return a package without files that never was one."""
    archive = world.archives[at]
    community = community_of(archive)
    if community is None:
        return None
    chosen, number = selected(archive), next(world.number)
    with archive.read() as connection:
        told = [[without_private(row, profile) for row in heads] for heads in rows_of(connection, chosen)]
    return Package(
        path=world.place / "paper.zip",
        name=f"{at}-{number}.zip",
        sender=Sender(str(archive.fact("id")), archive.holder_id, ""),
        community_id=community,
        term=TERM,
        edition="full",
        made_at=NOW,
        manifest_hash=f"{number:064x}",
        signer=own_signer(archive),
        records={heads[0]["record_id"]: tuple(map(travelled, heads)) for heads in told},
        files=(),
        results={},
    )


def as_file(world: World, at: int, profile: Profile) -> Path | None:
    """Return a package as a file, with what it holds of evidence, without the papers for people."""
    archive, community = world.archives[at], community_of(world.archives[at])
    if community is None:
        return None
    path = world.place / f"{at}-{next(world.number)}.zip"
    return send(archive, path, community=community, holding=selected(archive), profile=profile)


def built(world: World, at: int, profile: Profile) -> Path | None:
    """Return a package as the program builds it; none where no scheme is known to judge by."""
    archive, community = world.archives[at], community_of(world.archives[at])
    if not records.all_of(archive, "adoption") or community is None:
        return None
    to = world.place / f"{at}-{next(world.number)}"
    about = {"community_id": community, "profile": profile}
    return build_packages(archive, TERM, to, now=NOW, today=TODAY, **about)[0].path  # type: ignore[arg-type]


def found(place: Path, name: str, partner: str) -> None:
    """Make the archive of a school that has a community with another one, or of the bureau."""
    with found_archive(place, {"name": name}, NOW) as archive, change(archive, "import", NOW) as writing:
        if not partner:
            return
        other = writing.create("school", {"name": partner, "phone": "05318888123"})
        members = ({"school_id": archive.holder_id, "role": "lead"}, {"school_id": other, "role": "member"})
        about = {"name": f"{name}—{partner}", "since": BEGINS, "members": members}
        community = writing.create("community", about)
        writing.create("adoption", adoption_content(community, shipped_scheme("qinnan"), BEGINS, {}))
        writing.create(
            "term", {"community_id": community, "code": TERM, "starts_on": BEGINS, "ends_on": ENDS}
        )
        facts = {"phone": "13800000000", "id_number": "330102198801011234", "note": "教导主任"}
        writing.create("person", {"name": "欧文"} | facts)
