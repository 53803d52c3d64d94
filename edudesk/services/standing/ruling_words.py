"""The words of rules: codes, sides, schools and days, with the marks that are cut out later."""

import re
from collections.abc import Iterable, Sequence

from edudesk.services.calendar import MonthDay
from edudesk.services.schemes.scheme import Scheme, SchoolTest
from edudesk.services.standing.words import amid, listed, say_day, word
from edudesk.texts import Texts

_FEW = 7
_SHOWN = 5
_LEAP_YEAR = 2024
_PROPER = frozenset({"subject"})
_COMMON = {"lead": "helper", "member": "helped"}
_OPEN, _SPLIT, _CLOSE = "\ue000", "\ue001", "\ue002"  # private characters: no scheme's words hold them
MARK = re.compile(f"{_OPEN}([^{_SPLIT}]*){_SPLIT}([^{_CLOSE}]*){_CLOSE}")


class Teller:
    """Puts the values of a rule into sentences; what is marked is cut out afterwards."""

    def __init__(self, texts: Texts, scheme: Scheme) -> None:
        self.texts = texts
        self.scheme = scheme
        self.chinese = texts.language == "zh"

    def say(self, code: str, **parameters: object) -> str:
        """Return a sentence about rules."""
        return self.texts.say(f"ruling.{code}", **parameters)

    def mark(self, kind: str, text: str) -> str:
        """Return words that may be changed."""
        # A mark inside a mark would cut the sentence wrongly.
        plain_text = MARK.sub(r"\2", text)
        return f"{_OPEN}{kind}{_SPLIT}{plain_text}{_CLOSE}" if plain_text else ""

    def apart(self, words: str) -> str:
        """Return words that follow others: after a space, where the language has one."""
        return f" {words}" if words and not self.chinese else words

    # -- several words

    def either(self, names: Iterable[str]) -> str:
        """Return names of which one is enough: ``语文、数学或英语``."""
        return self._several("choice-two", tuple(dict.fromkeys(names)))

    def both(self, names: Iterable[str]) -> str:
        """Return names that are all meant: ``照片和签到表``."""
        return self._several("both-two", tuple(dict.fromkeys(names)))

    def _several(self, code: str, names: Sequence[str]) -> str:
        if len(names) > _FEW:
            shown = listed(self.texts, names[:_SHOWN])
            return self.say("more", names=shown, count=len(names))
        if len(names) < 2:  # noqa: PLR2004 -- one is said alone
            return "".join(names)
        return self.say(code, first=listed(self.texts, names[:-1]), last=names[-1])

    def named(self, vocabulary: str, codes: Iterable[str]) -> list[str]:
        """Return the names of codes as they stand in the middle of a sentence."""
        names = [word(self.scheme, vocabulary, code, self.texts) for code in codes]
        return names if vocabulary in _PROPER else [self.lower(name) for name in names]

    def words(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Return the names of codes of which one is enough."""
        return self.either(self.named(vocabulary, codes))

    def lower(self, name: str) -> str:
        """Return a name as it stands in the middle of a sentence."""
        return amid(self.texts, name)

    def first_upper(self, sentence: str) -> str:
        """Return a sentence that begins with a capital letter, in a mark or outside of one."""
        at = sentence.index(_SPLIT) + 1 if sentence.startswith(_OPEN) else 0
        return sentence[:at] + sentence[at : at + 1].upper() + sentence[at + 1 :]

    def day(self, day: MonthDay | None) -> str:
        """Return a day of any year."""
        return say_day(self.texts, day.in_year(_LEAP_YEAR)) if day else ""

    # -- sides and schools

    def side(self, side: str) -> str:
        """Return what a side is called."""
        role = next((role for role in self.scheme.roles if role.side == side), None)
        if role is None:
            return self.say(f"side.{side}")
        return self.say("full", what=self.lower(role.name(self.texts.language)))

    def schools(self, test: SchoolTest) -> str:
        """Return which schools are meant; a side is not said where the roles are of that side."""
        known = {role.code: role for role in self.scheme.roles}
        roles = [known[code] for code in test.roles if code in known]
        sides = [side for side in test.sides if side not in {role.side for role in roles}]
        sides += [
            {"lead": "helper", "member": "helped"}.get(code, "other")
            for code in test.roles
            if code not in known
        ]
        parties = [role.name(self.texts.language) for role in roles] + [self._party(side) for side in sides]
        of = self.either(self.lower(name) for name in parties) or self.say("schools")
        if not test.locations and not test.stages:
            return of
        locations = self.words("location", test.locations)
        return self.say(
            "schools-of",
            stages=self._before(self.words("stage", test.stages)),
            locations=self.apart(self.say("schools-in", locations=locations)) if locations else "",
            schools=of,
        )

    def _before(self, words: str) -> str:
        return f"{words} " if words and not self.chinese else words

    def _party(self, side: str) -> str:
        role = next((role for role in self.scheme.roles if role.side == side), None)
        return role.name(self.texts.language) if role else self.say(f"side.{side}")
