import re
import string
from pathlib import Path

import pytest

from edudesk.services import packages
from edudesk.texts import Texts, english
from edudesk.texts.sentences.packages import SENTENCES

CODE = re.compile(r'"(package\.[a-z0-9_]+)"')
USED = {
    code
    for module in Path(packages.__path__[0]).glob("*.py")
    for code in CODE.findall(module.read_text("utf-8"))
} - {"package.zip"}  # the name of what is sealed


def test_everything_that_can_be_wrong_with_a_package_has_a_sentence():
    assert english().keys() >= USED


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_is_there_in_chinese_with_the_same_parameters(code):
    names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    said = Texts("zh").say(code, **{name: f"<{name}>" for name in names})
    assert said != Texts("en").say(code, **{name: f"<{name}>" for name in names})
    assert all(f"<{name}>" in said for name in names)
