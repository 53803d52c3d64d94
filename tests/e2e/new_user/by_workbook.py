"""The same term without the window: a setup file, the workbook for bulk entry, an export."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from edudesk.services.archive import Archive, open_archive
from edudesk.services.importing.applying import apply
from edudesk.services.importing.dryrun import preview
from edudesk.services.packages.build import build_packages
from edudesk.services.records import all_of
from edudesk.services.setup import set_up
from tests.e2e.new_user.desk import Place
from tests.e2e.new_user.story import (
    ACTIVITIES,
    AUTHOR,
    COMMUNITY,
    FIRST,
    LAST,
    NOW,
    OTHER,
    OURS,
    PARTNER,
    PEOPLE,
    TERM,
    Told,
)
from tests.services.importing.ledger import fill

_SCHOOLS = "".join(f'[[partners]]\nname = "{name}"\nkind = "junior"\n' for name in (PARTNER, OTHER))
_MEMBERS = "".join(
    f'[[communities.members]]\nschool = "{name}"\nrole = "{role}"\n'
    for name, role in ((OURS, "lead"), (PARTNER, "member"), (OTHER, "member"))
)
_PERSON = ("name", "sex", "facts:school", "facts:title", "facts:honour", "facts:post", "facts:subject")
SETUP = f"""
[author]
name = "{AUTHOR}"
[school]
name = "{OURS}"
kind = "junior"
{_SCHOOLS}
[[communities]]
name = "{COMMUNITY}"
since = {FIRST}
{_MEMBERS}
[communities.scheme]
id = "qinnan"
[[communities.terms]]
code = "{TERM}"
starts_on = {FIRST}
ends_on = {LAST}
"""


def save_pasted(first: Place, second: Place) -> Mapping[str, str]:
    """Save the picture that was pasted as a file beside the workbook, and return its name by the photo's."""
    (pasted,) = [name for told in ACTIVITIES for name in told.pasted]
    with open_archive(first.archive, NOW) as archive:
        (kept,) = [
            one.content for one in all_of(archive, "evidence") if one.content["name"].startswith("粘贴")
        ]
        shutil.copy(archive.store.path(kept["sha256"]), second.inbox / kept["name"])
    return {pasted: kept["name"]}


def fill_in(place: Place, pasted: Mapping[str, str]) -> Path:
    """Write the workbook beside the photos; ``pasted`` tells which file a pasted picture became."""
    people = [dict(zip(_PERSON, person, strict=True)) for person in PEOPLE]
    listed = [{"name": f"姓名{number}"} for number in range(10)]
    return fill(
        place.inbox / "批量录入表.xlsx",
        person=[*_filled(listed), *_filled(people)],
        activity=_filled(_row(told, pasted) for told in ACTIVITIES),
    )


def _filled(rows: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [{name: value for name, value in row.items() if value != ""} for row in rows]


def _row(told: Told, pasted: Mapping[str, str]) -> dict[str, object]:
    photos = (*told.dropped, *(pasted[name] for name in told.pasted), *told.chosen)
    starts_at, _, ends_at = told.times.partition("-")
    return {
        "topic": told.topic,
        "state": "计划中" if told.planned else "已开展",
        "kinds": told.kind_words,
        "starts_on": told.day.isoformat(),
        "starts_at": starts_at,
        "ends_at": ends_at,
        "planned_on": told.day.isoformat() if told.planned else "",
        "form": "线上" if told.online else "线下",
        "host_id": told.host,
        "schools:helper": OURS,
        "schools:helped": "、".join(told.partners),
        "people:helper": "、".join(told.ours),
        "people:helped": "、".join(told.theirs),
        "units:time": 1,
        "result": told.result,
        "evidence:photo": "、".join(photos),
    }


def enter(place: Place, workbook: Path) -> Archive:
    """Make the archive and take the workbook in."""
    shutil.rmtree(place.archive)
    archive = set_up(place.archive, SETUP, NOW)
    apply(archive, preview(archive, workbook, NOW.date()), NOW)
    return archive


def export(archive: Archive, out: Path) -> Path:
    """Make the package as the command line does."""
    (made,) = build_packages(archive, TERM, out, now=NOW, today=NOW.date())
    return made.path
