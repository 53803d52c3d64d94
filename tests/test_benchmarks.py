"""The benchmarks run, on next to nothing; how fast things are is never tested here."""

from pathlib import Path

import pytest

from benchmarks import machine
from benchmarks.__main__ import ALL
from benchmarks.measuring import Bench
from benchmarks.report import page


@pytest.mark.parametrize("name", sorted(ALL.keys() - {"starting", "window"}))  # others start the program
def test_a_benchmark_compares_ours_with_a_peer(name: str, tmp_path: Path) -> None:
    section = ALL[name](Bench(tmp_path, 0.002))
    written = page(machine.described(), "", [section])
    assert section.title in written
    assert all(figure.ours and figure.peer and figure.ratio for figure in section.figures)
    assert str(tmp_path) not in written
