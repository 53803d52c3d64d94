"""The classes that documents are filed under, and how long each kind is proposed to be kept.

No source fixes either for paired assistance: the classes follow the folders of a package, the retention is a
proposal that a person may change with every filing.
"""

from dataclasses import dataclass
from pathlib import PurePath

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.texts import Label, Language

PERMANENT, THIRTY, TEN = "permanent", "d30", "d10"


@dataclass(frozen=True)
class FilingClass:
    """A class: its name, which is written into volumes in Chinese, and the document kinds it is for."""

    name: Label
    kinds: frozenset[str]


def _class(zh: str, en: str, kinds: str = "") -> FilingClass:
    return FilingClass(Label(zh, en), frozenset(kinds.split()))


CLASSES = (
    _class(
        "组织协议",
        "Organisation and agreements",
        "agreement charter programme formal-document approval exemption duty-list task-list pair-list",
    ),
    _class(
        "计划总结",
        "Plans and summaries",
        "plan activity-plan schedule measures development-plan term-summary year-summary month-report report",
    ),
    _class("活动记录", "Activities", "record reflection case-study research resource-list"),
    _class("结对交流", "Pairs and exchanges", "confirmation application recommendation growth-plan list"),
    _class("考核评价", "Assessment", "year-assessment self-assessment certificate"),
    _class("其他材料", "Other papers"),
)
OTHER = CLASSES[-1]
_KEPT = {
    PERMANENT: "programme plan term-summary year-summary year-assessment confirmation charter "
    "development-plan",
    THIRTY: "agreement pair-list list formal-document approval",
}
_RETENTION = {kind: code for code, kinds in _KEPT.items() for kind in kinds.split()}


def class_of(kind: str) -> str:
    """Return the name of the class that a kind of document is proposed for."""
    return next((one for one in CLASSES if kind in one.kinds), OTHER).name.zh


def class_words(name: str, language: Language) -> str:
    """Return a class as it is called in a language; one that a person named is called just so."""
    return next((one.name(language) for one in CLASSES if one.name.zh == name), name)


def retention_of(kind: str) -> str:
    """Return how long a kind of document is proposed to be kept."""
    return _RETENTION.get(kind, TEN)


def guessed_kind(name: str) -> str:
    """Return the kind of document that a file's name speaks of; empty when it speaks of none.

    The longest word wins, and of two as long the later one, as Chinese puts the noun last.
    """
    stem = PurePath(name).stem.casefold()
    best, found = (0, -1), ""
    for choice in VOCABULARIES["document-kind"].choices:
        for word in (choice.label.zh, choice.label.en.casefold(), *choice.synonyms):
            rank = (len(word), stem.rfind(word))
            if choice.code != "other" and rank[1] >= 0 and rank > best:
                best, found = rank, choice.code
    return found
