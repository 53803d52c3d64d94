"""Typing that is killed at any moment loses at most what was typed since the last draft was written."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from edudesk.models.contents import to_json
from edudesk.models.registry import record_types
from edudesk.services import records
from edudesk.services.archive import Archive, open_archive
from edudesk.services.drafts import (
    Draft,
    DraftPhoto,
    drafts_folder,
    editing,
    enter,
    new_draft,
    save,
    take_photo,
    waiting,
)
from edudesk.services.evidence import Decoder
from edudesk.services.founding import found_archive
from edudesk.services.safety.check import check
from tests.crash.killing import kill_at_random, kills

NOW = datetime(2025, 11, 20, 8, 0, tzinfo=UTC)
TIMES = kills(40)
TOPICS = ("示范课", "联合教研", "送教下乡")
AFTER = "改过的主题"
photo: list[DraftPhoto] = []
"""Taken in before the first child is forked: pictures are read by processes of their own."""


def write_and_save(folder: Path) -> None:
    """Write three activities key by key and save each, then edit the first one, all with a photo."""
    with open_archive(folder / "archive", NOW) as archive:
        made = [write(archive, folder, new_draft("activity", NOW), topic) for topic in TOPICS]
        write(archive, folder, editing(archive, made[0], NOW), AFTER)


def write(archive: Archive, folder: Path, draft: Draft, topic: str) -> str:
    fields = record_types()["activity"].fields
    for length in range(1, len(topic) + 1):
        content = {"topic": topic[:length], "state": "held", "starts_on": date(2025, 11, 18)}
        draft = replace(draft, content=to_json(fields, content), changed_at=NOW + timedelta(seconds=length))
        save(drafts_folder(archive), draft)
        note(folder, topic[:length])
    whole = replace(draft, photos=() if draft.about else (replace(photo[0], id=new_draft("x", NOW).id),))
    save(drafts_folder(archive), whole)
    record_id = enter(archive, whole, NOW).record_id
    note(folder, f"{topic} saved")
    return record_id


def note(folder: Path, words: str) -> None:
    """Tell the parent what the disk has for certain."""
    with (folder / "told").open("a", encoding="utf-8") as file:
        file.write(f"{words}\n")
        file.flush()
        os.fsync(file.fileno())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive that holds one photo which no record has yet."""
    place = tmp_path_factory.mktemp("drafts")
    Image.frombytes("RGB", (120, 80), os.urandom(120 * 80 * 3)).save(place / "photo.jpg")
    with found_archive(place / "archive", {"name": "江城实验小学"}, NOW) as archive, Decoder() as decoder:
        photo[:] = [take_photo(archive, place / "photo.jpg", NOW, decoder)[0]]
    return place


def holds(folder: Path) -> None:
    told = (folder / "told").read_bytes().split(b"\n")[:-1] if (folder / "told").exists() else []
    last = told[-1].decode() if told else ""
    with open_archive(folder / "archive", NOW) as archive:
        found = waiting(archive)
        assert found.problems == ()
        assert check(archive).findings == ()
        activities = records.all_of(archive, "activity")
        saved = [one.content["topic"] for one in activities]
        drafted = [one.content["topic"] for one in found.drafts]
        assert len(found.drafts) <= 1
        for topic in (*TOPICS, AFTER):
            assert saved.count(topic) + drafted.count(topic) <= 1, "offered although it is saved"
            if f"{topic} saved".encode() in told:
                assert topic in saved or (topic == TOPICS[0] and AFTER in saved)
        if last and not last.endswith(" saved"):
            assert any(words.startswith(last) for words in (*saved, *drafted)), "typing was lost"
        evidence = records.all_of(archive, "evidence")
        assert {one.content["about_id"] for one in evidence} == {one.id for one in activities}
        assert len(evidence) == len(activities)
        for draft in found.drafts:
            enter(archive, draft, NOW)
        assert waiting(archive).drafts == ()


def test_killed_while_typing_and_saving(empty: Path, quick: Path) -> None:
    kill_at_random(write_and_save, TIMES, empty, quick, holds=holds)
