"""A member, its lead school and the bureau work and send packages in any order; all end with the same.

Packages are repeated, late, lost, broken off and taken back; each school passes on what it has of the other.
Some travel in memory, some as real files, some are built with all their papers.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from edudesk.errors import Cancelled
from edudesk.models.archive import RecordHead
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.adopting import adoption_content, shipped_scheme
from edudesk.services.archive import Archive, open_archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.belonging import TermDays, term_days
from edudesk.services.calendar import Term, TermCode
from edudesk.services.changes import Writing, change
from edudesk.services.facts import collect_facts
from edudesk.services.founding import found_archive
from edudesk.services.jobs import QUIET, Job
from edudesk.services.keys import own_signer
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.profiles import STRICT, USUAL, Profile
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
    Row,
    expect_sound,
    foreign_heads,
    histories,
    let_go,
    rows_shown,
    shown,
    take_back_if_free,
    travelled,
    unless,
)
from tests.services.receiving.packing import NOW, TERM, TODAY, copied, send

MEMBER, LEAD, BUREAU = range(3)
NAMES = {MEMBER: "石榴湾镇中心幼儿园", LEAD: "明德实验小学", BUREAU: "云杉市教育局"}
BEGINS, ENDS = date(2025, 9, 1), date(2026, 1, 23)
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


def _community(archive: Archive) -> RecordId | None:
    """Return the community that an archive hands over: its own, or at the bureau the first it knows."""
    found = _own(archive, "community") or records.all_of(archive, "community")
    return min((one.id for one in found), default=None)


def selected(archive: Archive) -> tuple[Chosen, ...]:
    """Return the records that an archive's package holds."""
    community = _community(archive)
    with archive.read() as connection:
        return (
            belonging(connection, community, DAYS, holder_id=archive.holder_id)
            if community is not None
            else ()
        )


def in_memory(world: World, at: int, profile: Profile) -> Package | None:
    """Return a package without files that never was one."""
    archive = world.archives[at]
    community = _community(archive)
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
    archive, community = world.archives[at], _community(world.archives[at])
    if community is None:
        return None
    path = world.place / f"{at}-{next(world.number)}.zip"
    return send(archive, path, community=community, holding=selected(archive), profile=profile)


def built(world: World, at: int, profile: Profile) -> Path | None:
    """Return a package as the program builds it; none where no scheme is known to judge by."""
    archive, community = world.archives[at], _community(world.archives[at])
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


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the three archives and a package for those that are never written."""
    place = tmp_path_factory.mktemp("prepared")
    for at, partner in ((MEMBER, NAMES[LEAD]), (LEAD, NAMES[MEMBER]), (BUREAU, "")):
        found(place / str(at), NAMES[at], partner)
    with open_archive(place / str(LEAD), NOW) as archive:
        send(archive, place / "paper.zip")
    return place


def settle(world: World, order: Sequence[int]) -> None:
    """Let everything arrive: all send to all, until what goes by way of a third has come as well."""
    for _ in range(3):
        for package in [world.pack(at) for at in order]:
            for to in order:
                if package is not None:
                    world.deliver(package, to)
        world.act(LEAD, "join", 0)
        if world.way is built:
            world.way = as_file  # the papers of all three were drawn once


def expect_alike(world: World) -> None:
    """Assert that what an archive sends of its own is the same everywhere, and nothing else is anywhere."""
    rows, states = [rows_shown(one) for one in world.archives], [shown(one) for one in world.archives]
    holders = [one.holder_id for one in world.archives]
    for at, archive in enumerate(world.archives):
        sent = {one.record_id for one in selected(archive)}
        # What is said of an activity of another term goes with the package of that term.
        away = {one for one, row in rows[at].items() if row["content"].get("starts_on") == str(BEFORE)}
        made = {one for one, by in world.made.items() if by == at}
        assert {one for one in made if rows[at][one]["content"].get("about_id") not in away} <= sent
        for one, row in rows[at].items():
            assert one in states[holders.index(row["owner_id"])]
            if row["owner_id"] == archive.holder_id and one in sent:
                for other in {*range(3)} - {at}:
                    assert states[other][one] == states[at][one]
                    assert _said(rows[other][one]) == _said(without_private(row))
    activities = {one for one, row in rows[LEAD].items() if row["type"] == "activity" and not row["deleted"]}
    for archive in world.archives:
        counted = collect_facts(archive, str(_community(archive))).activities
        assert sorted(one.id for one in counted) == sorted(activities)


def _said(row: Row) -> tuple[Any, ...]:
    """Return what a revision says, and what of it was kept back."""
    return json.dumps(row["content"], sort_keys=True), row["extra"], set(row["withheld"]), row["deleted"]


def expect_files(world: World) -> None:
    """Assert that every file of what stands lies in every archive."""
    for archive in world.archives:
        standing = {one.id for one in records.all_of(archive, "activity")}
        for one in records.all_of(archive, "evidence"):
            if one.content["about_id"] in standing:
                assert archive.store.check(one.content["sha256"]) == "sound"


AT = st.integers(MEMBER, BUREAU)
DEEDS = ["create", "edit", "move", "person", "delete", "restore", "note", "file", "undo", "join"]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), AT, st.sampled_from(DEEDS), st.integers(0, 5)),
        st.tuples(st.just("pack"), AT, st.sampled_from([USUAL, STRICT])),
        st.tuples(
            st.just("deliver"),
            st.integers(0, 9),
            AT,
            st.sampled_from(["", "", "tasted", "broken1", "broken2", "broken3"]),
        ),
        st.tuples(st.just("take_back"), AT, st.integers(0, 3)),
    ),
    min_size=6,
    max_size=20,
)


def happen(world: World, steps: Sequence[tuple[Any, ...]], order: Sequence[int]) -> None:
    """Let a history happen and end, and assert what must hold."""
    for what, *rest in steps:
        if what != "deliver":
            getattr(world, what)(*rest)
        elif world.under_way:
            world.deliver(world.under_way[rest[0] % len(world.under_way)], *rest[1:])
    settle(world, order)
    expect_alike(world)
    if world.way is not in_memory:
        expect_files(world)
    for archive in world.archives:
        expect_sound(archive)


def _run(
    prepared: Path, place: Path, way: Callable[[World, int, Profile], Any], history: Sequence[Any]
) -> None:
    steps, order = history
    shutil.copy(prepared / "paper.zip", place)
    with ExitStack() as stack:
        opened = [
            stack.enter_context(open_archive(copied(prepared / str(at), place / str(at)), NOW))
            for at in range(3)
        ]
        happen(World(opened, place, way), steps, order)
    let_go(place)


HISTORIES = st.tuples(STEPS, st.permutations(range(3)))


@settings(max_examples=histories(5))
@given(history=HISTORIES)
def test_all_end_with_the_same_records(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, history: Sequence[Any]
) -> None:
    _run(prepared, tmp_path_factory.mktemp("memory"), in_memory, history)


@settings(max_examples=histories(3))
@given(history=HISTORIES)
def test_all_end_with_the_same_records_and_files(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, history: Sequence[Any]
) -> None:
    _run(prepared, tmp_path_factory.mktemp("files"), as_file, history)


@settings(max_examples=histories(1))
@given(history=HISTORIES)
def test_all_end_with_the_same_records_by_packages_with_all_their_papers(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, history: Sequence[Any]
) -> None:
    _run(prepared, tmp_path_factory.mktemp("built"), built, history)
