"""Schools with their place in the communities."""

from edudesk.services.adopting import shipped_scheme
from edudesk.services.changes import change
from edudesk.services.listing.column_words import ColumnWords
from edudesk.services.listing.columns import Columns
from edudesk.services.listing.schools import SchoolFilter, SchoolSort, count, ids, page, role_names, values
from edudesk.services.listing.words import NO_OWN_WORDS, role_words, scheme_words
from edudesk.services.schemes.reading import read_scheme
from edudesk.texts import Label

from .conftest import NOW, TODAY

ALL, OURS_FIRST = SchoolFilter(), SchoolSort()


def found(village, chosen=ALL, sort=OURS_FIRST):
    rows = page(village.archive, chosen, sort, 0, 50, today=TODAY)
    assert [row.id for row in rows] == list(ids(village.archive, chosen, sort, today=TODAY))
    assert len(rows) == count(village.archive, chosen, today=TODAY)
    return rows


def names(village, chosen=ALL, sort=OURS_FIRST):
    return [row.name for row in found(village, chosen, sort)]


def test_our_own_school_comes_first_then_partners_then_others(village):
    village.create("school", name="阿坝小学")
    assert names(village) == ["明德实验小学", "大番坡学校", "丽光学校", "区教研室", "阿坝小学"]
    relation = {row.name: (row.ours, row.partner) for row in found(village)}
    assert relation["明德实验小学"] == (True, False)
    assert relation["丽光学校"] == (False, True)
    assert relation["阿坝小学"] == (False, False)


def test_a_row_says_roles_and_people(village):
    for name in ("周敏", "韦丽"):
        village.create("person", name=name, facts=({"fact": "school", "school_id": village.near},))
    (row,) = found(village, SchoolFilter(text="大番坡"))
    assert (row.short_name, row.county, row.people) == ("大番坡", "钦南区", 2)
    assert row.roles == ((Label("结对学校", "Member"), "明德共同体"),)
    own = page(
        *(village.archive, SchoolFilter(ids=(village.ours,)), SchoolSort(), 0, 5),
        today=TODAY,
        roles=lambda community, code: Label(f"{community[:0]}核心校", "Core") if code == "lead" else None,
    )
    assert own[0].roles[0][0].zh == "核心校"
    assert own[0].location == Label("城区", "City")


def test_schemes_name_roles_and_kinds_each_for_its_community(village):
    qinnan, taihe = (read_scheme(shipped_scheme(name)) for name in ("qinnan", "taihe-kindergarten"))
    roles = role_words({village.community: qinnan, "other": taihe})
    assert roles(village.community, "lead") == next(one.name for one in qinnan.roles if one.code == "lead")
    assert roles("nobody", "lead") is None
    own = scheme_words((taihe, qinnan))
    assert own("member-role", "lead") == next(one.name for one in taihe.roles if one.code == "lead")
    assert own("member-role", "never") is None
    named = [(vocabulary, each) for vocabulary, words in taihe.vocabulary.items() for each in words]
    assert [own(vocabulary, each.code) for vocabulary, each in named] == [each.name for _, each in named]


def test_filters_and_orders(village):
    assert names(village, SchoolFilter(text="钦南")) == ["大番坡学校"]
    assert names(village, SchoolFilter(text="丽光")) == ["丽光学校"]
    assert names(village, SchoolFilter(community=village.community)) == names(village)
    assert names(village, SchoolFilter(community=village.ours)) == []
    assert names(village, sort=SchoolSort("name")) == ["大番坡学校", "丽光学校", "明德实验小学", "区教研室"]
    assert names(village, sort=SchoolSort("location"))[:2] == ["明德实验小学", "丽光学校"]
    village.create("person", name="周敏", facts=({"fact": "school", "school_id": village.far},))
    assert names(village, sort=SchoolSort("people", descending=True))[0] == "丽光学校"
    assert len(names(village, sort=SchoolSort("kind"))) == 4


def test_a_community_in_the_bin_makes_no_partners(village):
    with change(village.archive, "community.delete", NOW) as writing:
        writing.delete(village.community)
    assert [row.partner for row in found(village)] == [False] * 4
    assert [row.roles for row in found(village)] == [()] * 4


def test_columns_narrow_and_sort_by_what_they_show(village):
    kinds = values(village.archive, "kind", Columns(), today=TODAY)
    for kind in kinds:
        assert names(village, SchoolFilter(columns=Columns((ColumnWords("kind", picked=(kind,)),))))
    assert names(village, SchoolFilter(columns=Columns((ColumnWords("name", "mdsy"),)))) == ["明德实验小学"]
    assert len(names(village, sort=SchoolSort("roles"))) == 4


def test_schools_are_narrowed_by_how_many_people_they_have_and_by_their_roles(village):
    for name in ("周敏", "安宁"):
        village.create("person", name=name, facts=({"fact": "school", "school_id": village.far},))
    assert values(village.archive, "people", Columns(), today=TODAY) == ("0", "1–5")
    some = Columns((ColumnWords("people", picked=("1–5",)),))
    assert names(village, SchoolFilter(columns=some)) == ["丽光学校"]
    roles = role_names(village.archive, NO_OWN_WORDS, today=TODAY)
    known = {"roles": {one: "、".join(role.zh for role in said) for one, said in roles.items()}}
    (word, *_others) = values(village.archive, "roles", Columns(known=known), today=TODAY)
    wanted = Columns((ColumnWords("roles", picked=(word,)),), known=known)
    assert 0 < len(names(village, SchoolFilter(columns=wanted))) < 4
