"""Every assessment table of a scheme, for everybody it scores; nothing that is missing counts as 0."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from edudesk.services.calendar import TermCode
from edudesk.services.schemes.judging.effort import Exhausted
from edudesk.services.schemes.judging.outcomes import Judge
from edudesk.services.schemes.judging.scores.amounts import as_decimal, rounded, said
from edudesk.services.schemes.judging.scores.cases import Case, Found, Scored, equation
from edudesk.services.schemes.judging.scores.combined import TIMES, better, in_ratio, score_of, summed
from edudesk.services.schemes.judging.scores.entered import (
    by_figure,
    by_level,
    by_rank,
    by_rule,
    by_sheet,
    collected,
    deducted,
    sampled,
)
from edudesk.services.schemes.judging.scores.occasions import Occasion, applies, occasion_of, of_term, scored
from edudesk.services.schemes.judging.scores.rulings import JudgeRule, Rulings
from edudesk.services.schemes.judging.scores.sheets import Figures, Sheets
from edudesk.services.schemes.judging.world import World
from edudesk.services.schemes.results import Basis, Owed, RuleResult, ScoreNode, ScoreResult, State
from edudesk.services.schemes.scheme.scoring import (
    Assessment,
    Better,
    ByFigure,
    ByRule,
    Collect,
    Deduct,
    Entered,
    Levels,
    Rank,
    Ratio,
    Sample,
    ScoreOf,
    ScorePart,
    Sum,
    Veto,
    targets_of,
)
from edudesk.texts import Label

_METHODS: dict[type, Callable[[Case, Any], Found]] = {
    Sum: summed,
    Entered: by_sheet,
    ByRule: by_rule,
    Deduct: deducted,
    Collect: collected,
    Levels: by_level,
    Rank: by_rank,
    Sample: sampled,
    ByFigure: by_figure,
    ScoreOf: score_of,
    Ratio: in_ratio,
    Better: better,
}


def judge_scores(
    world: World, term: TermCode, results: Iterable[RuleResult], judge: JudgeRule
) -> tuple[ScoreResult, ...]:
    """Return every score that is shown in a term; ``judge`` says how a rule stands in another term."""
    if not world.scheme.assessments:
        return ()
    return tuple(Scorer(world, term, Rulings(world, judge, results, term)).results())


class Scorer:
    """Reckons scores, each once."""

    def __init__(self, world: World, term: TermCode, rulings: Rulings) -> None:
        self.world = world
        self.sheets = Sheets(world.facts)
        self.figures = Figures(world.scheme, world.facts)
        self.rulings = rulings
        self._term = term
        self._done: dict[tuple[str, str, str, str, Occasion], Scored] = {}

    def results(self) -> Iterable[ScoreResult]:
        """Give the result of each table for everybody it scores."""
        for table in self.world.scheme.assessments:
            occasion = occasion_of(self.world, table, self._term)
            for who in scored(self.world, table, occasion) if occasion else ():
                self.world.effort.begin()
                if occasion and self._asks(table, who, occasion):
                    one = self._score(Case(self, table, table.whole, who, occasion))
                    yield ScoreResult(
                        table.id,
                        table.name,
                        table.sentence,
                        who,
                        occasion.span.period,
                        one.node,
                        _grade(table, one.value),
                        one.vetoes,
                        table.shown,
                    )

    def _asks(self, table: Assessment, who: Basis, occasion: Occasion) -> bool:
        try:
            return applies(self.world, table.applies, who, occasion)
        except Exhausted:
            return True  # the score then says that it was not reckoned

    # -- what methods ask

    def inner(self, case: Case, part: ScorePart) -> Scored:
        """Return the score of a part of the same table."""
        return self._score(replace(case, part=part))

    def named(self, case: Case, identity: str, who: Basis, term: int = 0) -> Scored:
        """Return the score that an id means in a table, for somebody, as of a term of the school year."""
        ((table, part), *_) = targets_of(self.world.scheme.assessments, case.table, identity)
        occasion = case.occasion
        if term:
            occasion = of_term(self.world, TermCode(occasion.year, term))
        elif table.period != case.table.period:
            occasion = occasion_of(self.world, table, self._term) or occasion
        return self._score(Case(self, table, part, who, occasion))

    # -- one score

    def _score(self, case: Case) -> Scored:
        key = (case.table.id, case.part.id, case.who.sort, case.who.id, case.occasion)
        if key not in self._done:
            self._done[key] = self._bounded(case)
        return self._done[key]

    def _reckon(self, case: Case) -> Scored:
        part = case.part
        asked = part is case.table.whole or applies(self.world, part.applies, case.who, case.occasion)
        if asked:
            found = _limited(part, _METHODS[type(part.method)](case, part.method))
        else:
            found = Found(None, Owed("scheme.score.not-here"), left_out=True)
        vetoes: tuple[Owed, ...] = ()
        if part is case.table.whole and case.table.vetoes:
            found, vetoes = self._vetoed(case, found)
        return Scored(_node(case, found), found.value, vetoes)

    def _bounded(self, case: Case) -> Scored:
        """Reckon a part; one that asks to look at too much has no score, and says so."""
        try:
            return self._reckon(case)
        except Exhausted:
            note = Owed("scheme.note.too-much")
            return Scored(_node(case, Found(None, note, missing=(note,))), None)

    def _vetoed(self, case: Case, found: Found) -> tuple[Found, tuple[Owed, ...]]:
        """Return the score after what makes it 0 or at most so much."""
        said_ = []
        for veto in case.table.vetoes:
            if self._applies(case, veto):
                said_.append(Owed("scheme.score.veto", {"name": veto.name, "most": said(veto.at_most)}))
                most = Fraction(veto.at_most)
                if found.value is None and most:
                    continue
                if found.value is None or found.value > most:
                    formula = equation("vetoed", "", most, name=veto.name)
                    found = replace(found, value=most, formula=formula, missing=())
        return found, tuple(said_)

    def _applies(self, case: Case, veto: Veto) -> bool:
        """Return whether a veto applies: its condition holds, or it was entered in the sheet."""
        if veto.condition:
            outcome = Judge(self.world, case.occasion.span, case.who, TIMES).judge(veto.condition)
            return outcome.state in {State.MET, State.EXCEEDED}
        entry = replace(case.entry("count"), id=veto.id)
        found = self.sheets.count(entry)
        return found is not None and bool(found[0].line.count)


def _limited(part: ScorePart, found: Found) -> Found:
    """Return a score after its factor, at most what the part allows."""
    value, formula = found.value, found.formula
    if value is None:
        return found
    if part.times != 1:
        value *= Fraction(part.times)
        formula = equation("times", f"×{said(part.times)}", value, what=formula)
    limits = [part.most] if isinstance(part.method, Sum) else [part.most, part.points]
    most = min((Fraction(limit) for limit in limits if limit is not None), default=None)
    value = max(value, Fraction(0))
    if most is not None and value > most:
        value, formula = most, Owed("scheme.score.most", {"what": formula, "most": said(most)})
    return replace(found, value=value, formula=formula)


def _node(case: Case, found: Found) -> ScoreNode:
    part = case.part
    term = part.method.term if isinstance(part.method, Entered) else 0
    return ScoreNode(
        part.id,
        part.name,
        part.points,
        None if found.value is None else as_decimal(found.value),
        found.formula,
        found.inputs,
        found.counted,
        found.missing,
        part.sentence,
        part.weight,
        part.bonus,
        found.left_out,
        found.entries,
        case.entry("indicator", term),
    )


def _grade(table: Assessment, value: Fraction | None) -> Label | None:
    """Return the grade of a score as it is shown: 89.996 is shown as 90, and is graded as 90."""
    if value is None:
        return None
    shown = rounded(value)
    return next((grade.name for grade in table.grades if shown >= grade.at_least), None)
