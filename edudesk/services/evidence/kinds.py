"""What a file is, told by its content and compared with its name; what is no evidence is refused."""

import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from edudesk.errors import EnvironmentProblem, Problem, UserError
from edudesk.services.evidence.containers import ole_streams, read_zip
from edudesk.services.evidence.naming import display_name
from edudesk.services.evidence.signatures import HEAD, by_signature, is_program, is_text, pdf_is_whole


class Kind(StrEnum):
    """A kind of file that can be evidence; the value is stored and travels in packages."""

    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    WEBP = "webp"
    GIF = "gif"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    WPS = "wps"
    ET = "et"
    DPS = "dps"
    MP4 = "mp4"
    MOV = "mov"
    AVI = "avi"
    WMV = "wmv"
    MP3 = "mp3"
    WAV = "wav"
    M4A = "m4a"
    AMR = "amr"
    TXT = "txt"


class Family(StrEnum):
    """What kinds have in common; a name may be wrong within a family without lying."""

    PICTURE = "picture"
    DOCUMENT = "document"
    RECORDING = "recording"
    TEXT = "text"


@dataclass(frozen=True)
class Recognised:
    """What a file is and what deserves to be said about it (``Problem``, none of which prevents taking it in)."""

    kind: Kind
    findings: tuple[Problem, ...] = ()


_FAMILIES = {
    Family.PICTURE: (Kind.JPEG, Kind.PNG, Kind.HEIC, Kind.WEBP, Kind.GIF),
    Family.DOCUMENT: (
        Kind.PDF,
        *(Kind.DOCX, Kind.XLSX, Kind.PPTX),
        *(Kind.DOC, Kind.XLS, Kind.PPT),
        *(Kind.WPS, Kind.ET, Kind.DPS),
    ),
    Family.RECORDING: (Kind.MP4, Kind.MOV, Kind.AVI, Kind.WMV, Kind.MP3, Kind.WAV, Kind.M4A, Kind.AMR),
    Family.TEXT: (Kind.TXT,),
}
_FAMILY = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}
_MORE_SUFFIXES = {
    "jpg": Kind.JPEG,
    "jpe": Kind.JPEG,
    "jfif": Kind.JPEG,
    "heif": Kind.HEIC,
    "hif": Kind.HEIC,
    "docm": Kind.DOCX,
    "dotx": Kind.DOCX,
    "xlsm": Kind.XLSX,
    "xltx": Kind.XLSX,
    "pptm": Kind.PPTX,
    "ppsx": Kind.PPTX,
    "dot": Kind.DOC,
    "xlt": Kind.XLS,
    "pps": Kind.PPT,
    "wpt": Kind.WPS,
    "ett": Kind.ET,
    "dpt": Kind.DPS,
    "m4v": Kind.MP4,
    "3gp": Kind.MP4,
    "asf": Kind.WMV,
    "wma": Kind.WMV,
    "csv": Kind.TXT,
    "md": Kind.TXT,
}
_SUFFIXES = {str(kind): kind for kind in Kind} | _MORE_SUFFIXES
_PROGRAM_SUFFIXES = frozenset(
    "apk app bat chm cmd com cpl dll exe hta htm html jar js jse lnk msi msp ps1 py reg scf scr sh svg sys url"
    " vb vbe vbs wsf".split()
)
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


def family(kind: Kind) -> Family:
    """Return the family of ``kind``."""
    return _FAMILY[kind]


def recognise(path: Path) -> Recognised:
    """Tell what the file at ``path`` is; its content must be of a known kind and agree with its name.

    Raises UserError ``evidence.unreadable``, ``.not_a_file``, ``.empty``, ``.program``, ``.packed``,
    ``.damaged``, ``.name_lies`` or ``.kind_unknown``; EnvironmentProblem ``.source_gone``.
    """
    name = display_name(path)
    head = read_head(path, name)
    suffix = path.suffix[1:].lower()
    if suffix in _PROGRAM_SUFFIXES or is_program(head):
        raise UserError("evidence.program", name=name)
    try:
        found = _by_content(path, name, head, suffix)
    except OSError as fault:
        raise EnvironmentProblem("evidence.source_gone", name=name) from fault
    if found is None:
        lies = suffix in _SUFFIXES
        raise UserError("evidence.name_lies" if lies else "evidence.kind_unknown", name=name)
    return _agreed(found, name, suffix)


def read_head(path: Path, name: str) -> bytes:
    """Return the first bytes of a regular file that is not empty; raises as :func:`recognise`."""
    try:
        # Asked before opening: opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError("evidence.not_a_file", name=name)
        with path.open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        raise UserError("evidence.unreadable", name=name) from fault
    if not head:
        raise UserError("evidence.empty", name=name)
    return head


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
            plain = _SUFFIXES.get(suffix) is Kind.TXT and is_text(path)
            return Recognised(Kind.TXT) if plain else None
        case told:
            return Recognised(Kind(told))


def _office(path: Path, name: str, suffix: str) -> Recognised:
    parcel = read_zip(path)
    kinds = {_PARTS[part] for part in _PARTS if parcel and part in parcel.names}
    if parcel is None or len(kinds) != 1 or "[Content_Types].xml" not in parcel.names:
        wanted = _SUFFIXES.get(suffix)
        if wanted is None:
            raise UserError("evidence.packed", name=name)
        code = "evidence.damaged" if _FAMILY[wanted] is Family.DOCUMENT else "evidence.name_lies"
        raise UserError(code, name=name)
    findings = [Problem("evidence.locked", parameters={"name": name})] if parcel.locked else []
    if any(part.endswith("vbaProject.bin") for part in parcel.names):
        findings.append(Problem("evidence.macros", parameters={"name": name}))
    return Recognised(kinds.pop(), tuple(findings))


def _old_office(path: Path, name: str, suffix: str) -> Recognised | None:
    streams = ole_streams(path)
    if streams is None:
        raise UserError("evidence.damaged", name=name)
    named = _SUFFIXES.get(suffix)
    if _SEALED_STREAM in streams:
        if named not in (Kind.DOCX, Kind.XLSX, Kind.PPTX):
            return None
        return Recognised(named, (Problem("evidence.locked", parameters={"name": name}),))
    for stream, (microsoft, kingsoft) in _STREAMS.items():
        if stream in streams:
            return Recognised(kingsoft if named is kingsoft else microsoft)
    return None


def _pdf(path: Path, name: str) -> Recognised:
    whole, locked = pdf_is_whole(path)
    if not whole:
        raise UserError("evidence.damaged", name=name)
    return Recognised(Kind.PDF, (Problem("evidence.locked", parameters={"name": name}),) if locked else ())


def _agreed(found: Recognised, name: str, suffix: str) -> Recognised:
    named = _SUFFIXES.get(suffix)
    if named is found.kind or not suffix:
        return found
    if named is not None and _FAMILY[named] is not _FAMILY[found.kind]:
        raise UserError("evidence.name_lies", name=name)
    differs = Problem("evidence.suffix_differs", parameters={"name": name, "kind": str(found.kind)})
    return Recognised(found.kind, (*found.findings, differs))
