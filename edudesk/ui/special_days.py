"""Holidays, and weekends that are worked, as every calendar of the window shows them."""

from datetime import date, timedelta

from edudesk.services.calendar import SpecialDays
from edudesk.texts import Texts
from edudesk.ui.widgets.month_grid import DayMark

_ONE_DAY = timedelta(days=1)


def day_marks(texts: Texts, special: SpecialDays, first: date, last: date) -> dict[date, DayMark]:
    """Return the days that are free though they are weekdays, and those worked though they are weekends."""
    found = {}
    for one in special.ranges:
        day = max(first, one.first)
        while day <= min(last, one.last):
            works = special.works(day)
            code = "worked" if works else "off"
            name, short = texts.say(f"planpage.day-{code}"), texts.say(f"planpage.day-{code}-short")
            found[day] = DayMark(one.name or name, short, not works)
            day += _ONE_DAY
    return found
