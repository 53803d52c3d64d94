"""A new user comes from the first start to a verified package; a workbook brings the same package about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from edudesk.services.archive import open_archive
from edudesk.services.packages.verify import verify
from edudesk.services.safety.check import check
from edudesk.ui.theme import apply_theme
from tests.e2e.new_user import beginning, by_workbook, handing, looking, telling
from tests.e2e.new_user.comparing import contents_of, differences, files_of, plain, records_of
from tests.e2e.new_user.desk import Place, Sitting, furnish, sit_down
from tests.e2e.new_user.hands import Hands
from tests.e2e.new_user.looking import Figures
from tests.e2e.new_user.story import ACTIVITIES, NOW, OTHER, OURS, PARTNER, TERM

BEGINNING = (
    beginning.answer_school,
    beginning.answer_partners,
    beginning.answer_scheme,
    beginning.answer_term,
    beginning.answer_people,
)


@dataclass
class Run:
    """What came of the run, and what the screens said on the way."""

    place: Place
    rail: list[tuple[str, ...]] = field(default_factory=list)
    first_title: str = ""
    promised: dict[str, Figures] = field(default_factory=dict)
    at_home: dict[str, Figures] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    package: Path = Path()


@pytest.fixture(scope="module")
def run(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Run:
    """Do it all, once."""
    apply_theme(qapp)
    run = Run(furnish(tmp_path_factory.mktemp("new-user"), shared_data))
    with sit_down(run.place, Hands()) as user:
        begin(user, run)
        for told in ACTIVITIES:
            page = telling.tell(user, told)
            user.settle()
            run.promised[told.topic] = looking.promised(page)
            telling.save(user)
            run.toasts.append(user.window.toast_words())
            run.at_home[told.topic] = looking.shown_at_home(user)
        looking.delete_and_undo(user, ACTIVITIES[2].topic)
        run.package = handing.make_package(user)
    return run


def begin(user: Sitting, run: Run) -> None:
    for answer in BEGINNING[:-1]:
        answer(user)
        run.rail.append(tuple(step.lines[0] for step in user.start.rail.steps if step.lines))
    BEGINNING[-1](user)
    looking.shown_at_home(user)
    run.first_title = user.page.title


@pytest.fixture(scope="module")
def said(run: Run) -> Mapping[str, Any]:
    """Return what ``records.json`` says, ids replaced by names."""
    return plain(records_of(run.package))


@pytest.fixture(scope="module")
def second(run: Run, tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Run:
    """Enter the same term by workbook."""
    other = Run(furnish(tmp_path_factory.mktemp("by-workbook"), shared_data))
    workbook = by_workbook.fill_in(other.place, by_workbook.save_pasted(run.place, other.place))
    with by_workbook.enter(other.place, workbook) as archive:
        other.package = by_workbook.export(archive, other.place.out)
    return other


def test_every_step_is_told_beside_the_next_one(run: Run) -> None:
    assert run.rail[1] == (OURS, PARTNER)
    assert "钦南" in run.rail[2][2]
    assert run.rail[3][3] == "2025—2026学年第一学期"


def test_the_first_page_answers_at_once(run: Run) -> None:
    assert run.first_title
    assert run.at_home[ACTIVITIES[0].topic]


def test_what_was_promised_beside_the_form_is_what_the_first_page_shows(run: Run) -> None:
    promises = {topic: figures for topic, figures in run.promised.items() if figures}
    assert promises.keys() == {ACTIVITIES[at].topic for at in (0, 1, 3, 4)}  # the online one counts nowhere
    for topic, figures in promises.items():
        for (rule, school), promise in figures.items():
            shown = [
                each
                for (code, name), each in run.at_home[topic].items()
                if code == rule and school.startswith(name)
            ]
            assert shown == [promise], (topic, rule, school)


def test_what_is_planned_is_not_yet_done(run: Run) -> None:
    (promise,) = run.promised[ACTIVITIES[-1].topic].values()
    assert promise == (Decimal(1), Decimal(2))


def test_every_save_is_told_with_the_way_back(run: Run) -> None:
    assert [words.partition("：")[2] for words in run.toasts] == [told.topic for told in ACTIVITIES]


def test_the_package_is_in_order_and_the_archive_sound(run: Run) -> None:
    assert verify(run.package).valid
    assert list(run.place.out.iterdir()) == [run.package]
    with open_archive(run.place.archive, NOW) as archive:
        assert check(archive).findings == ()
        assert not list((run.place.archive / "drafts").glob("*.json"))


def test_the_package_holds_what_was_told(said: Mapping[str, Any]) -> None:
    records = said["records"]
    assert said["term"]["code"] == TERM
    assert said["scheme"]["id"] == "qinnan"
    for told in ACTIVITIES:
        content = records[f"activity {told.topic}"]["content"]
        assert content["starts_on"] == told.day.isoformat()
        assert content["kinds"] == [told.kind]
        assert content["state"] == ("planned" if told.planned else "held")
        assert content.get("result", "") == told.result
        assert content["form"] == ("online" if told.online else "onsite")
        schools = [row["school_id"] for row in content["schools"]]
        assert schools == [f"school {name}" for name in (OURS, *told.partners)]
        people = [row["person_id"] for row in content["people"]]
        assert people == [f"person {name}" for name in (*told.ours, *told.theirs)]
    assert records[f"activity {ACTIVITIES[3].topic}"]["content"]["host_id"] == f"school {OTHER}"
    assert not any(record["deleted"] for record in records.values())


def test_every_photo_travels(said: Mapping[str, Any]) -> None:
    photos = {told.topic: len(told.dropped) + len(told.pasted) + len(told.chosen) for told in ACTIVITIES}
    evidence = [one["content"]["about_id"] for one in said["records"].values() if one["type"] == "evidence"]
    assert {topic: evidence.count(f"activity {topic}") for topic in photos} == photos
    assert len(said["files"]) == sum(photos.values())
    assert {file["state"] for file in said["files"].values()} == {"original", "rendition"}


def test_a_workbook_brings_the_same_records_about(run: Run, second: Run) -> None:
    one, other = plain(records_of(run.package)), plain(records_of(second.package))
    # The workbook marks its rows, so that the same workbook again changes nothing. There is nothing else.
    marks = [record["extra"].pop("import-row") for record in other["records"].values() if record.get("extra")]
    people = {name for told in ACTIVITIES for name in (*told.ours, *told.theirs)}
    assert len(marks) == len(ACTIVITIES) + len(people)
    assert list(differences(one, other)) == []


def test_a_workbook_brings_the_same_papers_about(run: Run, second: Run) -> None:
    one, other = files_of(run.package), files_of(second.package)
    assert {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)} == {
        "data/edudesk/records.json"  # which holds the ids and entry times
    }


def test_a_workbook_brings_the_same_archive_about(run: Run, second: Run) -> None:
    with open_archive(run.place.archive, NOW) as one, open_archive(second.place.archive, NOW) as other:
        found = list(differences(contents_of(one), contents_of(other)))
    # Each archive has handed over a package of its own.
    handed = {each.partition(":")[0].rpartition("/")[2] for each in found if each.startswith("/handover")}
    assert handed <= {"built_at", "manifest_hash"}
    assert [each for each in found if not each.startswith("/handover")] == []
