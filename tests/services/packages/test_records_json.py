"""What leaves in ``records.json`` is all that a receiver needs, the same every time, and nothing private."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from edudesk.errors import UserError
from edudesk.models.archive import Revision
from edudesk.models.base import RecordId
from edudesk.models.contents import to_json
from edudesk.services import records
from edudesk.services.archive import Archive, create_archive, open_archive
from edudesk.services.changes import change
from edudesk.services.merging import receive
from edudesk.services.packages.build import build_packages
from edudesk.services.packages.records_json import PATH, read_records
from edudesk.services.packages.selecting import targets
from tests.services.packages.handing import EXTRA_PHONE, LATER, TERM, TODAY
from tests.services.packages.test_build import COMMUNITY, payload

ARRIVED = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def archive(term_archive: Archive) -> Archive:
    return term_archive


@pytest.fixture
def ids(term_ids: Mapping[str, RecordId]) -> Mapping[str, RecordId]:
    return term_ids


def told(archive: Archive, to: Path) -> bytes:
    (built,) = build_packages(archive, TERM, to, now=LATER, today=TODAY, community_id=COMMUNITY)
    return payload(built.path)[PATH]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    with create_archive(tmp_path / "other", ARRIVED) as opened:
        yield opened


def private(record: records.Record) -> frozenset[str]:
    return frozenset({"phone", "id_number"} if record.type in ("person", "school") else ())


def said(record: records.Record) -> tuple[Any, ...]:
    open_fields = {name: value for name, value in record.content.items() if name not in private(record)}
    plain = to_json(record.described.fields, open_fields)
    return record.type, plain, record.late, record.historical, record.deleted, record.entered_at


def test_a_package_received_into_an_empty_archive_says_what_it_said(archive, ids, other, tmp_path):
    packaged = read_records(told(archive, tmp_path / "out"))
    with other.write() as connection:
        receive(connection, packaged.revisions)
    listed = {row["record_id"] for row in packaged.revisions}
    here, there = (records.get_many(one, listed) for one in (archive, other))
    assert here.keys() == there.keys() == listed
    skipped = {ids["certificate"]}  # its name holds an identity number
    assert {one: said(here[one]) for one in listed - skipped} == {
        one: said(there[one]) for one in listed - skipped
    }
    person = there[ids["person"]]
    assert {"id_number", "phone", "extra.备用电话"} == set(person.withheld)
    assert "phone" not in person.content
    assert person.extra == {"工号": "A-17"}
    assert "（证件号略）" in there[ids["certificate"]].content["name"]
    with other.write() as connection:
        assert receive(connection, packaged.revisions) == ()


def test_what_was_received_stays_when_the_archive_is_opened_again(archive, ids, other, tmp_path):
    packaged = read_records(told(archive, tmp_path / "out"))
    with other.write() as connection:
        receive(connection, packaged.revisions)
    folder = other.folder
    other.close()
    with open_archive(folder, ARRIVED) as again:
        assert records.get(again, ids["lesson"]).content["topic"] == "送教：古诗两首"


def test_every_reference_leads_to_a_record_of_the_package(archive, ids, tmp_path):
    packaged = read_records(told(archive, tmp_path / "out"))
    listed = {row["record_id"] for row in packaged.revisions}
    assert {target for row in packaged.revisions for target in targets(row)} <= listed


def test_it_holds_the_term_and_not_the_next(archive, ids, tmp_path):
    packaged = read_records(told(archive, tmp_path / "out"))
    listed = {row["record_id"] for row in packaged.revisions}
    wanted = (
        "ours",
        "theirs",
        "person",
        "community",
        "agreement",
        "plan",
        "lesson",
        "talk",
        "late",
        "exchange",
    )
    assert {ids[name] for name in (*wanted, "opinion", "gps", "photo", "sign-in", "record")} <= listed
    assert ids["spring"] not in listed
    assert ids["second"] not in listed
    types = {row["type"] for row in packaged.revisions}
    assert {"adoption", "term", "special-day"} <= types


def test_tombstones_travel(archive, ids, tmp_path):
    packaged = read_records(told(archive, tmp_path / "out"))
    (wrong,) = [row for row in packaged.revisions if row["record_id"] == ids["wrong"]]
    assert wrong["deleted"]


def test_a_record_that_was_moved_to_another_term_travels_again(archive, ids, tmp_path):
    with change(archive, "activity.edit", LATER) as writing:
        writing.edit(ids["talk"], {"term": "2025-2"})
    packaged = read_records(told(archive, tmp_path / "out"))
    (moved,) = [row for row in packaged.revisions if row["record_id"] == ids["talk"]]
    assert moved["content"]["term"] == "2025-2"


def test_both_versions_of_a_conflict_travel(archive, ids, tmp_path):
    table: Any = Revision.__table__
    with archive.read() as connection:
        chosen = select(table).where(table.c.record_id == ids["lesson"])
        first = dict(connection.execute(chosen).mappings().one())
    with change(archive, "activity.edit", LATER) as writing:
        writing.edit(ids["lesson"], {"topic": "我们改的主题"})
    first.pop("sequence")
    theirs = {
        **first,
        "id": "01a1d000-0000-7000-8000-000000000001",
        "writer_id": "01a1d000-0000-7000-8000-000000000002",
        "counter": 1,
        "vector": first["vector"] | {"01a1d000-0000-7000-8000-000000000002": 1},
        "content": first["content"] | {"topic": "另一台电脑改的主题"},
    }
    with archive.write() as connection:
        receive(connection, [theirs])
    packaged = read_records(told(archive, tmp_path / "out"))
    topics = {row["content"]["topic"] for row in packaged.revisions if row["record_id"] == ids["lesson"]}
    assert topics == {"我们改的主题", "另一台电脑改的主题"}


def test_the_same_archive_gives_the_same_bytes_and_one_record_a_line(archive, ids, tmp_path):
    first, second = (told(archive, tmp_path / name) for name in ("one", "two"))
    assert first == second
    whole = json.loads(first)
    listed = [one["id"] for one in whole["records"]]
    assert listed == sorted(listed)
    assert len(first.splitlines()) > len(listed)
    assert first.decode("utf-8").count('{"heads":') == len(listed)


def test_it_carries_the_scheme_and_the_frozen_results(archive, ids, tmp_path):
    about = read_records(told(archive, tmp_path / "out")).about
    assert about["scheme"]["id"] == "qinnan"
    assert "edudesk-scheme 0.2" in about["scheme"]["text"]
    assert len(about["scheme"]["hash"]) == 64
    lessons = [one for one in about["results"] if ids["lesson"] in {each["id"] for each in one["counted"]}]
    assert lessons, "the lesson is counted by some rule"
    assert EXTRA_PHONE not in json.dumps(about, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "package.records_unreadable"),
        (b"[]", "package.records_unreadable"),
        (b'{"format": "something 1", "records": []}', "package.records_unreadable"),
        (b'{"format": "edudesk-records 0.1", "records": [{"id": "x"}]}', "package.records_unreadable"),
        (b'{"format": "edudesk-records 0.1"}', "package.records_unreadable"),
        (b'{"format": "edudesk-records 7.0", "records": []}', "package.records_newer"),
        ("{".encode("utf-16"), "package.records_unreadable"),
    ],
)
def test_what_is_no_list_of_records_is_refused_plainly(content, code):
    with pytest.raises(UserError) as refused:
        read_records(content)
    assert refused.value.code == code
