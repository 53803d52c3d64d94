"""What a package says of itself: name, ``bag-info.txt``, head of ``records.json``, handover record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from edudesk import __version__
from edudesk.models.base import RecordId
from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.packages.bag import Bag
from edudesk.services.packages.names import file_name
from edudesk.services.packages.parcels import Parcel
from edudesk.services.packages.payload import Contents, Item
from edudesk.services.packages.records_json import plain, results_as_json
from edudesk.services.plain import instant
from edudesk.services.records import Record
from edudesk.services.reports.work import TermWork

EDITION = "full"
_NUMERALS = {1: "一", 2: "二", 3: "三"}


@dataclass(frozen=True)
class Occasion:
    """The handing over of one term: ``now`` in UTC, ``today`` the local day; ``work`` speaks Chinese."""

    archive: Archive
    work: TermWork
    now: datetime
    today: date

    @property
    def author(self) -> str:
        """The person who writes in the archive."""
        return self.archive.fact("author") or ""

    @property
    def archive_id(self) -> str:
        """The archive's own id."""
        return str(self.archive.fact("id"))


def package_name(occasion: Occasion) -> str:
    """Return the package's name by the usual pattern, without a suffix."""
    work, code = occasion.work, occasion.work.status.term.code
    return file_name(
        {
            "学校": work.school(occasion.archive.holder_id, short=True),
            "学年": f"{code.start_year}-{code.start_year + 1}学年",
            "学期": f"第{_NUMERALS[code.number]}学期",
            "材料": f"{work.status.community.title}上报材料",
            "日期": f"{occasion.today:%Y%m%d}",
        }
    )


def content_notes(
    occasion: Occasion, evidence: Mapping[RecordId, Record], parcels: Mapping[str, Parcel]
) -> tuple[str, ...]:
    """Return the sentences of the 备考表 on what is in the package and what was left out of it."""
    work, say = occasion.work, occasion.work.texts.say
    found = [parcels[one.content["sha256"]] for one in evidence.values()]
    sent, stripped = (
        sum(one.travels for one in found),
        sum(one.state == "rendition" for one in found),
    )
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
    if stripped:
        notes.append(say("package.note-places", count=stripped))
    if sent < len(found):
        notes.append(say("package.note-lost", count=len(found) - sent))
    return tuple(notes)


def package_facts(occasion: Occasion, contents: Contents, items: Sequence[Item]) -> Mapping[str, Any]:
    """Return what ``records.json`` says besides the records."""
    status, days = occasion.work.status, occasion.work.days
    paths = {item.evidence_id: item.path for item in items if item.evidence_id}
    assert status.adoption is not None
    adoption = status.adoption.content
    return {
        "archive": occasion.archive_id,
        "author": occasion.author,
        "community": status.community.id,
        "edition": EDITION,
        "files": [
            _file(one, contents.parcels[one.content["sha256"]], paths.get(one.id))
            for one in sorted(contents.evidence.values(), key=lambda one: one.id)
        ],
        "gaps": list(contents.gaps),
        "holder": occasion.archive.holder_id,
        "made_at": instant(occasion.now),
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


def _file(evidence: Record, parcel: Parcel, path: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "evidence": evidence.id,
        "original": {"sha256": evidence.content["sha256"], "size": evidence.content["size"]},
        "state": parcel.state,
    }
    if path is not None:
        told["path"] = f"data/{path}"
    if parcel.state == "rendition":
        told["rendition"] = {"sha256": parcel.sha256, "size": parcel.size}
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
        "Internal-Sender-Description": say("package.sender-description", gaps=len(gaps)),
    }
    return {label: value for label, value in elements.items() if value}


def handover(occasion: Occasion, bag: Bag, gaps: Sequence[str]) -> Mapping[str, Any]:
    """Return the content of the handover record; ``results`` keep each rule's figures as handed over."""
    status = occasion.work.status
    assert status.adoption is not None
    return {
        "name": bag.path.name,
        "community_id": status.community.id,
        "term": str(status.term.code),
        "edition": EDITION,
        "built_at": occasion.now.astimezone().replace(tzinfo=None, microsecond=0),
        "scheme_hash": status.adoption.content["scheme_hash"],
        "manifest_hash": bag.tag_manifest,
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
