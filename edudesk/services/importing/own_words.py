"""The words that the adopted schemes add to vocabularies, as a table may write them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from edudesk.services.importing.days import tidy
from edudesk.services.schemes.reading import BadScheme, read_scheme
from edudesk.services.schemes.scheme import Scheme

OwnWords = Mapping[str, Mapping[str, str]]
"""By vocabulary: a word as it is written, in small letters, and the code it means."""
NO_WORDS: OwnWords = MappingProxyType({})


def own_words(texts: Iterable[str]) -> OwnWords:
    """Return the words of these schemes; where two share one the earlier has it."""
    found: dict[str, dict[str, str]] = {}
    for scheme in filter(None, map(_read, dict.fromkeys(texts))):
        for vocabulary, words in (*scheme.vocabulary.items(), ("community-type", scheme.types)):
            for word in words:
                for said in (word.code, word.name.zh, word.name.en):
                    found.setdefault(vocabulary, {}).setdefault(tidy(said).lower(), word.code)
    return found


def _read(text: str) -> Scheme | None:
    """Return a scheme, None for one that a newer program wrote: its words stay as they are typed."""
    try:
        return read_scheme(text)
    except BadScheme:
        return None
