"""方案: each rule of every scheme that comes along reads as one whole sentence of one language."""

import re
from collections.abc import Iterator

import pytest

from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.sections import entries
from edudesk.services.standing.ruling import say_rule
from edudesk.texts import Texts

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def told(language: str) -> Iterator[tuple[str, str]]:
    texts = Texts("zh" if language == "zh" else "en")
    for name in shipped_schemes():
        scheme = read_scheme(shipped_scheme(name))
        for section, entry in entries(scheme):
            if section != "assessments":
                said = "".join(piece.text for piece in say_rule(texts, scheme, entry.id))
                yield f"{name}:{entry.id}", said


def test_shipped_rules_are_said_in_chinese_alone() -> None:
    said = dict(told("zh"))
    assert {where: words for where, words in said.items() if re.search("[A-Za-z]{2}|[a-z]", words)} == {}
    assert {
        where: words for where, words in said.items() if re.search("[，。；：、]{2}|（[，；、）]|  ", words)
    } == {}
    assert {where: words for where, words in said.items() if not words.endswith("。")} == {}


def test_shipped_rules_are_said_in_english_alone() -> None:
    said = dict(told("en"))
    assert {where: words for where, words in said.items() if CHINESE.search(words)} == {}
    assert {
        where: words for where, words in said.items() if re.search("[,.;:] ?[,.;:]|  | [,.;:)]", words)
    } == {}
    assert {where: words for where, words in said.items() if not words.endswith(".")} == {}
    assert {where: words for where, words in said.items() if words[:1] != words[:1].upper()} == {}
    assert {
        where: words for where, words in said.items() if re.search(r"(?<!\d)1 \w+s\b(?<!days)", words)
    } == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_brackets_of_shipped_rules_are_balanced(language: str) -> None:
    opening, closing = ("（“", "）”") if language == "zh" else ("(", ")")
    for where, words in told(language):
        for first, last in zip(opening, closing, strict=True):
            # A numbered alternative in English is "(1)", in Chinese "（一）".
            assert words.count(first) == words.count(last), where
