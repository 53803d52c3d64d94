"""Reading which people and schools are meant."""

from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import Assessed, PeopleTest, SchoolTest
from edudesk.services.schemes.scheme.selecting import MOST_NESTED

SIDES = ("helper", "helped")
_RANGES = ("age", "teaching_years", "years_here")


def read_people(table: Table, words: Words, depth: int = 1) -> PeopleTest:
    """Return what must hold of people of a record, and of how many of them."""
    least = table.whole("at_least", 1)
    most = table.whole("at_most") if "at_most" in table else None
    if most is not None and least > most:
        table.report("scheme.impossible", "at_least", low=least, high=most)
    return _person(table, words, depth, at_least=least, at_most=most)


def _person(
    table: Table, words: Words, depth: int, *, at_least: int = 1, at_most: int | None = None
) -> PeopleTest:
    """Return what must hold of one person."""
    if depth > MOST_NESTED:
        table.report("scheme.select-too-deep", "", limit=MOST_NESTED)
        return PeopleTest()
    assessed, mentored = table.table("assessed"), table.table("mentored")
    ranges = {name: value for field in _RANGES for name, value in _range(table, field)}
    test = PeopleTest(
        table.one_of("side", SIDES),
        table.words("roles", words.of("activity-role")),
        table.words("posts", words.of("post")),
        table.words("experience", words.of("post")),
        table.words("titles", words.of("title")),
        table.words("honours", words.of("honour")),
        at_least=at_least,
        at_most=at_most,
        title_at_least=table.one_of("title_at_least", words.of("title")),
        honour_levels=table.words("honour_levels", words.of("level")),
        honour_level_at_least=table.one_of("honour_level_at_least", words.of("level")),
        subjects=table.words("subjects", words.of("subject")),
        stages=table.words("stages", words.of("stage")),
        employment=table.words("employment"),
        sex=table.one_of("sex", words.of("sex")),
        served=table.flag("served") if "served" in table else None,
        assessed=_assessed(assessed, words) if assessed else None,
        mentored=_person(mentored, words, depth + 1) if mentored else None,
        any=tuple(_person(each, words, depth + 1) for each in table.tables("any")),
        none=tuple(_person(each, words, depth + 1) for each in table.tables("none")),
        **ranges,
    )
    table.finish()
    return test


def _range(table: Table, field: str) -> tuple[tuple[str, int | None], ...]:
    """Return the least and the most years; an age of 0, as a setting not filled in, asks for nothing."""
    names = (f"{field}_at_least", f"{field}_at_most")
    least, most = (table.whole(name, most=100) if name in table else None for name in names)
    least, most = least or None, (most or None) if field == "age" else most
    if least is not None and most is not None and least > most:
        table.report("scheme.impossible", names[0], low=least, high=most)
    return tuple(zip(names, (least, most), strict=True))


def _assessed(table: Table, words: Words) -> Assessed:
    grades = table.words("grades", words.of("grade"))
    if not grades:
        table.report("scheme.missing", "grades")
    assessed = Assessed(grades, table.whole("years", 1, 1, 20), table.flag("known"))
    table.finish()
    return assessed


def read_school_test(table: Table, words: Words) -> SchoolTest:
    """Return which members are meant."""
    side = table.one_of("side", (*SIDES, "other"))
    test = SchoolTest(
        (side,) if side else (),
        table.words("roles", words.roles),
        table.words("stages", words.of("stage")),
        table.words("locations", words.of("location")),
    )
    table.finish()
    return test
