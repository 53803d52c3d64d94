"""Every page and what it can look like; scenes of one archive follow each other."""

from tests.pictures.scenes import (
    activity,
    assess,
    community,
    empty,
    exchanges,
    files,
    handing,
    history,
    home,
    intake,
    others,
    pairs,
    people,
    plan,
    record,
    records,
    scheme,
    start,
    succession,
    summary,
)
from tests.pictures.scenes.scene import Scene

__all__ = ["SCENES", "Scene"]

SCENES = (
    *home.SCENES,
    *activity.SCENES,
    *plan.SCENES,
    *pairs.SCENES,
    *others.SCENES,
    *people.SCENES,
    *community.SCENES,
    *records.SCENES,
    *history.SCENES,
    *record.SCENES,
    *exchanges.SCENES,
    *intake.SCENES,
    *handing.SCENES,
    *scheme.SCENES,
    *assess.SCENES,
    *files.SCENES,
    *summary.SCENES,
    *succession.SCENES,
    *empty.SCENES,
    *start.SCENES,
)
