"""Bags of other programs, made file by file so that each can be wrong in one way."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

Files = dict[str, bytes]
CONTENT: Mapping[str, bytes] = {"hello.txt": b"hello", "photos/a b.jpg": b"\xff\xd8"}


def files(
    version: str = "1.0",
    *,
    payload: Mapping[str, bytes] = CONTENT,
    algorithm: str = "sha512",
    encoding: str = "UTF-8",
) -> Files:
    """Return a bag in order, its files by path."""
    bag = {f"data/{path}": content for path, content in payload.items()}
    bag[f"manifest-{algorithm}.txt"] = manifest(bag, algorithm, encoding)
    bag["bagit.txt"] = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()
    bag[info_name(version)] = "Contact-Name: Zoë\nContact-Name: Núria\n".encode(encoding)
    return bag


def info_name(version: str) -> str:
    return "package-info.txt" if version < "0.96" else "bag-info.txt"


def manifest(contents: Mapping[str, bytes], algorithm: str = "sha512", encoding: str = "UTF-8") -> bytes:
    lines = (f"{hashlib.new(algorithm, content).hexdigest()}  {path}\n" for path, content in contents.items())
    return "".join(lines).encode(encoding)


def protect(bag: Files, algorithm: str = "sha512") -> None:
    """Add a tag manifest of all that is no payload."""
    tags = {path: content for path, content in bag.items() if not path.startswith("data/")}
    bag[f"tagmanifest-{algorithm}.txt"] = manifest(tags, algorithm)


def lay(bag: Mapping[str, bytes], place: Path) -> Path:
    """Write the files to a folder."""
    (place / "data").mkdir(parents=True, exist_ok=True)
    for path, content in bag.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place
