"""Small bags for the tests."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from edudesk.services.keys import Key
from edudesk.services.packages.bag import Bag, BagWriter, Form

DAY = dt.date(2026, 1, 9)
PAYLOAD: Mapping[str, bytes] = {
    "01-组织与协议/帮扶协议.pdf": b"%PDF agreement" * 40,
    "03-台账/工作台账.xlsx": bytes(range(256)) * 30,
    "04-活动记录/2025-10-15 送教/照片 1.jpg": b"\xff\xd8picture" * 5000,
    "edudesk/records.json": b'{"format": "edudesk-package 0.1"}\n',
    "备注 𠮷.txt": b"",
}


def write(
    target: Path, form: Form = "folder", payload: Mapping[str, bytes] = PAYLOAD, key: Key | None = None
) -> Bag:
    with BagWriter(target, form=form, day=DAY, total=sum(map(len, payload.values()))) as writer:
        for path, content in payload.items():
            writer.add_bytes(path, content)
        return writer.finish({"Source-Organization": "示范小学", "External-Identifier": "2025-1"}, key)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
