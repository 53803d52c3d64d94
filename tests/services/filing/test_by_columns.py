"""Files by their columns: narrowed by the words shown, sorted by rank, number and pinyin."""

from datetime import date

from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services.filing.by_columns import few_values, key_of, left_by
from edudesk.services.filing.values import FileRow
from edudesk.services.listing.column_words import ColumnWords

KINDS = [choice.code for choice in VOCABULARIES["document-kind"].choices][:2]
ROWS = (
    FileRow("a", "张老师的小结", KINDS[1], dated=date(2025, 9, 1), archive_number="2025-10"),
    FileRow("b", "阿姨的来信", KINDS[0], pages=3, archive_number="2025-2"),
)


def test_files_are_narrowed_and_sorted_by_what_their_columns_mean():
    assert [row.id for row in left_by(ROWS, (ColumnWords("title", "zls"),), "zh")] == ["a"]
    assert [row.id for row in left_by(ROWS, (ColumnWords("dated", "2025-09"),), "zh")] == ["a"]
    shown = VOCABULARIES["document-kind"].label(KINDS[0]).zh
    assert shown in few_values(ROWS, "kind", "zh")
    assert [row.id for row in left_by(ROWS, (ColumnWords("kind", picked=(shown,)),), "zh")] == ["b"]
    for column in ("title", "kind", "archive-number"):
        assert key_of(ROWS[1], column) < key_of(ROWS[0], column)
    assert (key_of(ROWS[0], "pages"), key_of(ROWS[1], "dated")) == (None, None)
