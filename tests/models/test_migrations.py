"""The migrations make exactly the tables of the models, and no upgrade can lose a database."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect

from edudesk.errors import EnvironmentProblem, UserError
from edudesk.models import database
from edudesk.models.base import Base
from edudesk.models.database import APPLICATION_ID, migrate, migrations, open_engine
from edudesk.models.registry import tables
from edudesk.services import records
from edudesk.services.archive import Archive, fact_of, open_archive, upgrade
from edudesk.services.changes import change
from edudesk.services.keys import Signer, pinned, signs
from edudesk.services.safety.check import check
from edudesk.texts import Texts
from tests.models.golden import GOLDEN, NOW, say

FOLDER = Path(database.__file__).parent / "migrations"
EXTRA = "ALTER TABLE school ADD COLUMN motto TEXT;\nUPDATE school SET motto = '厚德';\n"


def test_every_migration_has_a_number_of_its_own() -> None:
    numbers = [int(path.name[:4]) for path in sorted(FOLDER.glob("*.sql"))]
    assert numbers == list(range(1, len(migrations()) + 1))


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    migrate(tmp_path / "migrated.db")
    engine = open_engine(tmp_path / "migrated.db")
    yield engine
    engine.dispose()


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[Engine]:
    tables()  # enters every record type
    engine = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def described(engine: Engine) -> dict[str, Any]:
    """Return all that a database says of its tables."""
    inspector = inspect(engine)
    return {
        name: {
            "columns": [
                {key: str(value) for key, value in column.items()} for column in inspector.get_columns(name)
            ],
            "key": inspector.get_pk_constraint(name),
            "foreign": sorted(inspector.get_foreign_keys(name), key=lambda key: str(key["name"])),
            "checks": sorted(
                inspector.get_check_constraints(name), key=lambda constraint: str(constraint["name"])
            ),
            "unique": sorted(inspector.get_unique_constraints(name), key=lambda key: str(key["name"])),
            "indexes": sorted(inspector.get_indexes(name), key=lambda index: str(index["name"])),
        }
        for name in inspector.get_table_names()
    }


def test_the_migrations_make_the_tables_of_the_models(migrated: Engine, declared: Engine) -> None:
    by_models, by_migrations = described(declared), described(migrated)
    assert by_models.keys() == by_migrations.keys()
    for name, table in by_models.items():
        assert by_migrations[name] == table, name
    assert sum(len(table["checks"]) for table in by_models.values()) > 5


def test_every_constraint_has_a_name_that_a_migration_can_use(declared: Engine) -> None:
    for name, table in described(declared).items():
        for constraint in (*table["foreign"], *table["checks"], *table["unique"]):
            assert constraint["name"], (name, constraint)


def test_a_migrated_database_says_whose_it_is(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == len(migrations())


def _asked(path: Path, sql: str) -> Any:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchone()[0]
    finally:
        connection.close()


def test_an_older_database_is_upgraded_on_a_copy_and_kept(archive: Archive) -> None:
    archive.close()
    upgrade(archive.database, (*migrations(), EXTRA))
    assert _asked(archive.database, "PRAGMA user_version") == len(migrations()) + 1
    assert _asked(archive.database, "SELECT motto FROM school") == "厚德"
    kept = archive.folder / f"edudesk-v{len(migrations())}.db"
    assert _asked(kept, "PRAGMA user_version") == len(migrations())
    assert _asked(kept, "SELECT count(*) FROM school") == 1
    assert not list(archive.folder.glob(".edudesk*"))


@pytest.mark.parametrize(
    "broken",
    [
        EXTRA + "INSERT INTO no_such_table VALUES (1);\n",
        EXTRA + "DELETE FROM revision;\n",  # leaves records that point to nothing
    ],
)
def test_a_step_that_fails_changes_nothing(archive: Archive, broken: str) -> None:
    archive.close()
    before = archive.database.read_bytes()
    with pytest.raises((sqlite3.Error, EnvironmentProblem)):
        upgrade(archive.database, (*migrations(), broken))
    assert archive.database.read_bytes() == before
    with open_archive(archive.folder, NOW) as again:
        assert check(again).findings == ()


def test_the_first_of_two_steps_does_not_stay_when_the_second_fails(archive: Archive) -> None:
    archive.close()
    with pytest.raises(sqlite3.Error):
        upgrade(archive.database, (*migrations(), EXTRA, "INSERT INTO no_such_table VALUES (1);\n"))
    assert _asked(archive.database, "PRAGMA user_version") == len(migrations())
    upgrade(archive.database, (*migrations(), EXTRA))
    assert _asked(archive.database, "SELECT motto FROM school") == "厚德"


def test_papers_of_the_first_format_come_through_the_making_of_their_table_anew(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate(path, migrations()[:1])
    connection = sqlite3.connect(path)
    day = "2025-09-20 08:00:00.000000"
    common = {"entered_at": day, "deleted": 0, "late": 0, "historical": 0, "owner_id": "s"}
    for number, (record, sort) in enumerate((("s", "school"), ("d", "document")), start=1):
        history = {"id": f"r{number}", "record_id": record, "type": sort, "writer_id": "w", "counter": number}
        lists = {"vector": "{}", "parents": "[]", "content": "{}", "extra": "{}", "withheld": "[]"}
        _insert(connection, "revision", **common, **history, **lists, clock=number, made_at=day)
        shown = {"revision_id": f"r{number}", "heads": "[]", "changed_at": day}
        _insert(connection, "record", **common, **shown, id=record, type=sort)
    _insert(connection, "writer", id="w", counter=2, ours=1)
    _insert(connection, "school", id="s", name="明德实验小学")
    paper = {"title": "学期小结", "kind": "term-summary", "dated": "2026-01-20", "pages": 3}
    _insert(connection, "document", id="d", school_id="s", archive_number="2026-1", **paper)
    connection.commit()
    connection.close()
    migrate(path)
    asked = "SELECT title || kind || dated || pages || archive_number || school_id FROM document"
    assert _asked(path, asked) == "学期小结term-summary2026-01-2032026-1s"
    assert _asked(path, "SELECT person_id IS NULL AND characters IS NULL FROM document") == 1


def test_the_keys_of_partners_come_out_of_the_one_fact_that_held_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrate(path, migrations()[:5])
    signer = Signer("b-archive", "b-school", "石榴湾小学", "00" * 32).plain()
    first = {**signer, "since": "2026-01-20T02:30:00+00:00", "by": "一.zip", "earlier": []}
    second = {**first, "archive": "a-archive", "holder": "a-school", "earlier": [first]}
    kept = {"value": {one["archive"]: one for one in (first, second)}}
    connection = sqlite3.connect(path)
    _insert(connection, "archive_fact", name="partner-keys", value=json.dumps(kept, ensure_ascii=False))
    connection.commit()
    connection.close()
    migrate(path)
    engine = open_engine(path)
    with engine.connect() as opened:
        found = pinned(opened)
        assert [one.signer.archive_id for one in found] == ["b-archive", "a-archive"]
        assert [one.by for one in found[1].earlier] == ["一.zip"]
        assert signs(opened, "a-school")
        assert fact_of(opened, "partner-keys") is None
    engine.dispose()


def _insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    names, places = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*values.values()])


def test_a_newer_database_is_refused_in_plain_words(archive: Archive) -> None:
    archive.close()
    connection = sqlite3.connect(archive.database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = archive.database.read_bytes()
    with pytest.raises(UserError, match="archive.newer") as caught:
        open_archive(archive.folder, NOW)
    assert "99" in Texts("en").present(caught.value)
    assert "新版" in Texts("zh").present(caught.value)
    assert archive.database.read_bytes() == before


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "edudesk.db")
    connection.execute("CREATE TABLE song (title TEXT)")
    connection.commit()
    connection.close()
    before = (tmp_path / "edudesk.db").read_bytes()
    with pytest.raises(UserError, match="archive.foreign"):
        open_archive(tmp_path, NOW)
    assert (tmp_path / "edudesk.db").read_bytes() == before


@pytest.mark.parametrize("folder", sorted(GOLDEN.parent.glob("database-*")), ids=lambda folder: folder.name)
def test_the_archive_of_every_released_format_opens(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "archive"
    with zipfile.ZipFile(folder / "archive.zip") as zipped:
        zipped.extractall(place)
    with open_archive(place, NOW) as archive:
        assert say(archive) == json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        assert check(archive).findings == ()
        with change(archive, "person.create", NOW) as writing:
            made = writing.create("person", {"name": "王立春"})
        assert records.get(archive, made).content["name"] == "王立春"
