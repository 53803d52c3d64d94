"""Reading the quotas and targets of a scheme, and what every rule has: its head, period, basis."""

from edudesk.services.schemes.reading.conditions import read_condition
from edudesk.services.schemes.reading.people import read_school_test
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme import (
    Applies,
    Condition,
    Joined,
    Leaf,
    OnlyIf,
    Per,
    PeriodSpec,
    Rule,
    SchoolTest,
)
from edudesk.texts import Label

PERIODS = ("term", "month", "school-year", "calendar-year", "cycle", "window", "stay", "until")
BASES = ("community", "partner", "school", "person", "pair", "subject", "post")
WITH_PEOPLE = frozenset({"activity", "exchange", "stay", "person"})
KNOWN_TO = {
    "person": WITH_PEOPLE,
    "post": WITH_PEOPLE,
    "pair": frozenset({"activity"}),
    "subject": frozenset({"activity", "exchange", "stay", "pair"}),
}
TIMES = Label("次", "times")


class Reader:
    """Reads the rules with the words and types that the scheme knows."""

    def __init__(self, words: Words, types: tuple[str, ...], *, has_cycle: bool) -> None:
        self.words = words
        self.types = types
        self.has_cycle = has_cycle

    def quotas(self, root: Table) -> tuple[Rule, ...]:
        """Return what must be done."""
        return tuple(self._rule(table, RuleKind.QUOTA) for table in root.tables("quotas"))

    def targets(self, root: Table) -> tuple[Rule, ...]:
        """Return what is aimed at."""
        return tuple(self._rule(table, RuleKind.TARGET) for table in root.tables("targets"))

    def head(self, table: Table) -> tuple[str, Label, str]:
        """Return a rule's id, name and sentence."""
        table.text("source")
        return (
            table.text("id", required=True),
            table.label("name"),
            table.text("sentence", required=True),
        )

    def _rule(self, table: Table, kind: RuleKind) -> Rule:
        identity, name, sentence = self.head(table)
        condition = table.table("condition")
        if condition is None:
            table.report("scheme.missing", "condition")
        rule = Rule(
            identity,
            kind,
            name,
            sentence,
            self.period(table),
            self.per(table),
            self.applies(table),
            read_condition(condition, self.words) if condition else Joined(every_one=True, conditions=()),
            table.label("unit") if "unit" in table else TIMES,
        )
        self._check_basis(table, rule)
        table.finish()
        return rule

    def _check_basis(self, table: Table, rule: Rule) -> None:
        """Refuse a basis that the selected records know nothing of."""
        fits = KNOWN_TO.get(rule.per.each)
        for record in sorted(_records(rule.condition)):
            if fits is not None and record not in fits:
                table.report("scheme.not-yet", "per", what=f"{rule.per.each} / {record}")
        if rule.period.sort == "stay" and rule.per.each not in {"community", "person"}:
            table.report("scheme.not-yet", "per", what=f"{rule.per.each} / stay")

    def period(
        self, table: Table, known: tuple[str, ...] = PERIODS, default: str | None = None
    ) -> PeriodSpec:
        """Return a rule's period, ``default`` where it may be left out."""
        inner = _spread(table, "period", "sort", default)
        if inner.raw("sort") is None:
            table.report("scheme.missing", "period")
        sort = inner.one_of("sort", known, "term") if inner.raw("sort") is not None else "term"
        window = sort == "window"
        spec = PeriodSpec(
            sort,
            inner.month_day("first", required=window),
            inner.month_day("last", required=window or (sort == "until" and "on" not in inner)),
            inner.day("on"),
            inner.whole("least_days", 10, 1),
            inner.words("exchange_forms", self.words.of("exchange-form")),
        )
        if not self.has_cycle and (sort == "cycle" or (sort == "until" and spec.on is None)):
            inner.report("scheme.no-cycle", "sort")
        inner.finish()
        return spec

    def per(self, table: Table, known: tuple[str, ...] = BASES) -> Per:
        """Return for whom a rule holds one by one."""
        inner = _spread(table, "per", "each", "community")
        each, schools = inner.one_of("each", known, "community"), inner.table("schools")
        posts = inner.words("posts", self.words.of("post"))
        if each == "post" and not posts:
            inner.report("scheme.missing", "posts")
        per = Per(each, read_school_test(schools, self.words) if schools else SchoolTest(), posts)
        inner.finish()
        return per

    def applies(self, table: Table) -> Applies:
        """Return where a rule holds at all."""
        inner = table.table("applies")
        if inner is None:
            return Applies()
        helper, helped = inner.table("helper"), inner.table("helped")
        applies = Applies(
            inner.words("types", self.types or ("-",)),
            read_school_test(helper, self.words) if helper else SchoolTest(),
            read_school_test(helped, self.words) if helped else SchoolTest(),
        )
        inner.finish()
        return applies


def _spread(table: Table, field: str, first: str, default: str | None = None) -> Table:
    """Return a field's table; a plain word stands for the table with that word alone."""
    raw = table.raw(field)
    whole = raw if isinstance(raw, dict) else {first: default if raw is None else raw}
    return Table(whole, f"{table.place}.{field}", table.problems)


def _records(condition: Condition) -> set[str]:
    match condition:
        case Leaf():
            return {condition.select.record}
        case Joined():
            return set().union(*(_records(part) for part in condition.conditions))
        case OnlyIf():
            return _records(condition.premise) | _records(condition.then)
