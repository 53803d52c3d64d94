"""What is damaged, malformed or signed by somebody else is refused, and nothing changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from edudesk.errors import Invalid, UserError
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.keys import own_key
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import take
from edudesk.services.safety.check import check
from tests.services.receiving.packing import NOW, copied, lesson, receive, said, send


@pytest.mark.parametrize(
    "spoil",
    [
        {"counter": 0},
        {"counter": True},
        {"clock": 10**15},
        {"vector": {}},
        {"vector": []},
        {"owner_id": "../../x"},
        {"parents": [3]},
        {"content": []},
        {"made_at": "2026-01-01T00:00:00"},
        {"made_at": "0001-01-01T00:00:00+09:00"},
        {"made_at": "1969-12-31T16:00:00+00:00"},
        {"entered_at": "3001-01-01T00:00:00+00:00"},
        {"type": 4},
        {"more": 1},
    ],
)
def test_a_malformed_revision_stops_everything(
    sender: Archive, receiver: Archive, tmp_path: Path, spoil: Mapping[str, Any]
) -> None:
    def spoilt(heads: Any) -> Any:
        return [{**one, **spoil} for one in heads] if heads[0]["type"] == "activity" else heads

    package = send(sender, tmp_path / "one.zip", heads=spoilt)
    before = said(receiver)
    with pytest.raises(UserError, match=r"receiving.malformed|package.records_unreadable"):
        receive(receiver, package)
    assert said(receiver) == before


@pytest.mark.parametrize(
    "moment",
    ["2026-01-01T00:00:00", "1969-12-31T16:00:00+00:00", "9999-12-31T23:59:59-12:00", "yesterday"],
)
def test_a_package_made_at_no_moment_that_can_be_told_is_refused(
    sender: Archive, receiver: Archive, tmp_path: Path, moment: str
) -> None:
    package, before = send(sender, tmp_path / "one.zip", made_at=moment), said(receiver)
    with pytest.raises(UserError, match="receiving.malformed"):
        receive(receiver, package)
    assert said(receiver) == before


@pytest.mark.parametrize(
    ("change_content", "code"),
    [
        ({"topic": None}, "receiving.field-unknown"),
        ({"starts_on": "yesterday"}, "receiving.field-unreadable"),
        ({"kinds": ["sent-lesson"], "spell": "x"}, "receiving.field-unknown"),
        ({"topic": "x" * 200_000}, "field.too-long"),
        ({"community_id": "01a1d000-0000-7000-8000-000000000009"}, "receiving.why.hanging"),
        ({"state": "dreamt"}, "field.choice"),
    ],
)
def test_a_record_that_says_what_it_must_not_is_refused_alone(
    sender: Archive, receiver: Archive, tmp_path: Path, change_content: Mapping[str, Any], code: str
) -> None:
    wanted = lesson(sender).id

    def spoilt(heads: Any) -> Any:
        if heads[0]["record_id"] != wanted:
            return heads
        return [{**heads[0], "content": {**heads[0]["content"], **change_content}}]

    taken_in = preview(receiver, open_package(send(sender, tmp_path / "one.zip", heads=spoilt)))
    refused = {one.record_id: one.why.code for one in taken_in.items if one.why}
    (photo,) = records.all_of(sender, "evidence")
    assert refused == {wanted: code, photo.id: "receiving.why.hanging"}
    take(receiver, taken_in, NOW)
    assert check(receiver).sound


def test_a_damaged_package_is_refused_with_every_finding(
    sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    package = send(sender, tmp_path / "one.zip")
    whole = bytearray(package.read_bytes())
    whole[300] ^= 1
    package.write_bytes(bytes(whole))
    with pytest.raises(Invalid) as caught:
        open_package(package)
    assert caught.value.code == "receiving.not-valid"
    assert caught.value.problems


def test_whose_a_package_is_settles_who_signed_it(
    both: Path, sender: Archive, receiver: Archive, tmp_path: Path
) -> None:
    package = send(sender, tmp_path / "one.zip")
    assert preview(receiver, open_package(package)).trust == "first"
    receive(receiver, package)
    assert preview(receiver, open_package(package)).trust == "known"
    with pytest.raises(UserError, match="receiving.unsigned"):
        receive(receiver, send(sender, tmp_path / "two.zip", key=lambda _archive: None))
    with pytest.raises(UserError, match="receiving.unsigned"):  # as if another machine of ours had made it
        receive(sender, send(sender, tmp_path / "three.zip", key=lambda _archive: None))
    with open_archive(copied(both / "helper", tmp_path / "again"), NOW) as other:
        other.set_fact("signing-key", "11" * 32)
        forged = send(other, tmp_path / "four.zip")
    with pytest.raises(UserError, match="signing.changed"):
        receive(receiver, forged)
    assert receive(receiver, forged, changed_key=True).changed
    assert preview(receiver, open_package(forged)).trust == "known"
    with pytest.raises(UserError, match="receiving.malformed"):
        open_package(send(sender, tmp_path / "five.zip", key=lambda _archive: own_key(receiver)))
