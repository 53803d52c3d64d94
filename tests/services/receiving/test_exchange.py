"""Two machines of a school and another school exchange packages in any order, and end the same.

Packages are repeated, late, lost and taken back; between the machines some tell all, some keep back what is
private.
"""

from collections.abc import Iterator, Mapping, Sequence
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

from edudesk.models.archive import RecordHead, Revision, Writer
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.keys import own_signer
from edudesk.services.packages.selecting import Chosen, rows_of
from edudesk.services.packages.withholding import without_private
from edudesk.services.receiving.arrivals import arrival_travels
from edudesk.services.receiving.package import Package, Sender
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import take
from edudesk.services.undo import steps, undo
from tests.services.receiving.histories import (
    Row,
    expect_sound,
    histories,
    let_go,
    rows_shown,
    shown,
    take_back_if_free,
    travelled,
    unless,
)
from tests.services.receiving.packing import NOW, copied, send


@dataclass
class World:
    """The archives, the packages under way, and every record that was ever made."""

    archives: list[Archive]
    paper: Path
    """Any package: those under way hold no files and lie in memory."""
    under_way: list[Package] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    number: Iterator[int] = field(default_factory=count)

    def act(self, at: int, what: str, which: int) -> None:
        """Do one thing a person may do to one of the records of the school."""
        archive = self.archives[at]
        code = "person" if what == "person" else "activity"
        with archive.read() as connection:
            chosen = select(RecordHead.id).where(
                RecordHead.type == code, RecordHead.owner_id == archive.holder_id, RecordHead.heads != []
            )
            own = connection.execute(chosen.order_by(RecordHead.id)).scalars().all()
        if what == "undo":
            self._undo(archive)
            return
        with change(archive, f"{code}.{what}", NOW) as writing:
            if code == "person":
                told = {"phone": f"1380000{next(self.number):04}"} if which % 2 else {"note": f"{at}-{which}"}
                if own and which:
                    writing.edit(own[which % len(own)], told)
                else:
                    self.made.add(writing.create("person", {"name": "欧文", **told}))
            elif what == "create" or not own:
                content = {"topic": f"{at}-{which}", "state": "held", "starts_on": date(2025, 9, 18)}
                self.made.add(writing.create("activity", content))
            elif what == "edit":
                writing.edit(own[which % len(own)], {"topic": f"改 {at}-{which}"})
            elif what == "delete":
                writing.delete(own[which % len(own)])
            else:
                writing.restore(own[which % len(own)])

    def _undo(self, archive: Archive) -> None:
        for step in steps(archive, 1):
            if not step.name.startswith(("arrival", "community")):  # every package is of a community
                with unless("undo.built-on"):
                    undo(archive, step.id, NOW)

    def pack(self, at: int, whole: bool) -> Package:
        """Make a package of all that an archive shows and send it; ``whole`` keeps back nothing."""
        archive = self.archives[at]
        with archive.read() as connection:
            rows = connection.execute(select(RecordHead.__table__).where(RecordHead.heads != [])).all()
            listed = [Chosen(row.id, row.type, tuple(row.heads)) for row in rows]
            told = {
                heads[0]["record_id"]: tuple(
                    travelled(head if whole else without_private(head)) for head in heads
                )
                for heads in rows_of(connection, listed)
            }
        same_school = {one: heads for one, heads in told.items() if _goes(heads[0])}
        package = Package(
            path=self.paper,
            name=f"{at}-{len(self.under_way)}.zip",
            sender=Sender(str(archive.fact("id")), archive.holder_id, ""),
            community_id=records.all_of(archive, "community")[0].id,
            term="2025-1",
            edition="same-school" if whole else "full",
            made_at=NOW,
            manifest_hash=f"{len(self.under_way):064x}",
            signer=own_signer(archive),
            records=same_school,
            files=(),
            results={},
        )
        self.under_way.append(package)
        return package

    def deliver(self, package: Package, to: int) -> None:
        """Take a package in; one of another school brings no arrivals, nor is it one that tells all."""
        archive = self.archives[to]
        if package.sender.holder_id != archive.holder_id:
            if package.edition == "same-school":
                return
            kept = {one: heads for one, heads in package.records.items() if heads[0]["type"] != "arrival"}
            package = Package(**{**vars(package), "records": kept})
        take(archive, preview(archive, package), NOW, large_change=True, changed_key=True)

    def take_back(self, at: int, which: int) -> None:
        """Take one of the packages back, unless something builds on it."""
        archive = self.archives[at]
        came = records.all_of(archive, "arrival")
        if came:
            take_back_if_free(archive, came[which % len(came)].id)


def _goes(row: Mapping[str, Any]) -> bool:
    return row["type"] != "arrival" or arrival_travels(row)


def written(archives: Sequence[Archive]) -> Mapping[str, Row]:
    """Return every revision as it was written, by its id."""
    table: Any = Revision.__table__
    chosen = select(table).join(Writer, Writer.id == table.c.writer_id).where(Writer.ours.is_(True))
    found: dict[str, Row] = {}
    for archive in archives:
        with archive.read() as connection:
            found |= {row["id"]: dict(row) for row in connection.execute(chosen).mappings()}
    return found


def expect_told(archives: Sequence[Archive]) -> None:
    """Assert that each school knows of its own what was written, and of the other what is not private."""
    origin = written(archives)
    for archive in archives:
        for row in rows_shown(archive).values():
            was = origin[row["id"]]
            if row["owner_id"] != archive.holder_id:
                was = without_private(was)
                assert set(row["withheld"]) == set(was["withheld"])
            assert set(row["withheld"]) <= set(was["withheld"])
            named = (row["content"].keys() | was["content"].keys()) - set(row["withheld"])
            assert all(row["content"].get(name) == was["content"].get(name) for name in named)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the archives ``0`` and ``1`` of one school, ``2`` of another, and a package."""
    place = tmp_path_factory.mktemp("prepared")
    for name, school in (("0", "明德实验小学"), ("2", "石榴湾镇中心小学")):
        with found_archive(place / name, {"name": school}, NOW) as archive:
            with change(archive, "community.create", NOW) as writing:
                writing.create("community", {"name": "结对"})
            if name == "0":
                send(archive, place / "paper.zip")
    copied(place / "0", place / "1")
    return place


AT = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("act"),
            AT,
            st.sampled_from(["create", "edit", "edit", "person", "person", "delete", "restore", "undo"]),
            st.integers(0, 5),
        ),
        st.tuples(st.just("pack"), AT, st.booleans()),
        st.tuples(st.just("deliver"), st.integers(0, 9), AT),
        st.tuples(st.just("take_back"), AT, st.integers(0, 3)),
    ),
    min_size=6,
    max_size=18,
)


@settings(max_examples=histories(6))
@given(history=STEPS, order=st.permutations(range(6)))
def test_all_end_with_the_same_records(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Any, ...]], order: list[int]
) -> None:
    place = tmp_path_factory.mktemp("archives")
    with ExitStack() as stack:
        opened = [
            stack.enter_context(open_archive(copied(prepared / name, place / name), NOW)) for name in "012"
        ]
        world = World(opened, prepared / "paper.zip")
        for what, *rest in history:
            if what == "act":
                world.act(*rest)
            elif what == "pack":
                world.pack(*rest)
            elif what == "take_back":
                world.take_back(*rest)
            elif world.under_way:
                world.deliver(world.under_way[rest[0] % len(world.under_way)], rest[1])
        pairs = [(source, target) for source in range(3) for target in range(3) if source != target]
        # Twice round, so that whatever came by way of a third has arrived as well.
        for source, target in [pairs[place] for place in order] + pairs:
            world.deliver(world.pack(source, {source, target} == {0, 1}), target)
        first, *others = [shown(archive) for archive in opened]
        assert all(each == first for each in others)
        assert world.made <= first.keys()
        assert {heads for _, kept, _ in first.values() for heads in kept}
        expect_told(opened)
        for archive in opened:
            expect_sound(archive)
    let_go(place)
