"""The papers of one mentor pair: booklet (手册) and agreement (协议书; ``forms.md`` sections 1 and 1b)."""

from collections.abc import Iterable, Sequence
from datetime import date

from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import (
    Block,
    Document,
    Field,
    Heading,
    KeyValueTable,
    Note,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Table,
)
from edudesk.services.reports.facts import Frame
from edudesk.services.reports.frames import framed
from edudesk.services.reports.pair_facts import PairPapers, PairSession, PairTerm
from edudesk.services.reports.wording import day, days, listed
from edudesk.texts import Label, Language

BOOKLET_TITLE = Label("师徒结对手册", "Mentor booklet")
AGREEMENT_TITLE = Label("师徒结对协议书", "Mentor agreement")
_PART = {"mentor": Label("师傅", "Mentor"), "apprentice": Label("徒弟", "Apprentice")}
_OPINION = {
    "mentor": Label("师傅意见", "Mentor's opinion"),
    "apprentice": Label("徒弟小结", "Apprentice's summary"),
}
_UNWRITTEN = Label("（未写）", "(not written)")
_COPIES = Label(
    "一式三份，师傅、徒弟、学校各存一份。",
    "Three: one for the mentor, one for the apprentice, one for the school.",
)
_NO_SESSION = Label("（还没有活动记录。）", "(No sessions are recorded yet.)")
_REVIEWS = "Reviews of the terms"
_NUMERALS = "一二三四五六七八九十"

_PEOPLE: Heads = (
    (Label("身份", "Part"), 0.8, "c"),
    (Label("姓名", "Name"), 1.1, "c"),
    (Label("学校", "School"), 2.0, "l"),
    (Label("职称", "Title"), 1.3, "l"),
    (Label("荣誉", "Honour"), 1.5, "l"),
    (Label("职务", "Post"), 1.1, "l"),
    (Label("任教学科", "Subjects"), 1.1, "l"),
    (Label("从教年月", "Teaching since"), 1.1, "c"),
)
_SESSIONS: Heads = (
    NUMBER_HEAD,
    (Label("日期", "Date"), 1.3, "c"),
    (Label("类型", "Kind"), 1.4, "l"),
    (Label("内容", "Topic"), 3.4, "l"),
    (Label("地点", "Place"), 1.5, "l"),
    (Label("方式", "Form"), 0.8, "c"),
    (Label("材料", "Files"), 0.7, "n"),
)
_OBSERVED: Heads = (
    NUMBER_HEAD,
    (Label("日期", "Date"), 1.3, "c"),
    (Label("课题", "Lesson"), 3.6, "l"),
    (Label("执教", "Taught by"), 1.2, "c"),
    (Label("节数", "Lessons"), 0.8, "n"),
    (Label("意见与收获", "Opinion, gain"), 3.4, "l"),
)


def pair_booklet(pair: PairPapers, frame: Frame) -> Document:
    """Return the booklet of a pair: cover, people, agreement, sessions, lessons, reviews, result."""
    language = frame.language
    sections: tuple[tuple[Label, list[Block]], ...] = (
        (Label("双方基本情况", "Both sides"), [_people(pair, language)]),
        (Label("目标与职责", "Goals and duties"), [_agreed(pair, language)]),
        (Label("活动一览", "Sessions"), _overview(pair.sessions, language)),
        (Label("听课记录", "Lessons observed"), _observed(pair.sessions, language)),
        (Label("活动记录", "Records of the sessions"), _recorded(pair.sessions, language)),
        (Label("学期评议", _REVIEWS), _reviews(pair.terms, language)),
        (Label("学校考核", "The school's assessment"), _assessed(pair, language)),
    )
    blocks: list[Block] = [_cover(pair, frame), PageBreak()]
    kept = [(label, content) for label, content in sections if content]
    for number, (label, content) in enumerate(kept):
        if label.en == _REVIEWS:  # reviews and the school's assessment are signed together
            blocks.append(PageBreak())
        blocks += [Heading(_numbered(number, label, language)), *content]
    return framed(BOOKLET_TITLE(language), tuple(blocks), frame, subtitle=pair.name)


def _numbered(number: int, label: Label, language: Language) -> str:
    return f"{_NUMERALS[number]}、{label.zh}" if language == "zh" else f"{number + 1}. {label.en}"


def _cover(pair: PairPapers, frame: Frame) -> KeyValueTable:
    language = frame.language
    rows = [
        (Field(_PART[part](language), _named(pair, part, language), 0, 2),)
        for part in ("mentor", "apprentice")
    ]
    more = (
        (Label("学科", "Subject"), pair.subject),
        (Label("结对类型", "Kind"), pair.kind),
        (Label("起止", "From, until"), days(pair.starts_on, pair.ends_on, language)),
        (Label("共同体", "Community"), frame.community),
    )
    rows += [(Field(label(language), words, 0, 2),) for label, words in more]
    return KeyValueTable(tuple(rows), 1)


def _named(pair: PairPapers, part: str, language: Language) -> str:
    opening, closing = ("（", "）") if language == "zh" else (" (", ")")
    people = (
        f"{one.name}{opening}{one.school}{closing}" if one.school else one.name for one in pair.of(part)
    )
    return listed(people, language)


def _people(pair: PairPapers, language: Language) -> Table:
    rows = tuple(
        (
            _PART[one.part](language),
            *(one.name, one.school, one.title, one.honour, one.post, one.subjects, one.teaching_since),
        )
        for one in pair.people
    )
    return Table(columns(_PEOPLE, language), rows, name=BOOKLET_TITLE(language))


def _agreed(pair: PairPapers, language: Language) -> KeyValueTable:
    said = (
        (Label("目标", "Goals"), pair.goals),
        (Label("师傅职责", "Mentor's duties"), pair.mentor_duties),
        (Label("徒弟职责", "Apprentice's duties"), pair.apprentice_duties),
    )
    rows = [(Field(label(language), words, 0, 3),) for label, words in said]
    signed = day(pair.signed_on, language) if pair.signed_on else ""
    rows.append((Field(Label("签订日期", "Signed on")(language), signed, 0),))
    return KeyValueTable(tuple(rows), 1)


def _overview(sessions: Sequence[PairSession], language: Language) -> list[Block]:
    if not sessions:
        return [Note(_NO_SESSION(language))]
    rows = tuple(
        (
            number,
            days(one.day, None, language, compact=True),
            listed(one.kinds, language),
            *(one.topic, one.place, one.form, one.files),
        )
        for number, one in enumerate(sessions, 1)
    )
    words = Label("共 {count} 次。", "{count} sessions.")
    table = Table(columns(_SESSIONS, language), rows, name=Label("活动一览", "Sessions")(language))
    return [table, Note(words(language).format(count=len(sessions)))]


def _observed(sessions: Sequence[PairSession], language: Language) -> list[Block]:
    seen = [one for one in sessions if one.observed]
    if not seen:
        return []
    rows = tuple(
        (
            number,
            days(one.day, None, language, compact=True),
            *(one.topic, one.taught_by, one.lessons),
            "\n".join(filter(None, (*one.opinions, one.result))),
        )
        for number, one in enumerate(seen, 1)
    )
    return [Table(columns(_OBSERVED, language), rows, name=Label("听课记录", "Lessons observed")(language))]


def _recorded(sessions: Sequence[PairSession], language: Language) -> list[Block]:
    """Return a form for each session; opinion and signatures stay free where nobody wrote them."""
    blocks: list[Block] = []
    for number, one in enumerate(sessions, 1):
        date_words = day(one.day, language) if one.day else ""
        nth = Label("第 {number} 次", "No. {number}")(language).format(number=number)
        blocks.append(
            KeyValueTable(
                (
                    (
                        Field(Label("次数", "Session")(language), nth),
                        Field(Label("时间", "Date")(language), date_words),
                    ),
                    (
                        Field(Label("地点", "Place")(language), one.place),
                        Field(Label("方式", "Form")(language), one.form),
                    ),
                    (Field(Label("主题", "Topic")(language), one.topic, 0),),
                    (Field(Label("内容", "Content")(language), one.process, 0, 2),),
                    (Field(Label("师傅意见", "Mentor's opinion")(language), "\n".join(one.opinions), 0, 2),),
                    (Field(Label("徒弟收获", "Apprentice's gain")(language), _gain(one), 0, 2),),
                    (
                        Field(Label("师傅签名", "Mentor")(language), "", 1, 1),
                        Field(Label("徒弟签名", "Apprentice")(language), "", 1, 1),
                    ),
                )
            )
        )
    return blocks


def _gain(one: PairSession) -> str:
    return "\n".join(filter(None, (one.result, one.reflection)))


def _reviews(terms: Sequence[PairTerm], language: Language) -> list[Block]:
    blocks: list[Block] = []
    for term in terms:
        blocks.append(Heading(term.term, 3))
        rows = tuple(
            (
                Field(
                    f"{_OPINION[one.part](language)}\n{one.by}",
                    _signed(
                        one.text or _UNWRITTEN(language), (one.grade, _day(one.dated, language)), language
                    ),
                    0,
                    2,
                ),
            )
            for one in term.opinions
        )
        if rows:
            blocks.append(KeyValueTable(rows, 1))
    return blocks


def _day(value: date | None, language: Language) -> str:
    return day(value, language) if value else ""


def _signed(text: str, ending: Iterable[str], language: Language) -> str:
    said = listed(ending, language)
    return f"{text}\n{said}" if said else text


def _assessed(pair: PairPapers, language: Language) -> list[Block]:
    rows: list[tuple[Field, ...]] = [
        (Field(Label("考核等次", "Outcome")(language), pair.completion, 0, 2),),
    ]
    if pair.ended_early_on:
        words = f"{day(pair.ended_early_on, language)} {pair.ended_because}".strip()
        rows.append((Field(Label("提前结束", "Ended early")(language), words, 0),))
    rows.append((Field(Label("学校意见", "The school's opinion")(language), "", 0, 4),))
    signs = (
        (Label("师傅", "Mentor")(language), ""),
        (Label("徒弟", "Apprentice")(language), ""),
        (Label("（学校盖章）", "(Seal of the school)")(language), ""),
        (Label("日期", "Date")(language), ""),
    )
    return [KeyValueTable(tuple(rows), 1), SignatureBlock(signs)]


def pair_agreement(pair: PairPapers, frame: Frame) -> Document:
    """Return the agreement as it was entered, to be signed and sealed; what nobody said stays free."""
    language = frame.language
    parties = (
        (Label("师傅", "Mentor"), _named(pair, "mentor", language)),
        (Label("徒弟", "Apprentice"), _named(pair, "apprentice", language)),
        (Label("结对类型", "Kind"), listed((pair.kind, pair.subject), language)),
    )
    blocks: list[Block] = [
        KeyValueTable(tuple((Field(label(language), words, 0, 2),) for label, words in parties), 1)
    ]
    sections = (
        (Label("结对目标", "Goals"), pair.goals),
        (Label("师傅职责", "Mentor's duties"), pair.mentor_duties),
        (Label("徒弟职责", "Apprentice's duties"), pair.apprentice_duties),
        (Label("期限", "Term"), days(pair.starts_on, pair.ends_on, language)),
        (Label("份数", "Copies"), _COPIES(language)),
    )
    for number, (label, words) in enumerate(sections):
        blocks += [Heading(_numbered(number, label, language)), Paragraph(words or "　")]
    signed = day(pair.signed_on, language) if pair.signed_on else ""
    signs = (
        (Label("师傅", "Mentor")(language), ""),
        (Label("徒弟", "Apprentice")(language), ""),
        (Label("（学校盖章）", "(Seal of the school)")(language), ""),
        (Label("日期", "Date")(language), signed),
    )
    blocks.append(SignatureBlock(signs))
    return framed(AGREEMENT_TITLE(language), tuple(blocks), frame, subtitle="")
