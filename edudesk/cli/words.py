"""Arguments that several commands share."""

import argparse
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from edudesk.cli.console import Console
from edudesk.errors import UserError
from edudesk.texts import Texts

Commands = Any
"""What argparse's ``add_subparsers`` returns; its class is private."""

Call = Callable[[argparse.Namespace, Console], bool]
"""A command: returns whether the answer is yes (exit status 0) or no (1)."""


def command(commands: Commands, texts: Texts, name: str, call: Call) -> argparse.ArgumentParser:
    """Add a command; its help is the sentence ``cli.<name>``."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=texts.say(f"cli.{name}"), description=texts.say(f"cli.{name}")
    )
    parser.set_defaults(call=call)
    return parser


def archive_argument(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Let the command take ``--archive DIR``; without it the default place is meant."""
    parser.add_argument("--archive", type=Path, metavar="DIR", help=texts.say("cli.archive"))


def json_argument(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Let the command answer in JSON."""
    parser.add_argument("--json", action="store_true", help=texts.say("cli.json"))


def chosen_archive(arguments: argparse.Namespace) -> Path:
    """Return the archive's folder that was asked for, or the default place."""
    from edudesk.services.place import default_archive

    return Path(arguments.archive) if arguments.archive else default_archive()


def a_day(words: str) -> date:
    """Read a day such as 2026-01-10."""
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UserError("cli.day", words=words) from error


def now() -> datetime:
    """Return the moment of entry, in UTC: the command line is where time comes in."""
    return datetime.now(UTC)


def today(arguments: argparse.Namespace) -> date:
    """Return ``--on DATE``, or the local day."""
    asked: date | None = arguments.on
    return asked or datetime.now().astimezone().date()


def read_text(path: Path, longest: int = 4_000_000) -> str:
    """Return a text file's words; a plain error when it is not there, not text, or far too long."""
    try:
        about = path.stat()
        # Asked before opening: opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(about.st_mode):
            raise UserError("file.not-a-file", path=path)
        if about.st_size > longest:
            raise UserError("file.too-large", path=path)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("file.not-text", path=path) from error
    except OSError as error:
        raise UserError("file.unreadable", path=path) from error
