"""No paper is half under its name: receipt, slip, roll-up and the report of many packages, in each format."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from edudesk.errors import EnvironmentProblem
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.paperwork import Asked, write_report
from edudesk.services.receiving.batch import Batch, Outcome
from edudesk.services.receiving.batch_report import write_batch
from edudesk.services.receiving.receipts import read_receipt, write_receipt
from edudesk.texts import Texts
from tests.crash import handing, receiving
from tests.crash.filling import Filling
from tests.crash.killing import kill_at_random, kills
from tests.crash.sticks import Stick, pull_at_random
from tests.services.packages.handing import TERM, TODAY
from tests.services.receiving.packing import NOW

TIMES = kills(1)
PAPERS = (
    ("移交单", "slip.pdf"),
    ("移交单", "slip.docx"),
    ("移交单", "slip.xlsx"),
    ("汇总", "roll-up.xlsx"),
    ("汇总", "roll-up.pdf"),
)
LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def desk(sending: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive that handed over, one that received, and the papers of both."""
    place = receiving.prepare(sending, tmp_path_factory.mktemp("desk"), "full")
    with open_archive(place / "archive", NOW) as archive:
        receiving.receive(archive, place / "inbox")
    shutil.copytree(sending / "archive", place / "sender")
    with open_archive(place / "sender", handing.AFTERWARDS) as archive:
        handing.build(archive, place / "out", "full")
    (place / "papers").mkdir()
    write(place, place / "papers")
    return place


def write(desk: Path, to: Path) -> None:
    """Write every paper anew over what is there."""
    with open_archive(desk / "sender", LATER) as archive:
        for kind, name in PAPERS:
            write_report(archive, Asked(kind, TERM), to / name, today=TODAY, texts=Texts("zh"))
    with open_archive(desk / "archive", LATER) as archive:
        (arrival,) = records.all_of(archive, "arrival")
        write_receipt(archive, arrival.id, to, LATER)
    packages = [Outcome(desk / f"{number}.zip", "taken", sender="明德实验小学") for number in range(300)]
    write_batch(Batch(tuple(packages)), to / "batch.xlsx", TODAY, Texts("zh"))


READING: dict[str, Callable[[Path], object]] = {
    ".json": read_receipt,
    ".pdf": lambda path: [page.extract_text() for page in PdfReader(path).pages],
    ".docx": lambda path: Document(str(path)),
    ".xlsx": openpyxl.load_workbook,
}


def all_whole(papers: Path) -> None:
    """Assert that every paper that has its name can be read, and that all were there before."""
    named = [path for path in papers.iterdir() if not path.name.startswith(handing.TEMPORARY)]
    assert len(named) == len(PAPERS) + 2
    for path in named:
        assert READING[path.suffix](path)


def write_all(folder: Path) -> None:
    write(folder, folder / "papers")


def test_killed_while_papers_are_written(desk: Path, quick: Path) -> None:
    kill_at_random(write_all, TIMES, desk, quick, holds=lambda folder: all_whole(folder / "papers"))


def test_the_disk_fills_up_under_papers(desk: Path, disk: Path) -> None:
    filling = Filling(disk)
    shutil.copytree(desk / "papers", disk / "papers")
    for _ in range(TIMES):
        filling.lie_in_wait()
        try:
            write(desk, disk / "papers")
        except EnvironmentProblem as problem:
            handing.expect_plain(problem, {"disk.full"})
            assert not list((disk / "papers").glob(f"{handing.TEMPORARY}*"))
        filling.empty()
        all_whole(disk / "papers")


def test_pulled_while_papers_are_written(desk: Path, stick: Stick) -> None:
    papers = Path(shutil.copytree(desk / "papers", stick.place / "papers"))
    stick.flush()

    def work() -> None:
        write(desk, papers)

    pull_at_random(work, stick, TIMES, codes={"disk.failed"}, holds=lambda: all_whole(papers))
