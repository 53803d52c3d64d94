"""Every code that backup, restore and check use is a sentence in both languages."""

import re
from pathlib import Path

from edudesk.services import safety
from edudesk.texts import Texts, english
from edudesk.texts.sentences.safety import SENTENCES

CODE = re.compile(r'"((?:backup|restore|check|rebuild|archive|disk)\.[a-z-]+)"')


def test_every_code_has_a_sentence_and_every_sentence_a_use() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(safety.__path__[0]).glob("*.py"))
    used = set(CODE.findall(source)) - {"backup.json"}
    assert used <= english().keys()
    built = {"check.file-missing", "check.file-damaged"}  # from the condition that the store tells
    own = {code for code in SENTENCES if not code.startswith("cli.option.")}  # what the command line adds
    assert own == {code for code in used | built if code in SENTENCES}


def test_every_sentence_is_in_chinese_too() -> None:
    chinese = Texts("zh")
    for code, sentence in SENTENCES.items():
        names = re.findall(r"\{(\w+)\}", sentence)
        said = chinese.say(code, **{name: f"<{name}>" for name in names})
        assert re.search(r"[一-鿿]", said), code
        assert all(f"<{name}>" in said for name in names), code
