"""Lists of people: mentor pairs, exchanged teachers, roster (``forms.md`` sections 1b and 7)."""

from collections.abc import Iterable, Sequence

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Document, Note, Table, Value
from edudesk.services.reports.facts import ExchangeFacts, Frame, PairFacts, PersonFacts
from edudesk.services.reports.frames import framed, signatures
from edudesk.services.reports.masking import masked_identity, masked_phone
from edudesk.services.reports.wording import days, listed
from edudesk.texts import Label, Language

PAIRS_TITLE = Label("师徒结对汇总表", "List of mentor pairs")
EXCHANGES_TITLE = Label("交流教师汇总表", "List of exchanged teachers")
ROSTER_TITLE = Label("教师花名册", "Roster")
_PLANNED = Label("计划", "planned")
_MASKED = Label("手机号、身份证号已作隐藏处理。", "Phone and identity numbers are masked.")
_PRINCIPAL = Label("校（园）长", "Principal")

_PAIRS: Heads = (
    NUMBER_HEAD,
    (Label("师傅", "Mentor"), 1.0, "c"),
    (Label("师傅学校", "Mentor's school"), 1.8, "l"),
    (Label("职称", "Title"), 1.1, "l"),
    (Label("荣誉", "Honour"), 1.2, "l"),
    (Label("徒弟", "Apprentice"), 1.0, "c"),
    (Label("徒弟学校", "Apprentice's school"), 1.8, "l"),
    (Label("学科", "Subject"), 0.9, "c"),
    (Label("结对类型", "Kind"), 1.1, "c"),
    (Label("起止", "From, until"), 1.5, "c"),
    (Label("跨校", "Across schools"), 0.6, "c"),
    (Label("本期活动", "Sessions"), 0.8, "n"),
    (Label("目标", "Goals"), 2.0, "l"),
    (Label("结果", "Completion"), 0.9, "c"),
)


def pair_list(pairs: Sequence[PairFacts], frame: Frame) -> Document:
    """Return the list of mentor pairs of a community."""
    language = frame.language
    body = tuple(_pair_row(number, pair, language) for number, pair in enumerate(pairs, 1))
    people = sum(len(pair.apprentices) for pair in pairs)
    words = Label("共 {pairs} 对，徒弟 {people} 人。", "{pairs} pairs, {people} apprentices.")
    note = Note(words(language).format(pairs=len(pairs), people=people))
    table = Table(columns(_PAIRS, language), body, name=PAIRS_TITLE(language))
    return framed(PAIRS_TITLE(language), (table, note, signatures(language)), frame)


def _pair_row(number: int, pair: PairFacts, language: Language) -> tuple[Value, ...]:
    yes, no = Label("是", "yes"), Label("否", "no")
    mentors = {member.school for member in pair.mentors if member.school}
    apprentices = {member.school for member in pair.apprentices if member.school}
    known = bool(mentors and apprentices)
    across = (yes if mentors != apprentices else no)(language) if known else ""
    return (
        number,
        "\n".join(member.name for member in pair.mentors),
        _lines(one.school for one in pair.mentors),
        _lines(one.title for one in pair.mentors),
        _lines(one.honour for one in pair.mentors),
        "\n".join(member.name for member in pair.apprentices),
        _lines(one.school for one in pair.apprentices),
        pair.subject,
        pair.kind,
        days(pair.starts_on, pair.ends_on, language, compact=True),
        across,
        pair.sessions,
        pair.goals,
        pair.completion,
    )


def _lines(words: Iterable[str]) -> str:
    """Return the different words, one under the other."""
    return "\n".join(dict.fromkeys(filter(None, words)))


_EXCHANGES: Heads = (
    NUMBER_HEAD,
    (Label("姓名", "Name"), 1.0, "c"),
    (Label("性别", "Sex"), 0.6, "c"),
    (Label("职称", "Title"), 1.1, "l"),
    (Label("荣誉", "Honour"), 1.2, "l"),
    (Label("学科", "Subject"), 0.9, "c"),
    (Label("交流类型", "Form"), 1.0, "c"),
    (Label("派出学校", "From"), 1.8, "l"),
    (Label("接收学校", "To"), 1.8, "l"),
    (Label("起止", "From, until"), 1.6, "c"),
    (Label("天数", "Days"), 0.7, "n"),
    (Label("周课时", "Weekly periods"), 0.7, "n"),
    (Label("正式文件", "Formal document"), 1.4, "l"),
    (Label("受援校鉴定", "Confirmation"), 1.2, "l"),
    (Label("备注", "Note"), 1.0, "l"),
)


def exchange_list(exchanges: Sequence[ExchangeFacts], frame: Frame) -> Document:
    """Return the list of exchanged teachers; a stay that is only planned says so."""
    language = frame.language
    body = tuple(_exchange_row(number, one, language) for number, one in enumerate(exchanges, 1))
    held = [one for one in exchanges if not one.planned_only]
    backbones = sum(one.backbone for one in held)
    words = Label(
        "已交流 {held} 人次，其中骨干 {backbones} 人次；另有计划 {planned} 人次。",
        "{held} stays, {backbones} of them of backbone teachers; {planned} more are planned.",
    )
    note = words(language).format(held=len(held), backbones=backbones, planned=len(exchanges) - len(held))
    table = Table(columns(_EXCHANGES, language), body, name=EXCHANGES_TITLE(language))
    blocks = (table, Note(note), signatures(language, checked=_PRINCIPAL))
    return framed(EXCHANGES_TITLE(language), blocks, frame)


def _exchange_row(number: int, one: ExchangeFacts, language: Language) -> tuple[Value, ...]:
    return (
        number,
        one.name,
        one.sex,
        one.title,
        one.honour,
        listed(one.subjects, language),
        one.form,
        one.from_school,
        one.to_school,
        days(one.starts_on, one.ends_on, language, compact=True),
        one.days,
        one.weekly_periods,
        one.document,
        one.confirmation,
        listed((_PLANNED(language) if one.planned_only else "", one.note), language),
    )


_ROSTER: Heads = (
    NUMBER_HEAD,
    (Label("姓名", "Name"), 1.0, "c"),
    (Label("性别", "Sex"), 0.6, "c"),
    (Label("出生年月", "Birth month"), 1.0, "c"),
    (Label("单位", "School"), 2.0, "l"),
    (Label("职务", "Post"), 1.1, "l"),
    (Label("学科", "Subject"), 1.0, "l"),
    (Label("职称", "Title"), 1.1, "l"),
    (Label("荣誉", "Honours"), 1.6, "l"),
    (Label("从教年月", "Teaching since"), 1.0, "c"),
    (Label("手机", "Phone"), 1.3, "c"),
    (Label("身份证号", "Identity number"), 1.9, "c"),
    (Label("备注", "Note"), 1.0, "l"),
)


def roster(people: Sequence[PersonFacts], frame: Frame) -> Document:
    """Return the roster with masked numbers, whatever the facts hold."""
    language = frame.language
    body = tuple(
        (
            number,
            one.name,
            one.sex,
            one.birth_month,
            one.school,
            one.post,
            listed(one.subjects, language),
            one.title,
            listed(one.honours, language),
            one.teaching_since,
            masked_phone(one.phone),
            masked_identity(one.id_number),
            one.note,
        )
        for number, one in enumerate(people, 1)
    )
    table = Table(columns(_ROSTER, language), body, name=ROSTER_TITLE(language))
    return framed(ROSTER_TITLE(language), (table, Note(_MASKED(language)), signatures(language)), frame)
