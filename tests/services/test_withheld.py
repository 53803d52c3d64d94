"""What a sender kept back never empties what is known here (decision 19)."""

import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from edudesk.models.archive import Writer
from edudesk.models.contents import from_json
from edudesk.models.ids import new_id
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.changes import change
from edudesk.services.completing import completed
from edudesk.services.heads import SAID
from edudesk.services.merging import receive
from edudesk.services.packages.profiles import STRICT
from edudesk.services.packages.withholding import without_private
from edudesk.services.records import Record
from edudesk.services.safety.check import check

NOW = datetime(2025, 9, 20, tzinfo=UTC)


@pytest.fixture
def person(archive: Archive) -> str:
    with change(archive, "person.create", NOW) as writing:
        return writing.create(
            "person", {"name": "林可", "phone": "13800001234", "id_number": "450102198605120021"}
        )


def test_a_newer_revision_without_private_fields_keeps_the_local_ones(archive: Archive, person: str) -> None:
    elsewhere = archive.folder.with_name("elsewhere")
    shutil.copytree(archive.folder, elsewhere, ignore=shutil.ignore_patterns("*.lock"))
    with open_archive(elsewhere, NOW) as other:
        with change(other, "person.edit", NOW) as writing:
            writing.edit(person, {"note": "调任教导处"})
        sent = [without_private(revision) for revision in records.history(other, person)]
    assert all("13800001234" not in str(revision) for revision in sent)
    with archive.write() as connection:
        receive(
            connection, [{name: value for name, value in one.items() if name != "sequence"} for one in sent]
        )
    shown = records.get(archive, person)
    assert shown.content["note"] == "调任教导处"
    assert shown.content["phone"] == "13800001234"
    assert shown.content["id_number"] == "450102198605120021"
    assert shown.withheld == ("id_number", "phone")  # what stands there is not the sender's word


def test_what_was_never_known_here_stays_named_as_withheld(archive: Archive, person: str) -> None:
    (revision,) = records.history(archive, person)
    sent = without_private(revision) | {
        "id": "01999999-0000-7000-8000-000000000001",
        "record_id": "01999999-0000-7000-8000-000000000002",
        "counter": revision["counter"] + 1000,
    }
    del sent["sequence"]
    with archive.write() as connection:
        receive(connection, [sent])
    shown = records.get(archive, sent["record_id"])
    assert shown.withheld == ("id_number", "phone")
    assert "phone" not in shown.content


def taken_in(archive: Archive, revision: Mapping[str, Any]) -> Record:
    """Return the record after a telling of one of its revisions came."""
    row = {name: value for name, value in revision.items() if name != "sequence"}
    with archive.write() as connection:
        receive(connection, [row])
    return records.get(archive, revision["record_id"])


def test_what_comes_with_the_same_revision_later_completes_it(archive: Archive, person: str) -> None:
    elsewhere = archive.folder.with_name("elsewhere")
    shutil.copytree(archive.folder, elsewhere, ignore=shutil.ignore_patterns("*.lock"))
    with open_archive(elsewhere, NOW) as other:
        with change(other, "person.edit", NOW) as writing:
            writing.edit(person, {"phone": "13900005678", "note": "调任教导处"})
        *_, whole = records.history(other, person)
    sent = without_private(whole)
    lent = taken_in(archive, sent)
    assert (lent.content["phone"], lent.content["note"]) == ("13800001234", "调任教导处")
    assert taken_in(archive, sent) == lent
    # The id number alone is told: what is lent for the other field stays.
    part = {"content": sent["content"] | {"id_number": "450102198605120021"}, "withheld": ["phone"]}
    assert taken_in(archive, sent | part).withheld == ("phone",)
    other_words = {"content": whole["content"] | {"note": "不是这一版"}}
    assert taken_in(archive, {**whole, **other_words}).withheld == ("phone",)
    told = taken_in(archive, whole)
    assert (told.content, told.withheld) == (from_json(told.described.fields, whole["content"]), ())
    assert taken_in(archive, sent) == told
    assert check(archive).sound


def test_a_value_that_only_stood_in_elsewhere_replaces_none_that_was_told(
    archive: Archive, person: str
) -> None:
    (revision,) = records.history(archive, person)
    counter = revision["counter"] + 1
    edited = {**revision, "id": new_id(), "counter": counter, "clock": revision["clock"] + 1}
    edited |= {"vector": {revision["writer_id"]: counter}, "withheld": ["phone"]}
    edited["content"] = revision["content"] | {"note": "调任教导处", "phone": "13700000000"}
    shown = taken_in(archive, edited)
    assert (shown.content["note"], shown.content["phone"]) == ("调任教导处", "13800001234")
    assert shown.withheld == ("phone",)


def test_rows_and_extra_fields_are_completed_too(archive: Archive) -> None:
    with change(archive, "activity.create", NOW) as writing:
        people = ({"name": "欧阳小明", "side": "helped"}, {"name": "班主任", "count": 3})
        about = {"topic": "手拉手", "state": "held", "starts_on": date(2025, 9, 18), "people": people}
        made = writing.create("activity", about, extra={"电话": "13912345678", "天气": "晴"})
    (whole,) = records.history(archive, made)
    kept_back = without_private(whole, STRICT)
    assert kept_back["withheld"] == ["extra.电话", "people.name"]
    more = completed(kept_back, whole)
    assert more is not None
    assert {name: more[name] for name in SAID} == {name: whole[name] for name in SAID}
    assert completed(whole, kept_back) is None
    others = {**whole["content"], "people": [{"name": "欧阳小明", "side": "helping"}, {"count": 3}]}
    assert completed(kept_back, {**whole, "content": others}) is None


def test_what_is_typed_in_is_withheld_no_longer(archive: Archive, person: str) -> None:
    (revision,) = records.history(archive, person)
    sent = without_private(revision) | {"id": new_id(), "counter": revision["counter"] + 1}
    sent["vector"] = {revision["writer_id"]: sent["counter"]}
    assert taken_in(archive, sent | {"clock": revision["clock"] + 1}).withheld == ("id_number", "phone")
    with archive.write() as connection:
        connection.execute(update(Writer).values(counter=sent["counter"]))
    with change(archive, "person.edit", NOW) as writing:
        writing.edit(person, {"phone": "13900005678"})
    assert records.get(archive, person).withheld == ("id_number",)
