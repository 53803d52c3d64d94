"""Words of the forms that are made from the descriptions of records."""

SENTENCES = {
    "forms.also": "You can also write: {names}",
    "forms.fold": "Show less",
    "forms.same-school": "This is the same school twice. Choose the other one.",
    "forms.choose": "Choose",
    "forms.more": "More",
    "forms.reveal": "Show",
    "forms.add-row": "Add a line",
    "forms.remove-row": "Take out {row}",
    "forms.whole": "“{text}” is not a whole number.",
    "forms.month-example": "2025-09",
    "forms.month-unreadable": "“{text}” is not a month. Write it as 2025-09.",
    "forms.clock-example": "9:00",
    "forms.clock-one": "Only one time goes here, not “{text}”.",
    "forms.moment-example": "2026-05-20 9:12",
}
