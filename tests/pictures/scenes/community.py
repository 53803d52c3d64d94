"""共同体: the diagram with few and many partners, the acts, and what may stand twice."""

from datetime import date
from typing import Any

from edudesk.services.changes import change
from edudesk.services.demonstration import DEMO_NOW
from edudesk.services.records import all_of
from tests.pictures.scenes.scene import Scene
from tests.pictures.stage import Stage

MANY = 16
SCHOOLS = tuple(
    f"{name}镇{sort}"
    for name in ("青石", "柳湾", "松坪", "竹溪", "枫桥", "桃源", "龙泉", "云岭")
    for sort in ("中心小学", "第二小学")
)


def show_community(stage: Stage) -> None:
    stage.go("community", tab="overview")
    stage.wait(lambda: stage.page.view is not None and stage.page.proposed is not None)
    stage.settle()


def _other(stage: Stage) -> None:
    show_community(stage)
    second = stage.page.shown.names[1].id
    stage.go("community", id=second)
    stage.wait(lambda: stage.page.view.id == second)
    stage.settle()


def _role(stage: Stage) -> None:
    stage.go("community", id=stage.page.shown.names[0].id)
    stage.settle()
    line = stage.page.members.shown[1]
    stage.page.acting.role(line)
    stage.wait(lambda: stage.page.acting.act is not None)
    stage.settle()


def _many(stage: Stage) -> None:
    stage.page.acting.act.reject()
    stage.ask(_add_schools)
    stage.go("community", id=stage.page.shown.names[0].id, partner=stage.page.view.partners[1].id)
    stage.wait(lambda: len(stage.page.view.partners) > MANY)
    stage.settle()


def _add_schools(opened: Any) -> None:
    """Let many join, some agreement end soon, and some schools and activities stand twice."""
    archive = opened.archive
    community = all_of(archive, "community")[0]
    agreement = all_of(archive, "agreement", community_id=community.id)[0]
    with change(archive, "community.edit", DEMO_NOW) as writing:
        made = [
            writing.create("school", {"name": name, "county": "云杉区", "code": f"21{place // 2}"})
            for place, name in enumerate(SCHOOLS)
        ]
        since = date(2026, 3, 2)
        joined = tuple({"school_id": one, "role": "member", "since": since} for one in made)
        writing.edit(community.id, {"members": (*community.content["members"], *joined)})
        writing.edit(agreement.id, {"ends_on": date(2026, 6, 30)})


def _twins(stage: Stage) -> None:
    stage.go("community", tab="twins")
    stage.wait(lambda: stage.page.proposed.count)
    stage.settle()


SCENES = (
    Scene("community", show_community, fresh=True),
    Scene("community-other", _other),
    Scene("community-role", _role),
    Scene("community-many", _many),
    Scene("community-twins", _twins),
)
