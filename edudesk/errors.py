"""The few error classes: a code and its parameters, never a sentence (the sentences live in ``texts``)."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


class EduDeskError(Exception):
    """An expected failure that one presenter turns into a plain sentence.

    ``code`` names the sentence in ``edudesk.texts``; ``parameters`` fill it.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters: Mapping[str, object] = parameters

    def __str__(self) -> str:
        return f"{self.code} {dict(self.parameters)}"


class UserError(EduDeskError):
    """The person can mend it: wrong use, unreadable or unsuitable input (exit status 2)."""


class EnvironmentProblem(EduDeskError):
    """The surroundings failed: disk full, stick gone, archive locked or damaged (exit status 3)."""


class Cancelled(EduDeskError):
    """The person asked a long piece of work to stop; nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__("work.cancelled")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input, tied to the place where it can be mended.

    ``field`` is a field name, or empty when the whole input is meant; ``place`` is words for a sheet,
    row and column or a file, where there is one.
    """

    code: str
    field: str = ""
    place: str = ""
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Invalid(UserError):
    """Validation failed; carries every problem at once."""

    def __init__(self, problems: tuple[Problem, ...], code: str = "record.invalid") -> None:
        super().__init__(code, count=len(problems))
        self.problems = problems
