"""Sentences about the photos and papers of a record: taking in, showing, opening."""

SENTENCES = {
    "papers.taking": "Putting {count} files in",
    "papers.pasted": "pasted picture {time}",
    "papers.refused": "{name}: {reason}",
    "papers.refused-several": "{count} files were left out: {names}. All others are here.",
    "papers.and": ", ",
    "papers.already": "{name} is there already.",
    "papers.choose-files": "Choose photos or papers",
    "papers.picture": "Photo or file",
    "papers.kind": "Kind of paper",
    "papers.taken": "taken on {day}",
    "papers.previous": "One before",
    "papers.next": "Next one",
    "papers.take-out": "Take it out",
    "papers.done": "That is all",
    "papers.no-picture": "This file is no picture.",
    "papers.open-original": "Open the original",
}
