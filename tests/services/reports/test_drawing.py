"""A paper that is drawn in a process of its own is the paper that is drawn here."""

import os
import time
from typing import Any

import pytest

from edudesk.errors import EnvironmentProblem
from edudesk.services.reports.activity_records import activity_record
from edudesk.services.reports.document import Document, Paragraph
from edudesk.services.reports.drawing import Drawer, draw_here
from edudesk.services.reports.ledgers import ledger
from edudesk.services.reports.pdf import draw_pdf
from edudesk.services.reports.profiles import LEDGER, OFFICIAL, SHEET
from tests.services.reports.samples import ACTIVITY, FRAME, ledger_rows

RECORD = activity_record(ACTIVITY, FRAME)


@pytest.fixture
def drawer():
    with Drawer() as own:
        yield own


@pytest.mark.parametrize("profile", [OFFICIAL, SHEET, LEDGER])
def test_a_paper_is_the_same_wherever_it_is_drawn(drawer, profile):
    odd = Document("记录", (Paragraph("陈䶮与\U000f0000"),))
    for document in (RECORD, odd):
        assert drawer.draw(document, profile) == draw_here(document, profile)
    assert drawer.draw(odd, profile).missing_characters
    assert drawer._worker.pid


def test_a_workbook_has_no_pages(drawer):
    drawn = drawer.draw(ledger(ledger_rows(3), FRAME), None)
    assert drawn.data.startswith(b"PK")
    assert drawn.pages is None


def test_one_process_draws_them_all_and_ends_with_the_package():
    with Drawer() as own:
        assert len({(own.draw(RECORD, SHEET), own._worker.pid)[1] for _ in range(3)}) == 1
    assert own._worker.pid is None


def test_where_the_process_dies_the_paper_is_drawn_here_and_the_next_has_another(drawer):
    whole = drawer.draw(RECORD, SHEET)
    first = drawer._worker.pid
    os.kill(first, 9)  # SIGKILL, a name that Windows does not have
    time.sleep(0.2)
    assert drawer.draw(RECORD, SHEET) == whole
    assert drawer.draw(RECORD, SHEET) == whole
    assert drawer._worker.pid not in (None, first)


def test_where_no_process_can_start_papers_are_drawn_here(drawer, monkeypatch):
    def refuse():
        raise EnvironmentProblem("evidence.decoder_unavailable")

    monkeypatch.setattr(drawer._worker, "_started", refuse)
    assert drawer.draw(RECORD, SHEET) == draw_here(RECORD, SHEET)


def test_a_fault_of_the_drawing_itself_is_told(drawer):
    no_block: Any = None
    broken = Document("记录", (no_block,))
    with pytest.raises(Exception) as there:
        drawer.draw(broken, SHEET)
    with pytest.raises(type(there.value)):
        draw_pdf(broken, SHEET)
