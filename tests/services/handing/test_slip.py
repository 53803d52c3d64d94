"""The hand-over slip says which package it is, and leaves the signing to people."""

from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.models.base import RecordId
from edudesk.services.archive import Archive
from edudesk.services.handing.history import sent_packages
from edudesk.services.packages.build import build_packages
from edudesk.services.paperwork import Asked, write_report
from edudesk.texts import Texts
from tests.services.packages.handing import LATER, TODAY, fill_term
from tests.services.reports.test_registers import words


def test_a_slip_names_the_package_its_receiver_and_its_check_code(archive: Archive, tmp_path: Path):
    def slip(name: str, record: RecordId | None = None) -> Path:
        asked = Asked("移交单", record=record)
        return write_report(archive, asked, tmp_path / name, today=TODAY, texts=Texts("zh")).path

    with pytest.raises(UserError, match=r"report\.handover"):
        slip("none.pdf")
    fill_term(archive, tmp_path / "inbox")
    built, *_others = build_packages(
        archive, "2025-1", tmp_path / "out", now=LATER, today=TODAY, handed_to="明县教育局"
    )
    sent = next(one for one in sent_packages(archive, Texts("zh")) if one.name == built.path.name)
    said = words(slip("slip.pdf", sent.id))
    for wanted in (sent.check_code, built.path.name, "明县教育局", built.tag_manifest, "接收人", "（盖章）"):
        assert "".join(wanted.split()) in said, wanted
    assert slip("newest.docx").stat().st_size
    with pytest.raises(UserError, match=r"report\.handover") as refused:
        slip("other.pdf", "no-such-package")
    assert sent.id in str(refused.value.parameters["known"])
