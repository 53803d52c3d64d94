"""``python -m benchmarks``: measure everything and write ``docs/performance.md``."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import (
    evaluating,
    every_scheme,
    importing,
    machine,
    packing,
    receiving,
    searching,
    starting,
    verifying,
    window,
    writing,
)
from benchmarks.measuring import Bench, Section
from benchmarks.report import page, rendered

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
ALL: dict[str, Callable[[Bench], Section]] = {
    "starting": starting.measure,
    "evaluating": evaluating.measure,
    "every-scheme": every_scheme.measure,
    "searching": searching.measure,
    "packing": packing.measure,
    "verifying": verifying.measure,
    "receiving": receiving.measure,
    "importing": importing.measure,
    "writing": writing.measure,
    "window": window.measure,
}
QUIET = 0.5
"""Up to this load at the beginning, a machine of two cores has room for what is measured."""


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked; only a full run at full size writes the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of: {', '.join(ALL)}")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size, such as 0.05")
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.names) - set(ALL):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    busy, start = _busy(), time.monotonic()
    sections = []
    for name in chosen.names or ALL:
        with tempfile.TemporaryDirectory(prefix="edudesk-bench-") as folder:
            section = ALL[name](Bench(Path(folder), chosen.scale))
        print("\n".join(rendered(section)), flush=True)
        sections.append(section)
    took = f"The whole run took {time.monotonic() - start:.0f} s."
    print(f"\n{busy} {took}".rstrip())
    if not chosen.names and chosen.scale == 1.0:
        PAGE.write_text(page(machine.described(), f"{busy} {took}".strip(), sections), "utf-8")
        print(f"written: {PAGE.name}")
    return 0


def _busy() -> str:
    load = machine.load()
    if load is None:
        return ""
    others = (
        "the machine was quiet" if load <= QUIET else "other work was running, so times are longer than alone"
    )
    return f"Load when the run began: {load:.2f} ({others})."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
