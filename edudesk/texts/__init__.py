"""The one Qt-free message catalogue: codes to English sentences to the reader's language."""

import gettext
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from edudesk.errors import EduDeskError, Problem
from edudesk.resources import resource
from edudesk.texts import sentences

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Label:
    """A short name of something in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        """Whether there is a name at all."""
        return bool(self.zh or self.en)

    def __call__(self, language: Language) -> str:
        """Return the name in ``language``."""
        return self.zh if language == "zh" else self.en


@cache
def domains() -> tuple[str, ...]:
    """Return the names of the sentence modules; each has a catalogue of the same name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(sentences.__path__)))


@cache
def english() -> Mapping[str, str]:
    """Return every sentence in English by its code."""
    return {code: sentence for domain in domains() for code, sentence in _sentences(domain).items()}


@cache
def _domain(code: str) -> str:
    """Return where a code is; most begin with the name of their domain, which spares reading all others."""
    first = code.partition(".")[0]
    near = [first] if first in domains() else []
    for domain in [*near, *domains()]:
        if code in _sentences(domain):
            return domain
    raise KeyError(code)


@cache
def _sentences(domain: str) -> Mapping[str, str]:
    found: Mapping[str, str] = importlib.import_module(f"{sentences.__name__}.{domain}").SENTENCES
    return found


@cache
def _catalogue(domain: str) -> gettext.NullTranslations:
    # The file is opened by its name: to look for it, gettext would first load all that it knows of languages.
    compiled = resource("translations", "zh_CN", "LC_MESSAGES", f"{domain}.mo")
    if not compiled.is_file():
        return gettext.NullTranslations()
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


class Texts:
    """Says what has a code, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, code: str, **parameters: object) -> str:
        """Return the sentence ``code`` with its parameters filled in; a :class:`Label` is put in words."""
        worded = {
            name: value(self.language) if isinstance(value, Label) else value
            for name, value in parameters.items()
        }
        return self.pattern(code).format(**worded)

    def pattern(self, code: str) -> str:
        """Return the sentence ``code`` before its parameters are filled in.

        Each domain has its own translations: one English word may be two in Chinese.
        """
        domain = _domain(code)
        sentence = _sentences(domain)[code]
        return sentence if self.language == "en" else _catalogue(domain).gettext(sentence)

    def phrase(self, parts: Iterable[str]) -> str:
        """Return the parts of a sentence one after another, without those that are empty."""
        return ("，" if self.language == "zh" else ", ").join(part for part in parts if part)

    def sentences(self, sentences: Iterable[str]) -> str:
        """Return whole sentences one after another; Chinese has no space after a full stop."""
        return ("" if self.language == "zh" else " ").join(sentences)

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list, without those that are empty: ``语文、数学``."""
        return ("、" if self.language == "zh" else ", ").join(word for word in words if word)

    def aside(self, words: str, beside: str) -> str:
        """Return words with others in brackets behind them, where there are any: ``名册（3 人）``."""
        if not beside:
            return words
        return f"{words}（{beside}）" if self.language == "zh" else f"{words} ({beside})"

    def bracketed(self, words: str) -> str:
        """Return words with their brackets as the language writes them: ``C（电话）``, ``C (电话)``."""
        return words if self.language == "zh" else words.replace("（", " (").replace("）", ")")

    def present(self, error: EduDeskError) -> str:
        """Return what happened, what was kept and what to do, for an expected failure."""
        return self.say(error.code, **error.parameters)

    def problem(self, problem: Problem) -> str:
        """Return one line for one problem, with its place in front when it has one."""
        sentence = self.say(problem.code, **problem.parameters)
        return f"{problem.place}: {sentence}" if problem.place else sentence
