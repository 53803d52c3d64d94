"""What a package would change is told before it is taken in: searched, written out, in words."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from edudesk.models.registry import record_types
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme, shipped_schemes
from edudesk.services.archive import Archive
from edudesk.services.calendar import TermCode, term_label
from edudesk.services.changes import change
from edudesk.services.communities.answers import confirm
from edudesk.services.communities.proposals import Proposal, same_schools
from edudesk.services.receiving.comparing import VERDICTS
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview, told, write_preview
from edudesk.services.receiving.taking import take
from edudesk.services.receiving.undoing import take_back
from edudesk.services.schemes.reading import read_scheme
from edudesk.texts import Language, Texts
from tests.services.receiving.packing import NOW, TERM, TODAY, lesson, receive, said, send


def test_the_preview_can_be_searched_and_written_out(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    shown = preview(receiver, open_package(send(sender, tmp_path / "one.zip")))
    texts = Texts("zh")
    assert [one.title.zh for one in shown.search("活动 送教", texts=texts)] == ["送教"]
    assert shown.search("送教", "newer", texts=texts) == ()
    # Whose school is whose is not known yet, and nothing of what they did together.
    assert [(one.basis, one.sort) for one in shown.twice] == [("code", "school")]
    write_preview(shown, tmp_path / "shown.xlsx", TODAY, texts)
    sheet = load_workbook(tmp_path / "shown.xlsx").active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["新增", "活动记录", "送教", "明德实验小学", None] in [row[:5] for row in cells]
    assert records.all_of(receiver, "arrival") == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_and_no_codes_stand_in_the_preview(
    language: Language, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    (community,) = records.all_of(sender, "community")
    since = date(2025, 9, 1)
    adopt(sender, community.id, shipped_scheme("qinnan"), since=since, settings={}, now=NOW)
    with change(sender, "import", NOW) as writing:
        days = {"starts_on": since, "ends_on": date(2026, 1, 30)}
        writing.create("term", {"community_id": community.id, "code": TERM, **days})
        about = {"about_id": lesson(sender).id, "school_id": sender.holder_id}
        for kind in VOCABULARIES["opinion-kind"].choices:
            writing.create("opinion", {**about, "kind": kind.code})
    texts, scheme = Texts(language), read_scheme(shipped_scheme("qinnan"))
    shown = preview(receiver, open_package(send(sender, tmp_path / "one.zip")))
    rows = [told(one, texts) for one in shown.items]
    titles = {title for _verdict, _type, title, _owner, _why in rows}
    label = term_label(TermCode.parse(TERM))(language)
    assert {scheme.name(language), label, VOCABULARIES["opinion-kind"].label("feedback")(language)} <= titles
    codes = {TERM, *shipped_schemes(), *record_types(), *VERDICTS}
    codes |= {one.code for vocabulary in VOCABULARIES.values() for one in vocabulary.choices}
    assert [cell for row in rows for cell in row if cell in codes] == []


def test_what_may_be_here_already_is_told_again_after_a_package_was_taken_back(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    package = open_package(send(sender, tmp_path / "one.zip"))
    first = preview(receiver, package)
    before = said(receiver)
    take_back(receiver, take(receiver, first, NOW).arrival_id, NOW)
    again = preview(receiver, package)
    assert again.twice == first.twice != ()
    assert {one: told for one, told in said(receiver).items() if one in before} == before


def test_a_community_that_both_keep_is_told_before_it_is_taken_in(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    (lead,) = (one for one in records.all_of(receiver, "school") if one.id != receiver.holder_id)
    receive(receiver, send(sender, tmp_path / "one.zip"))
    confirm(receiver, Proposal("school", lead.id, sender.holder_id, ""), "问过", NOW)
    confirm(receiver, same_schools(receiver)[0], "同一个标识码", NOW)
    with change(sender, "community.edit", NOW) as writing:
        writing.edit(records.all_of(sender, "community")[0].id, {"name": "明德—石榴湾共同体"})
    shown = preview(receiver, open_package(send(sender, tmp_path / "two.zip")))
    assert [(one.basis, one.sort) for one in shown.twice] == [("members", "community")]
