"""The process in which foreign workbooks are parsed, so that a bad one cannot take the program with it.

The fast reader answers some bad files by ending its process, and writes about its own defects to stderr.
"""

import io
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from multiprocessing.connection import Connection
from typing import Any

from edudesk.services.apart.inside import be_ready, settle_in


def serve(connection: Connection, memory: int) -> None:
    """Read one workbook from ``connection`` and answer with its sheets; ``memory`` is the most it may take.

    Each answer is JSON, ``{}`` the last one. Not pickle: what has read a hostile file is not trusted.
    """
    settle_in()
    be_ready(connection, memory)
    content = connection.recv_bytes()
    for answer in _answers(content):
        connection.send_bytes(json.dumps(answer, ensure_ascii=False, default=_tagged).encode())


def _answers(content: bytes) -> Iterator[dict[str, Any]]:
    import python_calamine  # noqa: PLC0415 - only this process loads the reader

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            yield from _sheets(workbook)
    except python_calamine.PasswordError:
        yield {"fault": "table.password"}
    # Anything else, the reader's own panics too, ends the process: the other side sees the file as damaged.
    yield {}


def _sheets(workbook: Any) -> Iterator[dict[str, Any]]:
    metadata = workbook.sheets_metadata
    for number, about in enumerate(metadata):
        known = {"name": about.name, "number": number, "count": len(metadata)}
        if about.visible != type(about.visible).Visible:
            yield known | {"hidden": True}
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        extent = {"start": sheet.start, "height": sheet.height, "width": sheet.width}
        yield known | extent
        if sheet.start is not None:
            yield {"rows": sheet.to_python(), "merged": sheet.merged_cell_ranges or []}


def _tagged(value: object) -> list[object]:
    match value:
        case datetime():
            return ["datetime", value.replace(tzinfo=None).isoformat()]
        case date():
            return ["date", value.isoformat()]
        case time():
            return ["time", value.isoformat()]
        case timedelta():
            return ["seconds", value.total_seconds()]
    raise TypeError
