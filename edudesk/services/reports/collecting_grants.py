"""From recognitions and allowances to what their summary is told: figures, records with their days."""

from datetime import date

from edudesk.services.reports.facts import GainFacts, GainRow, GrantFacts, PaidFacts, PaidRow
from edudesk.services.reports.wording import days
from edudesk.services.reports.work import TermWork
from edudesk.services.schemes import explain
from edudesk.services.schemes.facts import ExchangeFacts, PairFacts
from edudesk.services.schemes.results import EVER, Basis, Counted, Owed, Part, RuleKind, RuleResult, State
from edudesk.services.schemes.scheme import Recognition
from edudesk.texts import Label

_STAY = Label("{days}，到{to}{form}", "{days}, {form} at {to}")
_PAIR = Label("{days}，师徒结对（{names}）", "{days}, mentor pair ({names})")
_AMOUNT = Label("{record}（{amount}）", "{record} ({amount})")
_FREED = Label("{rule}：{who}", "{rule}: {who}")
_PAPERS = "scheme.owed.gain-papers"
_OF = Label("{value}，要求 {target}", "{value}, asked for {target}")


def grant_facts(work: TermWork) -> GrantFacts:
    """Return who has gained what, with the records behind it, and who was let pass a rule."""
    results = work.status.evaluation.results
    rules = {rule.id: rule for rule in work.status.scheme.recognition}
    return GrantFacts(
        work.status.scheme.name(work.language),
        work.status.evaluation.today,
        tuple(
            _gain(work, result, rules[result.rule_id])
            for result in results
            if result.kind is RuleKind.RECOGNITION
        ),
        tuple(_paid(work, result) for result in results if result.kind is RuleKind.ALLOWANCE),
        tuple(
            _FREED(work.language).format(
                rule=result.name(work.language), who=explain.say_owed(work.texts, result.note)
            )
            for result in results
            if result.kind is RuleKind.ELIGIBILITY and result.parts and result.note
        ),
    )


def _period(work: TermWork, result: RuleResult) -> str:
    if result.period is None or result.period.first <= EVER:
        return result.period.label(work.language) if result.period else ""
    return explain.say_period(work.texts, result.period)


def _gain(work: TermWork, result: RuleResult, rule: Recognition) -> GainFacts:
    return GainFacts(
        result.name(work.language),
        rule.gives(work.language),
        result.sentence,
        _period(work, result),
        tuple(_gain_row(work, part) for part in result.parts),
    )


def _gain_row(work: TermWork, part: Part) -> GainRow:
    unit = part.unit or Label("", "")
    missing = tuple(explain.say_owed(work.texts, one) for one in part.owed)
    return GainRow(
        part.basis.label(work.language),
        _school(work, part.basis, part.period.last),
        part.state is State.MET or all(one.code == _PAPERS for one in part.owed),
        _figure(work, part, unit),
        tuple(_record(work, each, unit) for each in part.counted),
        missing,
        explain.say_owed(work.texts, part.note) if part.note else "",
    )


def _amount(work: TermWork, number: str, unit: Label) -> str:
    return f"{number} {unit(work.language)}".strip()


def _figure(work: TermWork, part: Part, unit: Label) -> str:
    value = _amount(work, explain.plain(part.value), unit)
    if not part.target:
        return value
    return _OF(work.language).format(value=value, target=_amount(work, explain.plain(part.target), unit))


def _paid(work: TermWork, result: RuleResult) -> PaidFacts:
    rows = tuple(_paid_row(work, part) for part in result.parts)
    return PaidFacts(result.name(work.language), result.sentence, _period(work, result), rows)


def _paid_row(work: TermWork, part: Part) -> PaidRow:
    return PaidRow(
        part.basis.label(work.language),
        _school(work, part.basis, part.period.last),
        _formula(work, part),
        part.value,
        part.planned,
        tuple(_record(work, each, Label("", "")) for each in part.counted if each.record != "school"),
        explain.say_owed(work.texts, part.note) if part.note else "",
    )


def _formula(work: TermWork, part: Part) -> str:
    """Return how the sum until today comes about; what the end will make of it has a column of its own."""
    said = part.formula
    if said and isinstance(said.parameters.get("formula"), Owed) and part.value:
        said = said.parameters["formula"]  # type: ignore[assignment]
    return explain.say_owed(work.texts, said) if said else ""


def _school(work: TermWork, basis: Basis, last: date) -> str:
    """Return the school of a person on the period's last day, or today where that is still to come."""
    if basis.sort != "person":
        return ""
    day = min(last, work.status.evaluation.today)
    return work.school(work.school_of(basis.id, day))


# -- records with their days


def _record(work: TermWork, counted: Counted, unit: Label) -> str:
    said = _named(work, counted)
    if not unit.zh:
        return said
    return _AMOUNT(work.language).format(
        record=said, amount=_amount(work, explain.plain(counted.amount), unit)
    )


def _named(work: TermWork, counted: Counted) -> str:
    facts = work.status.facts
    for stay in facts.exchanges:
        if stay.id == counted.id:
            return _stay(work, stay)
    for pair in facts.pairs:
        if pair.id == counted.id:
            return _pair(work, pair)
    return work.titles.get(counted.id, "")


def _stay(work: TermWork, stay: ExchangeFacts) -> str:
    begun, ended = stay.real_from or stay.planned_from, stay.real_to or stay.planned_to
    to = next((school.name for school in work.status.facts.schools if school.id == stay.to_id), "")
    form = work.word("exchange-form", stay.form)
    return _STAY(work.language).format(days=days(begun, ended, work.language), to=to, form=form)


def _pair(work: TermWork, pair: PairFacts) -> str:
    people = {person.id: person.name for person in work.status.facts.people}
    names = "、".join(people.get(one, one) for one in (*pair.mentors, *pair.apprentices))
    return _PAIR(work.language).format(days=days(pair.starts_on, pair.ends_on, work.language), names=names)
