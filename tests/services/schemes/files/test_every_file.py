"""What holds of every scheme file that comes with the program."""

from functools import cache

import pytest

from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.reading import check_scheme
from edudesk.services.schemes.scheme import Setting
from tests.services.schemes.making import AFTER, AUTUMN, FACTS, SCHEMES, SPRING, scheme_text

from .making import shipped

NAMES = sorted(path.stem for path in SCHEMES.glob("*.toml"))
text = cache(scheme_text)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_usable_under_every_setting_and_named_like_its_scheme(name):
    assert check_scheme(text(name)) == ()
    assert shipped(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_asked_somewhere(name):
    for setting in shipped(name).choices:
        assert f'"@{setting.id}"' in text(name) or f'choose = "{setting.id}"' in text(name), setting.id


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_can_be_judged_in_both_terms_before_anything_is_entered(name):
    for term in (AUTUMN, SPRING):
        assert evaluate(shipped(name), FACTS, term, AFTER).results


@pytest.mark.parametrize("name", NAMES)
def test_every_other_choice_can_be_judged(name):
    for setting in shipped(name).choices:
        for value in _others(setting):
            assert evaluate(shipped(name), FACTS, AUTUMN, AFTER, {setting.id: value}).results


def _others(setting: Setting) -> tuple[str | int | bool, ...]:
    match setting.type:
        case "choice":
            return tuple(choice.code for choice in setting.choices if choice.code != setting.default)
        case "number":
            return tuple({setting.minimum, setting.maximum} - {setting.default})
        case "flag":
            return (not setting.default,)
    return ()
