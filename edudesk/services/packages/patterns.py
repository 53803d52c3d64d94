"""Patterns by which packages and their activity folders are named, kept with the archive.

A pattern is kept with the Chinese names of its parts; a person reads and writes it in either language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.packages.names import NAME_LIMIT, safe_name
from edudesk.texts import Label, Language

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SEPARATORS = r"[-_·—\s]?"
_LONG_NUMBER = re.compile(r"\d{15,}")


@dataclass(frozen=True)
class Pattern:
    """What is named: the archive's fact that keeps its pattern, the fields it may have, the usual one."""

    fact: str
    fields: tuple[Label, ...]
    usual: str

    def listed(self, language: Language) -> str:
        """Return all fields as they are written."""
        return "".join(f"{{{field(language)}}}" for field in self.fields)

    def find(self, words: str) -> Label | None:
        """Return the field that these words mean in either language, however they are written, or None."""
        wanted = words.strip().casefold()
        return next((one for one in self.fields if wanted in {one.zh, one.en.casefold()}), None)


PACKAGE = Pattern(
    "name-of-package",
    (
        Label("学校", "School"),
        Label("学年", "School year"),
        Label("学期", "Term"),
        Label("共同体", "Community"),
        Label("材料", "Papers"),
        Label("版本", "Edition"),
        Label("日期", "Date"),
    ),
    "{学校}{学年}{学期}{共同体}{材料}{日期}",
)
ACTIVITY = Pattern(
    "name-of-activity-folder",
    (Label("序号", "Number"), Label("日期", "Date"), Label("类型", "Kind"), Label("主题", "Topic")),
    "{序号}-{日期}-{类型}-{主题}",
)


def pattern_of(archive: Archive, named: Pattern) -> str:
    """Return the pattern that is kept, else the usual one."""
    kept = archive.fact(named.fact)
    return str(kept) if kept else named.usual


def shown_pattern(named: Pattern, pattern: str, language: Language) -> str:
    """Return a pattern with its fields in a person's language; what is no field stays as it is."""
    return _PLACEHOLDER.sub(lambda found: _written(named.find(found[1]), found[0], language), pattern)


def _written(field: Label | None, otherwise: str, language: Language) -> str:
    return f"{{{field(language)}}}" if field else otherwise


def keep_pattern(archive: Archive, named: Pattern, text: str) -> None:
    """Keep a pattern from now on; an empty one is the usual. Errors are those of :func:`read_pattern`."""
    archive.set_fact(named.fact, read_pattern(named, text) if text else "")


def read_pattern(named: Pattern, text: str) -> str:
    """Return a pattern that was written in either language as it is kept.

    UserError when it cannot be used:

    ``editions.pattern-unknown`` (a field that is none), ``.pattern-braces`` (one is left over),
    ``.pattern-fields`` (all names would be the same), ``.pattern-number`` (it may be an identity number).
    """
    known = Label(named.listed("zh"), named.listed("en"))
    asked = _PLACEHOLDER.findall(text)
    for field in asked:
        if named.find(field) is None:
            raise UserError("editions.pattern-unknown", name=field, known=known)
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise UserError("editions.pattern-braces", known=known)
    if not asked:
        raise UserError("editions.pattern-fields", known=known)
    if _LONG_NUMBER.search(text):
        raise UserError("editions.pattern-number")
    return shown_pattern(named, text, "zh")


def named_by(pattern: str, values: Mapping[str, str], *, room: int = 0) -> str:
    """Return a name that Windows and FAT32 take, made from a pattern; ``room`` is kept free behind it.

    A field without a value goes with the separator behind it.
    """
    text = pattern
    for field in _PLACEHOLDER.findall(pattern):
        if not values.get(field):
            text = re.sub(rf"\{{{re.escape(field)}\}}{_SEPARATORS}", "", text)
    filled = _PLACEHOLDER.sub(lambda match: values[match[1]], text)
    return safe_name(filled, limit=NAME_LIMIT - room)
