"""Ten years of scheme A6: facts collected and rules evaluated, against reading the same rows."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks import ten_years
from benchmarks.measuring import Bench, Section, Timing, by_turns, slower
from edudesk.services.calendar import TermCode
from edudesk.services.facts import collect_facts
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.status import chosen_community, term_status

ROUNDS = 7
TERM, TODAY = TermCode(2025, 2), date(2026, 6, 30)
AIM = 0.2
_ROWS = (
    "SELECT t.*, r.late FROM {0} t JOIN record r ON r.id = t.id WHERE r.deleted = 0 ORDER BY t.id",
    ("activity", "school", "person", "community", "term", "agreement", "exchange", "mentor_pair", "document"),
    "SELECT * FROM {0} ORDER BY record_id, position",
    ("activity_school", "activity_person", "activity_unit", "person_fact", "mentor_pair_person"),
)


def measure(bench: Bench) -> Section:
    """Write the ten years, then collect and evaluate."""
    with ten_years.found(bench.place("evaluation") / "archive") as archive:
        community_id = ten_years.write(archive, bench.sized(ten_years.ACTIVITIES))
        facts = collect_facts(archive, community_id)
        scheme = term_status(archive, chosen_community(archive, None), TERM, TODAY).scheme
        collected, evaluated, read = by_turns(
            partial(collect_facts, archive, community_id),
            partial(evaluate, scheme, facts, TERM, TODAY),
            partial(_read_rows, archive.database),
            rounds=ROUNDS,
        )
    results = evaluate(scheme, facts, TERM, TODAY).results
    files = sum(activity.evidence_count for activity in facts.activities)
    judged = slower("`evaluate`, one term", evaluated, read)
    return Section(
        f"Scheme A6 over ten years: {len(facts.activities):,} activities, {files:,} files",
        "The limit is plain `sqlite3` reading the same rows of the same tables into tuples, no object made"
        f" of them. {ROUNDS} rounds by turns after one that is not counted.",
        (
            slower("`collect_facts`", collected, read),
            replace(judged, aim=f"≤ {AIM * 1000:g} ms", reached=evaluated.median <= AIM),
            slower("both, as a window needs them", _sum(collected, evaluated), read),
        ),
        (f"{len(results)} rules; {sum(len(one.counted) for one in results)} records counted in the term.",),
    )


def _read_rows(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        ask: Callable[[str], sqlite3.Cursor] = connection.execute
        records, main, rows, inner = _ROWS
        for table in main:
            ask(records.format(table)).fetchall()
        for table in inner:
            ask(rows.format(table)).fetchall()
        ask(
            "SELECT e.about_id, e.kind FROM evidence e JOIN record r ON r.id = e.id WHERE r.deleted = 0"
        ).fetchall()


def _sum(one: Timing, other: Timing) -> Timing:
    return Timing(tuple(a + b for a, b in zip(one.rounds, other.rounds, strict=True)))
