"""Reading which records, people and schools a rule looks at."""

from edudesk.services.schemes.reading.tables import Table
from edudesk.services.schemes.reading.words import Words
from edudesk.services.schemes.scheme import PeopleTest, SchoolTest, Select

RECORDS = ("activity", "exchange", "stay", "pair", "donation", "request", "person", "school")
SIDES = ("helper", "helped")
DIRECTIONS = ("lead-to-member", "member-to-lead", "mutual")


def read_select(table: Table, words: Words) -> Select:
    """Return which records count."""
    record = table.one_of("record", RECORDS, "activity")
    vocabulary = "pair-kind" if record == "pair" else "activity-kind"
    schools = table.table("schools")
    select = Select(
        record,
        table.words("kinds", words.of(vocabulary)),
        table.words("exchange_forms", words.of("exchange-form")),
        table.words("forms", ("onsite", "online")),
        table.one_of("host", SIDES),
        table.one_of("direction", DIRECTIONS),
        table.words("lines", words.of("line")),
        table.words("subjects", words.of("subject")),
        tuple(_people(people, words) for people in table.tables("people")),
        read_school_test(schools, words) if schools else SchoolTest(),
        table.words("states", words.of("request-state")),
        table.whole("least_days"),
        table.one_of("part", ("takes-part", "host", "from", "to"), "takes-part"),
        table.words("evidence", words.of("evidence-kind")),
    )
    table.finish()
    return select


def _people(table: Table, words: Words) -> PeopleTest:
    age = table.whole("age_at_most")
    test = PeopleTest(
        table.one_of("side", SIDES),
        table.words("roles", words.of("activity-role")),
        table.words("posts", words.of("post")),
        table.words("experience", words.of("post")),
        table.words("titles", words.of("title")),
        table.words("honours", words.of("honour")),
        age or None,
        table.whole("at_least", 1, 1),
    )
    table.finish()
    return test


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
