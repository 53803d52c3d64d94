"""Reading quotas, targets and statistics, and what every rule has: its head, period and basis."""

from edudesk.services.schemes.reading.conditions import NOTHING, read_added, read_condition, read_leaf
from edudesk.services.schemes.reading.people import read_school_test
from edudesk.services.schemes.reading.periods import (
    BASES,
    MOST_PARTS,
    PERIODS,
    read_per,
    read_period,
    spread,
    too_many_parts,
)
from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme import (
    Applies,
    Condition,
    Cycle,
    Per,
    PeriodSpec,
    Rule,
    SchoolTest,
    leaves_of,
)
from edudesk.texts import Label

WITH_PEOPLE = frozenset({"activity", "exchange", "stay", "person", "pair", "achievement", "document", "duty"})
WITH_SUBJECTS = frozenset({"activity", "exchange", "stay", "pair", "person", "request"})
KNOWN_TO = {
    "person": WITH_PEOPLE,
    "post": WITH_PEOPLE,
    "pair": frozenset({"activity", "pair", "document"}),
    "subject": WITH_SUBJECTS,
    "line": frozenset({"activity"}),
}
TIMES = Label("次", "times")
TERMS = (1, 2)
PARTS = Label("期间的段", "parts of a period")


class Reader:
    """Reads the rules with the words and types that the scheme knows."""

    def __init__(self, words: Words, types: tuple[str, ...], cycle: Cycle | None) -> None:
        self.words = words
        self.types = types
        self.cycle = cycle

    @property
    def has_cycle(self) -> bool:
        """Whether the scheme says how long a cycle lasts."""
        return self.cycle is not None

    def quotas(self, root: Table) -> tuple[Rule, ...]:
        """Return what must be done."""
        return tuple(self._rule(table, RuleKind.QUOTA) for table in root.tables("quotas"))

    def targets(self, root: Table) -> tuple[Rule, ...]:
        """Return what is aimed at."""
        return tuple(self._rule(table, RuleKind.TARGET) for table in root.tables("targets"))

    def statistics(self, root: Table) -> tuple[Rule, ...]:
        """Return what is only stated."""
        return tuple(self._rule(table, RuleKind.STATISTIC) for table in root.tables("statistics"))

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
            self._condition(condition, kind) if condition else NOTHING,
            table.label("unit") if "unit" in table else TIMES,
            self.in_terms(table),
            self.exempt(table),
        )
        self._check_basis(table, rule)
        table.finish()
        return rule

    def _condition(self, table: Table, kind: RuleKind) -> Condition:
        if kind is not RuleKind.STATISTIC:
            return read_condition(table, self.words)
        if "add" in table:
            return read_added(table, self.words, bounded=False)
        return read_leaf(table, self.words, bounded=False)

    def _check_basis(self, table: Table, rule: Rule) -> None:
        """Refuse a basis that the selected records know nothing of."""
        fits = KNOWN_TO.get(rule.per.each)
        for record in sorted({leaf.select.record for leaf in leaves_of(rule.condition)}):
            if fits is not None and record not in fits:
                table.report("scheme.not-yet", "per", what=f"{rule.per.each} / {record}")
        if too_many_parts(rule.period, rule.condition, self.cycle):
            table.report("scheme.too-many", "condition", what=PARTS, limit=MOST_PARTS)
        if rule.period.sort == "stay" and rule.per.each not in {"community", "person"}:
            table.report("scheme.not-yet", "per", what=f"{rule.per.each} / stay")

    def period(
        self, table: Table, known: tuple[str, ...] = PERIODS, default: str | None = None
    ) -> PeriodSpec:
        """Return a rule's period, ``default`` where it may be left out."""
        inner = spread(table, "period", "sort", default)
        return read_period(inner, self.words, known, has_cycle=self.has_cycle)

    def per(self, table: Table, known: tuple[str, ...] = BASES) -> Per:
        """Return for whom a rule holds one by one."""
        return read_per(spread(table, "per", "each", "community"), self.words, known)

    def in_terms(self, table: Table) -> tuple[int, ...]:
        """Return in which terms of the year a rule holds, none for all."""
        terms = table.entries("in_terms")
        if not all(term in TERMS and not isinstance(term, bool) for term in terms):
            table.wrong_type("in_terms", "terms of the year")
            return ()
        return tuple(sorted(set(terms)))

    def exempt(self, table: Table) -> tuple[str, ...]:
        """Return the kinds of the papers that free from a rule."""
        return table.words("exempt", self.words.of("document-kind"))

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
