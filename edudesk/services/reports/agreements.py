"""The agreement between schools (帮扶协议; ``forms.md`` section 8), article by article, to be signed.

Its articles say what the record says; one that nobody wrote stays free to be filled in by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from edudesk.services.reports.document import (
    Block,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    Paragraph,
)
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed
from edudesk.services.reports.wording import clean, day, days
from edudesk.texts import Label, Language

PACT_TITLE = Label("帮扶协议", "Agreement")
_NUMERALS = "一二三四五六七八九十"
_ARTICLE = Label("第{number}条　{name}", "Article {number}: {name}")
_PARTIES = Label("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ")
_PARTY = Label("{letter}方", "Party {letter}")
_COPIES = Label("一式{count}份。", "{count} copies.")
_NUMBER = Label("编号：{number}", "Number: {number}")
_SEAL_LINES, _FEW = 4, 3
_FREE = "\n".join("　　　")


@dataclass(frozen=True)
class PactParty:
    """A school that is bound: what the agreement calls it (``party``), its ``part`` in the community."""

    school: str
    party: str = ""
    part: str = ""
    signer: str = ""


@dataclass(frozen=True)
class PactFacts:
    """One agreement as it was entered."""

    title: str
    number: str = ""
    basis: str = ""
    aims: str = ""
    content: str = ""
    rights: str = ""
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    copies: int | None = None
    parties: tuple[PactParty, ...] = ()


def agreement(pact: PactFacts, frame: Frame) -> Document:
    """Return the agreement: its parties, its articles, and room for each party's seal and signature."""
    language = frame.language
    names = _names(pact.parties, language)
    blocks: list[Block] = []
    if pact.number:
        blocks.append(Note(_NUMBER(language).format(number=pact.number), "right"))
    if pact.parties:
        blocks.append(_parties(names, pact.parties, language))
    for place, (label, words) in enumerate(_articles(pact, language)):
        number = _NUMERALS[place] if language == "zh" else place + 1
        blocks.append(Heading(_ARTICLE(language).format(number=number, name=label(language))))
        blocks.append(Paragraph(clean(words).strip() or _FREE))
    blocks.append(_signatures(names, pact, language))
    return framed(pact.title, tuple(blocks), replace(frame, term=""), subtitle="")


def _articles(pact: PactFacts, language: Language) -> tuple[tuple[Label, str], ...]:
    copies = _COPIES(language).format(count=pact.copies) if pact.copies else ""
    return (
        (Label("依据", "Basis"), pact.basis),
        (Label("帮扶目标", "Aims"), pact.aims),
        (Label("帮扶内容", "Content"), pact.content),
        (Label("双方权利与义务", "Rights and duties"), pact.rights),
        (Label("期限", "Term"), days(pact.starts_on, pact.ends_on, language)),
        (Label("份数", "Copies"), copies),
    )


def _names(parties: Sequence[PactParty], language: Language) -> tuple[str, ...]:
    """Return what the parties are called: by their own word, otherwise 甲方, 乙方 … in their order."""
    letters = _PARTIES(language)
    return tuple(
        one.party
        or (_PARTY(language).format(letter=letters[place]) if place < len(letters) else str(place + 1))
        for place, one in enumerate(parties)
    )


def _parties(names: Sequence[str], parties: Sequence[PactParty], language: Language) -> KeyValueTable:
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    rows = tuple(
        (Field(name, f"{one.school}{opening}{one.part}{closing}" if one.part else one.school, 0),)
        for name, one in zip(names, parties, strict=True)
    )
    return KeyValueTable(rows, 1)


def _signatures(names: Sequence[str], pact: PactFacts, language: Language) -> KeyValueTable:
    """Return room for seals and hands; who signs is named beside it, nobody's hand is ever filled in."""
    lines = _SEAL_LINES if len(pact.parties) <= _FEW else _SEAL_LINES - 1
    seal = Label("{party}\n（盖章）", "{party}\n(seal)")
    head = Label("负责人\n（签字）", "Signed by")
    signed = Label("签订日期", "Signed on")(language)
    parties = list(zip(names, pact.parties, strict=True)) or [("", PactParty(""))]
    rows = [
        (
            Field(seal(language).format(party=name).strip(), one.school, lines=lines),
            Field(head(language), one.signer, lines=lines),
        )
        for name, one in parties
    ]
    on = day(pact.signed_on, language) if pact.signed_on else ""
    return KeyValueTable((*rows, (Field(signed, on, 0, 2),)), 2)
