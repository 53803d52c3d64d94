"""Documents go into volumes with numbers that go on, are said where they do not, and can be taken back."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from edudesk.errors import Cancelled, UserError
from edudesk.models.archive import RecordHead, Revision, StoredFile
from edudesk.models.ids import new_id
from edudesk.services import records
from edudesk.services.attaching import attach
from edudesk.services.changes import change
from edudesk.services.filing.adding import NewDocument, add_documents
from edudesk.services.filing.checking import check_archive
from edudesk.services.filing.classes import class_of, guessed_kind, retention_of
from edudesk.services.filing.filing import file_away, propose, renumber, renumbering, take_out
from edudesk.services.filing.listing import list_files, page_of_files, shelves, values_of
from edudesk.services.filing.numbering import (
    PATTERN_2015,
    PATTERN_PLAIN,
    FilingRules,
    check_pattern,
    series_of,
)
from edudesk.services.filing.printing import PAPERS, write_paper
from edudesk.services.filing.rules import filing_rules, set_filing_rules
from edudesk.services.filing.values import ALL, ENDED, Wanted
from edudesk.services.filing.volumes import Volume, read_volume
from edudesk.services.filing.years import filing_year
from edudesk.services.jobs import Job
from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.recycling import delete_records
from edudesk.services.retracing import last_undoable, undo_words
from edudesk.services.undo import undo
from edudesk.texts import Texts

NOW = datetime(2025, 12, 16, 8, tzinfo=UTC)
TODAY = date(2025, 12, 16)
PLANS = Volume(2025, school_year=False, name="计划总结", retention="permanent")


@pytest.fixture
def papers(archive):
    """Write five documents, a month apart."""
    with change(archive, "document.create", NOW) as writing:
        return [
            writing.create("document", {"title": f"计划{at}", "kind": "plan", "dated": date(2025, at, 1)})
            for at in range(1, 6)
        ]


def numbers(archive, ids):
    return [records.get(archive, one).content.get("archive_number") for one in ids]


def tails(archive, ids):
    return [one and int(one[-4:]) for one in numbers(archive, ids)]


def activity(archive, tmp_path):
    with change(archive, "activity.create", NOW) as writing:
        content = {"topic": "集体备课", "state": "held", "starts_on": date(2025, 11, 3), "recorder": "周敏"}
        made = writing.create("activity", content)
    paper = tmp_path / "签到.txt"
    paper.write_text("到会 12 人", "utf-8")
    attach(archive, made, paper, NOW)
    return made


@pytest.mark.parametrize(
    ("rules", "volume", "number"),
    [
        (FilingRules("Z109"), PLANS, "Z109-WS·2025·Y·计划总结-0007"),
        (FilingRules(), PLANS, "WS·2025·Y·计划总结-0007"),
        (FilingRules("Z109", pattern=PATTERN_2015), PLANS, "Z109-WS·2025-Y-计划总结-0007"),
        (
            FilingRules(pattern="{年度}-{期限}-{案卷:2}-{件号:3}"),
            Volume(2025, True, "教研", "d30", 2),
            "2025-D30-02-007",
        ),
        (FilingRules(pattern="件{件号}/{年度}"), PLANS, "件7/2025"),
    ],
)
def test_a_number_follows_the_pattern_and_is_read_back(rules, volume, number):
    series = series_of(rules, volume)
    assert series.number(7) == number
    assert series.item(number) == 7
    assert series.item(number.replace("2025", "2024")) is None


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{年度}-{期限}", "filing.pattern-item"),
        ("{件号}{件号}", "filing.pattern-item"),
        ("{件号:9}", "filing.pattern-item"),
        ("{盒号}-{件号}", "filing.pattern-word"),
        ("{年度-{件号}", "filing.pattern-brace"),
    ],
)
def test_a_pattern_that_makes_no_number_is_not_kept(archive, pattern, code):
    with pytest.raises(UserError) as refused:
        set_filing_rules(archive, FilingRules(pattern=pattern))
    assert refused.value.code == code
    assert Texts("zh").present(refused.value)
    assert filing_rules(archive) == FilingRules()
    check_pattern(PATTERN_2015)


def test_a_volume_is_read_back_from_what_stands_in_the_record():
    for volume in (PLANS, Volume(2024, True, "结对交流", "d10", 3)):
        assert read_volume(volume.text) == volume
    assert read_volume("第一盒") is None
    assert (PLANS.ends_on, Volume(2015, False, "其他材料", "d10").ends_on) == (None, date(2026, 1, 1))
    assert Volume(2015, True, "其他材料", "d10").ends_on == date(2027, 1, 1)


def test_numbers_go_on_where_the_volume_ended_in_one_change_that_is_undone_in_one_step(archive, papers):
    filed = file_away(archive, [papers[1], papers[0]], PLANS, NOW)
    assert (filed.count, filed.first[-4:], filed.last[-4:]) == (2, "0001", "0002")
    assert tails(archive, papers) == [1, 2, None, None, None]  # in the order of their days
    again = file_away(archive, papers, PLANS, NOW)
    assert tails(archive, papers) == [1, 2, 3, 4, 5]
    content = records.get(archive, papers[0]).content
    assert (content["volume"], content["retention"]) == ("2025年·计划总结·永久", "permanent")
    step = last_undoable(archive)
    assert step is not None
    assert undo_words(Texts("zh"), step) == "撤销：归档"
    undo(archive, again.change_id, NOW)
    assert tails(archive, papers) == [1, 2, None, None, None]
    with pytest.raises(UserError, match=r"filing\.nothing"):
        file_away(archive, papers[:2], PLANS, NOW)


def test_holes_are_said_taken_numbers_refused_and_a_deleted_number_is_not_given_again(archive, papers):
    file_away(archive, papers[:3], PLANS, NOW)
    take_out(archive, [papers[1]], NOW)
    delete_records(archive, [papers[2]], NOW)
    proposal = propose(archive, papers[3:], PLANS, TODAY)
    (group,) = proposal.groups
    assert (group.first, group.last) == (4, 3)
    assert [one[-4:] for one in group.gaps] == ["0002"]
    assert not proposal.taken
    wrong = propose(archive, papers[3:], PLANS, TODAY, first=3)
    assert [(line.row.title, line.taken_by) for line in wrong.taken] == [("计划4", "计划3")]
    with pytest.raises(UserError) as refused:
        file_away(archive, papers[3:], PLANS, NOW, first=3)
    assert "计划3" in Texts("zh").present(refused.value)
    file_away(archive, [papers[3]], PLANS, NOW, first=2)
    assert tails(archive, papers) == [1, None, 3, 2, None]


def test_each_goes_where_it_belongs_and_volumes_that_share_numbers_share_no_number(archive, papers):
    set_filing_rules(archive, FilingRules(pattern=PATTERN_PLAIN))
    with change(archive, "document.create", NOW) as writing:
        content = {"title": "章程", "kind": "charter", "dated": date(2025, 3, 1)}
        other = writing.create("document", content)
    filed = file_away(archive, [*papers, other], None, NOW)
    assert filed.volumes == ("2025年·组织协议·永久", "2025年·计划总结·永久")
    assert tails(archive, [other, *papers]) == [1, 2, 3, 4, 5, 6]


def test_renumbering_closes_holes_keeps_the_order_and_is_one_step(archive, papers):
    file_away(archive, papers, PLANS, NOW)
    take_out(archive, [papers[1], papers[3]], NOW)
    lines = renumbering(archive, PLANS.text, TODAY)
    assert [(one.before[-4:], one.after[-4:]) for one in lines] == [("0003", "0002"), ("0005", "0003")]
    assert tails(archive, papers) == [1, None, 3, None, 5]  # looking changes nothing
    made = renumber(archive, PLANS.text, NOW)
    assert tails(archive, papers) == [1, None, 2, None, 3]
    assert renumber(archive, PLANS.text, NOW) == ""
    undo(archive, made, NOW)
    assert tails(archive, papers) == [1, None, 3, None, 5]


def test_a_document_of_the_other_side_is_left_as_it_is(archive, papers):
    with change(archive, "school.create", NOW) as writing:
        other = writing.create("school", {"name": "云溪小学", "kind": "primary"})
    with archive.write() as connection:
        connection.execute(update(Revision).where(Revision.record_id == papers[0]).values(owner_id=other))
        connection.execute(update(RecordHead).where(RecordHead.id == papers[0]).values(owner_id=other))
    proposal = propose(archive, papers[:2], PLANS, TODAY)
    assert [one.title for one in proposal.theirs] == ["计划1"]
    file_away(archive, papers[:2], PLANS, NOW)
    assert tails(archive, papers)[:2] == [None, 1]
    with pytest.raises(UserError, match=r"record\.not-ours"):
        take_out(archive, [papers[0]], NOW)


def test_an_activity_is_filed_as_a_folder_without_copying_a_file(archive, tmp_path):
    made = activity(archive, tmp_path)
    with archive.read() as connection:
        before = connection.execute(select(StoredFile.sha256)).all()
    waiting = list_files(archive, Wanted(), TODAY)
    assert [(one.id, one.folder, one.files, one.title) for one in waiting] == [(made, True, 1, "集体备课")]
    filed = file_away(archive, [made], waiting[0].proposed, NOW)
    (document,) = records.all_of(archive, "document")
    assert document.content["about_id"] == made
    assert document.content.get("community_id") is None  # it answers no rule
    assert document.content["archive_number"] == "WS·2025·D10·活动记录-0001"
    (row,) = list_files(archive, Wanted(volumes=("2025年·活动记录·10年",)), TODAY)
    assert (row.files, row.author) == (1, "周敏")
    assert list_files(archive, Wanted(), TODAY) == ()
    with archive.read() as connection:
        assert connection.execute(select(StoredFile.sha256)).all() == before
    undo(archive, filed.change_id, NOW)
    assert [one.id for one in list_files(archive, Wanted(), TODAY)] == [made]


def test_a_page_shows_the_newest_of_papers_and_folders_and_counts_all(archive, papers, tmp_path):
    activity(archive, tmp_path)
    activity(archive, tmp_path)
    whole = list_files(archive, Wanted(), TODAY)
    assert [one.title for one in whole] == ["集体备课"] * 2 + [f"计划{at}" for at in (5, 4, 3, 2, 1)]
    for first, count in ((0, 1), (1, 1), (1, 4), (6, 4), (9, 2)):
        page = page_of_files(archive, Wanted(), TODAY, first=first, count=count)
        assert (page.rows, page.total) == (whole[first : first + count], 7)


def test_the_list_is_narrowed_and_the_shelves_count(archive, papers, tmp_path):
    file_away(archive, papers[:3], PLANS, NOW)
    old = Volume(2014, school_year=False, name="其他材料", retention="d10")
    file_away(archive, papers[3:4], old, NOW)
    found = shelves(archive, TODAY)
    assert (found.pending, found.filed, found.ended) == (1, 4, 1)
    assert [(one.text, one.count) for one in found.volumes] == [(PLANS.text, 3), (old.text, 1)]

    def titles(**wanted):
        return sorted(one.title for one in list_files(archive, Wanted(**wanted), TODAY))

    assert titles(volumes=(PLANS.text,)) == ["计划1", "计划2", "计划3"]
    assert titles(shelf=ENDED) == ["计划4"]  # shown, and nothing is done about it
    assert titles(shelf="all", text="0002") == ["计划2"]
    assert titles(shelf="all", retention="d10") == ["计划4"]
    assert titles(shelf="all", kind="agreement") == []
    assert titles(shelf="all", term="2024-1") == ["计划1"]
    assert titles(shelf="all", term="2024-2") == ["计划2", "计划3", "计划4"]


@pytest.mark.parametrize(
    ("kind", "dated", "term", "calendar", "school"),
    [
        ("agreement", date(2026, 1, 20), None, 2026, 2025),
        ("agreement", date(2025, 8, 31), None, 2025, 2024),
        ("agreement", date(2025, 9, 1), None, 2025, 2025),
        ("plan", date(2025, 8, 25), "2025-1", 2025, 2025),
        ("term-summary", date(2026, 1, 18), "2025-1", 2025, 2025),
        ("term-summary", None, "2025-2", 2026, 2025),
        ("agreement", date(2026, 3, 1), "2025-1", 2026, 2025),
        ("record", None, None, None, None),
    ],
)
def test_the_year_is_told_at_the_edges_of_terms(kind, dated, term, calendar, school):
    def year(*, by_school_year):
        return filing_year(kind, dated, term, None, by_school_year=by_school_year, terms=())

    assert (year(by_school_year=False), year(by_school_year=True)) == (calendar, school)


def test_files_become_documents_and_a_refused_one_stops_no_other(archive, tmp_path):
    good, bad = tmp_path / "帮扶协议.txt", tmp_path / "工具.exe"
    good.write_text("双方约定", "utf-8")
    bad.write_bytes(b"MZ" + bytes(200))
    files = [NewDocument(one, one.stem, guessed_kind(one.name) or "other") for one in (good, bad)]
    added = add_documents(archive, files, NOW)
    assert [one.name for one in added.refused] == ["工具.exe"]
    (made,) = added.ids
    content = records.get(archive, made).content
    assert (content["title"], content["kind"], content.get("dated")) == ("帮扶协议", "agreement", None)
    assert [one.content["name"] for one in records.all_of(archive, "evidence", about_id=made)] == [
        "帮扶协议.txt"
    ]
    undo(archive, added.change_id, NOW)
    assert records.all_of(archive, "document") == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2025-2026帮扶协议书（扫描）.pdf", "agreement"),
        ("秋季工作计划.wps", "plan"),
        ("计划与总结.et", "term-summary"),
        ("IMG_0012.jpg", ""),
    ],
)
def test_a_kind_is_offered_only_where_the_name_speaks_of_it(name, kind):
    assert guessed_kind(name) == kind


def test_every_kind_has_a_class_and_a_retention():
    assert (class_of("agreement"), class_of("own-kind")) == ("组织协议", "其他材料")
    assert (retention_of("plan"), retention_of("agreement"), retention_of("record")) == (
        "permanent",
        "d30",
        "d10",
    )


def test_the_check_finds_holes_doubles_and_what_holds_no_file(archive, papers):
    file_away(archive, papers[:3], PLANS, NOW)
    with change(archive, "document.edit", NOW) as writing:
        writing.edit(papers[2], {"archive_number": numbers(archive, papers)[0]})
    with change(archive, "document.edit", NOW) as writing:
        first = numbers(archive, papers)[1].replace("0002", "0005")
        writing.edit(papers[1], {"archive_number": first})
    found = check_archive(archive, TODAY)
    assert found.report.sound
    codes = [one.code for one in found.findings]
    assert {"filing.found-twice", "filing.found-hole", "filing.found-bare", "filing.found-unpaged"} <= {
        *codes
    }
    for one in found.findings:
        assert Texts("zh").say(one.code, **one.parameters)
    assert [one.twice for one in list_files(archive, Wanted(volumes=(PLANS.text,)), TODAY)] == [
        True,
        True,
        False,
    ]


def test_what_the_check_counts_is_listed_by_the_column_it_speaks_of(archive, papers, tmp_path):
    scan = tmp_path / "协议.txt"
    scan.write_text("双方约定", "utf-8")
    added = add_documents(archive, [NewDocument(scan, "协议", "agreement")], NOW)
    file_away(archive, [*papers[:2], *added.ids], PLANS, NOW)
    with change(archive, "document.edit", NOW) as writing:
        writing.edit(papers[0], {"pages": 3})
    bare = list_files(archive, Wanted(shelf=ALL, columns=(ColumnWords("files", picked=("0",)),)), TODAY)
    assert {one.id for one in bare} == {*papers[:2]}
    unpaged = list_files(archive, Wanted(shelf=ALL, columns=(ColumnWords("pages", picked=("",)),)), TODAY)
    assert {one.id for one in unpaged} == {papers[1], *added.ids}
    assert values_of(archive, Wanted(shelf=ALL), "files", TODAY) == ("0", "1")


def test_the_check_tells_how_far_it_is_and_can_be_stopped(archive, tmp_path):
    activity(archive, tmp_path)
    told: list[int] = []
    check_archive(archive, TODAY, Job(lambda done, total, _what: told.append(done * 100 // total)))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 100)
    with pytest.raises(Cancelled):
        check_archive(archive, TODAY, Job(cancelled=lambda: True))


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_every_paper_of_a_volume_is_written(archive, papers, tmp_path, suffix):
    file_away(archive, papers, PLANS, NOW)
    for kind in PAPERS:
        path = tmp_path / f"{kind}{suffix}"
        write_paper(archive, kind, [PLANS.text], path, today=TODAY, texts=Texts("zh"))
        assert path.stat().st_size > 1000
    with pytest.raises(UserError, match="nothing-filed"):
        write_paper(
            archive, "volume-notes", ["没有"], tmp_path / f"x{suffix}", today=TODAY, texts=Texts("zh")
        )


def test_filing_ids_that_are_gone_is_nothing(archive):
    assert propose(archive, [new_id()], PLANS, TODAY).lines == ()
