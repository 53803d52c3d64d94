"""One's own schemes are copied, edited, taken in, handed on and deleted, and what is in force stays."""

from datetime import UTC, datetime

import pytest

from edudesk.errors import UserError
from edudesk.services.adopting import shipped_scheme, shipped_schemes
from edudesk.services.changes import change
from edudesk.services.records import all_of, get
from edudesk.services.recycling import restore
from edudesk.services.schemebook import (
    copy_scheme,
    copy_text,
    delete_scheme,
    edit_scheme,
    export_scheme,
    finder,
    import_scheme,
    schemes_at_hand,
    whole_text,
)
from edudesk.services.schemes.reading import BadScheme, read_scheme
from edudesk.services.schemes.reading.editing import drop_rule, set_value
from edudesk.services.undo import steps, undo

NOW = datetime(2025, 9, 1, 8, tzinfo=UTC)
SMALL = """format = "edudesk-scheme 0.2"\r
# 我县的改动\r
id = "our-county"\r
version = "1"\r
name = { zh = "我县", en = "Ours" }\r
source = "补充通知"\r
builds_on = { id = "qinnan-own" }\r
[set]\r
exchange-days = 15\r
""".encode()


@pytest.fixture
def school(archive):
    with change(archive, "test", NOW) as writing:
        writing.create("school", {"name": "云杉小学"})
    return archive


def test_the_schemes_of_the_program_are_at_hand_with_place_and_kinds(school):
    booked = {one.id: one for one in schemes_at_hand(school)}
    assert set(booked) == set(shipped_schemes())
    assert booked["qinnan"].place.zh == "钦州市钦南区"
    assert booked["taihe-kindergarten"].stages == ("preschool",)
    assert all(one.rules and not one.problems and not one.own for one in booked.values())


def test_a_copy_of_a_copy_is_numbered_and_what_was_chosen_becomes_its_default(school):
    first = copy_scheme(school, "qinnan", NOW)
    second = copy_text(school, whole_text(school, first), NOW, {"exchange-days": 12})
    again = read_scheme(whole_text(school, second))
    assert (again.id, again.name.zh[-8:]) == ("qinnan-own-2", "（我校修改 2）")
    assert again.settings["exchange-days"] == 12
    assert get(school, second).content["based_on"].startswith("qinnan-own ")


def test_a_copy_has_a_name_and_id_of_its_own_and_asks_the_same(school):
    first, second = copy_scheme(school, "qinnan", NOW), copy_scheme(school, "qinnan", NOW)
    assert [get(school, one).content["scheme_id"] for one in (first, second)] == [
        "qinnan-own",
        "qinnan-own-2",
    ]
    copied, shipped = read_scheme(whole_text(school, first)), read_scheme(shipped_scheme("qinnan"))
    assert copied.name.zh.endswith("（我校修改）")
    assert copied.version == "1"
    assert copied.rules == shipped.rules
    assert get(school, first).content["based_on"] == f"qinnan {shipped.version}"
    assert "# ---- 报送材料 ----" in whole_text(school, first)


def test_an_edit_is_one_step_that_can_be_undone(school):
    own = copy_scheme(school, "qinnan", NOW)
    before = whole_text(school, own)
    edit_scheme(school, own, lambda text: set_value(text, "guidance-visits", "condition.at_least", 5), NOW)
    assert "at_least = 5" in whole_text(school, own)
    undo(school, steps(school, 1)[0].id, NOW)
    assert whole_text(school, own) == before


def test_an_edit_that_makes_no_scheme_is_not_kept(school):
    own = copy_scheme(school, "qinnan", NOW)
    before = export_scheme(school, own)
    with pytest.raises(BadScheme):
        edit_scheme(school, own, lambda text: set_value(text, "partners", "between", [3, 1]), NOW)
    assert export_scheme(school, own) == before


def test_a_file_is_taken_in_and_handed_on_byte_for_byte(school):
    copy_scheme(school, "qinnan", NOW)
    own = import_scheme(school, SMALL, NOW)
    assert export_scheme(school, own) == SMALL
    assert get(school, own).content["based_on"] == "qinnan-own"
    assert read_scheme(whole_text(school, own)).settings["exchange-days"] == 15


def test_a_file_that_is_there_already_is_recognised(school):
    copy_scheme(school, "qinnan", NOW)
    own = import_scheme(school, SMALL, NOW)
    assert import_scheme(school, SMALL, NOW) == own
    other = SMALL.replace(b"= 15", b"= 16")
    with pytest.raises(UserError) as caught:
        import_scheme(school, other, NOW)
    assert caught.value.code == "scheme.other-text"
    assert import_scheme(school, other, NOW, replace=True) == own
    assert export_scheme(school, own) == other
    newer = import_scheme(school, other.replace(b'version = "1"', b'version = "2"'), NOW)
    assert newer != own


@pytest.mark.parametrize("file", [b"\xff\xfe", b"", b"format = 3", SMALL.replace(b"qinnan-own", b"nowhere")])
def test_what_is_no_scheme_is_not_taken_in(school, file):
    with pytest.raises(UserError):
        import_scheme(school, file, NOW)
    assert all_of(school, "scheme") == ()


def test_one_that_builds_on_a_deleted_one_says_so_until_that_is_back(school):
    base = copy_scheme(school, "qinnan", NOW)
    own = import_scheme(school, SMALL, NOW)
    delete_scheme(school, base, NOW)
    assert finder(school)("qinnan-own") is None
    booked = next(one for one in schemes_at_hand(school) if one.own == own)
    assert (booked.id, booked.name.zh, booked.scheme) == ("our-county", "我县", None)
    assert [problem.code for problem in booked.problems] == ["scheme.no-base"]
    restore(school, [base], NOW)
    assert next(one for one in schemes_at_hand(school) if one.own == own).rules


def test_a_rule_less_stays_a_scheme(school):
    own = copy_scheme(school, "taihe-kindergarten", NOW)
    rules = next(one for one in schemes_at_hand(school) if one.own == own).rules
    edit_scheme(school, own, lambda text: drop_rule(text, "joint-activities"), NOW)
    assert next(one for one in schemes_at_hand(school) if one.own == own).rules == rules - 1


def test_a_scheme_as_long_as_a_file_may_be_is_kept(school):
    file = (shipped_scheme("qinnan") + "# 一句话\n" * 30_000).encode()
    assert export_scheme(school, import_scheme(school, file, NOW)) == file
