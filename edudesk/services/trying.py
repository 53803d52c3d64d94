"""A scheme tried on a community's term before it is taken: what every rule would come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from edudesk.services.adopting import scheme_in_force
from edudesk.services.archive import Archive
from edudesk.services.calendar import Term, TermCode, default_term, term_of
from edudesk.services.facts import collect_facts
from edudesk.services.records import Record
from edudesk.services.schemes.evaluation import evaluate
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading import read_scheme
from edudesk.services.schemes.reading.settings import fits
from edudesk.services.schemes.results import RuleResult
from edudesk.services.schemes.scheme import Scheme
from edudesk.texts import Label


@dataclass(frozen=True)
class TriedRule:
    """A rule as it stands and as it would stand; None where that scheme has no such rule."""

    id: str
    name: Label
    before: RuleResult | None
    after: RuleResult | None

    @property
    def same(self) -> bool:
        """Whether value, target and state stay."""
        if self.before is None or self.after is None:
            return False
        old, new = ((one.value, one.target, one.state) for one in (self.before, self.after))
        return old == new


@dataclass(frozen=True)
class SchemeTrial:
    """Both schemes with their settings put in, and all rules on one term; without ``old`` it is the first."""

    old: Scheme | None
    new: Scheme
    settings: Mapping[str, SettingValue]  # chosen for the new one
    term: Term
    rules: tuple[TriedRule, ...]


def try_scheme(
    archive: Archive,
    community: Record,
    text: str,
    today: date,
    *,
    term: TermCode | None = None,
    settings: Mapping[str, SettingValue] | None = None,
) -> SchemeTrial:
    """Evaluate the scheme in force and the whole one in ``text`` on the same facts; nothing is written.

    Without ``term`` the one that runs today is meant; without ``settings`` those chosen for the scheme in
    force are kept where the new one has them. ``BadScheme`` when the text or a setting cannot be used.
    """
    facts = collect_facts(archive, community.id)
    code = term or term_of(today, facts.terms)
    days = next((known for known in facts.terms if known.code == code), default_term(code))
    adoption = scheme_in_force(archive, community.id, days.ends_on)
    chosen: Mapping[str, SettingValue] = adoption.content.get("settings", {}) if adoption else {}
    old = read_scheme(adoption.content["scheme_text"], chosen) if adoption else None
    wanted = kept_settings(chosen, read_scheme(text)) if settings is None else settings
    new = read_scheme(text, wanted)
    before = {one.rule_id: one for one in evaluate(old, facts, code, today, chosen).results} if old else {}
    after = {one.rule_id: one for one in evaluate(new, facts, code, today, wanted).results}
    rules = tuple(_tried(before.get(rule), after.get(rule)) for rule in dict.fromkeys([*after, *before]))
    return SchemeTrial(old, new, wanted, days, rules)


def _tried(before: RuleResult | None, after: RuleResult | None) -> TriedRule:
    known = after or before
    assert known is not None
    return TriedRule(known.rule_id, known.name, before, after)


def kept_settings(chosen: Mapping[str, SettingValue], scheme: Scheme) -> dict[str, SettingValue]:
    """Return those of the chosen settings that ``scheme`` has too and allows."""
    known = {setting.id: setting for setting in scheme.choices}
    return {name: value for name, value in chosen.items() if name in known and fits(known[name], value)}
