"""What a list shows, as an Excel workbook or a PDF to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.listing.activities import ActivityRow
from edudesk.services.listing.people import PersonRow
from edudesk.services.listing.schools import SchoolRow
from edudesk.services.reports.columns import Heads, columns
from edudesk.services.reports.document import Column, Document, Note, Table, Value
from edudesk.services.reports.profiles import LEDGER
from edudesk.services.reports.rendering import Rendered, render
from edudesk.services.reports.wording import listed
from edudesk.texts import Label, Language, Texts

Cells = tuple[tuple[Column, ...], tuple[tuple[Value, ...], ...]]
"""Columns and rows of a list."""

_LATE = Label("补录", "Entered late")
_HISTORICAL = Label("历史导入", "Historical entry")
_LEFT = Label("已离校", "Has left")
_OURS, _PARTNER = Label("本校", "Ours"), Label("结对学校", "Partner")


@dataclass(frozen=True)
class ListSheet:
    """A list to be written: columns and rows as they are seen, ``filter_words`` what it was narrowed to.

    ``running`` stands small at the foot of printed pages (school · term).
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    filter_words: str = ""
    running: str = ""


def write_list(sheet: ListSheet, path: Path, today: date, texts: Texts) -> Rendered:
    """Write a list as .xlsx, .pdf or .docx by the path's suffix, dated ``today``.

    Errors: ``report.suffix``, ``disk.denied``, ``disk.full``, ``disk.failed``.
    """
    narrowed = texts.say("listing.filter", words=sheet.filter_words) if sheet.filter_words else ""
    # A worksheet has no room above its headings: there the title tells it, on every printed page.
    in_title = bool(narrowed) and path.suffix.lower() == ".xlsx"
    document = Document(
        title=f"{sheet.title}（{narrowed}）" if in_title else sheet.title,
        blocks=(
            Table(sheet.columns, sheet.rows, name=sheet.title),
            Note(texts.say("listing.total", count=len(sheet.rows))),
        ),
        subtitle=narrowed,
        running=sheet.running,
        language=texts.language,
        made=today,
    )
    return render(document, LEDGER, path)


_ACTIVITY: Heads = (
    (Label("日期", "Date"), 1.1, "d"),
    (Label("到", "Until"), 1.1, "d"),
    (Label("主题", "Topic"), 4.0, "l"),
    (Label("类型", "Kind"), 1.6, "l"),
    (Label("对方", "Partner"), 1.6, "l"),
    (Label("状态", "State"), 0.9, "c"),
    (Label("材料份数", "Files"), 0.9, "n"),
    (Label("算进要求", "Counts for"), 2.0, "l"),
    (Label("备注", "Note"), 1.0, "l"),
)


def activity_sheet(
    rows: Sequence[ActivityRow], texts: Texts, counts: Mapping[RecordId, str] | None = None
) -> Cells:
    """Return a list of activities; ``counts`` says in words what each counts for, where that is known."""
    language = texts.language
    states = VOCABULARIES["activity-state"]
    body = tuple(
        (
            row.starts_on,
            row.ends_on if row.ends_on != row.starts_on else None,
            row.topic,
            listed((kind(language) for kind in row.kinds), language),
            listed(row.partners, language),
            states.label(row.state)(language),
            row.evidence,
            (counts or {}).get(row.id, ""),
            listed(_remarks(row, language), language),
        )
        for row in rows
    )
    return _filled(columns(_ACTIVITY, language), body)


def _remarks(row: ActivityRow, language: Language) -> tuple[str, ...]:
    return tuple(
        label(language) for label, said in ((_LATE, row.late), (_HISTORICAL, row.historical)) if said
    )


_PEOPLE: Heads = (
    (Label("姓名", "Name"), 1.0, "c"),
    (Label("性别", "Sex"), 0.6, "c"),
    (Label("学校", "School"), 2.2, "l"),
    (Label("职称", "Title"), 1.1, "l"),
    (Label("荣誉", "Honour"), 1.6, "l"),
    (Label("职务", "Post"), 1.1, "l"),
    (Label("学科", "Subject"), 1.1, "l"),
    (Label("学段", "Stage"), 0.9, "l"),
    (Label("手机", "Phone"), 1.3, "c"),
    (Label("备注", "Note"), 0.9, "l"),
)


def people_sheet(rows: Sequence[PersonRow], texts: Texts) -> Cells:
    """Return a list of people; phone numbers stay masked."""
    language = texts.language
    body = tuple(
        (
            row.name,
            _said(row.sex, language),
            row.school,
            row.title(language),
            row.honour(language),
            row.post(language),
            listed((subject(language) for subject in row.subjects), language),
            _said(row.stage, language),
            row.phone,
            "" if row.active else _LEFT(language),
        )
        for row in rows
    )
    return _filled(columns(_PEOPLE, language), body)


_SCHOOLS: Heads = (
    (Label("学校名称", "Name"), 2.6, "l"),
    (Label("简称", "Short name"), 1.2, "l"),
    (Label("办学类型", "Kind"), 1.2, "l"),
    (Label("学段", "Stage"), 0.9, "l"),
    (Label("城乡", "Location"), 0.9, "l"),
    (Label("区县", "County"), 1.2, "l"),
    (Label("关系", "Relation"), 1.0, "l"),
    (Label("共同体里的角色", "Role in communities"), 2.6, "l"),
    (Label("人数", "People"), 0.7, "n"),
)


def school_sheet(rows: Sequence[SchoolRow], texts: Texts) -> Cells:
    """Return a list of schools."""
    language = texts.language
    body = tuple(
        (
            row.name,
            row.short_name,
            _said(row.kind, language),
            _said(row.stage, language),
            _said(row.location, language),
            row.county,
            _OURS(language) if row.ours else _PARTNER(language) if row.partner else "",
            "\n".join(f"{community} {role(language)}" for role, community in row.roles),
            row.people,
        )
        for row in rows
    )
    return _filled(columns(_SCHOOLS, language), body)


def _said(label: Label | None, language: Language) -> str:
    return label(language) if label else ""


def _filled(heads: tuple[Column, ...], rows: tuple[tuple[Value, ...], ...]) -> Cells:
    """Return the list without the columns that say nothing in any row."""
    kept = [place for place in range(len(heads)) if any(row[place] not in (None, "") for row in rows)]
    if not rows:
        return heads, rows
    return tuple(heads[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows)
