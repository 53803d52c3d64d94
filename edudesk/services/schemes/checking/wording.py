"""What a scheme declares and does not use, says twice, or does not say at all."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from edudesk.errors import Problem
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.schemes.checking.walking import rule_spots
from edudesk.services.schemes.reading.variants import settings_in, words_in
from edudesk.services.schemes.scheme import Rule, Scheme

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ELSEWHERE = frozenset({"activity-kind", "exchange-form"})
"""Vocabularies whose words a school may enter though no rule asks for them."""


def check_words(scheme: Scheme) -> Iterator[Problem]:
    """Give added words that stand in the way of the common ones."""
    for vocabulary, words in scheme.vocabulary.items():
        common = VOCABULARIES.get(vocabulary)
        codes = {choice.code: choice.label for choice in common.choices} if common else {}
        seen: set[str] = set()
        for word in words:
            place = f"vocabulary.{vocabulary}[{word.code}]"
            if word.code in codes:
                parameters = {"field": "code", "value": word.code, "name": codes[word.code]}
                yield Problem("scheme.check-common-word", "code", place, parameters)
            if word.code in seen:
                yield Problem("scheme.twice", "code", place, {"field": "code", "value": word.code})
            seen.add(word.code)


def hints_of_words(scheme: Scheme, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Give added words with the name of a common one, and those that nothing speaks of."""
    said = set(words_in({name: part for name, part in raw.items() if name != "vocabulary"}))
    for vocabulary, words in scheme.vocabulary.items():
        common = VOCABULARIES.get(vocabulary)
        names = {choice.label.zh: choice.code for choice in common.choices} if common else {}
        for word in words:
            place = f"vocabulary.{vocabulary}[{word.code}]"
            if same := names.get(word.name.zh):
                parameters = {"field": "name", "name": word.name, "code": same}
                yield Problem("scheme.hint-same-name", "name", place, parameters)
            elif word.code not in said and vocabulary not in _ELSEWHERE:
                yield Problem("scheme.hint-unused-word", "code", place, {"field": "code", "name": word.name})


def hints_of_settings(scheme: Scheme, raw: Mapping[str, Any]) -> Iterator[Problem]:
    """Give settings that change nothing."""
    rest = {name: part for name, part in raw.items() if name != "settings"}
    used = settings_in(rest)
    for setting in scheme.choices:
        if setting.id not in used:
            place = f"settings[{setting.id}]"
            yield Problem("scheme.hint-unused-setting", "id", place, {"field": "id", "name": setting.name})


def hints_of_rules(scheme: Scheme) -> Iterator[Problem]:
    """Give sentences without Chinese, and rules that ask the same as another."""
    asked: dict[Any, str] = {}
    for spot in rule_spots(scheme):
        rule = spot.value
        if rule.sentence.strip() and not _CHINESE.search(rule.sentence):
            yield spot.problem("scheme.hint-no-chinese", "sentence")
        if isinstance(rule, Rule):
            same = repr((rule.condition, rule.period, rule.per, rule.applies, rule.in_terms))
            if same in asked:
                yield spot.problem("scheme.hint-same-rule", "condition", other=asked[same])
            asked.setdefault(same, rule.id)
