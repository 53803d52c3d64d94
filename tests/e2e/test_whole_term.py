"""A new user fills a whole term in the window and needs no other program for it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from edudesk.services.archive import Archive, open_archive
from edudesk.services.packages.verify import verify
from edudesk.services.records import all_of
from edudesk.services.safety.check import check
from edudesk.ui.theme import apply_theme
from tests.e2e.new_user import beginning, handing, term
from tests.e2e.new_user.desk import Place, furnish, sit_down
from tests.e2e.new_user.hands import Hands
from tests.e2e.new_user.stages import STAGES
from tests.e2e.new_user.story import ACTIVITIES, NOW


@pytest.fixture(scope="module")
def place(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Place:
    """Do it all, once."""
    apply_theme(qapp)
    place = furnish(tmp_path_factory.mktemp("whole-term"), shared_data)
    with sit_down(place, Hands()) as user:
        for answer in (
            beginning.answer_school,
            beginning.answer_partners,
            beginning.answer_scheme,
            beginning.answer_term,
            beginning.answer_people,
        ):
            answer(user)
        for told in ACTIVITIES:
            STAGES[told.topic](user)
        for stage in term.TERM_STAGES.values():
            stage(user)
        handing.make_package(user)
    return place


@pytest.fixture
def archive(place: Place) -> Iterator[Archive]:
    with open_archive(place.archive, NOW) as opened:
        yield opened


def test_the_term_is_there_as_it_was_told(archive: Archive) -> None:
    held = [one for one in all_of(archive, "activity") if one.content["state"] == "held"]
    photos = Counter(one.content["about_id"] for one in all_of(archive, "evidence"))
    assert sum(photos[one.id] > 0 for one in held) >= 9
    (plan,) = all_of(archive, "plan")
    assert term.GOAL in {row.get("body") for row in plan.content["sections"]}
    planned = next(one for one in held if one.title == term.PLANNED)
    assert planned.content["plan_id"] == plan.id
    (pair,) = all_of(archive, "mentor-pair")
    sessions = [one for one in held if one.content.get("pair_id") == pair.id]
    assert [one.title for one in sessions] == ["听徒弟的分数课"]
    assert len(sessions[0].content["people"]) == 2
    reviews = {one.content["by"]: one.content["body"] for one in all_of(archive, "opinion", about_id=pair.id)}
    assert reviews == term.REVIEWS
    (donation,), (achievement,) = all_of(archive, "donation"), all_of(archive, "achievement")
    assert donation.content["items"][0]["value"] == 1200
    assert achievement.title == term.WON
    filed = [one for one in all_of(archive, "document") if one.content.get("archive_number")]
    assert [one.title for one in filed] == [term.PAPER.removesuffix(".pdf")]


def test_a_month_of_lessons_and_the_hosts_word_belong_to_the_stay(archive: Archive) -> None:
    (stay,) = all_of(archive, "exchange")
    lessons = all_of(archive, "activity", exchange_id=stay.id)
    amounts = [row["amount"] for one in lessons for row in one.content["units"] if row["unit"] == "lesson"]
    assert (len(lessons), sum(amounts)) == (20, 20 * term.LESSONS)
    (confirmation,) = all_of(archive, "opinion", about_id=stay.id)
    assert confirmation.content["body"] == term.HOST


def test_the_summary_says_what_the_records_say(archive: Archive) -> None:
    (summary,) = all_of(archive, "summary")
    bodies = "".join(row.get("body", "") for row in summary.content["sections"])
    assert term.WRITTEN in bodies
    assert "[[figure:" in bodies


def test_all_is_sound_and_the_package_in_order(archive: Archive, place: Place) -> None:
    assert check(archive).findings == ()
    assert not list((place.archive / "drafts").glob("*.json"))
    (package,) = place.out.iterdir()
    assert verify(package).valid
