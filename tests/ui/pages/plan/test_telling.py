"""Days of the schedule as they stand in a column."""

from datetime import date

import pytest

from edudesk.texts import Language, Texts
from edudesk.ui.pages.plan.telling import say_date


@pytest.mark.parametrize(("language", "words"), [("zh", "9月23日 周三"), ("en", "Wed 23 Sep")])
def test_a_day_of_the_schedule_is_short_and_names_its_weekday(language: Language, words: str):
    assert say_date(Texts(language), date(2026, 9, 23)) == words
