"""Sentences that every part of the program uses."""

SENTENCES = {
    "work.cancelled": "Cancelled. Nothing was changed.",
    "record.invalid": "Things to mend before this can be saved: {count}. Nothing was changed.",
}
