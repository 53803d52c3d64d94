"""Taking in the packages of 300 schools in one go: whether the last ones take longer than the first."""

import resource
import sys
from functools import partial
from pathlib import Path

from benchmarks.measuring import NOW, Bench, Section, Timing, quantity, slower, timed
from benchmarks.school_packages import ACTIVITIES, BUREAU, CODE, PEOPLE, PHOTOS, TERM, TODAY, school_packages
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.founding import found_archive
from edudesk.services.receiving.batch import Outcome, take_all
from edudesk.services.rollup.reckoning import roll_up
from edudesk.services.standing.live import Standing

SCHOOLS, EARLY, WINDOW = 300, 10, 9
"""How many packages; which early one the last is held against; of how many around each the middle counts."""
AIM = 1.2


def measure(bench: Bench) -> Section:
    """Take all packages in, once again, and roll the term up."""
    place = bench.place("receiving")
    count = bench.sized(SCHOOLS, EARLY + WINDOW // 2)
    packages = tuple(school_packages(place, count))
    size = sum(one.stat().st_size for one in packages)
    with found_archive(place / "bureau", {"name": BUREAU, "kind": "bureau", "code": CODE}, NOW) as archive:
        memory = _memory()
        seconds, outcomes = _take(archive, packages)
        grown = _memory() - memory
        if any(one.state != "taken" for one in outcomes):
            raise AssertionError([one for one in outcomes if one.state != "taken"][:3])
        again, _ = _take(archive, packages)
        _make_members(archive, outcomes)
        standing = Standing(archive)
        first = timed(lambda: roll_up(standing, TERM, TODAY))
        rolled = timed(lambda: roll_up(standing, TERM, TODAY))
        (roll,) = (one for one in roll_up(standing, TERM, TODAY) if len(one.rows) == count)
        if roll.handed_in != count:
            raise AssertionError(roll.handed_in)
    early, late = _around(seconds, EARLY), _around(seconds, count)
    return Section(
        f"Packages of {count} schools, {quantity(size, 'MB')}",
        f"`take_all` verifies, compares and takes in each package: {ACTIVITIES} activities, {PEOPLE} people,"
        f" {PHOTOS} photos, a key seen for the first time. The last ones against those around the {EARLY}th,"
        f" the middle of {WINDOW} each. Then all of them offered once more, and the roll-up of the term with"
        f" {count} members.",
        (
            slower(f"package {count}; package {EARLY}", late, early, "ms", AIM),
            slower("the same packages once more", _around(again, count), _around(again, EARLY), "ms", AIM),
        ),
        (
            f"All packages took {quantity(sum(seconds), 's')} and {quantity(grown, 'MB')} of memory.",
            f"The roll-up took {quantity(first, 's')} at first, {quantity(rolled, 's')} once all is read.",
        ),
    )


def _take(archive: Archive, packages: tuple[Path, ...]) -> tuple[list[float], list[Outcome]]:
    """Take the packages in one by one, as a batch does; return the seconds of each and what became of it."""
    outcomes: list[Outcome] = []

    def take(package: Path) -> None:
        outcomes.extend(take_all(archive, [package], NOW).outcomes)

    return [timed(partial(take, package)) for package in packages], outcomes


def _around(seconds: list[float], number: int) -> Timing:
    """Return the packages around the one of that number, or the last ones."""
    end = min(len(seconds), number + WINDOW // 2)
    return Timing(tuple(seconds[end - WINDOW : end]))


def _memory() -> int:
    """Return the most memory that this process had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _make_members(archive: Archive, outcomes: list[Outcome]) -> None:
    """Put every school into one community of the bureau, and say that theirs is this one."""
    came = [records.get(archive, one.arrival_id).content for one in outcomes if one.arrival_id]
    with change(archive, "import", NOW) as writing:
        members = tuple({"school_id": one["from_id"], "role": "member"} for one in came)
        ours = writing.create("community", {"name": "全县结对帮扶", "members": members})
        for one in came:
            writing.create("same-as", {"first_id": ours, "second_id": one["community_id"]})
