"""The columns of the list."""

from edudesk.texts import Texts
from edudesk.ui.widgets.tables import Column

_WIDTHS = {"date": 78, "topic": 0, "kinds": 92, "partner": 84, "evidence": 112, "counts": 124}
_LONG_DATE = 104  # “22 November”


def columns_of(texts: Texts) -> tuple[Column, ...]:
    """Return the columns; by what an activity counts for nobody can sort."""
    widths = _WIDTHS | ({"date": _LONG_DATE} if texts.language == "en" else {})
    return tuple(
        Column(
            code,
            texts.say(f"activities.column-{code}"),
            width,
            sortable=code != "counts",
            whole=code == "date",
        )
        for code, width in widths.items()
    )
