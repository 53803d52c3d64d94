"""The words in Word, Excel, PowerPoint, PDF and text files; what a file is, its content says.

Runs in the worker: a file that is no good ends in a state without text.
"""

import io
import logging
import re
from collections.abc import Iterator

from edudesk.errors import UserError
from edudesk.services.evidence.containers import ZIP_FAULTS
from edudesk.services.filetexts.cache import State
from edudesk.services.filetexts.office import Bomb, Locked, office_lines
from edudesk.services.importing.delimited import decode

_HAN = r"\u3000-\u9fff\uf900-\ufaff\uff00-\uffef"
_OLE = b"\xd0\xcf\x11\xe0"
_SEALED = "EncryptedPackage".encode("utf-16-le")
_PAGES = 500
_PLAIN = 1 << 22  # bytes of a text file that are read
# Lines of a PDF end in the middle of Chinese words, and some writers put spaces between characters.
_TORN = re.compile(rf"(?<=[{_HAN}])[ \t]*\n?[ \t]*(?=[{_HAN}])")
_SPACE = re.compile(r"[^\S\n]+")


def extract(content: bytes, longest: int) -> tuple[State, str]:
    """Return what came of reading a file, and at most ``longest`` characters of its text."""
    try:
        if content.startswith(b"PK"):
            text = _gathered(office_lines(content), longest)
        elif content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
            text = _TORN.sub("", _gathered(_pdf_lines(content), longest))
        elif content.startswith(_OLE):
            return (State.LOCKED if _SEALED in content else State.NONE), ""
        else:
            text = _plain(content)[:longest]
    except Locked:
        return State.LOCKED, ""
    except (Bomb, MemoryError, RecursionError):
        return State.TOO_LARGE, ""
    except (*ZIP_FAULTS, SyntaxError, OSError, UserError, ArithmeticError, TypeError, AttributeError):
        return State.BROKEN, ""
    text = _SPACE.sub(" ", text).strip()
    return (State.READ if text else State.NONE), text.encode("utf-8", "replace").decode()


def _gathered(lines: Iterator[str], longest: int) -> str:
    found: list[str] = []
    left = longest
    for line in lines:
        found.append(line)
        left -= len(line) + 1
        if left <= 0:
            break
    return "\n".join(found)[:longest]


def _pdf_lines(content: bytes) -> Iterator[str]:
    import pypdf  # noqa: PLC0415 - few files are PDFs
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
        for page, _ in zip(reader.pages, range(_PAGES), strict=False):
            yield page.extract_text()
    except (DependencyError, FileNotDecryptedError) as fault:
        raise Locked from fault
    except PyPdfError as fault:
        raise ValueError from fault


def _plain(content: bytes) -> str:
    if len(content) > _PLAIN:
        content = content[: content.rfind(b"\n", 0, _PLAIN) + 1 or _PLAIN]
    return decode("", content)
