"""Values of any field as words for the screen; what is private is masked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from edudesk.models.base import RecordId
from edudesk.models.description import Field, Kind, Privacy
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.listing.words import OwnWords, word
from edudesk.services.reports.masking import masked_identity, masked_phone
from edudesk.services.reports.wording import worded
from edudesk.services.standing.words import unit_of
from edudesk.services.summarising.marks import spoken
from edudesk.texts import Label, Language

_COMMA = Label("，", ", ")
_NUMBERS = ("amount", "quantity")
_YES_NO = {True: Label("是", "yes"), False: Label("否", "no")}


def said(
    field: Field, value: Any, names: Mapping[RecordId, str], language: Language, own_words: OwnWords
) -> str:
    """Return one value in words, empty when there is none or when it is for machines."""
    if value in (None, "", ()) or field.kind in (Kind.MAPPING, Kind.ROWS):
        return ""
    if field.privacy is not Privacy.OPEN:
        return masked_phone(str(value)) if field.privacy is Privacy.MASKED else masked_identity(str(value))
    words = _worded(field, value, names, language, own_words)
    if field.unit is None:
        return words
    return f"{words} {unit_of(Decimal(value), field.unit)(language)}"


def said_in_full(
    field: Field, value: Any, names: Mapping[RecordId, str], language: Language, own_words: OwnWords
) -> str:
    """Return one value in words as :func:`said` does, and the rows of a list one a line."""
    if field.kind is not Kind.ROWS:
        return said(field, value, names, language, own_words)
    lines = (_COMMA(language).join(_row(field, row, names, language, own_words)) for row in value or ())
    return "\n".join(lines)


def _row(
    field: Field,
    row: Mapping[str, Any],
    names: Mapping[RecordId, str],
    language: Language,
    own_words: OwnWords,
) -> Iterator[str]:
    """Return what a row says, its unit behind its number: ``2 节``."""
    has_number = any(row.get(name) for name in _NUMBERS)
    for inner in field.rows:
        by_id = inner.name == "name" and row.get("person_id")
        words = "" if by_id else said(inner, row.get(inner.name), names, language, own_words)
        if words and inner.name in _NUMBERS and row.get("unit"):
            unit = next(each for each in field.rows if each.name == "unit")
            label = word(unit.vocabulary, row["unit"], own_words)
            words = f"{words} {unit_of(Decimal(row[inner.name]), label)(language)}"
        if words and not (inner.name == "unit" and has_number):
            yield words


def _worded(
    field: Field, value: Any, names: Mapping[RecordId, str], language: Language, own_words: OwnWords
) -> str:
    match field.kind:
        case Kind.CHOICE:
            return word(field.vocabulary, value, own_words)(language)
        case Kind.CHOICES:
            separator = "、" if language == "zh" else ", "
            return separator.join(word(field.vocabulary, code, own_words)(language) for code in value)
        case Kind.REFERENCE:
            return names.get(value, "")
        case Kind.YES_NO | Kind.TERM:
            return (term_label(TermCode.parse(value)) if field.kind is Kind.TERM else _YES_NO[value])(
                language
            )
        case _ if field.name == "body":
            # The marks in a summary's words are read as what they said when it was saved.
            return spoken(str(value), lambda mark: mark.said or mark.key)
        case _:
            return worded(value, language)
