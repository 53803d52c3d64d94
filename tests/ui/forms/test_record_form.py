"""Forms made from descriptions: every type can be shown, filled and saved; nothing is lost on the way."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from edudesk.errors import EduDeskError, Invalid, Problem
from edudesk.models.contents import problems
from edudesk.models.description import Field, Kind, RecordType
from edudesk.models.ids import new_id
from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.changes import change
from edudesk.services.records import all_of, get
from edudesk.ui.desk import Opened
from edudesk.ui.forms.asking import Ground, ask_ground
from edudesk.ui.forms.editors import Editor
from edudesk.ui.forms.masked import MaskedField
from edudesk.ui.forms.record_form import RecordForm
from edudesk.ui.forms.rows import RowsEditor
from edudesk.ui.session import Session
from edudesk.ui.widgets.buttons import Button, IconButton

SAMPLES: Mapping[Kind, Any] = {
    Kind.TEXT: "一行字",
    Kind.LONG_TEXT: "第一段\n第二段",
    Kind.DAY: date(2025, 12, 16),
    Kind.MOMENT: datetime(2025, 12, 16, 9, 12, 30),
    Kind.CLOCK: time(9, 5),
    Kind.MONTH: "2025-09",
    Kind.TERM: "2025-1",
    Kind.WHOLE: 3,
    Kind.NUMBER: Decimal("2.50"),
    Kind.MONEY: Decimal("1200.00"),
    Kind.YES_NO: True,
    Kind.MAPPING: {"甲": [1, {"乙": None}]},
}


def sample(field: Field, ids: Mapping[str, str]) -> Any:
    if field.kind is Kind.ROWS:
        whole = {inner.name: sample(inner, ids) for inner in field.rows}
        least = {inner.name: sample(inner, ids) for inner in field.rows if inner.required}
        return (whole, least or whole)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        vocabulary = VOCABULARIES.get(field.vocabulary)
        codes = [one.code for one in vocabulary.choices] if vocabulary else ["本方案的领域"]
        # Never in the order offered, and for open vocabularies a code that nobody offers.
        several = tuple(reversed(codes[:2])) + (("自己的词",) if vocabulary and vocabulary.open else ())
        return codes[-1] if field.kind is Kind.CHOICE else several
    if field.kind is Kind.REFERENCE:
        return ids.get(field.target) or next(iter(ids.values()))
    return SAMPLES[field.kind]


def full_content(described: RecordType, ids: Mapping[str, str]) -> dict[str, Any]:
    content = {field.name: sample(field, ids) for field in described.fields}
    if described.code in {"activity", "exchange"}:
        content["state"] = "held"
    return content


def asked(qtbot: QtBot, session: Session, described: RecordType, content: Mapping[str, Any]) -> Ground:
    found: list[Ground] = []
    session.desk.ask(session, lambda opened: ask_ground(opened, described, content), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def form_of(
    qtbot: QtBot, session: Session, code: str, content: Mapping[str, Any], ground: Ground | None = None
) -> RecordForm:
    form = RecordForm(session, record_types()[code], content, ground or Ground())
    qtbot.addWidget(form)
    form.resize(760, form.sizeHint().height())
    form.show()
    return form


def some_ids(opened: Opened) -> dict[str, str]:
    """Return a record of each type that references point to, by the target's name."""
    wanted = {field.target for one in record_types().values() for field in each(one.fields)}
    found = {}
    for target in wanted - {""}:
        there = all_of(opened.archive, target.replace("_", "-"))
        if there:
            found[target] = there[0].id
    return found


def each(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return (*fields, *(inner for field in fields for inner in field.rows))


@pytest.fixture
def ids(qtbot: QtBot, session: Session) -> dict[str, str]:
    found: list[dict[str, str]] = []
    session.desk.ask(session, some_ids, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def test_every_type_goes_through_its_form_unchanged_and_can_be_saved(
    qtbot: QtBot, session: Session, ids: dict[str, str]
):
    assert len(record_types()) == 26
    for code, described in record_types().items():
        content = full_content(described, ids)
        form = form_of(qtbot, session, code, content, asked(qtbot, session, described, content))
        assert form.content() == content, code
        assert saved(qtbot, session, code, form.content()) == content, code


class NotKept(EduDeskError):
    """Carries what was saved out of a change that is then undone."""


def saved(qtbot: QtBot, session: Session, code: str, content: Mapping[str, Any]) -> Any:
    """Return what a record says once it is written; it is not kept, as it would be nonsense to the rest."""
    told: list[EduDeskError] = []

    def write(opened: Opened) -> None:
        with change(opened.archive, f"{code}.create", opened.clock.now()) as writing:
            made = writing.create(code, content)
            writing.flush()
            raise NotKept("record.none", content=get(writing.connection, made).content)

    session.desk.ask(session, write, lambda _none: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return told[0].parameters.get("content", told[0])


def fill(editor: Editor, field: Field, ids: Mapping[str, str], qtbot: QtBot) -> None:
    """Put a sample into an editor as a person would, as far as each widget allows."""
    value = sample(field, ids)
    if isinstance(editor, RowsEditor):
        for row in value:
            qtbot.mouseClick(editor.widget.add, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
            line = editor.lines[-1]
            for inner in field.rows:
                if inner.name in row:
                    fill(line.editors[inner.name], inner, ids, qtbot)
        return
    editor.show(value)
    editor.touch()


def test_every_type_can_be_filled_from_nothing(qtbot: QtBot, session: Session, ids: dict[str, str]):
    for code, described in record_types().items():
        form = form_of(qtbot, session, code, {}, asked(qtbot, session, described, {}))
        for field in described.fields:
            fill(form.editors[field.name], field, ids, qtbot)
        content = form.content()
        assert problems(described, content) == (), code
        assert content.keys() == {field.name for field in described.fields}, code


def test_an_untouched_new_form_says_nothing(qtbot: QtBot, session: Session):
    for code, described in record_types().items():
        form = form_of(qtbot, session, code, {})
        needed = {
            field.name: False for field in described.fields if field.kind is Kind.YES_NO and field.required
        }
        assert form.content() == needed, code
        assert not form.is_changed()


def test_core_and_needed_fields_are_seen_the_others_fold(qtbot: QtBot, session: Session):
    form = form_of(qtbot, session, "school", {})
    assert form.rows["name"].isVisible()
    assert not form.rows["address"].isVisible()
    fold = next(one for one in form.findChildren(Button) if "还可以写" in one.text())
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert form.rows["address"].isVisible()
    filled = form_of(qtbot, session, "school", {"name": "明德", "address": "中山路 1 号"})
    assert filled.rows["address"].isVisible()


def test_all_problems_stand_at_their_fields_also_folded_ones_and_rows(qtbot: QtBot, session: Session):
    described = record_types()["donation"]
    content = {"items": ({"name": "图书", "quantity": Decimal(-1)}, {"specification": "A4"})}
    form = form_of(qtbot, session, "donation", content)
    found = Invalid(problems(described, content)).problems
    extra = (Problem("field.required", "receipt", parameters={"field": "收据号"}), Problem("record.none"))
    elsewhere = form.set_problems((*found, *extra))
    assert form.rows["purpose"].box.error
    assert form.rows["dated"].box.error
    assert form.rows["receipt"].isVisible()
    assert form.rows["receipt"].box.error
    rows = form.editors["items"]
    assert isinstance(rows, RowsEditor)
    assert rows.lines[1].error
    assert len(elsewhere) == 1
    form.set_problems(())
    assert not form.rows["purpose"].box.error
    assert not rows.lines[1].error


def test_what_cannot_be_read_is_explained_and_kept_as_typed(qtbot: QtBot, session: Session):
    form = form_of(qtbot, session, "donation", {"purpose": "图书", "dated": date(2025, 12, 1)})
    line = form.editors["dated"].widget.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.clear()
    qtbot.keyClicks(line, "2025-13-02")
    assert form.show_unreadable()
    assert form.rows["dated"].box.error
    assert form.typed() == {"dated": "2025-13-02"}
    again = form_of(qtbot, session, "donation", {"purpose": "图书"})
    again.set_typed(form.typed())
    assert again.typed() == {"dated": "2025-13-02"}


def test_personal_numbers_are_masked_until_asked_for_and_not_changed_by_looking(
    qtbot: QtBot, session: Session
):
    content = {"name": "周敏", "phone": "13812345678", "id_number": "450702198001011234"}
    form = form_of(qtbot, session, "person", content)
    field = form.editors["phone"].widget
    assert isinstance(field, MaskedField)
    assert field.line.text() == "138****5678"
    assert field.line.isReadOnly()
    assert form.editors["id_number"].widget.line.text().startswith("4507***")  # type: ignore[attr-defined]
    qtbot.mouseClick(field.reveal, Qt.MouseButton.LeftButton)
    assert field.line.text() == "13812345678"
    assert form.content() == content
    field.line.setCursorPosition(11)
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert form.content()["phone"] == "1381234567"
    fresh = form_of(qtbot, session, "person", {})
    assert not fresh.editors["phone"].widget.line.isReadOnly()  # type: ignore[attr-defined]


def test_rows_are_added_and_taken_away(qtbot: QtBot, session: Session):
    form = form_of(qtbot, session, "donation", {"items": ({"name": "图书"}, {"name": "电脑"})})
    rows = form.editors["items"]
    assert isinstance(rows, RowsEditor)
    with qtbot.waitSignal(form.edited):
        rows.lines[0].removed.emit()
    assert form.content()["items"] == ({"name": "电脑"},)
    qtbot.mouseClick(rows.widget.add, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert form.content()["items"] == ({"name": "电脑"},)  # an empty row says nothing
    name = rows.lines[1].editors["name"].widget
    composed = QInputMethodEvent()
    composed.setCommitString("投影仪")
    QApplication.sendEvent(name, composed)
    assert form.content()["items"] == ({"name": "电脑"}, {"name": "投影仪"})


def test_tab_goes_through_a_row_before_it_meets_what_takes_it_away(qtbot: QtBot, session: Session):
    form = form_of(qtbot, session, "donation", {})
    rows = form.editors["items"]
    assert isinstance(rows, RowsEditor)
    qtbot.mouseClick(rows.widget.add, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    line = rows.lines[-1]
    form.activateWindow()
    qtbot.waitUntil(line.editors["name"].widget.hasFocus)
    for name in list(line.editors)[1:]:
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        field = line.editors[name].widget
        assert field is form.focusWidget() or field.isAncestorOf(form.focusWidget()), name
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(form.focusWidget(), IconButton)


def test_references_are_offered_by_title_and_a_lost_one_keeps_its_place(
    qtbot: QtBot, session: Session, ids: dict[str, str]
):
    lost = new_id()
    described = record_types()["request"]
    content = {"topic": "要一次讲座", "school_id": lost, "community_id": ids["community"]}
    ground = asked(qtbot, session, described, content)
    form = form_of(qtbot, session, "request", content, ground)
    box = form.editors["community_id"].widget
    assert box.currentText() == ground.names[ids["community"]]  # type: ignore[attr-defined]
    assert form.content() == content
    assert len(ground.candidates["school"]) > 1


def test_every_field_has_a_name_for_those_who_listen(qtbot: QtBot, session: Session):
    for code, described in record_types().items():
        content = full_content(described, {"": new_id()})
        form = form_of(qtbot, session, code, content)
        for field in described.fields:
            assert form.editors[field.name].widget.accessibleName(), (code, field.name)
            editor = form.editors[field.name]
            if isinstance(editor, RowsEditor):
                for line in editor.lines:
                    assert all(one.widget.accessibleName() for one in line.editors.values())
