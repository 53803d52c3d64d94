"""The program without a window: commands for IT staff, for scripts and for tests."""

import argparse
import gettext
import os
from collections.abc import Sequence
from typing import NoReturn, get_args

from edudesk import __version__
from edudesk.cli import archives, entry, handing, receiving, schemes, status
from edudesk.cli.console import Console
from edudesk.errors import EduDeskError, EnvironmentProblem
from edudesk.resources import resource
from edudesk.texts import Language, Texts

DONE, NO, WRONG_USE, ENVIRONMENT = 0, 1, 2, 3
"""Exit statuses (decision 24): done, also with gaps; the answer is no; wrong use; the environment."""


def run_command(arguments: Sequence[str]) -> int:
    """Do what the arguments ask and return the exit status."""
    texts = Texts(_language(arguments))
    console = Console(texts)
    try:
        chosen = _parser(texts).parse_args(arguments)
        console.as_json = getattr(chosen, "json", False)
        return DONE if chosen.call(chosen, console) else NO
    except EduDeskError as error:
        console.failure(error)
        return ENVIRONMENT if isinstance(error, EnvironmentProblem) else WRONG_USE
    except KeyboardInterrupt:
        console.say("work.cancelled")
        return ENVIRONMENT


def say_help(code: str, language: Language) -> None:
    """Say why there is no window, and which commands there are."""
    texts = Texts(language)
    Console(texts).say(code)
    _parser(texts).print_help()


def _language(arguments: Sequence[str]) -> Language:
    """Return the language asked for; it is needed before the arguments are read, for the help itself."""
    asked = os.environ.get("EDUDESK_LANGUAGE", "zh")
    for at, word in enumerate(arguments):
        if word == "--language" and at + 1 < len(arguments):
            asked = arguments[at + 1]
        elif word.startswith("--language="):
            asked = word.partition("=")[2]
    return "en" if asked == "en" else "zh"


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are in the reader's language."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, self.texts.say("cli.wrong-use", message=message, command=self.prog) + "\n")


def _let_argparse_speak(language: Language) -> None:
    """Point argparse's own words, which it takes from gettext's default domain, to our catalogue."""
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    gettext.bindtextdomain("parsing", str(resource("translations")))
    gettext.textdomain("parsing")


def _parser(texts: Texts) -> argparse.ArgumentParser:
    _let_argparse_speak(texts.language)
    # Sub-parsers are made by argparse from the class alone, so the language goes there.
    parser_class = type("Parser", (_Parser,), {"texts": texts})
    parser = parser_class(prog="edudesk", description=texts.say("cli.about"))
    parser.add_argument("--version", action="version", version=f"EduDesk {__version__}")
    parser.add_argument("--language", choices=get_args(Language), help=texts.say("cli.language"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for group in (archives, entry, schemes, status, handing, receiving):
        group.add_commands(commands, texts)
    whole: argparse.ArgumentParser = parser
    return whole
