"""The database lies where it was asked for, whatever the folder is called."""

import pytest

from edudesk.models.database import migrate, open_engine


@pytest.mark.parametrize("name", ["档案 1", "100%41", "a%20b", "甲#乙&丙=丁"])
def test_a_folder_with_any_name_holds_its_own_database(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    migrate(folder / "edudesk.db")
    engine = open_engine(folder / "edudesk.db")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        (_, _, place) = connection.exec_driver_sql("PRAGMA database_list").one()
    engine.dispose()
    assert place.endswith("edudesk.db")
    assert name in place
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert [path.name for path in folder.iterdir()] == ["edudesk.db"]
