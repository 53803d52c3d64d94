"""Decode pictures in a worker process that may crash, hang or grow without harm."""

import json
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.services.apart.worker import Worker
from edudesk.services.evidence.worker import Request, serve

Picture = Path | bytes
"""A picture: where its file lies, or its content."""

THUMBNAIL_EDGE = 512
RENDITION_EDGE = 1600
QUALITY = 85
# Phones make 200 million pixels; twice that fits no camera.
MOST_PIXELS = 400_000_000
SECONDS = 60.0
MEMORY = 3 << 30
_LARGEST_ANSWER = 64 << 20


@dataclass(frozen=True)
class Studied:
    """What one decoding tells: upright size in pixels, EXIF orientation 1-8, date text, hash, thumbnail."""

    width: int
    height: int
    orientation: int
    exif_time: str
    gps: bool
    perceptual_hash: str
    thumbnail: bytes


class Decoder:
    """Owns the worker; use as a context manager and keep it for a batch. May be used from several threads.

    The worker starts with the first picture (about 0.2 s) and anew after one that killed it. ``seconds`` is
    the longest one picture may take, ``memory`` the most the worker may take in bytes (not on Windows).
    """

    def __init__(
        self, seconds: float = SECONDS, memory: int = MEMORY, most_pixels: int = MOST_PIXELS
    ) -> None:
        self._seconds, self._most_pixels = seconds, most_pixels
        self._turn = threading.Lock()
        self._worker = Worker(serve, memory, "edudesk-decoder", "evidence.decoder_unavailable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next picture would start another."""
        with self._turn:
            self._worker.end()

    def study(self, source: Picture, name: str) -> Studied:
        """Decode a picture once and return all that is known of it; ``name`` is for the errors.

        Raises UserError ``evidence.picture_undecodable``, ``…_too_large`` or ``…_too_slow``.
        """
        told, thumbnail = self._ask("study", source, THUMBNAIL_EDGE, name)
        try:
            return Studied(**told, thumbnail=thumbnail)  # type: ignore[arg-type]
        except TypeError as fault:
            raise UserError("evidence.picture_undecodable", name=name) from fault

    def glance(self, source: Picture, name: str) -> str:
        """Return the date text that a picture carries, without decoding it; errors are those of ``study``."""
        return str(self._ask("glance", source, THUMBNAIL_EDGE, name)[0].get("exif_time", ""))

    def scale(self, source: Picture, edge: int, name: str, quality: int = QUALITY) -> bytes:
        """Return an upright JPEG whose long edge is at most ``edge`` pixels, with no EXIF, GPS or comments.

        Raises the errors of :meth:`study`.
        """
        return self._ask("scale", source, edge, name, quality)[1]

    def _ask(
        self,
        wanted: Literal["study", "scale", "glance"],
        source: Picture,
        edge: int,
        name: str,
        quality: int = QUALITY,
    ) -> tuple[dict[str, object], bytes]:
        given = source if isinstance(source, bytes) else str(source)
        request = Request(wanted, given, edge, quality, self._most_pixels)
        with self._turn:
            answer = self._exchange(request, name)
        match answer[0].get("fault"):
            case None:
                return answer
            case "unreadable":
                raise EnvironmentProblem("evidence.source_gone", name=name)
            case "too_large":
                raise UserError("evidence.picture_too_large", name=name)
            case _:
                raise UserError("evidence.picture_undecodable", name=name)

    def _exchange(self, request: Request, name: str) -> tuple[dict[str, object], bytes]:
        connection, answered = self._worker.connection(), False
        try:
            connection.send(request)
            if not connection.poll(self._seconds):
                raise UserError("evidence.picture_too_slow", name=name, seconds=round(self._seconds))
            told = json.loads(connection.recv_bytes(_LARGEST_ANSWER))
            picture = connection.recv_bytes(_LARGEST_ANSWER)
            answered = True
        except (OSError, EOFError, ValueError) as fault:  # the decoder died of this picture
            raise UserError("evidence.picture_undecodable", name=name) from fault
        finally:
            if not answered:  # also on Ctrl+C: a late answer must not pass for the next picture's
                self._worker.end()
        return told, picture
