"""What a command writes to: sentences, tables, problems, progress, or JSON."""

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from edudesk.errors import EduDeskError, Invalid, Problem
from edudesk.services.jobs import Job
from edudesk.texts import Texts, english


@dataclass
class Console:
    """The reader's language, whether they asked for JSON, and the streams."""

    texts: Texts
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, code: str, **parameters: object) -> None:
        """Write one sentence."""
        self.line(self.texts.say(code, **parameters))

    def line(self, words: str = "") -> None:
        """Write one line as it is."""
        self.out.write(words + "\n")

    def data(self, value: Mapping[str, Any] | Sequence[Any]) -> None:
        """Write JSON."""
        self.line(json.dumps(value, ensure_ascii=False, indent=2))

    def problems(self, found: Sequence[Problem]) -> None:
        """Write problems, one a line."""
        for problem in found:
            self.line("  " + self.texts.problem(problem))

    def remarks(self, found: Sequence[Problem]) -> None:
        """Write what is worth knowing beside the result to the error stream, one a line."""
        for problem in found:
            self.err.write("  " + self.texts.problem(problem) + "\n")

    def failure(self, error: EduDeskError) -> None:
        """Write what happened, what was kept and what to do, to the error stream."""
        if self.as_json:
            told = {"error": error.code, "message": self._told(error)}
            self.err.write(json.dumps(told, ensure_ascii=False) + "\n")
            return
        self.err.write(self._told(error) + "\n")
        if isinstance(error, Invalid):
            for problem in error.problems:
                self.err.write("  " + self.texts.problem(problem) + "\n")

    def _told(self, error: EduDeskError) -> str:
        """Return an error in words, with the option that helps: a window has a button for it instead."""
        option = f"cli.option.{error.code}"
        said = self.texts.present(error)
        return f"{said}\n{self.texts.say(option)}" if option in english() else said

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Write rows in columns that stand under each other, Chinese characters two wide."""
        widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
            self.line("  ".join(cells).rstrip())

    def job(self) -> Job:
        """Return a job that shows its progress where a person watches."""
        return Job(report=self._progress) if self.err.isatty() and not self.as_json else Job()

    def _progress(self, done: int, total: int, what: str) -> None:
        share = f"{100 * done // total:3}%" if total else "    "
        self.err.write(f"\r{share} {what[:60]:60}" + ("\r" + " " * 66 + "\r" if done >= total else ""))
        self.err.flush()


def width(words: str) -> int:
    """Return how many columns of a terminal the words take."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
