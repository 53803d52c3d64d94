"""What is written, said and shown on a screen, looked at word by word."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
)

from tests.ui.structure_checks import Finding, Screen, name_of, shown, tip_of
from tests.ui.structure_pseudo import unmarked

FREE = frozenset(
    {"EduDesk", "Excel", "Ctrl", "Alt", "Shift", "Esc", "Enter", "Space", "Tab", "Del", "PDF", "CSV"}
    | {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}  # see structure_pseudo
    | {"xlsx", "csv", "zip", "pdf", "jpg", "json", "Enter", "Backspace", "F1", "F6", "MB", "KB", "GB", "kB"}
)
"""Words that are the same in every language."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_TERM = re.compile(r"学年第[一二]学期")  # in the names of files, which are Chinese in every language
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MARK = re.compile(r"[，、；：。（）！？「」《》]")
# Two characters on each side of a mark, by which it is known again in the archive.
_ENDING, _BEGINNING = (re.compile(one) for one in (r"[\u4e00-\u9fff\d]{0,2}$", r"[\u4e00-\u9fff\d]{0,2}"))
_ROWS = 12  # of a list are listened to
_QUOTING = frozenset({"HitList", "ChipEdit"})
"""What shows pieces of the words in files, which are not in the journal, and figures within typed words."""
_SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)

Said = dict[tuple[str, str], None]
"""Where and what, each once."""


def _said_by_widgets(screen: Screen) -> Said:
    said: Said = {}
    for widget in shown(screen.window):
        texts = [widget.accessibleName(), tip_of(widget)]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(
                re.sub(r"<[^>]+>", "", widget.text()) if isinstance(widget, QLabel) else widget.text()
            )
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            texts.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(row) for row in range(min(widget.count(), 30))]
        said |= {(name_of(widget), unescape(text)): None for text in texts if text}
    for one in screen.written:
        # A line of a sentence that is looked at as a whole says nothing by itself.
        is_piece = one.whole.strip(" …") in one.widget.accessibleName()
        if one.shown == one.whole and not is_piece:
            said[name_of(one.widget), one.whole] = None
    return said


def _said_by_items(screen: Screen) -> Said:
    """Return what is heard of the first rows of lists and tables."""
    said: Said = {}
    for view in shown(screen.window):
        model = view.model() if isinstance(view, QAbstractItemView) else None
        if model is None or type(view).__name__ in _QUOTING:
            continue
        columns = 1 if isinstance(view, QListView) else model.columnCount(QModelIndex())
        for row in range(min(model.rowCount(QModelIndex()), _ROWS)):
            for column in range(columns):
                index = model.index(row, column, QModelIndex())
                texts = (model.data(index, role) for role in _SPOKEN)
                said |= {(name_of(view), text): None for text in texts if isinstance(text, str)}
    return said


def untranslated(screen: Screen, is_data: Callable[[str], bool]) -> Iterator[Finding]:
    """All words come from the sentences or from the archive; in the marked language others stand out."""
    for where, text in _said_by_widgets(screen):
        if strange := _strange(text, is_data):
            yield Finding(f"not translated ({strange})", where, text)


def _strange(text: str, is_data: Callable[[str], bool]) -> str:
    outside = _TERM.sub(" ", unmarked(text.replace("&", "")))
    words = [one for one in _LATIN.findall(outside) if one not in FREE and not is_data(one)]
    words += [one for one in _HAN.findall(outside) if not is_data(one)]
    return " ".join(words[:4])


def chinese_marks(screen: Screen, is_data: Callable[[str], bool]) -> Iterator[Finding]:
    """In English nothing is joined as in Chinese, but for what the archive says itself."""
    described = {
        (name_of(one), one.accessibleDescription()): None
        for one in shown(screen.window)
        if one.accessibleDescription()
    }
    for where, text in _said_by_widgets(screen) | _said_by_items(screen) | described:
        if where.rpartition("/")[2] in _QUOTING:
            continue
        for mark in _MARK.finditer(text):
            before, after = _ENDING.search(text[: mark.start()]), _BEGINNING.match(text[mark.end() :])
            assert before is not None
            assert after is not None
            near = [before[0] + mark[0] + after[0]]
            if mark[0] in "（）":  # names in brackets stand within the names of files
                near += [before[0] + mark[0], mark[0] + after[0]]
            if not any(map(is_data, near)):
                yield Finding(f"punctuated as Chinese ({near[0]})", where, text)
