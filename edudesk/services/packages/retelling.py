"""What a package of EduDesk says of itself, which is Chinese, in the language of who looks at it."""

import re
from functools import cache

from edudesk.errors import UserError
from edudesk.services.calendar import parse_term, term_label
from edudesk.texts import Texts

_SAID = (
    "package.description",
    "package.sender-description",
    "editions.sender-description",
    "editions.same-school",
)
_TERM = "[0-9]{4}(?:[—-][0-9]{4})?(?:学年第.学期|年.季学期)"
_FORMS = {"community": ".+?", "term": _TERM, "edge": "[0-9]+", "gaps": "[0-9]+"}


def retold(said: str, texts: Texts) -> str:
    """Return a sentence that EduDesk writes into ``bag-info.txt``; what others write there stays as it is."""
    for code in () if texts.language == "zh" else _SAID:
        found = _shape(code).fullmatch(said)
        if found is None:
            continue
        told: dict[str, object] = dict(found.groupdict())
        if "term" in told:
            try:
                told["term"] = term_label(parse_term(found["term"]))
            except UserError:
                return said
        return texts.say(code, **told)
    return said


@cache
def _shape(code: str) -> re.Pattern[str]:
    """Return what a sentence looks like once its parameters are filled in."""
    pieces = re.split(r"\{(\w+)\}", Texts("zh").pattern(code))
    named = [f"(?P<{one}>{_FORMS[one]})" if at % 2 else re.escape(one) for at, one in enumerate(pieces)]
    return re.compile("".join(named))
