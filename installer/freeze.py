"""Freeze the program into ``dist/EduDesk`` and see that it works there; on Windows, build the installer too.

Run by ``python3 dev.py freeze``. PyInstaller freezes for the system that it runs on.
"""

# ruff: noqa: T201, S603 - a script says what it does, and runs programs

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from contents import ROOT
from pack import pack
from trying import WINDOWS, try_program

DIST, WORK = ROOT / "dist", ROOT / "build"
PROGRAM = DIST / "EduDesk"


def main() -> None:
    """Freeze, try at another place, and pack."""
    began = time.monotonic()
    freeze()
    frozen = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="程序 ", ignore_cleanup_errors=True) as place:
        # Nothing may depend on where the program was frozen.
        try_program(Path(shutil.copytree(PROGRAM, Path(place, "EduDesk"))), DIST / "pictures")
    took = f"frozen in {frozen - began:.0f} s, tried in {time.monotonic() - frozen:.0f} s"
    files = [path for path in PROGRAM.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"freeze: {PROGRAM} holds {size:.0f} MB and works; {took}")
    if WINDOWS and (makensis := shutil.which("makensis")):
        pack(makensis, PROGRAM, DIST)


def freeze() -> None:
    """Run PyInstaller on the specification."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(WORK)]
    words = [sys.executable, "-m", "PyInstaller", *options, str(ROOT / "installer" / "edudesk.spec")]
    print("$", *words, flush=True)
    if status := subprocess.run(words, check=False).returncode:
        sys.exit(status)


if __name__ == "__main__":
    main()
