"""Whole processes: how long they take, and how much memory at most."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Timing

ROOT = Path(__file__).resolve().parents[1]

# A process starts out with the peak memory of the one that made it, so a small one stands between.
_BETWEEN = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
found = {"wall": wall, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * unit}
print(json.dumps(found | {"exit": os.waitstatus_to_exitcode(status)}))
"""


@dataclass(frozen=True)
class Program:
    """A command of this Python, run with its bytecode kept in ``cache``, as an installed program has it."""

    cache: Path
    arguments: tuple[str, ...]

    def run(self) -> dict[str, float]:
        """Run it once; return seconds of wall and processor, and the peak of memory in bytes."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment |= {"PYTHONPYCACHEPREFIX": str(self.cache), "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-I", "-S", "-c", _BETWEEN, sys.executable, *self.arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(done.stdout)
        if found.pop("exit"):
            raise RuntimeError(self.arguments, done.stderr)
        return found


def by_turns(*programs: Program, rounds: int) -> list[dict[str, Timing]]:
    """Run the programs by turns, A B A B, after a run of each that is not counted and compiles."""
    for program in programs:
        program.run()
    runs: list[list[dict[str, float]]] = [[] for _ in programs]
    for _ in range(rounds):
        for program, kept in zip(programs, runs, strict=True):
            kept.append(program.run())
    return [{name: Timing(tuple(run[name] for run in kept)) for name in kept[0]} for kept in runs]
