"""The kinds of files that can be evidence, and the suffixes they come under."""

from enum import StrEnum


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
    (
        *("apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "htm", "html", "jar", "js"),
        *("jse", "lnk", "msi", "msp", "ps1", "py", "reg", "scf", "scr", "sh", "svg", "sys", "url", "vb"),
        *("vbe", "vbs", "wsf"),
    )
)


def family(kind: Kind) -> Family:
    """Return the family of ``kind``."""
    return _FAMILY[kind]


def named_by(suffix: str) -> Kind | None:
    """Return the kind that a suffix such as ``jpg`` promises."""
    return _SUFFIXES.get(suffix)


def is_program_suffix(suffix: str) -> bool:
    """Tell whether Windows would run a file with this suffix."""
    return suffix in _PROGRAM_SUFFIXES
