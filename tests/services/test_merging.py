"""Copies of one archive that exchange their revisions end the same, in whatever order they come."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from edudesk.models.archive import RecordHead, Revision
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.jobs import QUIET
from edudesk.services.merging import receive
from edudesk.services.plain import revision_as_json, revision_from_json
from edudesk.services.safety.check_records import check_records

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)
RECORDS = 3


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive with a few records that every copy starts from."""
    folder = tmp_path_factory.mktemp("prepared") / "archive"
    with (
        found_archive(folder, {"name": "明德实验小学"}, NOW) as archive,
        change(archive, "import", NOW) as writing,
    ):
        for number in range(RECORDS):
            writing.create("activity", _content(f"起初 {number}", 1))
    return folder


def _content(topic: str, amount: int) -> dict[str, Any]:
    units = tuple({"unit": "time", "amount": amount} for _ in range(amount))
    return {"topic": topic, "state": "held", "starts_on": date(2025, 9, 18), "units": units}


def revisions(archive: Archive) -> list[dict[str, Any]]:
    """Return all revisions as they travel: through JSON, without the local number."""
    table = Revision.__table__
    with archive.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.sequence)).mappings().all()
    return [revision_from_json(revision_as_json(dict(row))) for row in rows]


def shown(archive: Archive) -> Mapping[str, Any]:
    """Return all that must be equal: heads, tombstones, shown revision, content."""
    with archive.read() as connection:
        heads = connection.execute(select(RecordHead.__table__)).mappings().all()
        said = records.get_many(connection, [head["id"] for head in heads])
    return {head["id"]: (dict(head) | {"heads": set(head["heads"])}, said[head["id"]]) for head in heads}


def act(archive: Archive, what: str, which: int, word: int) -> None:
    """Do one thing a person may do to one of the records."""
    ids = sorted(shown(archive))
    chosen = ids[1 + which % (len(ids) - 1)]  # the first is the school
    with change(archive, f"activity.{what}", NOW) as writing:
        if what == "create":
            writing.create("activity", _content(f"新的 {word}", 1 + word % 3))
        elif what == "edit":
            writing.edit(chosen, _content(f"改成 {word}", 1 + word % 3))
        elif what == "delete":
            writing.delete(chosen)
        else:
            writing.restore(chosen)


def hand(source: Archive, target: Archive, order: Sequence[int], share: float) -> None:
    """Carry part of the revisions over, in the given order, with the first one twice."""
    travelling = revisions(source)
    travelling.sort(key=lambda revision: order[revision["clock"] % len(order)])
    part = travelling[: max(1, round(len(travelling) * share))]
    with target.write() as connection:
        receive(connection, [*part, part[0]])


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(["create", "edit", "edit", "delete", "restore"]),
            st.integers(0, 5),
            st.integers(0, 4),
        ),
        st.tuples(
            st.integers(0, 2), st.just("hand"), st.integers(0, 2), st.permutations(range(7)), st.floats(0, 1)
        ),
    ),
    min_size=2,
    max_size=14,
)


@pytest.mark.parametrize("copies", [2, 3])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, order=st.permutations(range(7)), data=st.data())
def test_copies_end_the_same_whatever_the_order(
    prepared: Path,
    tmp_path_factory: pytest.TempPathFactory,
    *,
    copies: int,
    steps: list[tuple[Any, ...]],
    order: list[int],
    data: st.DataObject,
) -> None:
    place = tmp_path_factory.mktemp("copies")
    with ExitStack() as stack:
        archives = [
            stack.enter_context(open_archive(Path(shutil.copytree(prepared, place / str(number))), NOW))
            for number in range(copies)
        ]
        for first, what, *rest in steps:
            if what != "hand":
                act(archives[first % copies], what, *rest)
            elif first % copies != rest[0] % copies:
                hand(archives[first % copies], archives[rest[0] % copies], *rest[1:])
        pairs = [(source, target) for source in range(copies) for target in range(copies) if source != target]
        # Twice round, so that whatever was handed on by a third has arrived as well.
        for source, target in data.draw(st.permutations(pairs)) + pairs:
            hand(archives[source], archives[target], order, 1)
        results = [shown(archive) for archive in archives]
        assert all(result == results[0] for result in results)
        for archive in archives:
            with archive.read() as connection:
                assert list(check_records(connection, QUIET)) == []
    shutil.rmtree(place)


def test_concurrent_edits_are_both_kept_and_a_choice_dominates_both(prepared: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(open_archive(Path(shutil.copytree(prepared, tmp_path / name)), NOW))
            for name in ("here", "there")
        )
        chosen = records.all_of(here, "activity")[0].id
        for archive, topic in ((here, "甲"), (there, "乙")):
            with change(archive, "activity.edit", NOW) as writing:
                writing.edit(chosen, {"topic": topic})
        hand(there, here, [0], 1)
        assert records.get(here, chosen).conflicted
        with change(here, "activity.choose", NOW) as writing:
            writing.edit(chosen, {"topic": "甲"})
        assert not records.get(here, chosen).conflicted
        hand(here, there, [0], 1)
        assert shown(here) == shown(there)
        assert records.get(there, chosen).content["topic"] == "甲"


def test_the_same_revisions_again_change_nothing(prepared: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(open_archive(Path(shutil.copytree(prepared, tmp_path / name)), NOW))
            for name in ("here", "there")
        )
        act(here, "edit", 1, 1)
        travelling = revisions(here)
        with there.write() as connection:
            assert len(receive(connection, travelling)) == 1
        before = shown(there)
        with there.write() as connection:
            assert receive(connection, reversed(travelling)) == ()
        assert shown(there) == before
