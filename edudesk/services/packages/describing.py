"""What a package says of itself: name, ``bag-info.txt``, head of ``records.json``, handover record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from edudesk import __version__
from edudesk.models.base import RecordId
from edudesk.models.vocabularies import VOCABULARIES
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.packages.bag import Bag
from edudesk.services.packages.editions import FULL, Edition
from edudesk.services.packages.parcels import Parcel
from edudesk.services.packages.patterns import PACKAGE, named_by, pattern_of
from edudesk.services.packages.payload import Contents, Item
from edudesk.services.packages.profiles import STRICT, USUAL, Profile
from edudesk.services.packages.records_json import plain, results_as_json
from edudesk.services.plain import instant
from edudesk.services.records import Record
from edudesk.services.reports.drawing import Draw, draw_here
from edudesk.services.reports.work import TermWork

PART_ROOM = "-000of000"
"""As long as what the name of a part says behind the package's name."""
_NUMERALS = {1: "一", 2: "二", 3: "三"}


@dataclass(frozen=True)
class Occasion:
    """The handing over of one term: ``now`` in UTC, ``today`` the local day; ``work`` speaks Chinese.

    ``draw`` makes the papers.
    """

    archive: Archive
    work: TermWork
    now: datetime
    today: date
    edition: Edition = FULL
    profile: Profile = USUAL
    draw: Draw = draw_here

    @property
    def author(self) -> str:
        """The person who writes in the archive."""
        return self.archive.fact("author") or ""

    @property
    def archive_id(self) -> str:
        """The archive's own id."""
        return str(self.archive.fact("id"))


def package_name(occasion: Occasion, pattern: str = "") -> str:
    """Return the package's name by a pattern, without one by the archive's own; it has no suffix yet."""
    work, code = occasion.work, occasion.work.status.term.code
    values = {
        "学校": work.school(occasion.archive.holder_id, short=True),
        "学年": f"{code.start_year}-{code.start_year + 1}学年",
        "学期": f"第{_NUMERALS[code.number]}学期",
        "共同体": work.status.community.title,
        "材料": "上报材料",
        "版本": VOCABULARIES["edition"].label(occasion.edition.code).zh,
        "日期": f"{occasion.today:%Y%m%d}",
    }
    room = len(PART_ROOM) if occasion.edition.max_part else 0
    return named_by(pattern or pattern_of(occasion.archive, PACKAGE), values, room=room)


def content_notes(
    occasion: Occasion, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> tuple[str, ...]:
    """Return the sentences of the 备考表 on what is in the package and what was left out of it."""
    work, say = occasion.work, occasion.work.texts.say
    found = [parcels[one.content["sha256"]] for one in evidence.values()]
    sent = sum(one.travels for one in found)
    placeless = sum(one.travels and not one.reduced and bool(one.recipe or one.places) for one in found)
    reduced = sum(one.travels and one.reduced for one in found)
    notes = [
        say(
            "package.note-contents",
            community=work.frame.community,
            term=work.frame.term,
            activities=len(work.held),
            files=sent,
        ),
        say("package.note-private"),
    ]
    if placeless:
        notes.append(say("package.note-places", count=placeless))
    if occasion.edition.code == "email":
        notes.append(say("editions.note-email", count=reduced, edge=occasion.edition.edge))
    if occasion.profile is STRICT:
        notes.append(say("editions.note-strict"))
    held = sum(one.state == "held-back" for one in found)
    if held:
        notes.append(say("editions.note-held-back", count=held))
    if sent + held < len(found):
        notes.append(say("package.note-lost", count=len(found) - sent - held))
    return tuple(notes)


def package_facts(
    occasion: Occasion, contents: Contents, items: Sequence[Item], part_of: Mapping[str, int]
) -> Mapping[str, Any]:
    """Return what ``records.json`` says besides the records; ``part_of`` says where each path lies."""
    status, days = occasion.work.status, occasion.work.days
    paths = {item.evidence_id: item.path for item in items if item.evidence_id}
    assert status.adoption is not None
    adoption = status.adoption.content
    return {
        "archive": occasion.archive_id,
        "author": occasion.author,
        "community": status.community.id,
        "edition": occasion.edition.code,
        "files": [
            _file(one, contents.parcels[one.content["sha256"]], paths.get(one.id), part_of)
            for one in sorted(contents.evidence.values(), key=lambda one: one.id)
        ],
        "gaps": list(contents.gaps),
        "holder": occasion.archive.holder_id,
        "parts": max(part_of.values(), default=1),
        "made_at": instant(occasion.now),
        "profile": occasion.profile.code,
        "program": f"EduDesk {__version__}",
        "results": results_as_json(status.evaluation),
        "scheme": {
            "adoption": status.adoption.id,
            "id": adoption["scheme_id"],
            "version": adoption.get("scheme_version", ""),
            "hash": adoption["scheme_hash"],
            "settings": plain(status.evaluation.settings),
            "since": plain(adoption["since"]),
            "text": adoption["scheme_text"],
        },
        "term": {
            "code": str(status.term.code),
            "starts_on": plain(status.term.starts_on),
            "ends_on": plain(status.term.ends_on),
            "first": plain(days.first),
            "last": plain(days.last),
        },
        "today": plain(occasion.today),
    }


def _file(evidence: Record, parcel: Parcel, path: str | None, part_of: Mapping[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "evidence": evidence.id,
        "original": {"sha256": evidence.content["sha256"], "size": evidence.content["size"]},
        "state": parcel.state,
    }
    if path is not None:
        told["path"] = f"data/{path}"
        if path in part_of:
            told["part"] = part_of[path]
    if parcel.state == "rendition":
        told["rendition"] = {
            "sha256": parcel.sha256,
            "size": parcel.size,
            "recipe": parcel.recipe or ("blanked" if parcel.places else "received"),
        }
    return told


def bag_info(occasion: Occasion, gaps: Sequence[str]) -> Mapping[str, str]:
    """Return the elements of ``bag-info.txt``."""
    work, archive = occasion.work, occasion.archive
    say, group = work.texts.say, f"{work.status.community.id}/{work.status.term.code}"
    address = records.get(archive, archive.holder_id).content.get("address", "")
    elements = {
        "Source-Organization": work.frame.holder,
        "Organization-Address": address,
        "Contact-Name": occasion.author,
        "External-Description": say(
            "package.description", community=work.frame.community, term=work.frame.term
        ),
        "External-Identifier": f"{occasion.archive_id}/{group}",
        "Bag-Group-Identifier": group,
        "Internal-Sender-Identifier": archive.holder_id,
        "Internal-Sender-Description": _sender_description(occasion, len(gaps)),
    }
    return {label: value for label, value in elements.items() if value}


def _sender_description(occasion: Occasion, gaps: int) -> str:
    say, edition = occasion.work.texts.say, occasion.edition
    if edition.code == "email":
        return say("editions.sender-description", edge=edition.edge, gaps=gaps)
    return say("package.sender-description", gaps=gaps)


def handover(occasion: Occasion, bags: Sequence[Bag], base: str, gaps: Sequence[str]) -> Mapping[str, Any]:
    """Return the content of the handover record; ``results`` keep each rule's figures as handed over.

    Of several parts it names the package and how many they are.
    """
    count = len(bags)
    set_name = occasion.work.texts.say("editions.set-name", name=base, count=count)
    status = occasion.work.status
    assert status.adoption is not None
    return {
        "name": set_name if count > 1 else bags[0].path.name,
        "community_id": status.community.id,
        "term": str(status.term.code),
        "edition": occasion.edition.code,
        "built_at": occasion.now.astimezone().replace(tzinfo=None, microsecond=0),
        "scheme_hash": status.adoption.content["scheme_hash"],
        "manifest_hash": " ".join(bag.tag_manifest for bag in bags),
        "gaps": len(gaps),
        "results": {
            "today": plain(occasion.today),
            "rules": {
                result.rule_id: {
                    "state": result.state.value,
                    "value": plain(result.value),
                    "planned": plain(result.planned),
                    "target": plain(result.target),
                }
                for result in status.evaluation.results
            },
        },
    }
