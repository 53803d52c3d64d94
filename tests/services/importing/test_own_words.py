"""A scheme's own words in a workbook are read as its codes, so that what is imported counts."""

from datetime import UTC, date, datetime

from edudesk.services import records
from edudesk.services.adopting import adopt, shipped_scheme
from edudesk.services.changes import change
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from tests.services.importing import ledger

NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)
ROW = {
    "topic": "园际教研周",
    "kinds": "教研周、讲座",
    "starts_on": "2025-10-14",
    "lines": "安全、Disinfection",
    "community_id": "结对",
}


def test_kinds_and_lines_of_the_adopted_scheme_are_read_by_their_names(archive, tmp_path):
    with change(archive, "school.create", NOW) as writing:
        members = ({"school_id": archive.holder_id, "role": "lead"},)
        community = writing.create("community", {"name": "结对", "members": members})
    path = ledger.fill(tmp_path / "台账.xlsx", activity=[ROW])
    # Without the scheme 教研周 is taken for 教研, a common word it is close to, and a person is asked.
    (line,) = preview(archive, path, NOW.date()).lines
    assert [problem.code for problem in line.problems] == ["cell.choice-near"]
    text = shipped_scheme("county-demo-kindergarten")
    adopt(archive, community, text, since=date(2025, 9, 1), settings={}, now=NOW)
    shown = preview(archive, path, NOW.date())
    assert not shown.words  # known words, not new ones
    apply(archive, shown, NOW)
    (activity,) = records.all_of(archive, "activity")
    assert activity.content["kinds"] == ("research-week", "lecture")
    assert activity.content["lines"] == ("safety", "disinfection")
