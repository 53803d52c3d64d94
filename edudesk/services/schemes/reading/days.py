"""Reading a number of days, natural or working ones."""

from edudesk.services.schemes.reading.tables import Table


def read_days(table: Table, field: str, default: int = 0, least: int = 0) -> tuple[int, bool]:
    """Return a number of days and whether working ones: ``5`` or ``{ number = 5, working = true }``."""
    if not isinstance(table.raw(field), dict):
        return table.whole(field, default, least), False
    inner = table.table(field)
    assert inner is not None
    days = (inner.whole("number", default, least), inner.flag("working"))
    inner.finish()
    return days
