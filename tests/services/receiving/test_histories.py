"""A member, its lead school and the bureau work and send packages in any order; all end with the same.

Packages are repeated, late, lost, broken off and taken back; each school passes on what it has of the other.
Some travel in memory, some as real files, some are built with all their papers.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.facts import collect_facts
from edudesk.services.packages.profiles import STRICT, USUAL, Profile
from edudesk.services.packages.withholding import without_private
from tests.services.receiving.histories import (
    Row,
    expect_sound,
    histories,
    let_go,
    rows_shown,
    shown,
)
from tests.services.receiving.packing import NOW, copied, send
from tests.services.receiving.world import (
    BEFORE,
    BUREAU,
    LEAD,
    MEMBER,
    NAMES,
    World,
    as_file,
    built,
    community_of,
    found,
    in_memory,
    selected,
)


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
        counted = collect_facts(archive, str(community_of(archive))).activities
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
