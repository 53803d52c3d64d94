#!/usr/bin/env python3
"""What a contributor runs: one command tries the program, one passes all tests (standard library only).

python3 dev.py try      demonstration archive -> status -> package -> verify; the window, where it can be seen
python3 dev.py test     lint, types, contracts, tests; what follows goes to pytest
python3 dev.py schema   write docs/scheme.schema.json after changing what a scheme can say
python3 dev.py texts    compile the message catalogues after editing a .po file
python3 dev.py pictures [FOLDER] [MODE ...]   draw every page of the window in every mode (some minutes)
python3 dev.py kills [N] end the program at N random moments of everything that writes (200: half an hour)
python3 dev.py histories [N]  let N random histories happen of archives that send each other packages (500)
python3 dev.py bench    measure everything and write docs/performance.md (some minutes)
python3 dev.py freeze   the program as one folder without Python, tried there (docs/installer.md)
python3 dev.py lock     pin the dependencies anew

The first run makes .venv from requirements.lock. It needs Python 3.11 to 3.13 with either pip or ensurepip,
and no rights beyond this folder; only ``test`` asks Debian's apt for the system libraries of Qt.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
STAMP = VENV / "edudesk-stamp"
OLDEST, TOO_NEW = (3, 11), (3, 14)
# What Qt loads to draw without a screen, and pdftotext as a second reader of our PDFs.
DEBIAN = (
    "libgl1",
    "libegl1",
    "libglib2.0-0",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "poppler-utils",
)
# What Qt loads besides to show a real window.
WINDOW = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)

# Babel's own command stamps each .mo with the time, which would make every compile a change.
COMPILE = """
import datetime, pathlib, sys
from babel.messages import mofile, pofile
for source in sorted(pathlib.Path(sys.argv[1]).glob("*.po")):
    catalogue = pofile.read_po(source.open("rb"), "zh_CN", source.stem)
    catalogue.creation_date = catalogue.revision_date = datetime.datetime(2026, 1, 1)
    target = source.parent / "LC_MESSAGES" / f"{source.stem}.mo"
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        mofile.write_mo(file, catalogue)
    print(f"{source.stem}: {len(catalogue)} sentences")
"""

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
ENOUGH = 4 << 30  # bytes; a run has some 400 MB of files at a time

DEMO_DAY = "2026-05-20"  # the invented school's today: one term is closed, the next has gaps


def run(*command: str | Path, **environment: str) -> None:
    """Say and run a command from the project's folder; stop with its exit status when it fails."""
    if status(*command, **environment):
        sys.exit(1)


def status(*command: str | Path, **environment: str) -> int:
    """Say and run a command from the project's folder, and return its exit status."""
    words = [str(part) for part in command]
    print("$", *(word if "\n" not in word else "..." for word in words), flush=True)
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment, check=False).returncode


def is_installed(package: str) -> bool:
    """Tell whether dpkg has ``package``, or the name it got with 64-bit time after Debian 12."""
    query = ["dpkg-query", "-W", "-f=${db:Status-Status}\n", package, f"{package}t64"]
    return "installed" in subprocess.run(query, capture_output=True, text=True, check=False).stdout.split()


def apt(packages: Sequence[str]) -> bool:
    """Install the Debian packages that are missing; where that is not possible, name them and go on."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return False
    wanted = [name for name in packages if not is_installed(name)]
    if not wanted:
        return True
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root or shutil.which("sudo"):
        # Without a terminal sudo cannot ask for a password, so it must not wait for one.
        sudo = [] if is_root else ["sudo"] if sys.stdin and sys.stdin.isatty() else ["sudo", "-n"]
        status(*sudo, "apt-get", "update", "-qq")
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *wanted]
        if status(*sudo, "env", "DEBIAN_FRONTEND=noninteractive", *install) == 0:
            return True
    print("dev.py: please have these installed: apt-get install", *wanted, file=sys.stderr)
    return False


def create_environment() -> None:
    """Make an empty ``.venv``; where ensurepip is a package of its own (Debian), pip serves from outside."""
    if importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", "--clear", VENV)
    elif importlib.util.find_spec("pip"):
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    elif apt([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]):
        run(sys.executable, "-m", "venv", "--clear", VENV)
    else:
        sys.exit("dev.py: this Python has neither pip nor ensurepip; please install one of them")


def pip_install(*arguments: str) -> None:
    """Install into ``.venv`` with its own pip, or with the pip of the Python that runs this file."""
    inside = [PYTHON, "-m", "pip"]
    has_pip = subprocess.run([*inside, "--version"], capture_output=True, check=False).returncode == 0
    pip = inside if has_pip else [sys.executable, "-m", "pip", "--python", PYTHON]
    run(*pip, "install", "-q", *arguments, PIP_DISABLE_PIP_VERSION_CHECK="1")


def prepare_environment() -> None:
    """Bring ``.venv`` to what the lock file says; do nothing when it is so already."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    stamp = hashlib.sha256(f"{ROOT}\n{lock}".encode()).hexdigest()
    if Path(PYTHON).exists() and STAMP.exists() and STAMP.read_text("utf-8") == stamp:
        return
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        sys.exit(f"dev.py: EduDesk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}")
    if not Path(PYTHON).exists():
        create_environment()
    print("dev.py: installing the pinned libraries into .venv (some 500 MB, a few minutes, once)", flush=True)
    pip_install("--require-hashes", "-r", "requirements.lock")
    pip_install("--no-deps", "--no-build-isolation", "-e", ".")
    STAMP.write_text(stamp, "utf-8")


def try_it() -> None:
    """Do the main job: a demonstration archive, its status, its package built and verified; the window."""
    place = Path(tempfile.mkdtemp(prefix="edudesk-"))
    archive, out = place / "archive", place / "packages"
    edudesk = [PYTHON, "-m", "edudesk"]
    run(*edudesk, "demo", "--archive", archive)
    run(*edudesk, "status", "--archive", archive, "--term", "2025-2", "--on", DEMO_DAY)
    run(*edudesk, "export", "--archive", archive, "--term", "2025-1", "--on", DEMO_DAY, "--to", out)
    for package in sorted(out.iterdir()):
        run(*edudesk, "verify", package)
    if has_display():
        apt([*DEBIAN, *WINDOW])
        print("dev.py: now the window; close it when you have seen enough", flush=True)
        status(*edudesk, "--archive", archive)
    print(f"dev.py: archive and packages lie in {place}; delete the folder when you have seen enough")


def has_display() -> bool:
    """Tell whether a window would be seen by anybody."""
    if "CI" in os.environ:
        return False
    return os.name == "nt" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def schema() -> None:
    """Write the JSON Schema of scheme files, which is made of their readers."""
    run(PYTHON, "-m", "tests.services.schemes.schema.making", ROOT / "docs" / "scheme.schema.json")


def texts() -> None:
    """Compile every ``.po`` into the ``.mo`` that the program reads."""
    run(PYTHON, "-c", COMPILE, ROOT / "resources" / "translations" / "zh_CN")


def test(arguments: Sequence[str]) -> None:
    """Run lint, types, contracts and all tests; pytest's closing line comes last."""
    apt(DEBIAN)
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "mypy")
    run(PYTHON, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    if status(PYTHON, "-c", "import PySide6.QtWidgets"):
        sys.exit("dev.py: the tests need the system libraries of Qt; those missing are named above")
    # pytest-xdist tells its workers where they are in UTF-8, which they would not expect on Windows.
    workers = (os.cpu_count() or 1) + 1  # some of them wait for a window or for a process at any time
    command = [PYTHON, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments]
    run(*command, PYTHONIOENCODING="utf-8", **quick_place())


def quick_place() -> dict[str, str]:
    """Let tests write to memory where there is enough: they make some hundred thousand small files."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return {}
    return {"TMPDIR": str(MEMORY)} if shutil.disk_usage(MEMORY).free > ENOUGH else {}


def kills(arguments: Sequence[str]) -> None:
    """Kill the program as often as asked in each of the tests that a test run does with a sample."""
    times, *others = arguments or ["200"]
    run(PYTHON, "-m", "pytest", "tests/crash", "-n", "auto", "--timeout", "0", *others, EDUDESK_KILLS=times)


def histories(arguments: Sequence[str]) -> None:
    """Let as many histories happen as asked in each of the tests that a test run does with a sample."""
    times, *others = arguments or ["500"]
    tests = (f"tests/services/receiving/test_{name}.py" for name in ("exchange", "histories", "older"))
    run(PYTHON, "-m", "pytest", *tests, "-n", "auto", "--timeout", "0", *others, EDUDESK_HISTORIES=times)


def bench(arguments: Sequence[str]) -> None:
    """Measure the program against its limits."""
    run(PYTHON, "-m", "benchmarks", *arguments)


def freeze() -> None:
    """Freeze the program into ``dist/EduDesk`` and try it there."""
    run(PYTHON, ROOT / "installer" / "freeze.py")


def pictures(arguments: Sequence[str]) -> None:
    """Draw every page of the window into a folder."""
    apt(DEBIAN)
    run(PYTHON, "-m", "tests.pictures", *arguments)


def lock() -> None:
    """Resolve the dependencies anew for every system we support."""
    pip_install("uv")
    resolve = ["--upgrade", "--universal", "--generate-hashes", "--all-extras", "--python-version", "3.11"]
    run(PYTHON, "-m", "uv", "pip", "compile", "-q", *resolve, "pyproject.toml", "-o", "requirements.lock")


PLAIN = {"try": try_it, "schema": schema, "texts": texts, "freeze": freeze, "lock": lock}
TOLD = {"test": test, "kills": kills, "histories": histories, "bench": bench, "pictures": pictures}
"""The commands, and those that take what follows them."""


def main() -> None:
    """Read the command and do it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=[*PLAIN, *TOLD])
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, help="for pytest, the pictures or the benchmarks"
    )
    chosen = parser.parse_args()
    prepare_environment()
    if chosen.command in TOLD:
        TOLD[chosen.command]([word for word in chosen.arguments if word != "--"])
    else:
        PLAIN[chosen.command]()


if __name__ == "__main__":
    main()
