"""A partner's key is pinned at first contact; nobody takes its place without a person's word."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.errors import UserError
from edudesk.services.archive import Archive
from edudesk.services.founding import found_archive
from edudesk.services.keys import Signer, own_signer, pin, pinned, signs, standing
from edudesk.services.keys.signature import public_key
from tests.services.packages.handing import LATER, NOW

PARTNER = Signer("partner", "village-school", "石榴湾小学", public_key(bytes(32)))
ELSE = public_key(b"1" * 32)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with found_archive(tmp_path / "archive", {"name": "明德实验小学"}, NOW) as archive:
        yield archive


def test_a_partner_is_known_from_the_second_time_on(archive: Archive):
    assert standing(archive, PARTNER) == "first"
    assert pin(archive, PARTNER, NOW, "一.zip") == "first"
    assert pin(archive, PARTNER, LATER, "二.zip") == "known"
    (one,) = pinned(archive)
    assert (one.signer, one.by, one.earlier) == (PARTNER, "一.zip", ())


def test_a_partner_that_was_renamed_is_still_known(archive: Archive):
    pin(archive, PARTNER, NOW, "一.zip")
    assert standing(archive, replace(PARTNER, holder="石榴湾学校")) == "known"


def test_the_archive_knows_itself(archive: Archive):
    own = own_signer(archive)
    assert pin(archive, own, NOW, "自己的.zip") == "own"
    assert pinned(archive) == ()
    assert standing(archive, replace(own, public_key=ELSE)) == "changed"
    assert standing(archive, replace(own, archive_id="another", public_key=ELSE)) == "changed"


@pytest.mark.parametrize(
    "forged",
    [
        replace(PARTNER, public_key=ELSE),
        replace(PARTNER, archive_id="another", public_key=ELSE),
        replace(PARTNER, holder_id="another school"),
    ],
    ids=["another key", "another archive of the same school", "a known key for another school"],
)
def test_a_change_is_refused_until_a_person_accepts_it(archive: Archive, forged: Signer):
    pin(archive, PARTNER, NOW, "一.zip")
    assert standing(archive, forged) == "changed"
    with pytest.raises(UserError) as refused:
        pin(archive, forged, LATER, "二.zip")
    assert refused.value.code == "signing.changed"
    pin(archive, forged, LATER, "二.zip", accept_change=True)
    assert standing(archive, forged) == "known"


def test_an_accepted_change_keeps_what_was_before_and_can_be_taken_back(archive: Archive):
    changed = replace(PARTNER, public_key=ELSE)
    pin(archive, PARTNER, NOW, "一.zip")
    pin(archive, changed, LATER, "二.zip", accept_change=True)
    (one,) = pinned(archive)
    assert (one.signer, [each.signer for each in one.earlier]) == (changed, [PARTNER])
    pin(archive, PARTNER, LATER, "三.zip", accept_change=True)
    assert (standing(archive, PARTNER), standing(archive, changed)) == ("known", "changed")
    assert [each.by for each in pinned(archive)[0].earlier] == ["一.zip", "二.zip"]


def test_another_archive_of_a_school_stands_beside_the_first(archive: Archive):
    second = replace(PARTNER, archive_id="second", public_key=ELSE)
    pin(archive, PARTNER, NOW, "一.zip")
    pin(archive, second, LATER, "二.zip", accept_change=True)
    assert [standing(archive, one) for one in (PARTNER, second)] == ["known", "known"]


def test_a_school_signs_once_a_key_of_it_is_known(archive: Archive):
    pin(archive, PARTNER, NOW, "一.zip")
    assert [signs(archive, one) for one in (PARTNER.holder_id, "another school")] == [True, False]


def test_what_is_asked_of_one_signer_leaves_the_other_keys_alone(archive: Archive):
    other, second = replace(PARTNER, archive_id="b", holder_id="b"), replace(PARTNER, archive_id="second")
    for one in (PARTNER, other, second):
        pin(archive, one, NOW, "一.zip", accept_change=True)
    assert [one.signer for one in pinned(archive, PARTNER)] == [PARTNER, second]
    assert [one.signer for one in pinned(archive)] == [PARTNER, other, second]
