"""What the figures were measured on, without anything that names the machine."""

import os
import platform
import sqlite3
from datetime import datetime
from pathlib import Path


def described() -> dict[str, str]:
    """Return processor, cores, memory, system, Python, SQLite, and how busy the machine was."""
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": _memory(),
        "System": f"{_system()}, {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "SQLite": sqlite3.sqlite_version,
        "Measured": datetime.now().astimezone().strftime("%Y-%m-%d"),
    }


def load() -> float | None:
    """Return how many processes wanted a core in the last minute, where the system tells."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def _lines(path: str) -> list[tuple[str, str]]:
    try:
        text = Path(path).read_text("utf-8")
    except OSError:
        return []
    return [
        (name.strip(), value.strip())
        for name, _, value in (line.partition(":") for line in text.splitlines())
    ]


def _processor() -> str:
    return next(
        (value for name, value in _lines("/proc/cpuinfo") if name == "model name"), platform.processor()
    )


def _memory() -> str:
    kilobytes = next((value.split()[0] for name, value in _lines("/proc/meminfo") if name == "MemTotal"), "")
    return f"{int(kilobytes) / 2**20:.0f} GiB" if kilobytes else "unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()
