"""What the figures of a condition count, where its rule names no unit of its own."""

from edudesk.services.schemes.scheme import Added, Condition, InEvery, Leaf, Measure
from edudesk.texts import Label

TIMES, CONDITIONS = Label("次", "times"), Label("项", "conditions")
UNITS = {
    "time": TIMES,
    "day": Label("天", "days"),
    "week": Label("周", "weeks"),
    "month": Label("个月", "months"),
    "year": Label("年", "years"),
    "period": Label("课时", "periods"),
    "half-day": Label("个半天", "half days"),
    "lesson": Label("节", "lessons"),
    "lecture": Label("场", "lectures"),
    "attendance": Label("人次", "attendances"),
    "yuan": Label("元", "yuan"),
}
PARTS = {
    "week": UNITS["week"],
    "month": UNITS["month"],
    "quarter": Label("个季度", "quarters"),
    "term": Label("个学期", "terms"),
    "school-year": Label("个学年", "school years"),
    "calendar-year": UNITS["year"],
}
RECORDS = {
    "document": Label("份", "papers"),
    "duty": Label("人", "people"),
    "community": Label("个", "communities"),
    "roster-school": Label("所", "schools"),
    "agreement": Label("份", "agreements"),
    "achievement": Label("项", "achievements"),
    "person": Label("人", "people"),
    "school": Label("所", "schools"),
    "pair": Label("对", "pairs"),
}
ITEMS = {
    "record": TIMES,
    "subject": Label("个学科", "subjects"),
    "member": Label("所学校", "schools"),
    "person": Label("人", "people"),
    "line": Label("个方面", "fields"),
    "kind": Label("种", "kinds"),
    "stage": Label("个学段", "stages"),
    "day": UNITS["day"],
    "month": UNITS["month"],
}
"""What different values are counted in."""


def unit_of(condition: Condition) -> Label:
    """Return what the figure of a condition counts: days, periods, records, years or conditions."""
    match condition:
        case Leaf(select=select, measure=measure, every=None):
            return _measured(measure) or RECORDS.get(select.record, TIMES)
        case Added(addends=(first, *_)):
            return unit_of(first.leaf)
        case InEvery(part=part):
            return PARTS[part]
    return CONDITIONS


def _measured(measure: Measure) -> Label | None:
    if measure.sort == "share":
        return Label("%", "%")
    if measure.sort == "distinct":
        return ITEMS[measure.of]
    return UNITS.get(measure.unit) if measure.sort in {"sum", "served", "average"} else None
