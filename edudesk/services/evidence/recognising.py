"""Tell what a file is by its content and compare with its name; what is no evidence is refused."""

from dataclasses import dataclass
from pathlib import Path

from edudesk.errors import EnvironmentProblem, Problem, UserError
from edudesk.services.evidence.containers import ole_streams, read_zip
from edudesk.services.evidence.kinds import Family, Kind, family, is_program_suffix, named_by
from edudesk.services.evidence.naming import display_name
from edudesk.services.evidence.signatures import (
    boxes_are_whole,
    by_signature,
    is_program,
    is_text,
    pdf_is_whole,
)
from edudesk.services.evidence.sources import read_head

_PARTS = {
    "word/document.xml": Kind.DOCX,
    "xl/workbook.xml": Kind.XLSX,
    "xl/workbook.bin": Kind.XLSX,
    "ppt/presentation.xml": Kind.PPTX,
}
_STREAMS = {
    "WordDocument": (Kind.DOC, Kind.WPS),
    "Workbook": (Kind.XLS, Kind.ET),
    "Book": (Kind.XLS, Kind.ET),
    "PowerPoint Document": (Kind.PPT, Kind.DPS),
}
_SEALED_STREAM = "EncryptedPackage"


@dataclass(frozen=True)
class Recognised:
    """What a file is, and warnings about it that do not prevent taking it in."""

    kind: Kind
    findings: tuple[Problem, ...] = ()


def recognise(path: Path) -> Recognised:
    """Tell what the file at ``path`` is; its content must be of a known kind and agree with its name.

    Raises UserError ``evidence.unreadable``, ``.not_a_file``, ``.empty``, ``.program``, ``.packed``,
    ``.damaged``, ``.name_lies`` or ``.kind_unknown``; EnvironmentProblem ``.source_gone``.
    """
    name = display_name(path)
    head = read_head(path, name)
    suffix = path.suffix[1:].lower()
    if is_program_suffix(suffix) or is_program(head):
        raise UserError("evidence.program", name=name)
    try:
        found = _by_content(path, name, head, suffix)
    except OSError as fault:
        raise EnvironmentProblem("evidence.source_gone", name=name) from fault
    if found is None:
        lies = named_by(suffix) is not None
        raise UserError("evidence.name_lies" if lies else "evidence.kind_unknown", name=name)
    return _agreed(found, name, suffix)


def _by_content(path: Path, name: str, head: bytes, suffix: str) -> Recognised | None:
    match by_signature(head):
        case "zip":
            return _office(path, name, suffix)
        case "packed":
            raise UserError("evidence.packed", name=name)
        case "ole":
            return _old_office(path, name, suffix)
        case "pdf":
            return _pdf(path, name)
        case "":
            plain = named_by(suffix) is Kind.TXT and is_text(path)
            return Recognised(Kind.TXT) if plain else None
        case "heic" | "mp4" | "mov" | "m4a" as told:
            return _boxes(path, name, Kind(told))
        case told:
            return Recognised(Kind(told))


def _office(path: Path, name: str, suffix: str) -> Recognised:
    parcel = read_zip(path)
    kinds = {_PARTS[part] for part in _PARTS if parcel and part in parcel.names}
    if parcel is None or len(kinds) != 1 or "[Content_Types].xml" not in parcel.names:
        wanted = named_by(suffix)
        if wanted is None:
            raise UserError("evidence.packed", name=name)
        code = "evidence.damaged" if family(wanted) is Family.DOCUMENT else "evidence.name_lies"
        raise UserError(code, name=name)
    findings = [Problem("evidence.locked", parameters={"name": name})] if parcel.locked else []
    if any(part.endswith("vbaProject.bin") for part in parcel.names):
        findings.append(Problem("evidence.macros", parameters={"name": name}))
    return Recognised(kinds.pop(), tuple(findings))


def _old_office(path: Path, name: str, suffix: str) -> Recognised | None:
    streams = ole_streams(path)
    if streams is None:
        raise UserError("evidence.damaged", name=name)
    named = named_by(suffix)
    if _SEALED_STREAM in streams:
        if named not in (Kind.DOCX, Kind.XLSX, Kind.PPTX):
            return None
        return Recognised(named, (Problem("evidence.locked", parameters={"name": name}),))
    for stream, (microsoft, kingsoft) in _STREAMS.items():
        if stream in streams:
            return Recognised(kingsoft if named is kingsoft else microsoft)
    return None


def _boxes(path: Path, name: str, kind: Kind) -> Recognised:
    if boxes_are_whole(path):
        return Recognised(kind)
    if kind is Kind.HEIC:
        raise UserError("evidence.damaged", name=name)
    # A film that broke off may be all there is, and may play.
    return Recognised(kind, (Problem("evidence.cut_off", parameters={"name": name}),))


def _pdf(path: Path, name: str) -> Recognised:
    whole, locked = pdf_is_whole(path)
    if not whole:
        raise UserError("evidence.damaged", name=name)
    return Recognised(Kind.PDF, (Problem("evidence.locked", parameters={"name": name}),) if locked else ())


def _agreed(found: Recognised, name: str, suffix: str) -> Recognised:
    named = named_by(suffix)
    if named is found.kind or not suffix:
        return found
    if named is not None and family(named) is not family(found.kind):
        raise UserError("evidence.name_lies", name=name)
    differs = Problem("evidence.suffix_differs", parameters={"name": name, "kind": str(found.kind)})
    return Recognised(found.kind, (*found.findings, differs))
