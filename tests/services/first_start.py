"""The answers of a first start in an invented kindergarten, and the setup file that says the same."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from edudesk.services import records
from edudesk.services.archive import Archive
from edudesk.services.starting.answers import Answers, Partner
from edudesk.services.starting.making import make_archive
from edudesk.texts import Texts

NOW = datetime(2025, 12, 16, 8, tzinfo=UTC)
TODAY = date(2025, 12, 16)
TEXTS = Texts("zh")
ANSWERS = Answers(
    name="临海市中心幼儿园",
    kind="kindergarten",
    author="李园长",
    partners=(Partner("那丽镇中心幼儿园", "kindergarten"), Partner("大番坡镇中心小学", "primary")),
    scheme="qinnan",
    settings={"exchange-days": 15},
    term="2025-1",
    first="2025-09-01",
    last="2026-01-23",
    since="2025-09-01",
    holder_id="0199aaaa-0000-7000-8000-000000000001",
)
SETUP = """
[author]
name = "李园长"
[school]
name = "临海市中心幼儿园"
kind = "幼儿园"
[[partners]]
name = "那丽镇中心幼儿园"
kind = "幼儿园"
[[partners]]
name = "大番坡镇中心小学"
kind = "小学"
[[communities]]
name = "结对"
since = 2025-09-01
[[communities.members]]
school = "临海市中心幼儿园"
role = "帮扶学校"
[[communities.members]]
school = "那丽镇中心幼儿园"
role = "结对学校"
[[communities.members]]
school = "大番坡镇中心小学"
role = "结对学校"
[communities.scheme]
id = "qinnan"
settings = { exchange-days = 15 }
[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23
"""


def content_of(archive: Archive) -> list[Any]:
    """Return all records without ids: schools by their name, communities by theirs."""
    kinds = ("school", "person", "community", "adoption", "agreement", "term", "special-day")
    found = [record for kind in kinds for record in records.all_of(archive, kind)]
    names = {record.id: record.title for record in found}
    return sorted((record.type, repr(_named(record.content, names))) for record in found)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _named(each, names) for key, each in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [_named(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def made(folder: Path, answers: Answers) -> Archive:
    """Make the archive of these answers."""
    return make_archive(folder, answers, "结对", NOW, TODAY)
