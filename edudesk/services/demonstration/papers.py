"""The papers of the demonstration, printed with the program's own forms."""

from collections.abc import Iterator

from edudesk.services.demonstration.material import Raw
from edudesk.services.demonstration.steps import Paper
from edudesk.services.reports.document import (
    Block,
    Column,
    Document,
    Field,
    KeyValueTable,
    Note,
    Paragraph,
    SignatureBlock,
    Table,
)
from edudesk.services.reports.pdf import draw_pdf
from edudesk.services.reports.profiles import SHEET

_MARK = "演示材料：学校、人物和内容均为虚构。"
_WORDS = {
    "plan": "一、目的：解决到园（到校）调研时共同商定的问题。\n"
    "二、对象：双方有关教师。\n"
    "三、步骤：先看现场，再听教师说，最后一起定改进办法。\n"
    "四、分工：承办方准备场地和记录，帮扶方准备示范和讲评。",
    "programme": "1. 到校，看现场（40分钟）\n2. 观摩或示范（40分钟）\n"
    "3. 分组研讨（50分钟）\n4. 汇总改进措施，双方签字（20分钟）",
    "measures": "1. 本次商定的改进事项由承办方专人负责，两周内完成。\n"
    "2. 帮扶方在下次活动时先看上次事项的完成情况。\n"
    "3. 未完成的说明原因并顺延，不另发通知、不另填表。",
}


def print_paper(paper: Paper) -> bytes:
    """Return the PDF of a paper."""
    document = Document(
        title=f"{paper.facts['topic']}" if paper.kind == "scan" else paper.name,
        subtitle="" if paper.kind == "scan" else str(paper.facts["topic"]),
        blocks=tuple(_blocks(paper)),
        running=_MARK,
        made=paper.facts["day"],
    )
    return draw_pdf(document, SHEET)[0]


def _blocks(paper: Paper) -> Iterator[Block]:
    facts = paper.facts
    yield KeyValueTable(
        (
            (Field("日期", facts["day"]), Field("地点", facts.get("place") or "—")),
            (Field("单位", facts.get("schools") or "—", span=0),),
        )
    )
    if paper.kind == "sign-in":
        yield _sign_in(facts)
    elif paper.kind == "record":
        yield Paragraph(facts["process"])
        yield Paragraph(f"成效：{facts.get('result') or '见活动记录。'}")
    else:
        yield Paragraph(_WORDS.get(paper.kind) or facts.get("process") or "正文见原件。")
    yield Note(_MARK)
    yield SignatureBlock()


def _sign_in(facts: Raw) -> Table:
    names = [said.split()[1] for said in facts["people"]]
    for said in facts["groups"]:
        school, words, count = said.split()
        names += [f"{school}{words}"] + [""] * (int(count) - 1)
    listed = tuple((number, name, "") for number, name in enumerate(names, 1))
    columns = (Column("序号", 0.5, "centre"), Column("姓名", 2.2), Column("签名", 2))
    return Table(columns, listed, row_lines=1.5)
