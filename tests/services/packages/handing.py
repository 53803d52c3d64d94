"""An archive with a term to hand over: two schools, people with private numbers, photos with places."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image

from edudesk.models.base import RecordId
from edudesk.services.adopting import adoption_content, shipped_scheme
from edudesk.services.archive import Archive
from edudesk.services.attaching import Attachment, attach_all
from edudesk.services.changes import Writing, change

NOW = datetime(2025, 9, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 1, 20, 2, 30, tzinfo=UTC)
TODAY = date(2026, 1, 20)
TERM = "2025-1"
PHONE, OFFICE, IDENTITY, EXTRA_PHONE = "13812345678", "05318888123", "330102198801011234", "139-8765-4321"
RARE = "𠮷野㐂子"


def picture(*, gps: bool = False, colour: str = "green") -> bytes:
    """Return a small JPEG as a phone makes it."""
    image, out = Image.new("RGB", (320, 240), colour), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8769)[0x9003] = "2025:10:15 09:20:00"
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (30.0, 15.0, 42.5), "E", (120.0, 9.0, 7.25)
    image.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()


def fill_term(archive: Archive, inbox: Path) -> Mapping[str, RecordId]:
    """Enter two communities and a term of work for the first; return the ids by short names."""
    ids: dict[str, RecordId] = {"ours": archive.holder_id}
    with change(archive, "archive.set-up", NOW) as writing:
        _set_up(writing, ids)
    with change(archive, "activity.create", datetime(2026, 1, 5, tzinfo=UTC)) as writing:
        _work(writing, ids)
    with change(archive, "activity.delete", datetime(2026, 1, 6, tzinfo=UTC)) as writing:
        writing.delete(ids["wrong"])
    _attach(archive, inbox, ids)
    return ids


def _set_up(writing: Writing, ids: dict[str, RecordId]) -> None:
    ids["theirs"] = writing.create(
        "school", {"name": "石榴湾镇中心小学", "short_name": "石榴湾小学", "phone": OFFICE, "kind": "primary"}
    )
    ids["person"] = writing.create(
        "person",
        {
            "name": RARE,
            "phone": PHONE,
            "id_number": IDENTITY,
            "facts": (
                {"fact": "school", "school_id": ids["ours"], "since": date(2015, 8, 1)},
                {"fact": "title", "value": "senior", "since": date(2020, 1, 1)},
            ),
        },
        extra={"备用电话": EXTRA_PHONE, "工号": "A-17"},
    )
    for name, title in (("community", "明德—石榴湾结对"), ("second", "明德第二共同体")):
        ids[name] = writing.create(
            "community",
            {
                "name": title,
                "since": date(2025, 9, 1),
                "members": (
                    {"school_id": ids["ours"], "role": "lead", "since": date(2025, 9, 1)},
                    {"school_id": ids["theirs"], "role": "member", "since": date(2025, 9, 1)},
                ),
            },
        )
        scheme = adoption_content(ids[name], shipped_scheme("qinnan"), date(2025, 9, 1), {})
        writing.create("adoption", scheme)
        days = {"starts_on": date(2025, 9, 1), "ends_on": date(2026, 1, 23)}
        writing.create("term", {"community_id": ids[name], "code": TERM} | days)
        spring = {"starts_on": date(2026, 2, 25), "ends_on": date(2026, 7, 10)}
        writing.create("term", {"community_id": ids[name], "code": "2025-2"} | spring)
    holiday = {"name": "国庆节", "first": date(2025, 10, 1), "last": date(2025, 10, 8), "works": False}
    writing.create("special-day", holiday)


def _work(writing: Writing, ids: dict[str, RecordId]) -> None:
    own = {"community_id": ids["community"]}
    ids["agreement"] = writing.create(
        "agreement",
        own | {"name": "结对帮扶协议", "signed_on": date(2025, 9, 3), "ends_on": date(2028, 8, 31)},
    )
    ids["plan"] = writing.create("plan", own | {"title": "第一学期工作计划", "level": "term", "term": TERM})
    ids["lesson"] = writing.create("activity", own | _lesson(ids))
    ids["talk"] = writing.create("activity", own | _talk(date(2025, 11, 20), "讲座：龘𪚥与繁体字"))
    ids["spring"] = writing.create("activity", own | _talk(date(2026, 3, 12), "春季讲座"))
    ids["wrong"] = writing.create("activity", own | _talk(date(2025, 12, 1), "误录的讲座"))
    ids["late"] = writing.create(
        "activity", own | _talk(date(2026, 1, 8), "未登记的座谈") | {"state": "planned"}
    )
    ids["exchange"] = writing.create(
        "exchange",
        own
        | {
            "name": RARE,
            "person_id": ids["person"],
            "state": "held",
            "form": "secondment",
            "from_id": ids["ours"],
            "to_id": ids["theirs"],
            "starts_on": date(2025, 10, 13),
            "ends_on": date(2025, 12, 31),
        },
    )
    opinion = {"kind": "host-confirmation", "by": "罗长庚", "grade": "优秀", "body": "工作扎实"}
    ids["opinion"] = writing.create("opinion", opinion | {"about_id": ids["exchange"]})


def _lesson(ids: Mapping[str, RecordId]) -> dict[str, Any]:
    return {
        "topic": "送教：古诗两首",
        "state": "held",
        "kinds": ("sent-lesson",),
        "starts_on": date(2025, 10, 15),
        "starts_at": time(9, 0),
        "plan_id": ids["plan"],
        "host_id": ids["theirs"],
        "schools": ({"school_id": ids["ours"]}, {"school_id": ids["theirs"]}),
        "people": (
            {"person_id": ids["person"], "role": "teacher"},
            {"name": "班主任", "count": 10, "side": "helped"},
        ),
        "units": ({"unit": "time", "amount": Decimal(1)}, {"unit": "period", "amount": Decimal("2.5")}),
        "process": "两位老师同上一课。",
    }


def _talk(day: date, topic: str) -> dict[str, Any]:
    return {"topic": topic, "state": "held", "kinds": ("lecture",), "starts_on": day}


def _attach(archive: Archive, inbox: Path, ids: dict[str, RecordId]) -> None:
    inbox.mkdir(exist_ok=True)
    files = {
        "IMG_20251015_092000.jpg": (picture(gps=True), ids["lesson"]),
        "听课.jpg": (picture(colour="blue"), ids["lesson"]),
        "签到表.txt": ("签到 6 人\n".encode(), ids["lesson"]),
        "录音.txt": (b"not here for long", ids["talk"]),
        f"证 {IDENTITY}.txt": (b"x", ids["exchange"]),
    }
    attachments = []
    for name, (content, about) in files.items():
        (inbox / name).write_bytes(content)
        attachments.append(Attachment(about, inbox / name))
    attached = attach_all(archive, attachments, datetime(2026, 1, 7, tzinfo=UTC))
    ids |= dict(
        zip(
            ("gps", "photo", "sign-in", "record", "certificate"),
            (one.evidence_id for one in attached),
            strict=True,
        )
    )
