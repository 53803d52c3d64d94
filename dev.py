#!/usr/bin/env python3
"""What a contributor runs: one command tries the program, one passes all tests (standard library only).

python3 dev.py try      demonstration archive -> status -> package -> verify
python3 dev.py test     lint, types, contracts, tests
python3 dev.py texts    compile the message catalogues after editing a .po file
python3 dev.py lock     pin the dependencies anew
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "edudesk-requirements.lock"
# Qt's system libraries, and pdftotext as a second reader of our PDFs.
DEBIAN = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "poppler-utils",
)


def run(*command: str | Path, **environment: str) -> None:
    """Run a command from the project's folder and stop with its exit status when it fails."""
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=os.environ | environment, check=False
    )
    if done.returncode:
        print(
            f"dev.py: {' '.join(str(part) for part in command)} ended with {done.returncode}", file=sys.stderr
        )
        sys.exit(done.returncode)


def apt(packages: Sequence[str]) -> None:
    """Install the Debian packages that are missing; elsewhere, and without root, leave them to the reader."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    wanted = [
        name
        for name in packages
        if b"installed"
        not in subprocess.run(
            ["dpkg-query", "-W", "-f=${db:Status-Status}", name], capture_output=True, check=False
        ).stdout.split()
    ]
    if not wanted:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo"]  # type: ignore[attr-defined,unused-ignore]
    run(*sudo, "apt-get", "update", "-q")
    run(
        *sudo,
        "apt-get",
        "install",
        "-q",
        "-y",
        "--no-install-recommends",
        *wanted,
        DEBIAN_FRONTEND="noninteractive",
    )


def make_environment() -> None:
    """Make ``.venv`` with the pinned dependencies, once, and again when the lock file changed."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == lock:
        return
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        sys.exit(f"dev.py: EduDesk needs Python 3.11 to 3.13; this is {sys.version.split()[0]}")
    if not PYTHON.exists():
        try:
            import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
        except ImportError:
            apt([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
        run(sys.executable, "-m", "venv", VENV)
    run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements.lock")
    run(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(lock, encoding="utf-8")


def try_it() -> None:
    """Do the main job: a demonstration archive, its status, its package built and verified."""
    place = Path(tempfile.mkdtemp(prefix="edudesk-"))
    archive, out = place / "archive", place / "package"
    run(PYTHON, "-m", "edudesk", "demo", "--archive", archive)
    run(PYTHON, "-m", "edudesk", "status", "--archive", archive, "--term", "2025-1")
    run(PYTHON, "-m", "edudesk", "export", "--archive", archive, "--term", "2025-1", "--to", out)
    for package in sorted(out.iterdir()):
        run(PYTHON, "-m", "edudesk", "verify", package)
    print(f"\n{place}")


def texts() -> None:
    """Compile every ``.po`` into the ``.mo`` that the program reads."""
    folder = ROOT / "resources" / "translations" / "zh_CN"
    for source in sorted(folder.glob("*.po")):
        run(
            PYTHON,
            "-m",
            "babel.messages.frontend",
            "compile",
            "-i",
            source,
            "-o",
            folder / "LC_MESSAGES" / f"{source.stem}.mo",
            "-l",
            "zh_CN",
        )


def test(arguments: Sequence[str]) -> None:
    """Run lint, types, contracts and all tests."""
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "mypy")
    run(VENV / PYTHON.parent.name / ("lint-imports.exe" if os.name == "nt" else "lint-imports"))
    run(PYTHON, "-m", "pytest", "-n", "auto", *arguments, QT_QPA_PLATFORM="offscreen")


def lock() -> None:
    """Resolve the dependencies anew for every system we support."""
    run(PYTHON, "-m", "pip", "install", "-q", "uv")
    run(
        PYTHON,
        "-m",
        "uv",
        "pip",
        "compile",
        "-q",
        "--upgrade",
        "--universal",
        "--generate-hashes",
        "--all-extras",
        "--python-version",
        "3.11",
        "pyproject.toml",
        "-o",
        "requirements.lock",
    )


def main() -> None:
    """Read the command and do it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["try", "test", "texts", "lock"])
    chosen, rest = parser.parse_known_args()
    apt(DEBIAN)
    make_environment()
    match chosen.command:
        case "try":
            try_it()
        case "test":
            test(rest)
        case "texts":
            texts()
        case "lock":
            lock()


if __name__ == "__main__":
    main()
