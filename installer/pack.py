"""Build the installer for Windows from a folder that was frozen there; makensis runs on every system.

python installer/pack.py dist/EduDesk dist
"""

# ruff: noqa: T201, S603 - a script says what it does, and runs programs

import shutil
import subprocess
import sys
from pathlib import Path

from contents import ROOT, version

LEAST = 10_000_000
"""Bytes of an installer that has something inside."""


def pack(makensis: str, program: Path, into: Path) -> None:
    """Make ``EduDesk-<version>-setup.exe`` in the folder ``into``."""
    target = into.resolve() / f"EduDesk-{version()}-setup.exe"
    target.unlink(missing_ok=True)
    said = [f"-DVERSION={version()}", f"-DSOURCE={program.resolve()}", f"-DTARGET={target}"]
    script = ROOT / "installer" / "edudesk.nsi"
    done = subprocess.run([makensis, "-V2", "-INPUTCHARSET", "UTF8", *said, str(script)], check=False)
    # makensis for another target can end well and make nothing of use.
    if done.returncode or not target.exists() or target.stat().st_size < LEAST:
        sys.exit("pack: makensis made no installer")
    print(f"pack: {target} has {target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    found = shutil.which("makensis")
    if found is None:
        sys.exit("pack: makensis is not installed (Debian: nsis; Windows: nsis.sourceforge.io)")
    pack(found, *map(Path, sys.argv[1:3]))
