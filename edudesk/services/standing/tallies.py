"""The cells and bars of a rule, one group for each partner, person or subject."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from edudesk.services.schemes.results import Counted, Part, RuleKind, RuleResult, State
from edudesk.services.standing.view import CELLS, RecordKey, Tally
from edudesk.services.standing.words import say_ratio, say_state, short_labels
from edudesk.texts import Label, Texts

GROUPS = 4
"""Of more parts than these the whole is shown as one group."""
NONE = Decimal(0)
_LONG = frozenset({"天", "课时", "小时", "元", "周", "个百分点", "%"})
"""Units of which there are many: drawn as a bar."""


def tallies_of(texts: Texts, result: RuleResult) -> tuple[Tally, ...]:
    """Return a group of cells for each part that asks for something, or one for the whole."""
    parts = [part for part in result.parts if part.state is not State.NOT_APPLICABLE]
    if len(parts) > GROUPS or not parts:
        return (tally_of_whole(texts, result),) if result.target else ()
    if len(parts) == 1 and result.kind is RuleKind.DOCUMENT:
        return (tally_of(texts, parts[0], result.unit),)
    labels = short_labels([part.basis.label(texts.language) for part in parts])
    return tuple(tally_of(texts, part, result.unit, label) for part, label in zip(parts, labels, strict=True))


def tally_of_whole(texts: Texts, result: RuleResult) -> Tally:
    """Return one group for all parts together."""
    return _tally(texts, "", result, result.unit)


def tally_of(texts: Texts, part: Part, unit: Label, label: str = "", fresh: Decimal = NONE) -> Tally:
    """Return the group of one part; ``fresh`` of what is done comes from what is being written."""
    return replace(_tally(texts, label, part, unit), fresh=fresh)


def keys(counted: Sequence[Counted]) -> tuple[RecordKey, ...]:
    """Return the records behind a number."""
    return tuple((TYPES.get(each.record, each.record), each.id) for each in counted)


TYPES = {"pair": "mentor-pair", "stay": "exchange"}
"""Record types by the word that rules have for them, where it is another."""


def _tally(texts: Texts, label: str, figures: RuleResult | Part, unit: Label) -> Tally:
    value, ahead, target = figures.value, figures.planned, figures.target
    done = min(value, target)
    planned = max(min(ahead, target) - done, NONE)
    beyond = max(value - target, NONE)
    figure = say_ratio(texts, value, target, unit)
    text = texts.say("home.figure-of", label=label, figure=figure) if label else figure
    return Tally(
        label,
        value,
        ahead,
        target,
        unit(texts.language),
        text,
        figures.state,
        _shape(unit, value, target),
        done,
        planned,
        target - done - planned,
        beyond,
        spoken=texts.say("home.spoken-tally", figure=text, state=say_state(texts, figures.state)),
        records=keys(figures.counted),
    )


def _shape(unit: Label, value: Decimal, target: Decimal) -> str:
    whole = value == value.to_integral_value() and target == target.to_integral_value()
    if not target:
        return "none"
    return "cells" if whole and unit.zh not in _LONG and max(value, target) <= CELLS else "bar"
