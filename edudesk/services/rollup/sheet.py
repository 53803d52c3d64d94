"""The roll-up as the bureau's workbook: members, totals, scores; also to print."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from edudesk.services.calendar import term_label
from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Column, Document, Note, Table, Value
from edudesk.services.reports.profiles import LEDGER
from edudesk.services.reports.rendering import Rendered, render
from edudesk.services.rollup.view import CommunityRoll, MemberRow, RuleCell, RuleHead
from edudesk.services.schemes.explain import plain as plain_number
from edudesk.services.schemes.explain import say_score
from edudesk.services.schemes.results import State
from edudesk.texts import Label, Texts

ROLL_TITLE = Label("结对帮扶学期汇总", "Roll-up of the term")
_MEMBERS = Label("各校情况", "Members")
_TOTALS, _SCORES = Label("合计", "Totals"), Label("考核", "Scores")
_ROW: Heads = (
    NUMBER_HEAD,
    (Label("共同体", "Community"), 2.0, "l"),
    (Label("学校", "School"), 2.0, "l"),
    (Label("角色", "Role"), 1.0, "c"),
    (Label("上报", "Handed in"), 1.0, "c"),
    (Label("制作日期", "Made on"), 1.2, "d"),
    (Label("收到日期", "Received on"), 1.2, "d"),
    (Label("核对码", "Check code"), 1.8, "c"),
    (Label("缺项（处）", "Gaps"), 0.8, "n"),
)
_SCORE: Heads = (
    (Label("共同体", "Community"), 2.0, "l"),
    (Label("考核表", "Table"), 2.4, "l"),
    (Label("学校", "School"), 2.0, "l"),
    (Label("得分", "Score"), 0.8, "c"),
    (Label("满分", "Full score"), 0.8, "c"),
)
Cells = tuple[tuple[Column, ...], tuple[tuple[Value, ...], ...]]
"""Columns and rows of a table."""

_RULE_WIDTH = 1.4
_OURS, _CAME, _WAITING = Label("本校", "Ours"), Label("已交", "Yes"), Label("未交", "Not yet")
_WHOLE = Label("共同体", "Community")
_UNKNOWN = "—"
"""What nobody has told yet, as in the window; what was counted and came to nothing is 0."""


def write_roll(rolls: Sequence[CommunityRoll], path: Path, today: date, texts: Texts) -> Rendered:
    """Write the tables of a term, as .xlsx a sheet each, as .pdf or .docx below each other.

    Errors: those of rendering.
    """
    language = texts.language
    named = (
        (_MEMBERS, members_table(rolls, texts), ()),
        (_TOTALS, _totals(rolls, texts), _sums(rolls, texts)),
        (_SCORES, _scores(rolls, texts), ()),
    )
    tables = tuple(Table(*cells, name=name(language), totals=sums) for name, cells, sums in named if cells[1])
    came = sum(one.handed_in for one in rolls)
    summed = texts.say("rollup.footer", came=came, expected=sum(one.expected for one in rolls))
    document = Document(
        title=ROLL_TITLE(language),
        blocks=(*tables, Note(summed)),
        subtitle=term_label(rolls[0].term)(language) if rolls else "",
        language=language,
        made=today,
    )
    return render(document, LEDGER, path)


def members_table(rolls: Sequence[CommunityRoll], texts: Texts) -> Cells:
    """Return a row for each member of each community, rule by rule to the right."""
    language = texts.language
    rules = tuple({rule.id: rule for one in rolls for rule in one.rules}.values())
    heads = (*columns(_ROW, language), *(Column(one.name(language), _RULE_WIDTH, "centre") for one in rules))
    every = ((one, row) for one in rolls for row in one.rows)
    return heads, tuple(
        (number, one.community, *_told(row, texts), *_cells(row, rules, texts))
        for number, (one, row) in enumerate(every, 1)
    )


def _told(row: MemberRow, texts: Texts) -> Iterator[Value]:
    language, handed = texts.language, row.handed
    yield row.school
    yield row.role(language)
    yield (_OURS if row.ours else _CAME if handed else _WAITING)(language)
    yield handed.made_at.date() if handed else _UNKNOWN
    yield handed.taken_at.date() if handed else _UNKNOWN
    yield handed.check_code if handed else _UNKNOWN
    yield len(handed.gaps) if handed else _UNKNOWN


def _cells(row: MemberRow, rules: Iterable[RuleHead], texts: Texts) -> Iterator[Value]:
    for rule in rules:
        cell = row.cells.get(rule.id)
        yield say_cell(cell, texts) if cell else _UNKNOWN


def say_cell(cell: RuleCell, texts: Texts) -> str:
    """Return a cell in words: the state, and value of target where something is counted."""
    state = texts.say(f"scheme.state.{cell.state}")
    if cell.state is State.NOT_APPLICABLE or not cell.target:
        return state
    return f"{state} {plain_number(cell.value)}/{plain_number(cell.target)}"


def _totals(rolls: Sequence[CommunityRoll], texts: Texts) -> Cells:
    """Return a row for each community, a column for each figure that any of them has."""
    language = texts.language
    figures = {one.key: one for roll in rolls for one in roll.totals}
    wide = (Column(_WHOLE(language), 2.4),)
    heads = tuple(
        Column(texts.aside(one.name(language), one.unit(language)), 1.2, "centre", "number")
        for one in figures.values()
    )
    rows: list[tuple[Value, ...]] = []
    for roll in rolls:
        found = {one.key: one.number for one in roll.totals}
        rows.append((roll.community, *(found.get(key, Decimal(0)) for key in figures)))
    return (*wide, *heads), tuple(rows)


def _sums(rolls: Sequence[CommunityRoll], texts: Texts) -> tuple[tuple[Value, ...], ...]:
    """Return a row with the sums over several communities."""
    if len(rolls) <= 1:
        return ()
    keys = dict.fromkeys(one.key for roll in rolls for one in roll.totals)
    found = [{one.key: one.number for one in roll.totals} for roll in rolls]
    sums = (sum((one.get(key, Decimal(0)) for one in found), Decimal(0)) for key in keys)
    return ((_TOTALS(texts.language), *sums),)


def _scores(rolls: Sequence[CommunityRoll], texts: Texts) -> Cells:
    language = texts.language
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            roll.community,
            one.name(language),
            one.school or _WHOLE(language),
            say_score(one.value),
            say_score(one.points),
        )
        for roll in rolls
        for one in roll.scores
    )
    return columns(_SCORE, language), rows
