"""The history of a record: who, when, what changed; and an earlier version brought back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.history import bring_back, history_of
from edudesk.services.records import get
from edudesk.services.undo import undo
from edudesk.texts import Texts

NOW = datetime(2025, 9, 20, 8, tzinfo=UTC)
ZH = Texts("zh")


@pytest.fixture
def activity(archive: Archive) -> str:
    with change(archive, "activity.create", NOW) as writing:
        made = writing.create(
            "activity",
            {"topic": "听课", "state": "planned", "starts_on": date(2025, 9, 18), "kinds": ("observation",)},
        )
    with change(archive, "activity.edit", NOW + timedelta(hours=1)) as writing:
        writing.edit(made, {"state": "held", "result": "约好下周再听"})
    return made


def test_each_version_says_who_when_and_what_changed(archive: Archive, activity: str) -> None:
    newest, first = history_of(archive, activity, ZH)
    assert (newest.shown, first.shown) == (True, False)
    assert newest.what == "修改活动"
    assert newest.made_at == NOW + timedelta(hours=1)
    assert {(one.label, one.before, one.after) for one in newest.alterations} == {
        ("状态", "计划中", "已开展"),
        ("成效", "", "约好下周再听"),
    }
    assert first.what == "添加活动"
    assert ("主题", "", "听课") in {(one.label, one.before, one.after) for one in first.alterations}


def test_an_earlier_version_comes_back_as_a_new_one_and_can_be_undone(
    archive: Archive, activity: str
) -> None:
    earlier = history_of(archive, activity, ZH)[1]
    made = bring_back(archive, activity, earlier.revision_id, NOW + timedelta(hours=2))
    assert get(archive, activity).content["state"] == "planned"
    assert "result" not in get(archive, activity).content
    assert history_of(archive, activity, ZH)[0].what == "恢复活动的早先版本"
    undo(archive, made, NOW + timedelta(hours=3))
    assert get(archive, activity).content["result"] == "约好下周再听"
    versions = history_of(archive, activity, ZH)
    assert versions[0].undoes
    assert len(versions) == 4


def test_the_bin_and_files_are_part_of_it(archive: Archive, activity: str, tmp_path: Path) -> None:
    from tests.services.safety.filled import attach

    with change(archive, "evidence.attach", NOW + timedelta(hours=2)) as writing:
        attach(archive, writing, activity, tmp_path / "签到.jpg", 2_000)
    with change(archive, "activity.delete", NOW + timedelta(hours=3)) as writing:
        writing.delete(activity)
    binned, attached, *_ = history_of(archive, activity, ZH)
    assert [(one.label, one.after) for one in binned.alterations] == [("回收站", "放进去")]
    assert [(one.label, one.after) for one in attached.alterations] == [("材料", "签到.jpg")]


def test_what_is_not_there_or_not_ours_is_left_alone(archive: Archive, activity: str) -> None:
    with pytest.raises(UserError, match="record.none"):
        history_of(archive, "0" * 8, ZH)
    with pytest.raises(UserError, match="history.none"):
        bring_back(archive, activity, "no-such-revision", NOW)
    assert get(archive, activity).content["state"] == "held"
