"""What an activity counts in besides quotas and targets: statistics, and the indicators of scores."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edudesk.models.base import RecordId
from edudesk.services.schemes.results import Evaluation, RuleKind, ScoreNode
from edudesk.texts import Label, Language


@dataclass(frozen=True)
class Besides:
    """Names of statistics and of indicators, each once."""

    statistics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def counted_besides(evaluations: Sequence[Evaluation], language: Language) -> Mapping[RecordId, Besides]:
    """Return by activity what it counts in besides; the scores are reckoned if they were not yet."""
    statistics: dict[RecordId, dict[str, None]] = defaultdict(dict)
    indicators: dict[RecordId, dict[str, None]] = defaultdict(dict)
    for evaluation in evaluations:
        for result in evaluation.results:
            if result.kind is RuleKind.STATISTIC:
                for one in result.counted:
                    statistics[one.id][result.name(language)] = None
        for score in evaluation.scores:
            for label, record_id in _counted(score.node, score.name):
                indicators[record_id][label(language)] = None
    return {
        key: Besides(tuple(statistics.get(key, ())), tuple(indicators.get(key, ())))
        for key in {*statistics, *indicators}
    }


def _counted(node: ScoreNode, above: Label) -> Iterator[tuple[Label, RecordId]]:
    """Give what was counted, each with the nearest indicator above it: a step has no points of its own."""
    name = node.name if node.points is not None or node.place is not None else above
    for one in node.counted:
        yield name, one.id
    for below in node.inputs:
        yield from _counted(below, name)
