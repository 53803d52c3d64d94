"""The schemes at hand: those of the program, and one's own, which can be copied, edited and exchanged."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from edudesk.errors import Problem, UserError
from edudesk.models.base import RecordId
from edudesk.services.adopting import find_shipped, shipped_scheme, shipped_schemes
from edudesk.services.archive import Archive
from edudesk.services.changes import change
from edudesk.services.records import Record, all_of, get
from edudesk.services.recycling import delete_records
from edudesk.services.schemes.facts import SettingValue
from edudesk.services.schemes.reading import Built, Find, build, check_scheme, compose, read_scheme
from edudesk.services.schemes.reading.building import builds_on
from edudesk.services.schemes.reading.editing import set_default, set_head
from edudesk.services.schemes.reading.file import BadScheme
from edudesk.services.schemes.scheme import Scheme
from edudesk.services.schemes.sections import entries
from edudesk.services.toml_text import Unreadable, parse
from edudesk.texts import Label

_OURS = "-own"
_NAMELESS = Label("", "")
_NO_SETTINGS: Mapping[str, SettingValue] = {}
_COPIED_ID = re.compile(r"-own(-\d+)?$")
_COPIED_NAME = re.compile(r"（我校修改( \d+)?）$| \(our changes( \d+)?\)$")


@dataclass(frozen=True)
class Booked:
    """A scheme at hand; ``own`` is the record of one's own, empty for one that comes with the program.

    ``scheme`` is None while the file cannot be used; ``problems`` then say why.
    """

    id: str
    version: str
    name: Label
    own: RecordId
    based_on: str
    scheme: Scheme | None
    problems: tuple[Problem, ...]
    hints: tuple[Problem, ...]

    @property
    def place(self) -> Label:
        """Where it holds."""
        return self.scheme.place if self.scheme else _NAMELESS

    @property
    def stages(self) -> tuple[str, ...]:
        """For which kinds of school it is; all when empty."""
        return self.scheme.stages if self.scheme else ()

    @property
    def rules(self) -> int:
        """How many rules it has."""
        return len(list(entries(self.scheme))) if self.scheme else 0


def schemes_at_hand(archive: Archive) -> tuple[Booked, ...]:
    """Return one's own schemes, the newest first, then those that come with the program."""
    shipped = (_booked(shipped_scheme(name), find_shipped, "", "") for name in shipped_schemes())
    return (*own_schemes(archive), *shipped)


def own_schemes(archive: Archive) -> tuple[Booked, ...]:
    """Return one's own schemes, the newest first."""
    find = finder(archive)
    own = sorted(all_of(archive, "scheme"), key=lambda record: record.id, reverse=True)
    return tuple(
        _booked(record.content["text"], find, record.id, record.content.get("based_on") or "")
        for record in own
    )


def _booked(text: str, find: Find, own: RecordId, based_on: str) -> Booked:
    built = build(text, find)
    try:
        scheme = None if built.problems else read_scheme(built.text)
    except BadScheme as bad:
        problems = tuple(map(built.where, bad.problems))
        return Booked(*_named(text), own, based_on, None, problems, built.hints)
    if scheme is None:
        return Booked(*_named(text), own, based_on, None, built.problems, built.hints)
    return Booked(scheme.id, scheme.version, scheme.name, own, based_on, scheme, (), built.hints)


def _named(text: str) -> tuple[str, str, Label]:
    """Return id, version and name as far as they can be read."""
    try:
        raw = parse(text)
    except Unreadable:
        raw = {}
    name = raw.get("name")
    words = name if isinstance(name, dict) else {}
    label = Label(str(words.get("zh", "")), str(words.get("en", "")))
    return str(raw.get("id", "")), str(raw.get("version", "")), label


def finder(archive: Archive) -> Find:
    """Return what gives the text of a scheme by its id: one's own first, then those of the program."""
    own = {record.content["scheme_id"]: record.content["text"] for record in all_of(archive, "scheme")}
    return lambda scheme_id: own.get(scheme_id) or find_shipped(scheme_id)


def whole_text(archive: Archive, own: RecordId) -> str:
    """Return one's own scheme put together with what it builds on; ``BadScheme`` when that cannot be done."""
    return compose(get(archive, own).content["text"], finder(archive))


def own_texts(archive: Archive) -> dict[str, str]:
    """Return the whole texts of one's own schemes that can be used, by their id."""
    find = finder(archive)
    return {one.id: compose(find(one.id) or "", find) for one in own_schemes(archive) if one.scheme}


def copy_scheme(archive: Archive, scheme_id: str, now: datetime) -> RecordId:
    """Make a copy of a scheme that comes with the program, to be changed; return its record."""
    return copy_text(archive, shipped_scheme(scheme_id), now)


def copy_text(
    archive: Archive, text: str, now: datetime, settings: Mapping[str, SettingValue] = _NO_SETTINGS
) -> RecordId:
    """Make a copy of a whole scheme, to be changed; return its record.

    Settings that were chosen for the scheme become the copy's own defaults, so that it asks the same.
    """
    scheme = read_scheme(text)
    stem = _COPIED_ID.sub("", scheme.id)
    number = _free_number(archive, stem)
    name = Label(*(_COPIED_NAME.sub("", word) for word in (scheme.name.zh, scheme.name.en)))
    count = f" {number}" if number > 1 else ""
    name = Label(f"{name.zh}（我校修改{count}）", f"{name.en} (our changes{count})")
    made = set_head(text, id=_copied_id(stem, number), version="1", name=name)
    for setting, value in settings.items():
        made = set_default(made, setting, value)
    with change(archive, "scheme.copy", now, subject=name.zh) as writing:
        return writing.create("scheme", _content(made, f"{scheme.id} {scheme.version}"))


def _free_number(archive: Archive, stem: str) -> int:
    taken = {record.content["scheme_id"] for record in all_of(archive, "scheme")}
    number = 1
    while _copied_id(stem, number) in taken:
        number += 1
    return number


def _copied_id(stem: str, number: int) -> str:
    return f"{stem}{_OURS}" + (f"-{number}" if number > 1 else "")


def edit_scheme(archive: Archive, own: RecordId, edit: Callable[[str], str], now: datetime) -> Built:
    """Change the text of one's own scheme by one of :mod:`schemes.reading.editing`; return the whole.

    A text that could not be used afterwards is not kept: ``BadScheme`` with its problems.
    """
    record = get(archive, own)
    text = edit(record.content["text"])
    built = _expect_good(text, finder(archive))
    content = _content(text, record.content.get("based_on") or "")
    with change(archive, "scheme.edit", now, subject=content["name"]) as writing:
        writing.edit(own, content)
    return built


def _expect_good(text: str, find: Find) -> Built:
    built = build(text, find)
    found = built.problems or tuple(map(built.where, check_scheme(built.text)))
    if found:
        raise BadScheme(found)
    return built


def import_scheme(archive: Archive, file: bytes, now: datetime, *, replace: bool = False) -> RecordId:
    """Keep a scheme file among one's own and return its record; ``BadScheme`` when it cannot be used.

    A file that is there already, word for word, is recognised. One with the same id and version but other
    words is refused (``scheme.other-text``), unless it shall ``replace`` the one that is there.
    """
    try:
        text = file.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError("scheme.not-text") from error
    _expect_good(text, finder(archive))
    content = _content(text, builds_on(text))
    known = _same_version(archive, content["scheme_id"], content["scheme_version"])
    if known and known.content["text"] == text:
        return known.id
    if known and not replace:
        raise UserError("scheme.other-text", name=known.title, version=content["scheme_version"])
    with change(archive, "scheme.import", now, subject=content["name"]) as writing:
        if known is None:
            return writing.create("scheme", content)
        writing.edit(known.id, content)
        return known.id


def _same_version(archive: Archive, scheme_id: str, version: str) -> Record | None:
    found = all_of(archive, "scheme", scheme_id=scheme_id)
    return next((record for record in found if record.content.get("scheme_version") == version), None)


def export_scheme(archive: Archive, own: RecordId) -> bytes:
    """Return one's own scheme as a file, byte for byte as it was taken in or edited."""
    text: str = get(archive, own).content["text"]
    return text.encode("utf-8")


def delete_scheme(archive: Archive, own: RecordId, now: datetime) -> str:
    """Put one's own scheme into the recycle bin; what communities adopted stays. Return the change's id."""
    return delete_records(archive, [own], now)


def _content(text: str, based_on: str) -> dict[str, str]:
    identity, version, name = _named(text)
    content = {"name": name.zh, "scheme_id": identity, "scheme_version": version, "text": text}
    return content | ({"based_on": based_on} if based_on else {})
