"""What a vocabulary is: codes with labels and the synonyms that ledgers use.

An open vocabulary also takes codes that a scheme or the user adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from edudesk.texts import Label


@dataclass(frozen=True)
class Choice:
    """One word: its code, its label and other ways of writing it."""

    code: str
    label: Label
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """A list of choices in the order in which they mean something (titles by rank, stages by age)."""

    code: str
    choices: tuple[Choice, ...]
    open: bool = False

    @cached_property
    def _by_code(self) -> Mapping[str, Choice]:
        return {choice.code: choice for choice in self.choices}

    def find(self, code: str) -> Choice | None:
        """Return the choice with this code, or None."""
        return self._by_code.get(code)

    def label(self, code: str) -> Label:
        """Return the label of a code; an added code is its own label."""
        found = self.find(code)
        return found.label if found else Label(code, code)

    def read(self, words: str) -> str | None:
        """Return the code that these words mean (code, label or synonym), or None."""
        wanted = words.strip()
        for choice in self.choices:
            if wanted in {choice.code, choice.label.zh, choice.label.en, *choice.synonyms}:
                return choice.code
        return None


def vocabulary(code: str, *lines: str, open_to_more: bool = False) -> Vocabulary:
    """Read lines of ``code | zh | en | synonym, synonym``."""
    choices = []
    for line in lines:
        name, zh, en, *rest = (part.strip() for part in line.split("|"))
        synonyms = tuple(word.strip() for word in rest[0].split(",")) if rest else ()
        choices.append(Choice(name, Label(zh, en), synonyms))
    return Vocabulary(code, tuple(choices), open_to_more)
