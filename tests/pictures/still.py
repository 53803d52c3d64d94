"""What differs between machines and runs is held still, so that pictures can be compared."""

import random
import shutil
import tempfile
from types import SimpleNamespace

from edudesk.models import ids
from edudesk.services.demonstration import DEMO_NOW

ROOM = 12_400_000_000
"""Bytes that are free on every drive in the pictures."""


def hold_still(part: int) -> None:
    """Let ids be the same in every run, which check codes depend on, and drives equally full.

    ``part`` grows from process to process that writes to the same archive: so do its ids.
    """
    moment = round((DEMO_NOW.timestamp() + part) * 1e9)
    vars(ids)["time"] = SimpleNamespace(time_ns=lambda: moment)
    vars(ids)["secrets"] = SimpleNamespace(randbits=random.Random(part).getrandbits)
    room = shutil.disk_usage(tempfile.gettempdir())._replace(total=2 * ROOM, used=ROOM, free=ROOM)
    shutil.disk_usage = lambda path: room  # noqa: ARG005
