"""The start of the program, against an empty Python and against the database library alone; its memory."""

from collections.abc import Iterator, Mapping

from benchmarks import ten_years
from benchmarks.measuring import Bench, Figure, Section, Timing, slower
from benchmarks.processes import Program, by_turns

ROUNDS = 9
TERM, DAY = "2025-1", "2025-12-20"


def measure(bench: Bench) -> Section:
    """Ask two archives for the status of a term, each time in a new process."""
    place = bench.place("start")
    Program(bench.cache, ("-m", "edudesk", "demo", "--archive", str(place / "demo"))).run()
    with ten_years.found(place / "years") as archive:
        ten_years.write(archive, bench.sized(ten_years.ACTIVITIES))

    def status(name: str) -> tuple[str, ...]:
        return ("-m", "edudesk", "status", "--archive", str(place / name), "--term", TERM, "--on", DAY)

    commands = (
        ("-c", "pass"),
        ("-c", "import sqlalchemy.orm"),
        ("-m", "edudesk", "--version"),
        status("demo"),
        status("years"),
    )
    return Section(
        "Start and memory of `edudesk status`",
        "Whole processes from start to end, with bytecode kept as an installed program has it, by turns after"
        f" one that is not counted; {ROUNDS} rounds. SQLAlchemy is what reads the archive: `import"
        " sqlalchemy.orm` is the least that such a command can take. The first lines ask the demonstration"
        f" archive, those on ten years one of {ten_years.ACTIVITIES:,} activities with 30,000 files.",
        tuple(_figures(*by_turns(*(Program(bench.cache, command) for command in commands), rounds=ROUNDS))),
    )


def _figures(
    empty: Mapping[str, Timing],
    library: Mapping[str, Timing],
    version: Mapping[str, Timing],
    demo: Mapping[str, Timing],
    years: Mapping[str, Timing],
) -> Iterator[Figure]:
    nothing, least = "`python -c pass`", "`import sqlalchemy.orm`"
    yield slower(f"wall; {nothing}", demo["wall"], empty["wall"])
    yield slower(f"user + system; {nothing}", demo["processor"], empty["processor"])
    yield slower(f"wall; {least}", demo["wall"], library["wall"])
    yield slower(f"user + system; {least}", demo["processor"], library["processor"])
    yield slower(f"`edudesk --version`, wall; {nothing}", version["wall"], empty["wall"])
    yield slower(f"memory at the peak; {least}", demo["memory"], library["memory"], "MB")
    yield slower(f"ten years, wall; {least}", years["wall"], library["wall"])
    yield slower(f"ten years, memory at the peak; {least}", years["memory"], library["memory"], "MB")
