"""What names a record, in the reader's language: no code of a vocabulary, a term or a scheme stands in it."""

from functools import lru_cache
from typing import Any

from edudesk.models.contents import Content
from edudesk.models.description import Field, Kind, RecordType
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.listing.words import NO_OWN_WORDS, OwnWords, word
from edudesk.services.toml_text import Unreadable, parse
from edudesk.texts import Label, Language


def title_in(
    described: RecordType, content: Content, language: Language, own_words: OwnWords = NO_OWN_WORDS
) -> str:
    """Return what names a record of this content in a list; empty where nothing of it is filled in."""
    return title_label(described, content, own_words)(language)


def title_label(described: RecordType, content: Content, own_words: OwnWords = NO_OWN_WORDS) -> Label:
    """Return the same in both languages."""
    filled = (
        (described.field(name), value) for name in described.title if (value := content.get(name)) is not None
    )
    labels = [_named(field, value, content, own_words) for field, value in filled]
    return Label(" ".join(one.zh for one in labels), " ".join(one.en for one in labels))


def _named(field: Field, value: Any, content: Content, own_words: OwnWords) -> Label:
    if field.kind is Kind.CHOICE:
        return word(field.vocabulary, value, own_words)
    if field.kind is Kind.TERM:
        return term_label(TermCode.parse(value))
    if field.name == "scheme_id" and content.get("scheme_text"):
        return _scheme_name(content["scheme_text"]) or Label(value, value)
    return Label(str(value), str(value))


@lru_cache(maxsize=8)
def _scheme_name(text: str) -> Label:
    """Return the name that a scheme's text gives itself, in each language or else in the other one."""
    try:
        said = parse(text).get("name")
    except Unreadable:
        return Label("", "")
    zh, en = (str(said.get(language, "")) if isinstance(said, dict) else "" for language in ("zh", "en"))
    return Label(zh or en, en or zh)
