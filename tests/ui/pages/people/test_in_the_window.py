"""In the window the roster has one primary button at a time, and Esc leads back step by step."""

from PySide6.QtCore import Qt

from tests.ui.pages.people.conftest import PATIENCE, click


def test_one_primary_button_and_escape_leads_back(qtbot, window):
    window.go("people", {})
    page = window.frame.stack.page()
    qtbot.waitUntil(lambda: page.people.table.model.total > 0, timeout=PATIENCE)
    record = window.frame.bar.record
    assert record.role == "primary"
    click(qtbot, page.import_button)
    assert page._imports["roster"].isVisible()
    assert record.role == "tonal"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not page._imports["roster"].isVisible()
    assert record.role == "primary"
    page.people.table.view.go_to_row(1)
    qtbot.waitUntil(lambda: bool(page.people.pane.title.text()), timeout=PATIENCE)
    page.open_form(page.people.table.current().id)
    qtbot.waitUntil(page.person_form.isVisible, timeout=PATIENCE)
    assert record.role == "tonal"
    click(qtbot, page.person_form.cancel_button)
    assert record.role == "primary"
    assert page.people.isVisible()
