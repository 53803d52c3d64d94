"""All fields of forms by one name: words, choices, days, times, numbers, boxes around them."""

from edudesk.ui.widgets.boxes import Check, FieldBox, FormRow, Radio, mark_error
from edudesk.ui.widgets.choice import ChoiceField
from edudesk.ui.widgets.entries import LongField, TextField
from edudesk.ui.widgets.typed_fields import DateField, NumberField, TimeRangeField

__all__ = [
    "Check",
    "ChoiceField",
    "DateField",
    "FieldBox",
    "FormRow",
    "LongField",
    "NumberField",
    "Radio",
    "TextField",
    "TimeRangeField",
    "mark_error",
]
