"""The page ``docs/performance.md``."""

from collections.abc import Iterable, Iterator, Mapping

from benchmarks.measuring import Section

HEAD = """# How fast EduDesk is

Written by `python3 dev.py bench` (or `python -m benchmarks`); do not edit. Every figure stands beside a limit
or a peer that was measured in the same run, by turns (A B A B …): times differ from machine to machine, the
ratios hold better. A time is the median of its rounds, with the least and the most in brackets. Where an aim
was set, the table says whether it was reached; figures without an aim are there to be watched.
"""


def page(machine: Mapping[str, str], busy: str, sections: Iterable[Section]) -> str:
    """Return the page in Markdown."""
    return "\n".join(_page(machine, busy, sections)) + "\n"


def _page(machine: Mapping[str, str], busy: str, sections: Iterable[Section]) -> Iterator[str]:
    yield HEAD
    yield from table(("", ""), machine.items())
    if busy:
        yield f"\n{busy}"
    for section in sections:
        yield from rendered(section)


def rendered(section: Section) -> Iterator[str]:
    """Give the lines of one section."""
    yield f"\n## {section.title}\n\n{section.method}\n"
    columns = ("", "EduDesk", "limit or peer", "ratio", "aim", "reached")
    rows = [(each.what, each.ours, each.peer, each.ratio, each.aim, each.verdict) for each in section.figures]
    yield from table(columns, rows)
    for note in section.notes:
        yield f"\n{note}"


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Give the lines of a table."""
    heads = tuple(columns)
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"
