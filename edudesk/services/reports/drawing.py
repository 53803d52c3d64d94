"""Papers become PDF files and workbooks: here, or in a process of its own while people go on working.

Drawing is pure Python: in a thread it would take every second turn from the window. In a process it takes
the other processor.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from edudesk.errors import EnvironmentProblem
from edudesk.services.apart.inside import be_ready, settle_in
from edudesk.services.apart.worker import Worker
from edudesk.services.reports.document import Document
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET, Profile

_MEMORY = 3 << 30
_PROFILES = (OFFICIAL, SHEET, LEDGER)


@dataclass(frozen=True)
class Drawn:
    """A finished paper; ``pages`` is None where the reading program decides."""

    data: bytes
    pages: int | None = None
    missing_characters: tuple[str, ...] = ()


Draw = Callable[[Document, Profile | None], Drawn]
"""Makes a PDF on a profile's pages, without one a workbook."""


def draw_here(document: Document, profile: Profile | None) -> Drawn:
    """Return a document as a PDF with its pages counted, without a profile as a workbook."""
    if profile is None:
        from edudesk.services.reports.xlsx import draw_xlsx  # noqa: PLC0415 - a look beforehand draws nothing

        return Drawn(draw_xlsx(document))
    from edudesk.services.reports.pdf import draw_pdf  # noqa: PLC0415 - a look beforehand draws nothing

    data, pages = draw_pdf(document, profile)
    return Drawn(data, len(pages.pages), pages.missing_characters)


class Drawer:
    """Owns the process; use as a context manager and keep it for a package. For one thread at a time.

    The process starts with the first paper. Where it cannot start, or dies of a paper, the paper is drawn
    here: the same bytes come more slowly.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        # What it is refused with is never said: the paper is drawn here then.
        self._worker = Worker(serve, _MEMORY, "edudesk-drawer", "evidence.decoder_unavailable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._turn:
            self._worker.end()

    def draw(self, document: Document, profile: Profile | None) -> Drawn:
        """Return what :func:`draw_here` does."""
        with self._turn:
            drawn = self._asked(document, profile)
        return drawn or draw_here(document, profile)

    def _asked(self, document: Document, profile: Profile | None) -> Drawn | None:
        answered = False
        try:
            connection = self._worker.connection()
            connection.send((document, None if profile is None else _PROFILES.index(profile)))
            told, data = json.loads(connection.recv_bytes()), connection.recv_bytes()
            answered = True
        except (OSError, EOFError, EnvironmentProblem):
            return None
        finally:
            if not answered:  # a late answer must not pass for the next paper's
                self._worker.end()
        return Drawn(data, told["pages"], tuple(told["missing_characters"]))


def serve(connection: Connection, memory: int) -> None:
    """Draw until the other side closes; an answer is two messages, JSON and the file.

    A fault that the drawing itself has ends the process: the program meets it again and can tell of it.
    """
    settle_in()
    from edudesk.services.reports import pdf, xlsx  # noqa: F401, PLC0415 - loaded before requests may come

    be_ready(connection, memory)
    while True:
        try:
            drawn = draw_here(*_request(connection))
        except EOFError:
            return
        told = asdict(drawn) | {"data": None}
        try:
            connection.send_bytes(json.dumps(told).encode())
            connection.send_bytes(drawn.data)
        except OSError:  # the program is gone
            return


def _request(connection: Connection) -> tuple[Document, Profile | None]:
    document, number = connection.recv()
    return document, None if number is None else _PROFILES[number]
