"""Ctrl+Z and Ctrl+Y: which step they mean, and its name in words.

Undoing adds a change, so the history only grows; what can be undone and redone is read from it. A change that
is no undo can be undone, and ends redoing. Undoing an undo is redo; that redo can be undone again.
Only what this installation wrote counts, and in a window only what was written since it opened (``newest``):
nobody expects a key to take back the work of last week. The whole history is on its own page
(:func:`edudesk.services.undo.steps`).
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select

from edudesk.models.archive import Change, Revision, Writer
from edudesk.models.registry import record_types
from edudesk.services.archive import Archive
from edudesk.services.undo import Step
from edudesk.texts import Label, Texts, english

_STAYS = frozenset(
    (
        "archive.found",
        "archive.set-up",
        "archive.succeed",
        "handover.create",
        "arrival.create",
        "arrival.delete",
    )
)
"""What a key does not take back: the archive itself, and that a package left the house or came."""
_SHORT = {
    "activity": Label("活动", "activity"),
    "school": Label("学校", "school"),
    "evidence": Label("材料", "file"),
}
"""Names that are shorter in a menu than those of the record types."""


def newest(archive: Archive) -> int:
    """Return a mark for the newest write; a window keeps the one of its opening."""
    with archive.read() as connection:
        return connection.execute(select(func.max(Revision.sequence))).scalar() or 0


def last_undoable(archive: Archive, since: int = 0) -> Step | None:
    """Return the change after mark ``since`` that Ctrl+Z takes back: ``undo(archive, step.id, now)``."""
    undoable, _ = _stacks(archive, since)
    return undoable[-1] if undoable else None


def last_redoable(archive: Archive, since: int = 0) -> Step | None:
    """Return the undo that Ctrl+Y takes back: ``undo(archive, step.id, now)`` does what was undone again."""
    _, redoable = _stacks(archive, since)
    return redoable[-1] if redoable else None


def _stacks(archive: Archive, since: int) -> tuple[list[Step], list[Step]]:
    undoable: dict[str, Step] = {}
    redoable: dict[str, Step] = {}
    with archive.read() as connection:
        undoes = _undoes(connection)
        for step in _made(connection, since):
            earlier = undoes.get(step.id)
            if earlier is None:
                redoable.clear()
                undoable[step.id] = step
            else:
                undoable.pop(earlier, None)
                redoable.pop(earlier, None)
                (redoable if _takes_back(step.id, undoes) else undoable)[step.id] = step
    return [step for step in undoable.values() if step.name not in _STAYS], list(redoable.values())


def _undoes(connection: Connection) -> Mapping[str, str]:
    rows = connection.execute(select(Change.id, Change.undoes).where(Change.undoes.is_not(None)))
    return {row.id: row.undoes for row in rows}


def _takes_back(change_id: str, undoes: Mapping[str, str]) -> bool:
    """Return whether a change is an undo, and not the undoing of one."""
    depth = 0
    while change_id in undoes:
        depth, change_id = depth + 1, undoes[change_id]
    return depth % 2 == 1


def _made(connection: Connection, since: int) -> Iterator[Step]:
    """Give the changes that this installation made after the mark, oldest first."""
    last = func.max(Revision.sequence)
    made = (
        select(Change.id, Change.name, Change.subject, Change.author, Change.made_at)
        .join(Revision, Revision.change_id == Change.id)
        .join(Writer, Writer.id == Revision.writer_id)
        .where(Revision.sequence > since, Writer.ours.is_(True))
        .group_by(Change.id)
        .order_by(last)
    )
    for row in connection.execute(made):
        yield Step(row.id, row.name, row.subject or "", row.author, row.made_at, undone=False)


def undo_words(texts: Texts, step: Step) -> str:
    """Return ``撤销：删除活动`` for a step."""
    return texts.say("recycling.undo", step=step_words(texts, step))


def redo_words(texts: Texts, step: Step) -> str:
    """Return ``重做：删除活动`` for a step."""
    return texts.say("recycling.redo", step=step_words(texts, step))


def step_words(texts: Texts, step: Step) -> str:
    """Return what a step did in a few words: ``删除活动``; a name that nobody gave words is a change."""
    own = f"recycling.step.{step.name}"
    if own in english():
        return texts.say(own)
    type_code, _, verb = step.name.partition(".")
    described = record_types().get(type_code)
    if described is None:
        return texts.say("recycling.step.other")
    known = f"recycling.step-{verb}"
    code = known if known in english() else "recycling.step-edit"
    label = _SHORT.get(type_code) or Label(described.label.zh, described.label.en.lower())
    return texts.say(code, what=label)
