"""Random conditions of the grammar, as the text that a scheme would hold."""

from random import Random

KINDS = ("guidance", "lecture", "campus-culture", "survey", "secondment", "visiting-teaching")
FIGURES = """
[[figures]]
id = "teachers"
name = { zh = "教师数", en = "Teachers" }
unit = { zh = "人", en = "people" }
"""
PERIODS = (
    *('"term"', '"month"', '"week"', '"quarter"', '"school-year"', '"calendar-year"', '"cycle"', '"ever"'),
    *('"stay"', '{ sort = "last-years", years = 2 }', '{ sort = "before-term", days = 20 }'),
    *('{ sort = "window", first = "10-01", last = "03-31" }', '{ sort = "until", on = 2025-12-01 }'),
)
BASES = (
    *('"community"', '"partner"', '"school"', '"stage"', '"person"'),
    *(
        '{ each = "person", among = { record = "exchange" } }',
        '{ each = "person", people = [{ side = "helper" }] }',
    ),
)
PARTS = ("week", "month", "quarter", "term", "school-year", "calendar-year")


def a_select(draw: Random, records: tuple[str, ...] = ("activity",)) -> str:
    record = draw.choice(records)
    fields = [f'record = "{record}"']
    if record == "activity":
        fields.append(f"kinds = {list(draw.sample(KINDS, draw.randint(1, 3)))}")
        fields += draw.choice(([], [], ['forms = ["onsite"]'], ['host = "helped"']))
    return f"{{ {', '.join(fields)} }}"


def a_number(draw: Random) -> str:
    return draw.choice(
        (
            *("1", "2", "3", "1", "2"),
            "{ figure = 'teachers' }",
            "{ count = { record = 'person' } }",
            "{ times = [{ figure = 'teachers' }, 0.1], round = 'up' }",
            "{ plus = [{ less = [{ figure = 'teachers' }, 3] }, 1] }",
            "{ over = [{ figure = 'teachers' }, { count = { kinds = ['lecture'] } }] }",
        )
    )


def a_leaf(draw: Random, *, rising: bool, bound: bool = True) -> str:
    """Return a leaf; of a ``rising`` one no record more lowers the figure."""
    measures = [
        "sort = 'records'",
        "sort = 'sum', unit = 'day'",
        "sort = 'distinct', of = 'member'",
        "sort = 'distinct', of = 'day'",
        "sort = 'distinct', of = 'kind'",
    ]
    records: tuple[str, ...] = ("activity",)
    if not rising:
        whole = a_select(draw)
        measures += [
            f"sort = 'share', whole = {whole}",
            f"sort = 'share', unit = 'day', whole = {whole}",
            "sort = 'share', of = 'person', whole = { figure = 'teachers' }",
            "sort = 'average', unit = 'day', of = 'person'",
        ]
    measure = draw.choice(measures)
    if measure == "sort = 'records'":
        records = ("activity", "exchange")
    said = f"select = {a_select(draw, records)}, measure = {{ {measure} }}"
    if not bound:
        return f"{{ {said} }}"
    ends = [f"at_least = {draw.randint(1, 4)}"]
    if not rising:
        ends = [f"at_least = {a_number(draw)}", f"at_most = {a_number(draw)}", f"exactly = {a_number(draw)}"]
    return f"{{ {said}, {draw.choice(ends)} }}"


def an_addition(draw: Random, *, rising: bool) -> str:
    def addend() -> str:
        more = draw.choice(("", ", times = 3", ", most = 2", ", times = 0.5, most = 4"))
        return a_leaf(draw, rising=rising, bound=False).removesuffix(" }") + more + " }"

    leaves = ", ".join(addend() for _ in range(draw.randint(1, 3)))
    return f"{{ at_least = {draw.randint(1, 6)}, add = [{leaves}] }}"


def a_condition(draw: Random, depth: int = 3, *, rising: bool = False) -> str:
    """Return a condition, nested at most ``depth`` deep."""
    sorts = ["leaf", "add"] + ["any", "some", "in_every", "in_some"] * (depth > 0)
    sorts += ["all", "only_if"] * (depth > 0 and not rising)

    def inner() -> str:
        return a_condition(draw, depth - 1, rising=rising)

    match draw.choice(sorts):
        case "add":
            said = an_addition(draw, rising=rising)
        case "any":
            said = f"{{ any = [{inner()}, {inner()}] }}"
        case "some":
            said = f"{{ at_least = 2, any = [{inner()}, {inner()}, {inner()}] }}"
        case "all":
            said = f"{{ all = [{inner()}, {inner()}] }}"
        case "only_if":
            said = f"{{ only_if = {inner()}, then = {inner()} }}"
        case "in_every":
            said = f"{{ in_every = '{draw.choice(PARTS)}', condition = {inner()} }}"
        case "in_some":
            said = f"{{ in_every = '{draw.choice(PARTS)}', at_least = 2, condition = {inner()} }}"
        case _:
            said = a_leaf(draw, rising=rising)
    return said
