"""The process in which pictures are decoded, so that a bad one cannot take the program with it."""

import json
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import Literal

from edudesk.services.apart.inside import be_ready, settle_in


@dataclass(frozen=True)
class Request:
    """One picture (path or content) and what is wanted of it; ``edge`` in pixels, ``quality`` 1-95."""

    wanted: Literal["study", "scale", "glance"]
    source: str | bytes
    edge: int
    quality: int
    most_pixels: int


def serve(connection: Connection, memory: int) -> None:
    """Answer requests until the other side closes; ``memory`` is the most this process may take, in bytes.

    Every answer is two messages, JSON and a picture. Not pickle: what has read a hostile file is not trusted.
    """
    settle_in(silent=False)
    from edudesk.services.evidence import photos  # noqa: PLC0415 - only this process loads Pillow

    photos.prepare()
    be_ready(connection, memory)
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        told, picture = _answer(request)
        try:
            connection.send_bytes(json.dumps(told).encode())
            connection.send_bytes(picture)
        except OSError:  # the program is gone
            return


def _answer(request: Request) -> tuple[dict[str, object], bytes]:
    from edudesk.services.evidence import photos  # noqa: PLC0415 - only this process loads Pillow

    wanted = (request.source, request.edge, request.quality, request.most_pixels)
    try:
        if request.wanted == "scale":
            return {}, photos.scale(*wanted)
        if request.wanted == "glance":
            return {"exif_time": photos.glance(request.source)}, b""
        facts, picture = photos.study(*wanted)
    except (photos.TooLarge, MemoryError):
        return {"fault": "too_large"}, b""
    except OSError as fault:  # Pillow's own carry no number, the system's do
        return {"fault": "undecodable" if fault.errno is None else "unreadable"}, b""
    except photos.FAULTS:
        return {"fault": "undecodable"}, b""
    return asdict(facts), picture
