"""The self-check (考核自查表): every rule with its sentence, figures, records and what is owed."""

from edudesk.services.reports.document import Block, Column, Document, Note, Table, Value
from edudesk.services.reports.facts import Frame, RuleFacts, SelfCheckFacts
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.wording import day
from edudesk.texts import Label, Language

SELF_CHECK_TITLE = Label("考核自查表", "Self-check")

_HEADS = (
    (Label("序号", "No."), 0.5),
    (Label("指标", "Rule"), 1.5),
    (Label("方案条文", "Sentence of the scheme"), 3.0),
    (Label("时段", "Period"), 1.2),
    (Label("要求", "Target"), 0.9),
    (Label("完成", "Value"), 0.9),
    (Label("状态", "State"), 0.9),
    (Label("计入的记录", "Records counted"), 3.2),
    (Label("还差", "Owed"), 1.9),
)
_CENTRED = {0, 3, 4, 5, 6}
_PLANNED = Label("含计划 {planned}", "with plans {planned}")
_NEAR = Label("未计入：", "Not counted: ")
_AS_OF = Label("依据方案“{scheme}”，截至{day}。", "By the scheme “{scheme}”, as of {day}.")
_UNDATED = Label("依据方案“{scheme}”。", "By the scheme “{scheme}”.")
_CAUTION = Label(
    "本表按方案条文对已登记的记录计数形成，仅供学校自查和提醒，不用于评价教师个人。",
    "Counted from the records by the scheme; for the school's own check, never to judge a teacher.",
)
_NO_RULES = Label("方案中没有可自查的指标。", "The scheme has no rules to check.")
_MOST_RECORDS = 12
_MORE = Label("……等共 {count} 条", "… {count} in all")


def self_check(facts: SelfCheckFacts, frame: Frame) -> Document:
    """Return the self-check table; records beyond the twelfth of a rule are only counted."""
    language = frame.language
    return framed(
        SELF_CHECK_TITLE(language), (*self_check_blocks(facts, language), signatures(language)), frame
    )


def self_check_blocks(facts: SelfCheckFacts, language: Language) -> tuple[Block, ...]:
    """Return the table with its remarks, for a report of its own or inside a summary."""
    base = _AS_OF if facts.as_of else _UNDATED
    source = base(language).format(scheme=facts.scheme, day=day(facts.as_of, language) if facts.as_of else "")
    if not facts.rules:
        return (Note(source), Note(_NO_RULES(language)))
    columns = tuple(
        Column(label(language), weight, "centre" if place in _CENTRED else "left")
        for place, (label, weight) in enumerate(_HEADS)
    )
    rows = tuple(_row(number, rule, language) for number, rule in enumerate(facts.rules, 1))
    table = Table(columns, rows, name=SELF_CHECK_TITLE(language))
    return (Note(source), table, Note(_CAUTION(language)))


def _row(number: int, rule: RuleFacts, language: Language) -> tuple[Value, ...]:
    value = rule.value
    if rule.planned and rule.planned != rule.value:
        value += "\n" + _PLANNED(language).format(planned=rule.planned)
    counted = list(rule.counted[:_MOST_RECORDS])
    if len(rule.counted) > _MOST_RECORDS:
        counted.append(_MORE(language).format(count=len(rule.counted)))
    near = [_NEAR(language) + words for words in rule.near]
    return (
        number,
        rule.name,
        rule.sentence,
        rule.period,
        rule.target,
        value,
        rule.state,
        "\n".join((*counted, *near)),
        "\n".join(rule.owed),
    )
