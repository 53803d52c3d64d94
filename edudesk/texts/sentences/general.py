"""Sentences that every part of the program uses."""

SENTENCES = {
    "work.cancelled": "Stopped at your request. Nothing was changed.",
    "record.invalid": "{count} things need mending before this can be saved. Nothing was changed.",
}
