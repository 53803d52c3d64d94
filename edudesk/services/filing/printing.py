"""The papers of volumes, written as PDF, Word or Excel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edudesk.errors import UserError
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.archive import Archive
from edudesk.services.filing.classes import class_words
from edudesk.services.filing.filing import holes
from edudesk.services.filing.listing import list_files, shelves
from edudesk.services.filing.numbering import FilingRules, series_of
from edudesk.services.filing.rules import filing_rules
from edudesk.services.filing.values import ALL, FileRow, Wanted
from edudesk.services.filing.volumes import read_volume
from edudesk.services.records import get
from edudesk.services.reports.document import Document
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.profiles import LEDGER, SHEET, Profile
from edudesk.services.reports.rendering import Rendered, render
from edudesk.services.reports.volume_papers import (
    FILE_CATALOGUE,
    VOLUME_CONTENTS,
    VOLUME_COVER,
    VOLUME_NOTES,
    FiledPaper,
    VolumePapers,
    file_catalogue,
    volume_contents,
    volume_cover,
    volume_notes,
)
from edudesk.texts import Label, Language, Texts


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper: its name, its page, what draws it; ``one`` says that it is of a single volume."""

    name: Label
    profile: Profile
    draw: Callable[[Sequence[VolumePapers], Frame], Document]
    one: bool = True


PAPERS: Mapping[str, PaperKind] = {
    "file-catalogue": PaperKind(FILE_CATALOGUE, LEDGER, file_catalogue, one=False),
    "volume-contents": PaperKind(
        VOLUME_CONTENTS, SHEET, lambda volumes, frame: volume_contents(volumes[0], frame)
    ),
    "volume-notes": PaperKind(VOLUME_NOTES, SHEET, lambda volumes, frame: volume_notes(volumes[0], frame)),
    "volume-cover": PaperKind(VOLUME_COVER, SHEET, lambda volumes, frame: volume_cover(volumes[0], frame)),
}


def write_paper(
    archive: Archive, kind: str, volumes: Sequence[str], path: Path, *, today: date, texts: Texts
) -> Rendered:
    """Write a paper of these volumes (of all, where none is named) as .pdf, .docx or .xlsx.

    ``filing.nothing-filed`` where they hold nothing; the errors of rendering.
    """
    paper = PAPERS[kind]
    wanted = tuple(volumes) or tuple(one.text for one in shelves(archive, today).volumes)
    rows = list_files(archive, Wanted(shelf=ALL, volumes=wanted), today)
    if not rows:
        raise UserError("filing.nothing-filed")
    rules = filing_rules(archive)
    by_volume = {text: [one for one in rows if one.volume == text] for text in wanted}
    papers = [_papers(text, found, rules, texts.language) for text, found in by_volume.items() if found]
    frame = Frame(
        holder=str(get(archive, archive.holder_id).content["name"]), made_on=today, language=texts.language
    )
    return render(paper.draw(papers, frame), paper.profile, path)


def _papers(text: str, rows: Sequence[FileRow], rules: FilingRules, language: Language) -> VolumePapers:
    volume = read_volume(text)
    kept = rows[0].retention
    missing: tuple[str, ...] = ()
    if volume is not None:
        series = series_of(rules, volume)
        items = (series.item(one.archive_number) for one in rows)
        missing = holes(series, [one for one in items if one is not None])
    unit = Label("{}-{}学年", "{}–{}") if volume and volume.school_year else Label("{}年", "{}")
    return VolumePapers(
        name=f"{unit(language).format(volume.year, volume.year + 1)} {volume.words(language)}"
        if volume
        else text or Label("未分卷", "Without a volume")(language),
        category=class_words(volume.name, language) if volume else text,
        year=str(volume.year) if volume else "",
        retention=VOCABULARIES["retention"].label(kept)(language) if kept else "",
        fonds=rules.fonds,
        part=str(volume.part) if volume and volume.part else "",
        papers=tuple(
            FiledPaper(one.title, one.archive_number, one.number, one.author, one.dated, one.pages)
            for one in rows
        ),
        missing=missing,
    )
