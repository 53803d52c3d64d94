"""Sheets of a package that no form prescribes: a record with all its fields, the organisation, 备考表."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from edudesk.models.contents import empty
from edudesk.models.description import Field as Described
from edudesk.models.description import Kind, Privacy
from edudesk.services.records import Record
from edudesk.services.reports.collecting import opinion_facts
from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    Paragraph,
    SignatureBlock,
    Table,
    Value,
)
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.work import TermWork
from edudesk.texts import Label

_NOT_SHOWN = frozenset({"community_id", "domains"})
_OPINIONS = Label("对方意见", "Opinions of the other side")
_GAPS = Label("缺项清单", "What is still missing")
_NO_GAPS = Label("没有缺项。", "Nothing is missing.")
_RESERVATIONS = Label("备考表", "Statement on the package")
_ABOUT = Label("包内文件情况说明", "What is in this package")
_BY, _ON = Label("整理人", "Put together by"), Label("整理日期", "On")
_CHECKED, _CHECKED_ON = Label("检查人", "Checked by"), Label("检查日期", "Checked on")


def record_sheet(work: TermWork, record: Record) -> Document:
    """Return a record as a sheet: what is filled in, then its lists, then what the other side says of it."""
    described = record.described
    plain = [field for field in described.fields if field.kind is not Kind.ROWS]
    rows = tuple(
        (Field(field.label(work.language), said, 0),)
        for field in plain
        if field.name not in _NOT_SHOWN and (said := _said(work, field, record.content.get(field.name)))
        if field.kind is not Kind.REFERENCE or said != record.title
    )
    blocks: list[Block] = [KeyValueTable(rows, 1)]
    for field in described.fields:
        listed = record.content.get(field.name, ())
        if field.kind is Kind.ROWS and listed and field.name not in _NOT_SHOWN:
            blocks += [Heading(field.label(work.language), 2), _table(work, field, listed)]
    blocks += _opinions(work, record)
    title = f"{described.label(work.language)}：{record.title}"
    return framed(title, (*blocks, signatures(work.language)), work.frame)


def _opinions(work: TermWork, record: Record) -> Iterator[Block]:
    found = work.opinions.get(record.id, ())
    if found:
        yield Heading(_OPINIONS(work.language), 2)
    for one in found:
        facts = opinion_facts(work, one)
        words = " ".join(filter(None, (facts.kind, facts.grade, facts.by, _day(facts.dated))))
        yield Paragraph(f"{words}\n{facts.text}", indented=False)


def _table(work: TermWork, field: Described, rows: Sequence[Mapping[str, Any]]) -> Table:
    used = [inner for inner in field.rows if any(_adds(work, inner, row) for row in rows)]
    columns = tuple(Column(inner.label(work.language)) for inner in used)
    body = tuple(tuple(_said(work, inner, row.get(inner.name)) for inner in used) for row in rows)
    return Table(columns, body, name=field.label(work.language))


def _adds(work: TermWork, field: Described, row: Mapping[str, Any]) -> bool:
    """Return whether a cell says something; a name beside the person it names says nothing more."""
    value = row.get(field.name)
    return not empty(value) and not (field.name == "name" and work.person(row.get("person_id")) == value)


def _said(work: TermWork, field: Described, value: Any) -> Value:
    """Return a value in words; private fields and what is for machines stay blank."""
    if value in (None, "", ()) or field.privacy is not Privacy.OPEN or field.kind is Kind.MAPPING:
        return ""
    if field.kind is Kind.CHOICE:
        return work.word(field.vocabulary, value)
    if field.kind is Kind.CHOICES:
        return work.texts.listed(work.words(field.vocabulary, value))
    if field.kind is Kind.REFERENCE:
        return work.school(value) or work.person(value) or work.titles.get(value, "")
    if field.kind is Kind.YES_NO:
        return Label("是", "yes")(work.language) if value else Label("否", "no")(work.language)
    return value if isinstance(value, (str, int, Decimal, date, time)) else str(value)


def gap_blocks(work: TermWork, gaps: Sequence[str]) -> tuple[Block, ...]:
    """Return the gap list: a heading and a numbered line for each, or the word that there are none."""
    heading = Heading(_GAPS(work.language), 2)
    if not gaps:
        return (heading, Note(_NO_GAPS(work.language)))
    columns = (
        Column(Label("序号", "No.")(work.language), 0.4, "centre", "number"),
        Column(_GAPS(work.language), 6),
    )
    rows = tuple((number, gap) for number, gap in enumerate(gaps, 1))
    return (heading, Table(columns, rows, name=_GAPS(work.language)))


def gap_list(work: TermWork, gaps: Sequence[str]) -> Document:
    """Return the gap list as a paper of its own."""
    return framed(_GAPS(work.language), gap_blocks(work, gaps)[1:], work.frame)


def statement(
    work: TermWork, notes: Sequence[str], gaps: Sequence[str], author: str, today: date
) -> Document:
    """Return the 备考表: what is in the package, what was left out and why, what is missing, who made it."""
    language = work.language
    signed = SignatureBlock(
        (
            (_BY(language), author),
            (_ON(language), today.isoformat()),
            (_CHECKED(language), ""),
            (_CHECKED_ON(language), ""),
        )
    )
    blocks = (
        Heading(_ABOUT(language), 2),
        *(Paragraph(note) for note in notes),
        *gap_blocks(work, gaps),
        signed,
    )
    return framed(_RESERVATIONS(language), blocks, work.frame)


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
