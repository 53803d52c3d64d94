"""A scheme as typed values: what the TOML file says, with every setting already put in."""

from collections.abc import Mapping
from dataclasses import dataclass

from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.scheme.grants import Allowance, Recognition
from edudesk.services.schemes.scheme.head import Cycle, Figure, Phase, Role, Setting, Word
from edudesk.services.schemes.scheme.limits import Eligibility, Limit
from edudesk.services.schemes.scheme.papers import DocumentRule, EvidenceNeed
from edudesk.services.schemes.scheme.rules import Rule
from edudesk.services.schemes.scheme.scoring import Assessment
from edudesk.texts import Label

FORMAT = "edudesk-scheme 0.2"
READABLE = ("edudesk-scheme 0.1", FORMAT)
NOWHERE = Label("", "")


@dataclass(frozen=True)
class Scheme:
    """A whole scheme; ``text`` is the file it came from and ``settings`` the values put in."""

    id: str
    version: str
    name: Label
    basis: Label
    text: str
    settings: Mapping[str, SettingValue]
    cycle: Cycle | None
    roles: tuple[Role, ...]
    types: tuple[Word, ...]
    vocabulary: Mapping[str, tuple[Word, ...]]  # vocabulary code to added words
    choices: tuple[Setting, ...]
    rules: tuple[Rule, ...]
    documents: tuple[DocumentRule, ...]
    evidence: tuple[EvidenceNeed, ...]
    limits: tuple[Limit, ...]
    place: Label = NOWHERE
    stages: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    figures: tuple[Figure, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    def side(self, role: str) -> str:
        """Return the side of a role; the common codes lead, member and neutral always have one."""
        common = {"lead": "helper", "member": "helped"}
        return next((known.side for known in self.roles if known.code == role), common.get(role, "other"))

    def role_code(self, entered: str) -> str:
        """Return the code of a role that was entered as code or by the scheme's name for it."""
        names = {name: role.code for role in self.roles for name in (role.name.zh, role.name.en)}
        return names.get(entered, entered)

    def type_code(self, entered: str) -> str:
        """Return the code of a community type that was entered as code or by the scheme's name for it."""
        names = {name: known.code for known in self.types for name in (known.name.zh, known.name.en)}
        return names.get(entered, entered)

    def word(self, vocabulary: str, code: str) -> Label | None:
        """Return the scheme's own name for a code, if it has one."""
        return next((word.name for word in self.vocabulary.get(vocabulary, ()) if word.code == code), None)
