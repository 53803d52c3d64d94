"""Setting up an archive from a file: everything in it, or nothing and every problem at once."""

from datetime import UTC, date, datetime

import pytest

from edudesk.errors import Invalid, UserError
from edudesk.resources import resource
from edudesk.services import records
from edudesk.services.archive import open_archive
from edudesk.services.setup import build_aside, set_up
from edudesk.services.setup.reading import read_setup
from edudesk.texts import Texts

NOW = datetime(2025, 9, 1, 8, tzinfo=UTC)

SMALL = """
[school]
name = "云杉实验小学"
kind = "小学"

[[partners]]
name = "石榴湾镇中心小学"

[[people]]
name = "周敏仪"
posts = ["教导主任"]
subjects = ["数学"]
honours = [{ name = "骨干教师", level = "县级", since = 2021-09-01 }]

[[communities]]
name = "结对"
since = 2025-09-01
subjects = ["语文", "maths"]

[[communities.members]]
school = "云杉实验小学"
role = "帮扶学校"

[[communities.members]]
school = "石榴湾镇中心小学"
role = "member"
since = 2025-10-01
"""

WRONG = """
colour = "red"

[school]
nane = "云杉实验小学"
kind = "飞船"

[[partners]]
name = "石榴湾镇中心小学"

[[partners]]
name = "石榴湾镇中心小学"

[[people]]
name = "周敏仪"
school = "石榴湾镇中心小"
birth_month = "1985年"
posts = "校长"

[[communities]]
since = "2025-9-31"
subjects = ["语文", "魔法"]

[[communities.members]]
school = "不存在的学校"
role = "帮扶学校"

[communities.agreement]
name = "协议"
starts_on = 2025-09-01
ends_on = 2024-09-01

[[communities.terms]]
code = "2025-1"
starts_on = 2025-09-01
ends_on = 2026-01-23

[[communities.terms]]
code = "2025-2"
starts_on = 2026-01-10
ends_on = 2026-07-03
"""


def found(text):
    with pytest.raises(Invalid) as raised:
        read_setup(text)
    return {(problem.code, problem.place) for problem in raised.value.problems}


def test_everything_in_the_file_is_in_the_archive(tmp_path):
    with set_up(tmp_path / "archive", SMALL, NOW) as archive:
        holder = records.get(archive, archive.holder_id)
        assert holder.title == "云杉实验小学"
        assert holder.content["kind"] == "primary"
        schools = {school.title: school.id for school in records.all_of(archive, "school")}
        (community,) = records.all_of(archive, "community")
        assert community.content["members"] == (
            {"school_id": holder.id, "role": "lead", "since": date(2025, 9, 1)},
            {"school_id": schools["石榴湾镇中心小学"], "role": "member", "since": date(2025, 10, 1)},
        )
        assert [row["value"] for row in community.content["domains"]] == ["chinese", "maths"]
        (person,) = records.all_of(archive, "person")
        facts = {fact["fact"]: fact for fact in person.content["facts"]}
        assert facts["school"]["school_id"] == holder.id
        assert facts["post"]["value"] == "director"
        assert (facts["honour"]["value"], facts["honour"]["level"]) == ("backbone", "county")


def test_every_problem_is_listed_at_once_with_its_place():
    problems = found(WRONG)
    assert {
        ("setup.unknown-key", "colour"),
        ("setup.unknown-key-meant", "school.nane"),
        ("setup.missing", "school.name"),
        ("setup.word", "school.kind"),
        ("setup.twice", "partners[2].name"),
        ("setup.unknown-name-meant", "people[1].school"),
        ("field.form", "people[1].birth_month"),
        ("setup.list-wanted", "people[1].posts"),
        ("setup.missing", "communities[1].name"),
        ("setup.day", "communities[1].since"),
        ("setup.unknown-name", "communities[1].members[1].school"),
        ("setup.order", "communities[1].agreement.ends_on"),
    } <= problems
    assert any(code == "term.overlap" for code, _ in problems)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_problem_can_be_said(language):
    with pytest.raises(Invalid) as raised:
        read_setup(WRONG)
    texts = Texts(language)
    said = [texts.problem(problem) for problem in raised.value.problems]
    assert all("{" not in sentence for sentence in said)


def test_a_file_that_is_no_toml_says_where():
    with pytest.raises(UserError, match=r"setup\.syntax.*.line.: 2"):
        read_setup("[school]\nname = 云杉")


def test_an_empty_file_asks_for_the_school_only():
    assert found("") == {("setup.no-school", "school")}


def test_nothing_is_left_when_the_file_is_wrong(tmp_path):
    with pytest.raises(Invalid):
        set_up(tmp_path / "archive", WRONG, NOW)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_the_work_fails_half_way(tmp_path):
    def fail(aside):
        aside.mkdir(parents=True)
        (aside / "half").write_text("half")
        raise UserError("archive.none", path=aside)

    with pytest.raises(UserError):
        build_aside(tmp_path / "archive", NOW, fail)
    assert list(tmp_path.iterdir()) == []


def test_what_stands_in_the_folder_already_stays(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UserError, match=r"archive\.not-empty"):
        set_up(tmp_path, SMALL, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_archive_is_never_set_up_over_another(tmp_path):
    set_up(tmp_path / "archive", SMALL, NOW).close()
    with pytest.raises(UserError, match=r"archive\.exists"):
        set_up(tmp_path / "archive", SMALL, NOW)


def test_an_empty_folder_is_used_as_it_is(tmp_path):
    (tmp_path / ".trash").mkdir()
    set_up(tmp_path, SMALL, NOW).close()
    with open_archive(tmp_path, NOW) as archive:
        assert len(records.all_of(archive, "school")) == 2


def test_a_scheme_that_is_not_there_is_reported_with_those_that_are():
    text = SMALL + '\n[communities.scheme]\nid = "qinan"\n'
    assert found(text) == {("setup.unknown-name-meant", "communities[1].scheme.id")}


def test_a_setting_that_the_scheme_does_not_have_is_reported():
    text = SMALL + '\n[communities.scheme]\nid = "qinnan"\nsettings = { no-such = 1 }\n'
    assert found(text) == {("scheme.unknown-setting", "communities[1].scheme.settings.no-such")}


def test_a_role_may_be_called_as_the_scheme_calls_it():
    scheme = '\n[communities.scheme]\nid = "county-demo-kindergarten"\n'
    named = SMALL.replace('"帮扶学校"', '"示范幼儿园"').replace('"member"', '"结对幼儿园（乡镇中心园）"')
    (community,) = (one.content for one in read_setup(named + scheme).entries if one.type == "community")
    assert [member["role"] for member in community["members"]] == ["lead", "member"]
    assert found(named) == {("setup.no-lead", "communities[1].members")}  # nobody says what the words mean


def test_a_file_saved_by_a_windows_editor_can_be_read():
    assert read_setup("\ufeff" + SMALL.replace("\n", "\r\n")).holder.content["name"] == "云杉实验小学"


def test_the_template_sets_up_an_archive(tmp_path):
    text = resource("templates", "setup.toml").read_text("utf-8")
    with set_up(tmp_path / "archive", text, NOW) as archive:
        assert len(records.all_of(archive, "term")) == 2
        assert [one.title for one in records.all_of(archive, "adoption")] == [
            "钦南区中小学（幼儿园）结对帮扶"
        ]
        assert len(records.all_of(archive, "agreement")[0].content["parties"]) == 2


def test_what_the_template_only_offers_can_be_taken_up(tmp_path):
    text = resource("templates", "setup.toml").read_text("utf-8")
    for offered in ("# approved_on", "# filed_on"):
        assert offered in text
        text = text.replace(offered, offered[2:])
    with set_up(tmp_path / "archive", text, NOW) as archive:
        (agreement,) = records.all_of(archive, "agreement")
        assert agreement.content["approved_on"] == date(2025, 9, 5)
        assert agreement.content["filed_on"] == date(2025, 10, 20)


def test_a_duty_may_be_said_in_the_words_of_the_scheme(tmp_path):
    duty = '\n[[communities.group]]\nduty = "顾问校长"\nperson = "周敏仪"\n'
    scheme = '\n[communities.scheme]\nid = "fuhai"\n'
    with set_up(tmp_path / "archive", SMALL + duty + scheme, NOW) as archive:
        (community,) = records.all_of(archive, "community")
        assert [duty["duty"] for duty in community.content["group"]] == ["adviser-principal"]


def test_a_type_that_only_a_scheme_knows_is_kept_as_it_is_written():
    named = SMALL.replace("[[communities]]\n", '[[communities]]\ntype = "一对一"\n', 1)
    (community,) = (one.content for one in read_setup(named).entries if one.type == "community")
    assert community["type"] == "一对一"


def test_a_type_is_a_word():
    wrong = SMALL.replace("[[communities]]\n", "[[communities]]\ntype = 1\n", 1)
    assert found(wrong) == {("setup.word", "communities[1].type")}
