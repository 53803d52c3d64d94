"""What must be inside the frozen program besides the code that PyInstaller finds by itself."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "edudesk"
NOT_OURS = {"__pycache__"}


def version() -> str:
    """Return the version, whose one place is pyproject.toml."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return found


def modules() -> list[str]:
    """Return every module of the package: pages, sentences and commands are loaded by name when needed."""
    found = [path.relative_to(ROOT).with_suffix("").parts for path in sorted(PACKAGE.rglob("*.py"))]
    return [".".join(parts).removesuffix(".__init__") for parts in found if parts[-1] != "__main__"]


def data(work: Path) -> list[tuple[str, str]]:
    """Return (file or folder, folder inside the program) for all that is no module.

    What has to be made for it is made in ``work``.
    """
    beside = [
        (str(path), str(path.parent.relative_to(ROOT)))
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and path.suffix != ".py" and not NOT_OURS & set(path.parts)
    ]
    described = describe(work)
    return [
        (str(ROOT / "resources"), "resources"),
        (str(ROOT / "LICENSE"), "."),
        (str(described), described.name),
        *beside,
    ]


def describe(work: Path) -> Path:
    """Write what ``importlib.metadata.version("edudesk")`` reads.

    An editable installation would do, but it keeps the version of the day it was made.
    """
    folder = work / f"edudesk-{version()}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    said = f"Metadata-Version: 2.1\nName: edudesk\nVersion: {version()}\n"
    (folder / "METADATA").write_text(said, "utf-8")
    return folder
