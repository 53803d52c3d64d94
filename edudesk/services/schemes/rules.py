"""Reading the rules of a scheme: quotas, targets, documents, evidence needs and limits."""

from edudesk.services.schemes.conditions import (
    Words,
    read_bound,
    read_condition,
    read_school_test,
)
from edudesk.services.schemes.results import RuleKind
from edudesk.services.schemes.scheme import (
    Applies,
    Condition,
    DocumentRule,
    Due,
    EvidenceNeed,
    Joined,
    Leaf,
    Limit,
    OnlyIf,
    Per,
    PeriodSpec,
    Rule,
    SchoolTest,
)
from edudesk.services.schemes.tables import Table
from edudesk.texts import Label

PERIODS = ("term", "month", "school-year", "calendar-year", "cycle", "window", "until")
BASES = ("community", "partner", "school", "person", "pair", "subject")
DOCUMENT_BASES = ("community", "partner", "school")
NOT_YET = ("stay", "post")
DUE = ("first-year", "every-year", "term-start", "term-end", "agreement-end", "activity")
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

    def documents(self, root: Table) -> tuple[DocumentRule, ...]:
        """Return what is handed in."""
        return tuple(self._document(table) for table in root.tables("documents"))

    def evidence(self, root: Table) -> tuple[EvidenceNeed, ...]:
        """Return which papers an activity needs."""
        return tuple(self._evidence(table) for table in root.tables("evidence"))

    def limits(self, root: Table) -> tuple[Limit, ...]:
        """Return who may pair with how many."""
        return tuple(self._limit(table) for table in root.tables("limits"))

    def _head(self, table: Table) -> tuple[str, Label, str]:
        table.text("source")
        return (
            table.text("id", required=True),
            table.label("name"),
            table.text("sentence", required=True),
        )

    def _rule(self, table: Table, kind: RuleKind) -> Rule:
        identity, name, sentence = self._head(table)
        condition = table.table("condition")
        if condition is None:
            table.report("scheme.missing", "condition")
        rule = Rule(
            identity,
            kind,
            name,
            sentence,
            self._period(table),
            self._per(table),
            self._applies(table),
            read_condition(condition, self.words) if condition else Joined(every_one=True, conditions=()),
            table.label("unit") if "unit" in table else TIMES,
        )
        self._check_basis(table, rule)
        table.finish()
        return rule

    def _check_basis(self, table: Table, rule: Rule) -> None:
        """Refuse a basis that the selected records know nothing of."""
        timeless = {"person": {"activity", "exchange", "stay", "person"}, "pair": {"activity"}}
        timeless["subject"] = {"activity", "exchange", "stay", "pair"}
        fits = timeless.get(rule.per.each)
        for record in _records(rule.condition):
            if fits is not None and record not in fits:
                table.report("scheme.not-yet", "per", what=f"{rule.per.each} / {record}")

    def _period(self, table: Table) -> PeriodSpec:
        if isinstance(table.raw("period"), dict):
            inner = table.table("period")
            assert inner is not None
        else:
            inner = Table({"sort": table.raw("period")}, f"{table.place}.period", table.problems)
        if inner.raw("sort") is None:
            table.report("scheme.missing", "period")
        sort = inner.one_of("sort", PERIODS, "term") if inner.raw("sort") is not None else "term"
        window = sort == "window"
        spec = PeriodSpec(
            sort,
            inner.month_day("first", required=window),
            inner.month_day("last", required=window or (sort == "until" and "on" not in inner)),
            inner.day("on"),
            inner.whole("least_days", 10, 1),
        )
        if not self.has_cycle and (sort == "cycle" or (sort == "until" and spec.on is None)):
            inner.report("scheme.no-cycle", "sort")
        inner.finish()
        return spec

    def _per(self, table: Table, known: tuple[str, ...] = BASES) -> Per:
        raw = table.raw("per")
        inner = table.table("per") if isinstance(raw, dict) else None
        inner = inner or Table({"each": raw or "community"}, f"{table.place}.per", table.problems)
        if inner.raw("each") in NOT_YET:
            inner.report("scheme.not-yet", "each", what=str(inner.raw("each")))
            return Per()
        each = inner.one_of("each", known, "community")
        schools = inner.table("schools")
        per = Per(each, read_school_test(schools, self.words) if schools else SchoolTest())
        inner.finish()
        return per

    def _applies(self, table: Table) -> Applies:
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

    def _document(self, table: Table) -> DocumentRule:
        identity, name, sentence = self._head(table)
        due = table.table("due")
        if due is None:
            table.report("scheme.missing", "due")
        rule = DocumentRule(
            identity,
            name,
            sentence,
            table.words("kinds", self.words.of("document-kind")),
            self._due(due) if due else Due("term-end"),
            self._per(table, DOCUMENT_BASES),
            table.flag("handed", default=True),
            table.label("to", required=False),
            self._applies(table),
            table.whole("remind", 14),
        )
        if not rule.kinds:
            table.report("scheme.missing", "kinds")
        table.finish()
        return rule

    def _due(self, table: Table) -> Due:
        sort = table.one_of("sort", DUE)
        if not sort:
            table.report("scheme.missing", "sort")
        dated = sort in {"first-year", "every-year"}
        due = Due(
            sort,
            table.month_day("day", required=dated),
            table.whole("days"),
            table.words("kinds", self.words.of("activity-kind")),
        )
        if sort == "first-year" and not self.has_cycle:
            table.report("scheme.no-cycle", "sort")
        table.finish()
        return due

    def _evidence(self, table: Table) -> EvidenceNeed:
        identity, name, sentence = self._head(table)
        known = self.words.of("evidence-kind")
        needs = []
        for need in table.raw("needs") or []:
            entry = Table({"needs": need if isinstance(need, list) else [need]}, table.place, table.problems)
            needs.append(entry.words("needs", known))
        if not needs:
            table.report("scheme.missing", "needs")
        kinds = table.words("kinds", self.words.of("activity-kind"))
        table.finish()
        return EvidenceNeed(identity, name, sentence, kinds, tuple(needs))

    def _limit(self, table: Table) -> Limit:
        identity, name, sentence = self._head(table)
        each, count, years = table.table("each"), table.table("count"), table.flag("agreement_years")
        if (count is None) == (not years):
            table.report("scheme.missing", "count")
        limit = Limit(
            identity,
            name,
            sentence,
            read_school_test(each, self.words) if each else None,
            read_school_test(count, self.words) if count else None,
            read_bound(table),
            table.one_of("effect", ("warn", "block"), "block") == "block",
        )
        table.finish()
        return limit


def _records(condition: Condition) -> set[str]:
    match condition:
        case Leaf():
            return {condition.select.record}
        case Joined():
            return set().union(*(_records(part) for part in condition.conditions))
        case OnlyIf():
            return _records(condition.premise) | _records(condition.then)
