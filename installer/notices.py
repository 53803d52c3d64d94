"""Write ``resources/notices.txt``: whose work the installed program stands on, and under which licences.

    python installer/notices.py

The libraries' own words come from what is installed; run it anew when ``requirements.lock`` has changed.
"""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

from contents import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RESOURCES = ROOT / "resources"
TARGET = RESOURCES / "notices.txt"
OURS = "edudesk"
FACE = "window"
LICENCES = ROOT / "installer" / "licences"
LICENCE_NAME = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
LINE = "=" * 100

HEAD = """\
EduDesk 使用的其他作品 · Other people's work in EduDesk

EduDesk 本身采用 MIT 许可。安装的程序里还有下面这些作品，各自按其许可使用，
其中没有只能按 GPL 或 AGPL 使用的。
EduDesk itself is under the MIT licence. The installed program also contains the works below, each
under its own licence. Nothing in it is under the GPL or AGPL alone.

LGPL 部分 · Parts under the LGPL

Qt 6, PySide6, shiboken6, libheif and libde265 are under the GNU Lesser General Public License,
version 3 (text at the end). They are unchanged and are used as shared libraries of their own: whoever
wants to use another version puts its files in the place of these in the program's folder _internal.
Their sources:

  Qt 6                 https://download.qt.io/official_releases/qt/
  PySide6, shiboken6   https://download.qt.io/official_releases/QtForPython/pyside6/
  libheif              https://github.com/strukturag/libheif/releases
  libde265             https://github.com/strukturag/libde265/releases

Qt in turn contains works by others: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""

BESIDE = """\
Also in the program's folder

  SQLite         public domain                                https://www.sqlite.org/copyright.html
  OpenSSL        Apache-2.0                                   https://www.openssl.org
  libffi         MIT                                          https://sourceware.org/libffi/
  bzip2, xz      BSD-like; public domain and 0BSD             https://sourceware.org/bzip2/ https://tukaani.org/xz/
  expat, zlib    MIT; zlib                                    https://libexpat.github.io https://zlib.net
  GCC runtime    GPL-3.0 with the GCC Runtime Library Exception, which lets programs of any licence
                 use it (libgcc, libstdc++ beside libheif)    https://gcc.gnu.org
  winpthreads    MIT and BSD                                  https://www.mingw-w64.org
  Visual C++     runtime libraries of Microsoft, as its licence for redistribution allows
  Rust crates    in python-calamine; MIT or Apache-2.0        https://github.com/tafia/calamine
  PyInstaller    start program; GPL-2.0 or later with the exception that lets programs of any licence
                 be frozen with it                            https://pyinstaller.org
"""


def main() -> None:
    """Write the text."""
    TARGET.write_text(notices(), "utf-8", newline="\n")


def notices() -> str:
    """Return the whole text."""
    parts = [HEAD, _list(), BESIDE]
    parts += [_section(one) for one in shipped()]
    parts += [_text("Python", "https://www.python.org", LICENCES / "Python.txt")]
    parts += [
        _text(f"Font: {path.stem}", "", path) for path in sorted((ROOT / "resources" / "fonts").glob("*.txt"))
    ]
    parts += [
        _text("Icons: Lucide", "https://lucide.dev", ROOT / "resources" / "icons" / "LICENSE-lucide.txt")
    ]
    parts += [_text(name, "", LICENCES / f"{name}.txt") for name in ("LGPL-3.0", "GPL-3.0")]
    return f"\n{LINE}\n".join(parts)


def shipped() -> list[Distribution]:
    """Return the libraries that an installed program contains, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(OURS, {"extra": FACE})]
    while waiting:
        name, extra = waiting.pop()
        if name in found:
            continue
        one = found[name] = distribution(name)
        for line in one.requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": "", **extra}):
                waiting.append((canonicalize_name(needed.name), {}))
    return [found[name] for name in sorted(found) if name != OURS]


def _list() -> str:
    rows = [f"  {one.name:<22}{one.version:<14}{_licence(one)}" for one in shipped()]
    return "\n".join(["Libraries", "", *rows, ""])


def _licence(one: Distribution) -> str:
    return (_said(one, "License-Expression") or _said(one, "License")).partition(" (")[0]


def _said(one: Distribution, field: str) -> str:
    return str((one.metadata.get_all(field) or [""])[0])


def _address(one: Distribution) -> str:
    listed = dict(line.split(", ", 1) for line in one.metadata.get_all("Project-URL") or ())
    known = {label.lower().replace(" ", ""): address for label, address in listed.items()}
    wanted = ("source", "sourcecode", "repository", "code", "homepage", "home")
    found = (known[label] for label in wanted if label in known)
    return _said(one, "Home-page") or next(found, "")


def _section(one: Distribution) -> str:
    """Return a library's name, address and its own licence texts."""
    files = sorted(
        path for path in one.files or () if ".dist-info" in str(path) and LICENCE_NAME.search(path.name)
    )
    texts = [Path(str(path.locate())).read_text("utf-8").strip() for path in files]
    return "\n\n".join([f"{one.name} {one.version}\n{_address(one)}\nLicence: {_licence(one)}", *texts, ""])


def _text(title: str, address: str, path: Path) -> str:
    return "\n\n".join([f"{title}\n{address}".strip(), path.read_text("utf-8").strip(), ""])


if __name__ == "__main__":
    main()
