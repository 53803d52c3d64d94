"""What became of many packages, in words: for the screen, as a workbook or on paper."""

from datetime import date
from pathlib import Path

from edudesk.services.calendar import TermCode, term_label
from edudesk.services.listing.sheet import ListSheet, write_list
from edudesk.services.packages.check_code import check_code
from edudesk.services.receiving.batch import Batch, Outcome
from edudesk.services.receiving.comparing import TAKEN
from edudesk.services.reports.columns import NUMBER_HEAD, Heads, columns
from edudesk.services.reports.document import Value
from edudesk.services.reports.rendering import Rendered
from edudesk.texts import Label, Texts

_HEADS: Heads = (
    NUMBER_HEAD,
    (Label("文件", "File"), 3.0, "l"),
    (Label("来自", "From"), 2.0, "l"),
    (Label("学期", "Term"), 1.6, "l"),
    (Label("结果", "Result"), 1.0, "c"),
    (Label("新增或更新（条）", "Records"), 0.9, "n"),
    (Label("新文件（个）", "New files"), 0.8, "n"),
    (Label("核对码", "Check code"), 1.8, "c"),
    (Label("说明", "Why"), 4.0, "l"),
)


def why(outcome: Outcome, batch: Batch, texts: Texts) -> str:
    """Return what is worth saying of one package: why it was left out, which part it is, what is missing."""
    said = []
    if outcome.error is not None:
        # Where it lies is told beside it; a path would leave no room for what is wrong.
        said.append(texts.present(outcome.error).replace(str(outcome.path), outcome.path.name))
    if outcome.part is not None:
        said.append(texts.say("batch.part", number=outcome.part.number, count=outcome.part.count))
    if missing := batch.missing.get(outcome.path):
        listed = texts.say("batch.comma").join(map(str, missing))
        said.append(texts.say("batch.parts-missing", numbers=listed))
    if refused := outcome.numbers.get("refused", 0):
        said.append(texts.say("batch.refused", count=refused))
    return " ".join(said)


def fresh(outcome: Outcome) -> int:
    """Return how many records came or changed."""
    if outcome.state != "taken":
        return 0
    return sum(count for verdict, count in outcome.numbers.items() if verdict in TAKEN)


def summary(batch: Batch, texts: Texts) -> str:
    """Return in one sentence how it ended."""
    counts = {state: batch.count(state) for state in ("taken", "same", "failed")}
    said = texts.say("batch.summary", **counts)
    return f"{said} {texts.say('batch.left', count=len(batch.left))}" if batch.left else said


def write_batch(batch: Batch, path: Path, today: date, texts: Texts) -> Rendered:
    """Write what became of each package as .xlsx, .pdf or .docx; errors are those of :func:`write_list`."""
    rows = [_row(one, batch, texts) for one in batch.outcomes]
    rows += [(left.name, "", "", texts.say("batch.state.left"), None, None, "", "") for left in batch.left]
    sheet = ListSheet(
        texts.say("batch.title"),
        columns(_HEADS, texts.language),
        tuple((number, *row) for number, row in enumerate(rows, 1)),
    )
    return write_list(sheet, path, today, texts)


def _row(outcome: Outcome, batch: Batch, texts: Texts) -> tuple[Value, ...]:
    return (
        outcome.path.name,
        outcome.sender,
        term_label(TermCode.parse(outcome.term))(texts.language) if outcome.term else "",
        texts.say(f"batch.state.{outcome.state}"),
        fresh(outcome),
        outcome.files,
        check_code(outcome.manifest_hash) if outcome.manifest_hash else "",
        why(outcome, batch, texts),
    )
