"""Try a frozen program as a person and a script would, and lay what it says and draws beside the source's.

    python installer/trying.py FOLDER PICTURES

``FOLDER`` holds the two programs, frozen here or installed. The work is done in folders with Chinese
names, on an archive and with preferences of its own. ``PICTURES`` gets what the frozen window drew.
"""

# ruff: noqa: T201, S603 - a script says what it does, and runs programs

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from contents import ROOT, version
from PIL import Image, ImageChops
from pypdf import PdfReader

DEMO_DAY = "2026-05-20"
WINDOWS = os.name == "nt"
SOURCE = (sys.executable, "-m", "edudesk")
LONGEST = 600
"""Seconds that one command may take; a laboratory is slow."""
ALIKE = 0.002
"""Share of the picture's points that may differ from the source's, such as where the system smooths type."""
BUREAU = '[author]\nname = "何科"\n[school]\nname = "云杉市教育局"\nkind = "教育局"\n'
PAGES = {"home", "activity", "handing", "people", "scheme", "settings"}

Words = Sequence[str | Path]


class Trial:
    """One frozen program under trial in a folder of its own."""

    def __init__(self, program: Path, place: Path) -> None:
        ending = ".exe" if WINDOWS else ""
        self.command = (program / f"edudesk-cli{ending}",)
        self.window = (program / f"EduDesk{ending}",)
        self.place = place
        self.archive = place / "档案"
        self.own = place / "个人文件夹"
        self.own.mkdir()

    def run(self, program: Words, *arguments: str | Path, listening: bool = True) -> str:
        """Run a program to its end and return what it said; stop when it fails.

        Nobody listens to a window: on Windows what it starts may outlive it and keep the pipe open.
        """
        words = [str(word) for word in (*program, *arguments)]
        print("$", *words, flush=True)
        pipe = subprocess.PIPE if listening else None
        done = subprocess.run(
            words, cwd=ROOT, env=self.surroundings(), check=False, stdout=pipe, stderr=pipe, timeout=LONGEST
        )
        said = (done.stdout or b"").decode("utf-8", "replace")
        if done.returncode:
            fail(f"ended with {done.returncode}\n{said}{(done.stderr or b'').decode('utf-8', 'replace')}")
        return said.replace("\r\n", "\n")

    def surroundings(self) -> dict[str, str]:
        """Return the environment: preferences of the trial's own, and no wishes of the person's."""
        own = {"LOCALAPPDATA": str(self.own), "XDG_CONFIG_HOME": str(self.own)}
        if not WINDOWS:
            own["QT_QPA_PLATFORM"] = "offscreen"
        return {name: value for name, value in os.environ.items() if not name.startswith("EDUDESK")} | own

    def agree(self, *arguments: str | Path) -> str:
        """Return what the frozen command says, which the source's must say too."""
        frozen, source = self.run(self.command, *arguments), self.run(SOURCE, *arguments)
        if frozen != source:
            fail(f"says\n{frozen}\nbut from source\n{source}")
        return frozen

    def picture(self, program: Words, target: Path, *options: str) -> float:
        """Let the window draw itself to ``target`` and return the seconds from start to end."""
        began = time.monotonic()
        said: Words = ("--archive", self.archive, "--on", DEMO_DAY, *options, "--picture", target)
        self.run(program, *said, listening=False)
        return time.monotonic() - began


def try_program(program: Path, pictures: Path) -> None:
    """Run everything on the program in ``program``."""
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="EduDesk 试用 ", ignore_cleanup_errors=True) as place:
        trial = Trial(program, Path(place))
        _try_words(trial)
        _try_ledger(trial)
        _try_package(trial)
        _try_exchange(trial)
        _try_window(trial, pictures)
        if reports := [path.read_text("utf-8") for path in trial.own.rglob("crash-*.txt")]:
            fail("\n".join(reports))


def _try_words(trial: Trial) -> None:
    """Make the demonstration archive, which decodes its photos in a process apart; ask how it stands."""
    if version() not in trial.run(trial.command, "--version"):
        fail("does not say its version")
    trial.run(trial.command, "demo", "--archive", trial.archive)
    for language in ("zh", "en"):
        trial.agree("--language", language, "--help")
        status = ("status", "--archive", trial.archive, "--term", "2025-2", "--on", DEMO_DAY)
        said = trial.agree("--language", language, *status)
        if bool(re.search("[一-鿿]{4}次", said)) and language == "en":
            fail("speaks Chinese to those who asked for English")
    trial.run(trial.command, "check", "--archive", trial.archive)


def _try_ledger(trial: Trial) -> None:
    """Take in a workbook that names photos, in the formats of two makers of telephones."""
    ledger, photos = trial.place / "录入表.xlsx", trial.place / "照片"
    photos.mkdir()
    shutil.copy(ROOT / "installer" / "trial" / "photo.heic", photos)
    Image.new("RGB", (640, 480), "navy").save(photos / "photo.webp")
    trial.run(trial.command, "template", "--to", ledger)
    book = openpyxl.load_workbook(ledger)
    sheet = book["活动记录"]
    places = {str(cell.value).rstrip("*"): number for number, cell in enumerate(sheet[1], start=1)}
    row = {"主题": "试用：听课", "日期": "2025-10-16", "状态": "已开展", "照片": "photo.heic、photo.webp"}
    for heading, value in row.items():
        sheet.cell(2, places[heading]).value = value
    book.save(ledger)
    into = shutil.copytree(trial.archive, trial.place / "另一份档案")
    frozen = trial.run(trial.command, "import", "--archive", into, ledger)
    again = shutil.copytree(trial.archive, trial.place / "第三份档案")
    if frozen != trial.run(SOURCE, "import", "--archive", again, ledger):
        fail(f"takes the workbook in differently:\n{frozen}")
    print(frozen)


def _try_package(trial: Trial) -> None:
    """Build the closed term's package, verify it here and there; its papers must carry their fonts."""
    out = trial.place / "上报包"
    trial.run(trial.command, "export", *_term(trial), "--to", out)
    papers = 0
    for package in sorted(out.iterdir()):
        trial.agree("verify", package)
        with zipfile.ZipFile(package) as within:
            for name in within.namelist():
                if name.endswith(".pdf"):
                    papers += 1
                    _see_fonts(PdfReader(io.BytesIO(within.read(name))), name)
    if not papers:
        fail("built a package without papers")


def _term(trial: Trial) -> Words:
    return ("--archive", trial.archive, "--term", "2025-1", "--on", DEMO_DAY)


def _try_exchange(trial: Trial) -> None:
    """Seal the package, let another archive take it in as the source does; receipts and the slip."""
    password, sealed, receipts = (trial.place / name for name in ("密码.txt", "加密包", "回执"))
    password.write_text("melon-River-42\n", "utf-8")
    trial.run(trial.command, "export", *_term(trial), "--to", sealed, "--password-file", password)
    for package in sealed.iterdir():
        trial.agree("verify", package, "--password-file", password)
    bureau, setup = trial.place / "教育局", trial.place / "教育局.toml"
    setup.write_text(BUREAU, "utf-8")
    trial.run(trial.command, "new", "--archive", bureau, "--from", setup)
    again = shutil.copytree(bureau, trial.place / "教育局二")
    said = ("--password-file", password, "--receipt-to", receipts)
    frozen = trial.run(trial.command, "merge", sealed, "--archive", bureau, *said)
    if frozen != trial.run(SOURCE, "merge", sealed, "--archive", again, *said):
        fail(f"takes packages in differently:\n{frozen}")
    trial.run(trial.command, "check", "--archive", bureau)
    for receipt in receipts.iterdir():
        trial.run(trial.command, "merge", receipt, "--archive", trial.archive)
    slip = trial.place / "移交单.pdf"
    trial.run(trial.command, "report", "--archive", trial.archive, "--kind", "移交单", "--to", slip)
    _see_fonts(PdfReader(slip), slip.name)
    print(frozen)


def _see_fonts(paper: PdfReader, name: str) -> None:
    for page in paper.pages:
        fonts: Any = page["/Resources"].get_object()
        for font in fonts.get("/Font", {}).values():
            used = font.get_object()
            inner = used["/DescendantFonts"][0].get_object() if "/DescendantFonts" in used else used
            described = inner["/FontDescriptor"].get_object() if "/FontDescriptor" in inner else {}
            if not any(key.startswith("/FontFile") for key in described):
                fail(f"writes {name} with {used.get('/BaseFont')} and leaves that font out")


def _try_window(trial: Trial, pictures: Path) -> None:
    """Draw every page, and the first one in both languages as the source draws it."""
    trial.picture(trial.window, pictures)
    if missing := PAGES - {path.stem for path in pictures.glob("*.png")}:
        fail(f"has no page {sorted(missing)}")
    for language in ("zh", "en"):
        frozen, source = (pictures / f"{who}-{language}.png" for who in ("home", "source"))
        taken = trial.picture(trial.window, frozen, "--language", language)
        compared = trial.picture(SOURCE, source, "--language", language)
        print(f"first page in {taken:.1f} s frozen, {compared:.1f} s from source ({language})")
        if (share := _difference(frozen, source)) > ALIKE:
            fail(f"draws {share:.2%} of its first page otherwise than the source ({language})")


def _difference(one: Path, other: Path) -> float:
    """Return the share of points that clearly differ; 1 for pictures of different sizes."""
    with Image.open(one) as left, Image.open(other) as right:
        if left.size != right.size:
            return 1.0
        apart = ImageChops.difference(left.convert("RGB"), right.convert("RGB")).convert("L")
        return sum(apart.histogram()[32:]) / (left.width * left.height)


def fail(why: str) -> None:
    """Stop: the frozen program is not fit."""
    sys.exit(f"freeze: the frozen program {why}")


if __name__ == "__main__":
    try_program(*(Path(word).resolve() for word in sys.argv[1:3]))
    print("freeze: the program works")
