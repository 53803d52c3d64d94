"""python3 dev.py pictures [FOLDER] [MODE ...]: every page of the demonstration archive as PNG files.

Each mode is a process of its own and a folder of its own, with ``sheet.png`` to look over them all. Without
modes all of them; a mode may be a part of a name, such as ``1366-light`` or ``en``. ``--only SCENE ...``
renders some of the scenes, ``--best`` puts the best ones into ``docs/pictures``. What is drawn depends on
nothing but the program: the moment, the ids, the free room of drives and the time zone are fixed. Only
the check codes of packages are drawn anew.
"""

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.pictures.modes import MODES, Mode

BEST = {
    ("1366-light-zh", "home"): "home",
    ("1366-light-zh", "record-filled"): "record",
    ("1366-light-zh", "handing-4-done"): "handed-in",
    ("1366-dark-zh-larger", "home"): "home-dark-large",
    ("1366-light-en", "home"): "home-english",
}
"""The pictures that README and docs show: mode and scene, and the name in ``docs/pictures``."""


def main() -> int:
    """Read the words and render."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/pictures"))
    parser.add_argument("modes", nargs="*")
    parser.add_argument("--only", nargs="+", default=())
    parser.add_argument("--best", action="store_true", help="renew docs/pictures")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    chosen = [MODES[told.modes[0]]] if told.one else _chosen(told.modes)
    if told.one:
        render(chosen[0], told.folder, told.only)
        return 0
    if told.best:
        chosen = [MODES[code] for code in dict.fromkeys(mode for mode, _scene in BEST)]
    with tempfile.TemporaryDirectory() as home:
        make_ground(Path(home))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            ends = list(
                pool.map(lambda mode: _run(mode, told.folder.resolve(), told.only, Path(home)), chosen)
            )
    if told.best:
        _keep_best(told.folder)
    return max(ends, default=0)


def _keep_best(folder: Path) -> None:
    """Put the best pictures into ``docs/pictures``, in 256 colours that differ from theirs by a hair."""
    method, dither = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    target = Path(__file__).resolve().parents[2] / "docs" / "pictures"
    target.mkdir(exist_ok=True)
    for (mode, scene), name in BEST.items():
        with Image.open(folder / mode / f"{scene}.png") as picture:
            few = picture.convert("RGB").quantize(256, method, kmeans=2, dither=dither)
            few.save(target / f"{name}.png", optimize=True)


def _chosen(words: Sequence[str]) -> list[Mode]:
    exact = [MODES[word] for word in words if word in MODES]
    return exact or [m for code, m in MODES.items() if not words or any(part in code for part in words)]


def make_ground(home: Path) -> None:
    """Make the demonstration archive that every window gets a copy of."""
    from edudesk.services.demonstration import make_demonstration
    from tests.pictures.still import hold_still

    hold_still(0)
    make_demonstration(home / "demonstration").close()


def _run(mode: Mode, folder: Path, only: Sequence[str], home: Path) -> int:
    began = time.monotonic()
    words = [sys.executable, "-m", "tests.pictures", str(folder), mode.code, "--one"]
    environment = {
        "HOME": str(home),
        "TZ": "Asia/Shanghai",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(mode.ratio),
        "EDUDESK_PICTURES": str(home),
    }
    ended = subprocess.run(
        [*words, *(["--only", *only] if only else [])], env=os.environ | environment, check=False
    ).returncode
    failed = f", failed with {ended}" if ended else ""
    sys.stdout.write(f"{mode.code}: {time.monotonic() - began:.0f} s{failed}\n")
    return ended


def render(mode: Mode, folder: Path, only: Sequence[str]) -> None:
    """Render the scenes of one mode into ``folder / mode.code``."""
    from tests.pictures.scenes import SCENES
    from tests.pictures.sheet import lay_out_sheet
    from tests.pictures.stage import Ground, Stage
    from tests.pictures.still import hold_still

    hold_still(1)
    # What goes wrong in answer to a signal is printed by Qt and else forgotten.
    wrong: list[type[BaseException]] = []
    usual = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        wrong.append(kind)
        usual(kind, error, trace)

    sys.excepthook = note
    app = _application(mode)
    home = Path(os.environ["EDUDESK_PICTURES"])
    place = Path(tempfile.gettempdir()) / "EduDesk" / mode.code
    place.mkdir(parents=True, exist_ok=True)
    os.chdir(place)
    stage = Stage(app, mode, Ground(home / "demonstration", place, Path("U 盘")))
    target = folder / mode.code
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for number, scene in enumerate(SCENES):
        if scene.fresh:
            gc.collect()
            stage.begin(scene.archive)
        if only and not any(one.fresh is False or one.code in only for one in SCENES[number:]):
            break
        scene.act(stage)
        if not only or scene.code in only:
            made.append(target / f"{scene.code}.png")
            stage.picture().save(str(made[-1]))
    stage.end()
    shutil.rmtree(place, ignore_errors=True)
    if not only:
        lay_out_sheet(made, target / "sheet.png")
    if wrong:
        sys.exit(2)


def _application(mode: Mode) -> QApplication:
    from edudesk.ui.shell.speaking import speak
    from edudesk.ui.theme import apply_theme

    app = QApplication([])
    app.setCursorFlashTime(0)  # the cursor stands still too
    speak(app, mode.language)
    apply_theme(app)
    return app


if __name__ == "__main__":
    sys.exit(main())
