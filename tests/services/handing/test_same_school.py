"""Everything goes to another machine of the same school, sealed, and nothing is held back there."""

import pytest

from edudesk.errors import UserError
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.handing.same_school import pass_on
from edudesk.services.packages.holding import hold_back
from edudesk.services.packages.verify import verify
from edudesk.services.receiving.opening import open_package
from edudesk.services.receiving.preview import preview
from edudesk.services.receiving.taking import take
from edudesk.services.safety.check import check
from tests.services.packages.handing import IDENTITY, LATER, PHONE, TERM, TODAY, fill_term, picture
from tests.services.receiving.packing import copied

PASSWORD = "Qingshi-Bridge-2026-Autumn"


def test_everything_arrives_as_it_is(archive, tmp_path):
    other = copied(archive.folder, tmp_path / "other")
    ids = fill_term(archive, tmp_path / "inbox")
    gps = records.get(archive, ids["gps"]).content["sha256"]
    hold_back(archive, gps, held=True)
    passed = pass_on(archive, TERM, tmp_path / "out", PASSWORD, now=LATER, today=TODAY)
    assert list((tmp_path / "out").iterdir()) == [passed.path]
    assert passed.path.name == "明德实验小学同校交接20260120.zip"
    assert not list(archive.folder.glob(".edudesk*"))
    assert "明德".encode() not in passed.path.read_bytes()
    assert verify(passed.path, password=PASSWORD).valid
    assert records.get(archive, passed.handover_id).content["edition"] == "same-school"
    with open_archive(other, LATER) as there:
        take(there, preview(there, open_package(passed.path, password=PASSWORD)), LATER)
        person = records.get(there, ids["person"])
        assert (person.content["phone"], person.content["id_number"]) == (PHONE, IDENTITY)
        assert {one.id for one in records.all_of(there, "community")} == {ids["community"], ids["second"]}
        assert records.get(there, ids["spring"]).content["topic"] == "春季讲座", "all terms go"
        with there.store.open(gps) as kept:
            assert kept.read() == picture(gps=True)
        assert check(there).sound


def test_it_is_never_unsealed(archive, tmp_path):
    fill_term(archive, tmp_path / "inbox")
    with pytest.raises(UserError):
        pass_on(archive, TERM, tmp_path / "out", "1234", now=LATER, today=TODAY)
    assert not (tmp_path / "out").exists()
    assert not records.all_of(archive, "handover")
