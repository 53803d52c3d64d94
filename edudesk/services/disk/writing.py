"""Writing one file whole or not at all."""

import os
import secrets
from pathlib import Path

from edudesk.errors import EnvironmentProblem
from edudesk.services.disk.volume import NO_ROOM
from edudesk.texts.system import reason


def write_file(path: Path, data: bytes) -> None:
    """Give ``data`` its name only when it lies whole on the disk; nothing half written is left.

    What has the name already is replaced. Raises EnvironmentProblem ``disk.denied``, ``disk.full`` or
    ``disk.failed``.
    """
    part = path.with_name(f".edudesk-{secrets.token_hex(6)}.part")
    try:
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except PermissionError as error:  # on Windows also when Word or a PDF reader still shows the old one
        raise EnvironmentProblem("disk.denied", path=path) from error
    except OSError as error:
        code = "disk.full" if error.errno in NO_ROOM else "disk.failed"
        raise EnvironmentProblem(code, path=path, reason=reason(error)) from error
